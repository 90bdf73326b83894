/* Files that a plan without a list of them says to change. */
#include "../plan_case.h"

#define PUSH .at = STAGE_CLASS_PUSH
#define RISK "Risk Level: LOW\n"
#define BOTH .changed = "app/a.py app/b.py"
#define PUT .changed = "app/a.py app/data/new.json", .tree = "app/data/old.json"
#define REST                                                                               \
	"## Tests\n\n- [ ] a table of 2,501 rows gives three batches\n\n"                  \
	"## Rollback\n\nSet EXPORT_STREAMING=0, then revert the commit.\n"
#define STEP "## Steps\n\n1. Change `read_rows()` in `app/a.py`.\n\n"
#define WAY "## Approach\n\nRead in batches and write each as it comes.\n\n"

#define LIGHT PUSH, .profile = PROFILE_LIGHT

static void a_list_is_announced(void **state)
{
	static const struct plan_case rows[] = {
		{.whole = "# Batches\n\n" RISK "\n## Notes\n\nCode touchpoints:\n\n- Rows: "
			  "`app/a.py`, `app/b.py`\n\n" REST,
		 LIGHT,
		 BOTH},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "## Notes\n\n1. Touch points of this:\n   - Rows: "
			  "`app/a.py`\n   - Cells: `app/b.py`\n\n" WAY REST,
		 PUSH,
		 BOTH},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "## Notes\n\nUpdate these as well:\n\n- `app/b.py`\n\n" WAY REST,
		 PUSH,
		 BOTH},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "## Notes\n\nWhat we looked at:\n\n- `app/b.py`\n\n" WAY REST,
		 PUSH,
		 BOTH,
		 .codes = "uncovered-file"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void a_step_puts_new_files_into_a_folder(void **state)
{
	static const struct plan_case rows[] = {
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "2. Capture two answers into `app/data/`.\n\n" WAY REST,
		 PUSH,
		 PUT},
		{.scope = "## Scope\n\n- `app/a.py`\n\n```\napp/\n\u2514\u2500\u2500 data/ "
			  "  "
			  "# NEW\n```\n\n- Risk Level: LOW\n",
		 PUSH,
		 PUT},
		{.scope = "## Scope\n\n- `app/a.py`\n\n```\napp/\n\u2514\u2500\u2500 data/ "
			  "  "
			  "# NEW\n```\n\n- Risk Level: LOW\n",
		 PUSH,
		 .changed = "app/a.py app/data/old.json",
		 .tree = "app/data/two.json",
		 .codes = "uncovered-file"},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "2. The answers are in `app/data/`.\n\n" WAY REST,
		 PUSH,
		 PUT,
		 .codes = "uncovered-file"},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "2. Capture two answers into `app/data/`.\n\n" WAY REST,
		 PUSH,
		 .changed = "app/a.py app/data/old.json",
		 .tree = "app/data/two.json",
		 .codes = "uncovered-file"},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "2. Capture two answers into `app/data/`.\n\n" WAY REST,
		 PUSH,
		 .changed = "app/a.py app/data/deep/new.json",
		 .tree = "app/data/old.json",
		 .codes = "uncovered-file"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void a_listed_folder_is_not_widened_by_steps(void **state)
{
	static const struct plan_case rows[] = {
		{.scope = "## Scope\n\n**New module `lib/rows/`:**\n\n- `a.c`\n\n"
			  "- Risk Level: LOW\n",
		 .steps = "## Steps\n\n1. Add `lib/rows` to `app/a.py`.\n",
		 .changed = "lib/rows/a.c lib/rows/b.c",
		 PUSH,
		 .codes = "uncovered-file"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void an_approach_says_what_a_file_will_do(void **state)
{
	static const struct plan_case rows[] = {
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "## Decision\n\n`app/b.py` takes its rows from the "
			  "iterator.\n\n" REST,
		 PUSH,
		 BOTH},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "## Decision\n\n`app/b.py` already reads batches, so that one "
			  "caller is left.\n\n" REST,
		 PUSH,
		 BOTH,
		 .codes = "uncovered-file"},
		{.whole = "# Batches\n\n" RISK "\n" STEP
			  "## Decision\n\nRead in batches.\n\n`app/b.py` stays untouched "
			  "by this.\n\n" REST,
		 PUSH,
		 BOTH,
		 .codes = "uncovered-file"},
		{.whole = "# Batches\n\n" RISK "\n" STEP WAY
			  "## Context\n\n`app/b.py` takes all rows at once.\n\n" REST,
		 PUSH,
		 BOTH,
		 .codes = "uncovered-file"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_announced),
		cmocka_unit_test(a_step_puts_new_files_into_a_folder),
		cmocka_unit_test(a_listed_folder_is_not_widened_by_steps),
		cmocka_unit_test(an_approach_says_what_a_file_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
