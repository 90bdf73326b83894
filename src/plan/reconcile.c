/* A plan against what really changes. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/glob.h"
#include "plangate/model/folder.h"

enum { MOST_REPORTS = 20 };

/* Mark the entries that a change answers to; whether there is any. */
static bool mark_used(const struct plan *plan, const struct changeset *set, bool *used)
{
	bool any = false;

	for (size_t i = 0; i < set->count; i++) {
		const struct scope_entry *entry = plan_covers(plan, set->items[i].path);

		if (!entry)
			continue;
		used[entry - plan->scope] = true;
		any = true;
	}
	return any;
}

/* An entry that is not the first to cover a file is used all the same. */
static bool is_used(const struct plan *plan, const struct changeset *set, size_t i)
{
	const struct scope_entry *entry = &plan->scope[i];
	size_t len = strlen(entry->pattern);

	for (size_t c = 0; c < set->count; c++) {
		const char *path = set->items[c].path;

		if (entry->broad || (plan->globs[i] && glob_match(plan->globs[i], path)))
			return true;
		if (entry->match == SCOPE_GLOB || strncmp(path, entry->pattern, len))
			continue;
		if (!path[len] || (entry->match == SCOPE_FOLDER && path[len] == '/'))
			return true;
	}
	return false;
}

/* The plan's own documents, which some forms list among the files. */
static bool is_own(const struct checking *checking, const char *pattern)
{
	const struct plan *plan = checking->plan;
	long folder = folder_of(checking->settings, plan->path);

	return folder > 0 && !strncmp(pattern, plan->path, (size_t)folder) &&
	       (pattern[folder] == '/' || !pattern[folder]);
}

static void report_unused(struct checking *checking, const bool *used)
{
	const struct plan *plan = checking->plan;
	struct diagnostic *item;
	size_t told = 0;
	int line = 0; /* of the last one: one of a line is enough */

	for (size_t i = 0; i < plan->scope_count && told < MOST_REPORTS; i++) {
		const struct scope_entry *entry = &plan->scope[i];

		if (entry->mentioned || entry->line == line || used[i] ||
		    is_used(plan, checking->around->set, i) ||
		    is_own(checking, entry->pattern))
			continue;
		line = entry->line;
		told++;
		item = checking_add(
			checking, PROBLEM_STALE_SCOPE_PARTIAL, entry->line, entry->column,
			NULL, "'%s' is in the scope but does not change", entry->pattern);
		if (item)
			item->subject = xstrdup(entry->pattern);
	}
}

/* The first entry that a list has, or NULL. */
static const struct scope_entry *first_listed(const struct plan *plan)
{
	for (size_t i = 0; i < plan->scope_count; i++)
		if (!plan->scope[i].mentioned)
			return &plan->scope[i];
	return NULL;
}

static void check_scope_used(struct checking *checking)
{
	const struct plan *plan = checking->plan;
	CLEANUP(freep) bool *used = xcalloc(plan->scope_count + 1, sizeof(*used));
	enum severity partial = checking->settings->severities
					.at[PROBLEM_STALE_SCOPE_PARTIAL][checking->at];
	const struct scope_entry *listed = first_listed(plan);

	if (!listed)
		return;
	if (!mark_used(plan, checking->around->set, used))
		checking_add(checking, PROBLEM_STALE_SCOPE, listed->line, listed->column,
			     NULL, "no file of the scope changes: it begins with '%s'",
			     listed->pattern);
	else if (partial != SEVERITY_OFF)
		report_unused(checking, used);
}

#define AS_AGAINST(kind, words, document, from, traits, shared, questions, missing, fix,   \
		   check, against, ...)                                                    \
	against,

static void check_targets(struct checking *checking)
{
	static void (*const checks[])(struct checking *) = {SECTIONS(AS_AGAINST)};

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		if (checks[i])
			checks[i](checking);
}

int plan_reconcile(const struct plan *plan, const struct plan_asking *asking,
		   const struct plan_surroundings *around, struct diagnostics *out,
		   struct pg_error *err)
{
	struct diagnostics told = {0};
	/* By plan_check(); here it is to know what not to look at. */
	struct checking checking = checking_begin(plan, asking, &told);

	if (!plan_is_plan(plan))
		return 0;
	checking.around = around;
	check_placeholders(&checking);
	diagnostics_clear(&told);
	checking.out = out;
	check_scope_used(&checking);
	if (around->lookup) {
		check_breadth(&checking);
		check_targets(&checking);
	}
	check_boilerplate(&checking);
	check_denials(&checking);
	return check_estimate(&checking, err);
}
