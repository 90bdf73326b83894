#include "plangate/plan/sync.h"

#include <ctype.h>
#include <string.h>

#include "estimate.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/plan/path_code.h"
#include "scope/scope.h"

struct editor {
	struct str *out;
	const struct plan *plan;
	const struct plan_part *part; /* the document that is edited */
	const char *text;
	size_t len;
	const struct sync *sync;
};

/* The offset of the beginning of a line, from 1; of the end where there are not so many. */
static size_t line_start(const struct editor *e, int line)
{
	size_t at = 0;

	while (--line > 0 && at < e->len) {
		const char *feed = memchr(e->text + at, '\n', e->len - at);

		at = feed ? (size_t)(feed - e->text) + 1 : e->len;
	}
	return at;
}

static size_t line_end(const struct editor *e, size_t at)
{
	const char *feed = memchr(e->text + at, '\n', e->len - at);

	return feed ? (size_t)(feed - e->text) + 1 : e->len;
}

/* A line of the plan as one of the text; 0 where it is in another document or in front matter. */
static int line_here(const struct editor *e, int line)
{
	int here = line - e->part->first_line;

	if (part_at_line(e->plan, line) != e->part || here <= e->part->front_lines)
		return 0;
	return here;
}

/* How many blanks, then "- ", "* ", "+ ", "1. " or "1) " at the beginning of a line; 0: no item. */
static size_t item_prefix(const char *line, size_t len, size_t *indent)
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

/* What follows an item and belongs to it: lines that are indented further, or go on with its text. */
static size_t item_end(const struct editor *e, size_t at, size_t indent)
{
	at = line_end(e, at);
	while (at < e->len) {
		size_t end = line_end(e, at), inner = 0;
		size_t prefix = item_prefix(e->text + at, end - at, &inner);
		bool blank = inner + at >= end || strchr("\r\n", e->text[at + inner]);

		if (blank || (prefix && inner <= indent) ||
		    (!prefix && inner <= indent && strchr("#|`~<", e->text[at + inner])))
			break;
		at = end;
	}
	return at;
}

static const char *line_feed(const struct editor *e, size_t at)
{
	size_t end = line_end(e, at);

	return end >= at + 2 && e->text[end - 2] == '\r' ? "\r\n" : "\n";
}

static void copy(const struct editor *e, size_t from, size_t to)
{
	str_add_mem(e->out, e->text + from, to - from);
}

/* The last line of the scope that is an item of a list; 0 where there is none. */
static int last_item_line(const struct editor *e)
{
	int last = 0;

	for (size_t i = 0; i < e->plan->scope_count; i++) {
		int line = line_here(e, e->plan->scope[i].line);
		size_t start = line_start(e, line), indent;

		if (line > last &&
		    item_prefix(e->text + start, line_end(e, start) - start, &indent))
			last = line;
	}
	return last;
}

/* A row of a table, the path in its first cell. */
static int last_row_line(const struct editor *e)
{
	int last = 0;

	for (size_t i = 0; i < e->plan->scope_count; i++) {
		int line = line_here(e, e->plan->scope[i].line);

		if (line > last && e->text[line_start(e, line)] == '|')
			last = line;
	}
	return last;
}

static void ensure_feed(const struct editor *e, size_t at)
{
	if (at && e->text[at - 1] != '\n')
		str_add_char(e->out, '\n');
}

static void add_items(const struct editor *e, size_t line, size_t prefix)
{
	const char *feed = line_feed(e, line);

	for (size_t i = 0; i < e->sync->add_count; i++) {
		str_add_mem(e->out, e->text + line, prefix);
		plan_path_code(e->out, e->sync->add[i]);
		str_add(e->out, feed);
	}
}

