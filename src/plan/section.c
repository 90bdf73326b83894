/* Sections: headings with a meaning, and which blocks belong to which of them. */
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"

enum { BOLD_LEVEL = SECTION_BOLD_LEVEL, LABEL_LEVEL };

/* The sections that are open at a block, outermost first, and where in the document it stands. */
struct finder {
	struct plan *plan;
	const struct plan_settings *settings;
	long items[LABEL_LEVEL + 2];
	size_t count;
	const struct block *trail[BOLD_LEVEL + 1]; /* the headings above it, by level */
	int aside; /* the level of a heading of what was not taken; 0: there is none */
};

static int heading_level(const struct block *block)
{
	return block->kind == BLOCK_HEADING ? block->level : BOLD_LEVEL;
}

static void close_sections(struct finder *finder, int level)
{
	const struct section *sections = finder->plan->sections;

	while (finder->count && sections[finder->items[finder->count - 1]].level >= level)
		finder->count--;
}

static long innermost(const struct finder *finder)
{
	return finder->count ? finder->items[finder->count - 1] : -1;
}

static void add_block(struct section *section, const struct block *block)
{
	*ARRAY_PUSH(section->blocks, section->count, section->capacity) = block;
}

/* The heading that a section of this level stands below. That of the whole document parts nothing. */
static const struct block *heading_around(const struct finder *finder, int level)
{
	while (--level > 0) {
		const struct block *heading = finder->trail[level];

		if (heading && (level > 1 || name_is_part(heading->text)))
			return heading;
	}
	return NULL;
}

/* `child` of root is the heading, or holds it. */
static struct section *add_section(struct finder *finder, size_t child,
				   const struct block *heading,
				   struct section_meaning meaning, char *name)
{
	struct plan *plan = finder->plan;
	struct section *section =
		ARRAY_PUSH(plan->sections, plan->section_count, plan->section_capacity);

	section->kind = meaning.kind;
	section->groups = meaning.groups;
	section->pure = meaning.pure;
	section->part = meaning.part;
	section->level = heading_level(heading);
	section->heading = heading;
	section->name = name;
	section->document = part_of_child(plan, child);
	section->parent = innermost(finder);
	section->around = heading_around(finder, section->level);
	/* What is around a whole document of a plan is no section that a person wrote. */
	if (section->parent >= 0 && !plan->sections[section->parent].level)
		section->parent = -1;
	return section;
}

static void open_section(struct finder *finder, const struct block *block,
			 struct section_meaning meaning, char *name)
{
	size_t child = (size_t)(block - finder->plan->root.children);
	struct section *section = add_section(finder, child, block, meaning, name);

	section->label = section_has_trait(meaning.kind, SECTION_HAS_FACTS) &&
			 innermost(finder) >= 0 && block->kind != BLOCK_HEADING;
	finder->items[finder->count++] = (long)finder->plan->section_count - 1;
}

/* Whether a section of this kind is around: its parts are no sections of their own. */
static bool is_inside(const struct finder *finder, enum section_kind kind)
{
	for (size_t i = 0; i < finder->count; i++)
		if (finder->plan->sections[finder->items[i]].kind == kind)
			return true;
	return false;
}

static bool is_heading(const struct block *block)
{
	return block->kind == BLOCK_HEADING ||
	       (block->kind == BLOCK_PARAGRAPH && block->bold && strlen(block->text) < 80);
}

/* "step 3 the parser" is a part of the work even where its number is left out of the name. */
static struct section_meaning meaning_of_part(const struct block *block,
					      const struct plan_settings *settings)
{
	struct section_meaning part = {.kind = section_with_trait(SECTION_HAS_PARTS),
				       .part = true};
	CLEANUP(str_clear) struct str lower = {0};

	if (name_is_part(block->text))
		return part;
	for (const char *p = block->text; *p; p++)
		str_add_char(&lower, *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p);
	return name_meaning(str_text(&lower), settings);
}

