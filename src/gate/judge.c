/* One change, from its two trees to its part of the verdict. */
#include <string.h>
#include <time.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/base/value.h"
#include "plangate/git/objects.h"
#include "records.h"

/* What judge() works with. */
struct judgement {
	struct repo *repo;
	const struct gate_options *options;
	const struct change_spec *spec;
	const struct policy *policy;
	struct changeset *set;
	struct candidates *plans;
	struct change_verdict *out;
	struct trust *trust;
	struct approvals *approvals;
};

static int choose_policy(struct repo *repo, const struct gate_options *options,
			 const struct change_spec *spec, struct policy **policy,
			 struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	struct policy_tree here = {repo, &spec->tree};
	const struct policy_source source = {policy_tree_read, &here};

	if (!options->policy_file)
		return policy_from_tree(repo, &spec->policy_tree, policy, err);
	if (file_read(options->policy_file, VALUE_MOST_BYTES, &text, err) < 0)
		return -1;
	return policy_load(policy, options->policy_file, str_text(&text), text.len, &source,
			   err);
}

/* Whether the policy itself changes, or a file that it extends. */
static bool touches_policy(const struct judgement *j)
{
	if (changeset_find(j->set, POLICY_YAML) || changeset_find(j->set, POLICY_JSON))
		return true;
	for (size_t i = 0; j->policy && i < j->policy->files.count; i++)
		if (changeset_find(j->set, j->policy->files.items[i]))
			return true;
	return false;
}

/* The changed file to name where the new policy is wrong. */
static const char *changed_policy(const struct judgement *j)
{
	if (changeset_find(j->set, POLICY_YAML))
		return POLICY_YAML;
	return changeset_find(j->set, POLICY_JSON) || !j->policy ? POLICY_JSON
								 : j->policy->file;
}

/* A change may not bring a policy that nobody could read afterwards. */
static int check_new_policy(struct judgement *j, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error reason = {0};

	if (!touches_policy(j))
		return 0;
	if (policy_from_tree(j->repo, &j->spec->tree, &policy, &reason) == 0)
		return 0;
	if (reason.kind != PG_ERR_POLICY) {
		*err = reason;
		return -1;
	}
	diagnostics_add(&j->out->diagnostics, SEVERITY_ERROR, "bad-policy",
			changed_policy(j), 0, 0,
			"the policy of this change is not valid: %s", reason.text)
		->rule = xstrdup(POLICY_CHANGE_RULE);
	j->out->state = VERDICT_BLOCK;
	return 0;
}

static void set_state(struct findings *findings, enum severity severity,
		      enum rule_state state)
{
	for (size_t i = 0; i < findings->count; i++)
		if (finding_is_open(&findings->items[i]) &&
		    findings->items[i].severity == severity)
			findings->items[i].state = state;
}

/* Whether a demand is what this class of problem is about. */
static bool asks_for(const struct finding *finding, const struct demand *joined,
		     const char *code)
{
	const struct demand *demand = &finding->demand;

	if (!finding_is_open(finding))
		return false;
	if (!strcmp(code, problem_id(PROBLEM_NOT_APPROVED)))
		return finding->approvals != 0;
	if (!strcmp(code, problem_id(PROBLEM_RISK_TOO_LOW)))
		return demand->risk == joined->risk;
	if (!strcmp(code, problem_id(PROBLEM_MISSING_ASSESSMENT)))
		return demand->assess != 0;
	if (!strcmp(code, problem_id(PROBLEM_WEAK_ROLLBACK)) && joined->migration)
		return demand->migration;
	return demand->profile == joined->profile;
}

/* Name the rule behind each diagnostic that has none yet. */
static void name_rules(struct change_verdict *out, const struct demand *joined)
{
	for (size_t d = 0; d < out->diagnostics.count; d++) {
		struct diagnostic *item = &out->diagnostics.items[d];

		for (size_t i = 0; !item->rule && i < out->findings.count; i++)
			if (asks_for(&out->findings.items[i], joined, item->code))
				item->rule = xstrdup(out->findings.items[i].rule);
	}
}

