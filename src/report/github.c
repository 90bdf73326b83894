/*
 * GitHub's workflow commands: "::error file=...,line=...::message", one a line. Values are escaped by the rules
 * of the runner's toolkit: % CR LF everywhere, and : and , within properties.
 */
#include <string.h>

#include "formats.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "remarks.h"

static void add_escaped(struct str *out, const char *text, bool property)
{
	for (; *text; text++) {
		if (strchr("%\r\n", *text) || (property && strchr(":,", *text)))
			str_addf(out, "%%%02X", (unsigned char)*text);
		else
			str_add_char(out, *text);
	}
}

/* Made harmless first: a log is read by people too. */
static void add_value(struct str *out, const char *text, bool property)
{
	CLEANUP(freep) char *safe = text_safe(text);

	add_escaped(out, safe, property);
}

/* Its lines stay lines. */
static void add_fix(struct str *out, const char *fix)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	strlist_split(&lines, fix, strlen(fix), '\n');
	for (size_t i = 0; i < lines.count; i++) {
		str_add(out, i ? "%0A" : "%0Afix: ");
		add_value(out, lines.items[i], false);
	}
}

static const char *command_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR:
		return "error";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_NOTE:
	case SEVERITY_OFF:
		break;
	}
	return "notice";
}

static void write_command(void *context, const struct remark *remark)
{
	struct str *out = context;

	str_addf(out, "::%s ", command_of(remark->severity));
	if (remark->file) {
		str_add(out, "file=");
		add_value(out, remark->file, true);
		if (remark->line > 0)
			str_addf(out, ",line=%d", remark->line);
		if (remark->column > 0)
			str_addf(out, ",col=%d", remark->column);
		str_add_char(out, ',');
	}
	str_add(out, "title=plangate ");
	add_value(out, remark->code, true);
	str_add(out, "::");
	add_value(out, remark->message, false);
	if (remark->fix)
		add_fix(out, remark->fix);
	str_add_char(out, '\n');
}

void report_github(struct str *out, const struct verdict *verdict,
		   const struct report_options *options)
{
	(void)options;
	remarks_walk(verdict, write_command, out);
	str_addf(out, "plangate: %s\n", verdict_state_name(verdict->state));
}
