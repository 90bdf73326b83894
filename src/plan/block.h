/* block.h - a Markdown document as a plain tree. Only markdown.c knows the parser. */
#ifndef PLANGATE_SRC_PLAN_BLOCK_H
#define PLANGATE_SRC_PLAN_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
	BLOCK_DOCUMENT,
	BLOCK_HEADING,	 /* leaf */
	BLOCK_PARAGRAPH, /* leaf */
	BLOCK_LIST,
	BLOCK_ITEM,
	BLOCK_CODE, /* text is its content */
	BLOCK_HTML, /* text is its content without comments */
	BLOCK_QUOTE,
	BLOCK_RULE,
	BLOCK_TABLE,
	BLOCK_ROW,
	BLOCK_CELL, /* leaf */
};

/* Stands for a code span in `prose`. */
enum { CODE_MARK = 0x1a };

struct block_link {
	char *text;
	char *url;
};

struct block {
	enum block_kind kind;
	int level;    /* of a heading */
	bool ordered; /* list */
	bool task;    /* item: has a box */
	bool checked; /* item: its box is ticked */
	bool header;  /* row */
	bool bold;    /* leaf: all of it */
	bool struck;  /* leaf: some of it */
	int line;     /* in the file, from 1 */
	int column;   /* in bytes, from 1 */
	char *text; /* leaf: what a reader sees, code included; no struck-out text, no image's */
	char *prose; /* leaf: the same with CODE_MARK for each code span, and inline HTML */
	char *source;  /* leaf: as written, in English */
	char *written; /* leaf: as written, where that is not the source; or NULL */
	struct block_link *links;
	size_t link_count;
	size_t link_capacity;
	struct block *children;
	size_t count;
	size_t capacity;
};

/* Deeper blocks are left out, and *too_deep is set. */
enum { BLOCK_MOST_DEPTH = 120 };

/* A document as it is written; lines are counted from first_line + 1. */
struct block_text {
	const char *text;
	size_t len;
	int first_line;
};

/* Parse it, or what says the same in English, line for line; NULL: it is in English. The caller clears the tree. */
void block_parse(struct block *root, const struct block_text *written, const char *english,
		 bool *too_deep);
void block_clear(struct block *block);

bool block_is_leaf(const struct block *block);

/* All that the leaf says are texts of links: it is said elsewhere. */
bool block_is_link(const struct block *leaf);

/* Every leaf, code and HTML block below `block` (and itself) in order; stops when visit says so. */
typedef bool (*block_visit)(void *context, const struct block *leaf);
bool block_walk(const struct block *block, block_visit visit, void *context);

/* Remove <!-- ... --> in place; one that is never closed takes the rest. */
void html_drop_comments(char *html);

#endif