/* Add diagnostics that are only those of warning rules: none of them blocks. */
static void add_as_warnings(struct change_verdict *out, struct diagnostics *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		if (problems->items[i].severity == SEVERITY_ERROR)
			problems->items[i].severity = SEVERITY_WARNING;
	diagnostics_move(&out->diagnostics, problems);
}

static struct matching matching_of(const struct judgement *j)
{
	return (struct matching){.repo = j->repo,
				 .spec = j->spec,
				 .policy = j->policy,
				 .set = j->set,
				 .findings = &j->out->findings,
				 .plans = j->plans,
				 .at = stage_class(j->options->stage)};
}

/* Hold the plans against what error rules demand; in a range, once more without small commits. */
static int hold_strict(struct judgement *j, const struct demand *demand, bool *satisfied,
		       struct pg_error *err)
{
	const struct matching matching = matching_of(j);
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	bool excused = false;

	if (match_plans(&matching, demand, satisfied, &problems, err) < 0)
		return -1;
	if (!*satisfied && j->spec->is_range) {
		if (excuse_small_commits(j->repo, j->policy, j->spec, j->set, &excused,
					 err) < 0)
			return -1;
		if (excused) {
			diagnostics_clear(&problems);
			candidates_recount(j->plans, j->set);
			if (match_plans(&matching, demand, satisfied, &problems, err) < 0)
				return -1;
		}
	}
	diagnostics_move(&j->out->diagnostics, &problems);
	return 0;
}

static bool any_warning_fired(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (finding_is_open(&findings->items[i]) &&
		    findings->items[i].severity == SEVERITY_WARNING)
			return true;
	return false;
}

/* Rules of severity error block; those of severity warn are asked for what they add. */
static int hold_plans(struct judgement *j, struct pg_error *err)
{
	const struct matching matching = matching_of(j);
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	struct findings *findings = &j->out->findings;
	struct demand strict;
	bool satisfied = true;

	j->approvals->least = SEVERITY_ERROR;
	if (findings_join(findings, SEVERITY_ERROR, &strict)) {
		if (hold_strict(j, &strict, &satisfied, err) < 0)
			return -1;
		set_state(findings, SEVERITY_ERROR,
			  satisfied ? RULE_SATISFIED : RULE_UNSATISFIED);
	}
	if (satisfied && any_warning_fired(findings)) {
		j->approvals->least = SEVERITY_WARNING;
		if (match_plans(&matching, &j->out->demand, &satisfied, &problems, err) < 0)
			return -1;
		if (!satisfied)
			add_as_warnings(j->out, &problems);
		set_state(findings, SEVERITY_WARNING,
			  satisfied ? RULE_SATISFIED : RULE_UNSATISFIED);
	}
	name_rules(j->out, &j->out->demand);
	return 0;
}

static void list_plans(struct judgement *j)
{
	for (size_t i = 0; i < j->plans->count; i++) {
		const struct candidate *candidate = &j->plans->items[i];
		struct plan_view *view;

		if (!candidate->checked)
			continue;
		view = ARRAY_PUSH(j->out->plans, j->out->plan_count, j->out->plan_capacity);
		view->path = xstrdup(plan_path(candidate->plan));
		view->covered = candidate->covered;
		view->valid = candidate->usable;
	}
}

/* A plan that was named and is not there, or is no plan document by the policy. */
static void report_named(struct judgement *j, const char *named)
{
	CLEANUP(freep) char *quoted = text_quote_path(named);

	diagnostics_add(
		&j->out->diagnostics, SEVERITY_ERROR, problem_id(PROBLEM_MISSING_PLAN),
		NULL, 0, 0,
		policy_is_plan(j->policy, named)
			? "the plan '%s' is named but is not in the tree of this change"
			: "the plan '%s' is named but is not under plans.paths of the "
			  "policy",
		quoted);
}

static bool any_considered(const struct candidates *plans)
{
	for (size_t i = 0; i < plans->count; i++)
		if (!plans->items[i].passed_over)
			return true;
	return false;
}

static int find_plans(struct judgement *j, struct pg_error *err)
{
	const char *named = j->options->plan;

	if (candidates_read(j->repo, j->policy, j->spec, j->set, named, j->plans, err) < 0)
		return -1;
	if (named && !any_considered(j->plans))
		report_named(j, named);
	j->plans->approvals = j->approvals;
	return approvals_load(j->approvals, j->plans, err);
}

