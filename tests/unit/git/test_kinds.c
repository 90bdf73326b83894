/*
 * The kinds of repository and of index that git knows: what is staged is what
 * `git diff-index --cached --raw` says of it, but where git itself would commit something else.
 */
#include "diff_like_git.h"
#include "plangate/git/staged.h"

/* A history of three commits with folders, and a second one for merges. */
#define HISTORY                                                                            \
	"git init -q -b main .; mkdir -p dir/sub other;"                                   \
	"for f in a dir/b dir/sub/c other/d; do echo one >$f; done;"                       \
	"git add .; git commit -qm one; echo two >dir/b; git commit -qam two;"
/* One of each kind of change, staged. */
#define CHANGE                                                                             \
	"echo x >a; echo n >dir/new; ln -s a link; git rm -q --sparse other/d; "           \
	"git add --sparse a dir/new link; git update-index --chmod=+x dir/b;"

static const struct kind {
	const char *name, *script;
} kinds[] = {
	{"plain", HISTORY CHANGE},
	{"before the first commit", "git init -q .; echo a >a; git add a;"},
	{"orphan branch", HISTORY "git checkout -q --orphan fresh;"},
	{"detached head", HISTORY "git checkout -q --detach;" CHANGE},
	{"index version 4", HISTORY "git update-index --index-version 4;" CHANGE},
	{"index version 2", HISTORY "git update-index --index-version 2;" CHANGE},
	{"untracked cache",
	 HISTORY "git update-index --untracked-cache;" CHANGE "git status >/dev/null;"},
	{"fsmonitor", HISTORY "git config core.fsmonitor false; git update-index "
			      "--fsmonitor 2>/dev/null || :;" CHANGE},
	{"many files",
	 HISTORY "git config feature.manyFiles true;" CHANGE "git status >/dev/null;"},
	{"hash of the index left out",
	 HISTORY CHANGE "s=$(stat -c %s .git/index);"
			"head -c 20 /dev/zero | dd of=.git/index bs=1 "
			"seek=$((s-20)) conv=notrunc 2>/dev/null;"},
	{"split index", HISTORY "git update-index --split-index;" CHANGE},
	{"sparse checkout", HISTORY "git sparse-checkout set --cone dir;" CHANGE},
	{"sparse index",
	 HISTORY "git sparse-checkout set --cone --sparse-index dir; echo x >a;"
		 "git add a;"},
	{"worktree config in format 1",
	 HISTORY "git config core.repositoryformatversion 1;"
		 "git config extensions.worktreeConfig true;" CHANGE},
	{"linked worktree", HISTORY "git worktree add -q ../lw-$$ -b lw; mv ../lw-$$ lw;"
				    "git worktree repair lw >/dev/null; cd lw;" CHANGE},
	{"packed refs and packs", HISTORY "git pack-refs --all; git gc -q;" CHANGE},
	{"commit graph and multi-pack index",
	 HISTORY "git repack -q; echo y >y; git add y; git commit -qm y; git repack -q;"
		 "git multi-pack-index write; git commit-graph write --reachable;" CHANGE},
	{"bitmaps", HISTORY "git repack -qadb;" CHANGE},
	{"replace refs", HISTORY "git replace HEAD HEAD~1; GIT_NO_REPLACE_OBJECTS=1; "
				 "export GIT_NO_REPLACE_OBJECTS;" CHANGE},
	{"grafts", HISTORY "git rev-parse HEAD >.git/info/grafts;" CHANGE},
	{"names in any bytes", HISTORY
	 "for n in \"$(printf 'n\\nl')\" \"$(printf 't\\tb')\" \"$(printf '\\377\\376')\" "
	 "\"$(printf '\\033[1m')\" 'q\"' 'b\\s' ' lead' 'a:b' CON 'g*?[x]' "
	 "\"$(printf '\\342\\200\\256r')\"; do echo x >\"$n\"; git add -- \"$n\"; done;"},
	{"letter case ignored", HISTORY "git config core.ignorecase true; echo x >B; echo "
					"y >Zed; git add B Zed; git mv a x;"},
	{"intent to add", HISTORY "echo i >i; git add -N i;" CHANGE},
	{"skip-worktree and assume-unchanged", HISTORY
	 "git update-index --skip-worktree a; git update-index --assume-unchanged dir/b;"
	 "echo w >a; echo n >n; git add n;"},
	{"submodule with ignore=all",
	 HISTORY "git config submodule.s.ignore all;"
		 "printf '[submodule \"s\"]\\n path = s\\n url = x\\n ignore = all\\n' "
		 ">.gitmodules;"
		 "git add .gitmodules; git update-index --add --cacheinfo 160000,$(git "
		 "rev-parse HEAD),s;"},
	{"file, link and submodule change kind",
	 HISTORY "rm a; ln -s dir a; git add a; git rm -q --cached dir/b;"
		 "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),dir/b;"},
	{"file becomes folder", HISTORY "git rm -q a; mkdir a; echo x >a/x; git add a;"},
	{"alternates", HISTORY "git clone -q -s . clone; cd clone;" CHANGE},
	{"relative and nested alternates",
	 HISTORY "git clone -q -s . one; git clone -q -s one two; cd two;"
		 "echo ../../../one/.git/objects >.git/objects/info/alternates;" CHANGE},
	{"separate git dir",
	 HISTORY "git clone -q --separate-git-dir=kept.git . work; cd work;" CHANGE},
	{"shallow clone", HISTORY "git clone -q --depth 1 \"file://$PWD\" s; cd s;" CHANGE},
	{"partial clone without blobs",
	 HISTORY "git config uploadpack.allowFilter true;"
		 "git clone -q --filter=blob:none --no-checkout \"file://$PWD\" p; cd p;"
		 "git reset -q; echo x >a; git add a;"},
	{"index of another file",
	 HISTORY "cp .git/index .git/other; GIT_INDEX_FILE=.git/other; export "
		 "GIT_INDEX_FILE;" CHANGE},
	{"lock of somebody else", HISTORY CHANGE "touch .git/index.lock;"},
	{"SHA-256 ids", "GIT_DEFAULT_HASH=sha256; export GIT_DEFAULT_HASH;" HISTORY CHANGE},
	{"SHA-256 ids, split index",
	 "GIT_DEFAULT_HASH=sha256; export GIT_DEFAULT_HASH;" HISTORY
	 "git update-index --split-index;" CHANGE},
	{"reftable, where git has it",
	 "git init -q --ref-format=reftable . 2>/dev/null && rm -rf .git && "
	 "export GIT_DEFAULT_REF_FORMAT=reftable;" HISTORY CHANGE},
};

