/*
 * objects.h - trees, blobs and commits by id.
 *
 * An object that is not here is asked for through git, which fetches it in a partial clone; if it
 * still is not there, that is an error.
 */
#ifndef PLANGATE_GIT_OBJECTS_H
#define PLANGATE_GIT_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/changeset.h"
#include "plangate/model/oid.h"
#include "plangate/model/plan.h"

struct pg_error;
struct repo;

/* The tree of a commit; and its parents, at most `most`, *count of them. */
int commit_tree(struct repo *repo, const struct oid *commit, struct oid *tree,
		struct pg_error *err);
int commit_parents(struct repo *repo, const struct oid *commit, struct oid *parents,
		   size_t most, size_t *count, struct pg_error *err);

/* What a commit says of itself: message, and e-mail address of its author; the caller frees both. */
int commit_words(struct repo *repo, const struct oid *commit, char **message, char **author,
		 struct pg_error *err);

/* When a commit was made, as its committer says: seconds since 1970. */
int commit_time(struct repo *repo, const struct oid *commit, long long *when,
		struct pg_error *err);

/* An entry of a tree by its path. */
struct tree_item {
	unsigned mode; /* MODE_NONE: there is no such entry */
	struct oid id;
};
int tree_find(struct repo *repo, const struct oid *tree, const char *path,
	      struct tree_item *item, struct pg_error *err);

/*
 * Call `each` for every entry that is no folder below `folder` ("" for all) of a tree, in git's
 * order, with its full path; a result other than 0 ends the walk and is returned. A folder that is
 * not there is an empty one.
 */
int tree_walk(struct repo *repo, const struct oid *tree, const char *folder,
	      int (*each)(void *context, const char *path, unsigned mode,
			  const struct oid *id, struct pg_error *err),
	      void *context, struct pg_error *err);

/* A null id stands for the empty tree. Appends to set->items; the caller finishes the set. */
int tree_compare(struct repo *repo, const struct oid *before, const struct oid *after,
		 struct changeset *set, struct pg_error *err);

/* Whether a blob is here, without asking a remote for it. */
bool blob_is_here(struct repo *repo, const struct oid *id);

/* The size of a blob in bytes, without reading it. */
int blob_size(struct repo *repo, const struct oid *id, size_t *size, struct pg_error *err);

/* Append a blob of at most `most` bytes to out; larger: -1 and err. */
int blob_read(struct repo *repo, const struct oid *id, size_t most, struct str *out,
	      struct pg_error *err);

/* A blob larger than this is not looked at: it counts as binary. */
enum { BLOB_MOST_BYTES = 32 << 20 };

/* -1 where the new content of a file is missing, whether or not a rule would look at it. In a partial clone
 * that is as it should be, and what is asked for is fetched. */
int blobs_present(struct repo *repo, const struct changeset *set, struct pg_error *err);

/* changeset.load for a set of this repository; load_context is the struct repo. */
int content_load(void *context, struct change *change, unsigned need, struct pg_error *err);

#endif
