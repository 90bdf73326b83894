#include "plan_case.h"

static void steps_and_tests_name_something(void **state)
{
	static const struct plan_case rows[] = {
		{.steps = "## Steps\n\n1. Edit app/a.py\n", .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\n1. Call `read()`\n", .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\nRun make check and be done.\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\n1. \u65e7 access token "
			  "\u3092\u5931\u52b9\u3055\u305b\u308b\n"},
		{.steps = "## Steps\n\n1. "
			  "\u65e7\u30c8\u30fc\u30af\u30f3\u3092\u5931\u52b9\u3055\u305b"
			  "\u308b API\n",
		 .codes = "no-concrete-step"},
		{.steps = "## Steps\n\n1. Write the code\n2. Test the code\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-concrete-step"},
		{.steps = "## Steps\n\n- Improve performance\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-concrete-step"},
		{.steps = "## Steps\n\n1. Add read_batch to the exporter\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\n1. Extend ExportWriter with a buffer\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\nBuild the batches:\n\n```sh\nmake\n```\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\n- [ ] think\n- [ ] act\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-concrete-step"},
		{.steps = "## Steps\n\n| Step | File |\n|--|--|\n| 1 | app/a.py |\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\n1. Make it faster, e.g. by caching\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-concrete-step"},
		{.steps = "## Steps\n\n1. Run cmake again\n", .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\n### Step 1: edit `app/a.py`\n\nDo it.\n",
		 .at = STAGE_CLASS_PUSH},
		{.steps = "## Steps\n\n1. Add and/or remove things\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-concrete-step"},
		{.steps = "## Steps\n\n1. Upgrade to version 2.1\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-concrete-step"},
		{.steps = "## Steps\n\n1. Build::run gets a flag\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n- [ ] batch boundary\n", .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n- batch boundary is covered\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n1. open the page and see three rows\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\nRun `pytest`.\n", .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n```\nmake test\n```\n", .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\nWe will test it.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.tests = "## Tests\n\n- [ ] tests\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.tests = "## Tests\n\n- none\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.tests = "## Tests\n\nN/A\n", .at = STAGE_CLASS_PUSH, .codes = "no-test"},
		{.tests = "## Tests\n\n| Case | Expect |\n|--|--|\n| empty | no rows |\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n- [ ]\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.tests = "## Tests\n\nManual testing only.\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.tests = "## Tests\n\n- [ ] unit tests\n- [ ] integration tests\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
		{.tests = "## Tests\n\n### Unit\n\n- [ ] `test_a`\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n- \\[ \\] boundary of a batch\n",
		 .at = STAGE_CLASS_PUSH},
		{.tests = "## Tests\n\n- [ ] Not needed\n",
		 .at = STAGE_CLASS_PUSH,
		 .codes = "no-test"},
	};

	(void)state;
	PLAN_CASES_RUN(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_and_tests_name_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
