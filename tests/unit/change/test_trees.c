/* What a plan asks of the two trees around a change. */
#include "plangate/change/trees.h"
#include "scene.h"

/* before: src/gone.c, src/main.c, dir/x; after: src/main.c, src/new.c, dir (a file). */
static struct repo *trees_here(struct change_spec *spec)
{
	struct repo *repo;

	gated_repo(MANY_POLICY);
	shell("echo 'void lost(void);' >src/gone.c; mkdir dir; echo x >dir/x; git add .;"
	      "git commit -qm before; git rm -qr src/gone.c dir; echo f >dir;"
	      "echo 'int made_up; int made;' >src/new.c; ln -s nowhere link; git add .",
	      NULL);
	repo = open_here();
	*spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	return repo;
}

static void a_path_is_what_it_is_afterwards_or_else_was_before(void **state)
{
	static const struct {
		const char *path;
		enum path_kind kind;
	} rows[] = {
		{"src/main.c", PATH_FILE},   {"src/new.c", PATH_FILE},
		{"src/gone.c", PATH_FILE},   {"src", PATH_FOLDER},
		{"dir", PATH_FILE},	     {"dir/x", PATH_FILE},
		{"src/none.c", PATH_NONE},   {"link", PATH_FILE},
		{"src/main.c/x", PATH_NONE}, {"", PATH_NONE},
	};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct tree_pair trees;

	(void)state;
	repo = trees_here(&spec);
	trees = trees_of(repo, &spec);
	for (size_t i = 0; i < TEST_COUNT(rows); i++)
		if (trees_kind(&trees, rows[i].path) != rows[i].kind)
			fail_msg("%s", rows[i].path);
}

static void a_file_mentions_a_name_as_a_word_in_either_tree(void **state)
{
	static const struct {
		const char *path, *name;
		bool mentions;
	} rows[] = {
		{"src/new.c", "made", true},
		{"src/new.c", "made_up", true},
		{"src/new.c", "mad", false},
		{"src/new.c", "up", false},
		{"src/new.c", "lost", false},
		{"src/gone.c", "lost", true},
		{"src/gone.c", "made", false},
		{"src/main.c", "main", true},
		{"src/main.c", "int", true},
		{"src/main.c", "ain", false},
		/* nothing is held against a plan for what is not there */
		{"src/none.c", "main", true},
	};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct tree_pair trees;

	(void)state;
	repo = trees_here(&spec);
	trees = trees_of(repo, &spec);
	for (size_t i = 0; i < TEST_COUNT(rows); i++)
		if (trees_mention(&trees, rows[i].path, rows[i].name) != rows[i].mentions)
			fail_msg("%s in %s", rows[i].name, rows[i].path);
}

static void what_is_too_large_to_look_at_mentions_everything(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct change_spec spec;
	struct tree_pair trees;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("head -c 4194305 /dev/zero | tr '\\0' x >src/large.c;"
	      "head -c 4194304 /dev/zero | tr '\\0' x >src/most.c; git add .",
	      NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	trees = trees_of(repo, &spec);
	assert_true(trees_mention(&trees, "src/large.c", "y"));
	assert_false(trees_mention(&trees, "src/most.c", "y"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_path_is_what_it_is_afterwards_or_else_was_before),
		FIXTURE_TEST(a_file_mentions_a_name_as_a_word_in_either_tree),
		FIXTURE_TEST(what_is_too_large_to_look_at_mentions_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
