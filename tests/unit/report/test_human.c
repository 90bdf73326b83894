#include "verdicts.h"

static void expect_exactly(const struct verdict *verdict, const char *wanted)
{
	CLEANUP(str_clear) struct str text = {0};

	write_as(&text, "human", verdict, false);
	assert_string_equal(str_text(&text), wanted);
}

static void a_blocked_change_is_told_from_why_to_what_next(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};

	(void)state;
	add_plan(add_blocked(&verdict), "docs/p.md", 0, false);
	expect_exactly(&verdict,
		       "plangate: blocked: this change needs a plan\n"
		       "\n"
		       "Rules:\n"
		       "  source: sources change\n"
		       "        src/a.c:7: matches src/**\n"
		       "\n"
		       "Demanded: a plan of profile light\n"
		       "\n"
		       "Plans looked at:\n"
		       "  docs/p.md: covers no file, not valid\n"
		       "\n"
		       "error: no plan covers any file [missing-plan]\n"
		       "docs/p.md:12:3: warning: a question has no answer [open-question]\n"
		       "    fix: - Answer: yes\n"
		       "\n"
		       "Next: plangate plan new \"What this change does\"\n");
}

static void a_demand_names_all_that_is_asked(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct change_verdict *change = add_blocked(&verdict);

	(void)state;
	change->demand = (struct demand){.profile = PROFILE_FULL,
					 .risk = RISK_HIGH,
					 .assess = ASSESS_SECURITY,
					 .migration = true};
	for (int i = 0; i < 2; i++) {
		struct finding *finding =
			add_finding(change, "two", SEVERITY_ERROR, RULE_UNSATISFIED);

		finding->approvals = 2;
		finding->role = xstrdup("leads");
	}
	add_finding(change, "one", SEVERITY_ERROR, RULE_UNSATISFIED)->approvals = 1;
	write_as(&text, "human", &verdict, false);
	expect_has(&text, "Demanded: a plan of profile full, risk HIGH or higher, security "
			  "assessed, a rollback that undoes the migration, approved by 2 "
			  "of leads, approved by 1\n");
}

static void a_headline_says_what_let_the_change_in(void **state)
{
	CLEANUP(verdict_clear) struct verdict none = {0};
	CLEANUP(verdict_clear) struct verdict plan = {0};
	CLEANUP(verdict_clear) struct verdict warned = {.warn_only = true};
	CLEANUP(verdict_clear) struct verdict waived = {0};

	(void)state;
	verdict_add(&none);
	expect_exactly(&none, "plangate: pass: no plan is needed\n");
	verdict_add(&plan)->demand.profile = PROFILE_LIGHT;
	expect_exactly(&plan, "plangate: pass: a valid plan covers this change\n");
	verdict_add(&warned)->state = VERDICT_WARN;
	verdict_finish(&warned);
	strlist_add(&warned.notes, "a note");
	expect_exactly(&warned, "plangate: a note\n"
				"plangate: mode is warn: nothing is blocked\n"
				"plangate: warning: passes with warnings\n");
	add_override(verdict_add(&waived), "source", "ann@example.org")->ticket =
		xstrdup("T-1");
	expect_exactly(&waived,
		       "plangate: pass: its rules are waived by signed overrides\n"
		       "plangate: override 0123456789ab by ann@example.org waives source "
		       "until 2026-01-02T07:04:05Z: the site is down (T-1)\n");
}

/* Of several changes those that need a person; all where asked. */
static void changes_that_pass_are_left_out(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {.stage = STAGE_PRE_PUSH};
	CLEANUP(str_clear) struct str brief = {0};
	CLEANUP(str_clear) struct str whole = {0};
	struct change_verdict *change;

	(void)state;
	verdict_add(&verdict)->ref = xstrdup("refs/heads/fine");
	change = add_blocked(&verdict);
	change->ref = xstrdup("refs/heads/bad");
	change->commit = some_commit;
	change->one_of_range = true;
	write_as(&brief, "human", &verdict, false);
	expect_not(&brief, "fine");
	expect_has(&brief, "blocked: this change needs a plan (refs/heads/bad, commit "
			   "111111111111)\n");
	write_as(&whole, "human", &verdict, true);
	expect_has(&whole, "plangate: pass: no plan is needed (refs/heads/fine)\n");
}

