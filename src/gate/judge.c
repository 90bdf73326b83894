/* One case, from its rules to its part of the verdict. */
#include <string.h>

#include "commits.h"
#include "excuse.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/change/case.h"
#include "plangate/change/policy.h"
#include "plangate/gate/gate.h"
#include "plangate/gate/match.h"
#include "plangate/model/problem.h"
#include "plangate/plan/document.h"
#include "plangate/policy/policy.h"
#include "plangate/waiver/approvals.h"
#include "plangate/waiver/guard.h"
#include "plangate/waiver/overrides.h"
#include "revert.h"

DEFINE_CLEANUP(struct policy, policy_free)

/* The case, what is asked of it, and what it is held against. */
struct judgement {
	struct pg_case *c;
	const struct gate_options *options;
	struct candidates plans;
	struct approvals approvals;
	struct change_verdict *out;
};

static void judgement_clear(struct judgement *j)
{
	candidates_clear(&j->plans);
	approvals_clear(&j->approvals);
}

/* Whether the policy itself changes, or a file that it extends. */
static bool touches_policy(const struct pg_case *c)
{
	const struct policy *policy = c->policy;

	if (changeset_find(&c->set, POLICY_YAML) || changeset_find(&c->set, POLICY_JSON))
		return true;
	for (size_t i = 0; policy && i < policy->files.count; i++)
		if (changeset_find(&c->set, policy->files.items[i]))
			return true;
	return false;
}

/* The file to name where the new policy is wrong: one that the change writes, not one that it removes. */
static const char *changed_policy(const struct pg_case *c)
{
	static const char *const files[] = {POLICY_YAML, POLICY_JSON, NULL};

	for (const char *const *file = files; *file; file++) {
		const struct change *change = changeset_find(&c->set, *file);

		if (change && change->status != CHANGE_DELETED)
			return *file;
	}
	return c->policy ? c->policy->file : POLICY_JSON;
}

