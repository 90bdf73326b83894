#include "plangate/plan/sync.h"

#include <string.h>

#include "editing.h"
#include "estimate.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/plan/path_code.h"
#include "scope/scope.h"

enum { MOST_LEVELS = 8 };

static bool is_steps_heading(const struct plan *plan, const struct block *heading)
{
	for (size_t i = 0; heading && i < plan->section_count; i++)
		if (plan->sections[i].heading == heading &&
		    section_has_trait(plan->sections[i].kind, SECTION_HAS_PARTS))
			return true;
	return false;
}

/* Whether a line is one of a task: its files are not those of the plan. */
static bool is_of_task(const struct plan *plan, int line)
{
	const struct block *above[MOST_LEVELS] = {NULL};

	for (size_t i = 0; i < plan->root.count && plan->root.children[i].line <= line;
	     i++) {
		const struct block *block = &plan->root.children[i];

		if (block->kind != BLOCK_HEADING || block->level >= MOST_LEVELS)
			continue;
		for (int level = block->level; level < MOST_LEVELS; level++)
			above[level] = NULL;
		above[block->level] = block;
	}
	for (int level = 0; level < MOST_LEVELS; level++)
		if (is_steps_heading(plan, above[level]))
			return true;
	return false;
}

/* Whether a list or table of the scope may go on behind an entry. */
static bool is_place(const struct editor *e, const struct scope_entry *entry)
{
	return !entry->mentioned && !is_of_task(e->plan, entry->line);
}

/* The last line of the scope that is an item of a list; 0 where there is none. */
static int last_item_line(const struct editor *e)
{
	int last = 0;

	for (size_t i = 0; i < e->plan->scope_count; i++) {
		int line = edit_line_here(e, e->plan->scope[i].line);
		size_t start = edit_line_start(e, line), indent;

		if (line > last && is_place(e, &e->plan->scope[i]) &&
		    edit_item_prefix(e->text + start, edit_line_end(e, start) - start,
				     &indent))
			last = line;
	}
	return last;
}

/* A row of a table, the path in its first cell. */
static int last_row_line(const struct editor *e)
{
	int last = 0;

	for (size_t i = 0; i < e->plan->scope_count; i++) {
		int line = edit_line_here(e, e->plan->scope[i].line);

		if (line > last && is_place(e, &e->plan->scope[i]) &&
		    e->text[edit_line_start(e, line)] == '|')
			last = line;
	}
	return last;
}

static void add_items(const struct editor *e, const struct sync *sync, size_t line,
		      size_t prefix)
{
	const char *feed = edit_line_feed(e, line);

	for (size_t i = 0; i < sync->add_count; i++) {
		str_add_mem(e->out, e->text + line, prefix);
		plan_path_code(e->out, sync->add[i]);
		str_add(e->out, feed);
	}
}

static void add_rows(const struct editor *e, const struct sync *sync, size_t line)
{
	size_t end = edit_line_end(e, line), bars = 0;
	const char *feed = edit_line_feed(e, line);

	for (size_t i = line; i < end; i++)
		bars += e->text[i] == '|' && (i == line || e->text[i - 1] != '\\');
	for (size_t i = 0; i < sync->add_count; i++) {
		str_add(e->out, "| ");
		plan_path_code(e->out, sync->add[i]);
		for (size_t bar = 1; bar < bars; bar++)
			str_add(e->out, bar == 1 ? " |" : "  |");
		str_add(e->out, feed);
	}
}

static bool sync_beside(const struct editor *e, const struct sync *sync)
{
	int item = last_item_line(e), row = last_row_line(e);
	size_t line, at, prefix, indent = 0;

	if (!item && !row)
		return false;
	line = edit_line_start(e, item > row ? item : row);
	prefix = item > row ? edit_item_prefix(e->text + line,
					       edit_line_end(e, line) - line, &indent)
			    : 0;
	at = prefix ? edit_item_end(e, line, indent) : edit_line_end(e, line);
	edit_copy(e, 0, at);
	edit_ensure_feed(e, at);
	if (prefix)
		add_items(e, sync, line, prefix);
	else
		add_rows(e, sync, line);
	edit_copy(e, at, e->len);
	return true;
}