/* What a verdict says in its last lines. */
static void expect_next(struct verdict *verdict, const char *next)
{
	CLEANUP(str_clear) struct str text = {0};

	write_as(&text, "human", verdict, false);
	expect_has(&text, next);
	verdict_clear(verdict);
}

static struct change_verdict *add_fault(struct verdict *verdict, enum problem problem,
					const char *file)
{
	struct change_verdict *change = verdict_add(verdict);

	change->state = VERDICT_BLOCK;
	diagnostics_add(&change->diagnostics, SEVERITY_ERROR, problem, file, 1, 0, "text");
	verdict_finish(verdict);
	return change;
}

static void the_next_step_is_that_of_the_problem(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};

	(void)state;
	add_fault(&verdict, PROBLEM_PLACEHOLDER, "docs/p q.md");
	expect_next(&verdict, "\nNext: mend 'docs/p q.md', then git add 'docs/p q.md' and "
			      "commit again\n");
	add_fault(&verdict, PROBLEM_BAD_POLICY, ".plangate/policy.json");
	verdict.stage = STAGE_CI;
	expect_next(&verdict, "\nNext: mend .plangate/policy.json, then git add "
			      ".plangate/policy.json and commit it and push again\n");
	add_fault(&verdict, PROBLEM_UNCOVERED_FILE, "docs/p.md");
	expect_next(&verdict, "\nNext: plangate plan sync docs/p.md, or mend it by hand, ");
	add_fault(&verdict, PROBLEM_NOT_APPROVED, "docs/p.md");
	expect_next(&verdict, "\nNext: ask for the approval, then commit again\n");
	add_fault(&verdict, PROBLEM_BAD_RECORD, ".plangate/records/1.json");
	expect_next(&verdict, "\nNext: take .plangate/records/1.json back as it was, and "
			      "commit again\n");
	add_fault(&verdict, PROBLEM_MISSING_PLAN, NULL);
	verdict.stage = STAGE_PRE_PUSH;
	expect_next(&verdict, "\nNext: write a plan that covers these files (plangate help "
			      "plan), commit it and push again\n");
	add_fault(&verdict, PROBLEM_MISSING_PLAN, NULL)->can_override = true;
	verdict.stage = STAGE_PRE_PUSH;
	expect_next(&verdict, "ask a person who may sign: plangate override create --range "
			      "<remote>/<branch>.. --reason");
}

/* 30 problems, 5 lines of evidence and 10 plans are enough for a person who did not ask for more. */
static void long_lists_end_with_their_number(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str brief = {0};
	CLEANUP(str_clear) struct str whole = {0};
	struct change_verdict *change = add_blocked(&verdict);

	(void)state;
	for (int i = 0; i < 12; i++) {
		finding_add_evidence(&change->findings.items[0], "src/b.c", 1, "more");
		add_plan(change, "docs/q.md", 0, false);
	}
	for (int i = 0; i < 30; i++)
		diagnostics_add(&change->diagnostics, SEVERITY_ERROR, PROBLEM_STATUS, NULL,
				0, 0, "text %d", i);
	write_as(&brief, "human", &verdict, false);
	expect_has(&brief, "and 2 more (--verbose shows them)\n");
	expect_has(&brief, "        and more (--verbose shows them)\n");
	expect_has(&brief, "  and 2 more\n");
	expect_has(&brief, "text 27");
	expect_not(&brief, "text 28");
	write_as(&whole, "human", &verdict, true);
	expect_has(&whole, "text 29");
	expect_not(&whole, "--verbose");
}

static void notes_are_for_those_who_ask(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	diagnostics_add(&change->diagnostics, SEVERITY_NOTE, PROBLEM_STATUS, "p.md", 2, 0,
			"a small thing");
	add_finding(change, "quiet", SEVERITY_ERROR, RULE_NOT_APPLICABLE);
	expect_exactly(&verdict, "plangate: pass: no plan is needed\n");
	write_as(&text, "human", &verdict, true);
	expect_has(&text, "p.md:2: note: a small thing [status]\n");
	expect_has(&text, "  quiet: did not fire\n");
}

