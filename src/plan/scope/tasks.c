/* Files that the items of a document of tasks name. */
#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "scope_internal.h"
#include "token.h"

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

void scope_read_tasks(struct scope_reader *reader)
{
	const struct plan *plan = reader->plan;

	for (size_t i = 0; i < plan->root.count; i++)
		if (plan->parts[part_of_child(plan, i)].role == HABIT_TASKS)
			read_items(reader, &plan->root.children[i], false);
}
