/* "**Rollback:** put the flag back": sections that are a line of a paragraph, or an item of a list. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"

enum { MOST_LABEL = 48, MOST_LINES = 200 };

/* Behind "Name:"; "Name - " counts where the name is bold. NULL where the text has no such label. */
static const char *behind_label(const char *text, const char *source, size_t *len)
{
	static const char *const dashes[] = {" - ", " \u2013 ", " \u2014 ", NULL};
	const char *value = words_after_label(text);

	*len = 0;
	if (value != text) {
		*len = strcspn(text, ":");
		return value;
	}
	for (size_t i = 0; !strncmp(source, "**", 2) && dashes[i]; i++) {
		const char *at = strstr(text, dashes[i]);

		if (!at)
			continue;
		*len = (size_t)(at - text);
		return at + strlen(dashes[i]);
	}
	return NULL;
}

static struct section_meaning find(const char *text, const char *source,
				   const struct plan_settings *settings, char **name,
				   const char **value)
{
	static const struct section_meaning nothing = {.kind = SECTION_NONE};
	size_t len;
	CLEANUP(freep) char *label = NULL;

	*name = NULL;
	*value = behind_label(text, source, &len);
	if (!*value || !len || len > MOST_LABEL)
		return nothing;
	label = xmemdup(text, len);
	*name = name_normalise(label);
	return name_label_meaning(*name, settings);
}

/* A code span at the beginning is a file or the like, and no label. */
struct section_meaning label_find(const struct block *leaf,
				  const struct plan_settings *settings, char **name,
				  const char **value)
{
	static const struct section_meaning nothing = {.kind = SECTION_NONE};

	*name = NULL;
	*value = NULL;
	if (!leaf->prose || *leaf->prose == CODE_MARK || leaf->struck)
		return nothing;
	return find(leaf->text, leaf->source, settings, name, value);
}

static size_t count_lines(const char *text)
{
	size_t count = 1;

	for (; (text = strchr(text, '\n')); text++)
		count++;
	return count;
}

/* The lines from `first` to before `last`. */
static char *cut_lines(const char *text, size_t first, size_t last)
{
	const char *start = text, *end;

	for (size_t i = 0; i < first; i++)
		start = strchr(start, '\n') + 1;
	end = start;
	for (size_t i = first; i < last && end; i++)
		end = strchr(end + (i > first), '\n');
	return end ? xmemdup(start, (size_t)(end - start)) : xstrdup(start);
}

static bool line_is_section(const struct block *block, size_t line,
			    const struct plan_settings *settings)
{
	CLEANUP(freep) char *text = cut_lines(block->text, line, line + 1);
	CLEANUP(freep) char *prose = cut_lines(block->prose, line, line + 1);
	CLEANUP(freep) char *source = cut_lines(block->source, line, line + 1);
	CLEANUP(freep) char *name = NULL;
	const char *value;

	return *prose != CODE_MARK &&
	       find(text, source, settings, &name, &value).kind != SECTION_NONE;
}

/* Text, prose and source have the same lines, unless a code span goes over the end of one. */
static bool can_be_split(const struct block *block)
{
	size_t lines;

	if (block->kind != BLOCK_PARAGRAPH || !strchr(block->text, '\n'))
		return false;
	lines = count_lines(block->text);
	return lines <= MOST_LINES && count_lines(block->prose) == lines &&
	       count_lines(block->source) == lines;
}

static void add_piece(struct block *root, const struct block *block, size_t first,
		      size_t last)
{
	struct block *piece = ARRAY_PUSH(root->children, root->count, root->capacity);

	*piece = (struct block){
		.kind = BLOCK_PARAGRAPH,
		.line = block->line + (int)first,
		.column = first ? 1 : block->column,
		.struck = block->struck,
		.bold = block->bold,
		.text = cut_lines(block->text, first, last),
		.prose = cut_lines(block->prose, first, last),
		.source = cut_lines(block->source, first, last),
		.written = block->written ? cut_lines(block->written, first, last) : NULL,
	};
}

/* Each link goes to the piece that shows its text, in the order of the document. */
static void share_links(struct block *pieces, size_t count, struct block *from)
{
	size_t piece = 0;

	for (size_t i = 0; i < from->link_count; i++) {
		size_t at = piece;
		struct block *to;

		while (at < count && !strstr(pieces[at].text, from->links[i].text))
			at++;
		piece = at < count ? at : piece;
		to = &pieces[piece];
		*ARRAY_PUSH(to->links, to->link_count, to->link_capacity) = from->links[i];
	}
	from->link_count = 0;
}

static void split(struct block *root, struct block *block,
		  const struct plan_settings *settings)
{
	size_t lines = count_lines(block->text), from = 0, first = root->count;

	for (size_t line = 1; line < lines; line++) {
		if (!line_is_section(block, line, settings))
			continue;
		add_piece(root, block, from, line);
		from = line;
	}
	if (!from) {
		*ARRAY_PUSH(root->children, root->count, root->capacity) = *block;
		*block = (struct block){0};
		return;
	}
	add_piece(root, block, from, lines);
	share_links(&root->children[first], root->count - first, block);
	block_clear(block);
}

void labels_split(struct plan *plan, const struct plan_settings *settings)
{
	struct block whole = plan->root;
	size_t part = 0;

	plan->root = (struct block){.kind = BLOCK_DOCUMENT};
	for (size_t i = 0; i < whole.count; i++) {
		struct block *block = &whole.children[i];

		for (; part < plan->part_count && plan->parts[part].first_child <= i;
		     part++)
			plan->parts[part].first_child = plan->root.count;
		if (can_be_split(block))
			split(&plan->root, block, settings);
		else
			*ARRAY_PUSH(plan->root.children, plan->root.count,
				    plan->root.capacity) = *block;
	}
	for (; part < plan->part_count; part++)
		plan->parts[part].first_child = plan->root.count;
	free(whole.children);
}
