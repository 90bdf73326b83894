/* Every plan document, as it stands to what is staged. */
#include <stdlib.h>
#include <string.h>

#include "plangate/assist/plans.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/gate/match.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
#include "plangate/plan/document.h"

static size_t count_errors(const struct diagnostics *list)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->items[i].severity == SEVERITY_ERROR;
	return count;
}

static int add_row(const struct pg_case *c, struct candidates *plans,
		   const struct candidate *candidate, struct plan_rows *rows,
		   struct pg_error *err)
{
	const struct plan *plan = candidate->text->plan;
	struct demand demand = {0};
	const struct matching matching = {.c = c,
					  .at = c,
					  .plans = plans,
					  .demand = &demand,
					  .stage = STAGE_CLASS_COMMIT};
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	struct plan_row *row;

	if (candidate->covered)
		findings_join(&c->findings, SEVERITY_NOTE, &demand);
	if (check_plan(&matching, plan, candidate->covered != 0, &problems, err) < 0)
		return -1;
	row = ARRAY_PUSH(rows->items, rows->count, rows->capacity);
	*row = (struct plan_row){.path = xstrdup(plan_path(plan)),
				 .title = xstrdup(plan_title(plan)),
				 .status = plan_status(plan),
				 .is_plan = plan_is_plan(plan),
				 .covered = candidate->covered,
				 .problems = count_errors(&problems)};
	return 0;
}

static int compare_rows(const void *a, const void *b)
{
	const struct plan_row *left = a, *right = b;

	return strcmp(left->path, right->path);
}

/* When each was first committed. */
static int add_ages(struct repo *repo, struct plan_rows *rows, struct pg_error *err)
{
	CLEANUP(path_times_clear) struct path_times added = {0};
	CLEANUP(freep) const char **wanted = xcalloc(rows->count + 1, sizeof(*wanted));
	struct oid head;

	if (repo_head(repo, &head, err) < 0)
		return -1;
	if (oid_is_null(&head) || !rows->count)
		return 0;
	for (size_t i = 0; i < rows->count; i++)
		wanted[i] = rows->items[i].path;
	if (first_added(repo, &head, wanted, &added, err) < 0)
		return -1;
	for (size_t p = 0; p < added.paths.count; p++) {
		const struct plan_row key = {.path = added.paths.items[p]};
		struct plan_row *row =
			bsearch(&key, rows->items, rows->count, sizeof(key), compare_rows);

		if (row)
			row->since = added.times[p];
	}
	return 0;
}

int plan_rows_read(struct repo *repo, struct plan_rows *rows, struct pg_error *err)
{
	const struct named_change staged = {.kind = SPEC_STAGED};
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(candidates_clear) struct candidates plans = {0};

	if (survey_open(&c, repo, &staged, err) < 0 || case_judge(&c, err) < 0 ||
	    candidates_read(&c, NULL, &plans, err) < 0)
		return -1;
	for (size_t i = 0; i < c.set.count; i++)
		rows->files += case_needs_plan(&c, i);
	for (size_t i = 0; i < plans.count; i++)
		if (add_row(&c, &plans, &plans.items[i], rows, err) < 0)
			return -1;
	if (rows->count)
		qsort(rows->items, rows->count, sizeof(*rows->items), compare_rows);
	return add_ages(repo, rows, err);
}

void plan_rows_clear(struct plan_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		free(rows->items[i].path);
		free(rows->items[i].title);
	}
	free(rows->items);
	*rows = (struct plan_rows){0};
}
