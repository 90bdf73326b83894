/* The walk over two trees tells what `git diff-tree --raw` tells, on histories made by chance. */
#include <string.h>

#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "repo_fixture.h"

enum { COMMITS = 40 };

/* A history of odd names, modes, links and files that become folders, from a fixed seed. */
static const char make_history[] =
	"git init -q .\n"
	"awk -v commits=40 -v seed=7 '\n"
	"function pick(n) { return int(rand() * n) }\n"
	"function name() { return names[pick(n)] }\n"
	"BEGIN {\n"
	"  srand(seed); n = split(\"a a.c a-b a0 A \\\"q b c.d d\", names, \" \") ; "
	"names[0] = \"z\"\n"
	"  for (c = 1; c <= commits; c++) {\n"
	"    print \"commit refs/heads/main\\ncommitter a <a@x> \" c \" +0000\\ndata "
	"1\\nx\"\n"
	"    if (c > 1) print \"from :\" c - 1\n"
	"    k = 1 + pick(6)\n"
	"    for (i = 0; i < k; i++) {\n"
	"      path = name(); d = pick(4); for (j = 0; j < d; j++) path = path \"/\" "
	"name()\n"
	"      gsub(/\"/, \"_\", path)\n"
	"      r = pick(10)\n"
	"      if (r < 3) print \"D \" path\n"
	"      else { mode = r < 7 ? \"100644\" : r < 8 ? \"100755\" : \"120000\"\n"
	"        text = \"line \" pick(5); print \"M \" mode \" inline \" path \"\\ndata "
	"\" length(text) \"\\n\" text }\n"
	"    }\n"
	"    print \"\"\n"
	"  }\n"
	"}' | sed 's/^commit refs.*/&/' | awk '/^commit /{print; print \"mark :\" ++m; "
	"next} {print}' | git fast-import --quiet\n";

static void add_raw(struct str *out, const struct change *change)
{
	static const char zeros[] = "0000000000000000000000000000000000000000";

	str_addf(out, ":%06o %06o %s %s %s\t%s\n", change->old_mode, change->new_mode,
		 change->old_id.hex[0] ? change->old_id.hex : zeros,
		 change->new_id.hex[0] ? change->new_id.hex : zeros,
		 change_status_letter(change->status), change->path);
}

static void compare_like_git(struct repo *repo, const char *before, const char *after)
{
	struct changeset set = {0};
	struct str ours = {0}, gits = {0};
	struct pg_error err = {0};
	struct oid from = {0}, to;
	char script[256];

	assert_true(oid_parse(&to, after));
	assert_true(!*before || oid_parse(&from, before));
	if (tree_compare(repo, &from, &to, &set, &err) < 0)
		fail_msg("%s", err.text);
	changeset_finish(&set);
	for (size_t i = 0; i < set.count; i++)
		add_raw(&ours, &set.items[i]);
	snprintf(script, sizeof(script),
		 "git diff-tree -r --raw --no-renames --no-abbrev %s %s | LC_ALL=C sort -t "
		 "'\t' -k2",
		 *before ? before : "$(git hash-object -t tree /dev/null)", after);
	shell(script, &gits);
	assert_string_equal(str_text(&ours), str_text(&gits));
	changeset_clear(&set);
	str_clear(&ours);
	str_clear(&gits);
}

static void every_pair_of_neighbours_is_as_git_says(void **state)
{
	struct str out = {0};
	struct strlist trees = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;

	(void)state;
	shell(make_history, NULL);
	shell("git log --reverse --format=%T main", &out);
	strlist_split(&trees, str_text(&out), out.len, '\n');
	assert_int_equal(trees.count, COMMITS);
	assert_int_equal(repo_open(&repo, &err), 0);
	compare_like_git(repo, "", trees.items[0]);
	for (size_t i = 1; i < trees.count; i++)
		compare_like_git(repo, trees.items[i - 1], trees.items[i]);
	for (size_t i = 5; i < trees.count; i += 5)
		compare_like_git(repo, trees.items[i], trees.items[i - 5]);
	repo_free(repo);
	strlist_clear(&trees);
	str_clear(&out);
}

