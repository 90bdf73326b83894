#include <string.h>

#include "../test.h"
#include "plangate/model/diagnostic.h"
#include "plangate/model/plan.h"
#include "plangate/model/problem.h"

static void every_problem_has_an_id_and_a_summary(void **state)
{
	(void)state;
	for (enum problem problem = 0; problem < PROBLEM_COUNT; problem++) {
		assert_true(strlen(problem_id(problem)) > 3);
		assert_true(strlen(problem_summary(problem)) > 10);
	}
}

static bool is_listed(const char *id)
{
	const char *ids[PROBLEM_COUNT + 1];
	size_t found = 0;

	problem_ids(ids);
	for (const char *const *at = ids; *at; at++)
		found += !strcmp(*at, id);
	assert_true(found <= 1);
	return found;
}

static void what_is_listed_is_what_a_policy_can_set(void **state)
{
	struct problem_severities table;

	(void)state;
	problem_severities_init(&table);
	for (enum problem problem = 0; problem < PROBLEM_COUNT; problem++)
		assert_int_equal(is_listed(problem_id(problem)),
				 problem_severities_set(&table, problem_id(problem),
							STAGE_CLASS_PUSH, SEVERITY_NOTE));
	assert_true(is_listed("missing-section"));
	assert_false(is_listed("bad-policy"));
	assert_int_equal(table.at[PROBLEM_BAD_POLICY][STAGE_CLASS_PUSH], SEVERITY_ERROR);
}

static void a_fixed_problem_is_told_with_the_severity_of_the_table(void **state)
{
	struct diagnostics list = {0};

	(void)state;
	diagnostics_add_fixed(&list, PROBLEM_OVERRIDE_REFUSED, "a", 3, "%d", 7);
	diagnostics_add_fixed(&list, PROBLEM_BAD_RECORD, NULL, 0, "%%");
	assert_int_equal(list.items[0].severity, SEVERITY_WARNING);
	assert_int_equal(list.items[0].problem, PROBLEM_OVERRIDE_REFUSED);
	assert_int_equal(list.items[0].line, 3);
	assert_string_equal(list.items[0].message, "7");
	assert_int_equal(list.items[1].severity, SEVERITY_ERROR);
	assert_string_equal(list.items[1].message, "%");
	diagnostics_clear(&list);
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
		cmocka_unit_test(every_problem_has_an_id_and_a_summary),
		cmocka_unit_test(what_is_listed_is_what_a_policy_can_set),
		cmocka_unit_test(a_fixed_problem_is_told_with_the_severity_of_the_table),
		cmocka_unit_test(a_problem_weighs_no_less_where_it_is_shared),
		cmocka_unit_test(an_id_sets_all_its_rows),
		cmocka_unit_test(names_go_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
