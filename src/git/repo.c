#include "plangate/git/repo.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "git_internal.h"
#include "names_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/coprocess.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "raw.h"

enum { CACHED_TREE_BYTES = 1 << 20 };

int fail_git(struct pg_error *err, const char *what)
{
	const git_error *last = git_error_last();

	return pg_fail(err, PG_ERR_SYSTEM, "%s: %s", what,
		       last && last->message ? last->message : "unknown libgit2 error");
}

/* git's answers, a line each, in the order of the questions in ask_git(). */
enum {
	LINE_GIT_DIR,
	LINE_COMMON,
	LINE_INDEX,
	LINE_HOOKS,
	LINE_OBJECTS,
	LINE_BARE,
	LINE_FORMAT,
	LINE_COUNT
};

static int take_format(struct repo *repo, const char *format, struct pg_error *err)
{
	if (!strcmp(format, "sha1"))
		repo->id_bytes = SHA1_BYTES;
	else if (!strcmp(format, "sha256"))
		repo->id_bytes = SHA256_ID_BYTES;
	else
		return pg_fail(err, PG_ERR_SYSTEM,
			       "'%s' has %s object ids, which this version cannot read",
			       repo->git_dir, format);
	return 0;
}

static int take_answers(struct repo *repo, char **lines, struct pg_error *err)
{
	repo->git_dir = xstrdup(lines[LINE_GIT_DIR]);
	repo->common_dir = xstrdup(lines[LINE_COMMON]);
	repo->index_file = xstrdup(lines[LINE_INDEX]);
	repo->hooks_dir = xstrdup(lines[LINE_HOOKS]);
	repo->object_dir = xstrdup(lines[LINE_OBJECTS]);
	repo->bare = !strcmp(lines[LINE_BARE], "true");
	return take_format(repo, lines[LINE_FORMAT], err);
}

static int ask_git(struct repo *repo, struct pg_error *err)
{
	static const char *const args[] = {"rev-parse",
					   "--path-format=absolute",
					   "--git-dir",
					   "--git-common-dir",
					   "--git-path",
					   "index",
					   "--git-path",
					   "hooks",
					   "--git-path",
					   "objects",
					   "--is-bare-repository",
					   "--show-object-format",
					   NULL};
	CLEANUP(str_clear) struct str out = {0};
	CLEANUP(strlist_clear) struct strlist lines = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&out), out.len, '\n');
	if (lines.count != LINE_COUNT)
		return pg_fail(
			err, PG_ERR_SYSTEM,
			"git rev-parse answered %zu lines instead of %d: a line break in "
			"the repository's path?",
			lines.count, LINE_COUNT);
	return take_answers(repo, lines.items, err);
}

static int start_libgit2(struct pg_error *err)
{
	/* Lower case, and all at once: a second call replaces the first. What is not listed here
	 * and not known to libgit2 makes it refuse, as it should. */
	static const char *extensions[] = {"worktreeconfig", "partialclone",
					   "preciousobjects", "relativeworktrees"};

	if (git_libgit2_init() < 0)
		return fail_git(err, "cannot start libgit2");
	if (git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
			     sizeof(extensions) / sizeof(*extensions)) < 0)
		return fail_git(err, "cannot set up libgit2");
	/* The root tree of a large repository is above the default limit of 4 KiB, and asked for
	 * again and again. */
	if (git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE,
			     (size_t)CACHED_TREE_BYTES) < 0)
		return fail_git(err, "cannot set up libgit2");
	/* git has accepted the owner already, by rules that libgit2 knows only in part. */
	if (git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0) < 0)
		return fail_git(err, "cannot set up libgit2");
	return 0;
}

/*
 * GIT_REPOSITORY_OPEN_FROM_ENV is what makes libgit2 see the object folders of a push that is
 * being received, but it refuses when one of the first three is set, and reads the index of the
 * last, which it may not understand. None matters for objects of a folder that git has named.
 */
