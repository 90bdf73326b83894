/* Modes are what git takes them for, whoever wrote the tree. */
#include "odd_tree.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"

static struct repo *repo_here(void)
{
	struct repo *repo = NULL;
	struct pg_error err = {0};

	if (repo_open(&repo, &err) < 0)
		fail_msg("%s", err.text);
	return repo;
}

static void an_odd_mode_is_the_one_that_git_takes_it_for(void **state)
{
	static const struct {
		const char *mode;
		unsigned found;
	} rows[] = {{"100644", 0100644},   {"100664", 0100644},
		    {"100600", 0100644},   {"100777", 0100755},
		    {"100700", 0100755},   {"120777", MODE_SYMLINK},
		    {"0100644", 0100644},  {"160755", MODE_SUBMODULE},
		    {"0", MODE_SUBMODULE}, {"10644", MODE_SUBMODULE}};
	struct repo *repo;
	struct oid blob;

	(void)state;
	shell("git init -q .; echo x >x", NULL);
	blob = id_from("git hash-object -w x");
	repo = repo_here();
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		struct oid tree = odd_tree(rows[i].mode, "x", &blob);
		struct pg_error err = {0};
		struct tree_item item;

		assert_int_equal(tree_find(repo, &tree, "x", &item, &err), 0);
		if (item.mode != rows[i].found)
			fail_msg("%s is found as %o", rows[i].mode, item.mode);
	}
	repo_free(repo);
}

/* A comparison sees no change in such a folder, so that what is in it must be found all the same. */
static void what_is_in_a_folder_of_an_odd_mode_is_found(void **state)
{
	static const char *const modes[] = {"40000", "040000", "40755", "40777"};
	struct repo *repo;
	struct oid blob, inner;

	(void)state;
	shell("git init -q .; echo x >x", NULL);
	blob = id_from("git hash-object -w x");
	inner = odd_tree("100644", "x", &blob);
	repo = repo_here();
	for (size_t i = 0; i < TEST_COUNT(modes); i++) {
		struct oid tree = odd_tree(modes[i], "d", &inner);
		struct pg_error err = {0};
		struct tree_item item;

		assert_int_equal(tree_find(repo, &tree, "d/x", &item, &err), 0);
		if (item.mode != 0100644)
			fail_msg("nothing is found below %s", modes[i]);
		assert_int_equal(tree_find(repo, &tree, "d", &item, &err), 0);
		assert_int_equal(item.mode, MODE_TREE);
	}
	repo_free(repo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(an_odd_mode_is_the_one_that_git_takes_it_for),
		FIXTURE_TEST(what_is_in_a_folder_of_an_odd_mode_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
