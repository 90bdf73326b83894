/* What is wrong with one plan in many places: told once to people, an entry a file in JSON. */
#include "plangate/base/alloc.h"
#include "report/together.h"
#include "verdicts.h"

static void add(struct diagnostics *list, enum problem problem, const char *file,
		const char *subject)
{
	struct diagnostic *item = diagnostics_add(list, SEVERITY_ERROR, problem, file, 4, 0,
						  "'%s' is wrong", subject);

	item->subject = xstrdup(subject);
	if (problem == PROBLEM_UNCOVERED_FILE)
		item->fix = xasprintf("- %s", subject);
}

static void the_files_of_one_plan_are_told_together(void **state)
{
	CLEANUP(diagnostics_clear) struct diagnostics list = {0};
	CLEANUP(diagnostics_clear) struct diagnostics told = {0};

	(void)state;
	add(&list, PROBLEM_UNCOVERED_FILE, "p.md", "a.c");
	add(&list, PROBLEM_STALE_SCOPE_PARTIAL, "p.md", "x.c");
	add(&list, PROBLEM_UNCOVERED_FILE, "q.md", "c.c");
	add(&list, PROBLEM_UNCOVERED_FILE, "p.md", "b.c");
	add(&list, PROBLEM_STALE_SCOPE_PARTIAL, "p.md", "y.c");
	diagnostics_together(&list, &told);
	assert_int_equal(told.count, 3);
	assert_string_equal(told.items[0].message,
			    "2 files change but are not in the scope of the plan");
	assert_string_equal(told.items[0].fix, "- a.c\n- b.c");
	assert_string_equal(told.items[1].message,
			    "2 entries of the scope do not change: 'x.c', 'y.c'");
	assert_null(told.items[1].fix);
	assert_string_equal(told.items[2].message, "'c.c' is wrong");
}

static void other_problems_are_told_one_by_one(void **state)
{
	CLEANUP(diagnostics_clear) struct diagnostics list = {0};
	CLEANUP(diagnostics_clear) struct diagnostics told = {0};

	(void)state;
	add(&list, PROBLEM_STATUS, "p.md", "a.c");
	add(&list, PROBLEM_STATUS, "p.md", "b.c");
	add(&list, PROBLEM_UNCOVERED_FILE, "p.md", "a.c");
	add(&list, PROBLEM_UNCOVERED_FILE, "p.md", "b.c");
	list.items[3].severity = SEVERITY_NOTE;
	diagnostics_together(&list, &told);
	assert_int_equal(told.count, 4);
}

static void only_the_first_names_of_many_are_listed(void **state)
{
	CLEANUP(diagnostics_clear) struct diagnostics list = {0};
	CLEANUP(diagnostics_clear) struct diagnostics told = {0};

	(void)state;
	for (int i = 0; i < 10; i++)
		add(&list, PROBLEM_STALE_SCOPE_PARTIAL, "p.md", i == 9 ? "last" : "x");
	diagnostics_together(&list, &told);
	assert_int_equal(told.count, 1);
	assert_non_null(strstr(told.items[0].message, " and 2 more"));
	assert_null(strstr(told.items[0].message, "last"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_files_of_one_plan_are_told_together),
		cmocka_unit_test(other_problems_are_told_one_by_one),
		cmocka_unit_test(only_the_first_names_of_many_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
