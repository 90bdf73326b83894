/* scaffold_internal.h - the parts of a new plan. */
#ifndef PLANGATE_SRC_PLAN_SCAFFOLD_INTERNAL_H
#define PLANGATE_SRC_PLAN_SCAFFOLD_INTERNAL_H

#include "gaps.h"
#include "plangate/base/str.h"
#include "plangate/model/analysis.h"
#include "plangate/model/demand.h"
#include "plangate/model/habit.h"

struct scaffold {
	struct str *out;
	const struct analysis *analysis;
	const struct demand *demand;
	enum profile profile;
	const struct habit *habit; /* or NULL */
};

/* What a person fills in: "[fill in: ...]"; alone, or behind "- Label: " on a line. */
void scaffold_gap(struct str *out, enum gap gap);
void scaffold_item(struct str *out, const char *label, enum gap gap);

/* The heading of a section behind a blank line: ours, or the one under which they would look for it. */
void scaffold_heading(const struct scaffold *s, enum section_kind kind);

/* Text of the change as a code span on one line, cut where it is long. */
void scaffold_code(struct str *out, const char *text);

/* A path with what stands behind it, as in `src/a.c:parse`; the path alone where it must be quoted. */
void scaffold_place(struct str *out, const char *path, const char *suffix);

/* A section each; what the table of sections points to. */
void scaffold_steps(const struct scaffold *s, enum section_kind kind);
void scaffold_tests(const struct scaffold *s, enum section_kind kind);
void scaffold_rollback(const struct scaffold *s, enum section_kind kind);
void scaffold_assessment(const struct scaffold *s, enum section_kind kind);

#endif