/* The script leaves folder and environment behind in two files, for the test to follow. */
static void follow(const char *script)
{
	struct str whole = {0}, where = {0};

	str_addf(&whole, "%s printf '%%s\\n%%s\\n' \"$PWD\" \"${GIT_INDEX_FILE:-}\"",
		 script);
	shell(str_text(&whole), &where);
	*strchr(where.data, '\n') = '\0';
	assert_int_equal(chdir(where.data), 0);
	if (where.data[strlen(where.data) + 1] != '\n')
		setenv("GIT_INDEX_FILE", ".git/other", 1);
	str_clear(&whole);
	str_clear(&where);
}

static void add_staged(struct str *out, const char *kind, bool cached)
{
	struct changeset set = {0};
	struct oid head, before = {0}, after = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;

	if (repo_open(&repo, &err) < 0 || repo_head(repo, &head, &err) < 0 ||
	    (head.hex[0] && commit_tree(repo, &head, &before, &err) < 0) ||
	    (cached ? staged_tree(repo, &after, &err)
		    : staged_tree_written(repo, &after, &err)) < 0 ||
	    tree_compare(repo, &before, &after, &set, &err) < 0)
		fail_msg("%s: %s", kind, err.text);
	changeset_finish(&set);
	add_raw(out, &set, strlen(after.hex));
	changeset_clear(&set);
	repo_free(repo);
}

/* git's answer first: asking may write the index, and the cached tree into it. */
static void check_kind(const struct kind *kind)
{
	struct str ours = {0}, again = {0}, gits = {0};

	follow(kind->script);
	add_staged(&ours, kind->name, false);
	add_staged(&again, kind->name, true);
	shell("GIT_NO_REPLACE_OBJECTS=1 GIT_GRAFT_FILE=/dev/null; "
	      "export GIT_NO_REPLACE_OBJECTS GIT_GRAFT_FILE;"
	      "head=$(git rev-parse -q --verify HEAD^{tree} || git hash-object -t tree "
	      "/dev/null);"
	      "git diff-index --cached --raw -z --no-renames --no-abbrev "
	      "--ignore-submodules=none --ita-invisible-in-index $head",
	      &gits);
	assert_true(ours.len > 0);
	assert_same_raw(&ours, &gits, kind->name);
	assert_same_raw(&again, &gits, kind->name);
	str_clear(&ours);
	str_clear(&again);
	str_clear(&gits);
}

