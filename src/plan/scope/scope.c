/* The files that a plan is about: its Scope sections, blocks with a label "Files:", front matter. */
#include "scope.h"

#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "scope_internal.h"

struct walk {
	struct scope_reader *reader;
	const char *folder; /* what nested names are relative to, or NULL */
	bool begins;	    /* only items that begin with a path */
	bool labelled;	    /* only behind a label "Files:" */
	bool no_boxes;	    /* an item with a box is a step */
};

static void walk_block(const struct walk *walk, const struct block *block);

/* A name below a folder item; a name that is already whole stays as it is. */
static char *relative_to(const struct walk *walk, const char *path)
{
	CLEANUP(freep) char *joined = NULL;

	if (!walk->folder || !strncmp(path, walk->folder, strlen(walk->folder)))
		return xstrdup(path);
	joined = xasprintf("%s%s", walk->folder, path);
	if (scope_lookup(walk->reader, joined) == PATH_NONE &&
	    scope_lookup(walk->reader, path) != PATH_NONE)
		return xstrdup(path);
	return TAKE(joined);
}

static void add_paths(const struct walk *walk, const struct item_paths *paths,
		      const struct block *leaf)
{
	for (size_t i = 0; i < paths->count; i++) {
		const struct item_path *item = &paths->items[i];
		CLEANUP(freep) char *path = relative_to(walk, item->path);

		scope_add(walk->reader, path, item->literal, leaf->line + item->line,
			  item->line ? 0 : leaf->column);
	}
	if (paths->everything)
		scope_add(walk->reader, "**", false, leaf->line, leaf->column);
}

static void walk_leaf(const struct walk *walk, const struct block *leaf)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};

	item_paths_read(&paths, leaf, walk->reader, walk->labelled);
	if (!walk->begins || paths.begins)
		add_paths(walk, &paths, leaf);
}

/* "src/": the one folder that an item names, with its slash; NULL where it says more. */
static char *only_folder(const struct walk *walk, const struct item_paths *paths)
{
	CLEANUP(freep) char *path = NULL;
	size_t len;

	if (paths->count != 1)
		return NULL;
	path = relative_to(walk, paths->items[0].path);
	len = strlen(path);
	if (!len || strpbrk(path, "*?{"))
		return NULL;
	if (path[len - 1] == '/')
		return TAKE(path);
	return scope_lookup(walk->reader, path) == PATH_FOLDER ? xasprintf("%s/", path)
							       : NULL;
}

/* What hangs below an item: names in its folder, details of its file, or more of the list. */
static void walk_below(const struct walk *walk, const struct item_paths *paths,
		       const struct block *item)
{
	CLEANUP(freep) char *folder = only_folder(walk, paths);
	struct walk below = *walk;
	size_t before = walk->reader->plan->scope_count;

	below.labelled = walk->labelled && !paths->label_files;
	below.begins = paths->count != 0 && !paths->label_files;
	if (folder)
		below.folder = folder;
	for (size_t i = 1; i < item->count; i++)
		walk_block(&below, &item->children[i]);
	if (!folder || walk->reader->plan->scope_count == before)
		add_paths(walk, paths, &item->children[0]);
}

static void walk_item(const struct walk *walk, const struct block *item)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};

	if (!item->count || (walk->no_boxes && item->task))
		return;
	if (item->children[0].kind != BLOCK_PARAGRAPH) {
		for (size_t i = 0; i < item->count; i++)
			walk_block(walk, &item->children[i]);
		return;
	}
	item_paths_read(&paths, &item->children[0], walk->reader, walk->labelled);
	if (!paths.count && (paths.excluded || paths.label_other))
		return;
	if (walk->begins && !paths.begins)
		return;
	walk_below(walk, &paths, item);
}

static const char *const path_columns[] = {
	"file",	    "files",	 "path",     "paths",	     "file path", "file paths",
	"filename", "file name", "location", "changed file", "module",	  NULL,
};

