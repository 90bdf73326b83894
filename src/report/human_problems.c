/* What is wrong, for a person. */
#include <string.h>

#include "human.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/model/problem.h"
#include "together.h"

enum { MOST_DIAGNOSTICS = 30 };

static const char *severity_style(enum severity severity)
{
	return severity == SEVERITY_ERROR     ? RED
	       : severity == SEVERITY_WARNING ? YELLOW
					      : FAINT;
}

static void write_place(const struct writer *w, const struct diagnostic *item)
{
	CLEANUP(freep) char *path = item->file ? text_quote_path(item->file) : NULL;

	if (!path)
		return;
	str_add(w->out, path);
	if (item->line)
		str_addf(w->out, ":%d", item->line);
	if (item->line && item->column)
		str_addf(w->out, ":%d", item->column);
	str_add(w->out, ": ");
}

/* A fix is to be pasted: its lines stay as they are. */
static void write_fix(const struct writer *w, const char *fix)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	strlist_split(&lines, fix, strlen(fix), '\n');
	for (size_t i = 0; i < lines.count; i++) {
		CLEANUP(freep) char *line = text_safe(lines.items[i]);

		if (!i || *line)
			str_add(w->out, i ? "         " : "    fix: ");
		str_add(w->out, line);
		str_add_char(w->out, '\n');
	}
}

static void write_diagnostic(const struct writer *w, const struct diagnostic *item)
{
	CLEANUP(freep) char *message = text_safe(item->message);
	CLEANUP(str_clear) struct str line = {0};
	size_t start = w->out->len, used;

	write_place(w, item);
	used = columns(w->out->data + start, w->out->len - start);
	styled(w, severity_style(item->severity), severity_name(item->severity));
	str_addf(&line, ": %s [%s]", message, problem_id(item->problem));
	wrapped(w, str_text(&line), used + strlen(severity_name(item->severity)), HANG);
	if (item->fix)
		write_fix(w, item->fix);
}

void write_problems(const struct writer *w, const struct diagnostics *list)
{
	CLEANUP(diagnostics_clear) struct diagnostics told = {0};
	size_t shown = 0, hidden = 0;

	diagnostics_together(list, &told);
	for (size_t i = 0; i < told.count; i++) {
		const struct diagnostic *item = &told.items[i];

		if (item->severity == SEVERITY_NOTE && !w->options->verbose)
			continue;
		if (shown == MOST_DIAGNOSTICS && !w->options->verbose) {
			hidden++;
			continue;
		}
		if (!shown++)
			str_add_char(w->out, '\n');
		write_diagnostic(w, item);
	}
	if (hidden)
		str_addf(w->out, "and %zu more (--verbose shows them)\n", hidden);
}
