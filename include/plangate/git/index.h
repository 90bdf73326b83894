/* index.h - put bytes into the index, exactly as they are. */
#ifndef PLANGATE_GIT_INDEX_H
#define PLANGATE_GIT_INDEX_H

#include <stddef.h>

#include "plangate/base/str.h"

struct pg_error;
struct repo;

/*
 * Stage plain files, all or none: each path (from the root of the repository) with the content that it
 * has in the work tree, past filters, line ends and .gitignore.
 */
int index_add_files(struct repo *repo, const struct strlist *paths, struct pg_error *err);

#endif
