#include "plan_case.h"

static void sections_are_found_by_meaning(void **state)
{
	static const struct plan_case rows[] = {
		{.at = STAGE_CLASS_PUSH},
		{.rollback = "## Back-out plan\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback =
			 "## ROLLBACK\n\nSet EXPORT_STREAMING=0, then revert the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback ##\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## 5) Rollback:\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## How to undo\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## "
			     "\357\274\262\357\275\217\357\275\214\357\275\214\357\275\202"
			     "\357\275\201\357\275\203\357\275\213\n\nSet "
			     "EXPORT_STREAMING=0, then revert the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## *Rollback*\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback {#rb}\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback (if needed)\n\nSet EXPORT_STREAMING=0, then "
			     "revert the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "Rollback\n========\n\nSet EXPORT_STREAMING=0, then revert "
			     "the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "**Rollback:**\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "**Rollback** plan is easy\n\nSet EXPORT_STREAMING=0, then "
			     "revert the commit.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.rollback =
			 "## Rollout\n\nSet EXPORT_STREAMING=0, then revert the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollout\n\nSet EXPORT_STREAMING=1 for one customer.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.rollback = "## Rollout and rollback\n\nSet EXPORT_STREAMING=0, then "
			     "revert the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "- ## Rollback\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.rollback = "##\302\240Rollback\n\nSet EXPORT_STREAMING=0, then revert "
			     "the commit.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.rollback = "## Step 6: Rollback\n\nSet EXPORT_STREAMING=0, then revert "
			     "the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## VI. Rollback\n\nSet EXPORT_STREAMING=0, then revert the "
			     "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## Rollback & recovery\n\nSet EXPORT_STREAMING=0, then "
			     "revert the commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## How to verify\n\n- [ ] a table of 2,501 rows gives three "
			  "batches\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## QA\n\n- [ ] a table of 2,501 rows gives three batches\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Acceptance Criteria\n\n- [ ] a table of 2,501 rows gives "
			  "three batches\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Validation & Acceptance\n\n- [ ] a table of 2,501 rows gives "
			  "three batches\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Test data\n\n- [ ] a table of 2,501 rows gives three "
			  "batches\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.approach =
			 "## Alternatives\n\nRead in batches and write each as it comes.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.approach = "## Design & Architecture\n\nRead in batches and write each "
			     "as it comes.\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Todo\n\n1. Change `app/a.py:read`.\n2. Call it in "
			  "`app/b.py`.\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Milestones\n\n1. Change `app/a.py:read`.\n2. Call it in "
			  "`app/b.py`.\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "### Work Plan\n\n1. Change `app/a.py:read`.\n2. Call it in "
			  "`app/b.py`.\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Phase 1: do it\n\n1. Change `app/a.py:read`.\n2. Call it in "
			  "`app/b.py`.\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## To be decided\n\nNone.\n", .at = STAGE_CLASS_PUSH},
		{.questions = "## Unknowns\n\nNone.\n", .at = STAGE_CLASS_PUSH},
		{.questions = "## FAQ\n\nNone.\n", .at = STAGE_CLASS_PUSH},
		{.scope = "## Files to change\n\n- Files:\n  - `app/a.py`\n  - "
			  "`app/b.py`\n- Risk Level: MEDIUM\n- Estimated Changes: 2 files, "
			  "~40 lines\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Impact\n\n- Files:\n  - `app/a.py`\n  - `app/b.py`\n- Risk "
			  "Level: MEDIUM\n- Estimated Changes: 2 files, ~40 lines\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = ""},
		{.questions = "", .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n&nbsp;\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "empty-section"},
		{.approach = "## Approach\n\n<br>\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "empty-section"},
		{.approach = "## Approach\n\n### Details\n\n### More\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "empty-section"},
		{.approach = "## Approach\n\n-\n-\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "empty-section"},
		{.questions = "## Open Questions\n\n-\n", .at = STAGE_CLASS_PUSH},
		{.title = "# Plan\n", .at = STAGE_CLASS_PUSH},
		{.title = "", .at = STAGE_CLASS_PUSH},
		{.title = "# Implementation Plan\n",
		 .steps = "",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.steps = "", .at = STAGE_CLASS_PUSH, .codes = "missing-section"},
		{.approach = "",
		 .steps = "",
		 .questions = "",
		 .profile = PROFILE_LIGHT,
		 .at = STAGE_CLASS_PUSH},
		{.tests = "",
		 .profile = PROFILE_LIGHT,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.extra = "\n## Rollback\n\nSet EXPORT_STREAMING=0, then revert the "
			  "commit.\n",
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Steps\n\n1. Change `x.py`.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "ambiguous-plan"},
		{.steps = "## Phase 1: read\n\n1. Change `app/a.py`\n\n### Tests\n\n- [ ] "
			  "one\n\n## Phase 2: write\n\n1. Change `app/b.py`\n\n### "
			  "Tests\n\n- [ ] two\n",
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n# Implementation Plan: Another\n\nText.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "ambiguous-plan"},
		{.whole = "# Notes\n\nHello\n\n## Rollback\n\nx\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "not-a-plan"},
		{.whole = "", .at = STAGE_CLASS_PUSH, .codes = "not-a-plan"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_are_found_by_meaning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
