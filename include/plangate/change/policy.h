/* policy.h - which policy judges a change: that of its base, or the first one that its range brings. */
#ifndef PLANGATE_CHANGE_POLICY_H
#define PLANGATE_CHANGE_POLICY_H

#include <stdbool.h>

#include "plangate/model/oid.h"

struct change_spec;
struct pg_error;
struct policy;
struct repo;
struct strlist;

/* The policy of a tree; *out is NULL where it has none. The caller frees. */
int policy_from_tree(struct repo *repo, const struct oid *tree, struct policy **out,
		     struct pg_error *err);

/* The policy of a file on disk; what it extends comes from a tree. The caller frees. */
int policy_from_file(struct repo *repo, const char *file, const struct oid *tree,
		     struct policy **out, struct pg_error *err);

/* The policy to look at a change with, for those who write: the base's, else the change's own, else the default
 * pack. The caller frees. */
int policy_for_writers(struct repo *repo, const struct change_spec *spec,
		       struct policy **out, struct pg_error *err);

/* Whether a tree has a policy, valid or not. */
int tree_has_policy(struct repo *repo, const struct oid *tree, bool *has,
		    struct pg_error *err);

/*
 * Where the base of a change has no policy: begin behind the first commit of its range that brings one, and
 * say so in a note. *none is set where no commit of the range has one.
 */
int spec_adopt(struct repo *repo, struct change_spec *spec, struct strlist *notes,
	       bool *none, struct pg_error *err);

#endif
