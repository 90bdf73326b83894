#include "plangate/report/report.h"

#include <stddef.h>
#include <string.h>

static const struct report_format formats[] = {
	{"human", "for people, wrapped and coloured where it is read on a terminal",
	 report_human},
	{"json", "one JSON document (version 1, docs/report.schema.json)", report_json},
	{"sarif", "SARIF 2.1.0, for code scanning", report_sarif},
	{"junit", "JUnit's XML, for CI servers", report_junit},
	{"github", "workflow commands of GitHub Actions", report_github},
	{"gitlab", "GitLab's code quality report", report_gitlab},
	{"tap", "TAP version 13", report_tap},
	{"markdown", "for a pull request or a summary", report_markdown},
	{NULL, NULL, NULL},
};

/* In the order of the table. */
static const char *const names[] = {"human",  "json", "sarif",	  "junit", "github",
				    "gitlab", "tap",  "markdown", NULL};

const struct report_format *report_formats(void)
{
	return formats;
}

const struct report_format *report_find(const char *name)
{
	for (const struct report_format *format = formats; format->name; format++)
		if (!strcmp(format->name, name))
			return format;
	return NULL;
}

const char *const *report_names(void)
{
	return names;
}
