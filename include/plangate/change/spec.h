/*
 * spec.h - one change to judge: two trees, and whose policy judges.
 *
 * Every kind of change (staged, work tree, commit, range, ref of a push, merge, amend) gets its spec here
 * and nowhere else, so that every road judges the same change.
 */
#ifndef PLANGATE_CHANGE_SPEC_H
#define PLANGATE_CHANGE_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/oid.h"
#include "plangate/model/stage.h"

struct pg_error;
struct repo;
struct strlist;

enum { MOST_PARENTS = 64 };

/* Strings and lists are borrowed. */
struct change_spec {
	const char *ref;     /* that is pushed to, or NULL */
	const char *branch;  /* that is pushed from, or NULL: the one that is checked out */
	const char *message; /* of the commit that is being made, or NULL */
	struct oid base_commit; /* null: the change begins with nothing */
	struct oid base_tree;
	struct oid commit; /* null: not committed yet */
	struct oid tree;
	struct oid policy_tree; /* whose policy judges; null: there is none */
	bool is_range;		/* more than one commit may lie between base and commit */
	/* Commits: in a merge, what equals the file of one of them is no change. */
	struct oid other_parents[MOST_PARENTS];
	size_t other_count;
	const struct strlist *pushers; /* who count as its authors too, or NULL */
	/* What has landed already: see landed.h. */
	bool landed_known;  /* base_commit, by the kind of change */
	struct oid old_tip; /* a pushed ref: where it was; null: nowhere, or no push */
	const char *remote; /* that it is pushed to, or NULL */
	const struct strlist
		*landing; /* on a server: whole refs where work lands; else NULL */
};

/* A change as a person or a road names it. */
enum spec_kind {
	SPEC_STAGED, /* the index against HEAD, less what a merge brings as its parents have it */
	SPEC_WORKTREE, /* the same of the work tree with its untracked files */
	SPEC_AMENDED,  /* the index against the parents of HEAD */
	SPEC_COMMIT,   /* `to` against its parents */
	SPEC_RANGE,    /* what `to` brings since it left `from`, by the policy of `from` */
	SPEC_LANDED,   /* what `to` brought to the branch of its first parent */
};

struct named_change {
	enum spec_kind kind;
	struct oid from, to; /* null where the kind has none */
};

/*
 * Fill in trees and commits of a change. At a stage of a commit that is being made, SPEC_STAGED is
 * SPEC_AMENDED where git says that HEAD is being replaced. PG_ERR_USAGE where there is no such change:
 * nothing is staged in a bare repository, nothing to amend before the first commit.
 */
int spec_make(struct repo *repo, const struct named_change *name, enum stage stage,
	      struct change_spec *spec, struct pg_error *err);

/* One line of what git tells a pre-push hook: all that a push does to one ref. */
struct push_update {
	char *local_ref;   /* what is pushed, as it was named */
	char *ref;	   /* the remote's */
	struct oid local;  /* null: the ref is deleted */
	struct oid remote; /* null: it is new there */
};

struct push_updates {
	struct push_update *items;
	size_t count;
	size_t capacity;
};

enum { PUSH_MOST_UPDATES = 10000 }; /* refs in one push; more are an error */

/* One ref of a push, as far as it is known on this side. */
struct pushed_ref {
	const char *remote; /* name or URL; "" where the server asks */
	struct oid tip;	    /* what is pushed, peeled to a commit */
	struct oid
		old; /* where the ref was, if that has a policy; null: it is judged as a new one */
	struct oid branch;  /* the default branch, or that of the policy; null: not known */
	struct oid left_at; /* where tip left that branch; null: not known, or never */
	bool receiving; /* asked by the server: the policy of `branch` judges new refs */
};

/*
 * What a push brings to a ref, net: since its old tip; a new one since it left the default branch, by the
 * policy there, or since what the remote has. What the default branch has is brought by nobody.
 */
int spec_make_push(struct repo *repo, const struct pushed_ref *pushed,
		   struct change_spec *spec, struct pg_error *err);

/* Move the base, and with it the policy that judges; a null commit is an empty base without a policy. */
int spec_set_base(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		  struct pg_error *err);

/* The commits that lie between base and commit, newest first, less those that the first of the other parents has;
 * as hex ids. One more than `most` where there are more. And those of them alone that are on its first-parent line. */
int spec_commits(struct repo *repo, const struct change_spec *spec, size_t most,
		 struct strlist *commits, struct pg_error *err);
int spec_landings(struct repo *repo, const struct change_spec *spec, size_t most,
		  struct strlist *commits, struct pg_error *err);

#endif
