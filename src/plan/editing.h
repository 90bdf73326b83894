/* editing.h - the text of one document of a plan, copied with something put in between its lines. */
#ifndef PLANGATE_SRC_PLAN_EDITING_H
#define PLANGATE_SRC_PLAN_EDITING_H

#include <stddef.h>

struct plan;
struct plan_part;
struct str;

struct editor {
	struct str *out;
	const struct plan *plan;
	const struct plan_part *part; /* the document that is edited */
	const char *text;
	size_t len;
};

/* The offset of the beginning of a line, from 1; of the end where there are not so many. */
size_t edit_line_start(const struct editor *e, int line);

/* Behind the end of the line with this offset in it. */
size_t edit_line_end(const struct editor *e, size_t at);

/* A line of the plan as one of the text; 0 where it is in another document or in front matter. */
int edit_line_here(const struct editor *e, int line);

/* How many blanks, then "- ", "* ", "+ ", "1. " or "1) " at the beginning of a line; 0: no item. */
size_t edit_item_prefix(const char *line, size_t len, size_t *indent);

/* Behind what follows an item and belongs to it: lines that are indented further, or go on with its text. */
size_t edit_item_end(const struct editor *e, size_t at, size_t indent);

/* How the line with this offset ends. */
const char *edit_line_feed(const struct editor *e, size_t at);

/* Append a part of the text. */
void edit_copy(const struct editor *e, size_t from, size_t to);

/* End the last line of the text, where it was copied up to `at` and has no end. */
void edit_ensure_feed(const struct editor *e, size_t at);

#endif