/* By its name; by what stands before its colon, but for a title; as a part of the work. */
static struct section_meaning meaning_of(const struct block *block, const char *name,
					 const struct plan_settings *settings)
{
	struct section_meaning meaning = name_meaning(name, settings);

	if (meaning.kind == SECTION_NONE && heading_level(block) > 1)
		meaning = name_head_meaning(block->text, settings);
	if (meaning.kind == SECTION_NONE && block->kind == BLOCK_HEADING)
		meaning = meaning_of_part(block, settings);
	return meaning;
}

/* Requirements have headings of every sort, of which only these speak of the change. */
static bool is_read_here(const struct plan *plan, const struct block *block,
			 enum section_kind kind)
{
	size_t child = (size_t)(block - plan->root.children);

	return plan->parts[part_of_child(plan, child)].role != HABIT_REQUIREMENTS ||
	       section_has_trait(kind, SECTION_IN_REQUIREMENTS);
}

/* "Option B: rewrite it", unless it says that this is the one. */
static bool is_other_option(const char *heading)
{
	static const char *const taken[] = {"chosen",	"selected",	"recommended",
					    "accepted", "preferred",	"our choice",
					    "taken",	"the decision", NULL};

	return (!strncasecmp(heading, "option ", 7) ||
		words_contain(heading, "rejected")) &&
	       !words_contain_any(heading, taken);
}

/* Keep where a heading stands, and whether it speaks of what was not taken. */
static void follow(struct finder *finder, const struct block *block, const char *name)
{
	int level = heading_level(block);

	if (finder->aside && level <= finder->aside)
		finder->aside = 0;
	if (!finder->aside && (name_is_aside(name) || is_other_option(block->text)))
		finder->aside = level;
	for (int i = level; i <= BOLD_LEVEL; i++)
		finder->trail[i] = NULL;
	finder->trail[level] = block;
}

