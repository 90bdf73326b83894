/* gate_internal.h - what the files of src/gate share. */
#ifndef PLANGATE_SRC_GATE_INTERNAL_H
#define PLANGATE_SRC_GATE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/sha256.h"
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
	const struct strlist *pushers; /* who count as its authors too, or NULL */
};

/* Judge it and append the result to the verdict. */
int judge(struct repo *repo, const struct gate_options *options,
	  const struct change_spec *spec, struct verdict *verdict, struct pg_error *err);

/* Adopt if need be, then judge. */
int run_change(struct repo *repo, const struct gate_options *options,
	       struct change_spec *spec, struct verdict *verdict, struct pg_error *err);

/* Judge what `to` brings since it left `from`, by the policy of `from`, as the change that spec begins. */
int run_range(struct repo *repo, const struct gate_options *options,
	      struct change_spec *spec, const struct oid *from, const struct oid *to,
	      struct verdict *verdict, struct pg_error *err);

/* Judge every commit of a range by itself, too: what one brings and another takes back is in no net
 * change. Only commits that lack something are appended to the verdict. */
int judge_commits(struct repo *repo, const struct gate_options *options,
		  const struct change_spec *net, const struct policy *policy,
		  struct verdict *verdict, struct pg_error *err);

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

/* The change that is to be looked at: what is staged, a commit or a range. */
int look_spec(struct repo *repo, const struct gate_change *which, struct change_spec *spec,
	      struct pg_error *err);

/* What is staged, against HEAD. */
int staged_spec(struct repo *repo, struct change_spec *spec, struct pg_error *err);

/* The same with the other parents of a merge; and what `to` brings since it left `from`. */
int spec_set_staged(struct repo *repo, struct change_spec *spec, struct pg_error *err);
int spec_set_range(struct repo *repo, const struct oid *from, const struct oid *to,
		   struct change_spec *spec, struct pg_error *err);

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

/* The same for one commit by its id, against its parents; sets spec. */
int commit_changes(struct repo *repo, const char *hex, struct change_spec *spec,
		   struct changeset *set, struct pg_error *err);

/* Set the attributes of every change by the .gitattributes files of a tree. */
int attributes_read(struct repo *repo, const struct oid *tree, struct changeset *set,
		    struct pg_error *err);

/* A plan document of the tree, and how it stands to the change. */
struct candidate {
	struct plan *plan;
	char digest[SHA256_HEX +
		    1];	  /* see plan_digest(); "" where nobody asks for approvals */
	bool touched;	  /* the change adds or edits it */
	bool passed_over; /* another plan was named; it is there to compare with */
	size_t covered;	  /* counted files in its scope */
	bool checked;	  /* problems are there */
	bool usable;	  /* no problem of severity error */
	struct diagnostics problems;
};

struct candidates {
	struct candidate *items;
	size_t count;
	size_t capacity;
	const struct approvals *approvals; /* that they are held against, or NULL */
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

/* A change and the plans that may be for it. */
struct matching {
	struct repo *repo;
	const struct change_spec *spec;
	const struct policy *policy;
	const struct changeset *set;
	const struct findings *findings;
	struct candidates *plans;
	enum stage_class at;
	bool part_of_range; /* one commit: the order of plan and code is judged for all */
};

/* Hold the plans against the demand: *satisfied where all that must be covered is, by usable plans.
 * The reasons, or else the remarks on the plans that were used, are appended to out. */
int match_plans(const struct matching *matching, const struct demand *demand,
		bool *satisfied, struct diagnostics *out, struct pg_error *err);

/* Lookups in both trees of a spec, for plan_read(). */
struct tree_pair {
	struct repo *repo;
	const struct oid *before, *after;
};
enum path_kind tree_pair_kind(void *context, const char *path);
bool tree_pair_mentions(void *context, const char *path, const char *name);

/* Survey of what is staged: the change, counted and judged, and the policy in force. */
int survey_staged(struct repo *repo, struct change_spec *spec, struct changeset *set,
		  struct findings *findings, struct policy **policy, struct pg_error *err);

/* What is wrong with one plan, by itself and, if it is to be held so, against the change. */
int check_plan(const struct matching *matching, const struct plan *plan,
	       const struct demand *demand, bool against_change, struct diagnostics *out,
	       struct pg_error *err);

/* With plans.order before: whether the plan was there, and held up, before what it covers. */
int check_order(const struct matching *matching, const struct plan *plan,
		const struct demand *demand, struct diagnostics *out, struct pg_error *err);

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

/*
 * documents.c: read the plan that the document at path is, or is a part of: as it stands in the tree
 * after the change; or as `file` and what is beside it say on disk, with the digest that an approval of
 * that signs (NULL: not asked for). The caller frees the plan.
 */
int plan_from_tree(const struct plan_settings *settings, const char *path,
		   struct tree_pair *trees, struct plan **plan, struct pg_error *err);
int plan_from_disk(const struct plan_settings *settings, const char *file, const char *path,
		   struct tree_pair *trees, struct plan **plan, char digest[SHA256_HEX + 1],
		   struct pg_error *err);

/* What an approval of the plan at path signs: the digest of its text; of a plan of several documents
 * that of all their names and texts. "" where one is too large to be read. *chief is the path of its
 * first document, NULL where the tree has none; the caller frees it. */
int plan_tree_digest(const struct plan_settings *settings, const char *path,
		     struct tree_pair *trees, char **chief, char digest[SHA256_HEX + 1],
		     struct pg_error *err);

#endif