static int sum_lines(struct judgement *j, struct pg_error *err)
{
	for (size_t i = 0; i < j->set->count; i++) {
		struct change *change = &j->set->items[i];

		if (change_load(j->set, change, NEED_SIZE | NEED_TEXT | NEED_DIFF, err) < 0)
			return -1;
		if (!change->counted)
			continue;
		j->out->added += change->added.count;
		j->out->removed += change->removed.count;
	}
	j->out->lines_known = true;
	return 0;
}

static enum verdict_state state_of(const struct judgement *j)
{
	const struct diagnostics *list = &j->out->diagnostics;

	if (diagnostics_reach(list, SEVERITY_ERROR))
		return j->policy->warn_only ? VERDICT_WARN : VERDICT_BLOCK;
	return diagnostics_reach(list, SEVERITY_WARNING) ? VERDICT_WARN : VERDICT_PASS;
}

/* What records the change brings, and what they waive. */
static int apply_records(struct judgement *j, const struct record_scene *scene,
			 struct pg_error *err)
{
	if (records_guard(j->repo, j->spec, j->set, &j->out->diagnostics, err) < 0)
		return -1;
	return overrides_apply(scene, j->out, err);
}

static int judge_by_policy(struct judgement *j, struct pg_error *err)
{
	const struct record_scene scene = {.now = j->options->now ? j->options->now
								  : time(NULL),
					   .repo = j->repo,
					   .spec = j->spec,
					   .policy = j->policy,
					   .set = j->set,
					   .trust = j->trust,
					   .replay = j->options->replay};

	j->approvals->scene = &scene;
	j->approvals->findings = &j->out->findings;
	policy_count(j->policy, j->set);
	j->out->files = changeset_counted(j->set);
	if (policy_judge(j->policy, j->set, &j->out->findings, err) < 0 ||
	    apply_records(j, &scene, err) < 0)
		return -1;
	if (findings_join(&j->out->findings, SEVERITY_WARNING, &j->out->demand)) {
		if (find_plans(j, err) < 0 || hold_plans(j, err) < 0)
			return -1;
		list_plans(j);
	}
	if (check_new_policy(j, err) < 0 ||
	    trust_check_new(j->repo, j->spec, j->set, &j->out->diagnostics, err) < 0)
		return -1;
	j->out->state = state_of(j);
	return j->options->count_lines ? sum_lines(j, err) : 0;
}

static struct change_verdict *begin(struct verdict *verdict, const struct change_spec *spec)
{
	struct change_verdict *out = verdict_add(verdict);

	out->ref = xstrdup(spec->ref);
	out->commit = spec->commit;
	out->base = spec->base_commit;
	out->tree = spec->tree;
	return out;
}

int judge(struct repo *repo, const struct gate_options *options,
	  const struct change_spec *spec, struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(candidates_clear) struct candidates plans = {0};
	CLEANUP(trust_clear) struct trust trust = {0};
	CLEANUP(approvals_clear) struct approvals approvals = {0};
	struct judgement j = {repo,   options, spec,   NULL,	  &set,
			      &plans, NULL,    &trust, &approvals};

	if (choose_policy(repo, options, spec, &policy, err) < 0 ||
	    spec_changes(repo, spec, &set, err) < 0)
		return -1;
	j.out = begin(verdict, spec);
	j.policy = policy;
	if (!policy) {
		j.out->files = changeset_counted(&set);
		return check_new_policy(&j, err);
	}
	if (blobs_present(repo, &set, err) < 0)
		return -1;
	verdict->warn_only = verdict->warn_only || policy->warn_only;
	if (trust_read(&trust, repo, &spec->policy_tree, err) < 0)
		return -1;
	if (judge_by_policy(&j, err) < 0)
		return -1;
	/* A net change that is blocked says enough; the commits are asked when it is mended. */
	return spec->is_range && j.out->state < VERDICT_BLOCK
		       ? judge_commits(repo, options, spec, policy, verdict, err)
		       : 0;
}
