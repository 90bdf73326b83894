/* A plan against its profile. Each check tells a problem once, where it stands. */
#include <stdlib.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"

static void check_section(struct checking *checking, const struct section_row *row)
{
	const struct plan *plan = checking->plan;
	enum section_kind kind = row->kind;
	const struct section *section = section_first(plan, kind);
	CLEANUP(freep) char *fix = habit_fix(plan, kind, row->fix);
	bool said = section && section_has_content(plan, kind);

	/* Where steps name the files, no list of them is missed; without a risk level, one fix brings both. */
	if (!said && row->traits & SECTION_HAS_FACTS && plan->scope_count &&
	    (!plan->scope[0].mentioned || !plan->risk.problem))
		return;
	if (!section)
		checking_add(checking, row->missing,
			     plan->habit ? habit_line(plan, kind) : title_line(plan), 0,
			     fix, "the section '%s' is missing", section_kind_name(kind));
	else if (!said && !(checking->placeholders & 1u << kind))
		checking_add(checking, PROBLEM_EMPTY_SECTION, section->heading->line,
			     section->heading->column, fix, "the section '%s' says nothing",
			     section_heading(section));
}

static void check_ambiguity(struct checking *checking, enum section_kind kind)
{
	const struct section *first = section_first(checking->plan, kind), *second;

	if (!section_is_ambiguous(checking->plan, kind, &second))
		return;
	checking_add(checking, PROBLEM_AMBIGUOUS_PLAN, second->heading->line,
		     second->heading->column, NULL,
		     "'%s' is the section '%s' of line %d again, and says something else",
		     section_heading(second), section_kind_name(kind),
		     part_line(checking->plan, first->heading->line));
}

void check_sections(struct checking *checking)
{
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		bool there = section_first(checking->plan, row->kind) != NULL;

		if (!(checking->required & 1u << row->kind) &&
		    !(there && row->traits & SECTION_IF_THERE))
			continue;
		check_section(checking, row);
		check_ambiguity(checking, row->kind);
	}
}

/* With what it has and what it lacks, so that one round is enough. */
static void report_no_plan(struct checking *checking)
{
	CLEANUP(str_clear) struct str has = {0}, lacks = {0};

	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		struct str *list = section_first(checking->plan, row->kind) ? &has : &lacks;

		if (row->missing == PROBLEM_MISSING_SECTION &&
		    section_is_asked(row, PROFILE_STANDARD))
			str_addf(list, "%s%s", list->len ? ", " : "",
				 section_kind_name(row->kind));
	}
	checking_add(checking, PROBLEM_NOT_A_PLAN, 1, 0,
		     "plangate plan new \"What this change does\"",
		     "'%s' is no plan: it has %s, and lacks %s", checking->plan->path,
		     has.len ? str_text(&has) : "none of the sections", str_text(&lacks));
}

static bool is_readable(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	if (plan->unreadable)
		checking_add(checking, plan->unreadable_problem, plan->unreadable_line, 0,
			     NULL, "%s", plan->unreadable_reason);
	else if (!plan_is_plan(plan))
		report_no_plan(checking);
	else if (plan->second_title)
		checking_add(checking, PROBLEM_AMBIGUOUS_PLAN, plan->second_title->line,
			     plan->second_title->column, NULL,
			     "a second plan begins here: '%s'; one document holds one plan",
			     plan->second_title->text);
	else
		return true;
	return false;
}

struct sorting {
	const struct plan *plan;
	const struct diagnostic *items;
};

/* The place of a document in the plan. */
static size_t rank(const struct plan *plan, const struct diagnostic *item)
{
	size_t i = 0;

	while (i < plan->part_count && strcmp(plan->parts[i].path, item->file))
		i++;
	return i;
}

static int compare_line(const void *a, const void *b, void *context)
{
	const struct sorting *sorting = context;
	const struct diagnostic *items = sorting->items;
	size_t left = *(const size_t *)a, right = *(const size_t *)b;
	size_t before = rank(sorting->plan, &items[left]);
	size_t after = rank(sorting->plan, &items[right]);

	if (before != after)
		return before < after ? -1 : 1;
	if (items[left].line != items[right].line)
		return items[left].line < items[right].line ? -1 : 1;
	return left < right ? -1 : left > right;
}

static void sort_from(const struct plan *plan, struct diagnostics *list, size_t from)
{
	size_t count = list->count - from;
	CLEANUP(freep) size_t *order = xcalloc(count + 1, sizeof(*order));
	CLEANUP(freep) struct diagnostic *copy = xcalloc(count + 1, sizeof(*copy));
	struct sorting sorting = {plan, copy};

	if (!count)
		return;
	for (size_t i = 0; i < count; i++) {
		order[i] = i;
		copy[i] = list->items[from + i];
	}
	qsort_r(order, count, sizeof(*order), compare_line, &sorting);
	for (size_t i = 0; i < count; i++)
		list->items[from + i] = copy[order[i]];
}

#define AS_CHECK(kind, words, document, from, traits, shared, questions, missing, fix,     \
		 check, ...)                                                               \
	check,

static void check_all(struct checking *checking)
{
	static void (*const checks[])(struct checking *) = {
		check_placeholders,
		check_sections,
		SECTIONS(AS_CHECK) check_status,
		check_full,
	};

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		if (checks[i])
			checks[i](checking);
}

static unsigned required_by(enum profile profile)
{
	unsigned required = 0;

	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++)
		if (section_is_asked(row, profile))
			required |= 1u << row->kind;
	return required;
}

/* A plan that calls itself full is held to that, whatever the rules demand. */
static void raise_profile(const struct plan *plan, enum profile *profile)
{
	enum profile own;

	if (plan->front.profile && profile_find(&own, plan->front.profile) &&
	    own > *profile)
		*profile = own;
}

void plan_check(const struct plan *plan, const struct plan_asking *asking,
		struct diagnostics *out)
{
	struct checking checking = checking_begin(plan, asking, out);
	size_t from = out->count;

	if (asking->demand->profile == PROFILE_NONE)
		checking.demand.profile = PROFILE_STANDARD;
	raise_profile(plan, &checking.demand.profile);
	checking.required = required_by(checking.demand.profile);
	if (is_readable(&checking))
		check_all(&checking);
	sort_from(plan, out, from);
}
