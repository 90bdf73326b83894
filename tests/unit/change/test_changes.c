/* What of a change its set says: attributes of the base, who makes it, where, with what words. */
#include "scene.h"

static unsigned attributes_of(const struct pg_case *c, const char *path)
{
	return c->set.items[index_of(c, path)].attributes;
}

static void attributes_are_those_of_the_base(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo '*.gen linguist-generated' >.gitattributes; mkdir -p src/deep docs/x;"
	      "echo '*.c linguist-vendored' >src/deep/.gitattributes;"
	      "echo '*.txt binary' >docs/.gitattributes; git add .; git commit -qm "
	      "attributes;"
	      "echo '*.c linguist-generated' >.gitattributes;"
	      "for f in a.gen src/b.gen src/deep/c.c src/d.c docs/x/e.txt f.txt; do echo 1 "
	      ">$f;"
	      "done; git add .",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	assert_int_equal(attributes_of(&c, "a.gen"), ATTRIBUTE_GENERATED);
	assert_int_equal(attributes_of(&c, "src/b.gen"), ATTRIBUTE_GENERATED);
	assert_int_equal(attributes_of(&c, "src/deep/c.c"), ATTRIBUTE_VENDORED);
	assert_int_equal(attributes_of(&c, "src/d.c"), 0);
	assert_int_equal(attributes_of(&c, "docs/x/e.txt"), ATTRIBUTE_BINARY);
	assert_int_equal(attributes_of(&c, "f.txt"), 0);
	/* What is generated or vendored does not count. */
	assert_false(c.set.items[index_of(&c, "a.gen")].counted);
	assert_true(c.set.items[index_of(&c, "src/d.c")].counted);
}

static void a_link_gives_no_attributes(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("ln -s '*.c linguist-generated' .gitattributes; git add .; git commit -qm "
	      "link;"
	      "echo 1 >src/a.c; git add .",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	assert_int_equal(attributes_of(&c, "src/a.c"), 0);
}

static void what_is_staged_is_made_here_and_by_whoever_git_is_set_up_for(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec spec;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("git checkout -qb topic/x; echo 1 >src/a.c; git add .", NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	spec.message = "Words";
	spec.ref = "refs/heads/release";
	must(case_open(&c, repo, &spec, &(struct case_options){0}, &err), &err);
	assert_string_equal(c.set.branch, "topic/x");
	assert_string_equal(c.set.target, "release");
	assert_string_equal(c.set.message, "Words");
	assert_string_equal(c.set.author, "ann@example.org");
	assert_false(c.set.merge);
}

static void a_commit_says_itself_who_made_it(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec spec;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo 1 >src/a.c; git add .; GIT_AUTHOR_EMAIL=bob@example.org git commit -qm "
	      "Bob;"
	      "git checkout -q --detach",
	      NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_COMMIT, NULL, "HEAD");
	spec.message = "Words that it does not have";
	spec.branch = "refs/tags/v1";
	must(case_open(&c, repo, &spec, &(struct case_options){0}, &err), &err);
	assert_string_equal(c.set.author, "bob@example.org");
	assert_string_equal(c.set.message, "Bob\n");
	/* A ref that is no branch keeps its whole name. */
	assert_string_equal(c.set.branch, "refs/tags/v1");
	assert_null(c.set.target);
}

/* What a push knows of other parents is what the default branch has. */
static void what_is_pushed_is_no_merge_and_nobody_s_in_particular(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct pushed_ref pushed = {.remote = ""};
	struct change_spec spec = {.ref = "refs/heads/main"};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("for f in a b; do echo 1 >src/$f.c; git add .; git commit -qm $f; done",
	      NULL);
	repo = open_here();
	pushed.old = oid_of("HEAD~2");
	pushed.left_at = oid_of("HEAD~1");
	pushed.tip = oid_of("HEAD");
	must(spec_make_push(repo, &pushed, &spec, &err), &err);
	must(case_open(&c, repo, &spec, &(struct case_options){0}, &err), &err);
	assert_int_equal(c.spec.other_count, 1);
	changes_are(&c, "src/b.c");
	assert_false(c.set.merge);
	assert_null(c.set.author);
	assert_string_equal(c.set.target, "main");
}

static void content_is_read_from_the_repository_when_it_is_asked_for(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct pg_error err = {0};
	struct change *change;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("printf 'one\\ntwo\\n' >src/main.c; git add .", NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	change = &c.set.items[0];
	assert_int_equal(change->loaded, 0);
	must(change_load(&c.set, change, NEED_TEXT | NEED_DIFF, &err), &err);
	assert_int_equal(change->old_lines, 1);
	assert_int_equal(change->new_lines, 2);
	assert_int_equal(change->added.count, 2);
	oid_is(&c.set.base_commit, "HEAD");
	oid_is(&c.set.base_tree, "HEAD^{tree}");
}

static void a_move_is_known_as_one(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("git mv src/main.c src/moved.c", NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	assert_string_equal(c.set.items[index_of(&c, "src/main.c")].renamed_to,
			    "src/moved.c");
	assert_string_equal(c.set.items[index_of(&c, "src/moved.c")].renamed_from,
			    "src/main.c");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(attributes_are_those_of_the_base),
		FIXTURE_TEST(a_link_gives_no_attributes),
		FIXTURE_TEST(what_is_staged_is_made_here_and_by_whoever_git_is_set_up_for),
		FIXTURE_TEST(a_commit_says_itself_who_made_it),
		FIXTURE_TEST(what_is_pushed_is_no_merge_and_nobody_s_in_particular),
		FIXTURE_TEST(content_is_read_from_the_repository_when_it_is_asked_for),
		FIXTURE_TEST(a_move_is_known_as_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
