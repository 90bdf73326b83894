/* Markdown for a pull request, a job summary or a chat. */
#include <string.h>

#include "formats.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "together.h"

enum { MOST_EVIDENCE = 5 };

/* Text of the repository in prose: no mark-up, no mention and no link may come out of it. */
static void add_plain(struct str *out, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);

	for (const char *p = safe; *p; p++) {
		if (strchr("\\`*_{}[]()<>#+!|~&@$", *p))
			str_add_char(out, '\\');
		str_add_char(out, *p);
	}
}

static void add_code(struct str *out, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);

	str_add_char(out, '`');
	for (const char *p = safe; *p; p++)
		str_add_char(out, *p == '`' ? '\'' : *p);
	str_add_char(out, '`');
}

static void add_place(struct str *out, const char *file, int line)
{
	CLEANUP(freep) char *quoted = text_quote_path(file);
	CLEANUP(freep) char *place = line > 0 ? xasprintf("%s:%d", quoted, line) : NULL;

	add_code(out, place ? place : quoted);
}

static void write_rule(struct str *out, const struct finding *finding)
{
	str_add(out, "- **");
	add_plain(out, finding->rule);
	str_addf(out, "** (%s)", rule_state_name(finding->state));
	if (finding->description && *finding->description) {
		str_add(out, ": ");
		add_plain(out, finding->description);
	}
	str_add_char(out, '\n');
	for (size_t i = 0; i < finding->evidence_count && i < MOST_EVIDENCE; i++) {
		const struct evidence *evidence = &finding->evidence[i];

		str_add(out, "  - ");
		if (evidence->file)
			add_place(out, evidence->file, evidence->line);
		str_add(out, evidence->file ? " " : "");
		if (evidence->detail && *evidence->detail)
			add_code(out, evidence->detail);
		str_add_char(out, '\n');
	}
}

static void write_rules(struct str *out, const struct change_verdict *change, bool verbose)
{
	bool any = false;

	for (size_t i = 0; i < change->findings.count; i++) {
		const struct finding *finding = &change->findings.items[i];

		if (!verbose && finding->state == RULE_NOT_APPLICABLE)
			continue;
		if (!any)
			str_add(out, "\n### Rules\n\n");
		any = true;
		write_rule(out, finding);
	}
}

/* Longer than any run of back-ticks in the text. */
static char *fence_for(const char *text)
{
	struct str out = {0};
	size_t longest = 2;

	for (size_t run; *text; text += run ? run : 1) {
		run = strspn(text, "`");
		longest = run > longest ? run : longest;
	}
	for (size_t i = 0; i <= longest; i++)
		str_add_char(&out, '`');
	return str_take(&out);
}

/* A line as a code span, lines as a fence that none of them closes, in the item of the fix. */
static void add_fix(struct str *out, const char *fix)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(freep) char *fence = fence_for(fix);

	strlist_split(&lines, fix, strlen(fix), '\n');
	if (lines.count < 2) {
		str_add_char(out, ' ');
		add_code(out, fix);
		str_add_char(out, '\n');
		return;
	}
	str_addf(out, "\n\n    %s\n", fence);
	for (size_t i = 0; i < lines.count; i++) {
		CLEANUP(freep) char *line = text_safe(lines.items[i]);

		str_addf(out, "%s%s\n", *line ? "    " : "", line);
	}
	str_addf(out, "    %s\n", fence);
}

static void write_diagnostics(struct str *out, const struct change_verdict *change)
{
	CLEANUP(diagnostics_clear) struct diagnostics told = {0};

	diagnostics_together(&change->diagnostics, &told);
	for (size_t i = 0; i < told.count; i++) {
		const struct diagnostic *item = &told.items[i];

		if (!i)
			str_add(out, "\n### Problems\n\n");
		str_addf(out, "- **%s** ", severity_name(item->severity));
		if (item->file) {
			add_place(out, item->file, item->line);
			str_add_char(out, ' ');
		}
		add_plain(out, item->message);
		str_addf(out, " (%s)\n", problem_id(item->problem));
		if (item->fix) {
			str_add(out, "  - fix:");
			add_fix(out, item->fix);
		}
	}
}

void report_markdown(struct str *out, const struct verdict *verdict,
		     const struct report_options *options)
{
	str_addf(out, "## plangate: %s\n", verdict_state_name(verdict->state));
	for (size_t i = 0; i < verdict->notes.count; i++) {
		str_add(out, "\n");
		add_plain(out, verdict->notes.items[i]);
		str_add_char(out, '\n');
	}
	for (size_t c = 0; c < verdict->count; c++) {
		const struct change_verdict *change = &verdict->changes[c];

		if (change->ref) {
			str_add(out, "\nRef ");
			add_code(out, change->ref);
			str_add(out, "\n");
		}
		write_rules(out, change, options->verbose);
		write_diagnostics(out, change);
	}
}
