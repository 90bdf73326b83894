/* The plan documents in the tree of a change, as they stand to it. */
#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/change/case.h"
#include "plangate/gate/match.h"
#include "plangate/plan/document.h"

bool covers_change(const struct plan *plan, const struct change *change)
{
	return plan_covers(plan, change->path) ||
	       (change->renamed_to && plan_covers(plan, change->renamed_to));
}

static size_t count_covered(const struct plan *plan, const struct pg_case *c)
{
	size_t covered = 0;

	for (size_t i = 0; i < c->set.count; i++)
		covered += case_needs_plan(c, i) && covers_change(plan, &c->set.items[i]);
	return covered;
}

int candidates_read(const struct pg_case *c, const char *named, struct candidates *out,
		    struct pg_error *err)
{
	if (plan_texts_read(c, &out->texts, err) < 0)
		return -1;
	out->items = xcalloc(out->texts.count + 1, sizeof(*out->items));
	out->count = out->texts.count;
	for (size_t i = 0; i < out->count; i++) {
		out->items[i].text = &out->texts.items[i];
		out->items[i].passed_over =
			named && !plan_has_document(out->texts.items[i].plan, named);
	}
	candidates_count(out, c);
	return 0;
}

void candidates_count(struct candidates *list, const struct pg_case *c)
{
	for (size_t i = 0; i < list->count; i++)
		list->items[i].covered = count_covered(list->items[i].text->plan, c);
}

void candidates_clear(struct candidates *list)
{
	for (size_t i = 0; i < list->count; i++)
		diagnostics_clear(&list->items[i].problems);
	free(list->items);
	plan_texts_clear(&list->texts);
	*list = (struct candidates){0};
}
