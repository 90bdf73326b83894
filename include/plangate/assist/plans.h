/* plans.h - for those who write plans: one document by itself, and all of them, as they stand to what is staged. */
#ifndef PLANGATE_ASSIST_PLANS_H
#define PLANGATE_ASSIST_PLANS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/change/plans.h"
#include "plangate/model/plan.h"
#include "plangate/model/stage.h"

struct pg_error;
struct plan;
struct repo;
struct verdict;

/*
 * Check one plan document: held against the demand of what is staged, or the standard profile where
 * nothing staged demands a plan. The verdict has one change whose diagnostics are the plan's.
 */
int plan_file_check(struct repo *repo, const struct plan_file *file, enum stage stage,
		    struct verdict *verdict, struct pg_error *err);

/*
 * Bring the files and the estimate of a plan document up to what is staged: every file that needs a plan and that
 * no other plan covers is listed. The new text is appended to out; *added tells how many files were put
 * in. PG_ERR_USAGE where the document has no place for them.
 */
int plan_file_sync(struct repo *repo, const struct plan_file *file, struct str *out,
		   size_t *added, struct pg_error *err);

/*
 * Go on with a plan that has landed: the text of the document with `words` as one more step and as progress is appended to
 * out. PG_ERR_USAGE where it says nothing new by that, or is no plan that is at work or done.
 */
int plan_file_continue(struct repo *repo, const struct plan_file *file, const char *words,
		       struct str *out, struct pg_error *err);

/* The document as plangate understands it; the caller frees the plan. */
int plan_file_read(struct repo *repo, const struct plan_file *file, struct plan **out,
		   struct pg_error *err);

/* One plan document, as it stands to what is staged. */
struct plan_row {
	char *path, *title;
	enum plan_status status;
	bool is_plan;
	size_t covered; /* files of the change in its scope */
	size_t problems; /* errors, by itself and, where it covers something, against the change */
	long long
		since; /* when it was first committed, in seconds since 1970; 0: it was not */
};

struct plan_rows {
	struct plan_row *items; /* by path */
	size_t count;
	size_t capacity;
	size_t files; /* of the change, that need a plan */
};

/* Every plan document that the policy's paths name, in what is staged. The caller clears. */
int plan_rows_read(struct repo *repo, struct plan_rows *rows, struct pg_error *err);
void plan_rows_clear(struct plan_rows *rows);

#endif
