/* file_name.h - what the file of a new plan is called. */
#ifndef PLANGATE_PLAN_FILE_NAME_H
#define PLANGATE_PLAN_FILE_NAME_H

#include "plangate/model/habit.h"

/*
 * The file name of a plan of this title, without folder: "2026-11-23-csv-export.md" from the date as year,
 * month, day and the letters and digits of the title in any script, in lower case, cut where it is long. A
 * number above 1 stands at the end: "2026-11-23-csv-export-2.md". The caller frees it.
 */
char *plan_file_name(const char *title, unsigned number, int year, int month, int day);

/* The same where their documents have names of their own, which may begin with a folder:
 * "csv-export/proposal.md". The caller frees it. */
char *plan_habit_file(const struct habit *habit, const char *title, unsigned number);

#endif
