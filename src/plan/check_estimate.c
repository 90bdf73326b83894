/* The estimate of a plan against what really changes. */
#include "estimate.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/model/selection.h"

/* A drift below these is no news, whatever its factor. */
enum { FEW_FILES = 5, FEW_LINES = 200 };

static bool needs_plan(const struct plan_surroundings *around, size_t index)
{
	return around->needs ? selection_has(around->needs, index)
			     : around->set->items[index].counted;
}

static int measure(const struct report *report, size_t *files, size_t *lines,
		   struct pg_error *err)
{
	const struct changeset *set = report->around->set;

	for (size_t i = 0; i < set->count; i++) {
		struct change *change = &set->items[i];

		if (!needs_plan(report->around, i) ||
		    !plan_covers(report->plan, change->path))
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

	if (said <= 0 || (double)actual <= said * report->settings->estimate_drift ||
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
	    !estimate_read(&estimate, report->plan))
		return 0;
	if (measure(report, &files, &lines, err) < 0)
		return -1;
	compare(report, &estimate, estimate.files, files, FEW_FILES, "files");
	compare(report, &estimate, estimate.lines, lines, FEW_LINES, "lines");
	return 0;
}