static void a_submodule_is_seen_whatever_its_settings(void **state)
{
	struct changeset set = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;
	struct str out = {0};
	struct oid tree, none = {0};

	(void)state;
	shell("git init -q .; git config submodule.sub.ignore all;"
	      "printf '[submodule \"sub\"]\\n\\tpath = sub\\n\\turl = x\\n\\tignore = "
	      "all\\n' >.gitmodules;"
	      "git add .gitmodules;"
	      "git update-index --add --cacheinfo "
	      "160000,1111111111111111111111111111111111111111,sub;"
	      "git write-tree",
	      &out);
	assert_true(oid_parse(&tree, str_text(&out)));
	assert_int_equal(repo_open(&repo, &err), 0);
	assert_int_equal(tree_compare(repo, &none, &tree, &set, &err), 0);
	changeset_finish(&set);
	set.load = content_load;
	set.load_context = repo;
	assert_int_equal(set.count, 2);
	assert_int_equal(changeset_find(&set, "sub")->new_mode, MODE_SUBMODULE);
	assert_int_equal(change_load(&set, changeset_find(&set, "sub"),
				     NEED_SIZE | NEED_TEXT | NEED_DIFF, &err),
			 0);
	changeset_clear(&set);
	repo_free(repo);
	str_clear(&out);
}

static void the_whole_new_text_is_there_where_it_is_asked_for(void **state)
{
	struct changeset set = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;
	struct str out = {0};
	struct oid tree, none = {0};

	(void)state;
	shell("git init -q .; printf 'one\\ntwo\\n' > whole.txt; printf 'a\\0b' > "
	      "whole.bin;"
	      "git add -f whole.txt whole.bin; git write-tree",
	      &out);
	assert_true(oid_parse(&tree, str_text(&out)));
	assert_int_equal(repo_open(&repo, &err), 0);
	assert_int_equal(tree_compare(repo, &none, &tree, &set, &err), 0);
	changeset_finish(&set);
	set.load = content_load;
	set.load_context = repo;
	for (size_t i = 0; i < set.count; i++) {
		assert_int_equal(change_load(&set, &set.items[i], NEED_TEXT, &err), 0);
		assert_int_equal(set.items[i].new_text.len, 0);
		assert_int_equal(change_load(&set, &set.items[i], NEED_CONTEXT, &err), 0);
	}
	assert_string_equal(str_text(&changeset_find(&set, "whole.txt")->new_text),
			    "one\ntwo\n");
	assert_int_equal(changeset_find(&set, "whole.bin")->new_text.len, 0);
	changeset_clear(&set);
	repo_free(repo);
	str_clear(&out);
}

/* Make a tree by hand that git would not make, and see it refused. */
static void refused_tree(const char *entries, const char *reason)
{
	struct changeset set = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;
	struct str out = {0}, script = {0};
	struct oid tree, none = {0};

	str_addf(&script,
		 "b=$(echo x | git hash-object -w --stdin); "
		 "raw=$(printf '%%s' \"$b\" | sed 's/../\\\\x&/g'); "
		 "{ %s; } | git hash-object -w -t tree --literally --stdin",
		 entries);
	shell(str_text(&script), &out);
	assert_true(oid_parse(&tree, str_text(&out)));
	assert_int_equal(repo_open(&repo, &err), 0);
	assert_int_equal(tree_compare(repo, &none, &tree, &set, &err), -1);
	assert_non_null(strstr(err.text, reason));
	changeset_clear(&set);
	repo_free(repo);
	str_clear(&out);
	str_clear(&script);
}

static void trees_that_could_fool_us_are_refused(void **state)
{
	(void)state;
	shell("git init -q .", NULL);
#define ENTRY(name) "bash -c \"printf '100644 " name "\\\\0$raw'\""
	refused_tree(ENTRY("a/b"), "malformed tree");
	refused_tree(ENTRY(".."), "malformed tree");
	refused_tree(ENTRY(".GIT"), "malformed tree");
	refused_tree(ENTRY("a") "; " ENTRY("a"), "malformed tree");
	refused_tree(ENTRY("b") "; " ENTRY("a"), "malformed tree");
#undef ENTRY
}

static void a_missing_blob_is_an_error(void **state)
{
	struct changeset set = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;
	struct str out = {0};
	struct oid tree, none = {0};

	(void)state;
	shell("git init -q .; echo gone >a; git add a; git write-tree; rm -r "
	      ".git/objects/$(git "
	      "hash-object a | cut -c1-2)",
	      &out);
	assert_true(oid_parse(&tree, str_text(&out)));
	assert_int_equal(repo_open(&repo, &err), 0);
	assert_int_equal(tree_compare(repo, &none, &tree, &set, &err), 0);
	assert_int_equal(content_load(repo, &set.items[0], NEED_TEXT, &err), -1);
	assert_non_null(strstr(err.text, "a: object"));
	changeset_clear(&set);
	repo_free(repo);
	str_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(every_pair_of_neighbours_is_as_git_says),
		FIXTURE_TEST(a_submodule_is_seen_whatever_its_settings),
		FIXTURE_TEST(trees_that_could_fool_us_are_refused),
		FIXTURE_TEST(the_whole_new_text_is_there_where_it_is_asked_for),
		FIXTURE_TEST(a_missing_blob_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
