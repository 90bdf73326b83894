/* Every kind of change: its two trees, and whose policy judges it. */
#include "plangate/change/policy.h"
#include "scene.h"

static const struct oid none;

/* The tree is what a file says that git wrote. */
static void tree_is_in(const struct oid *tree, const char *file)
{
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};
	struct oid wanted = {0};

	must(file_read(file, 100, &text, &err), &err);
	assert_true(oid_parse(&wanted, str_text(&text)));
	assert_string_equal(tree->hex, wanted.hex);
}

static void begins_at(const struct change_spec *spec, const char *commit)
{
	CLEANUP(freep) char *tree = NULL;

	oid_is(&spec->base_commit, commit);
	assert_true(asprintf(&tree, "%s^{tree}", commit) > 0);
	oid_is(&spec->base_tree, tree);
}

static void staged_is_the_index_against_head(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo 1 >src/a.c; git add .; git write-tree >../tree; echo 2 >src/b.c", NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	begins_at(&spec, "HEAD");
	oid_is(&spec.policy_tree, "HEAD^{tree}");
	tree_is_in(&spec.tree, "../tree");
	assert_true(oid_is_null(&spec.commit));
	assert_false(spec.is_range);
	assert_int_equal(spec.other_count, 0);
}

static void before_the_first_commit_there_is_no_base_and_no_policy(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	const struct named_change amended = {.kind = SPEC_AMENDED};
	struct change_spec spec, other = {0};
	struct pg_error err = {0};

	(void)state;
	shell("git init -q -b main .; echo 1 >a; git add .; git write-tree >../tree", NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	assert_true(oid_is_null(&spec.base_commit) && oid_is_null(&spec.base_tree) &&
		    oid_is_null(&spec.policy_tree));
	tree_is_in(&spec.tree, "../tree");
	fails(spec_make(repo, &amended, STAGE_MANUAL, &other, &err), &err, PG_ERR_USAGE,
	      "no commit to amend");
}

static void the_work_tree_has_what_is_not_staged_yet(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo 1 >src/staged.c; git add .; echo 2 >src/untracked.c; echo 3 "
	      ">>src/main.c",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_WORKTREE, NULL, NULL);
	changes_are(&c, "src/main.c src/staged.c src/untracked.c");
	begins_at(&c.spec, "HEAD");
}

static void amended_is_the_index_against_the_parents_of_head(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo 1 >src/a.c; git add .; git commit -qm a; echo 1 >src/b.c; git add .",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_AMENDED, NULL, NULL);
	begins_at(&c.spec, "HEAD~1");
	changes_are(&c, "src/a.c src/b.c");
	assert_true(oid_is_null(&c.spec.commit));
}

static void a_commit_stands_against_its_first_parent(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec, first;

	(void)state;
	gated_repo(MANY_POLICY);
	repo = open_here();
	spec = make_spec(repo, SPEC_COMMIT, NULL, "HEAD");
	begins_at(&spec, "HEAD~1");
	oid_is(&spec.commit, "HEAD");
	oid_is(&spec.tree, "HEAD^{tree}");
	oid_is(&spec.policy_tree, "HEAD~1^{tree}");
	first = make_spec(repo, SPEC_COMMIT, NULL, "HEAD~1");
	assert_true(oid_is_null(&first.base_commit) && oid_is_null(&first.base_tree));
}

/* main: one.c, both.c; side: two.c, both.c in other words; merged with both.c mended and own.c added. */
static struct repo *merged_here(const char *last)
{
	gated_repo(MANY_POLICY);
	shell("git checkout -qb side; echo s >src/two.c; echo s >src/both.c; git add .;"
	      "git commit -qm side; git checkout -q main; echo m >src/one.c;"
	      "echo m >src/both.c; git add .; git commit -qm main;"
	      "git merge -q --no-commit side >/dev/null || true;"
	      "echo merged >src/both.c; echo own >src/own.c; git add .",
	      NULL);
	shell(last, NULL);
	return open_here();
}

