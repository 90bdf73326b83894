#include "plangate/git/history.h"

#include <stdlib.h>
#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"

enum { MOST_BOUNDARIES = 32 };

static int fail_if_shallow(struct repo *repo, const char *what, struct pg_error *err)
{
	static const char *const args[] = {"rev-parse", "--is-shallow-repository", NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	if (!strncmp(str_text(&out), "true", 4))
		return pg_fail(
			err, PG_ERR_SYSTEM,
			"%s is not in this shallow clone; fetch the whole history (git "
			"fetch --unshallow; in CI: fetch-depth: 0)",
			what);
	return 0;
}

int revision_commit(struct repo *repo, const char *revision, struct oid *commit,
		    struct pg_error *err)
{
	CLEANUP(freep) char *peeled = xasprintf("%s^{commit}", revision);
	const char *const args[] = {"rev-parse",	"--verify", "--quiet",
				    "--end-of-options", peeled,	    NULL};
	CLEANUP(str_clear) struct str out = {0};
	int status = repo_git(repo, args, false, &out, err);
	const char *id = str_text(&out);

	if (status < 0)
		return -1;
	/* git 2.39 echoes --end-of-options as a line of its own. */
	if (!strncmp(id, "--end-of-options\n", 17))
		id += 17;
	if (status || !oid_parse(commit, id)) {
		CLEANUP(freep) char *named = xasprintf("'%s'", revision);

		if (fail_if_shallow(repo, named, err) < 0)
			return -1;
		return pg_fail(err, PG_ERR_USAGE, "'%s' names no commit", revision);
	}
	return 0;
}

int revision_peel(struct repo *repo, const struct oid *id, struct oid *commit, bool *found,
		  struct pg_error *err)
{
	CLEANUP(freep) char *peeled = xasprintf("%s^{commit}", id->hex);
	const char *const args[] = {"rev-parse", "--verify", "--quiet", peeled, NULL};
	CLEANUP(str_clear) struct str out = {0};
	int status = repo_git(repo, args, false, &out, err);

	if (status < 0)
		return -1;
	*found = status == 0 && oid_parse(commit, str_text(&out));
	return 0;
}

int revision_is_data(struct repo *repo, const struct oid *id, struct pg_error *err)
{
	CLEANUP(freep) char *peeled = xasprintf("%s^{}", id->hex);
	const char *const args[] = {"cat-file", "-t", peeled, NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	if (strcmp(str_text(&out), "tree\n") && strcmp(str_text(&out), "blob\n"))
		return pg_fail(err, PG_ERR_SYSTEM, "object %s cannot be read as a commit",
			       id->hex);
	return 0;
}

int merge_base_of(struct repo *repo, const char *const *args, struct oid *base,
		  struct pg_error *err)
{
	CLEANUP(str_clear) struct str out = {0};
	int status = repo_git(repo, args, false, &out, err);

	*base = (struct oid){0};
	if (status < 0)
		return -1;
	if (status == 0 && oid_parse(base, str_text(&out)))
		return 0;
	if (status > 1)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "git cannot find the common ancestor of '%s'", args[1]);
	return fail_if_shallow(repo, "the common ancestor", err);
}

int merge_base(struct repo *repo, const struct oid *a, const struct oid *b,
	       struct oid *base, struct pg_error *err)
{
	const char *const args[] = {"merge-base", a->hex, b->hex, NULL};

	return merge_base_of(repo, args, base, err);
}

static bool remote_is_named(struct repo *repo, const char *remote)
{
	CLEANUP(freep) char *key = xasprintf("remote.%s.url", remote);
	CLEANUP(freep) char *url = NULL;
	struct pg_error ignored;

	/* A push to a URL gives the URL as the remote's name. */
	return *remote && repo_config(repo, key, NULL, &url, &ignored) == 0 && url;
}

/* Commits of tip that no tracking ref of the remote has, and behind "-" those where they leave. */
static int list_new(struct repo *repo, const char *remote, const struct oid *tip,
		    struct strlist *lines, struct pg_error *err)
{
	CLEANUP(freep)
	char *remotes = remote_is_named(repo, remote) ? xasprintf("--remotes=%s", remote)
						      : xstrdup("--remotes");
	const char *const args[] = {"rev-list", "--boundary", tip->hex,
				    "--not",	remotes,      NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(lines, str_text(&out), out.len, '\n');
	return 0;
}

int remote_base(struct repo *repo, const char *remote, const struct oid *tip,
		struct oid *base, struct pg_error *err)
{
	const char *args[MOST_BOUNDARIES + 4] = {"merge-base", tip->hex};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	size_t boundaries = 0, commits = 0;

	if (list_new(repo, remote, tip, &lines, err) < 0)
		return -1;
	for (size_t i = 0; i < lines.count; i++) {
		if (lines.items[i][0] != '-')
			commits++;
		else if (boundaries < MOST_BOUNDARIES)
			args[2 + boundaries++] = lines.items[i] + 1;
	}
	*base = commits ? (struct oid){0} : *tip;
	return boundaries && commits ? merge_base_of(repo, args, base, err) : 0;
}

int remote_default(struct repo *repo, const char *remote, struct oid *commit,
		   struct pg_error *err)
{
	static const char *const names[] = {"HEAD", "main", "master"};

	*commit = (struct oid){0};
	if (!remote_is_named(repo, remote))
		return 0;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		CLEANUP(freep)
		char *ref = xasprintf("refs/remotes/%s/%s^{commit}", remote, names[i]);
		const char *const args[] = {"rev-parse", "--verify", "--quiet", ref, NULL};
		CLEANUP(str_clear) struct str out = {0};
		int status = repo_git(repo, args, false, &out, err);

		if (status < 0)
			return -1;
		if (status == 0 && oid_parse(commit, str_text(&out)))
			return 0;
	}
	return 0;
}

int first_commit_with(struct repo *repo, const struct oid *base, const struct oid *tip,
		      const char *const *paths, struct oid *commit, struct pg_error *err)
{
	CLEANUP(freep) char *not_base = xasprintf("^%s", base->hex);
	const char *args[16] = {"rev-list", "--reverse", "--topo-order", "--full-history",
				tip->hex};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str out = {0};
	size_t n = 5;

	if (!oid_is_null(base))
		args[n++] = not_base;
	args[n++] = "--";
	for (size_t i = 0; paths[i] && n < 15; i++)
		args[n++] = paths[i];
	*commit = (struct oid){0};
	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&out), out.len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		struct tree_item item = {0};
		struct oid found, tree;

		if (!oid_parse(&found, lines.items[i]) ||
		    commit_tree(repo, &found, &tree, err) < 0)
			return -1;
		for (size_t p = 0; paths[p] && !item.mode; p++)
			if (tree_find(repo, &tree, paths[p], &item, err) < 0)
				return -1;
		if (item.mode) {
			*commit = found;
			return 0;
		}
	}
	return 0;
}

