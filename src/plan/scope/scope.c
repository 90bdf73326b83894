/* The files that a plan is about: its Scope sections, blocks with a label "Files:", front matter. */
#include "scope.h"

#include <string.h>

#include "../plan_internal.h"
#include "away.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "plangate/model/path_names.h"
#include "scope_internal.h"

struct walk {
	struct scope_reader *reader;
	const char *folder; /* what nested names are relative to, or NULL */
	bool begins;	    /* only items that begin with a path */
	bool labelled;	    /* only behind a label "Files:" */
	bool no_boxes;	    /* an item with a box is a step */
	bool in_item;	    /* of a list, where less is prose */
	bool whole;	    /* a label "Files:" says that the list has all of them */
};

static void read_item(struct item_paths *out, const struct block *leaf,
		      const struct walk *walk)
{
	item_paths_read(out, leaf, walk->reader,
			(walk->labelled ? READ_LABELLED : 0) |
				(walk->in_item ? 0 : READ_SENTENCES));
	if (walk->whole && out->label_files)
		walk->reader->whole = true;
}

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
	scope_begin_leaf(walk->reader);
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

	read_item(&paths, leaf, walk);
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

static void walk_item(const struct walk *around, const struct block *item)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};
	struct walk inside = *around;
	const struct walk *walk = &inside;

	inside.in_item = true;
	if (!item->count || (walk->no_boxes && item->task))
		return;
	if (item->children[0].kind != BLOCK_PARAGRAPH) {
		for (size_t i = 0; i < item->count; i++)
			walk_block(walk, &item->children[i]);
		return;
	}
	read_item(&paths, &item->children[0], walk);
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
			cell.in_item = true;
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
	if (block->kind != BLOCK_HEADING && !block->bold)
		return false;
	*level = block->kind == BLOCK_HEADING ? block->level : 7;
	return away_is_heading(block->text);
}

/* A paragraph or item that ends in ":" and refuses, with the list behind it. */
static bool excludes_next(const struct scope_reader *reader, const struct block *block)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};
	size_t len = block->text ? strlen(block->text) : 0;

	if (block->kind != BLOCK_PARAGRAPH || !len || block->text[len - 1] != ':')
		return false;
	item_paths_read(&paths, block, reader, 0);
	return paths.excluded;
}

/* "New crate `crates/mail/`:" and "### `crates/mail`": a folder that stands above names in it. */
struct above {
	char *folder;
	const struct block *leaf;
	size_t before; /* entries */
};

static char *folder_above(const struct walk *walk, const struct block *block)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};
	size_t len = block->text ? strlen(block->text) : 0;

	if (!len || (block->kind != BLOCK_HEADING && !block->bold &&
		     block->text[len - 1] != ':' && strchr(block->text, ' ')))
		return NULL;
	item_paths_read(&paths, block, walk->reader, 0);
	return paths.excluded ? NULL : only_folder(walk, &paths);
}

/* Where no names were below it, the folder itself is meant. */
static void end_above(struct walk *walk, struct above *above)
{
	walk->folder = NULL;
	if (above->folder && walk->reader->plan->scope_count == above->before)
		walk_leaf(walk, above->leaf);
	free(above->folder);
	*above = (struct above){NULL, NULL, 0};
}

/* A heading or paragraph: it ends what stands above, or is such a folder itself, or is read. */
static void walk_text(struct walk *walk, struct above *above, const struct block *block)
{
	char *folder;

	if (above->folder && block->kind != BLOCK_HEADING &&
	    above->leaf->kind == BLOCK_HEADING) {
		walk_leaf(walk, block);
		return;
	}
	end_above(walk, above);
	folder = folder_above(walk, block);
	if (!folder) {
		walk_leaf(walk, block);
		return;
	}
	*above = (struct above){folder, block, walk->reader->plan->scope_count};
	walk->folder = folder;
}

static void walk_section(struct scope_reader *reader, const struct section *section)
{
	struct walk walk = {.reader = reader,
			    .no_boxes = section->label,
			    .whole = section->pure && !section->label};
	struct above above = {NULL, NULL, 0};
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
		if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING)
			walk_text(&walk, &above, block);
		else
			walk_block(&walk, block);
	}
	end_above(&walk, &above);
}

/* "Files:" and nothing else, with the list behind it. */
static bool is_files_label(const struct scope_reader *reader, const struct block *block)
{
	CLEANUP(item_paths_clear) struct item_paths paths = {0};
	size_t len = block->text ? strlen(block->text) : 0;

	if (block->kind != BLOCK_PARAGRAPH || !len || block->text[len - 1] != ':')
		return false;
	item_paths_read(&paths, block, reader, READ_LABELLED);
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

	if (scope[left].mentioned != scope[right].mentioned)
		return scope[left].mentioned ? 1 : -1;
	if (scope[left].line != scope[right].line)
		return scope[left].line < scope[right].line ? -1 : 1;
	return left < right ? -1 : left > right;
}

/* In the order of the document: what lists have, and then what steps mention. */
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

/* Whether the listed entries, which are indexed, cover something that is said to change. */
static bool lists_any(const struct plan *plan, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (scope_find(plan, plan->scope[i].pattern))
			return true;
	return false;
}

static bool lists_change(const struct scope_reader *reader)
{
	const struct path_lookup *lookup = reader->lookup;
	const struct path_names *changed =
		lookup && lookup->changed ? lookup->changed(lookup->context) : NULL;

	for (size_t i = 0; changed && i < changed->paths.count; i++)
		if (scope_find(reader->plan, changed->paths.items[i]))
			return true;
	return false;
}

/*
 * A list under "Files:" that has something of what the steps name, or nothing of what changes, is meant to be
 * all: then the steps add nothing to it. One that has other files stands beside what they name.
 */
static void read_mentions(struct scope_reader *reader)
{
	struct plan *plan = reader->plan;
	size_t listed = plan->scope_count, all;

	scope_read_mentions(reader);
	all = plan->scope_count;
	if (!reader->whole)
		return;
	plan->scope_count = listed;
	scope_index(plan);
	if (!lists_any(plan, listed, all) && lists_change(reader))
		listed = all;
	scope_forget_index(plan);
	for (size_t i = listed; i < all; i++)
		scope_entry_clear(&plan->scope[i]);
	plan->scope_count = listed;
}

void scope_read(struct plan *plan, const struct path_lookup *lookup)
{
	struct scope_reader reader = {.plan = plan, .lookup = lookup};

	read_front(&reader);
	for (size_t i = 0; i < plan->section_count; i++)
		if (plan->sections[i].kind == SECTION_SCOPE)
			walk_section(&reader, &plan->sections[i]);
	walk_elsewhere(&reader);
	reader.whole = reader.whole || plan->front.scope.count;
	read_mentions(&reader);
	scope_begin_leaf(&reader);
	sort_entries(plan);
	scope_index(plan);
}
