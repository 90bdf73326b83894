/* The estimate of a plan: numbers before "files" and "lines". */
#include "estimate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "english.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/plan/sync.h"

enum { MOST_ESTIMATE = 100000000 };

static const char *const file_units[] = {"file", "files", NULL};
static const char *const line_units[] = {"line", "lines",	  "loc",
					 "sloc", "lines of code", NULL};

/* "1.200", as many languages write a thousand and two hundred. */
static bool parts_thousands(const char *text)
{
	return *text == '.' && strspn(text + 1, "0123456789") == 3 && text[4] != 'k' &&
	       text[4] != 'K';
}

/* A number as people write it: "1,200", "1.200", "1.5k"; 0 where there is none. *end is behind it. */
static double number_at(const char *text, const char **end)
{
	double value = 0, scale = 0;

	while (isdigit((unsigned char)*text) ||
	       (*text == ',' && isdigit((unsigned char)text[1])) ||
	       (*text == '.' && isdigit((unsigned char)text[1]) && scale < 1)) {
		if (*text == '.' && !parts_thousands(text))
			scale = 1;
		if (isdigit((unsigned char)*text)) {
			scale *= 10;
			value = scale > 0 ? value + (*text - '0') / scale
					  : value * 10 + (*text - '0');
		}
		text++;
		if (value > MOST_ESTIMATE)
			break;
	}
	if ((*text == 'k' || *text == 'K') && !isalpha((unsigned char)text[1])) {
		value *= 1000;
		text++;
	}
	*end = text;
	return value;
}

static bool unit_is(const char *text, const char *const *units)
{
	for (; *units; units++) {
		size_t len = strlen(*units);

		if (!strncasecmp(text, *units, len) && !char_is_word(text[len]))
			return true;
	}
	return false;
}

/* Words between a number and its unit: "3 new files", "120 added lines". */
static const char *skip_adjective(const char *text)
{
	static const char *const adjectives[] = {"new",	  "source", "changed", "modified",
						 "added", "more",   "net",     NULL};

	text += strspn(text, " \t+-");
	if (unit_is(text, adjectives)) {
		while (isalpha((unsigned char)*text))
			text++;
		text += strspn(text, " \t");
	}
	return text;
}

static void read_numbers(struct estimate *estimate, const char *text)
{
	while (*text) {
		const char *end, *unit;
		double value;

		if (!isdigit((unsigned char)*text)) {
			text++;
			continue;
		}
		value = number_at(text, &end);
		unit = skip_adjective(end);
		if (unit_is(unit, file_units) && value > estimate->files)
			estimate->files = value;
		if (unit_is(unit, line_units) && value > estimate->lines)
			estimate->lines = value;
		text = end;
	}
}

static bool read_leaf(void *context, const struct block *leaf)
{
	struct estimate *estimate = context;

	if (!leaf->text || leaf->kind == BLOCK_CODE || leaf->kind == BLOCK_HTML ||
	    !strcasestr(leaf->text, "estimat"))
		return true;
	read_numbers(estimate, leaf->text);
	estimate->leaf = leaf;
	return !(estimate->files > 0 || estimate->lines > 0);
}

/* A table row says it in two cells. */
static bool read_row(struct estimate *estimate, const struct block *row)
{
	if (row->count < 2 || !row->children[0].text ||
	    !strcasestr(row->children[0].text, "estimat"))
		return false;
	for (size_t i = 1; i < row->count; i++)
		read_numbers(estimate, row->children[i].text);
	estimate->leaf = &row->children[0];
	return estimate->files > 0 || estimate->lines > 0;
}

static bool find_estimate(struct estimate *estimate, const struct block *block)
{
	if (block->kind == BLOCK_TABLE) {
		for (size_t i = 0; i < block->count; i++)
			if (read_row(estimate, &block->children[i]))
				return true;
		return false;
	}
	return !block_walk(block, read_leaf, estimate);
}

bool estimate_read(struct estimate *estimate, const struct plan *plan)
{
	for (size_t i = 0; i < plan->root.count; i++) {
		long owner = plan->owner[i];

		if (owner >= 0 &&
		    !section_has_trait(plan->sections[owner].kind, SECTION_HAS_FACTS))
			continue;
		if (find_estimate(estimate, &plan->root.children[i]))
			return true;
	}
	return false;
}

int estimate_line(const struct plan *plan)
{
	struct estimate estimate = {0};

	return estimate_read(&estimate, plan) ? estimate.leaf->line : 0;
}

/* Behind a range's first number, where its second begins; else NULL. */
static const char *range_end(const char *text)
{
	static const char *const joins[] = {"-", "\u2013", "to ", NULL};
	const char *at = text + strspn(text, " ");

	for (size_t i = 0; joins[i]; i++) {
		size_t len = strlen(joins[i]);

		if (strncmp(at, joins[i], len))
			continue;
		at += len;
		at += strspn(at, " ~");
		return isdigit((unsigned char)*at) ? at : NULL;
	}
	return NULL;
}

/* Whether what stands behind a number says "files" or "lines". */
static bool is_unit(const struct lexicon *lexicon, const char *text, enum term *term)
{
	const char *unit = skip_adjective(text);

	*term = unit_is(unit, file_units) ? TERM_FILES : TERM_LINES;
	return *term == TERM_FILES || unit_is(unit, line_units) ||
	       english_unit(lexicon, text, term);
}

void estimate_rewrite(struct str *out, const char *line, size_t len,
		      const struct sync *sync)
{
	CLEANUP(freep) char *copy = xmemdup(line, len);
	const char *text = copy;

	while (*text) {
		const char *end, *second;
		enum term term;

		if (!isdigit((unsigned char)*text)) {
			str_add_char(out, *text++);
			continue;
		}
		number_at(text, &end);
		second = range_end(end);
		if (second)
			number_at(second, &end);
		if (is_unit(sync->lexicon, end, &term))
			str_addf(out, "%zu",
				 term == TERM_FILES ? sync->files : sync->lines);
		else
			str_add_mem(out, text, (size_t)(end - text));
		text = end;
	}
}
