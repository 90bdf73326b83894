#include "plangate/gate/match.h"

#include <stdlib.h>
#include <string.h>

#include "order.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/change/case.h"
#include "plangate/change/trees.h"
#include "plangate/plan/document.h"
#include "plangate/plan/path_code.h"
#include "plangate/policy/policy.h"
#include "plangate/waiver/approvals.h"

enum { MOST_NAMED = 8 };

/* A plan that has landed and was finished or given up speaks of other changes. */
static bool is_history(const struct candidate *candidate)
{
	const struct plan_text *text = candidate->text;
	enum plan_status status = plan_status(text->plan);

	return (text->landed || (text->recent && !text->touched)) &&
	       status != PLAN_ACTIVE && status != PLAN_DRAFT;
}

/* It covers some of the change, or the change brings what it says. */
static bool is_considered(const struct candidate *candidate)
{
	return !is_history(candidate) && !candidate->passed_over &&
	       (candidate->covered || (candidate->text->touched && !candidate->used_count));
}

/* A plan that the change adds; one that only moves was there before. */
static bool brings(const struct pg_case *c, const struct plan *plan)
{
	const struct change *change = changeset_find(&c->set, plan_path(plan));

	return change && change->status == CHANGE_ADDED && !change->renamed_from;
}

static struct plan_asking asking_of(const struct matching *m)
{
	return (struct plan_asking){.demand = m->demand,
				    .settings = &m->c->policy->plans,
				    .at = m->stage,
				    .now = m->c->now,
				    .set = &m->c->set,
				    .needs = &m->c->needs};
}

int check_plan(const struct matching *m, const struct plan *plan, bool against_change,
	       struct diagnostics *out, struct pg_error *err)
{
	const struct plan_settings *settings = &m->c->policy->plans;
	const struct plan_asking asking = asking_of(m);
	struct tree_pair trees = trees_of(m->c->repo, &m->at->spec);
	const struct path_lookup lookup = trees_lookup(&trees);
	CLEANUP(freep)
	const struct plan **others = xcalloc(m->plans->count + 1, sizeof(*others));
	CLEANUP(freep) bool *is_new = xcalloc(m->plans->count + 1, sizeof(*is_new));
	const struct plan_surroundings around = {.set = &m->c->set,
						 .needs = &m->c->needs,
						 .findings = &m->c->findings,
						 .lookup = &lookup,
						 .others = others,
						 .others_new = is_new,
						 .other_count = m->plans->count,
						 .is_new = brings(m->c, plan)};

	for (size_t i = 0; i < m->plans->count; i++) {
		others[i] = m->plans->texts.items[i].plan;
		is_new[i] = brings(m->c, others[i]);
	}
	plan_check(plan, &asking, out);
	if (!plan_is_plan(plan) || !against_change)
		return 0;
	if (plan_reconcile(plan, &asking, &around, out, err) < 0)
		return -1;
	/* The order of plan and code is judged for a range as a whole. */
	if (!settings->order_before || m->c->whole)
		return 0;
	return check_order(m, plan, out, err);
}

static int check(const struct matching *m, struct candidate *candidate,
		 struct pg_error *err)
{
	diagnostics_clear(&candidate->problems);
	if (check_plan(m, candidate->text->plan, true, &candidate->problems, err) < 0)
		return -1;
	if (m->approvals)
		approvals_check(m->approvals, candidate->text, &candidate->covers, m->stage,
				&candidate->problems);
	candidate->checked = true;
	candidate->usable = !diagnostics_reach(&candidate->problems, SEVERITY_ERROR);
	return 0;
}

static int check_all(const struct matching *m, struct pg_error *err)
{
	for (size_t i = 0; i < m->plans->count; i++) {
		struct candidate *candidate = &m->plans->items[i];

		candidate->checked = candidate->usable = false;
		if (is_considered(candidate) && check(m, candidate, err) < 0)
			return -1;
	}
	return 0;
}

/* Whether a checked plan covers the change at this index; `usable`: one without errors. */
static bool is_covered(const struct candidates *list, size_t index, bool usable)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct candidate *candidate = &list->items[i];

		if (candidate->checked && (candidate->usable || !usable) &&
		    selection_has(&candidate->covers, index))
			return true;
	}
	return false;
}

static bool all_covered(const struct matching *m)
{
	for (size_t i = 0; i < m->c->set.count; i++)
		if (case_needs_plan(m->c, i) && !is_covered(m->plans, i, true))
			return false;
	return true;
}

/* Whether a missing file belongs rather into this plan: what the change brings comes first, then what covers more. */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->text->touched != b->text->touched)
		return a->text->touched;
	return a->covered > b->covered;
}

/* NULL where no checked document is a plan. */
static struct candidate *best_candidate(const struct candidates *list)
{
	struct candidate *best = NULL;

