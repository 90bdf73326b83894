/* Sections: headings with a meaning, and which blocks belong to which of them. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/nfc.h"

enum { BOLD_LEVEL = 7 };

/* The sections that are open at a block, outermost first. */
struct open_sections {
	long items[BOLD_LEVEL + 2];
	size_t count;
};

static int heading_level(const struct block *block)
{
	return block->kind == BLOCK_HEADING ? block->level : BOLD_LEVEL;
}

static void close_sections(const struct plan *plan, struct open_sections *open, int level)
{
	while (open->count && plan->sections[open->items[open->count - 1]].level >= level)
		open->count--;
}

static long innermost(const struct open_sections *open)
{
	return open->count ? open->items[open->count - 1] : -1;
}

static void add_block(struct section *section, const struct block *block)
{
	*ARRAY_PUSH(section->blocks, section->count, section->capacity) = block;
}

static void open_section(struct plan *plan, struct open_sections *open,
			 const struct block *block, struct section_meaning meaning,
			 char *name)
{
	struct section *section;

	section = ARRAY_PUSH(plan->sections, plan->section_count, plan->section_capacity);
	section->kind = meaning.kind;
	section->groups = meaning.groups;
	section->pure = meaning.pure;
	section->part = meaning.part;
	section->level = heading_level(block);
	section->heading = block;
	section->name = name;
	section->document = part_of_child(plan, (size_t)(block - plan->root.children));
	section->parent = innermost(open);
	section->label = section_has_trait(meaning.kind, SECTION_HAS_FACTS) &&
			 section->parent >= 0 && block->kind != BLOCK_HEADING;
	/* What is around a whole document of a plan is no section that a person wrote. */
	if (section->parent >= 0 && !plan->sections[section->parent].level)
		section->parent = -1;
	open->items[open->count++] = (long)plan->section_count - 1;
}

/* Whether a section of this kind is around: its parts are no sections of their own. */
static bool is_inside(const struct plan *plan, const struct open_sections *open,
		      enum section_kind kind)
{
	for (size_t i = 0; i < open->count; i++)
		if (plan->sections[open->items[i]].kind == kind)
			return true;
	return false;
}

static bool is_heading(const struct block *block)
{
	return block->kind == BLOCK_HEADING ||
	       (block->kind == BLOCK_PARAGRAPH && block->bold && strlen(block->text) < 80);
}

/* "step 3 the parser" is a part of the work even where its number is left out of the name. */
static struct section_meaning meaning_of(const struct block *block, const char *name,
					 const struct plan_settings *settings)
{
	struct section_meaning meaning = name_meaning(name, settings);
	CLEANUP(str_clear) struct str lower = {0};

	if (meaning.kind != SECTION_NONE || block->kind != BLOCK_HEADING)
		return meaning;
	for (const char *p = block->text; *p; p++)
		str_add_char(&lower, *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p);
	return name_meaning(str_text(&lower), settings);
}

/* Requirements have headings of every sort, of which only these speak of the change. */
static bool is_read_here(const struct plan *plan, const struct block *block,
			 enum section_kind kind)
{
	size_t child = (size_t)(block - plan->root.children);

	return plan->parts[part_of_child(plan, child)].role != HABIT_REQUIREMENTS ||
	       section_has_trait(kind, SECTION_IN_REQUIREMENTS);
}

static void visit_heading(struct plan *plan, struct open_sections *open,
			  const struct block *block, const struct plan_settings *settings)
{
	CLEANUP(freep) char *name = name_normalise(block->text);
	struct section_meaning meaning = meaning_of(block, name, settings);
	long inside;

	if (!is_read_here(plan, block, meaning.kind))
		meaning.kind = SECTION_NONE;

	if (block->kind == BLOCK_HEADING || meaning.kind != SECTION_NONE)
		close_sections(plan, open, heading_level(block));
	if (meaning.kind != SECTION_NONE && !is_inside(plan, open, meaning.kind)) {
		open_section(plan, open, block, meaning, TAKE(name));
		return;
	}
	inside = innermost(open);
	if (inside >= 0)
		add_block(&plan->sections[inside], block);
}

/* Whether the first heading, though it has a section's name, stands above all the others. */
static bool stands_above(const struct plan *plan, const struct block *first)
{
	size_t others = 0;

	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];

		if (block == first || block->kind != BLOCK_HEADING)
			continue;
		if (block->level <= first->level)
			return false;
		others++;
	}
	return others >= 2;
}

static bool can_be_title(const struct plan *plan, const struct block *block,
			 const struct plan_settings *settings)
{
	CLEANUP(freep) char *name = name_normalise(block->text);
	enum section_kind kind = name_meaning(name, settings).kind;

	if (kind == SECTION_NONE)
		return true;
	return section_has_trait(kind, SECTION_IS_TITLE) && stands_above(plan, block);
}

/* "Implementation Plan: X", or else the first heading. */
static void find_title(struct plan *plan, const struct plan_settings *settings)
{
	const struct block *first = NULL;

	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];

		if (block->kind != BLOCK_HEADING || !block->level)
			continue;
		plan->headings++;
		first = first ? first : block;
		if (!name_is_title(block->text))
			continue;
		if (plan->title && !plan->second_title)
			plan->second_title = block;
		plan->title = plan->title ? plan->title : block;
	}
	if (!plan->title && first && can_be_title(plan, first, settings))
		plan->title = first;
}

