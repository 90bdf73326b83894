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

#include "plangate/model/oid.h"
#include "plangate/model/stage.h"
#include "plangate/model/verdict.h"

struct changeset;
struct findings;
struct pg_error;
struct policy;
struct repo;

struct gate_options {
	enum stage stage;
	const char *plan; /* path in the tree of the one plan to hold it against, or NULL */
	const char *policy_file; /* a file to take the policy from, or NULL: by hand only */
	const char *message;	 /* of the commit that is being made, or NULL */
	const char *
		target; /* whole ref that the change goes to, where nothing else says, or NULL */
	long long now; /* seconds since 1970 that records are held against; 0: the clock */
	bool count_lines; /* fill in the lines added and removed */
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

/* The net change of every ref since the remote's side. `remote` is its name or URL. */
int gate_push(struct repo *repo, const struct gate_options *options, const char *remote,
	      const struct push_update *updates, size_t count, struct verdict *verdict,
	      struct pg_error *err);

/*
 * For those who write a plan: what is staged, with all its content loaded, the rules that fired and
 * the policy in force (HEAD's, else the staged one, else the default pack). The caller clears set and
 * findings and frees the policy.
 */
int gate_survey(struct repo *repo, struct changeset *set, struct findings *findings,
		struct policy **policy, struct pg_error *err);

/* A change to look at: one commit, what `to` brings since `from`, or (all NULL) what is staged. */
struct gate_change {
	const struct oid *commit;
	const struct oid *from, *to;
};

/* For those who write rules: the change, counted, and the policy that judges it, else the change's own,
 * else the default pack. The caller clears set and frees the policy. */
int gate_look(struct repo *repo, const struct gate_change *which, struct changeset *set,
	      struct policy **policy, struct pg_error *err);

/* The policy in force here: HEAD's, else the staged one, else the default pack. The caller frees. */
int gate_policy(struct repo *repo, struct policy **policy, struct pg_error *err);

/*
 * Check one plan document by itself: the text of `file` on disk, as the document that stands at
 * `path` in the repository, held against the demand of what is staged, or the standard profile where
 * nothing staged demands a plan. The verdict has one change whose diagnostics are the plan's.
 */
int gate_plan(struct repo *repo, const struct gate_options *options, const char *file,
	      const char *path, struct verdict *verdict, struct pg_error *err);

#endif
