/* changes.h - the changeset of a spec. */
#ifndef PLANGATE_SRC_CHANGE_CHANGES_H
#define PLANGATE_SRC_CHANGE_CHANGES_H

#include "plangate/model/changeset.h"

struct change_spec;
struct pg_error;
struct repo;

/* What changes between the spec's trees, less what equals another parent, and what rules ask of its
 * circumstances; finished, not counted. Content is loaded from the repository when it is asked for. */
int spec_changes(struct repo *repo, const struct change_spec *spec, struct changeset *set,
		 struct pg_error *err);

/* Set the attributes of every change by the .gitattributes files of a tree. */
int attributes_read(struct repo *repo, const struct oid *tree, struct changeset *set,
		    struct pg_error *err);

#endif
