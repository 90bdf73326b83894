/* The estimate of a plan against what really changes. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"

/* A drift below these is no news, whatever its factor. */
enum { FEW_FILES = 5, FEW_LINES = 200, MOST_ESTIMATE = 100000000 };

struct estimate {
	double files, lines; /* 0: not said; the upper end of a range */
	const struct block *leaf;
};

/* A number as people write it: "1,200", "1.5k"; 0 where there is none. *end is behind it. */
static double number_at(const char *text, const char **end)
{
	double value = 0, scale = 0;

	while (isdigit((unsigned char)*text) ||
	       (*text == ',' && isdigit((unsigned char)text[1])) ||
	       (*text == '.' && isdigit((unsigned char)text[1]) && !scale)) {
		if (*text == '.')
			scale = 1;
		if (isdigit((unsigned char)*text)) {
			scale *= 10;
			value = scale ? value + (*text - '0') / scale
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
	static const char *const files[] = {"file", "files", NULL};
	static const char *const lines[] = {"line", "lines",	     "loc",
					    "sloc", "lines of code", NULL};

	while (*text) {
		const char *end, *unit;
		double value;

		if (!isdigit((unsigned char)*text)) {
			text++;
			continue;
		}
		value = number_at(text, &end);
		unit = skip_adjective(end);
		if (unit_is(unit, files) && value > estimate->files)
			estimate->files = value;
		if (unit_is(unit, lines) && value > estimate->lines)
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
	return !(estimate->files || estimate->lines);
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
	return estimate->files || estimate->lines;
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

static bool read_estimate(struct estimate *estimate, const struct plan *plan)
{
	for (size_t i = 0; i < plan->root.count; i++) {
		long owner = plan->owner[i];

		if (owner >= 0 && plan->sections[owner].kind != SECTION_SCOPE &&
		    plan->sections[owner].kind != SECTION_NONE)
			continue;
		if (find_estimate(estimate, &plan->root.children[i]))
			return true;
	}
	return false;
}

static int measure(const struct report *report, size_t *files, size_t *lines,
		   struct pg_error *err)
{
	const struct changeset *set = report->around->set;

	for (size_t i = 0; i < set->count; i++) {
		struct change *change = &set->items[i];

		if (!change_needs_plan(change) || !plan_covers(report->plan, change->path))
			continue;
		if (change_load(set, change, NEED_DIFF, err) < 0)
			return -1;
		*files += !change->renamed_to;
		*lines += change->added.count + change->removed.count;
	}
	return 0;
}

static void compare(struct report *report, const struct estimate *estimate, double said,
		    size_t actual, size_t few, const char *unit)
{
	CLEANUP(freep) char *fix = NULL;

	if (!said || (double)actual <= said * report->settings->estimate_drift ||
	    (double)actual < said + (double)few)
		return;
	fix = xasprintf("%zu %s", actual, unit);
	report_add(report, PROBLEM_ESTIMATE_DRIFT, estimate->leaf->line,
		   estimate->leaf->column, fix,
		   "the plan says %.0f %s, but %zu change; say why in the plan, or run "
		   "'plangate plan sync'",
		   said, unit, actual);
}

int check_estimate(struct report *report, struct pg_error *err)
{
	struct estimate estimate = {0};
	size_t files = 0, lines = 0;

	if (report->settings->severities.at[PROBLEM_ESTIMATE_DRIFT][report->at] ==
		    SEVERITY_OFF ||
	    !read_estimate(&estimate, report->plan))
		return 0;
	if (measure(report, &files, &lines, err) < 0)
		return -1;
	compare(report, &estimate, estimate.files, files, FEW_FILES, "files");
	compare(report, &estimate, estimate.lines, lines, FEW_LINES, "lines");
	return 0;
}
