/* TAP version 13: a test for each rule that was asked, and one for the plans of each change. */
#include <string.h>

#include "formats.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"

struct tap {
	struct str *out;
	size_t number;
};

/* A description: '#' would begin a directive. */
static void add_description(struct tap *tap, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);

	for (const char *p = safe; *p; p++) {
		if (*p == '#' || *p == '\\')
			str_add_char(tap->out, '\\');
		str_add_char(tap->out, *p);
	}
}

static void add_comment(struct tap *tap, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);

	str_addf(tap->out, "# %s\n", safe);
}

static void write_rule(struct tap *tap, const struct finding *finding)
{
	bool ok = finding->state == RULE_NOT_APPLICABLE ||
		  finding->state == RULE_SATISFIED || finding->state == RULE_OVERRIDDEN;

	str_addf(tap->out, "%s %zu - ", ok ? "ok" : "not ok", ++tap->number);
	add_description(tap, finding->rule);
	str_addf(tap->out, " %s", rule_state_name(finding->state));
	if (!ok && finding->severity != SEVERITY_ERROR)
		str_add(tap->out, " # TODO this rule only warns");
	str_add_char(tap->out, '\n');
}

static void write_plans(struct tap *tap, const struct change_verdict *change)
{
	bool blocked = change->state == VERDICT_BLOCK || change->state == VERDICT_ERROR;

	str_addf(tap->out, "%s %zu - ", blocked ? "not ok" : "ok", ++tap->number);
	add_description(tap, change->ref	   ? change->ref
			     : *change->commit.hex ? change->commit.hex
						   : "staged");
	str_addf(tap->out, " %s\n", verdict_state_name(change->state));
	for (size_t i = 0; i < change->diagnostics.count; i++) {
		const struct diagnostic *item = &change->diagnostics.items[i];
		CLEANUP(str_clear) struct str line = {0};

		if (item->file)
			str_addf(&line, "%s:%d: ", item->file, item->line);
		str_addf(&line, "%s: %s [%s]", severity_name(item->severity), item->message,
			 problem_id(item->problem));
		add_comment(tap, str_text(&line));
	}
}

static size_t count_tests(const struct verdict *verdict, bool verbose)
{
	size_t count = verdict->count;

	for (size_t c = 0; c < verdict->count; c++)
		for (size_t i = 0; i < verdict->changes[c].findings.count; i++)
			count += verbose || verdict->changes[c].findings.items[i].state !=
						    RULE_NOT_APPLICABLE;
	return count;
}

void report_tap(struct str *out, const struct verdict *verdict,
		const struct report_options *options)
{
	struct tap tap = {out, 0};

	str_addf(out, "TAP version 13\n1..%zu\n", count_tests(verdict, options->verbose));
	for (size_t c = 0; c < verdict->count; c++) {
		const struct change_verdict *change = &verdict->changes[c];

		for (size_t i = 0; i < change->findings.count; i++)
			if (options->verbose ||
			    change->findings.items[i].state != RULE_NOT_APPLICABLE)
				write_rule(&tap, &change->findings.items[i]);
		write_plans(&tap, change);
	}
}
