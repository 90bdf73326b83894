/*
 * Plans against a change. Every file that counts must be in the scope of a plan that is valid for
 * what the rules demand; several plans may share the files among them.
 */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/text.h"

enum { MOST_NAMED = 8 };

/* A plan that was finished, or given up, before this change speaks of other changes. */
static bool is_history(const struct candidate *candidate)
{
	enum plan_status status = plan_status(candidate->plan);

	return !candidate->touched && (status == PLAN_DONE || status == PLAN_SUPERSEDED ||
				       status == PLAN_ABANDONED);
}

static void check(struct candidate *candidate, const struct policy *policy,
		  const struct demand *demand, enum stage_class at)
{
	diagnostics_clear(&candidate->problems);
	plan_check(candidate->plan, demand, &policy->plans, at, &candidate->problems);
	candidate->checked = true;
	candidate->usable = !diagnostics_reach(&candidate->problems, SEVERITY_ERROR);
}

static void check_all(struct candidates *list, const struct policy *policy,
		      const struct demand *demand, enum stage_class at)
{
	for (size_t i = 0; i < list->count; i++) {
		struct candidate *candidate = &list->items[i];

		candidate->checked = candidate->usable = false;
		if (!is_history(candidate) && (candidate->covered || candidate->touched))
			check(candidate, policy, demand, at);
	}
}

/* Whether a checked plan covers it; `usable`: one without errors. */
static bool is_covered(const struct candidates *list, const struct change *change,
		       bool usable)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct candidate *candidate = &list->items[i];

		if (candidate->checked && candidate->covered &&
		    (candidate->usable || !usable) && candidate_covers(candidate, change))
			return true;
	}
	return false;
}

static bool all_covered(const struct candidates *list, const struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (must_be_covered(&set->items[i]) &&
		    !is_covered(list, &set->items[i], true))
			return false;
	return true;
}

/* The plan that a missing file belongs into: of those the change touches, else of all, the one
 * that covers the most. NULL where no checked document is a plan. */
static struct candidate *best_candidate(const struct candidates *list)
{
	struct candidate *best = NULL;

	for (size_t i = 0; i < list->count; i++) {
		struct candidate *candidate = &list->items[i];

		if (!candidate->checked || !plan_is_plan(candidate->plan))
			continue;
		if (!best || candidate->covered > best->covered ||
		    (candidate->covered == best->covered && candidate->touched &&
		     !best->touched))
			best = candidate;
	}
	return best;
}

/* A path as it is written in a plan: in a code span that is longer than any run of ticks in it. */
static char *as_code(const char *path)
{
	size_t longest = 0;
	struct str out = {0};

	for (const char *p = path; *p; p++) {
		size_t run = strspn(p, "`");

		longest = run > longest ? run : longest;
		p += run ? run - 1 : 0;
	}
	for (size_t i = 0; i <= longest; i++)
		str_add_char(&out, '`');
	str_addf(&out, longest ? " %s " : "%s", path);
	for (size_t i = 0; i <= longest; i++)
		str_add_char(&out, '`');
	return str_take(&out);
}

static void report_uncovered(const struct policy *policy, const struct candidate *best,
			     const struct change *change, enum stage_class at,
			     struct diagnostics *out)
{
	enum severity severity = policy->plans.severities.at[PROBLEM_UNCOVERED_FILE][at];
	CLEANUP(freep) char *quoted = text_quote_path(change->path);
	CLEANUP(freep) char *code = as_code(change->path);
	struct diagnostic *item;

	if (severity == SEVERITY_OFF)
		return;
	item = diagnostics_add(out, severity, problem_id(PROBLEM_UNCOVERED_FILE),
			       plan_scope_path(best->plan), plan_scope_line(best->plan), 0,
			       "'%s' changes but is not in the scope of the plan", quoted);
	item->fix = xasprintf("- %s", code);
}

/* The first few files that must be covered, for a message. */
static char *list_files(const struct changeset *set)
{
	struct str out = {0};
	size_t files = 0;

	for (size_t i = 0; i < set->count; i++) {
		CLEANUP(freep) char *quoted = NULL;

		if (!must_be_covered(&set->items[i]) || files++ >= MOST_NAMED)
			continue;
		quoted = text_quote_path(set->items[i].path);
		str_addf(&out, "%s%s", out.len ? ", " : "", quoted);
	}
	if (files > MOST_NAMED)
		str_addf(&out, " and %zu more", files - MOST_NAMED);
	return str_take(&out);
}

static void report_missing_plan(const struct policy *policy, const struct changeset *set,
				enum stage_class at, struct diagnostics *out)
{
	enum severity severity = policy->plans.severities.at[PROBLEM_MISSING_PLAN][at];
	CLEANUP(freep) char *files = list_files(set);

	if (severity != SEVERITY_OFF)
		diagnostics_add(out, severity, problem_id(PROBLEM_MISSING_PLAN), NULL, 0, 0,
				"no plan covers any file of this change: %s", files);
}

static bool covers_anything(const struct candidates *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].checked && list->items[i].covered)
			return true;
	return false;
}

/* Whether an unusable plan covers something that no usable one does. */
static bool is_missed(const struct candidates *list, const struct candidate *candidate,
		      const struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (must_be_covered(&set->items[i]) &&
		    candidate_covers(candidate, &set->items[i]) &&
		    !is_covered(list, &set->items[i], true))
			return true;
	return false;
}

/* Which plans have a part in this change: those that cover some of it, or, where none does, those
 * that it brings. An unusable one only where it is missed. */
static bool has_part(const struct candidates *list, const struct candidate *candidate,
		     const struct changeset *set, bool any)
{
	if (!candidate->checked || (any && !candidate->covered))
		return false;
	return !any || candidate->usable || is_missed(list, candidate, set);
}

/* Tell what there is to say of each plan that has a part; false where there is no such plan. */
static bool report_plans(const struct policy *policy, const struct changeset *set,
			 struct candidates *list, enum stage_class at,
			 struct diagnostics *out)
{
	bool any = covers_anything(list), told = false;

	for (size_t i = 0; i < list->count; i++) {
		struct candidate *candidate = &list->items[i];

		if (!has_part(list, candidate, set, any))
			continue;
		told = true;
		if (plan_is_plan(candidate->plan))
			plan_reconcile(candidate->plan, set, &policy->plans, at,
				       &candidate->problems);
		diagnostics_move(out, &candidate->problems);
	}
	return told;
}

static void report_files(const struct policy *policy, const struct changeset *set,
			 const struct candidates *list, enum stage_class at,
			 struct diagnostics *out)
{
	const struct candidate *best = best_candidate(list);

	for (size_t i = 0; best && i < set->count; i++)
		if (must_be_covered(&set->items[i]) &&
		    !is_covered(list, &set->items[i], false))
			report_uncovered(policy, best, &set->items[i], at, out);
}

bool match_plans(const struct policy *policy, const struct changeset *set,
		 struct candidates *candidates, const struct demand *demand,
		 enum stage_class at, struct diagnostics *out)
{
	bool satisfied, told;

	check_all(candidates, policy, demand, at);
	satisfied = all_covered(candidates, set);
	told = report_plans(policy, set, candidates, at, out);
	if (satisfied)
		return true;
	if (!told)
		report_missing_plan(policy, set, at, out);
	else
		report_files(policy, set, candidates, at, out);
	return !diagnostics_reach(out, SEVERITY_ERROR);
}
