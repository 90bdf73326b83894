/* One change from its rules to the verdict. */
#include "gate_case.h"

#define PLAN "docs/plans/p.md"
#define SHELL PLAN_FUNCTION FILES_FUNCTION

static void a_small_change_passes_and_a_larger_one_needs_a_plan(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 2", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_PASS);
	assert_int_equal(rule_of(&g, 0, "many"), RULE_NOT_APPLICABLE);
	shell(SHELL "files a 3", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0, "missing-plan many");
	assert_int_equal(rule_of(&g, 0, "many"), RULE_UNSATISFIED);
	assert_int_equal(g.verdict.changes[0].files, 3);
	oid_is(&g.verdict.changes[0].base, "HEAD");
	shell(SHELL "plan " PLAN " src/a1.c src/a2.c src/a3.c; git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_PASS);
	assert_int_equal(rule_of(&g, 0, "many"), RULE_SATISFIED);
	assert_int_equal(g.verdict.changes[0].plan_count, 1);
	assert_string_equal(g.verdict.changes[0].plans[0].path, PLAN);
	assert_int_equal(g.verdict.changes[0].plans[0].covered, 3);
	assert_true(g.verdict.changes[0].plans[0].valid);
}

static void a_plan_that_is_named_is_the_only_one(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL
	      "files a 3; plan " PLAN " src/a1.c src/a2.c src/a3.c;"
	      "WAY='Half of it, which is less than all.' plan docs/plans/q.md src/a1.c;"
	      "git add .",
	      NULL);
	must(gate_run(&g, SPEC_STAGED, NULL, NULL, (struct gate_options){.plan = PLAN},
		      &err),
	     &err);
	state_is(&g, VERDICT_PASS);
	must(gate_run(&g, SPEC_STAGED, NULL, NULL,
		      (struct gate_options){.plan = "docs/plans/q.md"}, &err),
	     &err);
	state_is(&g, VERDICT_BLOCK);
	must(gate_run(&g, SPEC_STAGED, NULL, NULL,
		      (struct gate_options){.plan = "docs/plans/none.md"}, &err),
	     &err);
	said_is(&g, 0, "missing-plan many, missing-plan many");
	assert_non_null(strstr(g.verdict.changes[0].diagnostics.items[0].message,
			       "is not in the tree of this change"));
	must(gate_run(&g, SPEC_STAGED, NULL, NULL,
		      (struct gate_options){.plan = "src/a1.c"}, &err),
	     &err);
	assert_non_null(strstr(g.verdict.changes[0].diagnostics.items[0].message,
			       "is not under plans.paths of the policy"));
}

#define TWO_RULES                                                                          \
	"version: 1\nrules:\n"                                                             \
	"  - {id: small, when: {paths: [\"src/**\"]}, demand: {profile: light}}\n"         \
	"  - {id: risky, when: {paths: [\"src/a*\"]}, demand: {profile: light, risk: "     \
	"%s}}\n"

/* Each diagnostic names the first rule that asks for just that. */
static void a_diagnostic_names_the_rule_that_asks_for_it(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	CLEANUP(str_clear) struct str policy = {0};

	(void)state;
	str_addf(&policy, TWO_RULES, "HIGH");
	gated_repo(str_text(&policy));
	shell(SHELL "files a 1; plan " PLAN " src/a1.c; git add .", NULL);
	judge_staged(&g);
	said_is(&g, 0, "risk-too-low " PLAN " risky");
	shell(SHELL "files b 1; RISK=HIGH plan " PLAN " src/a1.c; git add .", NULL);
	judge_staged(&g);
	said_is(&g, 0, "uncovered-file " PLAN " small");
}

static void an_assessment_a_rollback_and_approvals_have_rules_of_their_own(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(
		"version: 1\nrepository: \"0123456789abcdef\"\nrules:\n"
		"  - {id: all, when: {files: 1}, demand: {profile: standard}}\n"
		"  - {id: safe, when: {files: 1}, demand: {profile: standard, assess: "
		"[security]}}\n"
		"  - {id: data, when: {files: 1}, demand: {profile: standard, rollback: "
		"migration}}\n"
		"  - {id: four, when: {files: 1}, demand: {profile: standard, approvals: "
		"1}}\n");
	shell(SHELL "files a 1; plan " PLAN " src/a1.c; git add .", NULL);
	judge_staged(&g);
	said_is(&g, 0,
		"missing-assessment " PLAN " safe, weak-rollback " PLAN
		" data, not-approved " PLAN " four");
}

