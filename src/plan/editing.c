#include "editing.h"

#include <ctype.h>
#include <string.h>

#include "plan_internal.h"

size_t edit_line_start(const struct editor *e, int line)
{
	size_t at = 0;

	while (--line > 0 && at < e->len) {
		const char *feed = memchr(e->text + at, '\n', e->len - at);

		at = feed ? (size_t)(feed - e->text) + 1 : e->len;
	}
	return at;
}

size_t edit_line_end(const struct editor *e, size_t at)
{
	const char *feed = memchr(e->text + at, '\n', e->len - at);

	return feed ? (size_t)(feed - e->text) + 1 : e->len;
}

int edit_line_here(const struct editor *e, int line)
{
	int here = line - e->part->first_line;

	if (part_at_line(e->plan, line) != e->part || here <= e->part->front_lines)
		return 0;
	return here;
}

size_t edit_item_prefix(const char *line, size_t len, size_t *indent)
{
	size_t at = 0, digits;

	while (at < len && (line[at] == ' ' || line[at] == '\t'))
		at++;
	*indent = at;
	for (digits = at; digits < len && isdigit((unsigned char)line[digits]); digits++)
		;
	if (digits > at && digits < len && strchr(".)", line[digits]))
		at = digits + 1;
	else if (at < len && strchr("-*+", line[at]))
		at++;
	else
		return 0;
	if (at == len || line[at] != ' ')
		return 0;
	while (at < len && line[at] == ' ')
		at++;
	return at;
}

size_t edit_item_end(const struct editor *e, size_t at, size_t indent)
{
	at = edit_line_end(e, at);
	while (at < e->len) {
		size_t end = edit_line_end(e, at), inner = 0;
		size_t prefix = edit_item_prefix(e->text + at, end - at, &inner);
		bool blank = inner + at >= end || strchr("\r\n", e->text[at + inner]);

		if (blank || (prefix && inner <= indent) ||
		    (!prefix && inner <= indent && strchr("#|`~<", e->text[at + inner])))
			break;
		at = end;
	}
	return at;
}

const char *edit_line_feed(const struct editor *e, size_t at)
{
	size_t end = edit_line_end(e, at);

	return end >= at + 2 && e->text[end - 2] == '\r' ? "\r\n" : "\n";
}

void edit_copy(const struct editor *e, size_t from, size_t to)
{
	str_add_mem(e->out, e->text + from, to - from);
}

void edit_ensure_feed(const struct editor *e, size_t at)
{
	if (at && e->text[at - 1] != '\n')
		str_add_char(e->out, '\n');
}
