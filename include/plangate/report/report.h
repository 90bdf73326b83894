/* report.h - a verdict as text, in the format that the reader wants. */
#ifndef PLANGATE_REPORT_REPORT_H
#define PLANGATE_REPORT_REPORT_H

#include <stdbool.h>

#include "plangate/base/str.h"
#include "plangate/model/verdict.h"

struct report_options {
	bool color;   /* ANSI colours, where a format has them */
	int width;    /* columns to wrap at, where a format wraps */
	bool verbose; /* rules that did not fire, and notes, too */
	const char *
		up; /* from where the person is to the top folder, as "../"; NULL or "": they are there */
};

/* Appends a verdict as text. */
typedef void report_writer(struct str *out, const struct verdict *verdict,
			   const struct report_options *options);

/* A format, and what it needs of whoever writes it. */
struct report_format {
	const char *name; /* as --format takes it */
	report_writer *write;
	report_writer *write_plan; /* one plan by itself; NULL: as a verdict */
	bool counts_lines; /* tells how many lines change, which costs reading them all */
	/* An environment variable that names a file, and what is appended to it beside the report; or both NULL. */
	const char *beside;
	report_writer *write_beside;
};

/* By name, or NULL. */
const struct report_format *report_find(const char *name);

/* Every name, NULL-terminated; the first is the default. */
const char *const *report_names(void);

/* What a hook says: nothing where nothing is wrong, remarks alone where there are only those, and else the whole
 * report for people. */
report_writer report_hook;

#endif
