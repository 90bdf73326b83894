/*
 * gate.h - the decision: a change, the policy of its base and the plans of its tree become a verdict.
 *
 * The policy and what it says of plans come from the base of the change, never from the change. A
 * function returns 0 with the verdict filled in, or -1 with err where it could not decide: the
 * gate then stays shut (err->kind is the exit code).
 */
#ifndef PLANGATE_GATE_GATE_H
#define PLANGATE_GATE_GATE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/change/spec.h"
#include "plangate/model/stage.h"
#include "plangate/model/verdict.h"

struct pg_case;
struct pg_error;
struct progress;
struct replay;
struct repo;

/* All borrowed. */
struct gate_options {
	enum stage stage;
	const char *plan; /* path in the tree of the one plan to hold it against, or NULL */
	const char *policy_file; /* a file to take the policy from, or NULL: by hand only */
	const char *message;	 /* of the commit that is being made, or NULL */
	const char *
		target; /* whole ref that the change goes to, where nothing else says, or NULL */
	long long
		now; /* seconds since 1970 that plans and records are held against; 0: the clock */
	bool count_lines;	       /* fill in the lines added and removed */
	const struct strlist *pushers; /* who pushes, as the server names them, or NULL */
	struct replay *replay;	       /* the server's ledger (waiver/ledger.h), or NULL */
	struct progress *progress;     /* is told what is being judged, or NULL */
};

/* A change by its name. Of a range its net change is judged, and then every commit of it. */
int gate_judge(struct repo *repo, const struct gate_options *options,
	       const struct named_change *name, struct verdict *verdict,
	       struct pg_error *err);

/*
 * A case that is open: one change of the verdict is appended, for a range one more for each of its commits
 * that lacks something. The findings move into the verdict.
 */
int gate_judge_case(struct pg_case *c, const struct gate_options *options,
		    struct verdict *verdict, struct pg_error *err);

/* The net change of every ref since the remote's side. `remote` is its name or URL. */
int gate_push(struct repo *repo, const struct gate_options *options, const char *remote,
	      const struct push_updates *updates, struct verdict *verdict,
	      struct pg_error *err);

/* What the server's own git configuration says: nothing of it can be pushed. */
struct receive_settings {
	bool required;	  /* plangate.required: a branch without a policy is refused */
	char *policy_ref; /* plangate.policyRef: whose policy judges new refs; NULL: HEAD's */
	struct strlist
		protect; /* plangate.protect: refs that cannot be deleted, by wildmatch */
};

/* Append the refs on which work lands on a server, where no policy names them: that of the policy, and those that are
 * protected. */
int receive_landing(struct repo *repo, const struct receive_settings *settings,
		    struct strlist *landing, struct pg_error *err);

/*
 * The same, asked by the server (pre-receive, update), whose answer counts: each ref is judged by the
 * policy of its old tip, a new one by that of the policy's ref, each against the state before the
 * push. Objects in quarantine are seen, and nothing is written. Refs that clients may not write and
 * deletions of protected ones are refused.
 */
int gate_receive(struct repo *repo, const struct gate_options *options,
		 const struct receive_settings *settings,
		 const struct push_updates *updates, struct verdict *verdict,
		 struct pg_error *err);

#endif