/*
 * A label holds the list, table or fence right behind it, and what follows is the section's around it
 * again. The list is both: "Files:" and the steps below it are often one list.
 */
static void add_to_innermost(struct plan *plan, struct open_sections *open,
			     const struct block *block)
{
	long at = innermost(open);
	bool lists = block->kind == BLOCK_LIST || block->kind == BLOCK_TABLE ||
		     block->kind == BLOCK_CODE;

	if (at < 0)
		return;
	if (plan->sections[at].label && (!lists || plan->sections[at].count)) {
		open->count--;
		add_to_innermost(plan, open, block);
		return;
	}
	add_block(&plan->sections[at], block);
	if (plan->sections[at].label)
		add_block(&plan->sections[plan->sections[at].parent], block);
}

/* Each document begins anew; one that is a section from end to end has a heading of level 0. */
static void begin_part(struct plan *plan, struct open_sections *open, size_t child)
{
	size_t part = part_of_child(plan, child);
	struct section_meaning meaning = {section_of_document(plan->parts[part].role), 0,
					  false, false};
	const struct block *block = &plan->root.children[child];

	if (plan->parts[part].first_child != child)
		return;
	close_sections(plan, open, 0);
	if (block->kind == BLOCK_HEADING && !block->level)
		open_section(plan, open, block, meaning, name_normalise(block->text));
}

void sections_find(struct plan *plan, const struct plan_settings *settings)
{
	struct open_sections open = {.count = 0};

	plan->owner = xcalloc(plan->root.count + 1, sizeof(*plan->owner));
	find_title(plan, settings);
	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];

		begin_part(plan, &open, i);
		if (block->kind == BLOCK_HEADING && !block->level)
			;
		else if (block == plan->title || block == plan->second_title)
			close_sections(plan, &open, block->level);
		else if (is_heading(block))
			visit_heading(plan, &open, block, settings);
		else
			add_to_innermost(plan, &open, block);
		plan->owner[i] = innermost(&open);
	}
}

static bool has_outer(const struct plan *plan, enum section_kind kind)
{
	for (size_t i = 0; i < plan->section_count; i++)
		if (plan->sections[i].kind == kind && plan->sections[i].parent < 0)
			return true;
	return false;
}

const struct section *section_next(const struct plan *plan, enum section_kind kind,
				   size_t *at)
{
	bool outer = has_outer(plan, kind);

	while (*at < plan->section_count) {
		const struct section *section = &plan->sections[(*at)++];

		if (section->kind == kind && (!outer || section->parent < 0))
			return section;
	}
	return NULL;
}

const struct section *section_first(const struct plan *plan, enum section_kind kind)
{
	size_t at = 0;

	return section_next(plan, kind, &at);
}

static bool add_leaf_text(void *context, const struct block *leaf)
{
	struct str *out = context;

	str_add(out, leaf->text);
	str_add_char(out, '\n');
	return true;
}

void section_add_text(struct str *out, const struct section *section)
{
	for (size_t i = 0; i < section->count; i++)
		if (section->blocks[i]->kind != BLOCK_HEADING)
			block_walk(section->blocks[i], add_leaf_text, out);
}

char *section_words(const struct plan *plan, enum section_kind kind)
{
	CLEANUP(str_clear) struct str text = {0};
	const struct section *section;
	size_t at = 0;

	while ((section = section_next(plan, kind, &at))) {
		if (section->part)
			block_walk(section->heading, add_leaf_text, &text);
		for (size_t i = 0; i < section->count; i++)
			block_walk(section->blocks[i], add_leaf_text, &text);
	}
	return nfc_words(str_text(&text));
}

static bool is_same_section(const struct section *a, const struct section *b)
{
	if (a->parent != b->parent || a->document != b->document || a->part || b->part)
		return false;
	return !strcmp(a->name, b->name) || (a->pure && b->pure);
}

/* Other people's forms repeat bold labels ("Implementation:") below each of their headings, and lists
 * of tasks have tests below each of their phases. */
static bool is_repeated(const struct plan *plan, const struct section *a,
			const struct section *b)
{
	return plan->habit && ((a->level == BOLD_LEVEL && b->level == BOLD_LEVEL) ||
			       plan->parts[a->document].role == HABIT_TASKS);
}

static bool is_same_text(const struct section *a, const struct section *b)
{
	CLEANUP(str_clear) struct str left = {0}, right = {0};

	section_add_text(&left, a);
	section_add_text(&right, b);
	return !strcmp(str_text(&left), str_text(&right));
}

bool section_is_ambiguous(const struct plan *plan, enum section_kind kind,
			  const struct section **second)
{
	size_t at = 0;
	const struct section *first = section_next(plan, kind, &at);

	while (first && (*second = section_next(plan, kind, &at)))
		if (is_same_section(first, *second) && !is_repeated(plan, first, *second) &&
		    !is_same_text(first, *second))
			return true;
	return false;
}

bool section_is_progress(const struct section *section)
{
	return section->name && !strcmp(section->name, "progress");
}
