/* match_case.h - plans and a change by hand, and what is said of them. */
#ifndef PLANGATE_TESTS_MATCH_CASE_H
#define PLANGATE_TESTS_MATCH_CASE_H

#include "../change/scene.h"
#include "plangate/base/array.h"
#include "plangate/gate/match.h"
#include "plangate/plan/document.h"

enum { MOST_CASE_PLANS = 3 };

/* A good plan but for what is said here. */
struct match_plan {
	const char *path;   /* of its document; NULL: there is no further one */
	const char *scope;  /* "a.c b.c" */
	const char *status; /* NULL: active */
	bool spoiled;	    /* it has a problem of its own: no Rollback */
	bool passed_over;   /* another plan was named */
	bool no_plan;	    /* notes beside the plans, without sections */
};

/* By the policy MANY_POLICY, whose rule asks for a standard plan. */
struct match_case {
	const char *changes; /* as case_by_hand() takes them */
	struct match_plan plans[MOST_CASE_PLANS + 1];
	bool satisfied;
	const char *said; /* "CODE FILE:LINE CODE ...", in order */
};

static inline void match_plan_text(const struct match_plan *plan, struct str *out)
{
	CLEANUP(strlist_clear) struct strlist scope = {0};

	if (plan->no_plan) {
		str_add(out, "# Notes\n\nThese are notes.\n");
		return;
	}
	strlist_split(&scope, plan->scope, strlen(plan->scope), ' ');
	str_addf(out, "---\nstatus: %s\n---\n# Implementation Plan: Add %s\n\n## Scope\n",
		 plan->status ? plan->status : "active", plan->path);
	for (size_t i = 0; i < scope.count; i++)
		str_addf(out, "- `%s`\n", scope.items[i]);
	str_addf(out,
		 "- Risk Level: LOW\n\n## Approach\nOne file a part, as %s has it, so that "
		 "each can go.\n\n## Steps\n1. `%s`: declare the part\n\n"
		 "## Tests\n- [ ] `make %s` builds every part\n\n",
		 plan->path, scope.items[0], plan->path);
	if (!plan->spoiled)
		str_addf(out, "## Rollback\nNothing uses %s yet: git revert is enough.\n\n",
			 plan->path);
	str_add(out, "## Open Questions\nNone\n");
}

static inline void match_plans_by_hand(const struct match_plan *rows,
				       const struct pg_case *c, struct candidates *out)
{
	struct plan_texts *texts = &out->texts;
	struct pg_error err = {0};

	for (; rows->path; rows++) {
		CLEANUP(str_clear) struct str text = {0};
		struct plan_text *item =
			ARRAY_PUSH(texts->items, texts->count, texts->capacity);

		match_plan_text(rows, &text);
		item->plan = plan_read(rows->path, str_text(&text), text.len,
				       &c->policy->plans, NULL);
		item->touched = changeset_find(&c->set, rows->path) != NULL;
		item->recent = true;
	}
	out->count = texts->count;
	out->items = calloc(out->count + 1, sizeof(*out->items));
	assert_non_null(out->items);
	for (size_t i = 0; i < out->count; i++) {
		out->items[i].text = &texts->items[i];
		out->items[i].passed_over = (rows - out->count)[i].passed_over;
	}
	must(candidates_cover(out, c, &err), &err);
}

/* Hold the plans against the change; what is said is appended to out. */
static inline bool match_run(const struct match_case *row, const char *policy,
			     struct diagnostics *out)
{
	static const struct demand demand = {.profile = PROFILE_STANDARD};
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(candidates_clear) struct candidates plans = {0};
	const struct matching matching = {
		.c = &c, .at = &c, .plans = &plans, .demand = &demand};
	struct pg_error err = {0};
	bool satisfied = false;

	case_by_hand(&c, policy, row->changes);
	must(case_judge(&c, &err), &err);
	match_plans_by_hand(row->plans, &c, &plans);
	must(match_plans(&matching, &satisfied, out, &err), &err);
	return satisfied;
}

/* The same, compared with what the row says. */
static inline void match_case_run(const struct match_case *row)
{
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	CLEANUP(str_clear) struct str said = {0};
	bool satisfied = match_run(row, MANY_POLICY, &out);

	for (size_t i = 0; i < out.count; i++) {
		const struct diagnostic *item = &out.items[i];

		if (item->severity != SEVERITY_ERROR)
			continue;
		str_addf(&said, "%s%s", said.len ? " " : "", problem_id(item->problem));
		if (item->file)
			str_addf(&said, " %s", item->file);
	}
	if (strcmp(str_text(&said), row->said) != 0 || satisfied != row->satisfied)
		fail_msg("%s: '%s' is said, and %d", row->changes, str_text(&said),
			 satisfied);
}

#define MATCH_CASES_RUN(rows)                                                              \
	for (size_t i_ = 0; i_ < TEST_COUNT(rows); i_++)                                   \
	match_case_run(&(rows)[i_])

#endif
