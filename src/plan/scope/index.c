/* The scope made ready for many questions: names sorted, globs compiled. */
#include <stdlib.h>
#include <string.h>

#include "../plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/nfc.h"
#include "scope.h"
#include "scope_internal.h"

/* A scope is a list for people: what is beyond covers nothing. */
enum { MOST_GLOBS = 500 };

static int compare_pattern(const void *a, const void *b, void *context)
{
	const struct scope_entry *scope = context;
	size_t left = *(const size_t *)a, right = *(const size_t *)b;
	int order = strcmp(scope[left].pattern, scope[right].pattern);

	if (order)
		return order;
	return left < right ? -1 : left > right;
}

static void compile(struct plan *plan, size_t i, size_t *globs)
{
	struct pg_error err = {0};
	struct scope_entry *entry = &plan->scope[i];

	if (++*globs > MOST_GLOBS)
		return;
	if (glob_new(&plan->globs[i], entry->pattern, GLOB_LITERAL_BRACKETS | GLOB_ANCHORED,
		     &err) < 0)
		entry->match = SCOPE_FILE;
}

void scope_forget_index(struct plan *plan)
{
	for (size_t i = 0; plan->globs && i < plan->scope_count; i++)
		glob_free(plan->globs[i]);
	free(plan->globs);
	free(plan->sorted);
	plan->globs = NULL;
	plan->sorted = NULL;
	plan->sorted_count = 0;
}

void scope_entry_clear(struct scope_entry *entry)
{
	free(entry->pattern);
	free(entry->may_be[0]);
	free(entry->may_be[1]);
}

void scope_clear(struct plan *plan)
{
	scope_forget_index(plan);
	for (size_t i = 0; i < plan->scope_count; i++)
		scope_entry_clear(&plan->scope[i]);
	free(plan->scope);
}

void scope_index(struct plan *plan)
{
	size_t globs = 0;

	plan->globs = xcalloc(plan->scope_count + 1, sizeof(*plan->globs));
	plan->sorted = xcalloc(plan->scope_count + 1, sizeof(*plan->sorted));
	for (size_t i = 0; i < plan->scope_count; i++) {
		struct scope_entry *entry = &plan->scope[i];

		if (entry->match == SCOPE_GLOB && !entry->broad)
			compile(plan, i, &globs);
		if (entry->match != SCOPE_GLOB)
			plan->sorted[plan->sorted_count++] = i;
	}
	if (plan->sorted_count)
		qsort_r(plan->sorted, plan->sorted_count, sizeof(*plan->sorted),
			compare_pattern, plan->scope);
}

/* The first index whose pattern is exactly name[0..len) and that may be `folder`, or scope_count. */
static size_t find_name(const struct plan *plan, const char *name, size_t len, bool folder)
{
	size_t low = 0, high = plan->sorted_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *pattern = plan->scope[plan->sorted[middle]].pattern;
		int order = strncmp(pattern, name, len);

		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < plan->sorted_count; low++) {
		const struct scope_entry *entry = &plan->scope[plan->sorted[low]];

		if (strncmp(entry->pattern, name, len) || entry->pattern[len])
			break;
		if (!folder || entry->match == SCOPE_FOLDER)
			return plan->sorted[low];
	}
	return plan->scope_count;
}

static size_t find_literal(const struct plan *plan, const char *path)
{
	size_t best = find_name(plan, path, strlen(path), false);

	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		size_t found = find_name(plan, path, (size_t)(slash - path), true);

		if (found < best)
			best = found;
	}
	return best;
}

const struct scope_entry *scope_find(const struct plan *plan, const char *path)
{
	CLEANUP(freep) char *composed = nfc_compose(path);
	size_t best = find_literal(plan, composed);

	for (size_t i = 0; i < best; i++) {
		const struct scope_entry *entry = &plan->scope[i];

		if (entry->broad ||
		    (plan->globs[i] && glob_match(plan->globs[i], composed)))
			return entry;
	}
	return best < plan->scope_count ? &plan->scope[best] : NULL;
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