static const char *const reason_columns[] = {
	"why",	       "reason", "reasons", "note", "notes", "purpose",
	"description", "change", "changes", "what", "risk",  "comment",
	"comments",    "impact", "details", NULL,
};

static const char *const untouched[] = {
	"unchanged",	"not touched", "untouched",    "no change", "no changes",
	"out of scope", "not changed", "not modified", NULL,
};

/* A cell with a quoted code span is a name, whatever it says. */
static bool is_name(const struct block *cell)
{
	return *cell->prose == CODE_MARK && *cell->text == '"';
}

static bool row_is_untouched(const struct block *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct block *cell = &row->children[i];
		CLEANUP(freep) char *words = nfc_words(cell->text);

		if (!is_name(cell) && words_equal_any(words, untouched))
			return true;
	}
	return false;
}

/* Bits of the columns that hold paths: by their heads, else all but those that hold reasons. */
static unsigned long table_columns(const struct block *head)
{
	unsigned long named = 0, others = 0;

	for (size_t i = 0; i < head->count && i < 64; i++) {
		CLEANUP(freep) char *words = nfc_words(head->children[i].text);

		if (words_equal_any(words, path_columns))
			named |= 1ul << i;
		else if (!words_equal_any(words, reason_columns))
			others |= 1ul << i;
	}
	return named ? named : others;
}

static void walk_table(const struct walk *walk, const struct block *table)
{
	unsigned long columns = table->count ? table_columns(&table->children[0]) : 0;

	for (size_t r = 1; r < table->count; r++) {
		const struct block *row = &table->children[r];

		if (row_is_untouched(row))
			continue;
		for (size_t i = 0; i < row->count && i < 64; i++) {
			struct walk cell = *walk;

			cell.begins = true;
			if (columns & (1ul << i))
				walk_leaf(&cell, &row->children[i]);
		}
	}
}

static void walk_block(const struct walk *walk, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
	case BLOCK_HEADING:
		walk_leaf(walk, block);
		break;
	case BLOCK_LIST:
		for (size_t i = 0; i < block->count; i++)
			walk_item(walk, &block->children[i]);
		break;
	case BLOCK_TABLE:
		if (!walk->labelled)
			walk_table(walk, block);
		break;
	case BLOCK_CODE:
		if (!walk->labelled)
			scope_read_fence(walk->reader, block);
		break;
	case BLOCK_DOCUMENT:
	case BLOCK_ITEM:
	case BLOCK_HTML:
	case BLOCK_QUOTE:
	case BLOCK_RULE:
	case BLOCK_ROW:
	case BLOCK_CELL:
		break;
	}
}

/* A sub-heading or bold label of what stays out; *level is set to its own. */
static bool is_excluded_heading(const struct block *block, int *level)
{
	CLEANUP(freep) char *name = NULL;

	if (block->kind != BLOCK_HEADING && !block->bold)
		return false;
	name = name_normalise(block->text);
	*level = block->kind == BLOCK_HEADING ? block->level : 7;
	return name_is_excluded(name);
}

/* A paragraph or item that ends in ":" and refuses, with the list behind it. */
static bool excludes_next(const struct scope_reader *reader, const struct block *block)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};
	size_t len = block->text ? strlen(block->text) : 0;

	if (block->kind != BLOCK_PARAGRAPH || !len || block->text[len - 1] != ':')
		return false;
	item_paths_read(&paths, block, reader, false);
	return paths.excluded;
}

static void walk_section(struct scope_reader *reader, const struct section *section)
{
	struct walk walk = {.reader = reader, .no_boxes = section->label};
	int excluded = 0;
	bool skip_next = false;

	for (size_t i = 0; i < section->count; i++) {
		const struct block *block = section->blocks[i];
		int level = 8;
		bool starts = is_excluded_heading(block, &level);
		bool skip = skip_next;

		skip_next = false;
		if (excluded && (block->kind == BLOCK_HEADING || block->bold) &&
		    level <= excluded)
			excluded = 0;
		if (starts)
			excluded = level;
		if (excluded || (skip && block->kind != BLOCK_PARAGRAPH))
			continue;
		skip_next = excludes_next(reader, block);
		walk_block(&walk, block);
	}
}