static void a_merge_that_is_being_made_brings_what_no_parent_has(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(case_close) struct pg_case tree = {0};

	(void)state;
	repo = merged_here("");
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	begins_at(&c.spec, "main");
	assert_int_equal(c.spec.other_count, 1);
	oid_is(&c.spec.other_parents[0], "side");
	changes_are(&c, "src/both.c src/own.c");
	assert_true(c.set.merge);
	open_case(&tree, repo, SPEC_WORKTREE, NULL, NULL);
	changes_are(&tree, "src/both.c src/own.c");
}

static void a_merge_commit_brings_the_same(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	repo = merged_here("git commit -qm merged");
	open_case(&c, repo, SPEC_COMMIT, NULL, "HEAD");
	begins_at(&c.spec, "HEAD^1");
	oid_is(&c.spec.other_parents[0], "HEAD^2");
	changes_are(&c, "src/both.c src/own.c");
	assert_true(c.set.merge);
}

static void an_amended_merge_is_held_against_all_its_parents(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	repo = merged_here("git commit -qm merged; echo more >src/more.c; git add .");
	open_case(&c, repo, SPEC_AMENDED, NULL, NULL);
	begins_at(&c.spec, "HEAD^1");
	assert_int_equal(c.spec.other_count, 1);
	changes_are(&c, "src/both.c src/more.c src/own.c");
}

/* What a merge landed on its branch is all that the branch did not have. */
static void what_landed_with_a_merge_is_a_range_without_other_parents(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec plain;

	(void)state;
	repo = merged_here("git commit -qm merged");
	open_case(&c, repo, SPEC_LANDED, NULL, "HEAD");
	begins_at(&c.spec, "HEAD^1");
	assert_true(c.spec.is_range);
	assert_int_equal(c.spec.other_count, 0);
	changes_are(&c, "src/both.c src/own.c src/two.c");
	assert_false(c.set.merge);
	plain = make_spec(repo, SPEC_LANDED, NULL, "HEAD^1");
	assert_false(plain.is_range);
	begins_at(&plain, "HEAD^1~1");
}

static void an_octopus_has_many_other_parents(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("for b in x y z; do git checkout -qb $b main; echo $b >src/$b.c; git add .;"
	      "git commit -qm $b; done; git checkout -q main;"
	      "git merge -q --no-commit x y z >/dev/null 2>&1; echo own >src/own.c; git "
	      "add .",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	assert_int_equal(c.spec.other_count, 3);
	changes_are(&c, "src/own.c");
}

/* That is all that git tells pre-merge-commit of. */
static void a_merge_that_begins_has_its_heads_in_the_environment(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	const struct named_change staged = {.kind = SPEC_STAGED};
	struct change_spec spec = {0}, other = {0};
	struct pg_error err = {0};
	struct oid side;
	char name[80];

	(void)state;
	gated_repo(MANY_POLICY);
	shell("git checkout -qb side; echo s >src/s.c; git add .; git commit -qm s;"
	      "git checkout -q main",
	      NULL);
	repo = open_here();
	side = oid_of("side");
	snprintf(name, sizeof(name), "GITHEAD_%s", side.hex);
	setenv(name, "side", 1);
	must(spec_make(repo, &staged, STAGE_PRE_MERGE_COMMIT, &spec, &err), &err);
	must(spec_make(repo, &staged, STAGE_PRE_COMMIT, &other, &err), &err);
	unsetenv(name);
	assert_int_equal(spec.other_count, 1);
	oid_is(&spec.other_parents[0], "side");
	assert_int_equal(other.other_count, 0);
}

static void a_rebase_that_melds_replaces_head_when_the_message_is_prepared(void **state)
{
	static const struct {
		enum stage stage;
		const char *base;
	} rows[] = {{STAGE_PREPARE_COMMIT_MSG, "HEAD~1"},
		    {STAGE_PRE_COMMIT, "HEAD"},
		    {STAGE_MANUAL, "HEAD"}};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	const struct named_change staged = {.kind = SPEC_STAGED};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("mkdir .git/rebase-merge; echo 'fixup 1234 x' >.git/rebase-merge/done", NULL);
	repo = open_here();
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		struct change_spec spec = {0};

		must(spec_make(repo, &staged, rows[i].stage, &spec, &err), &err);
		begins_at(&spec, rows[i].base);
	}
}