int commits_between(struct repo *repo, const struct commit_range *range,
		    struct strlist *commits, struct pg_error *err)
{
	CLEANUP(freep) char *count = xasprintf("--max-count=%zu", range->most);
	CLEANUP(freep) char *not_base = xasprintf("^%s", range->base->hex);
	CLEANUP(freep) char *not_known = xasprintf("^%s", range->known->hex);
	const char *args[10] = {"rev-list", count, range->tip->hex};
	CLEANUP(str_clear) struct str out = {0};
	size_t n = 3;

	if (!oid_is_null(range->base))
		args[n++] = not_base;
	if (!oid_is_null(range->known))
		args[n++] = not_known;
	if (range->first_parent)
		args[n++] = "--first-parent";
	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(commits, str_text(&out), out.len, '\n');
	return 0;
}

int commits_of_paths(struct repo *repo, const struct oid *tip, const char *const *paths,
		     size_t most, struct strlist *commits, struct pg_error *err)
{
	enum { WORDS = 6, MOST_PATHS = 50 };
	CLEANUP(freep) char *count = xasprintf("--max-count=%zu", most);
	const char *args[WORDS + MOST_PATHS + 1] = {
		"--literal-pathspecs", "rev-list", "--first-parent", count, tip->hex, "--"};
	CLEANUP(str_clear) struct str out = {0};

	for (size_t i = 0; paths[i] && i < MOST_PATHS; i++)
		args[WORDS + i] = paths[i];
	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(commits, str_text(&out), out.len, '\n');
	return 0;
}

