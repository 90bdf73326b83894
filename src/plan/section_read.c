/* Sections that were found: which of them count, what they say, and whether two of them differ. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/nfc.h"

const char *section_heading(const struct section *section)
{
	const struct block *heading = section->heading;

	if (section->label_len)
		return section->name;
	return heading->written && heading->kind == BLOCK_HEADING
		       ? heading->written + strspn(heading->written, "# \t")
		       : heading->text;
}

static bool has_outer(const struct plan *plan, enum section_kind kind)
{
	for (size_t i = 0; i < plan->section_count; i++)
		if (plan->sections[i].kind == kind && plan->sections[i].parent < 0 &&
		    !plan->sections[i].inlined)
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

const char *section_leaf_text(const struct section *section, const struct block *leaf)
{
	return leaf->text + (leaf == section->heading ? section->label_len : 0);
}

struct text_walk {
	struct str *out;
	const struct section *section;
};

static bool add_leaf_text(void *context, const struct block *leaf)
{
	struct text_walk *walk = context;

	str_add(walk->out, section_leaf_text(walk->section, leaf));
	str_add_char(walk->out, '\n');
	return true;
}

void section_add_text(struct str *out, const struct section *section)
{
	struct text_walk walk = {out, section};

	for (size_t i = 0; i < section->count; i++)
		if (section->blocks[i]->kind != BLOCK_HEADING)
			block_walk(section->blocks[i], add_leaf_text, &walk);
}

static bool add_own_text(void *context, const struct block *leaf)
{
	return block_is_link(leaf) || add_leaf_text(context, leaf);
}

char *section_words(const struct plan *plan, enum section_kind kind)
{
	CLEANUP(str_clear) struct str text = {0};
	const struct section *section;
	size_t at = 0;

	while ((section = section_next(plan, kind, &at))) {
		struct text_walk walk = {&text, section};

		if (section->part)
			block_walk(section->heading, add_leaf_text, &walk);
		for (size_t i = 0; i < section->count; i++)
			block_walk(section->blocks[i], add_own_text, &walk);
	}
	return words_told(str_text(&text));
}

static bool is_same_section(const struct section *a, const struct section *b)
{
	if (a->parent != b->parent || a->around != b->around ||
	    a->document != b->document || a->part || b->part || a->inlined || b->inlined)
		return false;
	return !strcmp(a->name, b->name) || (a->pure && b->pure);
}

/* Other people's forms repeat bold labels ("Implementation:") below each of their headings, and lists
 * of tasks have tests below each of their phases. */
static bool is_repeated(const struct plan *plan, const struct section *a,
			const struct section *b)
{
	return plan->parts[a->document].role == HABIT_TASKS ||
	       (plan->habit && a->level == SECTION_BOLD_LEVEL &&
		b->level == SECTION_BOLD_LEVEL);
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
