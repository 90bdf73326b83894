/*
 * Plans against a change. Every file that counts must be in the scope of a plan that is valid for
 * what the rules demand; several plans may share the files among them.
 */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/text.h"
#include "plangate/plan/path_code.h"
#include "records.h"

enum { MOST_NAMED = 8 };

/* A plan that was finished, or given up, before this change speaks of other changes. */
static bool is_history(const struct candidate *candidate)
{
	enum plan_status status = plan_status(candidate->plan);

	return !candidate->touched && (status == PLAN_DONE || status == PLAN_SUPERSEDED ||
				       status == PLAN_ABANDONED);
}

/* A plan that the change adds; one that only moves was there before. */
static bool brings(const struct changeset *set, const char *path)
{
	const struct change *change = changeset_find(set, path);

	return change && change->status == CHANGE_ADDED && !change->renamed_from;
}

int check_plan(const struct matching *m, const struct plan *plan,
	       const struct demand *demand, bool against_change, struct diagnostics *out,
	       struct pg_error *err)
{
	struct tree_pair trees = {m->repo, &m->spec->base_tree, &m->spec->tree};
	const struct path_lookup lookup = {tree_pair_kind, tree_pair_mentions, &trees};
	CLEANUP(freep)
	const struct plan **others = xcalloc(m->plans->count + 1, sizeof(*others));
	CLEANUP(freep) bool *is_new = xcalloc(m->plans->count + 1, sizeof(*is_new));
	const struct plan_surroundings around = {.set = m->set,
						 .demand = demand,
						 .findings = m->findings,
						 .lookup = &lookup,
						 .others = others,
						 .others_new = is_new,
						 .other_count = m->plans->count,
						 .is_new = brings(m->set, plan_path(plan))};

	for (size_t i = 0; i < m->plans->count; i++) {
		others[i] = m->plans->items[i].plan;
		is_new[i] = brings(m->set, plan_path(others[i]));
	}
	plan_check(plan, demand, &m->policy->plans, m->at, out);
	if (!plan_is_plan(plan) || !against_change)
		return 0;
	if (plan_reconcile(plan, &around, &m->policy->plans, m->at, out, err) < 0)
		return -1;
	if (!m->policy->plans.order_before || m->part_of_range)
		return 0;
	return check_order(m, plan, demand, out, err);
}

static int check(const struct matching *m, struct candidate *candidate,
		 const struct demand *demand, struct pg_error *err)
{
	diagnostics_clear(&candidate->problems);
	if (check_plan(m, candidate->plan, demand, true, &candidate->problems, err) < 0)
		return -1;
	approvals_check(m->plans->approvals, candidate, m->at, &candidate->problems);
	candidate->checked = true;
	candidate->usable = !diagnostics_reach(&candidate->problems, SEVERITY_ERROR);
	return 0;
}

static int check_all(const struct matching *m, const struct demand *demand,
		     struct pg_error *err)
{
	for (size_t i = 0; i < m->plans->count; i++) {
		struct candidate *candidate = &m->plans->items[i];

		candidate->checked = candidate->usable = false;
		if (is_history(candidate) || candidate->passed_over ||
		    !(candidate->covered || candidate->touched))
			continue;
		if (check(m, candidate, demand, err) < 0)
			return -1;
	}
	return 0;
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
		if (change_needs_plan(&set->items[i]) &&
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

static void report_uncovered(const struct policy *policy, const struct candidate *best,
			     const struct change *change, enum stage_class at,
			     struct diagnostics *out)
{
	enum severity severity = policy->plans.severities.at[PROBLEM_UNCOVERED_FILE][at];
	CLEANUP(freep) char *quoted = text_quote_path(change->path);
	CLEANUP(str_clear) struct str code = {0};
	struct diagnostic *item;

	if (severity == SEVERITY_OFF)
		return;
	item = diagnostics_add(out, severity, problem_id(PROBLEM_UNCOVERED_FILE),
			       plan_scope_path(best->plan), plan_scope_line(best->plan), 0,
			       "'%s' changes but is not in the scope of the plan", quoted);
	plan_path_code(&code, change->path);
	item->fix = xasprintf("- %s", str_text(&code));
}

/* The first few files that must be covered, for a message. */
static char *list_files(const struct changeset *set)
{
	struct str out = {0};
	size_t files = 0;

	for (size_t i = 0; i < set->count; i++) {
		CLEANUP(freep) char *quoted = NULL;

		if (!change_needs_plan(&set->items[i]) || files++ >= MOST_NAMED)
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
		if (change_needs_plan(&set->items[i]) &&
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
static bool report_plans(const struct matching *m, struct diagnostics *out)
{
	bool any = covers_anything(m->plans), told = false;

	for (size_t i = 0; i < m->plans->count; i++) {
		struct candidate *candidate = &m->plans->items[i];

		if (!has_part(m->plans, candidate, m->set, any))
			continue;
		told = true;
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
		if (change_needs_plan(&set->items[i]) &&
		    !is_covered(list, &set->items[i], false))
			report_uncovered(policy, best, &set->items[i], at, out);
}

int match_plans(const struct matching *m, const struct demand *demand, bool *satisfied,
		struct diagnostics *out, struct pg_error *err)
{
	bool told;

	if (check_all(m, demand, err) < 0)
		return -1;
	*satisfied = all_covered(m->plans, m->set);
	told = report_plans(m, out);
	if (*satisfied)
		return 0;
	if (!told)
		report_missing_plan(m->policy, m->set, m->at, out);
	else
		report_files(m->policy, m->set, m->plans, m->at, out);
	*satisfied = !diagnostics_reach(out, SEVERITY_ERROR);
	return 0;
}
