/* together.h - what is wrong with one thing in many places, told once. */
#ifndef PLANGATE_SRC_REPORT_TOGETHER_H
#define PLANGATE_SRC_REPORT_TOGETHER_H

#include "plangate/model/diagnostic.h"

/*
 * Append a copy of the list to `out` (cleared by the caller), in which the files that one plan does not cover are
 * one diagnostic, whose fix is the block of their lines, and the entries of its scope that do not change are another.
 */
void diagnostics_together(const struct diagnostics *list, struct diagnostics *out);

#endif
