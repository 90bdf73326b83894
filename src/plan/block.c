#include "block.h"

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

bool block_walk(const struct block *block, block_visit visit, void *context)
{
	if (block->text)
		return visit(context, block);
	for (size_t i = 0; i < block->count; i++)
		if (!block_walk(&block->children[i], visit, context))
			return false;
	return true;
}
