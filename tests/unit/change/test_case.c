/* What a case holds, what of it needs a plan, and what it hands down to its commits. */
#include "plangate/base/utc.h"
#include "scene.h"

static void judge(struct pg_case *c)
{
	struct pg_error err = {0};

	must(case_judge(c, &err), &err);
}

static struct finding *finding_of(struct pg_case *c, const char *rule)
{
	for (size_t i = 0; i < c->findings.count; i++)
		if (!strcmp(c->findings.items[i].rule, rule))
			return &c->findings.items[i];
	fail_msg("no finding of %s", rule);
	return NULL;
}

static void what_counts_needs_a_plan_and_documents_do_not(void **state)
{
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	case_by_hand(&c, MANY_POLICY, "A docs/plans/p.md M src/a.c A src/b.c D src/c.c");
	judge(&c);
	assert_false(case_needs_plan(&c, index_of(&c, "docs/plans/p.md")));
	assert_true(case_needs_plan(&c, index_of(&c, "src/a.c")));
	assert_true(case_needs_plan(&c, index_of(&c, "src/c.c")));
	assert_int_equal(case_counted(&c), 3);
	assert_true(finding_is_open(finding_of(&c, "many")));
}

/* A generated file is not counted, but the rule of its name sees it. */
static void what_an_open_finding_fired_on_needs_a_plan_though_it_does_not_count(
	void **state)
{
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	case_by_hand(&c,
		     "version: 1\nrules:\n  - {id: api, when: {paths: [api.c]}, demand: "
		     "{profile: light}}\n",
		     "M api.c M b.c");
	c.set.items[0].counted = false;
	judge(&c);
	assert_int_equal(case_counted(&c), 1);
	assert_true(case_needs_plan(&c, 0));
	finding_of(&c, "api")->state = RULE_OVERRIDDEN;
	case_settle(&c);
	assert_false(case_needs_plan(&c, 0));
	assert_true(case_needs_plan(&c, 1));
}

static void what_is_excused_or_left_out_needs_none(void **state)
{
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	case_by_hand(&c, MANY_POLICY, "A a.c A b.c A c.c");
	judge(&c);
	selection_add(&c.excused, 0);
	selection_add(&c.without, 1);
	case_settle(&c);
	assert_false(case_needs_plan(&c, 0));
	assert_false(case_needs_plan(&c, 1));
	assert_true(case_needs_plan(&c, 2));
	/* What is excused is part of the change; what is left out is not. */
	assert_int_equal(case_counted(&c), 2);
}

static void rules_do_not_see_what_is_left_out(void **state)
{
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	case_by_hand(&c, MANY_POLICY, "A a.c A b.c A c.c");
	selection_add(&c.without, 2);
	judge(&c);
	assert_int_equal(finding_of(&c, "many")->state, RULE_NOT_APPLICABLE);
}

static void the_rest_is_without_both(void **state)
{
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(selection_clear) struct selection more = {0};
	CLEANUP(selection_clear) struct selection all = {0};
	struct judged judged;

	(void)state;
	case_by_hand(&c, MANY_POLICY, "A a.c A b.c A c.c");
	selection_add(&c.without, 0);
	selection_init(&more, c.set.count);
	selection_add(&more, 2);
	judged = case_rest(&c, &more, &all);
	assert_ptr_equal(judged.set, &c.set);
	assert_true(selection_has(judged.without, 0));
	assert_false(selection_has(judged.without, 1));
	assert_true(selection_has(judged.without, 2));
	/* The case's own is as it was. */
	assert_false(selection_has(&c.without, 2));
}

