/* scaffold_internal.h - the parts of a new plan. */
#ifndef PLANGATE_SRC_PLAN_SCAFFOLD_INTERNAL_H
#define PLANGATE_SRC_PLAN_SCAFFOLD_INTERNAL_H

#include "plangate/base/str.h"
#include "plangate/model/analysis.h"
#include "plangate/model/demand.h"

struct scaffold {
	struct str *out;
	const struct analysis *analysis;
	const struct demand *demand;
	enum profile profile;
};

/* What a person fills in: "[fill in: ...]"; alone, or behind "- Label: " on a line. */
void scaffold_gap(struct str *out, const char *what);
void scaffold_item(struct str *out, const char *label, const char *gap);

/* Text of the change as a code span on one line, cut where it is long. */
void scaffold_code(struct str *out, const char *text);

/* A path with what stands behind it, as in `src/a.c:parse`; the path alone where it must be quoted. */
void scaffold_place(struct str *out, const char *path, const char *suffix);

void scaffold_steps(const struct scaffold *s);
void scaffold_tests(const struct scaffold *s);
void scaffold_rollback(const struct scaffold *s);
void scaffold_assessment(const struct scaffold *s);

#endif
