/* What a policy says about plans. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/base/names.h"
#include "plangate/model/folder.h"
#include "plangate/model/habit.h"
#include "plangate/model/lexicon.h"

static const char *const default_paths[] = {"docs/plans/**/*.md", NULL};

static void default_to(struct plan_settings *plans)
{
	const char *const *paths = plans->habit ? plans->habit->paths : default_paths;
	struct glob *glob = NULL;

	for (; *paths; paths++)
		if (glob_new(&glob, *paths, 0, NULL) == 0)
			glob_list_take(&plans->paths, glob);
}

void plans_settle(struct policy *policy)
{
	if (!policy->plans.paths.count)
		default_to(&policy->plans);
	folder_settle(&policy->plans);
}

static int read_path(struct loading *loading, const struct value *value, void *target)
{
	struct plan_settings *plans = &((struct policy *)target)->plans;
	CLEANUP(glob_list_clear) struct glob_list globs = {0};

	if (read_path_glob(loading, value, &globs) < 0)
		return -1;
	for (size_t i = 0; i < globs.count; i++) {
		const char *pattern = glob_pattern(globs.items[i]);

		glob_list_take(&plans->paths, glob_share(globs.items[i]));
		if (policy_is_own_file(pattern + (*pattern == '/')))
			return fail_value(
				loading, value,
				"plans cannot be below .plangate, which guards itself");
	}
	return 0;
}

static int read_paths(struct loading *loading, const struct value *value, void *policy)
{
	return read_each(loading, value, "paths", read_path, policy);
}

/* A form that documents have already. */
static int read_profile(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;
	const char *names[HABIT_MOST + 1] = {NULL};
	size_t index;

	for (size_t i = 0; i < HABIT_MOST && habit_at(i); i++)
		names[i] = habit_at(i)->name;
	if (read_word(loading, value, "profile of plans", names, &index) < 0)
		return -1;
	policy->plans.habit = habit_at(index);
	return 0;
}

static int read_drift(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;

	if (value->kind != VALUE_INT && value->kind != VALUE_FLOAT)
		return fail_value(loading, value, "estimate_drift must be a number, not %s",
				  value_kind_name(value->kind));
	if (value->number < 1 || value->number > 1000)
		return fail_value(loading, value, "estimate_drift must be from 1 to 1000");
	policy->plans.estimate_drift = value->number;
	return 0;
}

static int read_tests(struct loading *loading, const struct value *value, void *target)
{
	static const char *const forms[] = {"any", "checkbox", NULL};
	struct policy *policy = target;
	size_t index;

	if (read_word(loading, value, "form of tests", forms, &index) < 0)
		return -1;
	policy->plans.tests_checkbox = index == 1;
	return 0;
}

static int read_folders(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;
	bool folders = false;

	if (read_bool(loading, value, "folders", &folders) < 0)
		return -1;
	policy->plans.folders_wish = folders ? FOLDERS_ALWAYS : FOLDERS_NEVER;
	return 0;
}

static int read_order(struct loading *loading, const struct value *value, void *target)
{
	static const char *const orders[] = {"with", "before", NULL};
	struct policy *policy = target;
	size_t index;

	if (read_word(loading, value, "order", orders, &index) < 0)
		return -1;
	policy->plans.order_before = index == 1;
	return 0;
}

/* The words of one term. */
struct wording {
	struct policy *policy;
	enum term term;
};

static int read_word_of_term(struct loading *loading, const struct value *value,
			     void *target)
{
	const struct wording *wording = target;
	const char *text = NULL;

	if (read_string(loading, value, "a word", &text) < 0)
		return -1;
	lexicon_add(wording->policy->plans.lexicon, wording->term, text);
	return 0;
}

static int read_wordings(struct loading *loading, const struct value *value,
			 const char *what, const char *const *keys, void *target)
{
	struct wording wording = {.policy = target};
	size_t index;

	for (size_t i = 0; i < value->count; i++) {
		const struct value *key = value_key(value, i);

		if (!names_find(keys, key->text, &index))
			return fail_word(loading, key, what, keys);
		names_find(term_names(), key->text, &index);
		wording.term = (enum term)index;
		if (read_each(loading, value_at(value, i), key->text, read_word_of_term,
			      &wording) < 0)
			return -1;
	}
	return 0;
}