void deleted_paths_clear(struct deleted_paths *list)
{
	strlist_clear(&list->paths);
	free(list->commits);
	*list = (struct deleted_paths){0};
}

static void note_deleted(struct deleted_paths *list, const char *path,
			 const struct oid *commit)
{
	strlist_add(&list->paths, path);
	list->commits =
		xreallocarray(list->commits, list->paths.count, sizeof(*list->commits));
	list->commits[list->paths.count - 1] = *commit;
}

int recently_deleted(struct repo *repo, const struct oid *tip, size_t most,
		     struct deleted_paths *out, struct pg_error *err)
{
	CLEANUP(freep) char *count = xasprintf("--max-count=%zu", most);
	const char *const args[] = {"log",
				    "-z",
				    "--first-parent",
				    "--diff-merges=first-parent",
				    "--format=%x01%H",
				    "--name-only",
				    "--diff-filter=D",
				    "--no-renames",
				    "--no-show-signature",
				    "--no-relative",
				    "--root",
				    "--ignore-submodules=none",
				    count,
				    tip->hex,
				    "--",
				    NULL};
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(strlist_clear) struct strlist pieces = {0};
	struct oid commit = {0};

	if (repo_git(repo, args, true, &text, err) < 0)
		return -1;
	strlist_split(&pieces, str_text(&text), text.len, '\0');
	for (size_t i = 0; i < pieces.count; i++) {
		const char *piece = pieces.items[i] + strspn(pieces.items[i], "\n");

		if (*piece == '\1' && oid_parse(&commit, piece + 1))
			continue;
		if (*piece && !oid_is_null(&commit))
			note_deleted(out, piece, &commit);
	}
	return 0;
}

int recent_commits(struct repo *repo, const struct oid *tip, size_t most,
		   struct strlist *commits, struct pg_error *err)
{
	CLEANUP(freep) char *count = xasprintf("--max-count=%zu", most);
	const char *const args[] = {"rev-list", "--no-merges", count, tip->hex, NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(commits, str_text(&out), out.len, '\n');
	return 0;
}

/* git log prints newest first, so that the last time of a path is its first. */
static void note_added(struct path_times *list, const char *path, long long when)
{
	for (size_t i = 0; i < list->paths.count; i++)
		if (!strcmp(list->paths.items[i], path)) {
			list->times[i] = when;
			return;
		}
	strlist_add(&list->paths, path);
	list->times = xreallocarray(list->times, list->paths.count, sizeof(*list->times));
	list->times[list->paths.count - 1] = when;
}

void path_times_clear(struct path_times *list)
{
	strlist_clear(&list->paths);
	free(list->times);
	*list = (struct path_times){0};
}

int first_added(struct repo *repo, const struct oid *tip, const char *const *files,
		struct path_times *added, struct pg_error *err)
{
	static const char *const log[] = {
		"--literal-pathspecs", "log",	      "-z",
		"--format=%x01%ct",    "--name-only", "--diff-filter=A",
		"--no-renames"};
	enum { WORDS = sizeof(log) / sizeof(*log) };
	size_t count = 0;
	CLEANUP(freep) const char **args = NULL;
	CLEANUP(str_clear) struct str out = {0};
	CLEANUP(strlist_clear) struct strlist pieces = {0};
	long long when = 0;

	while (files[count])
		count++;
	args = xcalloc(WORDS + 2 + count + 1, sizeof(*args));
	memcpy(args, log, sizeof(log));
	args[WORDS] = tip->hex;
	args[WORDS + 1] = "--";
	memcpy(args + WORDS + 2, files, count * sizeof(*args));
	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(&pieces, str_text(&out), out.len, '\0');
	for (size_t i = 0; i < pieces.count; i++) {
		const char *piece = pieces.items[i] + strspn(pieces.items[i], "\n");

		if (*piece == '\1')
			when = strtoll(piece + 1, NULL, 10);
		else if (*piece)
			note_added(added, piece, when);
	}
	return 0;
}
