/* The estimate of a plan against what really changes. */
#include "estimate.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"

/* A drift below these is no news, whatever its factor. */
enum { FEW_FILES = 5, FEW_LINES = 200 };

static int measure(const struct checking *checking, size_t *files, size_t *lines,
		   struct pg_error *err)
{
	const struct changeset *set = checking->around->set;

	for (size_t i = 0; i < set->count; i++) {
		struct change *change = &set->items[i];

		if (!checking_needs_plan(checking, i) ||
		    !plan_covers(checking->plan, change->path))
			continue;
		if (change_load(set, change, NEED_DIFF, err) < 0)
			return -1;
		*files += !change->renamed_to;
		*lines += change->added.count + change->removed.count;
	}
	return 0;
}

static void compare(struct checking *checking, const struct estimate *estimate, double said,
		    size_t actual, size_t few, const char *unit)
{
	CLEANUP(freep) char *fix = NULL;

	if (said <= 0 || (double)actual <= said * checking->settings->estimate_drift ||
	    (double)actual < said + (double)few)
		return;
	fix = xasprintf("%zu %s", actual, unit);
	checking_add(checking, PROBLEM_ESTIMATE_DRIFT, estimate->leaf->line,
		     estimate->leaf->column, fix,
		     "the plan says %.0f %s, but %zu change; say why in the plan, or run "
		     "'plangate plan sync'",
		     said, unit, actual);
}

int check_estimate(struct checking *checking, struct pg_error *err)
{
	struct estimate estimate = {0};
	size_t files = 0, lines = 0;

	if (checking->settings->severities.at[PROBLEM_ESTIMATE_DRIFT][checking->at] ==
		    SEVERITY_OFF ||
	    !estimate_read(&estimate, checking->plan))
		return 0;
	if (measure(checking, &files, &lines, err) < 0)
		return -1;
	compare(checking, &estimate, estimate.files, files, FEW_FILES, "files");
	compare(checking, &estimate, estimate.lines, lines, FEW_LINES, "lines");
	return 0;
}
