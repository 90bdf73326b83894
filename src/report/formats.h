/*
 * formats.h - the table of formats in which a verdict is written.
 *
 * A format is added by its row here and its function in a file beside this one; help, messages and the
 * generic tests follow. Its own test is in tests/unit/report/, its line for readers in man/plangate.1.scd.
 */
#ifndef PLANGATE_SRC_REPORT_FORMATS_H
#define PLANGATE_SRC_REPORT_FORMATS_H

#include "plangate/report/report.h"

/* ROW(name, function, what else of struct report_format is not zero). */
#define REPORT_FORMATS(ROW)                                                                \
	ROW("human", report_human, .write_plan = report_plan)                              \
	ROW("json", report_json, .counts_lines = true)                                     \
	ROW("sarif", report_sarif)                                                         \
	ROW("junit", report_junit)                                                         \
	ROW("github", report_github, .beside = "GITHUB_STEP_SUMMARY",                      \
	    .write_beside = report_markdown)                                               \
	ROW("gitlab", report_gitlab)                                                       \
	ROW("tap", report_tap)                                                             \
	ROW("markdown", report_markdown)

#define REPORT_DECLARE(name, function, ...) report_writer function;
REPORT_FORMATS(REPORT_DECLARE)
#undef REPORT_DECLARE

/* One plan document in a few lines: valid, or what is wrong with it. */
report_writer report_plan;

#endif
