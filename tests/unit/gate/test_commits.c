/* Each commit of a range by itself, small ones beside planned ones, and the order of plan and code. */
#include "gate_case.h"

#define PLAN "docs/plans/p.md"
#define SHELL PLAN_FUNCTION FILES_FUNCTION
/* What is restored within a range brings nothing, even where a revert is judged as any change. */
#define JUDGED_REVERTS MANY_POLICY "reverts: judge\n"
#define TAG_BASE "git tag base;"

/* How many changes of the verdict are commits of the range, and which one the last is. */
static void commits_are(const struct gate_case *g, size_t count, const char *last)
{
	size_t found = 0;

	for (size_t i = 0; i < g->verdict.count; i++)
		found += g->verdict.changes[i].one_of_range;
	assert_int_equal(found, count);
	if (last)
		oid_is(&g->verdict.changes[g->verdict.count - 1].commit, last);
}

static void a_commit_that_the_next_one_takes_back_is_judged_too(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(JUDGED_REVERTS);
	shell(SHELL TAG_BASE "files a 3; commit bad; git rm -q src/a*.c; commit back;"
			     "files b 1; commit small",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_BLOCK);
	/* The net change is small; what takes it back brings nothing. */
	said_is(&g, 0, "");
	commits_are(&g, 1, "HEAD~2");
	said_is(&g, 1, "missing-plan");
	assert_int_equal(g.verdict.changes[1].files, 3);
	assert_int_equal(g.verdict.changes[1].state, VERDICT_BLOCK);
	oid_is(&g.verdict.changes[1].base, "base");
}

static void a_commit_that_changes_files_again_as_they_were_brings_only_the_rest(
	void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(JUDGED_REVERTS);
	shell(SHELL
	      "files a 3; plan docs/plans/a.md src/a1.c src/a2.c src/a3.c; commit "
	      "base;" TAG_BASE
	      "WAY='Lines are counted once, when all parts are there.' plan " PLAN
	      " src/a1.c src/a2.c src/a3.c; for i in 1 2 3; do echo more >>src/a$i.c;"
	      "done; commit planned; git checkout -q base -- src; files b 2; commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
	commits_are(&g, 0, NULL);
	shell(SHELL "git reset -q --hard HEAD~1; git checkout -q base -- src; files b 3;"
		    "commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_BLOCK);
}

static void in_mode_warn_a_commit_only_warns(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY "mode: warn\n");
	shell(SHELL TAG_BASE "files a 3; commit bad; git rm -q src/a*.c; commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_WARN);
	commits_are(&g, 1, "HEAD~1");
}

static void a_plan_anywhere_in_the_range_or_in_the_commit_s_own_tree_will_do(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL TAG_BASE "files a 3; commit code; plan " PLAN
			     " src/a1.c src/a2.c src/a3.c;"
			     "commit plan",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
	/* The plan is done by the end, and was at work when its code came. */
	shell(SHELL "git reset -q --hard base; files a 3; plan " PLAN
		    " src/a1.c src/a2.c src/a3.c; commit planned; git rm -q src/a*.c " PLAN
		    "; commit 'all gone'",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
}

static void one_commit_is_not_judged_twice(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL TAG_BASE "files a 3; commit bad", NULL);
	judge_range(&g, "base", "HEAD");
	assert_int_equal(g.verdict.count, 1);
}

static void a_net_change_that_is_blocked_says_enough(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL TAG_BASE "files a 3; commit bad; files b 3; commit worse", NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_BLOCK);
	assert_int_equal(g.verdict.count, 1);
}

static void small_commits_beside_a_planned_one_are_excused(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL TAG_BASE "files a 3; plan " PLAN
			     " src/a1.c src/a2.c src/a3.c; commit a;"
			     "files b 2; commit small",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
	assert_int_equal(g.verdict.changes[0].plans[0].covered, 3);
}

static void small_commits_that_are_much_together_are_not(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL TAG_BASE "files a 3; plan " PLAN
			     " src/a1.c src/a2.c src/a3.c; commit a;"
			     "files b 2; commit b; files c 1; commit c",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0,
		"uncovered-file " PLAN " many, uncovered-file " PLAN
		" many, uncovered-file " PLAN " many");
}

/* It is judged as if it had come by itself. */
static void what_is_beside_planned_work_needs_a_plan_where_it_would_alone(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 5; plan " PLAN " src/a1.c src/a2.c src/a3.c; git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_PASS);
	shell(SHELL "files a 6", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0,
		"uncovered-file " PLAN " many, uncovered-file " PLAN
		" many, uncovered-file " PLAN " many");
}

#define ORDER_POLICY MANY_POLICY "plans: {order: before}\n"

/* What is said where the plan must have landed first. */
static void order_says(const char *script, const char *wanted, const char *reason)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	shell("rm -rf .git .plangate src docs", NULL);
	gated_repo(ORDER_POLICY);
	shell(script, NULL);
	judge_range(&g, "base", "HEAD");
	said_is(&g, 0, wanted);
	if (reason && !strstr(g.verdict.changes[0].diagnostics.items[0].message, reason))
		fail_msg("%s", g.verdict.changes[0].diagnostics.items[0].message);
}

#define THE_PLAN "plan " PLAN " src/a1.c src/a2.c src/a3.c;"
#define TOO_LATE "plan-after-code " PLAN " many"