static int open_here(struct repo *repo, struct pg_error *err)
{
	static const char *const refused[] = {"GIT_WORK_TREE", "GIT_COMMON_DIR",
					      "GIT_NAMESPACE", "GIT_INDEX_FILE"};
	enum { REFUSED = sizeof(refused) / sizeof(*refused) };
	char *kept[REFUSED];
	int rc;

	for (int i = 0; i < REFUSED; i++) {
		kept[i] = xstrdup(getenv(refused[i]));
		unsetenv(refused[i]);
	}
	rc = git_repository_open_ext(
		&repo->git, repo->git_dir,
		GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_FROM_ENV, NULL);
	for (int i = 0; i < REFUSED; i++) {
		if (kept[i])
			setenv(refused[i], kept[i], 1);
		free(kept[i]);
	}
	if (rc < 0)
		repo->git = NULL;
	if (repo->git && git_repository_odb(&repo->odb, repo->git) < 0)
		return fail_git(err, "cannot open the repository");
	return 0;
}

DEFINE_CLEANUP(struct repo, repo_free)

/* The folder that this process is in, where others can find it by its name. */
static char *own_folder(void)
{
	char *path = getcwd(NULL, 0);

	if (path && *path == '/' && access(path, X_OK) == 0)
		return path;
	free(path);
	return NULL;
}

int repo_open(struct repo **out, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;

	if (start_libgit2(err) < 0)
		return -1;
	repo = xcalloc(1, sizeof(*repo));
	repo->folder = own_folder();
	if (ask_git(repo, err) < 0 || open_here(repo, err) < 0)
		return -1;
	*out = TAKE(repo);
	return 0;
}

void repo_free(struct repo *repo)
{
	if (!repo)
		return;
	coprocess_end(repo->reader);
	names_cache_free(repo->names);
	free(repo->reader_env);
	git_odb_free(repo->odb);
	git_repository_free(repo->git);
	git_libgit2_shutdown();
	if (repo->scratch)
		file_remove_tree(repo->scratch);
	free(repo->scratch);
	free(repo->git_dir);
	free(repo->common_dir);
	free(repo->index_file);
	free(repo->hooks_dir);
	free(repo->object_dir);
	free(repo->folder);
	free(repo);
}

void repo_set_fetching(struct repo *repo, bool fetching)
{
	repo->offline = !fetching;
}

bool repo_is_bare(const struct repo *repo)
{
	return repo->bare;
}

const char *repo_git_dir(const struct repo *repo)
{
	return repo->git_dir;
}

const char *repo_common_dir(const struct repo *repo)
{
	return repo->common_dir;
}

const char *repo_hooks_dir(const struct repo *repo)
{
	return repo->hooks_dir;
}

int repo_toplevel(struct repo *repo, char **path, struct pg_error *err)
{
	static const char *const args[] = {"rev-parse", "--show-toplevel", NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (repo->bare)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "'%s' is a bare repository: it has no work tree",
			       repo->git_dir);
	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	if (out.len && out.data[out.len - 1] == '\n')
		out.data[--out.len] = '\0';
	*path = str_take(&out);
	return 0;
}

/* The real path of a file's folder, and its name; both the caller's to free. */
static int split_real(const char *file, char **folder, char **name, struct pg_error *err)
{
	const char *slash = strrchr(file, '/');
	CLEANUP(freep)
	char *parent = slash ? xmemdup(file, (size_t)(slash - file)) : xstrdup(".");

	*folder = realpath(slash && !*parent ? "/" : parent, NULL);
	if (!*folder)
		return pg_fail(err, PG_ERR_USAGE, "the folder of '%s' is not there", file);
	*name = xstrdup(slash ? slash + 1 : file);
	return 0;
}

int repo_path(struct repo *repo, const char *file, char **path, struct pg_error *err)
{
	CLEANUP(freep) char *top = NULL;
	CLEANUP(freep) char *real_top = NULL;
	CLEANUP(freep) char *folder = NULL;
	CLEANUP(freep) char *name = NULL;
	size_t len;

	if (repo->bare) {
		*path = xstrdup(file);
		return 0;
	}
	if (repo_toplevel(repo, &top, err) < 0 || split_real(file, &folder, &name, err) < 0)
		return -1;
	real_top = realpath(top, NULL);
	len = real_top ? strlen(real_top) : 0;
	if (!len || strncmp(folder, real_top, len) || (folder[len] && folder[len] != '/'))
		return pg_fail(err, PG_ERR_USAGE, "'%s' lies outside of the work tree '%s'",
			       file, top);
	*path = folder[len] ? xasprintf("%s/%s", folder + len + 1, name) : xstrdup(name);
	return 0;
}

