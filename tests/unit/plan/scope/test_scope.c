#include "../plan_case.h"

static void scope_is_read_in_all_its_forms(void **state)
{
	static const struct plan_case rows[] = {
		{.scope = "## Scope\n\n| # | **File** | Notes |\n|--|--|--|\n| 1 | "
			  "**`app/a.py`** | reads |\n| 2 | app/b.py (new) | writes "
			  "`app/zzz.py` |\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n| What | Where |\n|--|--|\n| reader | `app/a.py` "
			  "|\n| writer | `app/b.py` |\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- app/\n  - a.py\n  - b.py\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/`:\n  - `a.py` - reads\n  - `b.py` - "
			  "writes\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- app/\n  - a.py\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.scope = "## Scope\n\n- `app/a.py:12-40`\n- `app/b.py#write`\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py::read`\n- app/b.py:120 - caller\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- **Create** `app/a.py`\n- Modify `app/b.py` to "
			  "call it\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n1. Add app/a.py\n2. Update app/b.py: the "
			  "caller\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n```\napp\n\342\224\234\342\224\200\342\224\200 a.py "
			  "  # reads\n\342\224\224\342\224\200\342\224\200 "
			  "b.py\n```\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n```\n.\n\342\224\224\342\224\200\342\224\200 app/\n "
			  "   \342\224\234\342\224\200\342\224\200 a.py\n    "
			  "\342\224\224\342\224\200\342\224\200 b.py (new)\n```\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n```text\napp/\n  a.py\n  b.py\n```\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope =
			 "## Scope\n\n~~~\napp/a.py\napp/b.py\n~~~\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n```\nM  app/a.py\nA  app/b.py\n```\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "Makefile app/b.py",
		 .scope = "## Scope\n\n- Makefile\n- app/b.py\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "Dockerfile app/b.py",
		 .scope = "## Scope\n\nFiles: Dockerfile, app/b.py\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\nFiles: everything under `app/`\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- app/*.py\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "app/x/y/a.py",
		 .scope = "## Scope\n\n- `app/**/*.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "app/a.py",
		 .scope = "## Scope\n\n- `app/**/*.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "app/a.py app/c.py",
		 .scope = "## Scope\n\n- `app/{a,b}.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.scope = "## Scope\n\n- `.`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\n- Files: `**/*`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\n- /\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\n- Files: all files\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\nFiles: *\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\n- `./`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "scope-too-broad"},
		{.changed = "app/a.py app/b.pyc",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/B.py",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\nNot touched:\n\n- "
			  "`app/c.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\nWe will not change "
			  "`app/c.py`.\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n### Non-goals\n\n- "
			  "`app/c.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n**Out of "
			  "scope:**\n\n- `app/c.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope = "## Scope\n\n| File | Change |\n|--|--|\n| app/a.py | edit |\n| "
			  "app/b.py | edit |\n| app/c.py | unchanged |\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n- "
			  "~~`app/c.py`~~\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope = "## Scope\n\n- `app/a.py` - now called by `app/c.py`\n- "
			  "`app/b.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .scope =
			 "## Scope\n\n| File | Reason |\n|--|--|\n| app/a.py | used by "
			 "app/c.py |\n| app/b.py | as `app/c.py` |\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "app/a.py app/b.py app/c.py",
		 .steps = "## Steps\n\n1. Change `app/a.py` and `app/c.py`.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "lib/x.py",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "stale-scope uncovered-file"},
		{.scope = "## Scope\n\n- Delete `app/a.py`\n- Modify: `app/b.py`\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- [a][1] and [b][2]\n\nRisk Level: MEDIUM\n\n[1]: "
			  "../../app/a.py\n[2]: ../../app/b.py\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- [reader](/app/a.py)\n- "
			  "[`app/b.py`](https://example.org/blob/app/b.py)\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- [ ] `app/a.py`\n- [x] app/b.py\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.whole = "# Implementation Plan: Stream the export\r\n## Scope\r\n\r\n- "
			  "Files:\r\n  - `app/a.py`\r\n  - `app/b.py`\r\n- Risk Level: "
			  "MEDIUM\r\n- Estimated Changes: 2 files, ~40 lines\r\n\r\n## "
			  "Approach\r\n\r\nRead in batches and write each as it "
			  "comes.\r\n\r\n## Steps\r\n\r\n1. Change `app/a.py:read`.\r\n2. "
			  "Call it in `app/b.py`.\r\n\r\n## Tests\r\n\r\n- [ ] a table of "
			  "2,501 rows gives three batches\r\n\r\n## Rollback\r\n\r\nSet "
			  "EXPORT_STREAMING=0, then revert the commit.\r\n\r\n## Open "
			  "Questions\r\n\r\nNone.\r\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\nSee above.\n\nRisk: LOW\n",
		 .front = "---\nscope: app/\n---\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "app/a.py x.py",
		 .scope = "## Scope\n\nSee above.\n\nRisk: LOW\n",
		 .front = "---\nscope: [\"app/a.py\"]\n---\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.scope = "## Scope\n\n- **app/*.py**\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- Backend\n  - Reader\n    - `app/a.py`\n  - "
			  "Writer\n    - `app/b.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\nFiles: `app/a.py` and `app/b.py`.\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n<!--\n- `app/b.py`\n-->\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.scope = "## Scope\n\n- `app/a.py`\n\n> - `app/b.py`\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.scope = "## Scope\n\n### New files\n\n- `app/a.py`\n\n### Modified "
			  "files\n\n- `app/b.py`\n\nRisk Level: LOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Files\n\n### `app/a.py`\n\nread\n\n### "
			  "`app/b.py`\n\nwrite\n\nRisk Level: LOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/a.py`\n- `app/b.py`\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "app/(auth)/[id]/page.tsx",
		 .scope =
			 "## Scope\n\n- `app/(auth)/[id]/page.tsx`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = ".gitignore .github/workflows/ci.yml",
		 .scope = "## Scope\n\n- `.gitignore`\n- .github/workflows/ci.yml\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "a.b.c/d.e.txt",
		 .scope = "## Scope\n\n- a.b.c/d.e.txt\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n* `app/a.py`\n+ `app/b.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n**New files**: `app/a.py`\n\n**Modified files**: "
			  "`app/b.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\nFiles: app/a.py; app/b.py\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n`app/a.py`\n`app/b.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- app/a.py -- reader\n- app/b.py \342\200\223 "
			  "writer\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

/* A list of files may stand behind a label elsewhere; a box in it is work to do, and no file of the scope. */
static void behind_a_label_an_item_with_a_box_is_a_step(void **state)
{
	static const char scope[] = "## Scope\n\n- `app/a.py`\n\nRisk Level: MEDIUM\n";
	static const struct plan_case rows[] = {
		{.scope = scope,
		 .approach = "## Approach\n\nRead in batches.\n\nFiles:\n\n- `app/b.py`\n",
		 .codes = NULL},
		{.scope = scope,
		 .approach =
			 "## Approach\n\nRead in batches.\n\nFiles:\n\n- [ ] `app/b.py`\n",
		 .codes = "uncovered-file"},
		{.scope = scope,
		 .approach =
			 "## Approach\n\nRead in batches.\n\n**Files:**\n\n- `app/b.py`\n",
		 .codes = NULL},
		{.scope = scope,
		 .approach = "## Approach\n\nRead in batches.\n\n**Files:**\n\n- [ ] "
			     "`app/b.py`\n",
		 .codes = "uncovered-file"},
		/* in the section itself a box is a file that is done or not */
		{.scope = "## Scope\n\n- [x] `app/a.py`\n- [ ] `app/b.py`\n\nRisk Level: "
			  "MEDIUM\n",
		 .codes = NULL},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scope_is_read_in_all_its_forms),
		cmocka_unit_test(behind_a_label_an_item_with_a_box_is_a_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
