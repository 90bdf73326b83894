/* What an audit found: text for people; JSON, CSV and SARIF for programs. */
#include "plangate/report/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/json.h"
#include "plangate/base/names.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "sarif.h"

enum { MONTH = 7, DAY = 10 };

/* How often something was seen. */
struct tally {
	char *name;
	size_t demanded, plans, overrides, reverts, bypasses;
};

struct tallies {
	struct tally *items;
	size_t count;
	size_t capacity;
};

static void tallies_clear(struct tallies *tallies)
{
	for (size_t i = 0; i < tallies->count; i++)
		free(tallies->items[i].name);
	free(tallies->items);
}

static struct tally *tally_of(struct tallies *tallies, const char *name, size_t len)
{
	struct tally *tally;

	for (size_t i = 0; i < tallies->count; i++)
		if (strlen(tallies->items[i].name) == len &&
		    !strncmp(tallies->items[i].name, name, len))
			return &tallies->items[i];
	tally = ARRAY_PUSH(tallies->items, tallies->count, tallies->capacity);
	tally->name = xmemdup(name, len);
	return tally;
}

static void count_state(struct tally *tally, enum rule_state state)
{
	tally->demanded++;
	tally->plans += state == RULE_SATISFIED;
	tally->overrides += state == RULE_OVERRIDDEN;
	tally->reverts += state == RULE_EXEMPT;
	tally->bypasses += state == RULE_UNSATISFIED;
}

/* By rule, by author, by month. */
enum { BY_RULE, BY_AUTHOR, BY_MONTH, TALLIES };

static void count_change(const struct audit *audit, size_t i, struct tallies all[TALLIES])
{
	const struct findings *findings = &audit->verdict.changes[i].findings;
	char when[UTC_TEXT];

	utc_format(audit->items[i].when, when);
	for (size_t f = 0; f < findings->count; f++) {
		const struct finding *finding = &findings->items[f];

		if (finding->state == RULE_NOT_APPLICABLE)
			continue;
		count_state(tally_of(&all[BY_RULE], finding->rule, strlen(finding->rule)),
			    finding->state);
		count_state(tally_of(&all[BY_AUTHOR], audit->items[i].author,
				     strlen(audit->items[i].author)),
			    finding->state);
		count_state(tally_of(&all[BY_MONTH], when, MONTH), finding->state);
	}
}

static bool is_shown(const struct change_verdict *change)
{
	return audit_is_bypass(change) || *audit_satisfied_by(change);
}

static void add_rules(struct str *out, const struct findings *findings)
{
	bool any = false;

	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].state == RULE_NOT_APPLICABLE)
			continue;
		str_addf(out, "%s%s", any ? ", " : "", findings->items[i].rule);
		any = true;
	}
	if (!any)
		str_add(out, "policy-change");
}

/* "2 h 5 min": from the signature to the commit. */
static void add_age(struct str *out, const char *created, long long when)
{
	long long moment = 0, minutes;

	if (!utc_parse(created, &moment))
		return;
	minutes = when > moment ? (when - moment) / 60 : 0;
	str_addf(out, "%lld h %lld min old", minutes / 60, minutes % 60);
}

static void add_overrides(struct str *out, const struct change_verdict *change,
			  long long when)
{
	for (size_t i = 0; i < change->override_count; i++) {
		const struct override_view *view = &change->overrides[i];
		CLEANUP(freep) char *reason = text_safe(view->reason);

		str_addf(out, "    override %.12s by ", view->id);
		for (size_t s = 0; s < view->signers.count; s++) {
			CLEANUP(freep) char *safe = text_safe(view->signers.items[s]);

			str_addf(out, "%s%s", s ? ", " : "", safe);
		}
		str_add(out, ", ");
		add_age(out, view->created, when);
		str_addf(out, ": %s\n", reason);
	}
}

static void add_reverts(struct str *out, const struct change_verdict *change)
{
	for (size_t i = 0; i < change->reverts.count; i++)
		str_addf(out, "    takes back %.12s\n", change->reverts.items[i]);
}

static void add_tallies(struct str *out, const char *title, const struct tallies *tallies)
{
	if (tallies->count)
		str_addf(out, "\n%-32s %8s %8s %8s %8s %8s\n", title, "fired", "plan",
			 "override", "revert", "bypass");
	for (size_t i = 0; i < tallies->count; i++) {
		const struct tally *tally = &tallies->items[i];
		CLEANUP(freep) char *safe = text_safe(tally->name);

		str_addf(out, "%-32s %8zu %8zu %8zu %8zu %8zu\n", safe, tally->demanded,
			 tally->plans, tally->overrides, tally->reverts, tally->bypasses);
	}
}

static void write_text(struct str *out, const struct audit *audit)
{
	static const char *const titles[TALLIES] = {"rule", "author", "month"};
	struct tallies all[TALLIES] = {0};
	size_t bypasses = 0;

	for (size_t i = 0; i < audit->count; i++) {
		const struct change_verdict *change = &audit->verdict.changes[i];
		CLEANUP(freep) char *author = text_safe(audit->items[i].author);
		char when[UTC_TEXT];

		count_change(audit, i, all);
		bypasses += audit_is_bypass(change);
		if (!is_shown(change))
			continue;
		utc_format(audit->items[i].when, when);
		str_addf(out, "%.*s %.12s %s: ", DAY, when, change->commit.hex, author);
		add_rules(out, &change->findings);
		str_addf(out, ": %s\n",
			 audit_is_bypass(change) ? "BYPASS" : audit_satisfied_by(change));
		add_overrides(out, change, audit->items[i].when);
		add_reverts(out, change);
	}
	for (int i = 0; i < TALLIES; i++) {
		add_tallies(out, titles[i], &all[i]);
		tallies_clear(&all[i]);
	}
	str_addf(out, "%s%zu changes, %zu bypasses\n", audit->count ? "\n" : "",
		 audit->count, bypasses);
}