static void a_warning_rule_is_asked_for_what_it_adds_and_blocks_nothing(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(
		"version: 1\nrules:\n"
		"  - {id: hard, when: {files: 3}, demand: {profile: light}}\n"
		"  - {id: soft, when: {files: 1}, severity: warn, demand: {profile: light, "
		"risk: HIGH}}\n");
	shell(SHELL "files a 1", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_WARN);
	said_is(&g, 0, "warning missing-plan soft");
	assert_int_equal(rule_of(&g, 0, "soft"), RULE_UNSATISFIED);
	shell(SHELL "files a 3; plan " PLAN " src/a1.c src/a2.c src/a3.c; git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_WARN);
	said_is(&g, 0, "warning risk-too-low " PLAN " soft");
	assert_int_equal(rule_of(&g, 0, "hard"), RULE_SATISFIED);
	shell(SHELL "RISK=HIGH plan " PLAN " src/a1.c src/a2.c src/a3.c; git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_PASS);
	assert_int_equal(rule_of(&g, 0, "soft"), RULE_SATISFIED);
	/* Where a hard rule blocks, nothing more is asked. */
	shell("git rm -qf " PLAN, NULL);
	judge_staged(&g);
	said_is(&g, 0, "missing-plan hard");
	assert_int_equal(rule_of(&g, 0, "soft"), RULE_UNSATISFIED);
}

static void in_mode_warn_nothing_is_blocked(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY "mode: warn\n");
	shell(SHELL "files a 3", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_WARN);
	assert_true(g.verdict.warn_only);
	said_is(&g, 0, "missing-plan many");
}

/* "" or what is said of a policy that the change brings. */
static void new_policy_says(const char *script, const char *wanted)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	shell("rm -rf .git .plangate src docs more.yaml", NULL);
	gated_repo("version: 1\nmode: enforce\n");
	shell(script, NULL);
	shell("git add -A", NULL);
	judge_staged(&g);
	said_is(&g, 0, wanted);
}

static void nobody_brings_a_policy_that_nobody_could_read(void **state)
{
	(void)state;
	new_policy_says("echo garbage: 1 >.plangate/policy.yaml; git add .; git stash -q",
			"");
	new_policy_says(PLAN_FUNCTION "RISK=HIGH plan " PLAN
				      " .plangate/policy.yaml; echo 'garbage: 1' "
				      ">>.plangate/policy.yaml",
			"bad-policy .plangate/policy.yaml policy-change");
	new_policy_says(PLAN_FUNCTION
			"RISK=HIGH plan " PLAN
			" .plangate/policy.json; echo '{}' >.plangate/policy.json",
			"bad-policy .plangate/policy.json policy-change");
}

static void a_file_that_the_policy_extends_is_guarded_like_it(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	give_policy("version: 1\nextends: [more.yaml]\n");
	shell(SHELL "git init -q -b main .; mkdir .plangate src; cp ../policy "
		    ".plangate/policy.yaml; printf 'version: 1\nrules: []\n' >more.yaml;"
		    "commit adopt; plan " PLAN " more.yaml; echo 'garbage: 1' >>more.yaml;"
		    "git add .",
	      NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0, "bad-policy .plangate/policy.yaml policy-change");
}

static void without_a_policy_the_first_one_must_be_valid(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	shell("git init -q -b main .; mkdir .plangate; echo 1 >a; git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_PASS);
	assert_string_equal(
		g.verdict.notes.items[0],
		"no policy here, so nothing is demanded; plangate init proposes one");
	shell("echo 'garbage: 1' >.plangate/policy.yaml; git add .", NULL);
	judge_staged(&g);
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0, "bad-policy .plangate/policy.yaml policy-change");
}

