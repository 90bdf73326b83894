#include "plangate/plan/continue.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "editing.h"
#include "plan_internal.h"

/* The last section of the document for which this holds; NULL: none. */
static const struct section *last_section(const struct editor *e,
					  bool (*is)(const struct section *section))
{
	const struct section *last = NULL;

	for (size_t i = 0; i < e->plan->section_count; i++) {
		const struct section *section = &e->plan->sections[i];

		if (is(section) && edit_line_here(e, section->heading->line))
			last = section;
	}
	return last;
}

static bool is_steps(const struct section *section)
{
	return section->kind == SECTION_STEPS && !section->label &&
	       !section_is_progress(section);
}

/* The last block of a section, as a child of the document. */
static size_t last_child(const struct plan *plan, const struct section *section)
{
	const long index = section - plan->sections;
	size_t last = 0;

	for (size_t i = 0; i < plan->root.count; i++)
		if (plan->owner[i] == index)
			last = i;
	return last;
}

/* Where the text of a block ends: before the blank lines in front of the next one. */
static size_t end_of(const struct editor *e, size_t child)
{
	const struct block *root = &e->plan->root;
	int next = child + 1 < root->count
			   ? edit_line_here(e, root->children[child + 1].line)
			   : 0;
	size_t end = next ? edit_line_start(e, next) : e->len;

	while (end && isspace((unsigned char)e->text[end - 1]))
		end--;
	return end == e->len ? end : edit_line_end(e, end);
}

/* "- ", "3. ", "- [ ] ": as the last item of a list begins, one further. */
static void add_prefix(const struct editor *e, const struct block *item)
{
	size_t line = edit_line_start(e, edit_line_here(e, item->line)), indent = 0;
	size_t len =
		edit_item_prefix(e->text + line, edit_line_end(e, line) - line, &indent);
	const char *text = e->text + line;

	if (!len) {
		str_add(e->out, "- ");
	} else if (isdigit((unsigned char)text[indent])) {
		const size_t digits = strspn(text + indent, "0123456789");

		str_add_mem(e->out, text, indent);
		str_addf(e->out, "%ld", strtol(text + indent, NULL, 10) + 1);
		str_add_mem(e->out, text + indent + digits, len - indent - digits);
	} else {
		str_add_mem(e->out, text, len);
	}
	if (item->task)
		str_add(e->out, "[ ] ");
}

static void add_words(const struct editor *e, const char *date,
		      const struct continuation *next)
{
	str_addf(e->out, "%s%s%s%s", date, *date ? ": " : "", next->words,
		 edit_line_feed(e, 0));
}

/* Copy up to the end of a section, and put one more item into its last list, or a list of its own. */
static size_t add_item(const struct editor *e, size_t from, const struct section *section,
		       const char *date, const struct continuation *next)
{
	size_t child = last_child(e->plan, section), end = end_of(e, child);
	const struct block *block = &e->plan->root.children[child];

	edit_copy(e, from, end);
	edit_ensure_feed(e, end);
	if (block->kind == BLOCK_LIST && block->count)
		add_prefix(e, &block->children[block->count - 1]);
	else
		str_addf(e->out, "%s- ", edit_line_feed(e, 0));
	add_words(e, date, next);
	return end;
}

/* "Status: done", "**Status**: Done": what stands behind the colon is replaced. */
static size_t rewrite_status(const struct editor *e, size_t line)
{
	size_t end = edit_line_end(e, line), at = line;
	const char *colon = memchr(e->text + line, ':', end - line);

	if (!colon)
		return line;
	at = (size_t)(colon - e->text) + 1;
	while (at < end && strchr("* ", e->text[at]))
		at++;
	edit_copy(e, line, at);
	str_addf(e->out, "%s%s", plan_status_name(PLAN_ACTIVE), edit_line_feed(e, line));
	return end;
}

/* Where the document goes on behind its status, which is active then. */
static size_t open_status(const struct editor *e)
{
	int line = e->plan->status_line - e->part->first_line;
	size_t start;

	if (e->plan->status != PLAN_DONE || e->plan->status_line <= 0 ||
	    part_at_line(e->plan, e->plan->status_line) != e->part)
		return 0;
	start = edit_line_start(e, line);
	edit_copy(e, 0, start);
	return rewrite_status(e, start);
}

/* The sections come in the order in which they stand. */
static size_t add_items(const struct editor *e, size_t from, const struct section *steps,
			const struct section *progress, const struct continuation *next)
{
	bool first = steps && (!progress || steps < progress);

	if (first)
		from = add_item(e, from, steps, "", next);
	if (progress)
		from = add_item(e, from, progress, next->date, next);
	if (steps && !first)
		from = add_item(e, from, steps, "", next);
	return from;
}

static void add_progress(const struct editor *e, const struct section *steps,
			 const struct continuation *next)
{
	const char *feed = edit_line_feed(e, 0);
	int level = steps && steps->level < 7 && !steps->part ? steps->level : 2;

	edit_ensure_feed(e, e->len);
	str_addf(e->out, "%s%.*s Progress%s%s- ", feed, level, "######", feed, feed);
	add_words(e, next->date, next);
}

bool plan_continue(struct str *out, const struct plan *plan, const char *path,
		   const char *text, size_t len, const struct continuation *next)
{
	const struct editor e = {out, plan, part_find(plan, path), text, len};
	const struct section *steps, *progress;
	size_t from;

	if (!e.part)
		return false;
	steps = last_section(&e, is_steps);
	progress = last_section(&e, section_is_progress);
	from = add_items(&e, open_status(&e), steps, progress, next);
	edit_copy(&e, from, len);
	if (!progress)
		add_progress(&e, steps, next);
	return true;
}
