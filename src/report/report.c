#include "plangate/report/report.h"

#include <stddef.h>
#include <string.h>

static const struct report_format formats[] = {
	{"human", "for people, wrapped and coloured where it is read on a terminal",
	 report_human},
	{"json", "one JSON document (version 1, docs/report.schema.json)", report_json},
	{NULL, NULL, NULL},
};

/* In the order of the table. */
static const char *const names[] = {"human", "json", NULL};

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
