#include "verdicts.h"

static void a_blocked_change_is_told_whole(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {.stage = STAGE_CI};
	CLEANUP(value_clear) struct value document = {0};

	(void)state;
	add_blocked(&verdict);
	read_as(&document, "json", &verdict, false);
	assert_string_equal(text_at(&document, "version"), "1");
	assert_string_equal(text_at(&document, "tool.name"), "plangate");
	assert_string_equal(text_at(&document, "stage"), "ci");
	assert_string_equal(text_at(&document, "mode"), "enforce");
	assert_string_equal(text_at(&document, "verdict"), "block");
	assert_int_equal(count_at(&document, "changes"), 1);
	assert_string_equal(text_at(&document, "changes.0.verdict"), "block");
	assert_string_equal(text_at(&document, "changes.0.files"), "2");
	assert_string_equal(text_at(&document, "changes.0.rules.0.id"), "source");
	assert_string_equal(text_at(&document, "changes.0.rules.0.pack"), "null");
	assert_string_equal(text_at(&document, "changes.0.rules.0.state"), "unsatisfied");
	assert_string_equal(text_at(&document, "changes.0.rules.0.evidence.0.line"), "7");
	assert_string_equal(text_at(&document, "changes.0.demand.profile"), "light");
	assert_string_equal(text_at(&document, "changes.0.diagnostics.0.code"),
			    "missing-plan");
	assert_string_equal(text_at(&document, "changes.0.diagnostics.0.file"), "null");
	assert_string_equal(text_at(&document, "changes.0.diagnostics.0.rule"), "source");
	assert_string_equal(text_at(&document, "changes.0.diagnostics.1.severity"),
			    "warning");
	assert_string_equal(text_at(&document, "changes.0.diagnostics.1.column"), "3");
	assert_string_equal(text_at(&document, "changes.0.diagnostics.1.fix"),
			    "- Answer: yes");
}

static void what_is_not_known_is_null(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};

	(void)state;
	verdict_add(&verdict);
	read_as(&document, "json", &verdict, false);
	assert_string_equal(text_at(&document, "changes.0.ref"), "null");
	assert_string_equal(text_at(&document, "changes.0.commit"), "null");
	assert_string_equal(text_at(&document, "changes.0.base"), "null");
	assert_string_equal(text_at(&document, "changes.0.demand"), "null");
	assert_string_equal(text_at(&document, "changes.0.lines"), "null");
	assert_int_equal(count_at(&document, "changes.0.rules"), 0);
	assert_int_equal(count_at(&document, "notes"), 0);
}

static void several_changes_keep_their_order(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {.warn_only = true};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *second;

	(void)state;
	verdict_add(&verdict)->ref = xstrdup("refs/heads/a");
	second = verdict_add(&verdict);
	second->ref = xstrdup("refs/heads/b");
	second->commit = some_commit;
	second->state = VERDICT_WARN;
	second->lines_known = true;
	second->added = 10;
	second->removed = 3;
	strlist_add(&verdict.notes, "one note");
	verdict_finish(&verdict);
	read_as(&document, "json", &verdict, false);
	assert_string_equal(text_at(&document, "mode"), "warn");
	assert_string_equal(text_at(&document, "verdict"), "warn");
	assert_string_equal(text_at(&document, "notes.0"), "one note");
	assert_string_equal(text_at(&document, "changes.0.ref"), "refs/heads/a");
	assert_string_equal(text_at(&document, "changes.0.verdict"), "pass");
	assert_string_equal(text_at(&document, "changes.1.ref"), "refs/heads/b");
	assert_string_equal(text_at(&document, "changes.1.commit"), some_commit.hex);
	assert_string_equal(text_at(&document, "changes.1.lines.added"), "10");
	assert_string_equal(text_at(&document, "changes.1.lines.removed"), "3");
}

static void a_demand_names_all_that_is_asked(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	change->demand = (struct demand){.profile = PROFILE_FULL,
					 .risk = RISK_HIGH,
					 .assess = ASSESS_SECURITY | ASSESS_DEPENDENCIES,
					 .migration = true};
	add_finding(change, "two", SEVERITY_ERROR, RULE_UNSATISFIED)->approvals = 2;
	add_finding(change, "waived", SEVERITY_ERROR, RULE_OVERRIDDEN)->approvals = 5;
	read_as(&document, "json", &verdict, false);
	assert_string_equal(text_at(&document, "changes.0.demand.risk"), "HIGH");
	assert_string_equal(text_at(&document, "changes.0.demand.rollback"), "migration");
	assert_string_equal(text_at(&document, "changes.0.demand.approvals"), "2");
	assert_int_equal(count_at(&document, "changes.0.demand.assess"), 2);
	assert_string_equal(text_at(&document, "changes.0.demand.assess.1"),
			    "dependencies");
}

static void plans_and_overrides_are_listed(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	add_plan(change, "docs/plans/a.md", 3, true);
	add_plan(change, "docs/plans/b.md", 0, false);
	strlist_add(&add_override(change, "source", "ann@example.org")->signers,
		    "bob@example.org");
	read_as(&document, "json", &verdict, false);
	assert_string_equal(text_at(&document, "changes.0.plans.0.covered"), "3");
	assert_true(value_find(&document, "changes.0.plans.0.valid")->boolean);
	assert_false(value_find(&document, "changes.0.plans.1.valid")->boolean);
	assert_string_equal(text_at(&document, "changes.0.overrides.0.signer"),
			    "ann@example.org, bob@example.org");
	assert_string_equal(text_at(&document, "changes.0.overrides.0.signers.1"),
			    "bob@example.org");
	assert_string_equal(text_at(&document, "changes.0.overrides.0.rules.0"), "source");
	assert_string_equal(text_at(&document, "changes.0.overrides.0.ticket"), "null");
}

static void a_rule_that_did_not_fire_is_for_those_who_ask(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value brief = {0};
	CLEANUP(value_clear) struct value whole = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	add_finding(change, "quiet", SEVERITY_ERROR, RULE_NOT_APPLICABLE);
	add_finding(change, "loud", SEVERITY_ERROR, RULE_SATISFIED);
	read_as(&brief, "json", &verdict, false);
	read_as(&whole, "json", &verdict, true);
	assert_int_equal(count_at(&brief, "changes.0.rules"), 1);
	assert_string_equal(text_at(&brief, "changes.0.rules.0.id"), "loud");
	assert_int_equal(count_at(&whole, "changes.0.rules"), 2);
	assert_string_equal(text_at(&whole, "changes.0.rules.0.state"), "not_applicable");
}

/* What is valid UTF-8 comes back as it was; what is not, as git quotes it. */
static void text_survives(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	diagnostics_add(&change->diagnostics, SEVERITY_ERROR, PROBLEM_STATUS, "a\xff.c", 1,
			0, "\"\\\n\033 \xE2\x80\xAE");
	read_as(&document, "json", &verdict, false);
	assert_string_equal(text_at(&document, "changes.0.diagnostics.0.message"),
			    "\"\\\n\033 \xE2\x80\xAE");
	assert_string_equal(text_at(&document, "changes.0.diagnostics.0.file"),
			    "\"a\\377.c\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blocked_change_is_told_whole),
		cmocka_unit_test(what_is_not_known_is_null),
		cmocka_unit_test(several_changes_keep_their_order),
		cmocka_unit_test(a_demand_names_all_that_is_asked),
		cmocka_unit_test(plans_and_overrides_are_listed),
		cmocka_unit_test(a_rule_that_did_not_fire_is_for_those_who_ask),
		cmocka_unit_test(text_survives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