/* Go into a new folder of the test's own. */
static void enter(const char *start, const char *kind, size_t number)
{
	struct str name = {0};
	struct pg_error err = {0};

	str_addf(&name, "%s/%s%zu", start, kind, number);
	if (file_make_folder(str_text(&name), &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(chdir(str_text(&name)), 0);
	str_clear(&name);
}

static void every_kind_is_as_git_says(void **state)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		enter(*state, "kind", i);
		check_kind(&kinds[i]);
		unsetenv("GIT_INDEX_FILE");
		assert_int_equal(chdir(*state), 0);
	}
}

/* What cannot be told must be an error, and say what. */
static const struct refusal {
	const char *name, *script, *reason;
} refusals[] = {
	{"conflict",
	 HISTORY "git checkout -qb side HEAD~1; echo s >dir/b; git commit -qam s;"
		 "git merge -q main >/dev/null 2>&1 || :;",
	 "what is staged"},
	{"truncated index", HISTORY "head -c 100 .git/index >i; mv i .git/index;",
	 "is cut short"},
	{"bare repository", "git init -q --bare .;", "bare repository"},
	{"broken config", HISTORY "echo '[core' >>.git/config;", "config"},
	{"unknown extension",
	 HISTORY
	 "git config core.repositoryformatversion 1; git config extensions.unheard x;",
	 "unheard"},
	{"HEAD's ref broken", HISTORY "echo nonsense >.git/refs/heads/main;", ""},
	{"HEAD's ref broken, SHA-256 ids",
	 "GIT_DEFAULT_HASH=sha256; export GIT_DEFAULT_HASH;" HISTORY
	 "echo nonsense >.git/refs/heads/main;",
	 "HEAD"},
	{"HEAD's commit missing",
	 HISTORY "h=$(git rev-parse HEAD); rm -f .git/objects/$(echo $h | cut "
		 "-c1-2)/$(echo $h | cut "
		 "-c3-);",
	 "missing"},
	{"HEAD's commit missing, SHA-256 ids",
	 "GIT_DEFAULT_HASH=sha256; export GIT_DEFAULT_HASH;" HISTORY
	 "h=$(git rev-parse HEAD); rm -f .git/objects/$(echo $h | cut -c1-2)/$(echo $h | "
	 "cut -c3-);",
	 "missing"},
};

static void check_refusal(const struct refusal *refusal)
{
	struct oid head, before, after;
	struct changeset set = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;

	follow(refusal->script);
	if (repo_open(&repo, &err) == 0 && repo_head(repo, &head, &err) == 0 &&
	    staged_tree(repo, &after, &err) == 0 &&
	    commit_tree(repo, &head, &before, &err) == 0 &&
	    tree_compare(repo, &before, &after, &set, &err) == 0)
		fail_msg("%s was not refused", refusal->name);
	if (!err.text[0] || !strstr(err.text, refusal->reason))
		fail_msg("%s: %s", refusal->name, err.text);
	changeset_clear(&set);
	repo_free(repo);
}

static void what_cannot_be_told_is_refused(void **state)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		enter(*state, "refusal", i);
		check_refusal(&refusals[i]);
		assert_int_equal(chdir(*state), 0);
	}
}

/* Names that a folder and a file of one tree share, wherever they stand. */
static void a_file_and_a_folder_of_one_name_are_refused(void **state)
{
	struct changeset set = {0};
	struct oid tree, none = {0};
	struct str out = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;

	(void)state;
	shell("git init -q .; b=$(echo x | git hash-object -w --stdin); raw() { printf "
	      "'%s' $1 | "
	      "sed 's/../\\\\x&/g'; };"
	      "t=$(printf '100644 blob %s\\tf\\n' $b | git mktree);"
	      "bash -c \"printf '100644 a\\\\0$(raw $b)100644 a.c\\\\0$(raw $b)40000 "
	      "a\\\\0$(raw $t)'\" |"
	      "git hash-object -w -t tree --literally --stdin",
	      &out);
	assert_true(oid_parse(&tree, str_text(&out)));
	assert_int_equal(repo_open(&repo, &err), 0);
	assert_int_equal(tree_compare(repo, &none, &tree, &set, &err), -1);
	assert_non_null(strstr(err.text, "malformed tree"));
	changeset_clear(&set);
	repo_free(repo);
	str_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(every_kind_is_as_git_says),
		FIXTURE_TEST(what_cannot_be_told_is_refused),
		FIXTURE_TEST(a_file_and_a_folder_of_one_name_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
