#include "plan_case.h"

static void placeholders_are_told_from_prose(void **state)
{
	static const struct plan_case rows[] = {
		{.approach = "## Approach\n\nTBD\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\ntbd.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nTo be determined\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n\342\200\246\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n...\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n[Describe how]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n[your approach here]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n<your approach>\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n<approach>\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nUse <the new module> for it.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nWe will do it. TODO: say how.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nXXX\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nYour text here\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n(fill me in)\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nLorem ipsum dolor\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach =
			 "## Approach\n\n{{rows}}\n\nEach row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nThe map `<K, V>` holds T<int>.\n\nEach row is "
			     "then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nSee [the docs](http://x.org) and [1].\n\n[1]: "
			     "http://y.org\n\nEach row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nThe array a[i] and `[x]` are used.\n\nEach "
			     "row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nRemove the TODO comments from the "
			     "parser.\n\nEach row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nNo TBD or TODO is left in the code.\n\nEach "
			     "row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nThe to-do list is read first.\n\nEach row is "
			     "then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nA TODO-list app.\n\nEach row is then read by "
			     "itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nWait... then write the batch.\n\nEach row is "
			     "then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nIt reads \"TODO\" markers.\n\nEach row is "
			     "then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nCosts are O(n); i < n and j > m hold.\n\nEach "
			     "row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n<b>Bold</b> move of the reader.\n\nEach row "
			     "is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n<details>\n<summary>How</summary>\n\nRead in "
			     "batches.\n\n</details>\n\nEach row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nRead it [sic] as written.\n\nEach row is then "
			     "read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n**TBD**\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nTBD after the review\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nThe format is to be decided.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nFill in the missing rows of the "
			     "table.\n\nEach row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n- Owner: TBD\n- Way: batches\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nCall foo(...) with the args.\n\nEach row is "
			     "then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nFIXME before merge\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nHandle ?\?\? in the input.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n[NEEDS CLARIFICATION: batch size]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nThe range [a, b) is read.\n\nEach row is then "
			     "read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nUse `TODO.md` and TODO.md as input.\n\nEach "
			     "row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n[fill in: how it works]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n\\[Describe the approach\\]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nDocs at <https://example.org/a b>.\n\nEach "
			     "row is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nMail <me@example.org> first.\n\nEach row is "
			     "then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nTBA\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nRead [optional] rows too.\n\nEach row is then "
			     "read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n&#84;ODO: explain\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n<!-- TODO -->\nRead in batches.\n\nEach row "
			     "is then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n> TODO\n\nRead in batches.\n\nEach row is "
			     "then read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\n~~TODO~~ Read in batches.\n\nEach row is then "
			     "read by itself.\n",
		 .at = STAGE_CLASS_PUSH},
		{.title = "# Implementation Plan: [Feature Name]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.title = "# Implementation Plan: TBD\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.scope = "## Scope\n\n- Files:\n  - `app/a.py`\n  - `app/b.py`\n- Risk "
			  "Level: MEDIUM\n- Estimated Changes: X files, ~Y lines\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.steps = "## Steps\n\n1. [First step]\n2. [Second step]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.rollback = "## Rollback\n\n[How to undo]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n| Part | How |\n|--|--|\n| reader | TBD |\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.extra = "\n## Notes\n\nTBD\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\nWe batch it; the size is TBD.\n\nEach row is "
			     "then read by itself.\n"},
		{.approach = "## Approach\n\nTBD\n", .codes = "placeholder"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(placeholders_are_told_from_prose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
