/* Each moment at which plangate is asked: which two trees are compared, and whose policy judges. */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/making.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"

/* Say it by hand; a hook in a repository without a policy is silent. */
static void note_no_policy(const struct gate_options *options, struct verdict *verdict)
{
	if ((options->stage == STAGE_MANUAL || options->stage == STAGE_CI) &&
	    !verdict->notes.count)
		strlist_add(&verdict->notes, "no policy here, so nothing is demanded; "
					     "plangate init proposes one");
}

/* Adopt if need be, then judge. */
int run_change(struct repo *repo, const struct gate_options *options,
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

/* Whether the commit that is being made takes the place of HEAD. */
static int replaces_head(struct repo *repo, enum stage stage, bool *replaces,
			 struct pg_error *err)
{
	*replaces = stage != STAGE_MANUAL && parent_amends();
	if (*replaces || stage != STAGE_PREPARE_COMMIT_MSG)
		return 0;
	return rebase_melds(repo, replaces, err);
}

static int set_staged_base(struct repo *repo, enum stage stage, struct change_spec *spec,
			   struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist heads = {0};
	struct oid head;
	bool replaces;

	if (repo_head(repo, &head, err) < 0 ||
	    replaces_head(repo, stage, &replaces, err) < 0)
		return -1;
	if (replaces && !oid_is_null(&head))
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
	return finish(run_change(repo, options, &spec, verdict, err), verdict);
}

int gate_worktree(struct repo *repo, const struct gate_options *options,
		  struct verdict *verdict, struct pg_error *err)
{
	struct change_spec spec = {0};

	verdict->stage = options->stage;
	if (worktree_tree(repo, &spec.tree, err) < 0 ||
	    set_staged_base(repo, options->stage, &spec, err) < 0)
		return -1;
	return finish(run_change(repo, options, &spec, verdict, err), verdict);
}

int gate_commit(struct repo *repo, const struct gate_options *options,
		const struct oid *commit, struct verdict *verdict, struct pg_error *err)
{
	struct change_spec spec = {0};

	verdict->stage = options->stage;
	if (spec_set_commit(repo, &spec, commit, err) < 0 ||
	    spec_set_parents(repo, &spec, commit, err) < 0)
		return -1;
	return finish(run_change(repo, options, &spec, verdict, err), verdict);
}

/* Judge what `to` brings since `from`, by the policy of `from`, as the change that spec begins. */
int run_range(struct repo *repo, const struct gate_options *options,
	      struct change_spec *spec, const struct oid *from, const struct oid *to,
	      struct verdict *verdict, struct pg_error *err)
{
	struct oid base, tree;

	if (merge_base(repo, from, to, &base, err) < 0 ||
	    spec_set_base(repo, spec, &base, err) < 0 ||
	    spec_set_commit(repo, spec, to, err) < 0 ||
	    commit_tree(repo, from, &tree, err) < 0)
		return -1;
	spec->policy_tree = tree;
	return run_change(repo, options, spec, verdict, err);
}

int gate_range(struct repo *repo, const struct gate_options *options,
	       const struct oid *from, const struct oid *to, struct verdict *verdict,
	       struct pg_error *err)
{
	struct change_spec spec = {.is_range = true};

	verdict->stage = options->stage;
	return finish(run_range(repo, options, &spec, from, to, verdict, err), verdict);
}
