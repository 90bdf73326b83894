/* Placeholders anywhere in the document; which sections hold one. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

enum { MOST_REPORTS = 50 };

struct placeholder_walk {
	struct checking *checking;
	enum section_kind kind;
	size_t told;
};

/* Where nothing is an answer, that is what is left to say. */
static const char *fix_for(enum section_kind kind)
{
	return section_has_trait(kind, SECTION_BY_DASH) ? "None." : NULL;
}

static void tell(struct placeholder_walk *walk, const struct block *leaf,
		 enum placeholder found, const char *words)
{
	enum problem problem = found == PLACEHOLDER_WHOLE ? PROBLEM_PLACEHOLDER
							  : PROBLEM_PLACEHOLDER_PROSE;
	size_t len = strlen(words);

	walk->checking->placeholders |= 1u << walk->kind;
	if (walk->told++ < MOST_REPORTS)
		checking_add(walk->checking, problem, leaf->line, leaf->column,
			     fix_for(walk->kind), "the placeholder '%.*s%s' is left",
			     len > 60 ? 60 : (int)len, words, len > 60 ? "..." : "");
}

/* "Status", "Phase status", "State": under it "TODO" says that the work has not begun. */
static bool is_state_name(const char *text, size_t len)
{
	static const char *const names[] = {"status", "state", NULL};
	CLEANUP(freep) char *name = xmemdup(text, len);
	CLEANUP(freep) char *words = nfc_words(name);
	const char *last = strrchr(words, ' ');

	return words_count(words) <= 3 && words_equal_any(last ? last + 1 : words, names);
}

static bool says_not_begun(const char *text)
{
	CLEANUP(freep) char *words = nfc_words(text);

	return !strcmp(words, "todo") || !strcmp(words, "to do");
}

/* "Phase status: TODO", as a line of its own. */
static bool is_state(const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	CLEANUP(freep) char *value = NULL;

	if (!colon || !is_state_name(line, (size_t)(colon - line)))
		return false;
	value = xmemdup(colon + 1, (size_t)(line + len - colon - 1));
	return says_not_begun(value);
}

/* Whether the one marker of a leaf says how far the work is. */
static bool has_only_state(const struct block *leaf, const char *marker)
{
	const char *at = strcasestr(leaf->text, marker);
	const char *line = at;

	if (!at || strcasestr(at + 1, marker))
		return false;
	while (line > leaf->text && line[-1] != '\n')
		line--;
	return is_state(line, strcspn(line, "\n"));
}

static enum placeholder find(const struct habit *habit, const struct block *leaf,
			     char **words)
{
	return habit ? habit_placeholder(habit, leaf, words)
		     : placeholder_find(leaf, words);
}

static char *without(const char *text, const char *marker)
{
	char *copy = xstrdup(text ? text : ""), *at = strcasestr(copy, marker);

	if (at)
		memset(at, 'x', strlen(marker));
	return copy;
}

/* What is left in a leaf besides a state. */
static enum placeholder find_besides(const struct habit *habit, const struct block *leaf,
				     char **words)
{
	CLEANUP(freep) char *marker = *words;
	CLEANUP(freep) char *text = without(leaf->text, marker);
	CLEANUP(freep) char *prose = without(leaf->prose, marker);
	CLEANUP(freep) char *source = without(leaf->source, marker);
	struct block rest = *leaf;

	rest.text = text;
	rest.prose = prose;
	rest.source = source;
	*words = NULL;
	return find(habit, &rest, words);
}

static bool visit(void *context, const struct block *leaf)
{
	struct placeholder_walk *walk = context;
	const struct habit *habit = walk->checking->plan->habit;
	CLEANUP(freep) char *words = NULL;
	enum placeholder found;

	if (leaf->kind == BLOCK_CODE)
		return true;
	if (risk_is_stated(leaf) && !strchr(leaf->text, '\n'))
		return true; /* told as bad-risk-level */
	found = find(habit, leaf, &words);
	if (found != PLACEHOLDER_NONE && has_only_state(leaf, words))
		found = find_besides(habit, leaf, &words);
	if (found != PLACEHOLDER_NONE)
		tell(walk, leaf, found, words);
	return true;
}

/* A label of the template in the fence that is the list of files. */
static void visit_fence(struct placeholder_walk *walk, const struct block *block)
{
	const char *mark = strchr(block->text, '[');

	while (mark && strncmp(mark, "[REMOVE IF", 10) &&
	       strncmp(mark, FILL_IN, strlen(FILL_IN)))
		mark = strchr(mark + 1, '[');
	if (mark)
		tell(walk, block, PLACEHOLDER_WHOLE, "[REMOVE IF UNUSED]");
}

static void visit_table(struct placeholder_walk *walk, const struct block *table)
{
	const struct block *head = &table->children[0];

	for (size_t r = 0; r < table->count; r++) {
		const struct block *row = &table->children[r];

		for (size_t i = 0; i < row->count; i++) {
			const char *name = i < head->count ? head->children[i].text : "";

			if (!r || !is_state_name(name, strlen(name)) ||
			    !says_not_begun(row->children[i].text))
				visit(walk, &row->children[i]);
		}
	}
}

static void visit_block(struct placeholder_walk *walk, const struct block *block)
{
	if (block->kind == BLOCK_QUOTE)
		return;
	if (block->kind == BLOCK_TABLE) {
		visit_table(walk, block);
		return;
	}
	if (block->text) {
		visit(walk, block);
		if (block->kind == BLOCK_CODE &&
		    section_has_trait(walk->kind, SECTION_HAS_FACTS))
			visit_fence(walk, block);
		return;
	}
	for (size_t i = 0; i < block->count; i++)
		visit_block(walk, &block->children[i]);
}

/* What stands in comments and metadata is in no section, unless the whole document is one. */
static void tell_marks(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	for (size_t i = 0; i < plan->mark_count; i++) {
		if (part_at_line(plan, plan->marks[i].line)->role == HABIT_TASKS)
			checking->placeholders |= 1u << section_of_document(HABIT_TASKS);
		checking_add(checking, PROBLEM_PLACEHOLDER, plan->marks[i].line, 1, NULL,
			     "'%s' is left of the template", plan->marks[i].words);
	}
}

static bool has_none(void *context, const struct block *leaf)
{
	(void)context;
	return leaf->kind == BLOCK_CODE || !placeholder_is(leaf);
}

/* A section that is a line stands in another, which the walk tells of. */
static void mark_inlined(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	for (size_t i = 0; i < plan->section_count; i++) {
		const struct section *section = &plan->sections[i];

		for (size_t b = 0; section->inlined && b < section->count; b++)
			if (!block_walk(section->blocks[b], has_none, NULL))
				checking->placeholders |= 1u << section->kind;
	}
}

void check_placeholders(struct checking *checking)
{
	const struct plan *plan = checking->plan;
	struct placeholder_walk walk = {checking, SECTION_NONE, 0};

	tell_marks(checking);
	mark_inlined(checking);
	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];
		const struct section *section =
			plan->owner[i] < 0 ? NULL : &plan->sections[plan->owner[i]];

		walk.kind = section ? section->kind : SECTION_NONE;
		if (!section || section->heading != block)
			visit_block(&walk, block);
	}
}