/* "Files:" and nothing else, with the list behind it. */
static bool is_files_label(const struct scope_reader *reader, const struct block *block)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};
	size_t len = block->text ? strlen(block->text) : 0;

	if (block->kind != BLOCK_PARAGRAPH || !len || block->text[len - 1] != ':')
		return false;
	item_paths_read(&paths, block, reader, true);
	return paths.label_files && !paths.count && !paths.excluded;
}

/* Outside of Scope only what a label "Files:" introduces. */
static void walk_elsewhere(struct scope_reader *reader)
{
	struct plan *plan = reader->plan;
	struct walk walk = {.reader = reader, .labelled = true};
	size_t before = plan->scope_count;
	bool behind_label = false;

	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];
		long owner = plan->owner[i];

		if (owner >= 0 && plan->sections[owner].kind == SECTION_SCOPE) {
			behind_label = false;
			continue;
		}
		walk.labelled = !behind_label || block->kind == BLOCK_PARAGRAPH;
		walk.no_boxes = behind_label;
		if (block->kind != BLOCK_HEADING)
			walk_block(&walk, block);
		behind_label = is_files_label(reader, block);
	}
	plan->files_block = plan->scope_count > before;
}

static void read_front(struct scope_reader *reader)
{
	const struct front_matter *front = &reader->plan->front;

	for (size_t i = 0; i < front->scope.count; i++) {
		const char *text = front->scope.items[i];
		bool literal = false;
		CLEANUP(freep)
		char *path = path_clean(text, PATH_IN_CODE, reader, &literal);

		if (!path && !strpbrk(text, " .~") && *text)
			path = xstrdup(text);
		if (path)
			scope_add(reader, path, literal, front->scope_line, 0);
	}
}

static int compare_entry(const void *a, const void *b, void *context)
{
	const struct scope_entry *scope = context;
	size_t left = *(const size_t *)a, right = *(const size_t *)b;

	if (scope[left].line != scope[right].line)
		return scope[left].line < scope[right].line ? -1 : 1;
	return left < right ? -1 : left > right;
}

/* In the order of the document. */
static void sort_entries(struct plan *plan)
{
	size_t count = plan->scope_count;
	CLEANUP(freep) size_t *order = xcalloc(count + 1, sizeof(*order));
	struct scope_entry *sorted = xcalloc(count + 1, sizeof(*sorted));

	for (size_t i = 0; i < count; i++)
		order[i] = i;
	if (count)
		qsort_r(order, count, sizeof(*order), compare_entry, plan->scope);
	for (size_t i = 0; i < count; i++)
		sorted[i] = plan->scope[order[i]];
	free(plan->scope);
	plan->scope = sorted;
	plan->scope_capacity = count + 1;
}

void scope_read(struct plan *plan, const struct path_lookup *lookup)
{
	struct scope_reader reader = {plan, lookup};

	read_front(&reader);
	for (size_t i = 0; i < plan->section_count; i++)
		if (plan->sections[i].kind == SECTION_SCOPE)
			walk_section(&reader, &plan->sections[i]);
	walk_elsewhere(&reader);
	scope_read_tasks(&reader);
	sort_entries(plan);
	scope_index(plan);
}

const struct section *scope_section(const struct plan *plan)
{
	return section_first(plan, SECTION_SCOPE);
}

int scope_place(const struct plan *plan)
{
	const struct section *scope;
	size_t last = plan->scope_count;

	/* Of several documents the first that lists files is the place for more. */
	while (last > 1 && part_at_line(plan, plan->scope[last - 1].line) !=
				   part_at_line(plan, plan->scope[0].line))
		last--;
	if (last)
		return plan->scope[last - 1].line;
	scope = scope_section(plan);
	if (scope)
		return scope->heading->line;
	return plan->title ? plan->title->line : 1;
}
