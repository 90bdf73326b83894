/*
 * The commits of a push one by one. What one brings and another takes back is in no net change, and a
 * change that a commit made need not be seen in the sum of all.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "records.h"

enum { MOST_COMMITS = 10000 };

/* One commit of a range, and what it asks for. */
struct step {
	struct repo *repo;
	const struct gate_options *options;
	const struct change_spec *net;
	const struct policy *policy;
	struct trust *trust;		 /* of the base of the range */
	const struct changeset *net_set; /* what the range brings, records too */
	struct change_verdict *used;	 /* collects the overrides that commits used */
	struct approvals *approvals;	 /* of the plans that the range ends with */
	struct change_spec spec;
	struct changeset set;
	struct findings findings;
	struct demand demand; /* of the rules that block */
};

static void step_clear(struct step *step)
{
	findings_clear(&step->findings);
	changeset_clear(&step->set);
}

/* What records are held against for this commit, with those of a tree. */
static struct record_scene scene_of(struct step *step, const struct change_spec *trees)
{
	return (struct record_scene){.now = step->options->now ? step->options->now
							       : time(NULL),
				     .repo = step->repo,
				     .spec = trees,
				     .policy = step->policy,
				     .set = &step->set,
				     .trust = step->trust,
				     .replay = step->options->replay,
				     .net = step->net,
				     .net_set = step->net_set};
}

/* Waive by the records that the range brings, in this commit or in a later one. */
static int waive_step(struct step *step, struct pg_error *err)
{
	const struct record_scene scene = scene_of(step, &step->spec);
	CLEANUP(verdict_clear) struct verdict scratch = {0};
	struct change_verdict *out = verdict_add(&scratch);
	int rc;

	out->findings = step->findings;
	rc = overrides_apply(&scene, out, err);
	step->findings = out->findings;
	out->findings = (struct findings){0};
	if (rc == 0)
		verdict_take_overrides(step->used, out);
	return rc;
}

/* A file that is again as the base has it brings nothing: a planned commit and its revert, say. */
static int hide_restored(struct step *step, struct pg_error *err)
{
	for (size_t i = 0; i < step->set.count; i++) {
		struct change *change = &step->set.items[i];
		struct tree_item before;

		if (tree_find(step->repo, &step->net->base_tree, change->path, &before,
			      err) < 0)
			return -1;
		if (before.mode == change->new_mode &&
		    oid_equal(&before.id, &change->new_id))
			change->seen = change->counted = false;
	}
	return 0;
}

/* *asks: a rule that blocks fires on it. */
static int look_at(struct step *step, const char *hex, bool *asks, struct pg_error *err)
{
	*asks = false;
	if (commit_changes(step->repo, hex, &step->spec, &step->set, err) < 0)
		return -1;
	policy_count(step->policy, &step->set);
	if (hide_restored(step, err) < 0)
		return -1;
	if (policy_judge(step->policy, &step->set, &step->findings, err) < 0)
		return pg_prefix(err, "commit %.12s", hex);
	if (waive_step(step, err) < 0)
		return -1;
	*asks = findings_join(&step->findings, SEVERITY_ERROR, &step->demand);
	return 0;
}

/* Hold the plans of a tree, with their approvals there, against the commit; what they lack is appended to
 * out. */
static int hold(struct step *step, const struct change_spec *trees,
		struct candidates *plans, struct approvals *approvals, enum stage_class at,
		bool *satisfied, struct diagnostics *out, struct pg_error *err)
{
	const struct matching matching = {.repo = step->repo,
					  .spec = trees,
					  .policy = step->policy,
					  .set = &step->set,
					  .findings = &step->findings,
					  .plans = plans,
					  .at = at,
					  .part_of_range = true};
	const struct record_scene scene = scene_of(step, trees);
	int rc;

	approvals->scene = &scene;
	approvals->findings = &step->findings;
	approvals->least = SEVERITY_ERROR;
	plans->approvals = approvals;
	candidates_recount(plans, &step->set);
	rc = approvals_load(approvals, plans, err);
	if (rc == 0)
		rc = match_plans(&matching, &step->demand, satisfied, out, err);
	approvals->scene = NULL; /* both are of this commit alone */
	approvals->findings = NULL;
	return rc;
}

