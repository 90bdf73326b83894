/* Sections that are no heading of their own: labels, parts, what stands within others, tags. */
#include "plan_case.h"

#define PUSH .at = STAGE_CLASS_PUSH
#define BACK "Set EXPORT_STREAMING=0, then revert the commit."

static void a_label_opens_a_section(void **state)
{
	static const struct plan_case rows[] = {
		{.rollback = "**Rollback:** " BACK "\n", PUSH},
		{.rollback = "**Rollback**: " BACK "\n", PUSH},
		{.rollback = "**Rollback** \u2014 " BACK "\n", PUSH},
		{.rollback = "Rollback: " BACK "\n", PUSH},
		{.rollback = "Back-out plan: " BACK "\n", PUSH},
		{.rollback = "## Operations\n\n- **Rollback:** " BACK "\n- Alerts: none\n",
		 PUSH},
		{.rollback = "## Operations\n\n1. Undo: " BACK "\n", PUSH},
		{.rollback = "**Owner:** a team\n**Rollback:** " BACK "\n**Since:** May\n",
		 PUSH},
		{.rollback = "Rollback:\n\n" BACK "\n", PUSH},
		{.rollback = "**Rollback:** none\n", PUSH, .codes = "weak-rollback"},
		{.rollback = "**Rollback:** not needed\n", PUSH, .codes = "weak-rollback"},
		{.rollback = "**Rollback:**\n", PUSH, .codes = "empty-section"},
		{.rollback = "Rollback:\n", PUSH, .codes = "empty-section"},
		{.rollback = "## Ways\n\n- Rollback:\n", PUSH, .codes = "empty-section"},
		{.rollback = "The rollback: " BACK "\n", PUSH},
		{.rollback = "We thought about rollback: " BACK "\n",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "> **Rollback:** " BACK "\n",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "```\nRollback: " BACK "\n```\n",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "<!--\n\nRollback: " BACK "\n\n-->\n",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "`rollback`: " BACK "\n", PUSH, .codes = "missing-section"},
		{.rollback = "~~Rollback: " BACK "~~\n", PUSH, .codes = "missing-section"},
		{.rollback = "",
		 .tests = "## Tests\n\n- [ ] Rollback: a failing row undoes the batch\n",
		 PUSH,
		 .codes = "missing-section"},
		{.approach = "**Architecture:** Batches behind the iterator of rows.\n",
		 PUSH},
		{.approach = "**Goal:** Flat memory.\n**Architecture:** Batches behind the "
			     "iterator.\n**Tech Stack:** C.\n",
		 PUSH},
		{.approach = "**Goal:** Flat memory.\n**Tech Stack:** C.\n",
		 PUSH,
		 .codes = "missing-section"},
		{.approach = "**Architecture:** Stream the export.\n",
		 PUSH,
		 .codes = "boilerplate"},
		{.approach = "**Approach:** TBD\n", PUSH, .codes = "placeholder"},
		{.tests = "**Tests:** 2,501 rows give three batches.\n", PUSH},
		{.tests = "**Test:** `make check`\n", PUSH},
		{.tests = "Verify: run `make check`\n", PUSH},
		{.tests = "Run:\n\n```\nmake check\n```\n", PUSH},
		{.tests = "Run:\n- `make check`\n", PUSH},
		{.tests = "**Tests:** not needed\n", PUSH, .codes = "no-test"},
		{.tests = "## Run\n\n- `make check`\n", PUSH, .codes = "missing-section"},
		{.steps = "**Implementation:** change `app/a.py:read`, then `app/b.py`.\n",
		 PUSH},
		{.questions = "**Open questions:** none\n", PUSH},
		{.questions = "**Open questions:** who pays for it?\n",
		 PUSH,
		 .codes = "open-question"},
		{.extra = "**Rollback:** delete the folder as well\n", PUSH},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void a_name_of_few_words_is_understood(void **state)
{
	static const struct plan_case rows[] = {
		{.approach = "## Approach: batches\n\nRead in batches, write each as it "
			     "comes.\n",
		 PUSH},
		{.approach =
			 "## Solution Design\n\nRead in batches, write each as it comes.\n",
		 PUSH},
		{.approach = "## Chosen design - batches\n\nRead in batches, write each as "
			     "it comes.\n",
		 PUSH},
		{.approach =
			 "## Current architecture\n\nAll rows are held in memory today.\n",
		 PUSH,
		 .codes = "missing-section"},
		{.steps = "## Tasks / Subtasks\n\n- [ ] Change `app/a.py:read`\n", PUSH},
		{.tests = "## Acceptance Tests\n\n- 2,501 rows give three batches\n", PUSH},
		{.tests = "## Focused verification\n\n- 2,501 rows give three batches\n",
		 PUSH},
		{.tests = "## Final acceptance gate\n\n- 2,501 rows give three batches\n",
		 PUSH},
		{.tests = "## Input validation\n\n- 2,501 rows give three batches\n",
		 PUSH,
		 .codes = "missing-section"},
		{.tests = "## Validation rules\n\n- 2,501 rows give three batches\n",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "## Migration & Rollback notes\n\n" BACK "\n", PUSH},
		{.rollback = "## Transaction rollback support\n\n" BACK "\n",
		 PUSH,
		 .codes = "missing-section"},
		{.scope = "## File Manifest\n\n- `app/a.py`\n- `app/b.py`\n\nRisk Level: "
			  "LOW\n",
		 PUSH},
		{.scope = "## File Targets\n\n- `app/a.py`\n- `app/b.py`\n- Risk: low\n",
		 PUSH},
		{.front = "---\nscope: [app/a.py, app/b.py]\nrisk: low\n---\n",
		 .scope = "",
		 PUSH},
		{.front = "---\nfiles_modified:\n  - app/a.py\n  - app/b.py\nrisk: low\n"
			  "---\n",
		 .scope = "",
		 PUSH},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

#define PART(name, file, what)                                                             \
	"## " name "\n\n### Tasks\n\n1. Change `" file "`\n\n### Tests\n\n- " what "\n\n"

static void sections_of_parts_are_one(void **state)
{
	static const struct plan_case rows[] = {
		{.steps = PART("Chunk 1", "app/a.py", "rows")
			 PART("Chunk 2", "app/b.py", "columns"),
		 .tests = "",
		 PUSH},
		{.steps = PART("M1: read", "app/a.py", "rows")
			 PART("M2: write", "app/b.py", "columns"),
		 .tests = "",
		 PUSH},
		{.steps = PART("Stage A", "app/a.py", "rows")
			 PART("Stage B", "app/b.py", "columns"),
		 .tests = "",
		 PUSH},
		{.steps = PART("The reader", "app/a.py", "rows")
			 PART("The writer", "app/b.py", "columns"),
		 .tests = "",
		 PUSH},
		{.steps = "## Work\n\n### Tasks\n\n1. `app/a.py`\n\n### Tasks\n\n1. "
			  "`app/b.py`\n",
		 PUSH,
		 .codes = "ambiguous-plan"},
		{.rollback = "## Rollback\n\n" BACK "\n\n## Rollback\n\nDelete the file.\n",
		 PUSH,
		 .codes = "ambiguous-plan"},
		{.steps = "### M0: read\n\nChange `app/a.py`.\n\n### M1: write\n\nCall "
			  "it.\n",
		 PUSH},
		{.steps = "## S3 buckets\n\nChange `app/a.py`.\n",
		 PUSH,
		 .codes = "missing-section"},
		{.steps = "## Part Of The Team\n\nChange `app/a.py`.\n",
		 PUSH,
		 .codes = "missing-section"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void what_stands_within_others_is_found(void **state)
{
	static const struct plan_case rows[] = {
		{.steps = "### Task 1: read\n\n- Modify: `app/a.py`\n- Test: "
			  "2,501 rows\n\nRun: `make check`\n",
		 .tests = "",
		 PUSH},
		{.steps = "## Phase 1\n\n- Change `app/a.py`\n- Verification: the page "
			  "shows 2,501 rows\n",
		 .tests = "",
		 PUSH},
		{.steps = "### Task 1: read\n\nChange `app/a.py`.\n\n```bash\npytest "
			  "app\n```\n",
		 .tests = "",
		 PUSH},
		{.steps = "## Steps\n\n1. Change `app/a.py`\n2. Check the tests of it\n",
		 .tests = "",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "## Migration Plan\n\n1. Deploy.\n2. To roll back, put "
			     "EXPORT_STREAMING=0.\n",
		 PUSH},
		{.rollback = "## Deployment\n\nAfter an error rate of 1 % revert the "
			     "release by hand.\n",
		 PUSH},
		{.rollback = "## Risks / Trade-offs\n\n- A slow disk: revert the commit "
			     "and deploy\n",
		 PUSH},
		{.rollback = "## Risks\n\n- A batch that fails is rolled back\n",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "## Rollout\n\nFirst one customer, then all.\n",
		 PUSH,
		 .codes = "missing-section"},
		{.rollback = "",
		 .steps = "## Steps\n\n1. Change `app/a.py`\n   - Rollback: git revert\n2. "
			  "Call it\n   - Rollback: take the call out\n",
		 PUSH},
		{.rollback = "",
		 .approach = "## Approach\n\nRows go through in batches.\n\n## "
			     "Alternatives\n\n### Rollback\n\n"
			     "Revert.\n",
		 PUSH,
		 .codes = "missing-section"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void what_was_not_taken_says_nothing_of_the_plan(void **state)
{
	static const struct plan_case rows[] = {
		{.extra = "## Alternatives\n\n### Rewrite it\n\n- Risk Level: HIGH\n",
		 PUSH},
		{.extra = "## Considered Options\n\n**Rewrite it**\n\nRisk level: high\n",
		 PUSH},
		{.extra = "## Option B: rewrite it\n\nRisk level: high\n", PUSH},
		{.extra = "## A rewrite (rejected)\n\nRisk level: high\n", PUSH},
		{.extra = "## Option A: batches (chosen)\n\nRisk level: high\n",
		 PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n",
		 .extra = "## Alternatives\n\n- Risk Level: LOW\n",
		 PUSH,
		 .codes = "bad-risk-level"},
		{.approach = "## Alternatives considered\n\n### Approach\n\nA rewrite.\n",
		 PUSH,
		 .codes = "missing-section"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

static void status_and_references_are_read(void **state)
{
	static const struct plan_case rows[] = {
		{.title = "# Stream it\n\n## Status\n\nDraft\n", PUSH, .codes = "status"},
		{.title = "# Stream it\n\n## Status\n\nAccepted\n", PUSH},
		{.title = "# Stream it\n\n## Status\n\n- Next: review\n", PUSH},
		{.steps = "## Steps\n\n1. Change `app/a.py` [Source: a.md#2, b.md]\n\n"
			  "[Source: docs/a.md#2, docs/b.md]\n",
		 PUSH},
		{.steps = "## Steps\n\n1. Change `app/a.py`\n\n[Source of the data]\n",
		 PUSH,
		 .codes = "placeholder"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

#define TAGGED(objective, verify)                                                          \
	"---\nphase: 1\nfiles_modified: [app/a.py, app/b.py]\nrisk: low\n---\n\n"          \
	"<objective>\n" objective "\n</objective>\n\n<tasks>\n\n<task type=\"auto\">\n"    \
	"  <name>Task 1: Read in batches</name>\n  <files>app/a.py, app/b.py</files>\n"    \
	"  <action>\n    Let `read()` yield lists.\n  </action>\n" verify                  \
	"  <done>Flat memory</done>\n</task>\n\n</tasks>\n\n<rollback>\n" BACK             \
	"\n</rollback>\n"

static void tags_are_read_as_headings(void **state)
{
	static const struct plan_case rows[] = {
		{.whole = TAGGED("Batches behind the iterator keep memory flat.",
				 "  <verify>make check</verify>\n"),
		 PUSH},
		{.whole = TAGGED("Batches behind the iterator keep memory flat.",
				 "  <verify>\n    <automated>pytest app</automated>\n  "
				 "</verify>\n"),
		 PUSH},
		{.whole = TAGGED("Batches behind the iterator keep memory flat.", ""),
		 PUSH,
		 .codes = "missing-section"},
		{.whole = TAGGED("[fill in: why]", "  <verify>make check</verify>\n"),
		 PUSH,
		 .codes = "placeholder"},
		{.approach = "## Approach\n\n<objective>\n", PUSH, .codes = "placeholder"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_label_opens_a_section),
		cmocka_unit_test(a_name_of_few_words_is_understood),
		cmocka_unit_test(sections_of_parts_are_one),
		cmocka_unit_test(what_stands_within_others_is_found),
		cmocka_unit_test(what_was_not_taken_says_nothing_of_the_plan),
		cmocka_unit_test(status_and_references_are_read),
		cmocka_unit_test(tags_are_read_as_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
