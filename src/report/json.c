/* The JSON document, version 1: the data model of every report. Its schema is in docs/. */
#include <stdlib.h>

#include "formats.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/json.h"

enum { DOCUMENT_VERSION = 1 };

static void put_oid(struct json_writer *w, const char *key, const struct oid *oid)
{
	json_put_string(w, key, oid_is_null(oid) ? NULL : oid->hex);
}

static void write_evidence(struct json_writer *w, const struct evidence *evidence)
{
	json_open_object(w);
	json_put_string(w, "file", evidence->file);
	json_put_int(w, "line", evidence->line);
	json_put_string(w, "detail", evidence->detail);
	json_close(w);
}

static void write_rule(struct json_writer *w, const struct finding *finding)
{
	json_open_object(w);
	json_put_string(w, "id", finding->rule);
	json_put_string(w, "pack", finding->pack && *finding->pack ? finding->pack : NULL);
	json_put_string(w, "severity", severity_name(finding->severity));
	json_put_string(w, "state", rule_state_name(finding->state));
	json_put_string(w, "description", finding->description ? finding->description : "");
	json_put_int(w, "files", (long long)finding->files);
	json_key(w, "evidence");
	json_open_list(w);
	for (size_t i = 0; i < finding->evidence_count; i++)
		write_evidence(w, &finding->evidence[i]);
	json_close(w);
	json_close(w);
}

static void write_rules(struct json_writer *w, const struct findings *findings,
			bool verbose)
{
	json_key(w, "rules");
	json_open_list(w);
	for (size_t i = 0; i < findings->count; i++)
		if (verbose || findings->items[i].state != RULE_NOT_APPLICABLE)
			write_rule(w, &findings->items[i]);
	json_close(w);
}

/* The most that one rule asks for. */
static unsigned approvals(const struct findings *findings)
{
	unsigned most = 0;

	for (size_t i = 0; i < findings->count; i++)
		if (finding_is_open(&findings->items[i]) &&
		    findings->items[i].approvals > most)
			most = findings->items[i].approvals;
	return most;
}

static void write_demand(struct json_writer *w, const struct change_verdict *change)
{
	const struct demand *demand = &change->demand;

	json_key(w, "demand");
	if (demand->profile == PROFILE_NONE) {
		json_add_null(w);
		return;
	}
	json_open_object(w);
	json_put_string(w, "profile", profile_name(demand->profile));
	json_put_string(w, "risk",
			demand->risk == RISK_NONE ? NULL : risk_name(demand->risk));
	json_key(w, "assess");
	json_open_list(w);
	for (unsigned bit = 1; bit <= ASSESS_DEPENDENCIES; bit <<= 1)
		if (demand->assess & bit)
			json_add_string(w, assessment_name((enum assessment)bit));
	json_close(w);
	json_put_string(w, "rollback", demand->migration ? "migration" : NULL);
	json_put_int(w, "approvals", approvals(&change->findings));
	json_close(w);
}

static void write_plans(struct json_writer *w, const struct change_verdict *change)
{
	json_key(w, "plans");
	json_open_list(w);
	for (size_t i = 0; i < change->plan_count; i++) {
		json_open_object(w);
		json_put_string(w, "path", change->plans[i].path);
		json_put_int(w, "covered", (long long)change->plans[i].covered);
		json_put_bool(w, "valid", change->plans[i].valid);
		json_close(w);
	}
	json_close(w);
}

/* Several in one string: `signers` has them apart. */
static void put_joined(struct json_writer *w, const char *key, const struct strlist *words)
{
	CLEANUP(str_clear) struct str joined = {0};

	for (size_t i = 0; i < words->count; i++)
		str_addf(&joined, "%s%s", i ? ", " : "", words->items[i]);
	json_put_string(w, key, str_text(&joined));
}

static void write_overrides(struct json_writer *w, const struct change_verdict *change)
{
	json_key(w, "overrides");
	json_open_list(w);
	for (size_t i = 0; i < change->override_count; i++) {
		const struct override_view *view = &change->overrides[i];

		json_open_object(w);
		json_put_string(w, "id", view->id);
		put_joined(w, "signer", &view->signers);
		json_put_list(w, "signers", &view->signers);
		json_put_list(w, "rules", &view->rules);
		json_put_int(w, "files", (long long)view->files);
		json_put_string(w, "reason", view->reason);
		json_put_string(w, "ticket", view->ticket);
		json_put_string(w, "created", view->created);
		json_put_string(w, "expires", view->expires);
		json_close(w);
	}
	json_close(w);
}

static void write_diagnostic(struct json_writer *w, const struct diagnostic *item)
{
	json_open_object(w);
	json_put_string(w, "severity", severity_name(item->severity));
	json_put_string(w, "code", problem_id(item->problem));
	json_put_string(w, "message", item->message);
	json_put_string(w, "file", item->file);
	json_put_int(w, "line", item->line);
	json_put_int(w, "column", item->column);
	json_put_string(w, "rule", item->rule);
	json_put_string(w, "fix", item->fix);
	json_close(w);
}

static void write_lines(struct json_writer *w, const struct change_verdict *change)
{
	json_key(w, "lines");
	if (!change->lines_known) {
		json_add_null(w);
		return;
	}
	json_open_object(w);
	json_put_int(w, "added", (long long)change->added);
	json_put_int(w, "removed", (long long)change->removed);
	json_close(w);
}

static void write_change(struct json_writer *w, const struct change_verdict *change,
			 bool verbose)
{
	json_open_object(w);
	json_put_string(w, "ref", change->ref);
	put_oid(w, "commit", &change->commit);
	put_oid(w, "base", &change->base);
	put_oid(w, "tree", &change->tree);
	json_put_string(w, "verdict", verdict_state_name(change->state));
	json_put_int(w, "files", (long long)change->files);
	write_lines(w, change);
	write_rules(w, &change->findings, verbose);
	write_demand(w, change);
	write_plans(w, change);
	write_overrides(w, change);
	json_put_list(w, "reverts", &change->reverts);
	json_key(w, "diagnostics");
	json_open_list(w);
	for (size_t i = 0; i < change->diagnostics.count; i++)
		write_diagnostic(w, &change->diagnostics.items[i]);
	json_close(w);
	json_close(w);
}

void report_json(struct str *out, const struct verdict *verdict,
		 const struct report_options *options)
{
	struct json_writer w = {0};

	json_open_object(&w);
	json_put_int(&w, "version", DOCUMENT_VERSION);
	json_key(&w, "tool");
	json_open_object(&w);
	json_put_string(&w, "name", "plangate");
	json_put_string(&w, "version", PLANGATE_VERSION);
	json_close(&w);
	json_put_string(&w, "stage", stage_name(verdict->stage));
	json_put_string(&w, "mode", verdict->warn_only ? "warn" : "enforce");
	json_put_string(&w, "verdict", verdict_state_name(verdict->state));
	json_put_list(&w, "notes", &verdict->notes);
	json_key(&w, "changes");
	json_open_list(&w);
	for (size_t i = 0; i < verdict->count; i++)
		write_change(&w, &verdict->changes[i], options->verbose);
	json_close(&w);
	json_finish(&w, out);
}
