#include "verdicts.h"

static void an_issue_has_all_that_gitlab_asks(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};

	(void)state;
	add_blocked(&verdict);
	read_as(&document, "gitlab", &verdict, false);
	assert_int_equal(document.count, 3);
	assert_string_equal(text_at(&document, "0.check_name"), "missing-plan");
	assert_string_equal(text_at(&document, "0.severity"), "major");
	assert_string_equal(text_at(&document, "0.location.path"), "src/a.c");
	assert_string_equal(text_at(&document, "0.location.lines.begin"), "7");
	assert_string_equal(text_at(&document, "1.description"),
			    "a question has no answer");
	assert_string_equal(text_at(&document, "1.severity"), "minor");
	assert_string_equal(text_at(&document, "1.location.path"), "docs/p.md");
	assert_string_equal(text_at(&document, "2.check_name"), "source");
	assert_string_equal(text_at(&document, "2.severity"), "info");
}

static void the_same_twice_has_two_fingerprints(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};

	(void)state;
	for (int i = 0; i < 3; i++)
		add_blocked(&verdict);
	read_as(&document, "gitlab", &verdict, false);
	assert_int_equal(document.count, 9);
	for (size_t i = 0; i < document.count; i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(text_at(&document.items[i], "fingerprint"),
						text_at(&document.items[k], "fingerprint"));
}

static void what_has_no_place_is_at_the_policy(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	change->policy = xstrdup(".plangate/policy.json");
	diagnostics_add(&change->diagnostics, SEVERITY_ERROR, PROBLEM_MISSING_PLAN, NULL, 0,
			0, "text");
	diagnostics_add_fixed(&verdict_add(&verdict)->diagnostics, PROBLEM_POLICY_REQUIRED,
			      NULL, 0, "text");
	read_as(&document, "gitlab", &verdict, false);
	assert_string_equal(text_at(&document, "0.location.path"), ".plangate/policy.json");
	assert_string_equal(text_at(&document, "0.location.lines.begin"), "1");
	/* there is no policy: where one would be */
	assert_string_equal(text_at(&document, "1.location.path"), ".plangate/policy.yaml");
}

static void an_empty_verdict_is_an_empty_list(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};

	(void)state;
	read_as(&document, "gitlab", &verdict, false);
	assert_int_equal(document.kind, VALUE_LIST);
	assert_int_equal(document.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_issue_has_all_that_gitlab_asks),
		cmocka_unit_test(the_same_twice_has_two_fingerprints),
		cmocka_unit_test(what_has_no_place_is_at_the_policy),
		cmocka_unit_test(an_empty_verdict_is_an_empty_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
