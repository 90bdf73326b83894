/* Placeholders anywhere in the document; which sections hold one. */
#include <string.h>

#include "plan_internal.h"

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
	found = habit ? habit_placeholder(habit, leaf, &words)
		      : placeholder_find(leaf, &words);
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

static void visit_block(struct placeholder_walk *walk, const struct block *block)
{
	if (block->kind == BLOCK_QUOTE)
		return;
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
