/* For those who write plans: what is staged, and one document by itself. */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"

static const char default_policy[] = "version: 1\nextends: [plangate:default]\n";

/* The base's, else the staged one, else what init would propose. */
int some_policy(struct repo *repo, const struct change_spec *spec, struct policy **policy,
		struct pg_error *err)
{
	if (policy_from_tree(repo, &spec->policy_tree, policy, err) < 0)
		return -1;
	if (!*policy && policy_from_tree(repo, &spec->tree, policy, err) < 0)
		return -1;
	if (*policy)
		return 0;
	return policy_load(policy, "default policy", default_policy, strlen(default_policy),
			   NULL, err);
}

int staged_spec(struct repo *repo, struct change_spec *spec, struct pg_error *err)
{
	struct oid head;

	if (staged_tree(repo, &spec->tree, err) < 0 || repo_head(repo, &head, err) < 0)
		return -1;
	return spec_set_base(repo, spec, &head, err);
}

int gate_policy(struct repo *repo, struct policy **policy, struct pg_error *err)
{
	struct change_spec spec = {0};
	struct oid head;

	/* A bare repository has no index to look at. */
	if (repo_head(repo, &head, err) < 0 || spec_set_base(repo, &spec, &head, err) < 0 ||
	    (!repo_is_bare(repo) && staged_tree(repo, &spec.tree, err) < 0))
		return -1;
	return some_policy(repo, &spec, policy, err);
}

static int load_counted(struct changeset *set, struct pg_error *err)
{
	for (size_t i = 0; i < set->count; i++)
		if (change_load(set, &set->items[i], NEED_SIZE | NEED_TEXT | NEED_DIFF,
				err) < 0)
			return -1;
	return 0;
}

static int survey(struct repo *repo, struct change_spec *spec, struct changeset *set,
		  struct findings *findings, struct policy **out, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;

	if (staged_spec(repo, spec, err) < 0 || some_policy(repo, spec, &policy, err) < 0 ||
	    spec_changes(repo, spec, set, err) < 0)
		return -1;
	policy_count(policy, set);
	if (policy_judge(policy, set, findings, err) < 0)
		return -1;
	*out = TAKE(policy);
	return 0;
}

int gate_survey(struct repo *repo, struct changeset *set, struct findings *findings,
		struct policy **policy, struct pg_error *err)
{
	struct change_spec spec = {0};

	if (survey(repo, &spec, set, findings, policy, err) < 0)
		return -1;
	return load_counted(set, err);
}

static void check_document(const struct policy *policy, const struct changeset *set,
			   const struct plan *plan, enum stage_class at,
			   struct change_verdict *out)
{
	struct plan_view *view =
		ARRAY_PUSH(out->plans, out->plan_count, out->plan_capacity);

	view->path = xstrdup(plan_path(plan));
	for (size_t i = 0; i < set->count; i++)
		view->covered += set->items[i].counted &&
				 plan_covers(plan, set->items[i].path) != NULL;
	plan_check(plan, &out->demand, &policy->plans, at, &out->diagnostics);
	if (plan_is_plan(plan) && view->covered)
		plan_reconcile(plan, set, &policy->plans, at, &out->diagnostics);
	view->valid = !diagnostics_reach(&out->diagnostics, SEVERITY_ERROR);
	out->state = view->valid ? VERDICT_PASS : VERDICT_BLOCK;
	if (view->valid && diagnostics_reach(&out->diagnostics, SEVERITY_WARNING))
		out->state = VERDICT_WARN;
}

int gate_plan(struct repo *repo, const struct gate_options *options, const char *file,
	      const char *path, struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(plan_freep) struct plan *plan = NULL;
	struct change_spec spec = {0};
	struct tree_pair trees = {repo, &spec.base_tree, &spec.tree};
	struct change_verdict *out = verdict_add(verdict);

	verdict->stage = options->stage;
	if (survey(repo, &spec, &set, &out->findings, &policy, err) < 0 ||
	    plan_from_disk(&policy->plans, file, path, &trees, &plan, err) < 0)
		return -1;
	out->base = spec.base_commit;
	out->tree = spec.tree;
	out->files = changeset_counted(&set);
	for (size_t i = 0; i < out->findings.count; i++)
		if (out->findings.items[i].state != RULE_NOT_APPLICABLE)
			demand_join(&out->demand, &out->findings.items[i].demand);
	check_document(policy, &set, plan, stage_class(options->stage), out);
	verdict_finish(verdict);
	return 0;
}
