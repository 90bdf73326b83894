/*
 * gate.h - where the rooms meet: a change, the policy of its base and the plans of its tree become
 * a verdict.
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
#include "plangate/model/analysis.h"
#include "plangate/model/oid.h"
#include "plangate/model/plan.h"
#include "plangate/model/stage.h"
#include "plangate/model/verdict.h"

struct changeset;
struct plan;
struct pg_error;
struct policy;
struct replay;
struct repo;

struct gate_options {
	enum stage stage;
	const char *plan; /* path in the tree of the one plan to hold it against, or NULL */
	const char *policy_file; /* a file to take the policy from, or NULL: by hand only */
	const char *message;	 /* of the commit that is being made, or NULL */
	const char *
		target; /* whole ref that the change goes to, where nothing else says, or NULL */
	long long now; /* seconds since 1970 that records are held against; 0: the clock */
	bool count_lines;	       /* fill in the lines added and removed */
	const struct strlist *pushers; /* who pushes, as the server names them, or NULL */
	struct replay *replay;	       /* the server's ledger (gate/ledger.h), or NULL */
};

/* What is staged, against HEAD; on an amend against HEAD's parents; in a merge only what differs
 * from every parent. */
int gate_staged(struct repo *repo, const struct gate_options *options,
		struct verdict *verdict, struct pg_error *err);

/* The work tree, with untracked files, against HEAD. */
int gate_worktree(struct repo *repo, const struct gate_options *options,
		  struct verdict *verdict, struct pg_error *err);

/* One commit against its parents. */
int gate_commit(struct repo *repo, const struct gate_options *options,
		const struct oid *commit, struct verdict *verdict, struct pg_error *err);

/* The net change from the common ancestor of two commits to the second. */
int gate_range(struct repo *repo, const struct gate_options *options,
	       const struct oid *from, const struct oid *to, struct verdict *verdict,
	       struct pg_error *err);

struct audit;

/*
 * Judge again each change that landed on the first-parent line of from..to (from may be null), as it
 * was then: by the policy and the signers of its base, with the time of its commit for a clock.
 */
int gate_audit(struct repo *repo, const struct oid *from, const struct oid *to,
	       struct audit *audit, struct pg_error *err);

/* One line of what git tells a pre-push hook: all that a push does to one ref. */
struct push_update {
	char *local_ref;   /* what is pushed, as it was named */
	char *ref;	   /* the remote's */
	struct oid local;  /* null: the ref is deleted */
	struct oid remote; /* null: it is new there */
};

enum { GATE_MOST_UPDATES = 10000 }; /* refs in one push; more are an error */

/* The net change of every ref since the remote's side. `remote` is its name or URL. */
int gate_push(struct repo *repo, const struct gate_options *options, const char *remote,
	      const struct push_update *updates, size_t count, struct verdict *verdict,
	      struct pg_error *err);

/* What the server's own git configuration says: nothing of it can be pushed. */
struct receive_settings {
	bool required;	  /* plangate.required: a branch without a policy is refused */
	char *policy_ref; /* plangate.policyRef: whose policy judges new refs; NULL: HEAD's */
	struct strlist
		protect; /* plangate.protect: refs that cannot be deleted, by wildmatch */
};

/*
 * The same, asked by the server (pre-receive, update), whose answer counts: each ref is judged by the
 * policy of its old tip, a new one by that of the policy's ref, each against the state before the
 * push. Objects in quarantine are seen, and nothing is written. Refs that clients may not write and
 * deletions of protected ones are refused.
 */
int gate_receive(struct repo *repo, const struct gate_options *options,
		 const struct receive_settings *settings, const struct push_update *updates,
		 size_t count, struct verdict *verdict, struct pg_error *err);

/* A change to look at: one commit, what `to` brings since `from`, or (all NULL) what is staged. */
struct gate_change {
	const struct oid *commit;
	const struct oid *from, *to;
};

/*
 * For those who write a plan: a change with all its content loaded, the rules that fired, the policy in
 * force (the base's, else the change's own, else the default pack) and what can be known of it all.
 * It reads every source file of the tree to tell who imports what.
 */
struct gate_survey {
	struct changeset set;
	struct findings findings;
	struct policy *policy;
	struct analysis
		analysis; /* borrows from set and findings: do not move the struct */
};
int gate_analyse(struct repo *repo, const struct gate_change *which,
		 struct gate_survey *survey, struct pg_error *err);
void gate_survey_clear(struct gate_survey *survey);

/* For those who write rules: the change, counted, and the policy that judges it, else the change's own,
 * else the default pack. The caller clears set and frees the policy. */
int gate_look(struct repo *repo, const struct gate_change *which, struct changeset *set,
	      struct policy **policy, struct pg_error *err);

/* The policy in force here: HEAD's, else the staged one, else the default pack. The caller frees. */
int gate_policy(struct repo *repo, struct policy **policy, struct pg_error *err);

/* The policy that judges what is committed here: HEAD's; NULL where it has none. The caller frees. */
int gate_policy_in_force(struct repo *repo, struct policy **policy, struct pg_error *err);

/*
 * Check one plan document by itself: the text of `file` on disk, as the document that stands at
 * `path` in the repository, held against the demand of what is staged, or the standard profile where
 * nothing staged demands a plan. The verdict has one change whose diagnostics are the plan's.
 */
int gate_plan(struct repo *repo, const struct gate_options *options, const char *file,
	      const char *path, struct verdict *verdict, struct pg_error *err);

/*
 * Bring the files and the estimate of the plan document in `file` (which stands at `path`) up to what is
 * staged: every file that needs a plan and that no other plan covers is listed. The new text is
 * appended to out; *added tells how many files were put in. PG_ERR_USAGE where the document has no
 * place for them.
 */
int gate_sync(struct repo *repo, const char *file, const char *path, struct str *out,
	      size_t *added, struct pg_error *err);

/* One plan document, as it stands to what is staged. */
struct plan_row {
	char *path, *title;
	enum plan_status status;
	bool is_plan;
	size_t covered; /* files of the change in its scope */
	size_t problems; /* errors, by itself and, where it covers something, against the change */
	long long
		since; /* when it was first committed, in seconds since 1970; 0: it was not */
};

struct plan_rows {
	struct plan_row *items; /* by path */
	size_t count;
	size_t capacity;
	size_t files; /* of the change, that need a plan */
};

/* Every plan document that the policy's paths name, in what is staged. */
int gate_list_plans(struct repo *repo, struct plan_rows *rows, struct pg_error *err);
void plan_rows_clear(struct plan_rows *rows);

/* One plan document as plangate understands it, from a file on disk; the caller frees it. */
int gate_read_plan(struct repo *repo, const char *file, const char *path, struct plan **out,
		   struct pg_error *err);

#endif
