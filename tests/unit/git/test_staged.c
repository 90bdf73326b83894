/* Both roads to the staged tree name the tree that git itself would commit. */
#include <string.h>

#include "plangate/git/repo.h"
#include "plangate/git/staged.h"
#include "plangate/model/changeset.h"
#include "repo_fixture.h"

static const struct situation {
	const char *name;
	const char
		*script; /* ends with something staged in the current folder's repository */
	bool cached;	 /* whether the short road must be open */
} situations[] = {
	{"nothing at all", "git init -q .", false},
	{"unborn", "git init -q .; mkdir d; echo a >a; echo b >d/b; git add .", false},
	{"written by git",
	 "git init -q .; mkdir d; echo a >a; echo b >d/b; git add .; git write-tree", true},
	{"after a commit", "git init -q .; echo a >a; git add .; git commit -qm x", true},
	{"added behind a commit",
	 "git init -q .; echo a >a; git add .; git commit -qm x; echo b >b; git add .",
	 false},
	{"index version 4",
	 "git init -q .; git config index.version 4; echo a >a; git add .; git commit -qm "
	 "x",
	 true},
	{"end of index entries",
	 "git init -q .; git config index.threads 2; git config "
	 "index.recordEndOfIndexEntries true;"
	 "git config index.recordOffsetTable true; for i in 1 2 3; do echo $i >f$i; done; "
	 "git add .;"
	 "git commit -qm x",
	 true},
	{"untracked cache",
	 "git init -q .; git config core.untrackedCache true; echo a >a; git add .; git "
	 "commit -qm x;"
	 "git update-index --untracked-cache; git status >/dev/null",
	 true},
	{"split index",
	 "git init -q .; echo a >a; git add .; git commit -qm x; git update-index "
	 "--split-index;"
	 "echo b >b; git add b",
	 false},
	{"split index, written",
	 "git init -q .; echo a >a; echo c >c; git add .; git commit -qm x;"
	 "git update-index --split-index; echo b >b; git add b; git write-tree >/dev/null",
	 false},
	{"sparse index",
	 "git init -q .; mkdir in out; echo a >in/a; echo b >out/b; git add .; git commit "
	 "-qm x;"
	 "git sparse-checkout set --cone --sparse-index in; echo c >>in/a; git add in",
	 false},
	{"intent to add",
	 "git init -q .; echo a >a; git add .; git commit -qm x; echo n >n; git add -N n",
	 false},
	{"a name that looks like the extension",
	 "git init -q .; mkdir TREE; echo a >TREE/TREE; echo b >aTREE; git add .; git "
	 "commit -qm x",
	 true},
	{"many files",
	 "git init -q .; for i in $(seq 300); do mkdir -p d$((i % 17)); echo $i >d$((i % "
	 "17))/$i; done;"
	 "git add .; git commit -qm x",
	 true},
};

/* What git says, from a copy of the index so that the original stays as it is. */
static void ask_git(struct oid *tree)
{
	struct str out = {0};

	shell("index=$(git rev-parse --git-path index); copy=$(mktemp -u);"
	      "if [ -e \"$index\" ]; then cp \"$index\" \"$copy\"; fi;"
	      "GIT_INDEX_FILE=$copy git write-tree; rm -f \"$copy\"",
	      &out);
	assert_true(oid_parse(tree, str_text(&out)));
	str_clear(&out);
}

static void check_situation(const struct situation *situation)
{
	struct oid cached = {0}, written = {0}, wanted;
	struct pg_error err = {0};
	struct repo *repo = NULL;
	struct str before = {0}, after = {0};
	bool is_cached;

	shell("rm -rf repo; mkdir repo", NULL);
	assert_int_equal(chdir("repo"), 0);
	shell(situation->script, NULL);
	ask_git(&wanted);
	shell("find .git -type f | sort | xargs cksum", &before);
	if (repo_open(&repo, &err) < 0)
		fail_msg("%s: %s", situation->name, err.text);
	is_cached = staged_tree_cached(repo, &cached);
	if (staged_tree_written(repo, &written, &err) < 0)
		fail_msg("%s: %s", situation->name, err.text);
	repo_free(repo);
	shell("find .git -type f | sort | xargs cksum", &after);
	if (situation->cached && !is_cached)
		fail_msg("%s: the short road is closed", situation->name);
	if (is_cached && strcmp(cached.hex, wanted.hex))
		fail_msg("%s: cached %s, git %s", situation->name, cached.hex, wanted.hex);
	if (strcmp(written.hex, wanted.hex))
		fail_msg("%s: written %s, git %s", situation->name, written.hex,
			 wanted.hex);
	if (strcmp(str_text(&before), str_text(&after)))
		fail_msg("%s: the repository was written to", situation->name);
	str_clear(&before);
	str_clear(&after);
	assert_int_equal(chdir(".."), 0);
}

static void both_roads_name_the_tree_that_git_would_commit(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(situations) / sizeof(*situations); i++)
		check_situation(&situations[i]);
}

static void a_damaged_index_closes_the_short_road(void **state)
{
	struct pg_error err = {0};
	struct repo *repo = NULL;
	struct oid tree;

	(void)state;
	shell("git init -q .; for i in 1 2 3 4; do echo $i >$i; done; git add .; git "
	      "commit -qm x",
	      NULL);
	assert_int_equal(repo_open(&repo, &err), 0);
	assert_true(staged_tree_cached(repo, &tree));
	shell("cp .git/index whole", NULL);
	for (int cut = 0; cut < 300; cut += 13) {
		char script[128];

		snprintf(script, sizeof(script), "head -c %d whole >.git/index", cut);
		shell(script, NULL);
		assert_false(staged_tree_cached(repo, &tree));
	}
	repo_free(repo);
}

static void unmerged_entries_are_an_error(void **state)
{
	struct pg_error err = {0};
	struct repo *repo = NULL;
	struct oid tree;

	(void)state;
	shell("git init -q .; echo a >a; git add .; git commit -qm x; git checkout -qb s; "
	      "echo s >a;"
	      "git commit -qam s; git checkout -q -; echo m >a; git commit -qam m; git "
	      "merge -q s || true",
	      NULL);
	assert_int_equal(repo_open(&repo, &err), 0);
	assert_int_equal(staged_tree(repo, &tree, &err), -1);
	assert_int_equal(err.kind, PG_ERR_SYSTEM);
	assert_non_null(strstr(err.text, "a: unmerged"));
	repo_free(repo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(both_roads_name_the_tree_that_git_would_commit),
		FIXTURE_TEST(a_damaged_index_closes_the_short_road),
		FIXTURE_TEST(unmerged_entries_are_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