static void an_open_case_has_the_policy_of_the_base_and_the_time_it_was_given(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("printf 'version: 1\\nrules: []\\n' >.plangate/policy.yaml; echo 1 >src/a.c;"
	      "git add .",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	assert_int_equal(c.now, SCENE_NOW);
	assert_string_equal(c.policy->rules[c.policy->rule_count - 1].id, "many");
	changes_are(&c, ".plangate/policy.yaml src/a.c");
	assert_int_equal(case_counted(&c), 2);
	assert_null(c.trust);
}

static void without_a_time_the_clock_is_asked_once(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec spec;
	struct pg_error err = {0};
	long long before = utc_now();

	(void)state;
	gated_repo(MANY_POLICY);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	must(case_open(&c, repo, &spec, &(struct case_options){0}, &err), &err);
	assert_in_range(c.now, before, utc_now());
}

static void writers_get_the_change_s_own_policy_or_the_default_pack(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	const struct case_options writers = {.for_writers = true};
	struct change_spec spec;
	struct pg_error err = {0};

	(void)state;
	shell("git init -q -b main .; echo 1 >a.c; git add .; git commit -qm x", NULL);
	repo = open_here();
	{
		CLEANUP(case_close) struct pg_case c = {0};

		spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
		must(case_open(&c, repo, &spec, &writers, &err), &err);
		assert_string_equal(c.policy->extends.items[0], "plangate:default");
	}
	shell("mkdir .plangate; printf 'version: 1\\nmode: warn\\nrules: []\\n'"
	      " >.plangate/policy.yaml; git add .",
	      NULL);
	{
		CLEANUP(case_close) struct pg_case own = {0};
		CLEANUP(case_close) struct pg_case judged = {0};

		spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
		must(case_open(&own, repo, &spec, &writers, &err), &err);
		assert_true(own.policy->warn_only);
		/* The gate has none to judge by, and still knows what changes. */
		open_case(&judged, repo, SPEC_STAGED, NULL, NULL);
		assert_null(judged.policy);
		changes_are(&judged, ".plangate/policy.yaml");
	}
}

static void a_policy_that_is_handed_in_or_named_by_file_comes_before_the_base_s(
	void **state)
{
	CLEANUP(policy_freep) struct policy *given = policy_of("version: 1\nmode: warn\n");
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(case_close) struct pg_case other = {0};
	struct change_spec spec;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("printf 'version: 1\\nignore: [x]\\n' >../mine.yaml", NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	must(case_open(&c, repo, &spec,
		       &(struct case_options){.policy = given, .for_writers = true}, &err),
	     &err);
	assert_ptr_equal(c.policy, given);
	must(case_open(&other, repo, &spec,
		       &(struct case_options){.policy_file = "../mine.yaml"}, &err),
	     &err);
	assert_string_equal(other.policy->file, "../mine.yaml");
	assert_true(policy_ignores(other.policy, "x"));
}

static void new_content_that_is_missing_cannot_be_judged(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec spec;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo new >src/a.c; git add .; git commit -qm a; id=$(git rev-parse "
	      ":src/a.c);"
	      "rm -f .git/objects/$(echo $id | sed 's,^..,&/,')",
	      NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_COMMIT, NULL, "HEAD");
	fails(case_open(&c, repo, &spec, &(struct case_options){0}, &err), &err,
	      PG_ERR_SYSTEM, "src/a.c");
}

/* main: Adopt, one (a b c), two (a again, d); the case is the range Adopt..two. */
static struct repo *range_here(struct pg_case *whole)
{
	struct repo *repo;

	gated_repo(MANY_POLICY);
	shell("for f in a b c; do echo 1 >src/$f.c; done; git add .; git commit -qm one;"
	      "echo 2 >>src/a.c; echo 1 >src/d.c; git add .; git commit -qm two",
	      NULL);
	repo = open_here();
	open_case(whole, repo, SPEC_RANGE, "HEAD~2", "HEAD");
	return repo;
}

static void a_commit_of_a_range_has_its_own_changes_and_the_rest_of_the_whole(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case whole = {0};
	CLEANUP(case_close) struct pg_case c = {0};
	struct pg_error err = {0};
	struct oid one;

	(void)state;
	repo = range_here(&whole);
	one = oid_of("HEAD~1");
	must(case_read_trust(&whole, &err), &err);
	must(case_open_commit(&c, &whole, one.hex, &err), &err);
	changes_are(&c, "src/a.c src/b.c src/c.c");
	assert_ptr_equal(c.policy, whole.policy);
	assert_ptr_equal(c.trust, whole.trust);
	assert_ptr_equal(c.whole, &whole);
	assert_int_equal(c.now, SCENE_NOW);
	assert_string_equal(c.set.message, "one\n");
	assert_false(c.spec.is_range);
	assert_int_equal(case_counted(&c), 3);
	case_close(&c);
	fails(case_open_commit(&c, &whole, "no id", &err), &err, PG_ERR_SYSTEM, "");
}

/* What of HEAD is as the base of a range that begins at `from` has it. */
static void restored_are(const char *from, const char *paths)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	CLEANUP(case_close) struct pg_case whole = {0};
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(str_clear) struct str found = {0};
	struct pg_error err = {0};
	struct oid tip = oid_of("HEAD");

	open_case(&whole, repo, SPEC_RANGE, from, "HEAD");
	must(case_open_commit(&c, &whole, tip.hex, &err), &err);
	must(case_leave_restored(&c, &err), &err);
	for (size_t i = 0; i < c.set.count; i++)
		if (selection_has(&c.without, i))
			str_addf(&found, "%s ", c.set.items[i].path);
	assert_string_equal(str_text(&found), paths);
}

static void files_that_are_again_as_in_the_base_bring_nothing(void **state)
{
	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo old >old.c; echo run >run.sh; git add .; git commit -qm base; git tag "
	      "base;"
	      "echo new >old.c; git rm -q run.sh; echo 1 >added.c; git add .; git commit "
	      "-qm x;"
	      "echo old >old.c; echo run >run.sh; chmod +x run.sh; git rm -q added.c;"
	      "echo 1 >other.c; git add .; git commit -qm back",
	      NULL);
	/* run.sh has its content again, and another mode. */
	restored_are("base", "added.c old.c ");
	shell("chmod -x run.sh; git commit -qam plain", NULL);
	restored_are("base", "run.sh ");
}

