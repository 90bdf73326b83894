/* Who made a change, as its commits say: claims, which only ever take somebody's say away. */
#include <stdlib.h>
#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"

static int add_lines(const char *const *args, struct strlist *people, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(args, true, &out, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&out), out.len, '\n');
	for (size_t i = 0; i < lines.count; i++)
		if (!strlist_has(people, lines.items[i]))
			strlist_add(people, lines.items[i]);
	return 0;
}

int commit_people(const struct oid *commit, struct strlist *people, struct pg_error *err)
{
	const char *const args[] = {"log",
				    "--no-walk",
				    "--no-show-signature",
				    "--no-use-mailmap",
				    "--format=%ae%n%ce",
				    commit->hex,
				    "--",
				    NULL};

	return add_lines(args, people, err);
}

int range_people(const struct oid *base, const struct oid *tip, struct strlist *people,
		 struct pg_error *err)
{
	CLEANUP(freep)
	char *without =
		oid_is_null(base) ? xstrdup("--no-merges") : xasprintf("^%s", base->hex);
	const char *const args[] = {"log",
				    "--no-merges",
				    "--no-show-signature",
				    "--no-use-mailmap",
				    "--format=%ae%n%ce",
				    tip->hex,
				    without,
				    "--",
				    NULL};

	return add_lines(args, people, err);
}

int landed_commits(const struct oid *from, const struct oid *to, struct strlist *lines,
		   struct pg_error *err)
{
	CLEANUP(freep)
	char *without =
		oid_is_null(from) ? xstrdup("--reverse") : xasprintf("^%s", from->hex);
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

	if (repo_git(args, true, &out, err) < 0)
		return -1;
	strlist_split(lines, str_text(&out), out.len, '\n');
	return 0;
}

static int add_ident(const char *variable, const char *ident, struct strlist *people,
		     struct pg_error *err)
{
	const char *const args[] = {"var", ident, NULL};
	const char *known = getenv(variable);
	CLEANUP(str_clear) struct str out = {0};
	const char *open, *close;

	if (known && *known) {
		strlist_add(people, known);
		return 0;
	}
	if (repo_git(args, false, &out, err) < 0)
		return -1;
	open = strrchr(str_text(&out), '<');
	close = open ? strchr(open, '>') : NULL;
	if (close)
		strlist_add_mem(people, open + 1, (size_t)(close - open - 1));
	return 0;
}

int repo_people(struct repo *repo, struct strlist *people, struct pg_error *err)
{
	(void)repo;
	if (add_ident("GIT_AUTHOR_EMAIL", "GIT_AUTHOR_IDENT", people, err) < 0)
		return -1;
	return add_ident("GIT_COMMITTER_EMAIL", "GIT_COMMITTER_IDENT", people, err);
}
