#include "plan_case.h"

static void status_and_dates_count(void **state)
{
	static const struct plan_case rows[] = {
		{.front = "---\nstatus: Draft\n---\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "status"},
		{.front = "---\nstatus: approved\n---\n", .at = STAGE_CLASS_PUSH},
		{.front = "---\nstatus: superseded\n---\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "status"},
		{.front = "---\nstatus: done\n---\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "status"},
		{.whole = "\n---\nstatus: draft\n---\n\n# Implementation Plan: Stream the "
			  "export\n## Scope\n\n- Files:\n  - `app/a.py`\n  - `app/b.py`\n- "
			  "Risk Level: MEDIUM\n- Estimated Changes: 2 files, ~40 "
			  "lines\n\n## Approach\n\nRead in batches and write each as it "
			  "comes.\n\n## Steps\n\n1. Change `app/a.py:read`.\n2. Call it in "
			  "`app/b.py`.\n\n## Tests\n\n- [ ] a table of 2,501 rows gives "
			  "three batches\n\n## Rollback\n\nSet EXPORT_STREAMING=0, then "
			  "revert the commit.\n\n## Open Questions\n\nNone.\n",
		 .at = STAGE_CLASS_PUSH},
		{.title = "# Implementation Plan: Stream the export\n\n**Status:** Draft\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "status"},
		{.front = "---\nexpires: 2020-01-01\n---\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "expired"},
		{.front = "---\nexpires: 2999-01-01\n---\n", .at = STAGE_CLASS_PUSH},
		{.front = "---\nstatus: draft\nstatus: active\n---\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "status"},
		{.changed = "app/a.py",
		 .scope = "## Scope\n\nSee above.\n\nRisk: LOW\n",
		 .front = "---\nscope:\n  - **/*.py\n---\n",
		 .at = STAGE_CLASS_PUSH},
		{.front = "---\nstatus: draft\n\n", .at = STAGE_CLASS_PUSH},
		{.front = "---\ntitle: a --- b\nowner: \"x\"\n---\n",
		 .at = STAGE_CLASS_PUSH},
		{.front = "---\ntitle: Export: streaming\n---\n", .at = STAGE_CLASS_PUSH},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_and_dates_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
