/* For those who write plans: what is staged, and one document by itself. */
#include <string.h>
#include <time.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"
#include "records.h"

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

int gate_policy_in_force(struct repo *repo, struct policy **policy, struct pg_error *err)
{
	struct change_spec spec = {0};
	struct oid head;

	if (repo_head(repo, &head, err) < 0 || spec_set_base(repo, &spec, &head, err) < 0)
		return -1;
	return policy_from_tree(repo, &spec.policy_tree, policy, err);
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

int survey_staged(struct repo *repo, struct change_spec *spec, struct changeset *set,
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

/* Tell what approvals this text lacks, by the records that are staged. */
static int check_approvals(const struct matching *m, struct changeset *set, long long now,
			   const struct candidate *own, struct diagnostics *out,
			   struct pg_error *err)
{
	CLEANUP(trust_clear) struct trust trust = {0};
	const struct record_scene scene = {.now = now,
					   .repo = m->repo,
					   .spec = m->spec,
					   .policy = m->policy,
					   .set = set,
					   .trust = &trust};
	CLEANUP(approvals_clear)
	struct approvals approvals = {
		.scene = &scene, .findings = m->findings, .least = SEVERITY_ERROR};

	if (trust_read(&trust, m->repo, &m->spec->policy_tree, err) < 0 ||
	    approvals_load(&approvals, m->plans, err) < 0)
		return -1;
	approvals_check(&approvals, own, m->at, out);
	return 0;
}

static int check_document(const struct matching *matching, struct changeset *set,
			  long long now, const struct candidate *own,
			  struct change_verdict *out, struct pg_error *err)
{
	const struct plan *plan = own->plan;
	struct plan_view *view =
		ARRAY_PUSH(out->plans, out->plan_count, out->plan_capacity);

	view->path = xstrdup(plan_path(plan));
	for (size_t i = 0; i < set->count; i++)
		view->covered += change_needs_plan(&set->items[i]) &&
				 plan_covers(plan, set->items[i].path) != NULL;
	if (check_plan(matching, plan, &out->demand, view->covered != 0, &out->diagnostics,
		       err) < 0)
		return -1;
	if ((view->covered || changeset_find(set, plan_path(plan))) &&
	    check_approvals(matching, set, now, own, &out->diagnostics, err) < 0)
		return -1;
	view->valid = !diagnostics_reach(&out->diagnostics, SEVERITY_ERROR);
	out->state = view->valid ? VERDICT_PASS : VERDICT_BLOCK;
	if (view->valid && diagnostics_reach(&out->diagnostics, SEVERITY_WARNING))
		out->state = VERDICT_WARN;
	return 0;
}

int gate_plan(struct repo *repo, const struct gate_options *options, const char *file,
	      const char *path, struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(plan_freep) struct plan *plan = NULL;
	CLEANUP(candidates_clear) struct candidates plans = {0};
	struct candidate own = {0};
	struct change_spec spec = {0};
	struct tree_pair trees = {repo, &spec.base_tree, &spec.tree};
	struct change_verdict *out = verdict_add(verdict);
	struct matching matching;

	verdict->stage = options->stage;
	if (survey_staged(repo, &spec, &set, &out->findings, &policy, err) < 0 ||
	    plan_from_disk(&policy->plans, file, path, &trees, &plan, own.digest, err) <
		    0 ||
	    candidates_read(repo, policy, &spec, &set, NULL, &plans, err) < 0)
		return -1;
	own.plan = plan;
	out->base = spec.base_commit;
	out->tree = spec.tree;
	out->files = changeset_counted(&set);
	findings_join(&out->findings, SEVERITY_NOTE, &out->demand);
	matching = (struct matching){.repo = repo,
				     .spec = &spec,
				     .policy = policy,
				     .set = &set,
				     .findings = &out->findings,
				     .plans = &plans,
				     .at = stage_class(options->stage)};
	if (check_document(&matching, &set, options->now ? options->now : time(NULL), &own,
			   out, err) < 0)
		return -1;
	verdict_finish(verdict);
	return 0;
}
