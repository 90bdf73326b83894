#include "plangate/policy/policy.h"

#include <stdlib.h>
#include <string.h>

#include "own_file.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/model/habit.h"
#include "predicate.h"

static void rule_clear(struct rule *rule)
{
	predicate_free(rule->when);
	free(rule->id);
	free(rule->pack);
	free(rule->description);
	free(rule->role);
	override_settings_clear(&rule->override);
}

void policy_free(struct policy *policy)
{
	if (!policy)
		return;
	for (size_t i = 0; i < policy->rule_count; i++)
		rule_clear(&policy->rules[i]);
	free(policy->rules);
	glob_list_clear(&policy->ignore);
	glob_list_clear(&policy->light);
	glob_list_clear(&policy->lands);
	strlist_clear(&policy->extends);
	strlist_clear(&policy->files);
	plan_settings_clear(&policy->plans);
	roles_clear(&policy->roles);
	override_settings_clear(&policy->override);
	for (int risk = RISK_NONE; risk <= RISK_HIGH; risk++)
		free(policy->approvals[risk].role);
	free(policy->repository);
	free(policy->file);
	free(policy);
}

/* What it marks, rules do not see. */
static bool hides_files(const char *path)
{
	const char *slash = strrchr(path, '/');

	return !strcasecmp(slash ? slash + 1 : path, ".gitattributes");
}

bool policy_guards(const struct policy *policy, const char *path)
{
	return policy_is_own_file(path) || strlist_has(&policy->files, path) ||
	       (roles_find(&policy->roles, POLICY_ROLE) && hides_files(path));
}

/* The documents of one folder are one plan: where plans.paths names one of them, it means all. */
static bool is_companion(const struct policy *policy, const char *path)
{
	const struct habit *habit = policy->plans.habit;
	long folder = habit && habit->parts ? habit_folder(habit, path) : -1;

	for (size_t i = 0; folder >= 0 && habit->parts[i].pattern; i++) {
		CLEANUP(freep)
		char *other = xasprintf("%.*s%s%s", (int)folder, path, folder ? "/" : "",
					habit->parts[i].pattern);

		if (!strchr(habit->parts[i].pattern, '*') &&
		    glob_list_find(&policy->plans.paths, other))
			return true;
	}
	return false;
}

bool policy_is_plan(const struct policy *policy, const char *path)
{
	return !policy_guards(policy, path) &&
	       (glob_list_find(&policy->plans.paths, path) || is_companion(policy, path));
}

bool policy_ignores(const struct policy *policy, const char *path)
{
	return !policy_guards(policy, path) && glob_list_find(&policy->ignore, path);
}

/* Of prose, by its name: what may be moved from the plans to wherever an archive is. */
static bool is_prose(const char *path)
{
	static const char *const endings[] = {".md", ".markdown", ".rst", ".adoc", ".txt"};
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && i < sizeof(endings) / sizeof(*endings); i++)
		if (!strcasecmp(dot, endings[i]))
			return true;
	return false;
}

/* A plan is a plain file; a program, a link or a submodule of such a name is an ordinary change. One that moves out of the
 * plans as it is stays one. */
static bool is_plan_change(const struct policy *policy, const struct change *change)
{
	const char *from = change->renamed_from;

	if (change->new_mode != MODE_NONE && change->new_mode != MODE_PLAIN)
		return false;
	return policy_is_plan(policy, change->path) ||
	       (from && policy_is_plan(policy, from) && is_prose(from) &&
		is_prose(change->path) && !policy_guards(policy, change->path));
}

/* What nobody here wrote, by .gitattributes, or nobody here maintains. What guards itself cannot be
 * hidden so. */
static bool is_seen(const struct policy *policy, const struct change *change)
{
	return !path_is_record(change->path) && !is_plan_change(policy, change) &&
	       !policy_ignores(policy, change->path) &&
	       (!(change->attributes & ATTRIBUTE_VENDORED) ||
		policy_guards(policy, change->path));
}

static bool is_counted(const struct policy *policy, const struct change *change)
{
	return policy_guards(policy, change->path) ||
	       (!(change->attributes & (ATTRIBUTE_GENERATED | ATTRIBUTE_BINARY)) &&
		!glob_list_find(&policy->light, change->path));
}

void policy_count(const struct policy *policy, struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++) {
		struct change *change = &set->items[i];

		change->seen = is_seen(policy, change);
		change->counted = change->seen && is_counted(policy, change);
	}
}
