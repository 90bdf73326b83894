#include "block.h"

#include <ctype.h>
#include <stdlib.h>

bool block_is_leaf(const struct block *block)
{
	return block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH ||
	       block->kind == BLOCK_CELL;
}

void block_clear(struct block *block)
{
	for (size_t i = 0; i < block->count; i++)
		block_clear(&block->children[i]);
	for (size_t i = 0; i < block->link_count; i++) {
		free(block->links[i].text);
		free(block->links[i].url);
	}
	free(block->links);
	free(block->children);
	free(block->text);
	free(block->prose);
	free(block->source);
	free(block->written);
	*block = (struct block){0};
}

/* How many bytes of letters, digits and the like. */
static size_t count_letters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80;
	return count;
}

bool block_is_link(const struct block *leaf)
{
	size_t linked = 0;

	for (size_t i = 0; i < leaf->link_count; i++)
		linked += count_letters(leaf->links[i].text);
	return leaf->link_count && linked == count_letters(leaf->text);
}

bool block_walk(const struct block *block, block_visit visit, void *context)
{
	if (block->text)
		return visit(context, block);
	for (size_t i = 0; i < block->count; i++)
		if (!block_walk(&block->children[i], visit, context))
			return false;
	return true;
}
