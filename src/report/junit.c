/* JUnit's XML, as CI servers read it: a suite a change, a case a rule and one for the plans. */
#include <string.h>

#include "formats.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"

/* Text and attribute values alike; what XML 1.0 cannot hold text_safe() has made visible. */
static void add_xml(struct str *out, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);

	for (const char *p = safe; *p; p++) {
		if (*p == '&')
			str_add(out, "&amp;");
		else if (*p == '<')
			str_add(out, "&lt;");
		else if (*p == '>')
			str_add(out, "&gt;");
		else if (*p == '"')
			str_add(out, "&quot;");
		else
			str_add_char(out, *p);
	}
}

static void begin_case(struct str *out, const char *name)
{
	str_add(out, "    <testcase classname=\"plangate\" name=\"");
	add_xml(out, name);
	str_add(out, "\"");
}

static bool is_failure(const struct finding *finding)
{
	return (finding->state == RULE_UNSATISFIED || finding->state == RULE_ERROR) &&
	       finding->severity == SEVERITY_ERROR;
}

static void write_rule(struct str *out, const struct finding *finding)
{
	begin_case(out, finding->rule);
	if (finding->state == RULE_NOT_APPLICABLE) {
		str_add(out, "><skipped/></testcase>\n");
		return;
	}
	if (!is_failure(finding)) {
		str_add(out, "/>\n");
		return;
	}
	str_add(out, ">\n      <failure message=\"");
	add_xml(out, finding->description ? finding->description : finding->rule);
	str_add(out, "\">");
	for (size_t i = 0; i < finding->evidence_count; i++) {
		const struct evidence *evidence = &finding->evidence[i];

		if (evidence->file) {
			add_xml(out, evidence->file);
			str_addf(out, ":%d: ", evidence->line);
		}
		add_xml(out, evidence->detail ? evidence->detail : "");
		str_add_char(out, '\n');
	}
	str_add(out, "</failure>\n    </testcase>\n");
}

static void write_diagnostics(struct str *out, const struct change_verdict *change)
{
	for (size_t i = 0; i < change->diagnostics.count; i++) {
		const struct diagnostic *item = &change->diagnostics.items[i];

		if (item->file) {
			add_xml(out, item->file);
			str_addf(out, ":%d:%d: ", item->line, item->column);
		}
		str_addf(out, "%s: ", severity_name(item->severity));
		add_xml(out, item->message);
		str_addf(out, " [%s]\n", problem_id(item->problem));
	}
}

static void write_plans(struct str *out, const struct change_verdict *change)
{
	bool blocked = change->state == VERDICT_BLOCK || change->state == VERDICT_ERROR;

	begin_case(out, "plans");
	if (!change->diagnostics.count && !blocked) {
		str_add(out, "/>\n");
		return;
	}
	str_add(out, blocked ? ">\n      <failure message=\"the plans do not hold up\">"
			     : ">\n      <system-out>");
	write_diagnostics(out, change);
	str_add(out, blocked ? "</failure>\n    </testcase>\n"
			     : "</system-out>\n    </testcase>\n");
}

static void write_suite(struct str *out, const struct change_verdict *change, bool verbose)
{
	size_t tests = 1, failures = change->state >= VERDICT_BLOCK, skipped = 0;

	for (size_t i = 0; i < change->findings.count; i++) {
		const struct finding *finding = &change->findings.items[i];
		bool quiet = finding->state == RULE_NOT_APPLICABLE;

		tests += verbose || !quiet;
		skipped += verbose && quiet;
		failures += is_failure(finding);
	}
	str_add(out, "  <testsuite name=\"");
	add_xml(out, change->ref	   ? change->ref
		     : *change->commit.hex ? change->commit.hex
					   : "staged");
	str_addf(out, "\" tests=\"%zu\" failures=\"%zu\" skipped=\"%zu\" errors=\"0\">\n",
		 tests, failures, skipped);
	for (size_t i = 0; i < change->findings.count; i++)
		if (verbose || change->findings.items[i].state != RULE_NOT_APPLICABLE)
			write_rule(out, &change->findings.items[i]);
	write_plans(out, change);
	str_add(out, "  </testsuite>\n");
}

void report_junit(struct str *out, const struct verdict *verdict,
		  const struct report_options *options)
{
	str_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<testsuites name=\"plangate\">\n");
	for (size_t c = 0; c < verdict->count; c++)
		write_suite(out, &verdict->changes[c], options->verbose);
	str_add(out, "</testsuites>\n");
}
