/* Each moment at which plangate is asked: which two trees are compared, and whose policy judges. */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"

enum { MOST_UPDATES = 10000 };

/* Say it by hand; a hook in a repository without a policy is silent. */
static void note_no_policy(const struct gate_options *options, struct verdict *verdict)
{
	if (options->stage == STAGE_MANUAL && !verdict->notes.count)
		strlist_add(&verdict->notes, "no policy here, so nothing is demanded; "
					     "plangate init proposes one");
}

/* Adopt if need be, then judge. */
static int run(struct repo *repo, const struct gate_options *options,
	       struct change_spec *spec, struct verdict *verdict, struct pg_error *err)
{
	bool none = false;

	if (!spec->ref)
		spec->ref = options->target;
	if (!options->policy_file && adopt(repo, spec, verdict, &none, err) < 0)
		return -1;
	if (none)
		note_no_policy(options, verdict);
	return judge(repo, options, spec, verdict, err);
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

static int set_staged_base(struct repo *repo, enum stage stage, struct change_spec *spec,
			   struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist heads = {0};
	struct oid head;

	if (repo_head(repo, &head, err) < 0)
		return -1;
	if (stage != STAGE_MANUAL && !oid_is_null(&head) && parent_amends())
		return spec_set_parents(repo, spec, &head, err);
	if (merging_heads(repo, stage == STAGE_PRE_MERGE_COMMIT, &heads, err) < 0 ||
	    add_parents(spec, &heads, err) < 0)
		return -1;
	return spec_set_base(repo, spec, &head, err);
}

int spec_set_staged(struct repo *repo, struct change_spec *spec, struct pg_error *err)
{
	return staged_tree(repo, &spec->tree, err) < 0
		       ? -1
		       : set_staged_base(repo, STAGE_MANUAL, spec, err);
}

static int finish(int rc, struct verdict *verdict)
{
	if (rc == 0)
		verdict_finish(verdict);
	return rc;
}

int gate_staged(struct repo *repo, const struct gate_options *options,
		struct verdict *verdict, struct pg_error *err)
{
	struct change_spec spec = {.message = options->message};

	verdict->stage = options->stage;
	if (staged_tree(repo, &spec.tree, err) < 0 ||
	    set_staged_base(repo, options->stage, &spec, err) < 0)
		return -1;
	return finish(run(repo, options, &spec, verdict, err), verdict);
}

int gate_worktree(struct repo *repo, const struct gate_options *options,
		  struct verdict *verdict, struct pg_error *err)
{
	struct change_spec spec = {0};

	verdict->stage = options->stage;
	if (worktree_tree(repo, &spec.tree, err) < 0 ||
	    set_staged_base(repo, options->stage, &spec, err) < 0)
		return -1;
	return finish(run(repo, options, &spec, verdict, err), verdict);
}

int gate_commit(struct repo *repo, const struct gate_options *options,
		const struct oid *commit, struct verdict *verdict, struct pg_error *err)
{
	struct change_spec spec = {0};

	verdict->stage = options->stage;
	if (spec_set_commit(repo, &spec, commit, err) < 0 ||
	    spec_set_parents(repo, &spec, commit, err) < 0)
		return -1;
	return finish(run(repo, options, &spec, verdict, err), verdict);
}

/* Judge what `to` brings since `from`, by the policy of `from`, as the change that spec begins. */
static int run_range(struct repo *repo, const struct gate_options *options,
		     struct change_spec *spec, const struct oid *from, const struct oid *to,
		     struct verdict *verdict, struct pg_error *err)
{
	struct oid base, tree;

	if (merge_base(from, to, &base, err) < 0 ||
	    spec_set_base(repo, spec, &base, err) < 0 ||
	    spec_set_commit(repo, spec, to, err) < 0 ||
	    commit_tree(repo, from, &tree, err) < 0)
		return -1;
	spec->policy_tree = tree;
	return run(repo, options, spec, verdict, err);
}

int gate_range(struct repo *repo, const struct gate_options *options,
	       const struct oid *from, const struct oid *to, struct verdict *verdict,
	       struct pg_error *err)
{
	struct change_spec spec = {.is_range = true};

