/* Which plans speak of a change, and which files none covers: by hand, without a repository. */
#include "match_case.h"

#define P "docs/plans/p.md"
#define Q "docs/plans/q.md"
#define ABC "A a.c A b.c A c.c"

static void plans_cover_a_change_alone_or_together(void **state)
{
	static const struct match_case rows[] = {
		{ABC " A " P, {{.path = P, .scope = "a.c b.c c.c"}}, true, ""},
		{ABC, {{.path = P, .scope = "a.c b.c c.c"}}, true, ""},
		{ABC " A " P " A " Q,
		 {{.path = P, .scope = "a.c b.c"}, {.path = Q, .scope = "c.c"}},
		 true,
		 ""},
		{ABC " A " P,
		 {{.path = P, .scope = "a.c b.c"}},
		 false,
		 "uncovered-file " P},
		/* the plan that covers the most is the one to be mended */
		{ABC " A d.c A " P " A " Q,
		 {{.path = P, .scope = "a.c"}, {.path = Q, .scope = "b.c c.c"}},
		 false,
		 "uncovered-file " Q},
		/* of those that cover as much the one that the change touches */
		{ABC " A " Q,
		 {{.path = P, .scope = "a.c"}, {.path = Q, .scope = "b.c"}},
		 false,
		 "uncovered-file " Q},
		/* else the first of them */
		{ABC,
		 {{.path = P, .scope = "a.c"}, {.path = Q, .scope = "b.c"}},
		 false,
		 "uncovered-file " P},
		{ABC, {{0}}, false, "missing-plan"},
		{ABC, {{.path = P, .scope = "other.c"}}, false, "missing-plan"},
		/* every file is told */
		{ABC " A d.c A " P,
		 {{.path = P, .scope = "a.c"}},
		 false,
		 "uncovered-file " P " uncovered-file " P " uncovered-file " P},
	};

	(void)state;
	MATCH_CASES_RUN(rows);
}

static void a_plan_that_was_finished_or_given_up_speaks_of_other_changes(void **state)
{
	static const struct match_case rows[] = {
		{ABC,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "done"}},
		 false,
		 "missing-plan"},
		{ABC,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "superseded"}},
		 false,
		 "missing-plan"},
		{ABC,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "abandoned"}},
		 false,
		 "missing-plan"},
		{ABC,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "draft"}},
		 false,
		 "status " P},
		{ABC " A " P,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "draft"}},
		 false,
		 "status " P},
		/* one that the change itself touches is asked about its status; an open box */
		{ABC " M " P,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "done"}},
		 false,
		 "status " P},
		{ABC " M " P,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "superseded"}},
		 false,
		 "status " P},
		/* history beside the plan that is at work says nothing */
		{ABC " A " Q,
		 {{.path = P, .scope = "a.c b.c c.c", .status = "superseded"},
		  {.path = Q, .scope = "a.c b.c c.c"}},
		 true,
		 ""},
	};

	(void)state;
	MATCH_CASES_RUN(rows);
}

static void an_unusable_plan_is_told_of_only_where_it_is_missed(void **state)
{
	static const struct match_case rows[] = {
		{ABC " A " P,
		 {{.path = P, .scope = "a.c b.c c.c", .spoiled = true}},
		 false,
		 "missing-section " P},
		/* another covers all that it does */
		{ABC " A " P " A " Q,
		 {{.path = P, .scope = "a.c", .spoiled = true},
		  {.path = Q, .scope = "a.c b.c c.c"}},
		 true,
		 ""},
		/* what it covers is not called uncovered: to mend it is enough */
		{ABC " A " P " A " Q,
		 {{.path = P, .scope = "a.c", .spoiled = true},
		  {.path = Q, .scope = "b.c c.c"}},
		 false,
		 "missing-section " P},
		{ABC " A d.c A " P " A " Q,
		 {{.path = P, .scope = "a.c", .spoiled = true},
		  {.path = Q, .scope = "b.c c.c"}},
		 false,
		 "missing-section " P " uncovered-file " Q},
	};

	(void)state;
	MATCH_CASES_RUN(rows);
}

static void a_document_that_covers_nothing_is_told_of_where_the_change_brings_it(
	void **state)
{
	static const struct match_case rows[] = {
		{ABC " A " P, {{.path = P, .no_plan = true}}, false, "not-a-plan " P},
		{ABC, {{.path = P, .no_plan = true}}, false, "missing-plan"},
		/* beside a plan that covers something it is none of this change's business */
		{ABC " A " P " A " Q,
		 {{.path = P, .no_plan = true}, {.path = Q, .scope = "a.c b.c c.c"}},
		 true,
		 ""},
		{ABC " A " P,
		 {{.path = P, .scope = "other.c"}},
		 false,
		 "stale-scope " P " uncovered-file " P " uncovered-file " P
		 " uncovered-file " P},
	};

	(void)state;
	MATCH_CASES_RUN(rows);
}

