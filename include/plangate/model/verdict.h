/* verdict.h - the answer: per change and for the whole; the data model of every report. */
#ifndef PLANGATE_MODEL_VERDICT_H
#define PLANGATE_MODEL_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/demand.h"
#include "plangate/model/diagnostic.h"
#include "plangate/model/finding.h"
#include "plangate/model/oid.h"
#include "plangate/model/stage.h"

/* In rising order: the whole is the highest of its parts. */
enum verdict_state { VERDICT_PASS, VERDICT_WARN, VERDICT_BLOCK, VERDICT_ERROR };

const char *verdict_state_name(
	enum verdict_state state); /* "pass", "warn", "block", "error" */

/* A plan document that was looked at. */
struct plan_view {
	char *path;	/* owned */
	size_t covered; /* counted files of the change in its scope */
	bool valid;	/* for the demand of this change */
};

/* A signed record by which rules were waived. Strings are owned. */
struct override_view {
	char *id, *reason, *nonce;
	char *ticket; /* or NULL */
	char *created, *expires;
	struct strlist rules, signers;
	size_t files; /* that it lists */
};

struct change_verdict {
	char *ref;	   /* or NULL; owned */
	struct oid commit; /* null for what is only staged */
	bool one_of_range; /* this commit of the range by itself; else the net change up to it */
	struct oid base; /* commit */
	struct oid tree;
	char *policy; /* the file in the repository that says what is asked; NULL where there is none, or
		       * one from elsewhere judges; owned */
	enum verdict_state state;
	size_t files;	       /* counted ones */
	size_t to_cover;       /* those that must be in the scope of a plan */
	bool lines_known;      /* whether added and removed were asked for */
	size_t added, removed; /* lines */
	struct findings findings;
	struct demand demand;
	struct plan_view *plans;
	size_t plan_count;
	size_t plan_capacity;
	struct override_view *overrides;
	size_t override_count;
	size_t override_capacity;
	struct strlist reverts; /* commits that it takes back, newest first; whole ids */
	bool can_override;	/* somebody may waive a rule that blocks this change */
	struct diagnostics diagnostics;
};

struct verdict {
	enum stage stage;
	bool warn_only; /* a policy in force says `mode: warn`: its changes warn at most */
	enum verdict_state state;
	struct change_verdict *changes;
	size_t count;
	size_t capacity;
	struct strlist notes; /* one-line remarks: adoption, a ref that was not judged */
};

/* Append a zeroed one; valid until the next. */
struct change_verdict *verdict_add(struct verdict *verdict);

/* Move the overrides of one change to those of another; the rules of one that both have are joined. */
void verdict_take_overrides(struct change_verdict *to, struct change_verdict *from);

/* Set the whole's state: the highest of its parts. */
void verdict_finish(struct verdict *verdict);

/* Free the content; it is {0} again. */
void verdict_clear(struct verdict *verdict);

#endif
