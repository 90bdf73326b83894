#include <string.h>

#include "../test.h"
#include "plangate/model/plan.h"
#include "plangate/model/problem.h"

static void every_problem_has_an_id_that_is_listed(void **state)
{
	(void)state;
	for (enum problem problem = 0; problem < PROBLEM_COUNT; problem++) {
		const char *const *id = problem_ids();

		while (*id && strcmp(*id, problem_id(problem)))
			id++;
		assert_non_null(*id);
		assert_true(strlen(problem_summary(problem)) > 10);
	}
}

static void a_problem_weighs_no_less_where_it_is_shared(void **state)
{
	(void)state;
	for (enum problem problem = 0; problem < PROBLEM_COUNT; problem++)
		assert_true(problem_severity(problem, STAGE_CLASS_COMMIT) <=
			    problem_severity(problem, STAGE_CLASS_PUSH));
}

static void an_id_sets_all_its_rows(void **state)
{
	struct problem_severities table;

	(void)state;
	problem_severities_init(&table);
	assert_true(problem_severities_set(&table, "stale-scope", STAGE_CLASS_PUSH,
					   SEVERITY_NOTE));
	assert_int_equal(table.at[PROBLEM_STALE_SCOPE][STAGE_CLASS_PUSH], SEVERITY_NOTE);
	assert_int_equal(table.at[PROBLEM_STALE_SCOPE_PARTIAL][STAGE_CLASS_PUSH],
			 SEVERITY_NOTE);
	assert_int_equal(table.at[PROBLEM_STALE_SCOPE][STAGE_CLASS_COMMIT], SEVERITY_ERROR);
	assert_false(
		problem_severities_set(&table, "stale", STAGE_CLASS_PUSH, SEVERITY_NOTE));
}

static void names_go_both_ways(void **state)
{
	(void)state;
	for (const char *const *name = section_kind_names(); *name; name++) {
		enum section_kind kind = SECTION_NONE;

		assert_true(section_kind_find(&kind, *name));
		assert_true(kind > SECTION_NONE && kind < SECTION_KIND_COUNT);
		assert_int_equal(strcasecmp(section_kind_name(kind), *name), 0);
	}
	for (const char *const *name = plan_status_names(); *name; name++) {
		enum plan_status status;

		assert_true(plan_status_find(&status, *name));
		assert_string_equal(plan_status_name(status), *name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_problem_has_an_id_that_is_listed),
		cmocka_unit_test(a_problem_weighs_no_less_where_it_is_shared),
		cmocka_unit_test(an_id_sets_all_its_rows),
		cmocka_unit_test(names_go_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