static void a_plan_that_was_passed_over_covers_nothing(void **state)
{
	static const struct match_case rows[] = {
		{ABC,
		 {{.path = P, .scope = "a.c b.c c.c", .passed_over = true}},
		 false,
		 "missing-plan"},
		{ABC,
		 {{.path = P, .scope = "a.c", .passed_over = true},
		  {.path = Q, .scope = "b.c c.c"}},
		 false,
		 "uncovered-file " Q},
	};

	(void)state;
	MATCH_CASES_RUN(rows);
}

static void a_plan_may_name_a_moved_file_by_where_it_went(void **state)
{
	static const struct demand demand = {.profile = PROFILE_STANDARD};
	static const struct match_plan rows[] = {{.path = P, .scope = "new.c b.c c.c"},
						 {0}};
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(candidates_clear) struct candidates plans = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	const struct matching matching = {
		.c = &c, .at = &c, .plans = &plans, .demand = &demand};
	struct pg_error err = {0};
	bool satisfied = false;

	(void)state;
	case_by_hand(&c, MANY_POLICY, "A b.c A c.c A new.c D old.c");
	c.set.items[3].renamed_to = c.set.items[2].path;
	c.set.items[2].renamed_from = c.set.items[3].path;
	must(case_judge(&c, &err), &err);
	match_plans_by_hand(rows, &c, &plans);
	assert_int_equal(plans.items[0].covered, 4);
	must(match_plans(&matching, &satisfied, &out, &err), &err);
	assert_true(satisfied);
	/* It is not a rename where only the other name is known. */
	c.set.items[3].renamed_to = NULL;
	must(candidates_cover(&plans, &c, &err), &err);
	assert_int_equal(plans.items[0].covered, 3);
}

static void what_is_excused_needs_no_plan(void **state)
{
	static const struct demand demand = {.profile = PROFILE_STANDARD};
	static const struct match_plan rows[] = {{.path = P, .scope = "a.c b.c"}, {0}};
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(candidates_clear) struct candidates plans = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	const struct matching matching = {
		.c = &c, .at = &c, .plans = &plans, .demand = &demand};
	struct pg_error err = {0};
	bool satisfied = false;

	(void)state;
	case_by_hand(&c, MANY_POLICY, ABC);
	must(case_judge(&c, &err), &err);
	selection_add(&c.excused, 1);
	selection_add(&c.excused, 2);
	case_settle(&c);
	match_plans_by_hand(rows, &c, &plans);
	assert_int_equal(plans.items[0].covered, 1);
	must(match_plans(&matching, &satisfied, &out, &err), &err);
	assert_true(satisfied);
}

/* The whole message and fix of the one diagnostic of a row. */
static void says(const char *changes, const char *policy, const char *message,
		 const char *fix)
{
	const struct match_case row = {changes, {{.path = P, .scope = "z.c"}}, false, ""};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	const struct diagnostic *last;

	assert_false(match_run(&row, policy, &out));
	last = &out.items[out.count - 1];
	assert_string_equal(last->message, message);
	if (fix)
		assert_string_equal(last->fix, fix);
	else
		assert_null(last->fix);
}

static void the_files_that_miss_a_plan_are_named_up_to_eight(void **state)
{
	(void)state;
	says("A a A b A c A d A e A f A g A h", MANY_POLICY,
	     "no plan covers any file of this change: a, b, c, d, e, f, g, h", NULL);
	says("A a A b A c A d A e A f A g A h A i A j", MANY_POLICY,
	     "no plan covers any file of this change: a, b, c, d, e, f, g, h and 2 more",
	     NULL);
}

static void a_fix_can_be_pasted_whatever_the_name(void **state)
{
	(void)state;
	says("A a.c A b.c A z.c", MANY_POLICY,
	     "'b.c' changes but is not in the scope of the plan", "- `b.c`");
	says("A a.c A back`tick A z.c", MANY_POLICY,
	     "'back`tick' changes but is not in the scope of the plan",
	     "- `\"back\\140tick\"`");
	says("A a.c A line\nfeed A z.c", MANY_POLICY,
	     "'\"line\\nfeed\"' changes but is not in the scope of the plan",
	     "- `\"line\\012feed\"`");
}

