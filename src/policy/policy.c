#include "plangate/policy/policy.h"

#include <stdlib.h>

#include "own_file.h"
#include "plangate/base/glob.h"
#include "predicate.h"

static void rule_clear(struct rule *rule)
{
	predicate_free(rule->when);
	free(rule->id);
	free(rule->pack);
	free(rule->description);
}

static void globs_free(struct glob **globs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		glob_free(globs[i]);
	free(globs);
}

void policy_free(struct policy *policy)
{
	if (!policy)
		return;
	for (size_t i = 0; i < policy->rule_count; i++)
		rule_clear(&policy->rules[i]);
	free(policy->rules);
	globs_free(policy->ignore, policy->ignore_count);
	globs_free(policy->plan_globs, policy->plan_glob_count);
	strlist_clear(&policy->extends);
	plan_settings_clear(&policy->plans);
	free(policy->repository);
	free(policy->file);
	free(policy);
}

static bool any_matches(struct glob *const *globs, size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++)
		if (glob_match(globs[i], path))
			return true;
	return false;
}

bool policy_is_plan(const struct policy *policy, const char *path)
{
	return !policy_is_own_file(path) &&
	       any_matches(policy->plan_globs, policy->plan_glob_count, path);
}

bool policy_ignores(const struct policy *policy, const char *path)
{
	return !policy_is_own_file(path) &&
	       any_matches(policy->ignore, policy->ignore_count, path);
}

void policy_count(const struct policy *policy, struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++) {
		const char *path = set->items[i].path;

		set->items[i].counted = !path_is_record(path) &&
					!policy_is_plan(policy, path) &&
					!policy_ignores(policy, path);
	}
}
