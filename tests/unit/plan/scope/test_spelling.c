/* Paths as people and programs write them, and why one that is close covers nothing. */
#include "../plan_case.h"
#include "plangate/base/alloc.h"

#define RISK "\n- Risk Level: LOW\n"
#define ONE(written)                                                                       \
	{                                                                                  \
		.scope = "## Scope\n\n" written RISK, .changed = "app/a.py",               \
		.at = STAGE_CLASS_PUSH                                                     \
	}
#define NONE(written)                                                                      \
	{                                                                                  \
		.scope = "## Scope\n\n- `app/b.py`\n" written RISK,                        \
		.changed = "app/a.py app/b.py", .at = STAGE_CLASS_PUSH,                    \
		.codes = "uncovered-file"                                                  \
	}
#define OTHER(written, file)                                                               \
	{                                                                                  \
		.scope = "## Scope\n\n" written RISK, .changed = file,                     \
		.at = STAGE_CLASS_PUSH                                                     \
	}

static void a_path_is_read_as_it_is_written(void **state)
{
	static const struct plan_case rows[] = {
		ONE("- app\\a.py"),
		ONE("- `app\\a.py`"),
		ONE("- `.\\app\\a.py`"),
		ONE("- @app/a.py"),
		ONE("- `@app/a.py:12`"),
		ONE("- [[app/a.py]]"),
		ONE("- `[[app/a.py|the reader]]`"),
		ONE("- /app/a.py"),
		ONE("- app//a.py"),
		ONE("- `app/a.py:12-40`"),
		ONE("- `app/a.py#L3-L9`"),
		ONE("- `<repo>/app/a.py`"),
		ONE("- `$ROOT/app/a.py`"),
		ONE("- `{root}/app/a.py`"),
		ONE("- `/home/me/clone/app/a.py`"),
		ONE("- `C:\\Users\\me\\clone\\app\\a.py`"),
		ONE("- `~/clone/app/a.py`"),
		ONE("- file:app/a.py"),
		ONE("#### [MODIFY] [a.py](file:///home/me/clone/app/a.py)\n"),
		OTHER("- app/my%2Bfile.py", "app/my+file.py"),
		OTHER("- [x](../../app/my%2Bfile.py)", "app/my+file.py"),
		OTHER("- app/r&amp;d.py", "app/r&d.py"),
		OTHER("- `app/r&amp;d.py`", "app/r&d.py"),
		NONE("- `/etc/app/a.py`"),
		NONE("- `@types/app`"),
		NONE("- `\\d+\\.py`"),
		NONE("- https://example.org/app/a.py"),
		NONE("- [x](https://example.org/app/a.py)"),
		NONE("- `../app/a.py`"),
		NONE("- `..\\app\\a.py`"),
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void a_name_with_blanks_is_one(void **state)
{
	static const char *const written[] = {
		"app/my file.py",      "\"app/my file.py\"",
		"`app/my file.py`",    "'app/my file.py'",
		"app/my\\ file.py",    "app/my%20file.py",
		"app/my file.py - it", "[x](<../../app/my file.py>)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++) {
		CLEANUP(freep)
		char *text = xasprintf(
			"# X\n\n## Scope\n\n- %s\n\n## Tests\n\n- [ ] a row\n", written[i]);
		CLEANUP(case_tree_clear) struct case_tree tree = {.changed_count = 1};
		CLEANUP(plan_settings_clear) struct plan_settings settings;
		const struct path_lookup lookup = {.kind = case_lookup,
						   .context = &tree,
						   .changed = case_changed,
						   .names = case_names};
		struct plan *plan;

		plan_settings_init(&settings);
		strlist_add(&tree.files, "app/my file.py");
		plan = plan_read(PLAN_FILE, text, strlen(text), &settings, &lookup);
		if (!plan_covers(plan, "app/my file.py"))
			fail_msg("%s", written[i]);
		plan_free(plan);
	}
}

static void the_message_says_why_nothing_matches(void **state)
{
	static const struct {
		const char *written, *why;
	} rows[] = {
		{"a.py", "'a.py' in line 5 may be it, or 'lib/a.py'"},
		{"APP/A.py", "'APP/A.py' in line 5 is written in other letters"},
		{"ap/a.py", "'ap/a.py' in line 5 is another path"},
		{"app/c.py", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		CLEANUP(freep)
		char *text =
			xasprintf("# X\n\n## Scope\n\n- `%s`\n\n## Tests\n\n- [ ] a row\n",
				  rows[i].written);
		CLEANUP(case_tree_clear) struct case_tree tree = {.changed_count = 1};
		CLEANUP(plan_settings_clear) struct plan_settings settings;
		const struct path_lookup lookup = {.kind = case_lookup,
						   .context = &tree,
						   .changed = case_changed,
						   .names = case_names};
		CLEANUP(freep) char *why = NULL;
		struct plan *plan;

		plan_settings_init(&settings);
		strlist_add(&tree.files, "app/a.py");
		strlist_add(&tree.files, "lib/a.py");
		plan = plan_read(PLAN_FILE, text, strlen(text), &settings, &lookup);
		assert_null(plan_covers(plan, "app/a.py"));
		why = plan_why_uncovered(plan, "app/a.py");
		if (!rows[i].why)
			assert_null(why);
		else
			assert_string_equal(why, rows[i].why);
		plan_free(plan);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_read_as_it_is_written),
		cmocka_unit_test(a_name_with_blanks_is_one),
		cmocka_unit_test(the_message_says_why_nothing_matches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
