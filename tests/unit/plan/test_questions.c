#include "plan_case.h"

static void questions_are_answered(void **state)
{
	static const struct plan_case rows[] = {
		{.questions = "## Open Questions\n\nnone\n", .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- N/A\n", .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\nNone at this time.\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\nNo questions.\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\nThere are no open questions.\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- Which size?\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\n- [x] Which size? 500\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- ~~Which size?~~ 500\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- Which size? **Answer:** 500\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- Which size? \342\206\222 500\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- Which size?\n  - Decision: 500\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- Which size?\n  - maybe 500?\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\n- [ ] Which size? Answer:\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\nQ: Which size?\n\nA: 500\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n### Which size?\n\nResolved: 500\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n### Which size?\n\nWe do not know.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions =
			 "## Open Questions\n\n1. Which size?\n2. Who owns it? A: me\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\n| Question | Answer |\n|--|--|\n| "
			      "Size? | 500 |\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n| Question | Answer |\n|--|--|\n| "
			      "Size? | |\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\n| Question | Status |\n|--|--|\n| "
			      "Size? | open |\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\nShould we batch?\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions =
			 "## Open Questions\n\nAll questions were settled in the review.\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- Whether to batch\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\n- Which size? (resolved: 500)\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- **Which size?** Decided: 500.\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\nNone, the review settled all.\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n* None\n", .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n- Who? Resolved in #12\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\n1. Q: a?\n   A: b\n2. Q: c?\n   A: d\n",
		 .at = STAGE_CLASS_PUSH},
		{.questions = "## Open Questions\n\nWhich size?\n: 500\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "open-question"},
		{.questions = "## Open Questions\n\n- Which size?\n"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
