/* A document of tasks: which files its items name, and which of them are tests. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/array.h"

/* An item that speaks of a test is one, where no section of tests is there. */
static const char *const test_words[] = {
	"test", "tests", "testing", "e2e", "verify", "verifies", "validate", NULL,
};

/* Files that are named in order to be left alone. */
static const char *const negations[] = {
	"do not touch",	    "do not change",
	"do not modify",    "not touched",
	"not changed",	    "untouched",
	"unchanged",	    "leave alone",
	"out of scope",	    "without touching",
	"don't touch",	    "don't change",
	"without changing", NULL,
};

static const struct block *first_leaf(const struct block *item)
{
	return item->count && item->children[0].text ? &item->children[0] : NULL;
}

static void collect_tests(struct section *tests, const struct block *block)
{
	const struct block *leaf = block->kind == BLOCK_ITEM ? first_leaf(block) : NULL;

	if (leaf && leaf->kind == BLOCK_PARAGRAPH &&
	    words_contain_any(leaf->text, test_words)) {
		*ARRAY_PUSH(tests->blocks, tests->count, tests->capacity) = block;
		return;
	}
	for (size_t i = 0; i < block->count; i++)
		collect_tests(tests, &block->children[i]);
}

static bool is_tasks(const struct plan *plan, const struct section *section)
{
	return plan->parts[section->document].role == HABIT_TASKS &&
	       section->kind == SECTION_STEPS;
}

void habit_find_tests(struct plan *plan)
{
	struct section tests = {.kind = SECTION_TESTS, .parent = -1, .level = 1};

	if (section_first(plan, SECTION_TESTS))
		return;
	for (size_t i = 0; i < plan->section_count; i++) {
		const struct section *section = &plan->sections[i];

		if (!is_tasks(plan, section))
			continue;
		tests.heading = section->heading;
		tests.document = section->document;
		for (size_t b = 0; b < section->count; b++)
			collect_tests(&tests, section->blocks[b]);
	}
	if (!tests.count)
		return;
	tests.name = name_normalise(section_kind_name(SECTION_TESTS));
	*ARRAY_PUSH(plan->sections, plan->section_count, plan->section_capacity) = tests;
}

/* Only single files: a folder that is mentioned in passing is no plan for all that is in it. */
static void add_file(struct scope_reader *reader, const char *word,
		     const struct block *leaf)
{
	bool literal = false;
	CLEANUP(freep)
	char *path = path_clean(word, PATH_IN_PROSE, reader, &literal);

	if (!path || path[strlen(path) - 1] == '/' || (!literal && strpbrk(path, "*?{")) ||
	    scope_lookup(reader, path) == PATH_FOLDER)
		return;
	scope_add(reader, path, literal, leaf->line, leaf->column);
}

static void read_leaf(struct scope_reader *reader, const struct block *leaf)
{
	CLEANUP(tokens_clear) struct tokens tokens = {0};

	if (words_contain_any(leaf->text, negations))
		return;
	tokens_read(&tokens, leaf);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.items[i];

		if (token->kind == TOKEN_CODE || token->kind == TOKEN_WORD ||
		    token->kind == TOKEN_LINK)
			add_file(reader, token->text, leaf);
	}
}

static void read_items(struct scope_reader *reader, const struct block *block, bool in_item)
{
	if (block->kind == BLOCK_PARAGRAPH && in_item)
		read_leaf(reader, block);
	if (block->kind == BLOCK_QUOTE)
		return;
	for (size_t i = 0; i < block->count; i++)
		read_items(reader, &block->children[i],
			   in_item || block->kind == BLOCK_ITEM);
}

void habit_read_tasks(struct scope_reader *reader)
{
	const struct plan *plan = reader->plan;

	for (size_t i = 0; i < plan->root.count; i++)
		if (plan->parts[part_of_child(plan, i)].role == HABIT_TASKS)
			read_items(reader, &plan->root.children[i], false);
}