static void add_rows(const struct editor *e, size_t line)
{
	size_t end = line_end(e, line), bars = 0;
	const char *feed = line_feed(e, line);

	for (size_t i = line; i < end; i++)
		bars += e->text[i] == '|' && (i == line || e->text[i - 1] != '\\');
	for (size_t i = 0; i < e->sync->add_count; i++) {
		str_add(e->out, "| ");
		plan_path_code(e->out, e->sync->add[i]);
		for (size_t bar = 1; bar < bars; bar++)
			str_add(e->out, bar == 1 ? " |" : "  |");
		str_add(e->out, feed);
	}
}

static bool sync_beside(const struct editor *e)
{
	int item = last_item_line(e), row = last_row_line(e);
	size_t line, at, prefix, indent = 0;

	if (!item && !row)
		return false;
	line = line_start(e, item > row ? item : row);
	prefix = item > row ? item_prefix(e->text + line, line_end(e, line) - line, &indent)
			    : 0;
	at = prefix ? item_end(e, line, indent) : line_end(e, line);
	copy(e, 0, at);
	ensure_feed(e, at);
	if (prefix)
		add_items(e, line, prefix);
	else
		add_rows(e, line);
	copy(e, at, e->len);
	return true;
}

static bool sync_under_heading(const struct editor *e)
{
	const struct section *scope = scope_section(e->plan);
	int heading = scope && scope->heading ? line_here(e, scope->heading->line) : 0;
	size_t line, at, next;
	const char *feed;

	if (!heading)
		return false;
	line = line_start(e, heading);
	at = line_end(e, line);
	next = line_end(e, at);
	/* The second line of a heading that is underlined. */
	if (at < e->len && strspn(e->text + at, "=-") > 1)
		at = next;
	feed = line_feed(e, line);
	copy(e, 0, at);
	ensure_feed(e, at);
	str_addf(e->out, "%s- Files:%s", feed, feed);
	for (size_t i = 0; i < e->sync->add_count; i++) {
		str_add(e->out, "  - ");
		plan_path_code(e->out, e->sync->add[i]);
		str_add(e->out, feed);
	}
	copy(e, at, e->len);
	return true;
}

/* Replace the numbers of the estimate in its line of out, which is `shift` lines further down. */
static void sync_estimate(struct editor *e, int shift)
{
	int line = line_here(e, estimate_line(e->plan));
	struct str done = {0};
	struct editor now = {.text = str_text(e->out), .len = e->out->len};
	size_t start, end;

	if (!line)
		return;
	start = line_start(&now, line + shift);
	end = line_end(&now, start);
	str_add_mem(&done, now.text, start);
	estimate_rewrite(&done, now.text + start, end - start, e->sync->files,
			 e->sync->lines);
	str_add_mem(&done, now.text + end, now.len - end);
	str_clear(e->out);
	*e->out = done;
}

static int count_lines(const char *text, size_t len)
{
	int lines = 0;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n';
	return lines;
}

/* By how many lines the estimate has moved: as many as were put in, where that was above it. */
static int shift_of(const struct editor *e)
{
	size_t same = 0;

	while (same < e->len && same < e->out->len && e->text[same] == e->out->data[same])
		same++;
	if (count_lines(e->text, same) + 1 > line_here(e, estimate_line(e->plan)))
		return 0;
	return count_lines(str_text(e->out), e->out->len) - count_lines(e->text, e->len);
}

bool plan_sync(struct str *out, const struct plan *plan, const char *path, const char *text,
	       size_t len, const struct sync *sync)
{
	struct str edited = {0};
	struct editor e = {&edited, plan, part_find(plan, path), text, len, sync};
	bool done = true;

	if (!e.part)
		return false;
	if (!sync->add_count)
		str_add_mem(&edited, text, len);
	else
		done = sync->place == SYNC_BESIDE ? sync_beside(&e)
						  : sync_under_heading(&e);
	if (done) {
		sync_estimate(&e, shift_of(&e));
		str_add_mem(out, str_text(&edited), edited.len);
	}
	str_clear(&edited);
	return done;
}