#define PROBLEMS(text) MANY_POLICY "plans: {problems: {" text "}}\n"

static void what_the_policy_says_of_a_problem_is_how_it_weighs(void **state)
{
	static const struct match_case uncovered = {
		ABC, {{.path = P, .scope = "a.c"}}, false, ""};
	static const struct match_case missing = {ABC, {{0}}, false, ""};
	static const struct {
		const struct match_case *row;
		const char *policy;
		bool satisfied;
		size_t count;
	} rows[] = {
		{&uncovered, PROBLEMS("uncovered-file: warning"), true, 2},
		{&uncovered, PROBLEMS("uncovered-file: \"off\""), true, 0},
		{&uncovered, PROBLEMS("missing-plan: \"off\""), false, 2},
		{&missing, PROBLEMS("missing-plan: warning"), true, 1},
		{&missing, PROBLEMS("missing-plan: \"off\""), true, 0},
		{&missing, PROBLEMS("uncovered-file: \"off\""), false, 1},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(diagnostics_clear) struct diagnostics out = {0};
		bool satisfied = match_run(rows[i].row, rows[i].policy, &out);
		size_t count = 0;

		for (size_t d = 0; d < out.count; d++)
			count += !strcmp(problem_id(out.items[d].problem),
					 "uncovered-file") ||
				 !strcmp(problem_id(out.items[d].problem), "missing-plan");
		if (satisfied != rows[i].satisfied || count != rows[i].count)
			fail_msg("%s: %d, %zu", rows[i].policy, satisfied, count);
	}
}

static void a_plan_expires_by_the_time_of_the_case(void **state)
{
	static const struct {
		long long now;
		bool satisfied;
	} rows[] = {{SCENE_NOW - 1, true}, {SCENE_NOW, false}};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		static const struct demand demand = {.profile = PROFILE_STANDARD};
		static const struct match_plan plan[] = {
			{.path = P,
			 .scope = "a.c b.c c.c",
			 .status = "active\nexpires: 2025-12-31"},
			{0}};
		CLEANUP(case_close) struct pg_case c = {0};
		CLEANUP(candidates_clear) struct candidates plans = {0};
		CLEANUP(diagnostics_clear) struct diagnostics out = {0};
		const struct matching matching = {
			.c = &c, .at = &c, .plans = &plans, .demand = &demand};
		struct pg_error err = {0};
		bool satisfied = false;

		case_by_hand(&c, MANY_POLICY, ABC);
		c.now = rows[i].now;
		must(case_judge(&c, &err), &err);
		match_plans_by_hand(plan, &c, &plans);
		must(match_plans(&matching, &satisfied, &out, &err), &err);
		assert_int_equal(satisfied, rows[i].satisfied);
	}
}

/* It has a warning only, so that it would be usable. */
static void what_a_touched_plan_of_nothing_says_is_not_told_beside_one_that_covers(
	void **state)
{
	static const struct match_case row = {
		ABC " A " P " A " Q,
		{{.path = P, .scope = "other.c"}, {.path = Q, .scope = "a.c b.c c.c"}},
		true,
		""};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};

	(void)state;
	assert_true(match_run(&row, PROBLEMS("stale-scope: warning"), &out));
	for (size_t i = 0; i < out.count; i++)
		assert_string_not_equal(problem_id(out.items[i].problem), "stale-scope");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plans_cover_a_change_alone_or_together),
		cmocka_unit_test(
			a_plan_that_was_finished_or_given_up_speaks_of_other_changes),
		cmocka_unit_test(an_unusable_plan_is_told_of_only_where_it_is_missed),
		cmocka_unit_test(
			a_document_that_covers_nothing_is_told_of_where_the_change_brings_it),
		cmocka_unit_test(a_plan_that_was_passed_over_covers_nothing),
		cmocka_unit_test(a_plan_may_name_a_moved_file_by_where_it_went),
		cmocka_unit_test(what_is_excused_needs_no_plan),
		cmocka_unit_test(the_files_that_miss_a_plan_are_named_up_to_eight),
		cmocka_unit_test(a_fix_can_be_pasted_whatever_the_name),
		cmocka_unit_test(what_the_policy_says_of_a_problem_is_how_it_weighs),
		cmocka_unit_test(a_plan_expires_by_the_time_of_the_case),
		cmocka_unit_test(
			what_a_touched_plan_of_nothing_says_is_not_told_beside_one_that_covers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
