#include "plan_case.h"
#include "plangate/model/lexicon.h"

static void bytes_are_checked_first(void **state)
{
	static const struct {
		const char *text;
		size_t len; /* 0: up to the NUL */
		const char *codes;
	} rows[] = {
		{"# A\n\0", 5, "encoding"},
		{"# caf\xe9\n", 0, "encoding"},
		{"# \xed\xa0\x80\n", 0, "encoding"},
		{"# a\u202eb\n", 0, "encoding"},
		{"# a\u2066b\n", 0, "encoding"},
		{"", 0, "not-a-plan"},
		{"# Notes\n\nScope, tests and rollback follow.\n", 0, "not-a-plan"},
		{"{\"plan\": 1}", 0, "not-a-plan"},
		{"```md\n# P\n## Scope\n## Tests\n```\n", 0, "not-a-plan"},
		{"<!--\n# P\n## Scope\n## Tests\n-->\n", 0, "not-a-plan"},
	};
	const struct demand demand = {PROFILE_STANDARD, RISK_NONE, 0, false};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		CLEANUP(plan_settings_clear) struct plan_settings settings;
		CLEANUP(diagnostics_clear) struct diagnostics out = {0};
		CLEANUP(freep) char *codes = NULL;
		size_t len = rows[i].len ? rows[i].len : strlen(rows[i].text);
		struct plan *plan;

		plan_settings_init(&settings);
		plan = plan_read(PLAN_FILE, rows[i].text, len, &settings, NULL);
		plan_check(plan,
			   &(struct plan_asking){.demand = &demand,
						 .settings = &settings,
						 .at = STAGE_CLASS_COMMIT},
			   &out);
		codes = case_codes(&out);
		assert_string_equal(codes, rows[i].codes);
		assert_false(plan_is_plan(plan));
		plan_free(plan);
	}
}

/* count times what, behind a good plan. */
static void expect_too_large(const char *what, size_t count)
{
	CLEANUP(str_clear) struct str extra = {0};
	struct plan_case row = {.codes = "too-large"};

	str_add(&extra, "\n");
	for (size_t i = 0; i < count; i++)
		str_add(&extra, what);
	row.changed = "x";
	row.extra = str_text(&extra);
	plan_case_run(&row);
}

static void limits_come_before_parsing(void **state)
{
	(void)state;
	expect_too_large("lorem ipsum\n", 30000);
	expect_too_large("x", 17 * 1024);
	expect_too_large("|", 300);
	expect_too_large("![[]()\n", 9000);
	expect_too_large(">", 200);
	expect_too_large("* - ", 100);
}

/* What stands in the document's own lines, whatever comes before. */
static void places_are_those_of_the_file(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf---\r\nstatus: active\r\n---\r\n# P\r\n\r\n## Scope\r\n\r\n"
		"- Files:\r\n  - `a.c`\r\n- Risk Level: fine\r\n\r\n## Tests\r\n";
	const struct demand demand = {PROFILE_LIGHT, RISK_NONE, 0, false};
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	const struct scope_entry *scope;
	struct plan *plan;
	size_t count;

	(void)state;
	plan_settings_init(&settings);
	plan = plan_read(PLAN_FILE, text, strlen(text), &settings, NULL);
	scope = plan_scope(plan, &count);
	assert_int_equal(count, 1);
	assert_int_equal(scope[0].line, 9);
	assert_int_equal(scope[0].column, 5);
	assert_int_equal(plan_scope_line(plan), 9);
	assert_string_equal(plan_title(plan), "P");
	plan_check(plan,
		   &(struct plan_asking){.demand = &demand,
					 .settings = &settings,
					 .at = STAGE_CLASS_COMMIT},
		   &out);
	assert_int_equal(out.count, 3);
	assert_string_equal(problem_id(out.items[0].problem), "missing-section");
	assert_string_equal(problem_id(out.items[1].problem), "bad-risk-level");
	assert_int_equal(out.items[1].line, 10);
	assert_string_equal(problem_id(out.items[2].problem), "empty-section");
	assert_int_equal(out.items[2].line, 12);
	for (size_t i = 1; i < out.count; i++)
		assert_true(out.items[i - 1].line <= out.items[i].line);
	plan_free(plan);
}

static void composed_and_decomposed_names_are_one(void **state)
{
	static const struct plan_case rows[] = {
		{.scope = "## Scope\n\n- `docs/re\u0301sume\u0301.md`\n\nRisk Level: LOW\n",
		 .changed = "docs/r\u00e9sum\u00e9.md"},
		{.scope = "## Scope\n\n- docs/r\u00e9sum\u00e9.md\n\nRisk Level: LOW\n",
		 .changed = "docs/re\u0301sume\u0301.md"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void what_is_not_there_yet_is_a_warning_when_shared(void **state)
{
	static const char text[] = "# P\n\n## Scope\n\n- `a.c`\n- `b.c`\n\n## Tests\n";
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(diagnostics_clear) struct diagnostics commit = {0}, push = {0};
	const struct demand demand = {0};
	const struct plan_surroundings around = {.set = &set};
	struct pg_error err = {0};
	struct plan *plan;

	(void)state;
	plan_settings_init(&settings);
	changeset_add(&set, CHANGE_MODIFIED, "a.c");
	plan = plan_read(PLAN_FILE, text, strlen(text), &settings, NULL);
	plan_reconcile(plan,
		       &(struct plan_asking){.demand = &demand,
					     .settings = &settings,
					     .at = STAGE_CLASS_COMMIT},
		       &around, &commit, &err);
	plan_reconcile(plan,
		       &(struct plan_asking){.demand = &demand,
					     .settings = &settings,
					     .at = STAGE_CLASS_PUSH},
		       &around, &push, &err);
	assert_int_equal(commit.count, 0);
	assert_int_equal(push.count, 1);
	assert_int_equal(push.items[0].severity, SEVERITY_WARNING);
	assert_string_equal(problem_id(push.items[0].problem), "stale-scope");
	assert_int_equal(push.items[0].line, 6);
	plan_free(plan);
}

static void words_of_the_policy_name_sections(void **state)
{
	static const char text[] =
		"# P\n\n## Wohin\n\n- `a.c`\n\n## Zur\u00fcck, rasch\n\nx\n";
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	struct plan *plan;

	(void)state;
	plan_settings_init(&settings);
	plan = plan_read(PLAN_FILE, text, strlen(text), &settings, NULL);
	assert_false(plan_is_plan(plan));
	plan_free(plan);
	lexicon_add(settings.lexicon, TERM_SCOPE, "wohin");
	lexicon_add(settings.lexicon, TERM_ROLLBACK, "\u2190 ZUR\u00dcCK, rasch");
	plan = plan_read(PLAN_FILE, text, strlen(text), &settings, NULL);
	assert_true(plan_is_plan(plan));
	assert_non_null(plan_covers(plan, "a.c"));
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_checked_first),
		cmocka_unit_test(limits_come_before_parsing),
		cmocka_unit_test(places_are_those_of_the_file),
		cmocka_unit_test(composed_and_decomposed_names_are_one),
		cmocka_unit_test(what_is_not_there_yet_is_a_warning_when_shared),
		cmocka_unit_test(words_of_the_policy_name_sections),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
