/*
 * Text that anybody could have written about anything: a section that only says its heading or the
 * title again, and one that is another plan's word for word.
 */
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/nfc.h"
#include "plangate/model/path_names.h"

/* Half of what the shortest honest approach says that was seen: docs/plans.md, "Too little". Fewer words
 * than LEAST_REPEATED may stand in two sections by chance. */
enum { LEAST_APPROACH = 3, LEAST_REPEATED = 4 };

/* Whether the words say anything that neither heading nor title says. */
static bool says_something(const char *words, const char *known)
{
	while (*words) {
		size_t len = strcspn(words, " ");

		if (!word_is_empty(words, len) && !words_have(known, words, len))
			return true;
		words += len + (words[len] != '\0');
	}
	return false;
}

static bool has_code(const struct plan *plan, enum section_kind kind)
{
	CLEANUP(str_clear) struct str text = {0};
	const struct section *section;
	size_t at = 0;

	while ((section = section_next(plan, kind, &at)))
		section_add_text(&text, section);
	return strchr(str_text(&text), '`') || strchr(str_text(&text), '/');
}

static void tell(struct checking *checking, const struct section *section, const char *what)
{
	checking_add(checking, PROBLEM_BOILERPLATE, section->heading->line,
		     section->heading->column, NULL,
		     "'%s' %s; say how it works and why "
		     "this way",
		     section_heading(section), what);
}

static void check_empty_words(struct checking *checking, enum section_kind kind)
{
	const struct plan *plan = checking->plan;
	const struct section *section = section_first(plan, kind);
	CLEANUP(freep) char *words = NULL;
	CLEANUP(freep) char *known = NULL;
	CLEANUP(str_clear) struct str text = {0};

	if (!check_applies(checking, kind))
		return;
	str_addf(&text, "%s %s", section_heading(section), plan_title(plan));
	known = nfc_words(str_text(&text));
	words = section_words(plan, kind);
	if (*words && !has_code(plan, kind) && !says_something(words, known))
		tell(checking, section,
		     "says nothing that its heading and the title do not say");
	else if (words_with_content(words) < LEAST_APPROACH)
		tell(checking, section, "says too little");
}

/* Whether all that one section says stands in another of them word for word. */
static bool is_said_in(const char *words, const char *other)
{
	return words_count(words) >= LEAST_REPEATED && words_contain(other, words);
}

/* One sentence for every gap of a new plan: what undoes a change is not how it works. */
static void check_repeated(struct checking *checking, enum section_kind kind,
			   enum section_kind of)
{
	const struct section *section = section_first(checking->plan, kind);
	CLEANUP(freep) char *words = NULL, *other = NULL;

	if (!check_applies(checking, kind) || !check_applies(checking, of))
		return;
	/* A label within a section is a part of what that says. */
	if (section->inlined || section_first(checking->plan, of)->inlined)
		return;
	words = section_words(checking->plan, kind);
	other = section_words(checking->plan, of);
	if (!is_said_in(words, other) && !is_said_in(other, words))
		return;
	checking_add(checking, PROBLEM_BOILERPLATE, section->heading->line,
		     section->heading->column, NULL,
		     "'%s' says what '%s' says, word for word; each answers a question of "
		     "its own",
		     section_heading(section),
		     section_heading(section_first(checking->plan, of)));
}

/* Which of two equal plans is the copy: the one that this change brings, else the one that is not
 * finished, else the later name. */
static bool is_copy_of(const struct plan_surroundings *around, const struct plan *plan,
		       size_t other)
{
	const struct plan *theirs = around->others[other];
	bool done = plan->status == PLAN_DONE, other_done = theirs->status == PLAN_DONE;

	if (around->is_new != around->others_new[other])
		return around->is_new;
	if (done != other_done)
		return other_done;
	return strcmp(plan->path, theirs->path) > 0;
}

static bool supersedes(const struct plan *plan, const struct plan *other)
{
	if (other->status != PLAN_SUPERSEDED && other->status != PLAN_ABANDONED)
		return false;
	for (size_t i = 0; i < plan->front.supersedes.count; i++)
		if (path_ends_in(other->path, plan->front.supersedes.items[i]))
			return true;
	return false;
}

static bool may_repeat(const struct checking *checking, size_t index)
{
	const struct plan *plan = checking->plan, *other = checking->around->others[index];

	return !strcmp(other->path, plan->path) || !plan_is_plan(other) ||
	       !is_copy_of(checking->around, plan, index) || supersedes(plan, other);
}

static void check_copy(struct checking *checking, enum section_kind kind, const char *words)
{
	const struct plan *plan = checking->plan;
	const struct section *section = section_first(plan, kind);

	for (size_t i = 0; i < checking->around->other_count; i++) {
		const struct plan *other = checking->around->others[i];
		CLEANUP(freep) char *theirs = NULL;

		if (may_repeat(checking, i))
			continue;
		theirs = section_words(other, kind);
		if (strcmp(words, theirs) != 0)
			continue;
		checking_add(
			checking, PROBLEM_BOILERPLATE, section->heading->line,
			section->heading->column, NULL,
			"'%s' is the text of '%s' word for word; say what is so of this "
			"change (a plan that this one replaces is 'status: superseded', "
			"and "
			"named under 'supersedes')",
			section_heading(section), other->path);
		return;
	}
}

/* A few words, "Revert the commit and deploy again.", are what two plans may share. */
void check_boilerplate(struct checking *checking)
{
	check_repeated(checking, SECTION_TESTS, SECTION_APPROACH);
	check_repeated(checking, SECTION_ROLLBACK, SECTION_APPROACH);
	check_repeated(checking, SECTION_ROLLBACK, SECTION_TESTS);
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		CLEANUP(freep) char *words = NULL;

		if (row->traits & SECTION_BY_WORDS)
			check_empty_words(checking, row->kind);
		if (!row->shared || !check_applies(checking, row->kind))
			continue;
		words = section_words(checking->plan, row->kind);
		if (words_count(words) >= row->shared)
			check_copy(checking, row->kind, words);
	}
}