static void a_range_begins_where_it_left_and_is_judged_by_the_policy_of_from(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("git checkout -qb topic; echo t >src/t.c; git add .; git commit -qm t;"
	      "echo t >src/u.c; git add .; git commit -qm u; git checkout -q main;"
	      "echo m >src/m.c; echo '# other' >>.plangate/policy.yaml; git add .;"
	      "git commit -qm m",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_RANGE, "main", "topic");
	begins_at(&c.spec, "main~1");
	oid_is(&c.spec.policy_tree, "main^{tree}");
	oid_is(&c.spec.commit, "topic");
	assert_true(c.spec.is_range);
	changes_are(&c, "src/t.c src/u.c");
	/* Its author and its words are those of no one commit. */
	assert_null(c.set.message);
	assert_null(c.set.author);
	assert_false(c.set.merge);
}

static void the_commits_of_a_range_come_newest_first_and_one_more_than_was_asked(
	void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("for i in 1 2 3 4; do echo $i >src/$i.c; git add .; git commit -qm $i; done",
	      NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_RANGE, "HEAD~4", "HEAD");
	for (size_t most = 1; most <= 5; most++) {
		CLEANUP(strlist_clear) struct strlist commits = {0};
		struct oid first = {0};

		must(spec_commits(repo, &spec, most, &commits, &err), &err);
		assert_int_equal(commits.count, most < 4 ? most + 1 : 4);
		assert_true(oid_parse(&first, commits.items[0]));
		oid_is(&first, "HEAD");
	}
	spec.other_parents[spec.other_count++] = oid_of("HEAD~1");
	{
		CLEANUP(strlist_clear) struct strlist commits = {0};

		must(spec_commits(repo, &spec, 10, &commits, &err), &err);
		assert_int_equal(commits.count, 1);
	}
}

/* main: Adopt, m; topic left main before m and has t; the policies of both differ. */
static struct repo *topic_here(void)
{
	gated_repo(MANY_POLICY);
	shell("git checkout -qb topic; echo t >src/t.c; git add .; git commit -qm t;"
	      "git checkout -q main; echo '# m' >>.plangate/policy.yaml; git commit -qam m",
	      NULL);
	return open_here();
}

static struct change_spec push_spec(struct repo *repo, const struct pushed_ref *pushed)
{
	struct change_spec spec = {0};
	struct pg_error err = {0};

	must(spec_make_push(repo, pushed, &spec, &err), &err);
	assert_true(spec.is_range);
	oid_is(&spec.commit, "topic");
	oid_is(&spec.tree, "topic^{tree}");
	return spec;
}

static void a_push_to_a_known_ref_begins_at_its_old_tip(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct pushed_ref pushed = {.remote = "origin"};

	(void)state;
	repo = topic_here();
	pushed.tip = oid_of("topic");
	pushed.old = oid_of("topic~1");
	spec = push_spec(repo, &pushed);
	begins_at(&spec, "topic~1");
	oid_is(&spec.policy_tree, "topic~1^{tree}");
	assert_int_equal(spec.other_count, 0);
	/* What the default branch has is brought by nobody. */
	pushed.left_at = oid_of("topic~1");
	spec = push_spec(repo, &pushed);
	assert_int_equal(spec.other_count, 1);
	oid_is(&spec.other_parents[0], "topic~1");
}

static void a_forced_push_begins_where_both_part_by_the_policy_of_the_old_tip(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct pushed_ref pushed = {.remote = "origin"};

	(void)state;
	repo = topic_here();
	pushed.tip = oid_of("topic");
	pushed.old = oid_of("main");
	spec = push_spec(repo, &pushed);
	begins_at(&spec, "main~1");
	oid_is(&spec.policy_tree, "main^{tree}");
}

