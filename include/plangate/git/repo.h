/*
 * repo.h - a repository: found by git, read by libgit2.
 *
 * git says where the repository is, whether it is safe to use, and which index is meant; libgit2
 * then opens exactly that folder. Every failure is an error with the reason: "no repository" is
 * never an answer that lets a change pass.
 */
#ifndef PLANGATE_GIT_REPO_H
#define PLANGATE_GIT_REPO_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/oid.h"

struct pg_error;
struct repo;

/* Find and open the repository of the current folder and environment, as git would. The caller
 * frees with repo_free(). */
int repo_open(struct repo **out, struct pg_error *err);
void repo_free(struct repo *repo); /* accepts NULL */

/* Whether git may ask a remote for objects that are not here, as it does in a partial clone (the default). Else
 * reading one is an error at once: for what is nice to know and not worth a download. */
void repo_set_fetching(struct repo *repo, bool fetching);

bool repo_is_bare(const struct repo *repo);

/* Absolute paths; borrowed. The git dir is the work tree's own, the common dir the shared one. */
const char *repo_git_dir(const struct repo *repo);
const char *repo_common_dir(const struct repo *repo);
const char *repo_hooks_dir(const struct repo *repo); /* by core.hooksPath where it is set */

/* The top of the work tree, absolute; the caller frees. -1: there is none. */
int repo_toplevel(struct repo *repo, char **path, struct pg_error *err);

/* The path in the repository of a file that is named from the current folder; the caller frees.
 * PG_ERR_USAGE where it lies outside. The file need not be there, but its folder does. */
int repo_path(struct repo *repo, const char *file, char **path, struct pg_error *err);

/* The line that makes git ignore a file, as "FILE:LINE:RULE"; NULL where git does not, or has the file already. The
 * caller frees it. */
int repo_ignored_by(struct repo *repo, const char *file, char **rule, struct pg_error *err);

/* The commit of HEAD; null before the first commit. */
int repo_head(struct repo *repo, struct oid *commit, struct pg_error *err);

/* The e-mail address that the next commit's author has; NULL where git knows none. The caller
 * frees. */
int repo_author(struct repo *repo, char **author, struct pg_error *err);

/* The branch that is checked out, without refs/heads/; NULL where HEAD is detached. The caller
 * frees. */
int repo_branch(struct repo *repo, char **branch, struct pg_error *err);

/*
 * Run git where the repository was opened with these arguments (NULL-terminated, without "git"), without replace refs, grafts,
 * optional locks or prompts. Returns git's exit status, its standard output in out; -1 where git
 * could not run. Where `must` is set any status but 0 is an error with git's own words.
 */
int repo_git(struct repo *repo, const char *const *args, bool must, struct str *out,
	     struct pg_error *err);

/*
 * One value of the git configuration, as git itself reads it, `type` being NULL or "path", "bool",
 * "int". *value is NULL where it is not set; the caller frees it.
 */
int repo_config(struct repo *repo, const char *key, const char *type, char **value,
		struct pg_error *err);

#endif
