/* The plan documents in the tree of a change, as they stand to it. */
#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/change/case.h"
#include "plangate/gate/match.h"
#include "plangate/plan/document.h"

bool names_change(const struct plan *plan, const struct change *change)
{
	return plan_covers(plan, change->path) ||
	       (change->renamed_to && plan_covers(plan, change->renamed_to));
}

/* Of a plan that has landed: whether this file, which it names, is as it was before. */
static int cover_landed(struct candidate *candidate, const struct pg_case *c, size_t index,
			struct pg_error *err)
{
	struct oid used_by;
	bool open = false;

	if (plan_text_is_open(c, candidate->text, &c->set.items[index], &open, &used_by,
			      err) < 0)
		return -1;
	selection_add(open ? &candidate->covers : &candidate->used, index);
	if (!open)
		candidate->used_by = used_by;
	return 0;
}

/* A copy of a landed plan that names other files is about other work. */
static bool speaks_of_landed(const struct plan_text *text, const struct change *change)
{
	return text->landed && (!text->source || names_change(text->source, change));
}

static int cover(struct candidate *candidate, const struct pg_case *c, struct pg_error *err)
{
	const struct plan *plan = candidate->text->plan;

	selection_clear(&candidate->covers);
	selection_clear(&candidate->used);
	selection_init(&candidate->covers, c->set.count);
	selection_init(&candidate->used, c->set.count);
	for (size_t i = 0; i < c->set.count; i++) {
		if (!case_needs_plan(c, i) || !names_change(plan, &c->set.items[i]))
			continue;
		if (!speaks_of_landed(candidate->text, &c->set.items[i]))
			selection_add(&candidate->covers, i);
		else if (cover_landed(candidate, c, i, err) < 0)
			return -1;
	}
	candidate->covered = selection_count(&candidate->covers);
	candidate->used_count = selection_count(&candidate->used);
	return 0;
}

int candidates_cover(struct candidates *list, const struct pg_case *c, struct pg_error *err)
{
	for (size_t i = 0; i < list->count; i++)
		if (cover(&list->items[i], c, err) < 0)
			return -1;
	return 0;
}

static void add_texts(struct candidates *out, const char *named, bool touched)
{
	for (size_t i = 0; i < out->texts.count; i++) {
		struct plan_text *text = &out->texts.items[i];

		if (text->touched == touched)
			out->items[out->count++] = (struct candidate){
				.text = text,
				.passed_over =
					named && !plan_has_document(text->plan, named)};
	}
}

int candidates_read(struct pg_case *c, const char *named, struct candidates *out,
		    struct pg_error *err)
{
	if (case_find_landed(c, err) < 0 || plan_texts_read(c, &out->texts, err) < 0 ||
	    plan_texts_date(c, &out->texts, err) < 0)
		return -1;
	out->items = xcalloc(out->texts.count + 1, sizeof(*out->items));
	add_texts(out, named, true);
	add_texts(out, named, false);
	return candidates_cover(out, c, err);
}

void candidates_clear(struct candidates *list)
{
	for (size_t i = 0; i < list->count; i++) {
		diagnostics_clear(&list->items[i].problems);
		selection_clear(&list->items[i].covers);
		selection_clear(&list->items[i].used);
	}
	free(list->items);
	plan_texts_clear(&list->texts);
	*list = (struct candidates){0};
}
