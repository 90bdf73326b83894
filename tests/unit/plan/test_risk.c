#include "plan_case.h"

static void risk_level_is_one_of_three(void **state)
{
	static const struct plan_case rows[] = {
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: "
			  "**HIGH**\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- **Risk level**: low "
			  "\342\200\224 docs\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n* Risk = medium\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\nRisk Level: "
			  "\360\237\224\264 High\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: "
			  "LOW-MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: low to "
			  "medium\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: 3/10\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: "
			  "medium/high\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: LOW, "
			  "MEDIUM, HIGH\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: [LOW | "
			  "MEDIUM | HIGH]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: HIGH, "
			  "not LOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level:\n  - [ "
			  "] LOW\n  - [x] MEDIUM\n  - [ ] HIGH\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level:\n  - [ "
			  "] LOW\n  - [ ] MEDIUM\n  - [ ] HIGH\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level:\n  - "
			  "[x] LOW\n  - [x] MEDIUM\n  - [ ] HIGH\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: [x] LOW "
			  "[ ] MEDIUM [ ] HIGH\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n| Risk Level | HIGH "
			  "|\n|--|--|\n| Estimate | 2 files |\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n| Field | Value "
			  "|\n|--|--|\n| Risk | Medium |\n| Files | 2 |\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n### Risk "
			  "Level\n\nMEDIUM, since it is hot\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: "
			  "unknown\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: very "
			  "high\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope =
			 "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: (HIGH)\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: `LOW`\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk: LOW\n- Risk "
			  "Level: HIGH\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk: Medium\n- "
			  "Risk Level: MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk level - "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Overall risk: LOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n<!-- Risk Level: LOW "
			  "-->\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n```\nRisk Level: "
			  "LOW\n```\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: N/A\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: TBD\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: LOW or "
			  "MEDIUM\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\nRisk Level HIGH\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope =
			 "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\n- Risk Level: Mediun\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n\nRisk\302\240Level: "
			  "LOW\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n",
		 .front = "---\nrisk: high\n---\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n",
		 .front = "---\nrisk: severe\n---\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "bad-risk-level"},
		{.title = "# Implementation Plan: Stream the export\n\n**Risk:** Low\n",
		 .scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n",
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Risks\n\n- Risk: data may be lost when the disk is full\n",
		 .at = STAGE_CLASS_PUSH},
		{.scope = "## Scope\n\n- `app/a.py`\n- `app/b.py`\n",
		 .extra = "\n## Risk Assessment\n\nRisk Level: HIGH\n",
		 .at = STAGE_CLASS_PUSH},
		{.risk = RISK_HIGH, .at = STAGE_CLASS_PUSH, .codes = "risk-too-low"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(risk_level_is_one_of_three),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