	for (size_t i = 0; i < list->count; i++) {
		struct candidate *candidate = &list->items[i];

		if (candidate->checked && plan_is_plan(candidate->text->plan) &&
		    (!best || is_better(candidate, best)))
			best = candidate;
	}
	return best;
}

static enum severity severity_of(const struct matching *m, enum problem problem)
{
	return m->c->policy->plans.severities.at[problem][m->stage];
}

static void report_uncovered(const struct matching *m, const struct candidate *best,
			     const struct change *change, struct diagnostics *out)
{
	enum severity severity = severity_of(m, PROBLEM_UNCOVERED_FILE);
	const struct plan *plan = best->text->plan;
	CLEANUP(freep) char *quoted = text_quote_path(change->path);
	CLEANUP(freep) char *why = plan_why_uncovered(plan, change->path);
	CLEANUP(str_clear) struct str code = {0};
	struct diagnostic *item;

	if (severity == SEVERITY_OFF)
		return;
	item = diagnostics_add(out, severity, PROBLEM_UNCOVERED_FILE, plan_scope_path(plan),
			       plan_scope_line(plan), 0,
			       "'%s' changes but is not in the scope of the plan%s%s",
			       quoted, why ? ": " : "", why ? why : "");
	/* One with a reason of its own is told by itself. */
	item->subject = why ? NULL : xstrdup(change->path);
	if (!plan_has_scope(plan))
		return;
	plan_path_code(&code, change->path);
	item->fix = xasprintf("- %s", str_text(&code));
}

/* A plan that has no place for them gets one fix, with all of the files. */
static void add_scope_fix(const struct matching *m, const struct plan *plan,
			  struct diagnostics *out, size_t from)
{
	const struct plan_asking asking = asking_of(m);

	if (!plan_has_scope(plan) && !plan_lacks_scope(plan) && from < out->count)
		out->items[from].fix = plan_scope_fix(plan, &asking);
}

/* The first few files that must be covered, for a message. */
static char *list_files(const struct pg_case *c)
{
	const struct changeset *set = &c->set;
	struct str out = {0};
	size_t files = 0;

	for (size_t i = 0; i < set->count; i++) {
		CLEANUP(freep) char *quoted = NULL;

		if (!case_needs_plan(c, i) || files++ >= MOST_NAMED)
			continue;
		quoted = text_quote_path(set->items[i].path);
		str_addf(&out, "%s%s", out.len ? ", " : "", quoted);
	}
	if (files > MOST_NAMED)
		str_addf(&out, " and %zu more", files - MOST_NAMED);
	return str_take(&out);
}

/* The landed plan that named most of this before it was used up; NULL: none did. */
static const struct candidate *used_candidate(const struct candidates *list)
{
	const struct candidate *most = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct candidate *candidate = &list->items[i];

		if (candidate->used_count &&
		    (!most || candidate->used_count > most->used_count))
			most = candidate;
	}
	return most;
}

/* "docs/plans/x.md, which covered them until commit 0123456789ab" */
static char *explain_used(const struct candidate *used)
{
	const char *path = plan_path(used->text->plan), *landed = used->text->landed_path;
	bool copied = landed && strcmp(landed, path) != 0;
	CLEANUP(freep) char *quoted = text_quote_path(path);
	CLEANUP(freep) char *first = text_quote_path(copied ? landed : "");

	return xasprintf(
		"%s%s%s%s named %s, and was used up by commit %.12s%s", quoted,
		copied ? ", as " : "", copied ? first : "", copied ? " before it," : "",
		used->used_count == 1 ? "one of them" : "them", used->used_by.hex,
		used->text->touched ? "; what this change adds to it says nothing by itself"
				    : "");
}

static char *continue_command(const struct candidate *used)
{
	CLEANUP(freep) char *quoted = text_quote_argument(plan_path(used->text->plan));

	return xasprintf("plangate plan continue %s \"what comes next\"", quoted);
}

/* A program among the plan documents, which would be a plan as a plain file; NULL where the change brings none. */
static const char *find_program(const struct pg_case *c)
{
	for (size_t i = 0; i < c->set.count; i++) {
		const struct change *change = &c->set.items[i];

		if (change->new_mode == MODE_EXEC &&
		    policy_is_plan(c->policy, change->path))
			return change->path;
	}
	return NULL;
}

static void explain_program(const char *path, struct diagnostic *item)
{
	CLEANUP(freep) char *quoted = text_quote_path(path);
	CLEANUP(freep) char *argument = text_quote_argument(path);
	char *message = xasprintf("%s; '%s' is a program (mode 100755), and no plan for it",
				  item->message, quoted);

	free(item->message);
	item->message = message;
	item->fix = xasprintf("git update-index --chmod=-x %s", argument);
}

