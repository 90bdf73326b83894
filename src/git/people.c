/* Who made a change, as its commits say: claims, which only ever take somebody's say away. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"

static int add_lines(struct repo *repo, const char *const *args, struct strlist *people,
		     struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&out), out.len, '\n');
	for (size_t i = 0; i < lines.count; i++)
		if (!strlist_has(people, lines.items[i]))
			strlist_add(people, lines.items[i]);
	return 0;
}

int commit_people(struct repo *repo, const struct oid *commit, struct strlist *people,
		  struct pg_error *err)
{
	const char *const args[] = {"log",
				    "--no-walk",
				    "--no-show-signature",
				    "--no-use-mailmap",
				    "--format=%ae%n%ce",
				    commit->hex,
				    "--",
				    NULL};

	return add_lines(repo, args, people, err);
}

static int compare_text(const void *path, const void *item)
{
	return strcmp(path, *(char *const *)item);
}

static bool is_among(const struct strlist *paths, const char *path)
{
	return paths->count && bsearch(path, paths->items, paths->count,
				       sizeof(*paths->items), compare_text);
}

static void add_person(struct strlist *people, const char *address, size_t len)
{
	CLEANUP(freep) char *copy = xmemdup(address, len);

	if (!strlist_has(people, copy))
		strlist_add(people, copy);
}

/* "\1author\2committer" */
static void add_both(struct strlist *people, const char *header)
{
	size_t len = strcspn(header + 1, "\2");

	add_person(people, header + 1, len);
	if (header[1 + len])
		add_person(people, header + len + 2, strlen(header + len + 2));
}

/* A commit is a header and its paths, the first of them behind a line feed; all end in NUL. */
static void read_log(const struct str *out, const struct strlist *paths,
		     struct strlist *people)
{
	const char *end = str_text(out) + out->len, *header = NULL;
	bool is_first = false;

	for (const char *at = str_text(out); at < end; at += strlen(at) + 1) {
		if (*at == '\1') {
			header = at;
			is_first = true;
			continue;
		}
		if (header && is_among(paths, at + (is_first && *at == '\n')))
			add_both(people, header);
		is_first = false;
	}
}

int range_people(struct repo *repo, const struct commit_range *range,
		 const struct strlist *paths, struct strlist *people, struct pg_error *err)
{
	bool all = oid_is_null(range->base);
	CLEANUP(freep)
	char *without = all ? xstrdup("--") : xasprintf("^%s", range->base->hex);
	const char *const args[] = {"log",
				    "-z",
				    "-c",
				    "--no-renames",
				    "--name-only",
				    "--root", /* whatever log.showRoot, diff.relative say */
				    "--no-relative",
				    "--ignore-submodules=none",
				    "--no-show-signature",
				    "--format=%x01%ae%x02%ce",
				    range->tip->hex,
				    without,
				    all ? NULL : "--",
				    NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	read_log(&out, paths, people);
	return 0;
}

int landed_commits(struct repo *repo, const struct oid *from, const struct oid *to,
		   struct strlist *lines, struct pg_error *err)
{
	/* An option that stands twice may mean the contrary; a commit that does is one. */
	CLEANUP(freep)
	char *without = oid_is_null(from) ? xstrdup(to->hex) : xasprintf("^%s", from->hex);
	const char *const args[] = {"log",
				    "--first-parent",
				    "--reverse",
				    "--no-show-signature",
				    "--format=%H %ct",
				    to->hex,
				    without,
				    "--",
				    NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(lines, str_text(&out), out.len, '\n');
	return 0;
}

static int add_ident(struct repo *repo, const char *variable, const char *ident,
		     struct strlist *people, struct pg_error *err)
{
	const char *const args[] = {"var", ident, NULL};
	const char *known = getenv(variable);
	CLEANUP(str_clear) struct str out = {0};
	const char *open, *close;

	if (known && *known) {
		strlist_add(people, known);
		return 0;
	}
	if (repo_git(repo, args, false, &out, err) < 0)
		return -1;
	open = strrchr(str_text(&out), '<');
	close = open ? strchr(open, '>') : NULL;
	if (close)
		strlist_add_mem(people, open + 1, (size_t)(close - open - 1));
	return 0;
}

int repo_people(struct repo *repo, struct strlist *people, struct pg_error *err)
{
	if (add_ident(repo, "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_IDENT", people, err) < 0)
		return -1;
	return add_ident(repo, "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_IDENT", people, err);
}
