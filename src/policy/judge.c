/* Rules held against a change. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/model/progress.h"
#include "plangate/model/selection.h"
#include "plangate/policy/policy.h"
#include "predicate.h"

static int compare_indexes(const void *a, const void *b)
{
	size_t left = *(const size_t *)a, right = *(const size_t *)b;

	return left < right ? -1 : left > right;
}

/* A file that several branches of `any` matched counts once. */
static void keep_files(struct judging *judging, struct finding *finding)
{
	size_t *files = judging->files;

	if (!judging->file_count)
		return;
	qsort(files, judging->file_count, sizeof(*files), compare_indexes);
	for (size_t i = 0; i < judging->file_count; i++)
		if (!i || files[i] != files[i - 1])
			files[finding->files++] = files[i];
	finding->changes = TAKE(judging->files);
}

static struct finding *add_finding(struct findings *findings, const struct rule *rule)
{
	struct finding *finding = findings_add(findings);

	finding->rule = xstrdup(rule->id);
	finding->pack = xstrdup(rule->pack);
	finding->description = xstrdup(rule->description);
	finding->severity = rule->severity;
	finding->state = RULE_NOT_APPLICABLE;
	finding->demand = rule->demand;
	finding->approvals = rule->approvals;
	finding->role = xstrdup(rule->role);
	return finding;
}

/* Where no file is counted, a rule must have found one: `not` alone would else always fire. */
int judge_rule(const struct rule *rule, const struct judged *judged,
	       struct findings *findings, struct pg_error *err)
{
	struct finding *finding = add_finding(findings, rule);
	CLEANUP(judging_clear) struct judging judging;
	int holds;

	judging_begin(&judging, judged, err);
	judging.finding = finding;
	holds = clause_holds(rule->when, &judging, NULL);
	if (holds < 0)
		return pg_prefix(err, "rule '%s'", rule->id);
	if (!holds || (!judging.counted && !judging.file_count)) {
		finding_drop_evidence(finding, 0);
		return 0;
	}
	finding->state = RULE_UNSATISFIED;
	keep_files(&judging, finding);
	if (!finding->evidence_count)
		finding_add_evidence(finding, NULL, 0,
				     "its condition holds for the whole change");
	return 0;
}

/* The built-in rule, which no policy can change and for which no file is uncounted. */
static void judge_own_files(const struct policy *policy, const struct changeset *set,
			    struct findings *findings)
{
	struct finding *finding = findings_add(findings);

	finding->rule = xstrdup(POLICY_CHANGE_RULE);
	finding->pack = xstrdup("");
	finding->description =
		xstrdup("a change to plangate's own settings, which decide what is gated");
	finding->severity = SEVERITY_ERROR;
	finding->demand.profile = PROFILE_LIGHT;
	if (roles_find(&policy->roles, POLICY_ROLE)) {
		finding->approvals = 1;
		finding->role = xstrdup(POLICY_ROLE);
	}
	for (size_t i = 0; i < set->count; i++) {
		if (!policy_guards(policy, set->items[i].path))
			continue;
		finding->state = RULE_UNSATISFIED;
		finding->files++;
		finding_add_evidence(finding, set->items[i].path, 0,
				     "is among plangate's own settings");
	}
}

int policy_judge_rule(const struct policy *policy, const char *rule,
		      const struct judged *judged, struct findings *findings,
		      struct pg_error *err)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		if (!strcmp(policy->rules[i].id, rule))
			return judge_rule(&policy->rules[i], judged, findings, err);
	return 0;
}

const struct override_settings *policy_override(const struct policy *policy,
						const char *rule)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		if (!strcmp(policy->rules[i].id, rule))
			return &policy->rules[i].override;
	return NULL;
}

static void tell_progress(const struct judged *judged, const char *rule)
{
	if (judged->progress)
		judged->progress->rule = rule;
}

int policy_judge(const struct policy *policy, const struct judged *judged,
		 struct findings *findings, struct pg_error *err)
{
	int rc = 0;

	judge_own_files(policy, judged->set, findings);
	for (size_t i = 0; !rc && i < policy->rule_count; i++) {
		if (policy->rules[i].severity == SEVERITY_OFF)
			continue;
		tell_progress(judged, policy->rules[i].id);
		rc = judge_rule(&policy->rules[i], judged, findings, err);
	}
	tell_progress(judged, NULL);
	return rc;
}