static void add_list(const struct editor *e, const struct sync *sync, const char *feed)
{
	str_addf(e->out, "- Files:%s", feed);
	for (size_t i = 0; i < sync->add_count; i++) {
		str_add(e->out, "  - ");
		plan_path_code(e->out, sync->add[i]);
		str_add(e->out, feed);
	}
}

static bool sync_under_heading(const struct editor *e, const struct sync *sync)
{
	const struct section *scope = scope_section(e->plan);
	int heading = scope && scope->heading ? edit_line_here(e, scope->heading->line) : 0;
	size_t line, at, next;
	const char *feed;

	if (!heading || is_of_task(e->plan, scope->heading->line))
		return false;
	line = edit_line_start(e, heading);
	at = edit_line_end(e, line);
	next = edit_line_end(e, at);
	/* The second line of a heading that is underlined. */
	if (at < e->len && strspn(e->text + at, "=-") > 1)
		at = next;
	feed = edit_line_feed(e, line);
	edit_copy(e, 0, at);
	edit_ensure_feed(e, at);
	str_add(e->out, feed);
	add_list(e, sync, feed);
	edit_copy(e, at, e->len);
	return true;
}

/* Where a section of the document may begin: at its first heading of that level, or at its end. */
static size_t section_start(const struct editor *e)
{
	for (size_t i = 0; i < e->plan->root.count; i++) {
		const struct block *block = &e->plan->root.children[i];
		int line = edit_line_here(e, block->line);

		if (line && block->kind == BLOCK_HEADING && block->level == 2 &&
		    block != e->plan->title)
			return edit_line_start(e, line);
	}
	return e->len;
}

static bool sync_section(const struct editor *e, const struct sync *sync)
{
	size_t at = section_start(e);
	const char *feed = edit_line_feed(e, 0);

	edit_copy(e, 0, at);
	edit_ensure_feed(e, at);
	str_addf(e->out, "%s## Scope%s%s", at == e->len ? feed : "", feed, feed);
	add_list(e, sync, feed);
	str_add(e->out, at == e->len ? "" : feed);
	edit_copy(e, at, e->len);
	return true;
}

/* Replace the numbers of the estimate in its line of out, which is `shift` lines further down. */
static void sync_estimate(const struct editor *e, const struct sync *sync, int shift)
{
	int line = edit_line_here(e, estimate_line(e->plan));
	struct str done = {0};
	struct editor now = {.text = str_text(e->out), .len = e->out->len};
	size_t start, end;

	/* Where nothing changes there is nothing to estimate by. */
	if (!line || !sync->files)
		return;
	start = edit_line_start(&now, line + shift);
	end = edit_line_end(&now, start);
	str_add_mem(&done, now.text, start);
	estimate_rewrite(&done, now.text + start, end - start, sync);
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
	if (count_lines(e->text, same) + 1 > edit_line_here(e, estimate_line(e->plan)))
		return 0;
	return count_lines(str_text(e->out), e->out->len) - count_lines(e->text, e->len);
}

static bool (*const places[])(const struct editor *e, const struct sync *sync) = {
	[SYNC_BESIDE] = sync_beside,
	[SYNC_UNDER_HEADING] = sync_under_heading,
	[SYNC_NEW_SECTION] = sync_section,
};

bool plan_sync(struct str *out, const struct plan *plan, const char *path, const char *text,
	       size_t len, const struct sync *sync)
{
	struct str edited = {0};
	struct editor e = {&edited, plan, part_find(plan, path), text, len};
	bool done = true;

	if (!e.part)
		return false;
	if (!sync->add_count)
		str_add_mem(&edited, text, len);
	else
		done = places[sync->place](&e, sync);
	if (done) {
		sync_estimate(&e, sync, shift_of(&e));
		str_add_mem(out, str_text(&edited), edited.len);
	}
	str_clear(&edited);
	return done;
}
