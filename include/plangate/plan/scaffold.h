/* scaffold.h - write a new plan, filled in with all that can be known. */
#ifndef PLANGATE_PLAN_SCAFFOLD_H
#define PLANGATE_PLAN_SCAFFOLD_H

#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/analysis.h"
#include "plangate/model/demand.h"
#include "plangate/model/habit.h"

/*
 * Append a plan for this change to out: every file that a plan must cover with its line count and
 * the reasons why it is high-risk, the risk level if the demand sets one, the estimate, the functions
 * that change, the tests that cover the files, who depends on them, and beside each item of the
 * assessment the lines that suggest an answer. What only a person knows is left as a placeholder that
 * plan_check() refuses. The profile is the demand's, or standard where it demands none. With a
 * habit its document has their headings; NULL: ours.
 */
void plan_scaffold(struct str *out, const char *title, const struct analysis *analysis,
		   const struct demand *demand, const struct habit *habit);

#endif
