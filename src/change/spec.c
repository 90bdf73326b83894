#include "plangate/change/spec.h"

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/git/history.h"
#include "plangate/git/making.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"

static const struct oid nothing;

int spec_set_base(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		  struct pg_error *err)
{
	spec->base_commit = *commit;
	spec->base_tree = nothing;
	if (!oid_is_null(commit) && commit_tree(repo, commit, &spec->base_tree, err) < 0)
		return -1;
	spec->policy_tree = spec->base_tree;
	return 0;
}

static int set_commit(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		      struct pg_error *err)
{
	spec->commit = *commit;
	return commit_tree(repo, commit, &spec->tree, err);
}

/* The base is the first parent of a commit; the others are what a merge may bring unseen. */
static int set_parents(struct repo *repo, struct change_spec *spec,
		       const struct oid *commit, struct pg_error *err)
{
	struct oid parents[MOST_PARENTS];
	size_t count = 0;

	if (commit_parents(repo, commit, parents, MOST_PARENTS, &count, err) < 0)
		return -1;
	for (size_t i = 1; i < count; i++)
		spec->other_parents[spec->other_count++] = parents[i];
	return spec_set_base(repo, spec, count ? &parents[0] : &nothing, err);
}

static int add_parents(struct change_spec *spec, const struct strlist *heads,
		       struct pg_error *err)
{
	for (size_t i = 0; i < heads->count; i++)
		if (spec->other_count == MOST_PARENTS ||
		    !oid_parse(&spec->other_parents[spec->other_count++], heads->items[i]))
			return pg_fail(err, PG_ERR_SYSTEM, "more than %d parents",
				       MOST_PARENTS);
	return 0;
}

/* Whether the commit that is being made takes the place of HEAD. */
static int replaces_head(struct repo *repo, enum stage stage, bool *replaces,
			 struct pg_error *err)
{
	*replaces = stage != STAGE_MANUAL && parent_amends();
	if (*replaces || stage != STAGE_PREPARE_COMMIT_MSG)
		return 0;
	return rebase_melds(repo, replaces, err);
}

/* The base of what is not committed yet. */
static int set_making(struct repo *repo, enum stage stage, struct change_spec *spec,
		      struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist heads = {0};
	struct oid head;
	bool replaces;

	if (repo_head(repo, &head, err) < 0 ||
	    replaces_head(repo, stage, &replaces, err) < 0)
		return -1;
	if (replaces && !oid_is_null(&head))
		return set_parents(repo, spec, &head, err);
	if (merging_heads(repo, stage == STAGE_PRE_MERGE_COMMIT, &heads, err) < 0 ||
	    add_parents(spec, &heads, err) < 0)
		return -1;
	return spec_set_base(repo, spec, &head, err);
}

static int make_amended(struct repo *repo, struct change_spec *spec, struct pg_error *err)
{
	struct oid head;

	if (repo_head(repo, &head, err) < 0)
		return -1;
	if (oid_is_null(&head))
		return pg_fail(err, PG_ERR_USAGE, "there is no commit to amend");
	return staged_tree(repo, &spec->tree, err) < 0
		       ? -1
		       : set_parents(repo, spec, &head, err);
}

static int make_range(struct repo *repo, const struct oid *from, const struct oid *to,
		      struct change_spec *spec, struct pg_error *err)
{
	struct oid base;

	spec->is_range = true;
	if (merge_base(repo, from, to, &base, err) < 0 ||
	    spec_set_base(repo, spec, &base, err) < 0 ||
	    set_commit(repo, spec, to, err) < 0)
		return -1;
	return commit_tree(repo, from, &spec->policy_tree, err);
}

/* A merge brings all that its first parent does not have. */
static int make_landed(struct repo *repo, const struct oid *commit,
		       struct change_spec *spec, struct pg_error *err)
{
	struct oid parents[MOST_PARENTS];
	size_t count = 0;

	if (commit_parents(repo, commit, parents, MOST_PARENTS, &count, err) < 0 ||
	    spec_set_base(repo, spec, count ? &parents[0] : &nothing, err) < 0)
		return -1;
	spec->is_range = count > 1;
	spec->landed_known = true;
	return set_commit(repo, spec, commit, err);
}

int spec_make(struct repo *repo, const struct named_change *name, enum stage stage,
	      struct change_spec *spec, struct pg_error *err)
{
	switch (name->kind) {
	case SPEC_STAGED:
		return staged_tree(repo, &spec->tree, err) < 0
			       ? -1
			       : set_making(repo, stage, spec, err);
	case SPEC_WORKTREE:
		return worktree_tree(repo, &spec->tree, err) < 0
			       ? -1
			       : set_making(repo, stage, spec, err);
	case SPEC_AMENDED:
		return make_amended(repo, spec, err);
	case SPEC_COMMIT:
		return set_commit(repo, spec, &name->to, err) < 0
			       ? -1
			       : set_parents(repo, spec, &name->to, err);
	case SPEC_RANGE:
		spec->landed_known = true;
		return make_range(repo, &name->from, &name->to, spec, err);
	case SPEC_LANDED:
		return make_landed(repo, &name->to, spec, err);
	}
	return pg_fail(err, PG_ERR_SYSTEM, "there is no change of this kind");
}

/*
 * A ref that is new to the remote, or was without a policy, is judged from where it left the
 * default branch, by the policy there. What is on other branches was judged for those alone.
 */
static int make_new_ref(struct repo *repo, const struct pushed_ref *pushed,
			struct change_spec *spec, struct pg_error *err)
{
	struct oid base = pushed->left_at;
	bool is_known = !oid_is_null(&pushed->branch);

	if (!is_known && remote_base(repo, pushed->remote, &pushed->tip, &base, err) < 0)
		return -1;
	if (spec_set_base(repo, spec, &base, err) < 0 ||
	    set_commit(repo, spec, &pushed->tip, err) < 0)
		return -1;
	if (is_known && (oid_is_null(&base) || pushed->receiving))
		return commit_tree(repo, &pushed->branch, &spec->policy_tree, err);
	return 0;
}

int spec_make_push(struct repo *repo, const struct pushed_ref *pushed,
		   struct change_spec *spec, struct pg_error *err)
{
	spec->is_range = true;
	if (oid_is_null(&pushed->old))
		return make_new_ref(repo, pushed, spec, err);
	if (!oid_is_null(&pushed->left_at))
		spec->other_parents[spec->other_count++] = pushed->left_at;
	if (make_range(repo, &pushed->old, &pushed->tip, spec, err) < 0)
		return -1;
	/* Of a forced push: what it drops has not landed any more. */
	spec->old_tip = spec->base_commit;
	return 0;
}

static int list_commits(struct repo *repo, const struct change_spec *spec,
			struct commit_range range, struct strlist *commits,
			struct pg_error *err)
{
	range.base = &spec->base_commit;
	range.known = spec->other_count ? &spec->other_parents[0] : &nothing;
	range.tip = &spec->commit;
	range.most++;
	return commits_between(repo, &range, commits, err);
}

int spec_commits(struct repo *repo, const struct change_spec *spec, size_t most,
		 struct strlist *commits, struct pg_error *err)
{
	return list_commits(repo, spec, (struct commit_range){.most = most}, commits, err);
}

int spec_landings(struct repo *repo, const struct change_spec *spec, size_t most,
		  struct strlist *commits, struct pg_error *err)
{
	return list_commits(repo, spec,
			    (struct commit_range){.most = most, .first_parent = true},
			    commits, err);
}
