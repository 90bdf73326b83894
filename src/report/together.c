#include "together.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

enum { MOST_NAMES = 8 };

/* To tell diagnostics of another problem together: a row here, and their `subject` where they are made. */
static const struct {
	enum problem problem;
	const char *message; /* behind the number of subjects */
	bool names;	     /* the subjects follow; else the fix has them */
} rows[] = {
	{PROBLEM_UNCOVERED_FILE, "files change but are not in the scope of the plan",
	 false},
	{PROBLEM_STALE_SCOPE_PARTIAL, "entries of the scope do not change", true},
};

enum { ROW_COUNT = sizeof(rows) / sizeof(*rows) };

static size_t row_of(const struct diagnostic *item)
{
	size_t row = 0;

	while (row < ROW_COUNT && rows[row].problem != item->problem)
		row++;
	return item->subject ? row : ROW_COUNT;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool belong_together(const struct diagnostic *a, const struct diagnostic *b)
{
	return a->problem == b->problem && a->severity == b->severity && b->subject &&
	       is_same(a->file, b->file) && is_same(a->rule, b->rule);
}

static struct diagnostic *add_copy(struct diagnostics *out, const struct diagnostic *item,
				   const char *message, const char *fix)
{
	struct diagnostic *copy =
		diagnostics_add(out, item->severity, item->problem, item->file, item->line,
				item->column, "%s", message);

	copy->rule = xstrdup(item->rule);
	copy->fix = xstrdup(fix);
	return copy;
}

struct group {
	size_t count;
	struct str names, fix;
};

static void group_clear(struct group *group)
{
	str_clear(&group->names);
	str_clear(&group->fix);
}

static void group_add(struct group *group, const struct diagnostic *item)
{
	CLEANUP(freep) char *quoted = text_quote_path(item->subject);

	if (group->count < MOST_NAMES)
		str_addf(&group->names, "%s'%s'", group->count ? ", " : "", quoted);
	if (item->fix)
		str_addf(&group->fix, "%s%s", group->fix.len ? "\n" : "", item->fix);
	group->count++;
}

static void group_tell(const struct group *group, size_t row,
		       const struct diagnostic *first, struct diagnostics *out)
{
	CLEANUP(str_clear) struct str message = {0};

	str_addf(&message, "%zu %s", group->count, rows[row].message);
	if (rows[row].names)
		str_addf(&message, ": %s", str_text(&group->names));
	if (rows[row].names && group->count > MOST_NAMES)
		str_addf(&message, " and %zu more", group->count - MOST_NAMES);
	add_copy(out, first, str_text(&message),
		 group->fix.len ? str_text(&group->fix) : NULL);
}

/* Those of the list that belong to the item at `at`, where it is the first of them. */
static void tell(const struct diagnostics *list, size_t at, struct diagnostics *out)
{
	CLEANUP(group_clear) struct group group = {0};
	const struct diagnostic *item = &list->items[at];
	size_t row = row_of(item);

	for (size_t i = 0; row < ROW_COUNT && i < at; i++)
		if (belong_together(item, &list->items[i]))
			return;
	for (size_t i = at; row < ROW_COUNT && i < list->count; i++)
		if (belong_together(item, &list->items[i]))
			group_add(&group, &list->items[i]);
	if (group.count > 1)
		group_tell(&group, row, item, out);
	else
		add_copy(out, item, item->message, item->fix);
}

void diagnostics_together(const struct diagnostics *list, struct diagnostics *out)
{
	for (size_t i = 0; i < list->count; i++)
		tell(list, i, out);
}
