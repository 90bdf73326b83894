#include "verdicts.h"

static void a_blocked_change_is_told_whole(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	strlist_add(&verdict.notes, "one *note*");
	add_blocked(&verdict)->ref = xstrdup("refs/heads/main");
	write_as(&text, "markdown", &verdict, false);
	assert_string_equal(str_text(&text),
			    "## plangate: block\n"
			    "\n"
			    "one \\*note\\*\n"
			    "\n"
			    "Ref `refs/heads/main`\n"
			    "\n"
			    "### Rules\n"
			    "\n"
			    "- **source** (unsatisfied): sources change\n"
			    "  - `src/a.c:7` `matches src/**`\n"
			    "\n"
			    "### Problems\n"
			    "\n"
			    "- **error** no plan covers any file (missing-plan)\n"
			    "- **warning** `docs/p.md:12` a question has no answer "
			    "(open-question)\n"
			    "  - fix: `- Answer: yes`\n");
}

/* The spans of a line, between backquotes, taken out: what is left may hold no mark-up of a text. */
static void expect_plain(const char *line)
{
	bool code = false;

	for (const char *p = line; *p; p++) {
		if (*p == '\\' && !code) {
			assert_true(p[1] != '\0');
			p++;
		} else if (*p == '`') {
			code = !code;
		} else if (!code && strchr("_[]<>@&$~|", *p)) {
			fail_msg("'%c' is not escaped in: %s", *p, line);
		}
	}
	assert_false(code);
}

static void no_markup_comes_out_of_text(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};
	bool fenced = false;

	(void)state;
	add_hostile(&verdict);
	write_as(&text, "markdown", &verdict, false);
	strlist_split(&lines, str_text(&text), text.len, '\n');
	assert_int_equal(lines.count, 18);
	for (size_t i = 0; i < lines.count; i++) {
		bool is_fence = strspn(lines.items[i], " ") == 4 &&
				!strncmp(lines.items[i] + 4, "```", 3);

		fenced = fenced != is_fence;
		if (!fenced && !is_fence)
			expect_plain(lines.items[i]);
	}
	assert_false(fenced);
	expect_has(&text, "\\@team \\#e");
}

/* No line of a fix ends the fence that it stands in. */
static void a_fix_of_several_lines_can_be_copied(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	diagnostics_add(&verdict_add(&verdict)->diagnostics, SEVERITY_ERROR,
			PROBLEM_MISSING_SECTION, "p.md", 1, 0, "text")
		->fix = xstrdup("## Steps\n\n````\n1. `a.c`");
	write_as(&text, "markdown", &verdict, false);
	expect_has(&text, "  - fix:\n\n    `````\n    ## Steps\n\n    ````\n    1. `a.c`\n"
			  "    `````\n");
}

static void only_what_fired_is_listed(void **state)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str brief = {0};
	CLEANUP(str_clear) struct str whole = {0};

	(void)state;
	add_finding(verdict_add(&verdict), "quiet", SEVERITY_ERROR, RULE_NOT_APPLICABLE);
	write_as(&brief, "markdown", &verdict, false);
	assert_string_equal(str_text(&brief), "## plangate: pass\n");
	write_as(&whole, "markdown", &verdict, true);
	expect_has(&whole, "- **quiet** (not_applicable)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blocked_change_is_told_whole),
		cmocka_unit_test(no_markup_comes_out_of_text),
		cmocka_unit_test(a_fix_of_several_lines_can_be_copied),
		cmocka_unit_test(only_what_fired_is_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