static void visit_heading(struct finder *finder, const struct block *block)
{
	CLEANUP(freep) char *name = name_normalise(block->text);
	struct section_meaning meaning = meaning_of(block, name, finder->settings);
	long inside;

	follow(finder, block, name);
	if (finder->aside || !is_read_here(finder->plan, block, meaning.kind))
		meaning.kind = SECTION_NONE;

	if (block->kind == BLOCK_HEADING || meaning.kind != SECTION_NONE)
		close_sections(finder, heading_level(block));
	if (meaning.kind != SECTION_NONE && !is_inside(finder, meaning.kind)) {
		open_section(finder, block, meaning, TAKE(name));
		return;
	}
	inside = innermost(finder);
	if (inside >= 0)
		add_block(&finder->plan->sections[inside], block);
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
static void add_to_innermost(struct finder *finder, const struct block *block)
{
	struct section *sections = finder->plan->sections;
	long at = innermost(finder);
	bool lists = block->kind == BLOCK_LIST || block->kind == BLOCK_TABLE ||
		     block->kind == BLOCK_CODE;

	if (at < 0)
		return;
	if (sections[at].label && (!lists || sections[at].count)) {
		finder->count--;
		add_to_innermost(finder, block);
		return;
	}
	add_block(&sections[at], block);
	if (sections[at].label)
		add_block(&sections[finder->items[finder->count - 2]], block);
}

/* Among items of what is tested, asked or undone, a name before a colon is not another section's. */
static bool takes_item_labels(const struct finder *finder)
{
	static const enum section_kind closed[] = {SECTION_TESTS, SECTION_ROLLBACK,
						   SECTION_QUESTIONS, SECTION_NONE};

	for (const enum section_kind *kind = closed; *kind != SECTION_NONE; kind++)
		if (is_inside(finder, *kind))
			return false;
	return true;
}

/* "Name: text": a section of its own, beside the one that it stands in. True where it is one. */
static bool add_label(struct finder *finder, size_t child, const struct block *leaf,
		      const struct block *block)
{
	CLEANUP(freep) char *name = NULL;
	const char *value;
	struct section_meaning meaning = label_find(leaf, finder->settings, &name, &value);
	struct section *section;

	if (meaning.kind == SECTION_NONE || is_inside(finder, meaning.kind) ||
	    !is_read_here(finder->plan, &finder->plan->root.children[child], meaning.kind))
		return false;
	section = add_section(finder, child, leaf, meaning, TAKE(name));
	section->level = LABEL_LEVEL;
	section->around = heading_around(finder, LABEL_LEVEL);
	section->inlined = true;
	section->label_len = (size_t)(value - leaf->text);
	add_block(section, block);
	return true;
}

static void find_item_labels(struct finder *finder, size_t child, const struct block *block)
{
	if (block->kind == BLOCK_QUOTE)
		return;
	if (block->kind == BLOCK_ITEM && block->count &&
	    block->children[0].kind == BLOCK_PARAGRAPH &&
	    add_label(finder, child, &block->children[0], block))
		return;
	for (size_t i = 0; i < block->count; i++)
		find_item_labels(finder, child, &block->children[i]);
}

/* "Run:" and nothing else, or "Run these:" : what is meant comes behind it. */
static bool leads_on(const struct block *block)
{
	size_t len = strlen(block->text);

	while (len && strchr(" \t\n", block->text[len - 1]))
		len--;
	return len && block->text[len - 1] == ':';
}

static void find_labels(struct finder *finder, size_t child)
{
	const struct block *block = &finder->plan->root.children[child];
	const struct block *next = block + 1;
	struct section *section;

	if (finder->aside)
		return;
	if (block->kind == BLOCK_LIST && takes_item_labels(finder))
		find_item_labels(finder, child, block);
	if (block->kind != BLOCK_PARAGRAPH || !add_label(finder, child, block, block))
		return;
	section = &finder->plan->sections[finder->plan->section_count - 1];
	if (child + 1 < finder->plan->root.count && leads_on(block) && !is_heading(next))
		add_block(section, next);
}

/* A document that is a section from end to end begins. */
static void begin_part(struct finder *finder, size_t child)
{
	const struct plan *plan = finder->plan;
	size_t part = part_of_child(plan, child);
	struct section_meaning meaning = {
		.kind = section_of_document(plan->parts[part].role)};
	const struct block *block = &plan->root.children[child];

	if (plan->parts[part].first_child != child)
		return;
	close_sections(finder, 0);
	finder->aside = 0;
	memset(finder->trail, 0, sizeof(finder->trail));
	if (block->kind == BLOCK_HEADING && !block->level)
		open_section(finder, block, meaning, name_normalise(block->text));
}

static void visit_title(struct finder *finder, const struct block *block)
{
	follow(finder, block, "");
	close_sections(finder, block->level);
}

static void visit(struct finder *finder, size_t child)
{
	struct plan *plan = finder->plan;
	const struct block *block = &plan->root.children[child];

	begin_part(finder, child);
	if (block->kind == BLOCK_HEADING && !block->level)
		;
	else if (block == plan->title || block == plan->second_title)
		visit_title(finder, block);
	else if (is_heading(block))
		visit_heading(finder, block);
	else
		add_to_innermost(finder, block);
	if (!is_heading(block))
		find_labels(finder, child);
	plan->owner[child] = innermost(finder);
	plan->aside[child] = finder->aside != 0;
}

void sections_find(struct plan *plan, const struct plan_settings *settings)
{
	struct finder finder = {.plan = plan, .settings = settings};

	labels_split(plan, settings);
	plan->owner = xcalloc(plan->root.count + 1, sizeof(*plan->owner));
	plan->aside = xcalloc(plan->root.count + 1, sizeof(*plan->aside));
	find_title(plan, settings);
	for (size_t i = 0; i < plan->root.count; i++)
		visit(&finder, i);
}

bool section_is_progress(const struct section *section)
{
	return section->name && !strcmp(section->name, "progress");
}
