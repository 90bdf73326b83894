/* git_internal.h - what the files of src/git share. */
#ifndef PLANGATE_SRC_GIT_INTERNAL_H
#define PLANGATE_SRC_GIT_INTERNAL_H

#include <git2.h>

#include "plangate/base/cleanup.h"
#include "plangate/model/oid.h"

struct pg_error;
struct str;

struct repo {
	git_repository *git;
	git_odb *odb;
	char *git_dir;
	char *common_dir;
	char *index_file;
	char *hooks_dir;
	char *object_dir;
	char *scratch; /* temporary folder with the objects of written trees, or NULL */
	bool bare;
	struct progress *progress; /* borrowed; may be NULL */
};

DEFINE_CLEANUP(git_tree, git_tree_free)
DEFINE_CLEANUP(git_commit, git_commit_free)
DEFINE_CLEANUP(git_odb_object, git_odb_object_free)

/* repo_git() with further "NAME=value" for git's environment (NULL-terminated, or NULL). */
int git_run(const char *const *args, const char *const *env, bool must, struct str *out,
	    struct pg_error *err);

/* Fill err with what was being done and libgit2's own words; -1. */
int fail_git(struct pg_error *err, const char *what);

/*
 * After libgit2 did not find an object: let git look for it, which fetches it in a partial clone,
 * and have libgit2 see it. -1: it is not to be had.
 */
int object_fetch(struct repo *repo, const git_oid *id, struct pg_error *err);

/* Look a tree up, through git if libgit2 does not have it. The caller frees. */
int object_tree(struct repo *repo, const git_oid *id, git_tree **tree,
		struct pg_error *err);

void oid_from_git(struct oid *oid, const git_oid *id);
int oid_to_git(git_oid *id, const struct oid *oid, struct pg_error *err);

#endif