static void a_hook_says_nothing_where_there_is_no_policy(void **state)
{
	static const struct {
		enum stage stage;
		size_t notes;
	} rows[] = {{STAGE_MANUAL, 1}, {STAGE_CI, 1}, {STAGE_PRE_COMMIT, 0}};
	struct pg_error err = {0};

	(void)state;
	shell("git init -q -b main .; echo 1 >a; git add .", NULL);
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(gate_clear) struct gate_case g = {0};

		must(gate_run(&g, SPEC_STAGED, NULL, NULL,
			      (struct gate_options){.stage = rows[i].stage}, &err),
		     &err);
		assert_int_equal(g.verdict.notes.count, rows[i].notes);
	}
}

static void lines_are_counted_where_they_are_asked_for(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY "ignore: [\"*.txt\"]\n");
	shell("printf '1\n2\n3\n' >src/a.c; : >src/main.c; printf '1\n2\n' >x.txt; git add "
	      ".",
	      NULL);
	judge_staged(&g);
	assert_false(g.verdict.changes[0].lines_known);
	must(gate_run(&g, SPEC_STAGED, NULL, NULL,
		      (struct gate_options){.count_lines = true}, &err),
	     &err);
	assert_true(g.verdict.changes[0].lines_known);
	assert_int_equal(g.verdict.changes[0].added, 3);
	assert_int_equal(g.verdict.changes[0].removed, 1);
}

/* A problem may weigh less while a commit is being made. */
static void a_problem_weighs_by_the_stage(void **state)
{
	static const struct {
		enum stage stage;
		enum verdict_state state;
	} rows[] = {{STAGE_PRE_COMMIT, VERDICT_WARN}, {STAGE_PRE_PUSH, VERDICT_BLOCK}};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 3; plan " PLAN " src/a1.c src/a2.c src/a3.c;"
		    "sed -i 's/^None/- [ ] Who pays?/' " PLAN "; git add .",
	      NULL);
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(gate_clear) struct gate_case g = {0};

		must(gate_run(&g, SPEC_STAGED, NULL, NULL,
			      (struct gate_options){.stage = rows[i].stage}, &err),
		     &err);
		state_is(&g, rows[i].state);
	}
}

static void where_the_change_goes_and_with_what_words_is_told_to_the_rules(void **state)
{
	static const struct {
		const char *message, *target;
		enum verdict_state state;
	} rows[] = {{"fix: it", NULL, VERDICT_PASS},
		    {"[skip] it", NULL, VERDICT_BLOCK},
		    {"fix: it", "refs/heads/release", VERDICT_BLOCK}};
	struct pg_error err = {0};

	(void)state;
	gated_repo("version: 1\nrules:\n"
		   "  - {id: words, when: {message: skip}}\n"
		   "  - {id: where, when: {target: release}}\n");
	shell(SHELL "files a 1", NULL);
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(gate_clear) struct gate_case g = {0};

		must(gate_run(&g, SPEC_STAGED, NULL, NULL,
			      (struct gate_options){.message = rows[i].message,
						    .target = rows[i].target},
			      &err),
		     &err);
		state_is(&g, rows[i].state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_small_change_passes_and_a_larger_one_needs_a_plan),
		FIXTURE_TEST(a_plan_that_is_named_is_the_only_one),
		FIXTURE_TEST(a_diagnostic_names_the_rule_that_asks_for_it),
		FIXTURE_TEST(
			an_assessment_a_rollback_and_approvals_have_rules_of_their_own),
		FIXTURE_TEST(a_warning_rule_is_asked_for_what_it_adds_and_blocks_nothing),
		FIXTURE_TEST(in_mode_warn_nothing_is_blocked),
		FIXTURE_TEST(nobody_brings_a_policy_that_nobody_could_read),
		FIXTURE_TEST(a_file_that_the_policy_extends_is_guarded_like_it),
		FIXTURE_TEST(without_a_policy_the_first_one_must_be_valid),
		FIXTURE_TEST(a_hook_says_nothing_where_there_is_no_policy),
		FIXTURE_TEST(lines_are_counted_where_they_are_asked_for),
		FIXTURE_TEST(a_problem_weighs_by_the_stage),
		FIXTURE_TEST(
			where_the_change_goes_and_with_what_words_is_told_to_the_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
