/* An audit as SARIF: bypasses are errors, overrides are notes. */
#include "plangate/base/cleanup.h"
#include "plangate/base/utc.h"
#include "plangate/report/audit.h"
#include "sarif.h"

static bool is_told(const struct finding *finding)
{
	return finding->state == RULE_UNSATISFIED || finding->state == RULE_OVERRIDDEN ||
	       finding->state == RULE_ERROR;
}

static void list_rules(const struct audit *audit, struct strlist *rules)
{
	for (size_t i = 0; i < audit->count; i++) {
		const struct findings *findings = &audit->verdict.changes[i].findings;

		for (size_t f = 0; f < findings->count; f++)
			if (is_told(&findings->items[f]))
				strlist_add(rules, findings->items[f].rule);
	}
	strlist_sort_unique(rules);
}

static void add_signers(struct str *out, const struct change_verdict *change,
			const char *rule)
{
	for (size_t o = 0; o < change->override_count; o++) {
		const struct override_view *view = &change->overrides[o];

		if (!strlist_has(&view->rules, rule))
			continue;
		str_addf(out, "; override %.12s by", view->id);
		for (size_t s = 0; s < view->signers.count; s++)
			str_addf(out, "%s %s", s ? "," : "", view->signers.items[s]);
		str_addf(out, ": %s", view->reason);
	}
}

static const char *level_of(const struct finding *finding)
{
	if (finding->state == RULE_OVERRIDDEN)
		return "note";
	return finding->severity == SEVERITY_ERROR ? "error" : "warning";
}

static void write_properties(struct json_writer *w, const struct audit *audit, size_t i)
{
	char when[UTC_TEXT];

	utc_format(audit->items[i].when, when);
	json_key(w, "properties");
	json_open_object(w);
	json_put_string(w, "commit", audit->verdict.changes[i].commit.hex);
	json_put_string(w, "author", audit->items[i].author);
	json_put_string(w, "when", when);
	json_close(w);
}

static void write_result(struct json_writer *w, const struct audit *audit, size_t i,
			 const struct finding *finding)
{
	const struct change_verdict *change = &audit->verdict.changes[i];
	const struct evidence *first = finding->evidence_count ? finding->evidence : NULL;
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(str_clear) struct str fingerprint = {0};

	str_addf(&text, "commit %.12s landed with the rule '%s' %s", change->commit.hex,
		 finding->rule,
		 finding->state == RULE_OVERRIDDEN ? "waived" : "not satisfied");
	add_signers(&text, change, finding->rule);
	str_addf(&fingerprint, "%s:%s", change->commit.hex, finding->rule);
	json_open_object(w);
	json_put_string(w, "ruleId", finding->rule);
	json_put_string(w, "level", level_of(finding));
	sarif_text(w, "message", str_text(&text));
	sarif_location(w, first && first->file ? first->file : change->policy,
		       first ? first->line : 0);
	json_key(w, "partialFingerprints");
	json_open_object(w);
	json_put_string(w, "plangateAudit/v1", str_text(&fingerprint));
	json_close(w);
	write_properties(w, audit, i);
	json_close(w);
}

void audit_sarif(struct str *out, const struct audit *audit)
{
	CLEANUP(strlist_clear) struct strlist rules = {0};
	struct json_writer w = {0};

	list_rules(audit, &rules);
	sarif_begin(&w);
	sarif_driver(&w, &rules);
	json_key(&w, "results");
	json_open_list(&w);
	for (size_t i = 0; i < audit->count; i++) {
		const struct findings *findings = &audit->verdict.changes[i].findings;

		for (size_t f = 0; f < findings->count; f++)
			if (is_told(&findings->items[f]))
				write_result(&w, audit, i, &findings->items[f]);
	}
	json_close(&w);
	sarif_end(&w, out);
}
