/* The formats of lines: workflow commands of GitHub, and TAP. */
#include <stdio.h>

#include "verdicts.h"

static void a_command_has_its_place_and_its_title(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	add_blocked(&verdict);
	write_as(&text, "github", &verdict, false);
	assert_string_equal(
		str_text(&text),
		"::error file=src/a.c,line=7,title=plangate missing-plan::no plan covers "
		"any file\n"
		"::warning file=docs/p.md,line=12,col=3,title=plangate open-question::a "
		"question has no answer%0Afix: - Answer: yes\n"
		"::notice file=src/a.c,line=7,title=plangate source::sources change: "
		"matches src/**\n"
		"plangate: block\n");
}

static void a_command_without_a_place_has_none(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	diagnostics_add_fixed(&verdict_add(&verdict)->diagnostics, PROBLEM_RESERVED_REF,
			      NULL, 0, "text");
	write_as(&text, "github", &verdict, false);
	expect_has(&text, "::error title=plangate reserved-ref::text\n");
}

/* A line of a message, or of a name, could otherwise begin a command. */
static void no_text_begins_a_command(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	add_hostile(&verdict);
	write_as(&text, "github", &verdict, false);
	strlist_split(&lines, str_text(&text), text.len, '\n');
	assert_int_equal(lines.count, 3);
	assert_int_equal(strncmp(lines.items[0], "::error file=", 13), 0);
	assert_int_equal(strncmp(lines.items[1], "::notice file=", 14), 0);
	assert_string_equal(lines.items[2], "plangate: block");
	/* the percent sign itself is escaped, and so are ',' and ':' of a property */
	expect_has(&text, "%250A::error::g,h:i");
	expect_has(&text, "%250A%3A%3Aerror%3A%3Ag%2Ch%3Ai");
}

static void tests_are_planned_and_numbered(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct change_verdict *change = add_blocked(&verdict);

	(void)state;
	add_finding(change, "quiet", SEVERITY_ERROR, RULE_NOT_APPLICABLE);
	add_finding(change, "soft", SEVERITY_WARNING, RULE_UNSATISFIED);
	add_finding(change, "waived", SEVERITY_ERROR, RULE_OVERRIDDEN);
	verdict_add(&verdict)->commit = some_commit;
	write_as(&text, "tap", &verdict, false);
	assert_string_equal(
		str_text(&text),
		"TAP version 13\n"
		"1..5\n"
		"not ok 1 - source unsatisfied\n"
		"not ok 2 - soft unsatisfied # TODO this rule only warns\n"
		"ok 3 - waived overridden\n"
		"not ok 4 - staged block\n"
		"# error: no plan covers any file [missing-plan]\n"
		"# docs/p.md:12: warning: a question has no answer [open-question]\n"
		"ok 5 - 1111111111111111111111111111111111111111 pass\n");
	str_reset(&text);
	write_as(&text, "tap", &verdict, true);
	expect_has(&text, "1..6\n");
	expect_has(&text, "ok 2 - quiet not_applicable\n");
}

static void no_name_is_a_directive(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	verdict_add(&verdict)->ref = xstrdup("refs/heads/a # SKIP \\");
	write_as(&text, "tap", &verdict, false);
	expect_has(&text, "ok 1 - refs/heads/a \\# SKIP \\\\");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_has_its_place_and_its_title),
		cmocka_unit_test(a_command_without_a_place_has_none),
		cmocka_unit_test(no_text_begins_a_command),
		cmocka_unit_test(tests_are_planned_and_numbered),
		cmocka_unit_test(no_name_is_a_directive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
