#include "verdicts.h"

#define RESULT "runs.0.results.0."
#define PLACE "locations.0.physicalLocation."

static void results_have_rules_levels_and_places(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};

	(void)state;
	add_blocked(&verdict)->ref = xstrdup("refs/heads/main");
	read_as(&document, "sarif", &verdict, false);
	assert_string_equal(text_at(&document, "version"), "2.1.0");
	assert_int_equal(count_at(&document, "runs"), 1);
	assert_int_equal(count_at(&document, "runs.0.tool.driver.rules"), 3);
	assert_string_equal(text_at(&document, "runs.0.tool.driver.rules.0.id"),
			    "missing-plan");
	assert_int_equal(count_at(&document, "runs.0.results"), 3);
	assert_string_equal(text_at(&document, RESULT "ruleId"), "missing-plan");
	assert_string_equal(text_at(&document, RESULT "level"), "error");
	assert_string_equal(text_at(&document, RESULT "properties.rule"), "source");
	assert_string_equal(text_at(&document, RESULT "properties.ref"), "refs/heads/main");
	/* of the change as a whole: where its first rule saw something */
	assert_string_equal(text_at(&document, RESULT PLACE "artifactLocation.uri"),
			    "src/a.c");
	assert_string_equal(text_at(&document, RESULT PLACE "region.startLine"), "7");
	assert_string_equal(text_at(&document, "runs.0.results.1.level"), "warning");
	assert_string_equal(text_at(&document, "runs.0.results.1.message.text"),
			    "a question has no answer\nfix: - Answer: yes");
	assert_string_equal(
		text_at(&document, "runs.0.results.1." PLACE "region.startLine"), "12");
	assert_string_equal(text_at(&document, "runs.0.results.2.ruleId"), "source");
	assert_string_equal(text_at(&document, "runs.0.results.2.level"), "note");
	assert_string_equal(text_at(&document, "runs.0.results.2.message.text"),
			    "sources change: matches src/**");
}

static void a_path_is_percent_encoded(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	diagnostics_add(&change->diagnostics, SEVERITY_NOTE, PROBLEM_STATUS,
			"a b/%\xff\n\xC3\xA9~.c", 0, 0, "text");
	read_as(&document, "sarif", &verdict, false);
	assert_string_equal(text_at(&document, RESULT PLACE "artifactLocation.uri"),
			    "a%20b/%25%FF%0A%C3%A9~.c");
	assert_string_equal(text_at(&document, RESULT PLACE "artifactLocation.uriBaseId"),
			    "%SRCROOT%");
	assert_string_equal(text_at(&document, RESULT PLACE "region.startLine"), "1");
}

/* Code scanning shows nothing that has no location. */
static void what_has_no_place_is_at_the_policy(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	change->policy = xstrdup(".plangate/policy.json");
	diagnostics_add(&change->diagnostics, SEVERITY_ERROR, PROBLEM_MISSING_PLAN, NULL, 0,
			0, "text");
	diagnostics_add_fixed(&verdict_add(&verdict)->diagnostics, PROBLEM_RESERVED_REF,
			      NULL, 0, "text");
	read_as(&document, "sarif", &verdict, false);
	assert_string_equal(text_at(&document, RESULT PLACE "artifactLocation.uri"),
			    ".plangate/policy.json");
	assert_int_equal(count_at(&document, "runs.0.results.1.locations"), 0);
}

static void an_empty_verdict_is_a_run_without_results(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};

	(void)state;
	read_as(&document, "sarif", &verdict, false);
	assert_int_equal(count_at(&document, "runs.0.results"), 0);
	assert_int_equal(count_at(&document, "runs.0.tool.driver.rules"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(results_have_rules_levels_and_places),
		cmocka_unit_test(a_path_is_percent_encoded),
		cmocka_unit_test(what_has_no_place_is_at_the_policy),
		cmocka_unit_test(an_empty_verdict_is_a_run_without_results),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
