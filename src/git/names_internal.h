/* names_internal.h - what a repository keeps of the names in its trees. */
#ifndef PLANGATE_SRC_GIT_NAMES_INTERNAL_H
#define PLANGATE_SRC_GIT_NAMES_INTERNAL_H

#include <stdbool.h>

#include "plangate/model/oid.h"
#include "plangate/model/path_names.h"

struct repo;
struct names_cache;

/* The names of one pair of trees. */
struct kept_names {
	struct oid before, after;
	struct path_names changed, all;
	bool has_changed, has_all;
	bool reads_changed, reads_all; /* false: they cannot be read */
};

/* Those of this pair; empty ones where none are kept. The repository's. */
struct kept_names *kept_names(struct repo *repo, const struct oid *before,
			      const struct oid *after);

void names_cache_free(struct names_cache *cache); /* accepts NULL */

#endif
