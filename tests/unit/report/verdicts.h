/* verdicts.h - verdicts made by hand, and readers for what the formats make of them. */
#ifndef PLANGATE_TESTS_UNIT_REPORT_VERDICTS_H
#define PLANGATE_TESTS_UNIT_REPORT_VERDICTS_H

#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/value.h"
#include "plangate/model/verdict.h"
#include "plangate/report/report.h"

/* Escape, a line feed, the override that turns the direction of a text, a byte that is no UTF-8, and what means
 * something in XML, Markdown, workflow commands, TAP and JSON. */
#define HOSTILE                                                                            \
	"a\033[31m\nb\xE2\x80\xAE"                                                         \
	"c\xff <i>&\"']]> `d` @team #e \\f %0A::error::g,h:i"

static const struct oid some_commit = {"1111111111111111111111111111111111111111"};

static inline struct finding *add_finding(struct change_verdict *change, const char *rule,
					  enum severity severity, enum rule_state state)
{
	struct finding *finding = findings_add(&change->findings);

	finding->rule = xstrdup(rule);
	finding->pack = xstrdup("");
	finding->severity = severity;
	finding->state = state;
	return finding;
}

static inline void add_plan(struct change_verdict *change, const char *path, size_t covered,
			    bool valid)
{
	struct plan_view *view =
		ARRAY_PUSH(change->plans, change->plan_count, change->plan_capacity);

	view->path = xstrdup(path);
	view->covered = covered;
	view->valid = valid;
}

static inline struct override_view *add_override(struct change_verdict *change,
						 const char *rule, const char *signer)
{
	struct override_view *view = ARRAY_PUSH(change->overrides, change->override_count,
						change->override_capacity);

	view->id = xstrdup("0123456789abcdef0123456789abcdef");
	view->reason = xstrdup("the site is down");
	view->created = xstrdup("2026-01-02T03:04:05Z");
	view->expires = xstrdup("2026-01-02T07:04:05Z");
	view->files = 2;
	strlist_add(&view->rules, rule);
	strlist_add(&view->signers, signer);
	return view;
}

/* A change that a rule blocks: seen at a line, without a plan, at a place and at none. */
static inline struct change_verdict *add_blocked(struct verdict *verdict)
{
	struct change_verdict *change = verdict_add(verdict);
	struct finding *finding =
		add_finding(change, "source", SEVERITY_ERROR, RULE_UNSATISFIED);

	change->state = VERDICT_BLOCK;
	change->files = 2;
	change->policy = xstrdup(".plangate/policy.json");
	change->demand = (struct demand){.profile = PROFILE_LIGHT};
	finding->description = xstrdup("sources change");
	finding->demand = change->demand;
	finding_add_evidence(finding, "src/a.c", 7, "matches src/**");
	diagnostics_add(&change->diagnostics, SEVERITY_ERROR, PROBLEM_MISSING_PLAN, NULL, 0,
			0, "no plan covers any file")
		->rule = xstrdup("source");
	diagnostics_add(&change->diagnostics, SEVERITY_WARNING, PROBLEM_OPEN_QUESTION,
			"docs/p.md", 12, 3, "a question has no answer")
		->fix = xstrdup("- Answer: yes");
	verdict_finish(verdict);
	return change;
}

/* The same with hostile text wherever text of a repository can stand. */
static inline struct change_verdict *add_hostile(struct verdict *verdict)
{
	struct change_verdict *change = verdict_add(verdict);
	struct finding *finding =
		add_finding(change, "rule", SEVERITY_ERROR, RULE_UNSATISFIED);
	struct diagnostic *item;

	change->state = VERDICT_BLOCK;
	change->ref = xstrdup(HOSTILE);
	change->files = 1;
	change->demand = (struct demand){.profile = PROFILE_LIGHT};
	finding->description = xstrdup(HOSTILE);
	finding_add_evidence(finding, HOSTILE, 1, HOSTILE);
	item = diagnostics_add(&change->diagnostics, SEVERITY_ERROR, PROBLEM_PLACEHOLDER,
			       HOSTILE, 3, 1, "%s", HOSTILE);
	item->rule = xstrdup("rule");
	item->fix = xstrdup(HOSTILE);
	add_plan(change, HOSTILE, 1, false);
	add_override(change, "rule", HOSTILE)->ticket = xstrdup(HOSTILE);
	verdict_finish(verdict);
	return change;
}

/* A verdict in a format, for a reader with 80 columns and no colours. */
static inline void write_as(struct str *out, const char *format,
			    const struct verdict *verdict, bool verbose)
{
	const struct report_options options = {.width = 80, .verbose = verbose};

	assert_non_null(report_find(format));
	report_find(format)->write(out, verdict, &options);
}

static inline void parse(struct value *document, const struct str *text)
{
	struct pg_error err = {0};

	if (value_parse_json(document, "text", str_text(text), text->len, &err) < 0)
		fail_msg("%s\n%s", err.text, str_text(text));
}

/* A verdict in a format that is JSON, read back; the caller clears it. */
static inline void read_as(struct value *document, const char *format,
			   const struct verdict *verdict, bool verbose)
{
	CLEANUP(str_clear) struct str text = {0};

	write_as(&text, format, verdict, verbose);
	parse(document, &text);
}

/* What stands at "changes.0.rules.1.id": keys, and indexes of lists. */
static inline const struct value *value_find(const struct value *value, const char *path)
{
	CLEANUP(freep) char *copy = xstrdup(path);
	char *rest = copy, *step;

	while (value && (step = strsep(&rest, "."))) {
		size_t index = (size_t)strtoul(step, NULL, 10);

		if (value->kind == VALUE_LIST)
			value = index < value->count ? &value->items[index] : NULL;
		else
			value = value->kind == VALUE_MAP ? value_get(value, step) : NULL;
	}
	if (!value) {
		fail_msg("there is no %s", path);
		abort(); /* cmocka does not say that fail_msg() never returns */
	}
	return value;
}

static inline const char *text_at(const struct value *document, const char *path)
{
	const struct value *value = value_find(document, path);

	return value->kind == VALUE_NULL ? "null" : value->text;
}

static inline size_t count_at(const struct value *document, const char *path)
{
	return value_find(document, path)->count;
}

static inline void expect_has(const struct str *text, const char *part)
{
	if (!strstr(str_text(text), part))
		fail_msg("no '%s' in:\n%s", part, str_text(text));
}

static inline void expect_not(const struct str *text, const char *part)
{
	if (strstr(str_text(text), part))
		fail_msg("'%s' in:\n%s", part, str_text(text));
}

#endif
