/* The list that the formats of machines share, by the fingerprints that GitLab's report shows. */
#include "verdicts.h"

static char *fingerprint_of(int line, const char *file, const char *message,
			    enum severity severity)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};

	diagnostics_add(&verdict_add(&verdict)->diagnostics, severity, PROBLEM_STATUS, file,
			line, 0, "%s", message);
	read_as(&document, "gitlab", &verdict, false);
	return xstrdup(text_at(&document, "0.fingerprint"));
}

static void a_fingerprint_stays_where_lines_and_numbers_move(void **state)
{
	CLEANUP(freep) char *first = fingerprint_of(3, "a.md", "3 of 7", SEVERITY_ERROR);
	CLEANUP(freep) char *moved = fingerprint_of(90, "a.md", "12 of 88", SEVERITY_ERROR);
	CLEANUP(freep) char *milder = fingerprint_of(3, "a.md", "3 of 7", SEVERITY_NOTE);
	CLEANUP(freep) char *other = fingerprint_of(3, "b.md", "3 of 7", SEVERITY_ERROR);
	CLEANUP(freep) char *words = fingerprint_of(3, "a.md", "3 off 7", SEVERITY_ERROR);

	(void)state;
	assert_int_equal(strlen(first), 16);
	assert_int_equal(strspn(first, "0123456789abcdef"), 16);
	assert_string_equal(first, moved);
	assert_string_equal(first, milder);
	assert_string_not_equal(first, other);
	assert_string_not_equal(first, words);
}

/* What fired and is not satisfied, unless a note of it would be all. */
static void only_open_rules_are_remarks(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct change_verdict *change = verdict_add(&verdict);

	(void)state;
	add_finding(change, "quiet", SEVERITY_ERROR, RULE_NOT_APPLICABLE);
	add_finding(change, "satisfied", SEVERITY_ERROR, RULE_SATISFIED);
	add_finding(change, "waived", SEVERITY_ERROR, RULE_OVERRIDDEN);
	add_finding(change, "noted", SEVERITY_NOTE, RULE_UNSATISFIED);
	add_finding(change, "open", SEVERITY_WARNING, RULE_UNSATISFIED);
	read_as(&document, "gitlab", &verdict, false);
	assert_int_equal(document.count, 1);
	assert_string_equal(text_at(&document, "0.check_name"), "open");
	assert_string_equal(text_at(&document, "0.description"), "the rule fires");
}

static void a_rule_is_at_its_first_evidence_with_a_file(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(value_clear) struct value document = {0};
	struct finding *finding = add_finding(verdict_add(&verdict), "open", SEVERITY_ERROR,
					      RULE_UNSATISFIED);

	(void)state;
	finding_add_evidence(finding, NULL, 0, "5 files");
	finding_add_evidence(finding, "src/b.c", 9, "seen");
	read_as(&document, "gitlab", &verdict, false);
	assert_string_equal(text_at(&document, "0.location.path"), "src/b.c");
	assert_string_equal(text_at(&document, "0.location.lines.begin"), "9");
	assert_string_equal(text_at(&document, "0.description"), "the rule fires: seen");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fingerprint_stays_where_lines_and_numbers_move),
		cmocka_unit_test(only_open_rules_are_remarks),
		cmocka_unit_test(a_rule_is_at_its_first_evidence_with_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