static void a_new_ref_begins_where_it_left_the_default_branch(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct pushed_ref pushed = {.remote = "origin"};

	(void)state;
	repo = topic_here();
	pushed.tip = oid_of("topic");
	pushed.branch = oid_of("main");
	pushed.left_at = oid_of("main~1");
	spec = push_spec(repo, &pushed);
	begins_at(&spec, "main~1");
	oid_is(&spec.policy_tree, "main~1^{tree}");
	/* A server goes by its own branch, and so does everybody where nothing is shared. */
	pushed.receiving = true;
	spec = push_spec(repo, &pushed);
	begins_at(&spec, "main~1");
	oid_is(&spec.policy_tree, "main^{tree}");
	pushed.receiving = false;
	pushed.left_at = none;
	spec = push_spec(repo, &pushed);
	assert_true(oid_is_null(&spec.base_commit));
	oid_is(&spec.policy_tree, "main^{tree}");
}

static void without_a_default_branch_a_new_ref_begins_at_what_the_remote_has(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct pushed_ref pushed = {.remote = "origin"};

	(void)state;
	repo = topic_here();
	pushed.tip = oid_of("topic");
	shell("git remote add origin ../nowhere; git update-ref refs/remotes/origin/x "
	      "topic~1",
	      NULL);
	spec = push_spec(repo, &pushed);
	begins_at(&spec, "topic~1");
	oid_is(&spec.policy_tree, "topic~1^{tree}");
	shell("git update-ref -d refs/remotes/origin/x", NULL);
	spec = push_spec(repo, &pushed);
	assert_true(oid_is_null(&spec.base_commit) && oid_is_null(&spec.policy_tree));
}

static void moving_the_base_moves_the_policy(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct pg_error err = {0};
	struct oid first;

	(void)state;
	gated_repo(MANY_POLICY);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	first = oid_of("HEAD~1");
	must(spec_set_base(repo, &spec, &first, &err), &err);
	begins_at(&spec, "HEAD~1");
	oid_is(&spec.policy_tree, "HEAD~1^{tree}");
	must(spec_set_base(repo, &spec, &none, &err), &err);
	assert_true(oid_is_null(&spec.base_tree) && oid_is_null(&spec.policy_tree));
}

static void nothing_is_staged_in_a_bare_repository(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	const struct named_change staged = {.kind = SPEC_STAGED};
	struct change_spec spec = {0};
	struct pg_error err = {0};

	(void)state;
	shell("git init -q --bare .", NULL);
	repo = open_here();
	fails(spec_make(repo, &staged, STAGE_MANUAL, &spec, &err), &err, PG_ERR_USAGE,
	      "bare");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(staged_is_the_index_against_head),
		FIXTURE_TEST(before_the_first_commit_there_is_no_base_and_no_policy),
		FIXTURE_TEST(the_work_tree_has_what_is_not_staged_yet),
		FIXTURE_TEST(amended_is_the_index_against_the_parents_of_head),
		FIXTURE_TEST(a_commit_stands_against_its_first_parent),
		FIXTURE_TEST(a_merge_that_is_being_made_brings_what_no_parent_has),
		FIXTURE_TEST(a_merge_commit_brings_the_same),
		FIXTURE_TEST(an_amended_merge_is_held_against_all_its_parents),
		FIXTURE_TEST(what_landed_with_a_merge_is_a_range_without_other_parents),
		FIXTURE_TEST(an_octopus_has_many_other_parents),
		FIXTURE_TEST(a_merge_that_begins_has_its_heads_in_the_environment),
		FIXTURE_TEST(
			a_rebase_that_melds_replaces_head_when_the_message_is_prepared),
		FIXTURE_TEST(
			a_range_begins_where_it_left_and_is_judged_by_the_policy_of_from),
		FIXTURE_TEST(
			the_commits_of_a_range_come_newest_first_and_one_more_than_was_asked),
		FIXTURE_TEST(a_push_to_a_known_ref_begins_at_its_old_tip),
		FIXTURE_TEST(
			a_forced_push_begins_where_both_part_by_the_policy_of_the_old_tip),
		FIXTURE_TEST(a_new_ref_begins_where_it_left_the_default_branch),
		FIXTURE_TEST(
			without_a_default_branch_a_new_ref_begins_at_what_the_remote_has),
		FIXTURE_TEST(moving_the_base_moves_the_policy),
		FIXTURE_TEST(nothing_is_staged_in_a_bare_repository),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
