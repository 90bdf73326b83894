/* git_internal.h - what the files of src/git share. */
#ifndef PLANGATE_SRC_GIT_INTERNAL_H
#define PLANGATE_SRC_GIT_INTERNAL_H

#include <git2.h>

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/cleanup.h"

struct coprocess;
struct names_cache;
struct pg_error;
struct str;

struct repo {
	git_repository *git; /* NULL: libgit2 cannot open it, git reads for us */
	git_odb *odb;
	struct coprocess *reader; /* see store.c */
	char *reader_env;	  /* "NAME=value" for it, or NULL */
	size_t id_bytes;	  /* of its object ids */
	char *git_dir;
	char *common_dir;
	char *index_file;
	char *hooks_dir;
	char *object_dir;
	char *scratch; /* temporary folder with the objects of written trees, or NULL */
	char *folder; /* where it was opened, absolute: git runs there; NULL: it has no name */
	struct names_cache *names; /* see names.c; NULL: none are kept */
	bool bare;
	bool offline; /* see repo_set_fetching() */
};

/* repo_git(repo, ) with further "NAME=value" for git's environment (NULL-terminated, or NULL). */
int git_run(struct repo *repo, const char *const *args, const char *const *env, bool must,
	    struct str *out, struct pg_error *err);

/* Fill err with what was being done and libgit2's own words; -1. */
int fail_git(struct pg_error *err, const char *what);

/* history.c: git merge-base with these arguments; null where there is none, which in a shallow clone is an error. */
struct oid;
int merge_base_of(struct repo *repo, const char *const *args, struct oid *base,
		  struct pg_error *err);

/* Start git with such arguments there as a coprocess. */
int git_start(struct repo *repo, const char *const *args, const char *const *env,
	      struct coprocess **out, struct pg_error *err);

#endif
