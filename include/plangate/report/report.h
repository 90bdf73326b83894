/* report.h - a verdict as text, in the format that the reader wants: one table of formats. */
#ifndef PLANGATE_REPORT_REPORT_H
#define PLANGATE_REPORT_REPORT_H

#include <stdbool.h>

#include "plangate/base/str.h"
#include "plangate/model/verdict.h"

struct report_options {
	bool color;   /* human: ANSI colours */
	int width;    /* human: columns to wrap at */
	bool verbose; /* rules that did not fire too */
};

struct report_format {
	const char *name;    /* as --format takes it */
	const char *summary; /* for help */
	void (*write)(struct str *out, const struct verdict *verdict,
		      const struct report_options *options);
};

/* Every format; ends with a NULL name. The first is the default. */
const struct report_format *report_formats(void);

/* By name, or NULL. */
const struct report_format *report_find(const char *name);

/* The names alone, NULL-terminated. */
const char *const *report_names(void);

/* What a hook says: nothing where nothing is wrong, remarks alone where there are only those, and
 * else what report_human() does. */
void report_hook(struct str *out, const struct verdict *verdict,
		 const struct report_options *options);

void report_human(struct str *out, const struct verdict *verdict,
		  const struct report_options *options);
/* One plan document by itself, in a few lines: valid, or what is wrong with it. */
void report_plan(struct str *out, const struct verdict *verdict,
		 const struct report_options *options);

/* The others of the table; options->verbose shows rules that did not fire where a format has rules. */
void report_json(struct str *out, const struct verdict *verdict,
		 const struct report_options *options);
void report_sarif(struct str *out, const struct verdict *verdict,
		  const struct report_options *options);
void report_junit(struct str *out, const struct verdict *verdict,
		  const struct report_options *options);
void report_github(struct str *out, const struct verdict *verdict,
		   const struct report_options *options);
void report_gitlab(struct str *out, const struct verdict *verdict,
		   const struct report_options *options);
void report_tap(struct str *out, const struct verdict *verdict,
		const struct report_options *options);
void report_markdown(struct str *out, const struct verdict *verdict,
		     const struct report_options *options);

#endif
