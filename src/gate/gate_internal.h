/* gate_internal.h - what the files of src/gate share. */
#ifndef PLANGATE_SRC_GATE_INTERNAL_H
#define PLANGATE_SRC_GATE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/cleanup.h"
#include "plangate/gate/gate.h"
#include "plangate/model/changeset.h"
#include "plangate/plan/document.h"
#include "plangate/policy/policy.h"

enum { MOST_PARENTS = 64 };

DEFINE_CLEANUP(struct policy, policy_free)
DEFINE_CLEANUP(struct plan, plan_free)

/* One change to judge: two trees, and whose policy. */
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
};

/* Judge it and append the result to the verdict. */
int judge(struct repo *repo, const struct gate_options *options,
	  const struct change_spec *spec, struct verdict *verdict, struct pg_error *err);

/* Set base_commit, base_tree and policy_tree; a null commit is an empty base without a policy. */
int spec_set_base(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		  struct pg_error *err);

/* Set commit and tree. */
int spec_set_commit(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		    struct pg_error *err);

/* The policy of a tree; *out is NULL where it has none. */
int policy_from_tree(struct repo *repo, const struct oid *tree, struct policy **out,
		     struct pg_error *err);

/* The policy to look at a change with: the base's, else the change's own, else the default pack. */
int some_policy(struct repo *repo, const struct change_spec *spec, struct policy **policy,
		struct pg_error *err);

/* What is staged, against HEAD. */
int staged_spec(struct repo *repo, struct change_spec *spec, struct pg_error *err);

/* policy_source.read from a tree; the context is a struct policy_tree. */
struct policy_tree {
	struct repo *repo;
	const struct oid *tree;
};
int policy_tree_read(void *context, const char *path, struct str *out,
		     struct pg_error *err);

/* Whether a tree has a policy, valid or not. */
int tree_has_policy(struct repo *repo, const struct oid *tree, bool *has,
		    struct pg_error *err);

/*
 * Where the base of a range has no policy: begin behind the first commit that brings one, and say
 * so in a note. *none is set where no commit of the range has one.
 */
int adopt(struct repo *repo, struct change_spec *spec, struct verdict *verdict, bool *none,
	  struct pg_error *err);

/* What changes between the spec's trees, less what equals another parent; finished, not counted. */
int spec_changes(struct repo *repo, const struct change_spec *spec, struct changeset *set,
		 struct pg_error *err);

/* Set the attributes of every change by the .gitattributes files of a tree. */
int attributes_read(struct repo *repo, const struct oid *tree, struct changeset *set,
		    struct pg_error *err);

/* A plan document of the tree, and how it stands to the change. */
struct candidate {
	struct plan *plan;
	bool touched;	/* the change adds or edits it */
	size_t covered; /* counted files in its scope */
	bool checked;	/* problems are there */
	bool usable;	/* no problem of severity error */
	struct diagnostics problems;
};

struct candidates {
	struct candidate *items;
	size_t count;
	size_t capacity;
};

/*
 * Read the plan documents of a tree: all that the policy's paths name, or only `named`. What is in
 * the scope of each is counted.
 */
int candidates_read(struct repo *repo, const struct policy *policy,
		    const struct change_spec *spec, const struct changeset *set,
		    const char *named, struct candidates *out, struct pg_error *err);
void candidates_clear(struct candidates *list);

/* Whether the plan covers a change: by its path, or a moved file's by where it went. */
bool candidate_covers(const struct candidate *candidate, const struct change *change);

/* Whether a plan must cover this change. */
bool must_be_covered(const struct change *change);

/* Hold the plans against the demand: true where all that must be covered is, by usable plans. The
 * reasons, or else the remarks on the plans that were used, are appended to out. */
bool match_plans(const struct policy *policy, const struct changeset *set,
		 struct candidates *candidates, const struct demand *demand,
		 enum stage_class at, struct diagnostics *out);

/*
 * In a range, excuse the files that came by commits which needed no plan, as long as together they
 * need none either. *any tells whether there were such files.
 */
int excuse_small_commits(struct repo *repo, const struct policy *policy,
			 const struct change_spec *spec, struct changeset *set, bool *any,
			 struct pg_error *err);

/* Count anew what of the change is in the scope of each plan. */
void candidates_recount(struct candidates *list, const struct changeset *set);

/* Base and other parents of a commit: what it changes is what differs from every parent. */
int spec_set_parents(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		     struct pg_error *err);

/* Lookups in both trees of a spec, for plan_read(). */
struct tree_pair {
	struct repo *repo;
	const struct oid *before, *after;
};
enum path_kind tree_pair_kind(void *context, const char *path);

/* documents.c: read the plan that the document at path is, or is a part of: as it stands in the tree
 * after the change; or as `file` and what is beside it say on disk. The caller frees the plan. */
int plan_from_tree(const struct plan_settings *settings, const char *path,
		   struct tree_pair *trees, struct plan **plan, struct pg_error *err);
int plan_from_disk(const struct plan_settings *settings, const char *file, const char *path,
		   struct tree_pair *trees, struct plan **plan, struct pg_error *err);

#endif