/* By the plans of its own tree, as when it was made. */
static int hold_own(struct step *step, bool *satisfied, struct pg_error *err)
{
	CLEANUP(candidates_clear) struct candidates plans = {0};
	CLEANUP(approvals_clear) struct approvals approvals = {0};
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};

	if (candidates_read(step->repo, step->policy, &step->spec, &step->set, NULL, &plans,
			    err) < 0)
		return -1;
	return hold(step, &step->spec, &plans, &approvals, STAGE_CLASS_COMMIT, satisfied,
		    &problems, err);
}

static void report(struct step *step, struct verdict *verdict, struct diagnostics *problems)
{
	struct change_verdict *out = verdict_add(verdict);

	out->ref = xstrdup(step->net->ref);
	out->commit = step->spec.commit;
	out->one_of_range = true;
	out->base = step->spec.base_commit;
	out->tree = step->spec.tree;
	out->files = changeset_counted(&step->set);
	out->demand = step->demand;
	out->findings = step->findings;
	step->findings = (struct findings){0};
	out->state = step->policy->warn_only ? VERDICT_WARN : VERDICT_BLOCK;
	diagnostics_move(&out->diagnostics, problems);
}

static int judge_step(struct step *step, const char *hex, struct candidates *tip,
		      struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	bool asks, satisfied = false;

	if (look_at(step, hex, &asks, err) < 0)
		return -1;
	if (!asks)
		return 0;
	if (hold(step, step->net, tip, step->approvals, stage_class(step->options->stage),
		 &satisfied, &problems, err) < 0)
		return -1;
	if (!satisfied && hold_own(step, &satisfied, err) < 0)
		return -1;
	if (!satisfied)
		report(step, verdict, &problems);
	return 0;
}

/* The plans that the range ends with: which of them it touches, the net change says. */
static int read_tip(struct repo *repo, const struct change_spec *net,
		    const struct policy *policy, struct changeset *set,
		    struct candidates *plans, struct pg_error *err)
{
	if (spec_changes(repo, net, set, err) < 0)
		return -1;
	policy_count(policy, set);
	return candidates_read(repo, policy, net, set, NULL, plans, err);
}

int judge_commits(struct repo *repo, const struct gate_options *options,
		  const struct change_spec *net, const struct policy *policy,
		  struct verdict *verdict, struct pg_error *err)
{
	const struct oid none = {0};
	CLEANUP(strlist_clear) struct strlist commits = {0};
	CLEANUP(candidates_clear) struct candidates tip = {0};
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(trust_clear) struct trust trust = {0};
	CLEANUP(approvals_clear) struct approvals approvals = {0};
	CLEANUP(verdict_clear) struct verdict used = {0};
	const size_t whole = verdict->count - 1; /* the net change, as it was judged */
	bool all = false;

	if (commits_between(repo, &net->base_commit,
			    net->other_count ? &net->other_parents[0] : &none, &net->commit,
			    MOST_COMMITS, &commits, &all, err) < 0)
		return -1;
	if (!all)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "more than %d commits in one push cannot be judged one by "
			       "one; push fewer at once",
			       MOST_COMMITS);
	if (commits.count < 2)
		return 0;
	if (read_tip(repo, net, policy, &set, &tip, err) < 0 ||
	    trust_read(&trust, repo, &net->policy_tree, err) < 0)
		return -1;
	verdict_add(&used);
	for (size_t i = commits.count; i-- > 0;) {
		CLEANUP(step_clear)
		struct step step = {.repo = repo,
				    .options = options,
				    .net = net,
				    .policy = policy,
				    .trust = &trust,
				    .net_set = &set,
				    .used = &used.changes[0],
				    .approvals = &approvals};

		if (judge_step(&step, commits.items[i], &tip, verdict, err) < 0)
			return -1;
	}
	verdict_take_overrides(&verdict->changes[whole], &used.changes[0]);
	return 0;
}
