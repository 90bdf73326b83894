/* trees.h - the two trees around a change, as a plan asks for them. */
#ifndef PLANGATE_CHANGE_TREES_H
#define PLANGATE_CHANGE_TREES_H

#include <stdbool.h>

#include "plangate/model/oid.h"
#include "plangate/model/plan.h"

struct change_spec;
struct repo;

/* All borrowed. */
struct tree_pair {
	struct repo *repo;
	const struct oid *before, *after;
};

/* The trees of a spec, which must outlive the pair. */
struct tree_pair trees_of(struct repo *repo, const struct change_spec *spec);

/* path_lookup.kind and .mentions with a struct tree_pair for their context. What cannot be read is not there,
 * and what cannot be looked at mentions everything: nothing is held against a plan for it. */
enum path_kind trees_kind(void *context, const char *path);
bool trees_mention(void *context, const char *path, const char *name);

/* All that a plan asks of the trees, which must outlive the lookup. */
struct path_lookup trees_lookup(struct tree_pair *pair);

#endif
