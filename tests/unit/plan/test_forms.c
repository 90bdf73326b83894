#include "plan_case.h"

#define FULL_TESTS                                                                         \
	"## Test Strategy\n\n- Existing tests: `tests/a` still holds\n- New: 2,501 rows\n" \
	"- How to verify: open the file\n"
#define FULL_ROLLBACK                                                                      \
	"## Rollback\n\nTurn the flag off; git revert is enough, no stored data "          \
	"changes.\n"

static void unusual_forms_are_read_as_meant(void **state)
{
	static const struct plan_case rows[] = {
		{.changed = "src/__init__.py src/_x_/__main__.py",
		 .scope = "## Scope\n\n- src/__init__.py\n- src/_x_/__main__.py\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope =
			 "## Scope\n\n-\tFiles:\n\t-\t`app/a.py`\n\t-\t`app/b.py`\n-\tRisk "
			 "Level:\tLOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\napp/a.py\n: reads\n\napp/b.py\n: writes\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- Files:\n\n  - `app/a.py`\n\n  - `app/b.py`\n\n- "
			  "Risk Level: LOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "a/b&c.py",
		 .scope = "## Scope\n\n- `a/b&c.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\nThe files:\n\n* app/a.py,\n* app/b.py.\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n+ app/a.py (+12/\342\210\2223)\n+ app/b.py "
			  "[new]\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- **`app/a.py`**: reads\n- **app/b.py**: "
			  "writes\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- \342\234\217\357\270\217 `app/a.py`\n- "
			  "\342\236\225 app/b.py\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n| Module | Files |\n|--|--|\n| export | `app/a.py`, "
			  "`app/b.py` |\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n| Module | Files |\n|--|--|\n| export | "
			  "`app/a.py`<br>`app/b.py` |\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## "
			  "Scope\n\n|Change|File|\n|-|-|\n|new|app/a.py|\n|edit|app/"
			  "b.py|\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n\n```python\nimport "
			  "app.b\nopen(\"app/b.py\")\n```\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "uncovered-file"},
		{.changed = "src/a.c tests/t.c",
		 .scope = "## Scope\n\n```\nsrc/\n\342\224\234\342\224\200\342\224\200 "
			  "a.c\n\ntests/\n\342\224\224\342\224\200\342\224\200 "
			  "t.c\n```\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "src/x/y/a.c src/z.c",
		 .scope = "## Scope\n\n```\nsrc/\n\342\224\234\342\224\200\342\224\200 "
			  "x/\n\342\224\202   \342\224\224\342\224\200\342\224\200 "
			  "y/\n\342\224\202       \342\224\224\342\224\200\342\224\200 "
			  "a.c\n\342\224\224\342\224\200\342\224\200 z.c   <- "
			  "edit\n```\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "src/x/y/a.c",
		 .scope = "## Scope\n\n```\nsrc/x/y/\n\342\224\224\342\224\200\342\224\200 "
			  "a.c\n```\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "src/a.c src/b.c",
		 .scope = "## Scope\n\n```\nsrc\n+-- a.c\n\\-- b.c\n```\n\nRisk Level: "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.changed = "src/x/a.c",
		 .scope = "## Scope\n\n- src/x\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- /app/a.py\n- `/app/b.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- Reader \342\200\224 `app/a.py`\n- Writer - "
			  "`app/b.py`\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- Reader: `app/a.py`\n- Writer: app/b.py\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- 'app/a.py'\n- "
			  "\342\200\234app/b.py\342\200\235\n\nRisk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py:read()`\n- `app/b.py:12,40-60`\n\nRisk "
			  "Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\nFiles\n: x\n\n**Files**\n\n- app/a.py\n- "
			  "app/b.py\n\nRisk Level: LOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## What changes\n\n- reader is faster\n\n## Impact\n\n- "
			  "Affected code: `app/a.py`, `app/b.py`\n- Risk: low\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n```\n- [ ] test_csv\n```\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.tests = "## Tests\n\n> - [ ] test_csv of rows\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.steps = "## Steps\n\nDo it. <!-- `app/a.py` -->\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-concrete-step"},
		{.rollback = "## Rollback\n\n<!-- git revert -->\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "empty-section"},
		{.rollback = "## Rollback\n\n<details>\n<summary></summary>\n</details>\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "empty-section"},
		{.rollback = "<details>\n## Rollback\nSet X=0\n</details>\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.rollback = "    ## Rollback\n\n    revert\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.rollback = "Rollback\nplan\n---\n\nrevert the commit\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "###### Rollback\n\nrevert the commit\n",
		 .at = STAGE_CLASS_PUSH},
		{.rollback = "## \342\200\213Rollback\n\nrevert the commit\n",
		 .at = STAGE_CLASS_PUSH},
		{.title = "# Plan: x\n",
		 .steps = "",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-section"},
		{.steps = "## Steps\n\n1. \\[First step with file:function specifics\\]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n![flow](flow.png) shows the reader and [ ] is "
			     "a box.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nRead in batches[^1].\n\n[^1]: see notes\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nPress <kbd>Ctrl</kbd> to stop; generic Vec<T> "
			     "is kept.\n",
		 .at = STAGE_CLASS_PUSH},
		{.approach = "## Approach\n\nUse <name of the module> there.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.scope = "## Scope\n\n- Files:\n  - `app/a.py`\n  - `app/b.py`\n- Risk "
			  "Level: LOW\n- Estimated Changes: [X files, ~Y lines]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.scope = "## Scope\n\n- Files: [list]\n- Risk Level: LOW\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder uncovered-file"},
		{.questions = "## Open Questions\n\n- [Any uncertainties to resolve]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.questions = "## Open Questions\n\nTBD\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "placeholder"},
		{.extra = "\n## Tests\n\n- [ ] another one\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "ambiguous-plan"},
		{.extra = "\n## Detailed design\n\nMore on the reader.\n",
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Reverting\n\nNot possible.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "ambiguous-plan"},
		{.profile = PROFILE_FULL,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-assessment missing-section"},
		{.profile = PROFILE_FULL,
		 .tests = FULL_TESTS,
		 .rollback = FULL_ROLLBACK,
		 .codes = "missing-assessment"},
		{.front = "---\nprofile: full\n---\n",
		 .tests = FULL_TESTS,
		 .codes = "missing-assessment missing-section"},
		{.front = "---\nprofile: light\n---\n"},
		{.scope = "## Scope\n\n- `{src/**,**}`\n- Risk: LOW\n",
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\n- `{*,src}/**`\n- Risk: LOW\n",
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\n- `{src,**}/*`\n- Risk: LOW\n",
		 .codes = "scope-too-broad"},
		{.scope = "## Scope\n\n- `{app,lib}/**`\n- Risk: LOW\n"},
		{.scope = "## Scope\n\n- `**/*.py`\n- Risk: LOW\n"},
		{.scope = "## Scope\n\n- everything except `app/a.py` and `app/b.py`\n- "
			  "Risk: "
			  "LOW\n",
		 .codes = "scope-too-broad"},
		{.scope =
			 "## Scope\n\n- `app/a.py`\n- nothing in `app/b.py`\n- Risk: LOW\n",
		 .codes = "uncovered-file"},
		{.front = "---\nstatus: wip\n---\n", .codes = "status"},
		{.front = "---\nstatus: not started\n---\n", .codes = "status"},
		{.front = "---\nstatus: [draft]\n---\n", .codes = "status"},
		{.front = "---\nstatus: in progress\n---\n"},
		{.front = "---\nprofile: heavy\n---\n"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unusual_forms_are_read_as_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