static void write_json_override(struct json_writer *w, const struct override_view *view)
{
	json_open_object(w);
	json_put_string(w, "id", view->id);
	json_put_list(w, "signers", &view->signers);
	json_put_string(w, "reason", view->reason);
	json_put_string(w, "ticket", view->ticket);
	json_put_string(w, "created", view->created);
	json_put_string(w, "expires", view->expires);
	json_close(w);
}

static void write_json_change(struct json_writer *w, const struct audit *audit, size_t i)
{
	const struct change_verdict *change = &audit->verdict.changes[i];
	char when[UTC_TEXT];

	utc_format(audit->items[i].when, when);
	json_open_object(w);
	json_put_string(w, "commit", change->commit.hex);
	json_put_string(w, "when", when);
	json_put_string(w, "author", audit->items[i].author);
	json_put_bool(w, "bypass", audit_is_bypass(change));
	json_put_string(w, "satisfied_by", audit_satisfied_by(change));
	json_key(w, "rules");
	json_open_list(w);
	for (size_t f = 0; f < change->findings.count; f++) {
		if (change->findings.items[f].state == RULE_NOT_APPLICABLE)
			continue;
		json_open_object(w);
		json_put_string(w, "id", change->findings.items[f].rule);
		json_put_string(w, "state",
				rule_state_name(change->findings.items[f].state));
		json_close(w);
	}
	json_close(w);
	json_key(w, "overrides");
	json_open_list(w);
	for (size_t o = 0; o < change->override_count; o++)
		write_json_override(w, &change->overrides[o]);
	json_close(w);
	json_close(w);
}

static void write_json(struct str *out, const struct audit *audit)
{
	struct json_writer w = {0};

	json_open_object(&w);
	json_put_int(&w, "version", 1);
	json_key(&w, "changes");
	json_open_list(&w);
	for (size_t i = 0; i < audit->count; i++)
		write_json_change(&w, audit, i);
	json_close(&w);
	json_finish(&w, out);
}

/* RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
static void add_cell(struct str *out, const char *text, char end)
{
	CLEANUP(freep) char *safe = text_safe(text);

	str_add(out, strchr("=+-@", *safe) && *safe ? "\"'" : "\"");
	for (const char *p = safe; *p; p++) {
		str_add_char(out, *p);
		if (*p == '"')
			str_add_char(out, '"');
	}
	str_add_char(out, '"');
	str_add_char(out, end);
}

static void write_csv_row(struct str *out, const struct audit *audit, size_t i,
			  const struct finding *finding)
{
	const struct change_verdict *change = &audit->verdict.changes[i];
	CLEANUP(str_clear) struct str ids = {0};
	CLEANUP(str_clear) struct str signers = {0};
	char when[UTC_TEXT];

	for (size_t o = 0; o < change->override_count; o++) {
		const struct override_view *view = &change->overrides[o];

		if (!strlist_has(&view->rules, finding->rule))
			continue;
		str_addf(&ids, "%s%s", ids.len ? " " : "", view->id);
		for (size_t s = 0; s < view->signers.count; s++)
			str_addf(&signers, "%s%s", signers.len ? " " : "",
				 view->signers.items[s]);
	}
	utc_format(audit->items[i].when, when);
	add_cell(out, change->commit.hex, ',');
	add_cell(out, when, ',');
	add_cell(out, audit->items[i].author, ',');
	add_cell(out, finding->rule, ',');
	add_cell(out, rule_state_name(finding->state), ',');
	add_cell(out, str_text(&ids), ',');
	add_cell(out, str_text(&signers), '\n');
}

static void write_csv(struct str *out, const struct audit *audit)
{
	str_add(out, "commit,when,author,rule,state,overrides,signers\n");
	for (size_t i = 0; i < audit->count; i++) {
		const struct findings *findings = &audit->verdict.changes[i].findings;

		for (size_t f = 0; f < findings->count; f++)
			if (findings->items[f].state != RULE_NOT_APPLICABLE)
				write_csv_row(out, audit, i, &findings->items[f]);
	}
}

/* A format is its row here and its function. */
#define FORMATS(ROW)                                                                       \
	ROW("text", write_text)                                                            \
	ROW("json", write_json)                                                            \
	ROW("csv", write_csv)                                                              \
	ROW("sarif", audit_sarif)

#define FORMAT(name, function) {name, function},
#define NAME(name, function) name,

static const struct audit_format formats[] = {FORMATS(FORMAT)};

static const char *const names[] = {FORMATS(NAME) NULL};

const struct audit_format *audit_format_find(const char *name)
{
	size_t index;

	return names_find(names, name, &index) ? &formats[index] : NULL;
}

const char *const *audit_format_names(void)
{
	return names;
}