/* "FILE:LINE:RULE<tab>PATH" */
int repo_ignored_by(struct repo *repo, const char *file, char **rule, struct pg_error *err)
{
	const char *const args[] = {"check-ignore", "-v", "--", file, NULL};
	CLEANUP(str_clear) struct str out = {0};
	int status;

	*rule = NULL;
	status = repo->bare ? 1 : repo_git(repo, args, false, &out, err);
	if (status < 0)
		return -1;
	if (!status)
		*rule = xmemdup(str_text(&out), strcspn(str_text(&out), "\t\n"));
	return 0;
}

/* The ref that HEAD stands for; NULL where it is detached. */
static int head_ref(struct repo *repo, char **ref, struct pg_error *err)
{
	static const char *const args[] = {"symbolic-ref", "--quiet", "HEAD", NULL};
	CLEANUP(str_clear) struct str out = {0};
	int status = repo_git(repo, args, false, &out, err);

	if (status < 0 || status > 1)
		return pg_fail(err, PG_ERR_SYSTEM, "git cannot read HEAD");
	if (out.len)
		out.data[--out.len] = '\0';
	*ref = status ? NULL : str_take(&out);
	return 0;
}

/* Where libgit2 does not know how refs are kept. A branch is unborn that git names and does not have; one
 * whose file is there and says nothing is broken. */
static int head_by_git(struct repo *repo, struct oid *commit, struct pg_error *err)
{
	static const char *const head[] = {"rev-parse", "--verify", "--quiet", "HEAD",
					   NULL};
	CLEANUP(str_clear) struct str out = {0};
	CLEANUP(freep) char *ref = NULL;
	CLEANUP(freep) char *file = NULL;
	int status = repo_git(repo, head, false, &out, err);

	*commit = (struct oid){0};
	if (status == 0 && oid_parse(commit, str_text(&out)))
		return 0;
	if (status < 0 || head_ref(repo, &ref, err) < 0)
		return -1;
	file = ref ? file_join(repo->common_dir, ref) : NULL;
	if (!ref || file_exists(file))
		return pg_fail(err, PG_ERR_SYSTEM, "cannot read HEAD: %s holds no commit",
			       ref ? ref : "it");
	return 0;
}

int repo_head(struct repo *repo, struct oid *commit, struct pg_error *err)
{
	int unborn;
	git_oid id;

	if (!repo->git)
		return head_by_git(repo, commit, err);
	unborn = git_repository_head_unborn(repo->git);
	*commit = (struct oid){0};
	if (unborn == 1)
		return 0;
	if (unborn < 0 || git_reference_name_to_id(&id, repo->git, "HEAD") < 0)
		return fail_git(err, "cannot read HEAD");
	git_oid_tostr(commit->hex, sizeof(commit->hex), &id);
	return 0;
}

/* git exports the author to the hooks of a commit; by hand it has to be asked. */
int repo_author(struct repo *repo, char **author, struct pg_error *err)
{
	static const char *const args[] = {"var", "GIT_AUTHOR_IDENT", NULL};
	const char *known = getenv("GIT_AUTHOR_EMAIL");
	CLEANUP(str_clear) struct str out = {0};
	const char *open, *close;

	*author = NULL;
	if (known && *known) {
		*author = xstrdup(known);
		return 0;
	}
	if (repo_git(repo, args, false, &out, err) < 0)
		return -1;
	open = strrchr(str_text(&out), '<');
	close = open ? strchr(open, '>') : NULL;
	if (close)
		*author = xmemdup(open + 1, (size_t)(close - open - 1));
	return 0;
}

static const char *branch_name(const char *ref)
{
	return strncmp(ref, "refs/heads/", 11) ? ref : ref + 11;
}

int repo_branch(struct repo *repo, char **branch, struct pg_error *err)
{
	CLEANUP(freep) char *ref = NULL;
	git_reference *head = NULL;
	const char *target;

	if (!repo->git) {
		if (head_ref(repo, &ref, err) < 0)
			return -1;
		*branch = ref ? xstrdup(branch_name(ref)) : NULL;
		return 0;
	}
	if (git_reference_lookup(&head, repo->git, "HEAD") < 0)
		return fail_git(err, "cannot read HEAD");
	target = git_reference_symbolic_target(head);
	*branch = target ? xstrdup(branch_name(target)) : NULL;
	git_reference_free(head);
	return 0;
}