/* A change may not bring a policy that nobody could read afterwards. */
static int check_new_policy(struct judgement *j, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error reason = {0};

	if (!touches_policy(j->c) ||
	    policy_from_tree(j->c->repo, &j->c->spec.tree, &policy, &reason) == 0)
		return 0;
	if (reason.kind != PG_ERR_POLICY) {
		*err = reason;
		return -1;
	}
	diagnostics_add_fixed(&j->out->diagnostics, PROBLEM_BAD_POLICY,
			      changed_policy(j->c), 0,
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
		     enum problem problem)
{
	const struct demand *demand = &finding->demand;

	if (!finding_is_open(finding))
		return false;
	if (problem == PROBLEM_NOT_APPROVED)
		return finding->approvals != 0;
	if (problem == PROBLEM_RISK_TOO_LOW)
		return demand->risk == joined->risk;
	if (problem == PROBLEM_MISSING_ASSESSMENT)
		return demand->assess != 0;
	if (problem == PROBLEM_WEAK_ROLLBACK && joined->migration)
		return demand->migration;
	return demand->profile == joined->profile;
}

/* Name the rule behind each diagnostic that has none yet. */
static void name_rules(const struct findings *findings, const struct demand *joined,
		       struct diagnostics *out)
{
	for (size_t d = 0; d < out->count; d++) {
		struct diagnostic *item = &out->items[d];

		for (size_t i = 0; !item->rule && i < findings->count; i++)
			if (asks_for(&findings->items[i], joined, item->problem))
				item->rule = xstrdup(findings->items[i].rule);
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

static struct matching matching_of(struct judgement *j, const struct demand *demand)
{
	return (struct matching){.c = j->c,
				 .at = j->c,
				 .plans = &j->plans,
				 .demand = demand,
				 .approvals = &j->approvals,
				 .stage = stage_class(j->options->stage)};
}

/* Excuse what is beside the planned work: small commits of a range, small files of a commit. */
static int excuse_the_rest(const struct matching *m, struct pg_case *c, bool *excused,
			   struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection covered = {0};

	if (c->spec.is_range && excuse_small_commits(c, excused, err) < 0)
		return -1;
	if (*excused)
		return 0;
	selection_init(&covered, c->set.count);
	add_covered(m, &covered);
	return excuse_uncovered(c, &covered, excused, err);
}

/* Hold the plans against what error rules demand; as long as something can be excused, once more without it. */
static int hold_strict(struct judgement *j, const struct demand *demand, bool *satisfied,
		       struct pg_error *err)
{
	const struct matching matching = matching_of(j, demand);
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	bool excused = true;

	if (match_plans(&matching, satisfied, &problems, err) < 0)
		return -1;
	for (int round = 0; round < 2 && !*satisfied && excused; round++) {
		excused = false;
		if (excuse_the_rest(&matching, j->c, &excused, err) < 0)
			return -1;
		if (!excused)
			break;
		diagnostics_clear(&problems);
		if (candidates_cover(&j->plans, j->c, err) < 0 ||
		    match_plans(&matching, satisfied, &problems, err) < 0)
			return -1;
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
	const struct matching matching = matching_of(j, &j->out->demand);
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	struct findings *findings = &j->c->findings;
	struct demand strict;
	bool satisfied = true;

	j->approvals.least = SEVERITY_ERROR;
	if (findings_join(findings, SEVERITY_ERROR, &strict)) {
		if (hold_strict(j, &strict, &satisfied, err) < 0)
			return -1;
		set_state(findings, SEVERITY_ERROR,
			  satisfied ? RULE_SATISFIED : RULE_UNSATISFIED);
	}
	if (satisfied && any_warning_fired(findings)) {
		j->approvals.least = SEVERITY_WARNING;
		if (match_plans(&matching, &satisfied, &problems, err) < 0)
			return -1;
		if (!satisfied)
			add_as_warnings(j->out, &problems);
		set_state(findings, SEVERITY_WARNING,
			  satisfied ? RULE_SATISFIED : RULE_UNSATISFIED);
	}
	name_rules(findings, &j->out->demand, &j->out->diagnostics);
	return 0;
}

static void list_plans(struct judgement *j)
{
	j->out->to_cover = selection_count(&j->c->needs);
	for (size_t i = 0; i < j->plans.count; i++) {
		const struct candidate *candidate = &j->plans.items[i];
		struct plan_view *view;

		if (!candidate->checked)
			continue;
		view = ARRAY_PUSH(j->out->plans, j->out->plan_count, j->out->plan_capacity);
		view->path = xstrdup(plan_path(candidate->text->plan));
		view->covered = candidate->covered;
		view->valid = candidate->usable;
	}
}

/* A plan that was named and is not there, or is no plan document by the policy. */
static void report_named(struct judgement *j, const char *named)
{
	CLEANUP(freep) char *quoted = text_quote_path(named);

	diagnostics_add(
		&j->out->diagnostics, SEVERITY_ERROR, PROBLEM_MISSING_PLAN, NULL, 0, 0,
		policy_is_plan(j->c->policy, named)
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

	if (candidates_read(j->c, named, &j->plans, err) < 0)
		return -1;
	if (named && !any_considered(&j->plans))
		report_named(j, named);
	j->approvals.c = j->approvals.at = j->c;
	return approvals_load(&j->approvals, &j->plans.texts, err);
}

static int sum_lines(struct judgement *j, struct pg_error *err)
{
	struct changeset *set = &j->c->set;

	for (size_t i = 0; i < set->count; i++) {
		struct change *change = &set->items[i];

		if (change_load(set, change, NEED_SIZE | NEED_TEXT | NEED_DIFF, err) < 0)
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
		return j->c->policy->warn_only ? VERDICT_WARN : VERDICT_BLOCK;
	return diagnostics_reach(list, SEVERITY_WARNING) ? VERDICT_WARN : VERDICT_PASS;
}

static int judge_by_policy(struct judgement *j, struct pg_error *err)
{
	struct diagnostics *out = &j->out->diagnostics;

	if (case_read_trust(j->c, err) < 0 || case_judge(j->c, err) < 0 ||
	    records_guard(j->c, out, err) < 0 ||
	    overrides_apply(j->c, j->options->replay, j->out, err) < 0 ||
	    reverts_apply(j->c, j->out, err) < 0)
		return -1;
	if (findings_join(&j->c->findings, SEVERITY_WARNING, &j->out->demand)) {
		if (find_plans(j, err) < 0 || hold_plans(j, err) < 0)
			return -1;
		list_plans(j);
	}
	if (check_new_policy(j, err) < 0 || signers_guard(j->c, out, err) < 0)
		return -1;
	j->out->state = state_of(j);
	return j->options->count_lines ? sum_lines(j, err) : 0;
}

int gate_judge_case(struct pg_case *c, const struct gate_options *options,
		    struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(judgement_clear)
	struct judgement j = {.c = c, .options = options, .out = verdict_add(verdict)};
	size_t index = verdict->count - 1;
	int rc;

	case_describe(c, j.out);
	if (!c->policy)
		return check_new_policy(&j, err);
	verdict->warn_only = verdict->warn_only || c->policy->warn_only;
	rc = judge_by_policy(&j, err);
	/* A net change that is blocked says enough; the commits are asked when it is mended. */
	if (rc == 0 && c->spec.is_range && j.out->state < VERDICT_BLOCK)
		rc = judge_commits(c, options, verdict, err);
	verdict->changes[index].findings = c->findings;
	c->findings = (struct findings){0};
	return rc;
}