	verdict->stage = options->stage;
	return finish(run_range(repo, options, &spec, from, to, verdict, err), verdict);
}

/* One ref of a push, with what is known of the remote. */
struct push {
	const struct push_update *update;
	const char *remote;
	struct oid tip;	    /* what is pushed, peeled to a commit */
	struct oid branch;  /* the remote's default branch; null: not known */
	struct oid left_at; /* where tip left that branch; null: not known, or never */
};

/*
 * A ref that is new to the remote, or was without a policy, is judged from where it left the
 * default branch, by the policy there. What is on other branches was judged for those alone.
 */
static int push_new(struct repo *repo, const struct gate_options *options,
		    const struct push *push, struct change_spec *spec,
		    struct verdict *verdict, struct pg_error *err)
{
	struct oid base = push->left_at;
	bool is_known = !oid_is_null(&push->branch);

	if (!is_known && remote_base(push->remote, &push->tip, &base, err) < 0)
		return -1;
	if (spec_set_base(repo, spec, &base, err) < 0 ||
	    spec_set_commit(repo, spec, &push->tip, err) < 0)
		return -1;
	if (is_known && oid_is_null(&base) &&
	    commit_tree(repo, &push->branch, &spec->policy_tree, err) < 0)
		return -1;
	return run(repo, options, spec, verdict, err);
}

/* A ref that is there already: what the default branch has is brought by nobody who merges it. */
static int push_on(struct repo *repo, const struct gate_options *options,
		   const struct push *push, const struct oid *old, struct change_spec *spec,
		   struct verdict *verdict, struct pg_error *err)
{
	if (!oid_is_null(&push->left_at))
		spec->other_parents[spec->other_count++] = push->left_at;
	return run_range(repo, options, spec, old, &push->tip, verdict, err);
}

/* Fill in what is known of the remote; *is_commit is false for a ref that is none of ours. */
static int look_at_push(struct push *push, bool *is_commit, struct pg_error *err)
{
	const struct push_update *update = push->update;

	if (revision_peel(&update->local, &push->tip, is_commit, err) < 0)
		return -1;
	if (!*is_commit)
		return revision_is_data(&update->local, err);
	if (remote_default(push->remote, &push->branch, err) < 0)
		return -1;
	if (oid_is_null(&push->branch))
		return 0;
	return merge_base(&push->tip, &push->branch, &push->left_at, err);
}

/* Whether the remote's old tip is here and has a policy. */
static int old_tip_has_policy(struct repo *repo, const struct push_update *update,
			      struct oid *old, bool *has, struct pg_error *err)
{
	struct oid tree;

	*has = false;
	if (oid_is_null(&update->remote))
		return 0;
	if (revision_peel(&update->remote, old, has, err) < 0)
		return -1;
	if (!*has)
		return 0;
	if (commit_tree(repo, old, &tree, err) < 0)
		return -1;
	return tree_has_policy(repo, &tree, has, err);
}

static int push_one(struct repo *repo, const struct gate_options *options,
		    const char *remote, const struct push_update *update,
		    struct verdict *verdict, struct pg_error *err)
{
	struct change_spec spec = {
		.ref = update->ref, .branch = update->local_ref, .is_range = true};
	struct push push = {.update = update, .remote = remote};
	bool is_commit = false, has = false;
	struct oid old;

	if (oid_is_null(&update->local))
		return 0;
	if (look_at_push(&push, &is_commit, err) < 0)
		return -1;
	if (!is_commit)
		return 0;
	if (old_tip_has_policy(repo, update, &old, &has, err) < 0)
		return -1;
	return has ? push_on(repo, options, &push, &old, &spec, verdict, err)
		   : push_new(repo, options, &push, &spec, verdict, err);
}

int gate_push(struct repo *repo, const struct gate_options *options, const char *remote,
	      const struct push_update *updates, size_t count, struct verdict *verdict,
	      struct pg_error *err)
{
	verdict->stage = options->stage;
	if (count > MOST_UPDATES)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d refs in one push",
			       MOST_UPDATES);
	for (size_t i = 0; i < count; i++)
		if (push_one(repo, options, remote, &updates[i], verdict, err) < 0)
			return pg_prefix(err, "%s", updates[i].ref);
	verdict_finish(verdict);
	return 0;
}
