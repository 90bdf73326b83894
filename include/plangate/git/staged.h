/* staged.h - the tree that the next commit would have. */
#ifndef PLANGATE_GIT_STAGED_H
#define PLANGATE_GIT_STAGED_H

#include <stdbool.h>

#include "plangate/model/oid.h"

struct pg_error;
struct repo;

/*
 * The tree of the index that git will commit (GIT_INDEX_FILE, where git sets it). Nothing is
 * written into the repository. -1 for unmerged entries, among others.
 */
int staged_tree(struct repo *repo, struct oid *tree, struct pg_error *err);

/* The short road alone: the cached tree at the end of the index file. False: not there, not valid. */
bool staged_tree_cached(struct repo *repo, struct oid *tree);

/* The long road alone: git write-tree on a copy of the index, into a temporary object folder. */
int staged_tree_written(struct repo *repo, struct oid *tree, struct pg_error *err);

/* The tree of the work tree: the index with all tracked files as they are on disk, and untracked
 * files that are not ignored. By git add on a copy of the index. */
int worktree_tree(struct repo *repo, struct oid *tree, struct pg_error *err);

#endif