static void trust_is_read_once_and_from_the_base(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct pg_error err = {0};
	const struct trust *first;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo garbage >.plangate/signers; git add .", NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	must(case_read_trust(&c, &err), &err);
	first = c.trust;
	assert_non_null(first);
	assert_false(first->has_signers);
	must(case_read_trust(&c, &err), &err);
	assert_ptr_equal(c.trust, first);
}

static void signers_of_the_base_that_are_not_valid_stop_the_judging(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo garbage >.plangate/signers; git add .; git commit -qm x", NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	fails(case_read_trust(&c, &err), &err, PG_ERR_POLICY, ".plangate/signers:1");
	assert_null(c.trust);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_counts_needs_a_plan_and_documents_do_not),
		cmocka_unit_test(
			what_an_open_finding_fired_on_needs_a_plan_though_it_does_not_count),
		cmocka_unit_test(what_is_excused_or_left_out_needs_none),
		cmocka_unit_test(rules_do_not_see_what_is_left_out),
		cmocka_unit_test(the_rest_is_without_both),
		FIXTURE_TEST(
			an_open_case_has_the_policy_of_the_base_and_the_time_it_was_given),
		FIXTURE_TEST(without_a_time_the_clock_is_asked_once),
		FIXTURE_TEST(writers_get_the_change_s_own_policy_or_the_default_pack),
		FIXTURE_TEST(
			a_policy_that_is_handed_in_or_named_by_file_comes_before_the_base_s),
		FIXTURE_TEST(new_content_that_is_missing_cannot_be_judged),
		FIXTURE_TEST(
			a_commit_of_a_range_has_its_own_changes_and_the_rest_of_the_whole),
		FIXTURE_TEST(files_that_are_again_as_in_the_base_bring_nothing),
		FIXTURE_TEST(trust_is_read_once_and_from_the_base),
		FIXTURE_TEST(signers_of_the_base_that_are_not_valid_stop_the_judging),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