/* The name of a section is a term like any other. */
static int read_sections(struct loading *loading, const struct value *value, void *policy)
{
	if (read_kind(loading, value, "sections", VALUE_MAP) < 0)
		return -1;
	return read_wordings(loading, value, "section", section_kind_names(), policy);
}

static int read_words(struct loading *loading, const struct value *value, void *policy)
{
	if (read_kind(loading, value, "words", VALUE_MAP) < 0)
		return -1;
	return read_wordings(loading, value, "word of plans", term_names(), policy);
}

static int read_language_name(struct loading *loading, const struct value *value,
			      void *target)
{
	unsigned *languages = target;
	size_t index;

	if (read_word(loading, value, "language of plans", lexicon_languages(), &index) < 0)
		return -1;
	*languages |= 1u << index;
	return 0;
}

static int read_language(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;
	unsigned languages = 0;

	if (read_each(loading, value, "language", read_language_name, &languages) < 0)
		return -1;
	lexicon_keep(policy->plans.lexicon, languages);
	return 0;
}

static int read_severity(struct loading *loading, const struct value *value,
			 enum severity *severity)
{
	static const char *const names[] = {"off", "note", "warning", "error", NULL};
	size_t index;

	if (read_word(loading, value, "severity", names, &index) < 0)
		return -1;
	*severity = (enum severity)index;
	return 0;
}

/* One class of problems: a severity for both, or one for each. */
struct problem_setting {
	struct policy *policy;
	const char *id;
};

static int set_severity(struct loading *loading, const struct value *value,
			const struct problem_setting *setting, enum stage_class at)
{
	enum severity severity;

	if (read_severity(loading, value, &severity) < 0)
		return -1;
	problem_severities_set(&setting->policy->plans.severities, setting->id, at,
			       severity);
	return 0;
}

static int read_at_commit(struct loading *loading, const struct value *value, void *setting)
{
	return set_severity(loading, value, setting, STAGE_CLASS_COMMIT);
}

static int read_at_push(struct loading *loading, const struct value *value, void *setting)
{
	return set_severity(loading, value, setting, STAGE_CLASS_PUSH);
}

static const struct key severity_keys[] = {
	{"commit", false, read_at_commit},
	{"push", false, read_at_push},
	{NULL, false, NULL},
};

static int read_problem(struct loading *loading, const struct value *key,
			const struct value *value, struct policy *policy)
{
	struct problem_setting setting = {policy, key->text};
	const char *ids[PROBLEM_COUNT + 1];
	size_t ignored;

	problem_ids(ids);
	if (!names_find(ids, key->text, &ignored))
		return fail_word(loading, key, "class of problems", ids);
	if (value->kind == VALUE_MAP)
		return keys_read(loading, value, "a severity by stage", severity_keys,
				 &setting);
	return read_at_commit(loading, value, &setting) < 0
		       ? -1
		       : read_at_push(loading, value, &setting);
}

static int read_problems(struct loading *loading, const struct value *value, void *policy)
{
	if (read_kind(loading, value, "problems", VALUE_MAP) < 0)
		return -1;
	for (size_t i = 0; i < value->count; i++)
		if (read_problem(loading, value_key(value, i), value_at(value, i), policy) <
		    0)
			return -1;
	return 0;
}

static const struct key plans_keys[] = {
	{"profile", false, read_profile},
	{"paths", false, read_paths},
	{"folders", false, read_folders},
	{"order", false, read_order},
	{"tests", false, read_tests},
	{"estimate_drift", false, read_drift},
	{"problems", false, read_problems},
	{"sections", false, read_sections},
	{"words", false, read_words},
	{"language", false, read_language},
	{"approvals", false, read_plan_approvals},
	{NULL, false, NULL},
};

int read_plans(struct loading *loading, const struct value *value, void *policy)
{
	return keys_read(loading, value, "plans", plans_keys, policy);
}
