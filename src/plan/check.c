/* A plan against its profile. Each check tells a problem once, where it stands. */
#include <stdlib.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"

/* Sections that a plan lacks, told together. */
struct lacking {
	enum problem problem;
	int line; /* where the first of them would stand */
	size_t count;
	struct str names, fix; /* all names but the last */
	const char *last;
};

/* Whether no risk level stands anywhere, and is missed as much as these sections; a Scope brings its own. */
static bool lacks_risk(const struct lacking *lacking, const struct checking *checking)
{
	const enum severity(*at)[STAGE_CLASS_COUNT] = checking->settings->severities.at;

	return lacking->problem == PROBLEM_MISSING_SECTION &&
	       risk_is_absent(checking->plan) && !plan_lacks_scope(checking->plan) &&
	       at[PROBLEM_BAD_RISK_LEVEL][checking->at] ==
		       at[PROBLEM_MISSING_SECTION][checking->at];
}

static void add_risk(struct lacking *lacking, struct checking *checking)
{
	CLEANUP(freep) char *fix = risk_fix(checking);

	str_addf(&lacking->fix, "\n\n%s", fix);
	checking->risk_told = true;
}

static void lacking_tell(struct lacking *lacking, struct checking *checking)
{
	bool risk = lacking->count && lacks_risk(lacking, checking);

	if (risk)
		add_risk(lacking, checking);
	if (lacking->count)
		checking_add(checking, lacking->problem, lacking->line, 0,
			     str_text(&lacking->fix), "the section%s %s%s'%s'%s missing",
			     lacking->count > 1 ? "s" : "", str_text(&lacking->names),
			     lacking->count > 1 ? " and " : "", lacking->last,
			     risk		  ? " and the 'Risk' level are"
			     : lacking->count > 1 ? " are"
						  : " is");
	str_clear(&lacking->names);
	str_clear(&lacking->fix);
	*lacking = (struct lacking){0};
}

static void lacking_add(struct lacking *lacking, struct checking *checking,
			const struct section_row *row, const char *fix)
{
	const struct plan *plan = checking->plan;
	int line = plan->habit ? habit_line(plan, row->kind) : title_line(plan);

	if (lacking->problem != row->missing)
		lacking_tell(lacking, checking);
	if (lacking->count)
		str_addf(&lacking->names, "%s'%s'", lacking->count > 1 ? ", " : "",
			 lacking->last);
	lacking->last = section_kind_name(row->kind);
	if (fix)
		str_addf(&lacking->fix, "%s%s", lacking->fix.len ? "\n\n" : "", fix);
	if (!lacking->count++)
		lacking->line = line;
	lacking->problem = row->missing;
}

/* How the section is written, with all that the profile asks of it. */
static char *fix_of(const struct checking *checking, const struct section_row *row)
{
	const struct section_question *question = row->questions;
	CLEANUP(str_clear) struct str fix = {0};

	if (row->traits & SECTION_HAS_FACTS)
		return plan_scope_fix(checking->plan, checking->asking);
	if (!question || checking->demand.profile != PROFILE_FULL)
		return habit_fix(checking->plan, row->kind, row->fix);
	str_addf(&fix, "%s\n", row->fix);
	for (; question->question; question++) {
		str_add_char(&fix, '\n');
		question_ask(&fix, question);
	}
	return habit_fix(checking->plan, row->kind, str_text(&fix));
}

static void check_section(struct checking *checking, const struct section_row *row,
			  struct lacking *lacking)
{
	const struct plan *plan = checking->plan;
	enum section_kind kind = row->kind;
	const struct section *section = section_first(plan, kind);
	CLEANUP(freep) char *fix = fix_of(checking, row);
	bool said = section && section_has_content(plan, kind);

	if (row->traits & SECTION_HAS_FACTS && !said && !plan_lacks_scope(plan))
		return;
	if (!section)
		lacking_add(lacking, checking, row, fix);
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
	struct lacking lacking = {0};

	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		bool there = section_first(checking->plan, row->kind) != NULL;

		if (!(checking->required & 1u << row->kind) &&
		    !(there && row->traits & SECTION_IF_THERE))
			continue;
		check_section(checking, row, &lacking);
		check_ambiguity(checking, row->kind);
	}
	lacking_tell(&lacking, checking);
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