/* Where nobody wrote a plan for this: what is not covered, and by which plan it was once. */
static void report_no_plan(const struct matching *m, enum severity severity,
			   const char *files, struct diagnostics *out)
{
	const struct candidate *used = used_candidate(m->plans);
	CLEANUP(freep) char *why = used ? explain_used(used) : NULL;
	struct diagnostic *item =
		diagnostics_add(out, severity, PROBLEM_MISSING_PLAN, NULL, 0, 0,
				"no plan covers any file of this change: %s%s%s", files,
				why ? "; " : "", why ? why : "");

	item->fix = used ? continue_command(used) : NULL;
	if (!used && find_program(m->c))
		explain_program(find_program(m->c), item);
}

/* `brought`: the plan that the change brings, which names no file of it; or NULL. */
static void report_missing_plan(const struct matching *m, const struct candidate *brought,
				struct diagnostics *out)
{
	enum severity severity = severity_of(m, PROBLEM_MISSING_PLAN);
	CLEANUP(freep) char *files = list_files(m->c);
	const struct plan *plan;

	if (severity == SEVERITY_OFF)
		return;
	if (!brought) {
		report_no_plan(m, severity, files, out);
		return;
	}
	plan = brought->text->plan;
	diagnostics_add(out, severity, PROBLEM_MISSING_PLAN, plan_scope_path(plan),
			plan_scope_line(plan), 0,
			"the plan names no file of this change: %s", files);
}

/* A landed plan that names what no other plan covers: told once, it excuses nothing. */
static void report_used(const struct matching *m, struct diagnostics *out)
{
	const struct candidate *used = used_candidate(m->plans);
	CLEANUP(freep) char *why = used ? explain_used(used) : NULL;

	if (used)
		diagnostics_add(out, SEVERITY_NOTE, PROBLEM_UNCOVERED_FILE,
				plan_path(used->text->plan), 0, 0,
				"the landed plan %s; it covers nothing more", why)
			->fix = continue_command(used);
}

static bool covers_anything(const struct candidates *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].checked && list->items[i].covered)
			return true;
	return false;
}

/* Whether an unusable plan covers something that no usable one does. */
static bool is_missed(const struct matching *m, const struct candidate *candidate)
{
	for (size_t i = 0; i < m->c->set.count; i++)
		if (selection_has(&candidate->covers, i) && !is_covered(m->plans, i, true))
			return true;
	return false;
}

/* Which plans have a part in this change: those that cover some of it, or, where none does, those
 * that it brings. An unusable one only where it is missed. */
static bool has_part(const struct matching *m, const struct candidate *candidate, bool any)
{
	if (!candidate->checked || (any && !candidate->covered))
		return false;
	return !any || candidate->usable || is_missed(m, candidate);
}

/* Tell what there is to say of each plan that has a part; false where there is no such plan. */
static bool report_plans(const struct matching *m, struct diagnostics *out)
{
	bool any = covers_anything(m->plans), told = false;

	for (size_t i = 0; i < m->plans->count; i++) {
		struct candidate *candidate = &m->plans->items[i];

		if (!has_part(m, candidate, any))
			continue;
		told = true;
		diagnostics_move(out, &candidate->problems);
	}
	return told;
}

/* A plan that names no file of the change and has no place for them: that is told once, and not of each file. */
static bool names_nothing(const struct candidates *list, const struct candidate *best)
{
	return best && !covers_anything(list) && plan_lacks_scope(best->text->plan);
}

static void report_files(const struct matching *m, struct diagnostics *out)
{
	const struct candidate *best = best_candidate(m->plans);
	const struct changeset *set = &m->c->set;
	bool nothing = names_nothing(m->plans, best);
	size_t from = out->count;

	if (nothing)
		report_missing_plan(m, best, out);
	for (size_t i = 0; best && !nothing && i < set->count; i++)
		if (case_needs_plan(m->c, i) && !is_covered(m->plans, i, false))
			report_uncovered(m, best, &set->items[i], out);
	if (best && !nothing)
		add_scope_fix(m, best->text->plan, out, from);
	report_used(m, out);
}

int match_plans(const struct matching *m, bool *satisfied, struct diagnostics *out,
		struct pg_error *err)
{
	bool told;

	if (check_all(m, err) < 0)
		return -1;
	*satisfied = all_covered(m);
	told = report_plans(m, out);
	if (*satisfied)
		return 0;
	if (!told)
		report_missing_plan(m, NULL, out);
	else
		report_files(m, out);
	*satisfied = !diagnostics_reach(out, SEVERITY_ERROR);
	return 0;
}

void add_covered(const struct matching *m, struct selection *covered)
{
	for (size_t i = 0; i < m->c->set.count; i++)
		if (is_covered(m->plans, i, true))
			selection_add(covered, i);
}
