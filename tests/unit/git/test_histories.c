/*
 * A thousand histories by chance, of SHA-1 and of SHA-256 ids: each step of each is what
 * `git diff-tree --raw -z --no-renames` says. Written for git fast-import, from a fixed seed.
 */
#include <stdint.h>

#include "diff_like_git.h"

enum { HISTORIES = 1000, STEPS = 4, MOST_EDITS = 7 };

/* xorshift64: the same everywhere, which rand() is not. */
static unsigned pick(uint64_t *seed, unsigned limit)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (unsigned)(*seed >> 33) % limit;
}

/* Names that sort in odd ways, and bytes that are no UTF-8, quoted as fast-import wants them. */
static const char *const names[] = {"a",	"a.c",	      "a-b", "a0",  "A",
				    "b",	"ab",	      "c.d", "\\n", "\\\"q",
				    "\\\\w",	"\\377\\376", "-x",  " s",  "\\033[1m",
				    "glob*?[",	"CON",	      "a:b", "\\t", "z",
				    "\303\251", "e\314\201"};

static void add_path(struct str *out, uint64_t *seed)
{
	unsigned depth = pick(seed, 4);

	str_add_char(out, '"');
	for (unsigned i = 0; i <= depth; i++)
		str_addf(out, "%s%s", i ? "/" : "",
			 names[pick(seed, sizeof(names) / sizeof(*names))]);
	str_add_char(out, '"');
}

/* A deletion, a submodule, or a file of one of three modes; paths may be folders already. */
static void add_edit(struct str *out, uint64_t *seed, const char *commit_id)
{
	static const char *const modes[] = {"100644", "100644", "100755", "120000"};
	unsigned kind = pick(seed, 12);

	if (kind < 3) {
		str_add(out, "D ");
		add_path(out, seed);
		str_add_char(out, '\n');
	} else if (kind == 3) {
		str_addf(out, "M 160000 %s ", commit_id);
		add_path(out, seed);
		str_add_char(out, '\n');
	} else {
		str_addf(out, "M %s inline ", modes[kind % 4]);
		add_path(out, seed);
		str_addf(out, "\ndata 7\nline %u\n\n", pick(seed, 5));
	}
}

static void write_histories(const char *file, const char *commit_id)
{
	struct str out = {0};
	uint64_t seed = 88172645463325252u;
	FILE *stream = fopen(file, "w");

	for (unsigned h = 0; h < HISTORIES; h++)
		for (unsigned s = 0; s < STEPS; s++) {
			unsigned edits = 1 + pick(&seed, MOST_EDITS);

			str_addf(&out,
				 "commit refs/heads/h%u\ncommitter a <a@x> %u +0000\ndata "
				 "1\nx\n",
				 h, 1 + s);
			while (edits--)
				add_edit(&out, &seed, commit_id);
			str_add_char(&out, '\n');
		}
	assert_non_null(stream);
	assert_int_equal(fwrite(out.data, 1, out.len, stream), out.len);
	assert_int_equal(fclose(stream), 0);
	str_clear(&out);
}

/* The trees of one history after the other, oldest first, the empty one before each. */
static void compare_all(struct repo *repo, const struct strlist *commits, struct str *ours,
			size_t digits)
{
	struct pg_error err = {0};

	for (size_t i = 0; i < commits->count; i++) {
		struct changeset set = {0};
		struct oid commit, parents[1], before = {0}, after;
		size_t count = 0;

		assert_true(oid_parse(&commit, commits->items[i]));
		if (commit_tree(repo, &commit, &after, &err) < 0 ||
		    commit_parents(repo, &commit, parents, 1, &count, &err) < 0 ||
		    (count && commit_tree(repo, &parents[0], &before, &err) < 0) ||
		    tree_compare(repo, &before, &after, &set, &err) < 0)
			fail_msg("%s", err.text);
		changeset_finish(&set);
		str_addf(ours, "%s", commits->items[i]);
		str_add_char(ours, '\0');
		add_raw(ours, &set, digits);
		changeset_clear(&set);
	}
}

/* git's answer, with the lines of each commit sorted as ours are. */
static void add_sorted(struct str *out, const struct str *gits)
{
	const char *at = str_text(gits), *end = at + gits->len;

	while (at < end) {
		struct str raw = {0};

		str_add_mem(out, at, strlen(at) + 1);
		at += strlen(at) + 1;
		while (at < end && *at == ':') {
			size_t len = strlen(at) + 1;

			len += strlen(at + len) + 1;
			str_add_mem(&raw, at, len);
			at += len;
		}
		sort_raw(&raw);
		str_add_mem(out, raw.data, raw.len);
		str_clear(&raw);
	}
}

static void histories_are_as_git_says(const char *format, size_t digits)
{
	struct str script = {0}, list = {0}, gits = {0}, sorted = {0}, ours = {0};
	struct strlist commits = {0};
	struct pg_error err = {0};
	struct repo *repo = NULL;
	char id[65];

	memset(id, '1', digits);
	id[digits] = '\0';
	write_histories("stream", id);
	str_addf(&script,
		 "git init -q --object-format=%s .; git fast-import --quiet <stream",
		 format);
	shell(str_text(&script), NULL);
	shell("git rev-list --all | LC_ALL=C sort", &list);
	shell("git rev-list --all | LC_ALL=C sort | git diff-tree --stdin --always --root "
	      "-r --raw "
	      "-z "
	      "--no-renames --no-abbrev --ignore-submodules=none",
	      &gits);
	strlist_split(&commits, str_text(&list), list.len, '\n');
	assert_true(commits.count > HISTORIES);
	assert_int_equal(repo_open(&repo, &err), 0);
	compare_all(repo, &commits, &ours, digits);
	add_sorted(&sorted, &gits);
	assert_int_equal(ours.len, sorted.len);
	assert_memory_equal(ours.data, sorted.data, ours.len);
	repo_free(repo);
	strlist_clear(&commits);
	str_clear(&script);
	str_clear(&list);
	str_clear(&gits);
	str_clear(&sorted);
	str_clear(&ours);
}

static void a_thousand_of_sha1(void **state)
{
	(void)state;
	histories_are_as_git_says("sha1", 40);
}

static void a_thousand_of_sha256(void **state)
{
	(void)state;
	histories_are_as_git_says("sha256", 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_thousand_of_sha1),
		FIXTURE_TEST(a_thousand_of_sha256),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
