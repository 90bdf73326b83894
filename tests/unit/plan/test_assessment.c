#include "plan_case.h"

static void assessment_is_answered(void **state)
{
	static const struct plan_case rows[] = {
		{.extra = "\n## Security\n\nNo new input; the token is checked before.\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Risk Assessment\n\n### Security\n\n- [x] User input "
			  "handling\n- [x] Rate limiting: n/a\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Risk Assessment\n\n### Security\n\n- [ ] User input "
			  "handling?\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-assessment"},
		{.extra = "\n## Risk Assessment\n\n### Performance\n\n- Hot path: no\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-assessment"},
		{.extra = "\n## Risk Assessment\n\n**Security**\n\n- User input: yes\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-assessment"},
		{.extra = "\n## Risk Assessment\n\n**Security**\n\n- User input: yes, the "
			  "size is checked\n- Authentication: no\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Security considerations\n\nNone.\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Security\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-assessment"},
		{.extra = "\n## Risks\n\n- Data loss on crash; mitigated by fsync\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-assessment"},
		{.extra = "\n## Risks and mitigations\n\n- An attacker could inject SQL: "
			  "parameters are bound\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Risk Assessment\n\n| Item | Answer |\n|--|--|\n| User "
			  "input | no |\n| Authentication | n/a |\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Risk Assessment\n\n| Item | Answer |\n|--|--|\n| User "
			  "input | |\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH,
		 .codes = "missing-assessment"},
		{.extra = "\n## Risk Assessment\n\n- Security:\n  - User input: no\n  - "
			  "Data exposure: no\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Risk Assessment\n\n- Security: no user input, no auth "
			  "change\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
		{.extra = "\n## Threat model\n\n- Tokens are bound to the host.\n",
		 .assess = ASSESS_SECURITY,
		 .at = STAGE_CLASS_PUSH},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(assessment_is_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
