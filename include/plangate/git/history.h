/* history.h - revisions and ranges: every walk is git's. */
#ifndef PLANGATE_GIT_HISTORY_H
#define PLANGATE_GIT_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/oid.h"

struct pg_error;
struct repo;

/* The commit that a revision names; PG_ERR_USAGE if it names none, PG_ERR_SYSTEM where the clone is shallow
 * and may be without it. */
int revision_commit(struct repo *repo, const char *revision, struct oid *commit,
		    struct pg_error *err);

/* Whether this id is here and peels to a commit; *commit is that one. A tag of a blob does not. */
int revision_peel(struct repo *repo, const struct oid *id, struct oid *commit, bool *found,
		  struct pg_error *err);

/* 0 where this id is here and peels to a tree or a blob, which no rule speaks of; else -1. */
int revision_is_data(struct repo *repo, const struct oid *id, struct pg_error *err);

/* The best common ancestor; null if there is none. In a shallow clone none is an error. */
int merge_base(struct repo *repo, const struct oid *a, const struct oid *b,
	       struct oid *base, struct pg_error *err);

/*
 * The commit of the remote's default branch, by its tracking refs HEAD, main or master; null where
 * none is known, as for a push to a URL.
 */
int remote_default(struct repo *repo, const char *remote, struct oid *commit,
		   struct pg_error *err);

/*
 * Where the history of `tip` leaves what the remote has (by all its tracking refs; those of all
 * remotes where `remote` names none): the best common ancestor, null where they share nothing.
 */
int remote_base(struct repo *repo, const char *remote, const struct oid *tip,
		struct oid *base, struct pg_error *err);

/*
 * The first commit of base..tip, oldest first, in whose tree one of the paths (NULL-terminated) is
 * there; null if none. base may be null: the whole history.
 */
int first_commit_with(struct repo *repo, const struct oid *base, const struct oid *tip,
		      const char *const *paths, struct oid *commit, struct pg_error *err);

/* The commits of tip that neither base nor known (either may be null) has: newest first, at most `most`. */
struct commit_range {
	const struct oid *base, *known, *tip; /* borrowed */
	size_t most;
	bool first_parent; /* only those on the first-parent line of tip */
};
int commits_between(struct repo *repo, const struct commit_range *range,
		    struct strlist *commits, struct pg_error *err);

/*
 * The addresses of authors and committers, each once, appended: of one commit; of those commits of
 * a range that change one of the paths (sorted), a merge being one only where it
 * differs from every parent there; and of the commit that would be made now.
 */
int commit_people(struct repo *repo, const struct oid *commit, struct strlist *people,
		  struct pg_error *err);
int range_people(struct repo *repo, const struct commit_range *range,
		 const struct strlist *paths, struct strlist *people, struct pg_error *err);
int repo_people(struct repo *repo, struct strlist *people, struct pg_error *err);

/* The first-parent line of from..to (from may be null), oldest first: "<hex id> <committer time>". */
int landed_commits(struct repo *repo, const struct oid *from, const struct oid *to,
		   struct strlist *lines, struct pg_error *err);

/* Paths, and beside them the committers' times in seconds since 1970. */
struct path_times {
	struct strlist paths;
	long long *times;
};
void path_times_clear(struct path_times *list);

/* When each of these files (NULL-terminated) was first added, on the way to tip. What was never added is not
 * there. The caller clears. */
int first_added(struct repo *repo, const struct oid *tip, const char *const *files,
		struct path_times *out, struct pg_error *err);

/* The commits on the first-parent line of tip, newest first, that change one of these paths (NULL-terminated), merges against
 * their first parent; at most `most`. Appends hex ids. */
int commits_of_paths(struct repo *repo, const struct oid *tip, const char *const *paths,
		     size_t most, struct strlist *commits, struct pg_error *err);

/* Paths, and beside each the commit on the first-parent line that took it out. */
struct deleted_paths {
	struct strlist paths;
	struct oid *commits;
};
void deleted_paths_clear(struct deleted_paths *list);

/* What the last `most` commits on the first-parent line of tip deleted, newest first. The caller clears. */
int recently_deleted(struct repo *repo, const struct oid *tip, size_t most,
		     struct deleted_paths *out, struct pg_error *err);

/* The last commits of tip that are no merges, newest first, at most `most`. Appends hex ids. */
int recent_commits(struct repo *repo, const struct oid *tip, size_t most,
		   struct strlist *commits, struct pg_error *err);

#endif
