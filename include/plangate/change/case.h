/*
 * case.h - one change that is judged, with all that it is judged by.
 *
 * A case is opened once, handed down, and closed once. What a step needs beyond it is a parameter. Everything that
 * judges comes from the base of the change, never from the change; the time is taken once.
 */
#ifndef PLANGATE_CHANGE_CASE_H
#define PLANGATE_CHANGE_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/change/landed.h"
#include "plangate/change/spec.h"
#include "plangate/change/trust.h"
#include "plangate/model/changeset.h"
#include "plangate/model/finding.h"
#include "plangate/model/selection.h"

struct change_verdict;
struct pg_error;
struct policy;
struct progress;
struct repo;

struct pg_case {
	struct repo *repo; /* borrowed */
	struct change_spec spec;
	const struct pg_case
		*whole; /* of one commit of a range: the range; else NULL; borrowed */
	const struct policy *policy; /* that judges; NULL: there is none */
	const struct trust *trust;   /* NULL until case_read_trust() */
	struct changeset set;	     /* counted by the policy */
	struct selection without;    /* what rules do not see: see case_leave_restored() */
	struct findings findings;    /* of case_judge(); waivers change their states */
	struct selection excused;    /* what needs no plan though a rule fired on it */
	struct selection needs;	     /* what a plan must cover: see case_settle() */
	struct landed_state landed;  /* not known until case_find_landed() */
	long long now; /* seconds since 1970: what plans and records are held against */
	struct progress *progress; /* is told what is being judged, or NULL; borrowed */
	struct policy *
		own_policy; /* what policy and trust point to, unless they are the whole's */
	struct trust own_trust;
};

struct case_options {
	const struct policy
		*policy;	 /* to judge by, whatever the base has; borrowed; or NULL */
	const char *policy_file; /* by hand: the file to take the policy from, or NULL */
	bool for_writers; /* take the change's own policy or the default pack where the base has none */
	long long now;		   /* seconds since 1970; 0: the clock */
	struct progress *progress; /* or NULL */
};

/*
 * Read the policy and the changes of a spec, which is copied. -1 where one of them cannot be read, or where
 * the new content of a file is missing. The caller closes the case, also after -1; it must not be moved.
 */
int case_open(struct pg_case *c, struct repo *repo, const struct change_spec *spec,
	      const struct case_options *options, struct pg_error *err);

/* The same for one commit of a range, against its parents (or all that it brings to its first one), by the policy, trust and
 * clock of the whole. */
int case_open_landing(struct pg_case *c, const struct pg_case *whole, const char *hex,
		      struct pg_error *err);
int case_open_commit(struct pg_case *c, const struct pg_case *whole, const char *hex,
		     struct pg_error *err);

void case_close(struct pg_case *c);

/* Of one commit of a range: judge it without the files that are again as the base of the range has them. They
 * bring nothing: a planned commit and its revert, say. */
int case_leave_restored(struct pg_case *c, struct pg_error *err);

/* Read who may sign, once. PG_ERR_POLICY where that is not valid. */
int case_read_trust(struct pg_case *c, struct pg_error *err);

/* Hold the rules of the policy, which must be there, against the change, and settle what needs a plan. */
int case_judge(struct pg_case *c, struct pg_error *err);

/* What rules are held against here, less a selection (or NULL) and what the case is without anyway. `all` holds
 * both, and is the caller's to clear. */
struct judged case_rest(struct pg_case *c, const struct selection *without,
			struct selection *all);

/* Set `needs`: what counts, or what an open finding fired on, and is not excused. */
void case_settle(struct pg_case *c);

/* Whether a plan must cover the change at this index. */
bool case_needs_plan(const struct pg_case *c, size_t index);

/* How many files count. */
size_t case_counted(const struct pg_case *c);

/* Fill in what a verdict says of the change and its policy before anything is judged. */
void case_describe(const struct pg_case *c, struct change_verdict *out);

#endif