static void a_plan_lands_before_its_code_where_the_policy_says_so(void **state)
{
	(void)state;
	order_says(SHELL THE_PLAN "commit plan;" TAG_BASE "files a 3; commit code", "",
		   NULL);
	order_says(SHELL TAG_BASE "files a 3; commit code;" THE_PLAN "commit plan",
		   TOO_LATE, "it has not landed yet");
	order_says(SHELL TAG_BASE THE_PLAN "commit plan; files a 3; commit code", TOO_LATE,
		   "it has not landed yet");
	order_says(SHELL "plan " PLAN " src/a1.c; commit plan;" TAG_BASE
			 "files a 3;" THE_PLAN "commit code",
		   TOO_LATE, "as it has landed it does not cover 'src/a2.c'");
	order_says(SHELL THE_PLAN "sed -i '/^## Tests/,/^$/d' " PLAN
				  "; commit plan;" TAG_BASE "files a 3;" THE_PLAN
				  "commit code",
		   TOO_LATE, "as it has landed it does not hold up");
}

static void a_change_that_is_not_committed_is_held_against_head(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(ORDER_POLICY);
	shell(SHELL "files a 3;" THE_PLAN "git add .", NULL);
	judge_staged(&g);
	said_is(&g, 0, TOO_LATE);
	assert_string_equal(g.verdict.changes[0].diagnostics.items[0].fix,
			    "commit the plan alone first");
	shell("git reset -q; git add docs; git commit -qm plan; git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_PASS);
}

/* What needs no plan may come as it likes. */
static void documents_may_come_before_their_plan(void **state)
{
	(void)state;
	order_says(SHELL "plan " PLAN " src/a1.c src/a2.c src/a3.c; commit plan;" TAG_BASE
			 "files a 3; plan " PLAN
			 " src/a1.c src/a2.c src/a3.c docs/plans/other.md;"
			 "echo x >docs/plans/other.md; commit code",
		   "", NULL);
}

static void of_several_bad_commits_the_oldest_comes_first(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL TAG_BASE "files a 3; commit one; git rm -q src/a*.c; commit back;"
			     "files b 3; commit two; git rm -q src/b*.c; commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	commits_are(&g, 2, "HEAD~1");
	oid_is(&g.verdict.changes[1].commit, "HEAD~3");
}

static void a_rule_that_warns_says_nothing_of_single_commits(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo("version: 1\nrules:\n"
		   "  - {id: many, when: {files: \">= 3\"}, severity: warn}\n");
	shell(SHELL TAG_BASE "files a 3; commit one; git rm -q src/a*.c; commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
	commits_are(&g, 0, NULL);
}

/* The net change has none of its files any more, and the commit's own tree had no plan yet. */
static void a_plan_that_comes_later_does_for_a_commit_that_was_taken_back(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL TAG_BASE "files a 3; commit code; plan " PLAN
			     " src/a1.c src/a2.c src/a3.c;"
			     "commit plan; git rm -q src/a*.c; commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
}

/* The order is judged for the range as a whole, where this one leaves nothing behind. */
static void the_order_is_not_asked_of_each_commit(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(ORDER_POLICY);
	shell(SHELL TAG_BASE "files a 3;" THE_PLAN
			     "commit both; git rm -q src/a*.c; commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
}

static void a_plan_need_only_hold_up_as_at_a_commit_when_it_comes(void **state)
{
	(void)state;
	order_says(SHELL THE_PLAN "sed -i 's/^None/- [ ] Who?/' " PLAN
				  "; commit plan;" TAG_BASE "files a 3;" THE_PLAN
				  "commit code",
		   "", NULL);
}

static void where_the_order_is_off_nothing_is_said(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY
		   "plans: {order: before, problems: {plan-after-code: \"off\"}}\n");
	shell(SHELL "files a 3;" THE_PLAN "git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_PASS);
	for (size_t i = 0; i < g.verdict.changes[0].diagnostics.count; i++)
		assert_string_not_equal(
			problem_id(g.verdict.changes[0].diagnostics.items[i].problem),
			"plan-after-code");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_commit_that_the_next_one_takes_back_is_judged_too),
		FIXTURE_TEST(
			a_commit_that_changes_files_again_as_they_were_brings_only_the_rest),
		FIXTURE_TEST(in_mode_warn_a_commit_only_warns),
		FIXTURE_TEST(
			a_plan_anywhere_in_the_range_or_in_the_commit_s_own_tree_will_do),
		FIXTURE_TEST(one_commit_is_not_judged_twice),
		FIXTURE_TEST(a_net_change_that_is_blocked_says_enough),
		FIXTURE_TEST(small_commits_beside_a_planned_one_are_excused),
		FIXTURE_TEST(small_commits_that_are_much_together_are_not),
		FIXTURE_TEST(what_is_beside_planned_work_needs_a_plan_where_it_would_alone),
		FIXTURE_TEST(a_plan_lands_before_its_code_where_the_policy_says_so),
		FIXTURE_TEST(a_change_that_is_not_committed_is_held_against_head),
		FIXTURE_TEST(documents_may_come_before_their_plan),
		FIXTURE_TEST(of_several_bad_commits_the_oldest_comes_first),
		FIXTURE_TEST(a_rule_that_warns_says_nothing_of_single_commits),
		FIXTURE_TEST(a_plan_that_comes_later_does_for_a_commit_that_was_taken_back),
		FIXTURE_TEST(the_order_is_not_asked_of_each_commit),
		FIXTURE_TEST(a_plan_need_only_hold_up_as_at_a_commit_when_it_comes),
		FIXTURE_TEST(where_the_order_is_off_nothing_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