static void lines_are_wrapped_at_the_width(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};
	const struct report_options options = {.width = 40};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	change->state = VERDICT_WARN;
	diagnostics_add(&change->diagnostics, SEVERITY_WARNING, PROBLEM_STATUS, "p.md", 2,
			0,
			"words \xC3\xA9\xC3\xA9\xC3\xA9 that go on and on, and on again, "
			"until they end");
	verdict_finish(&verdict);
	report_find("human")->write(&text, &verdict, &options);
	strlist_split(&lines, str_text(&text), text.len, '\n');
	assert_true(lines.count >= 5);
	for (size_t i = 0; i < lines.count; i++) {
		size_t cells = 0;

		for (const char *p = lines.items[i]; *p; p++)
			cells += ((unsigned char)*p & 0xC0) != 0x80;
		assert_true(cells <= 40);
	}
}

static void colours_are_only_where_they_are_asked_for(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str plain = {0};
	CLEANUP(str_clear) struct str coloured = {0};
	const struct report_options options = {.width = 80, .color = true};

	(void)state;
	add_blocked(&verdict);
	write_as(&plain, "human", &verdict, false);
	expect_not(&plain, "\033");
	report_find("human")->write(&coloured, &verdict, &options);
	expect_has(&coloured, "plangate: \033[1;31mblocked\033[0m: ");
	expect_has(&coloured, "\033[33mwarning\033[0m: a question");
}

static void a_plan_is_told_in_a_few_lines(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	const struct report_options options = {.width = 80};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	change->to_cover = 1;
	add_plan(change, "docs/p.md", 1, true);
	diagnostics_add(&change->diagnostics, SEVERITY_WARNING, PROBLEM_STATUS, "docs/p.md",
			2, 0, "text");
	report_find("human")->write_plan(&text, &verdict, &options);
	assert_string_equal(str_text(&text), "\ndocs/p.md:2: warning: text [status]\n"
					     "docs/p.md: valid; covers the staged file\n");
}

static void expect_hook(const struct verdict *verdict, const char *wanted)
{
	const struct report_options options = {.width = 80};
	CLEANUP(str_clear) struct str text = {0};

	report_hook(&text, verdict, &options);
	if (wanted)
		assert_string_equal(str_text(&text), wanted);
	else
		expect_has(&text, "plangate: blocked: ");
}

static void a_hook_is_silent_where_nothing_is_wrong(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(verdict_clear) struct verdict blocked = {0};

	(void)state;
	add_finding(verdict_add(&verdict), "source", SEVERITY_ERROR, RULE_SATISFIED);
	expect_hook(&verdict, "");
	strlist_add(&verdict.notes, "a note");
	add_override(&verdict.changes[0], "source", "ann@example.org");
	expect_hook(&verdict, "plangate: a note\n"
			      "plangate: override 0123456789ab by ann@example.org waives "
			      "source until 2026-01-02T07:04:05Z: the site is down\n");
	add_blocked(&blocked);
	expect_hook(&blocked, NULL);
}

/* What blocks nothing by mode or severity is told all the same. */
static void a_hook_tells_of_a_rule_that_only_warns(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	change->state = VERDICT_WARN;
	verdict_finish(&verdict);
	expect_hook(&verdict, "");
	add_finding(change, "soft", SEVERITY_WARNING, RULE_UNSATISFIED);
	expect_hook(&verdict, "plangate: warning: passes with warnings\n"
			      "\n"
			      "Rules:\n"
			      "  soft (warning)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blocked_change_is_told_from_why_to_what_next),
		cmocka_unit_test(a_demand_names_all_that_is_asked),
		cmocka_unit_test(a_headline_says_what_let_the_change_in),
		cmocka_unit_test(changes_that_pass_are_left_out),
		cmocka_unit_test(the_next_step_is_that_of_the_problem),
		cmocka_unit_test(long_lists_end_with_their_number),
		cmocka_unit_test(notes_are_for_those_who_ask),
		cmocka_unit_test(lines_are_wrapped_at_the_width),
		cmocka_unit_test(colours_are_only_where_they_are_asked_for),
		cmocka_unit_test(a_plan_is_told_in_a_few_lines),
		cmocka_unit_test(a_hook_is_silent_where_nothing_is_wrong),
		cmocka_unit_test(a_hook_tells_of_a_rule_that_only_warns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
