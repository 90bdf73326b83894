/* propose_internal.h - what the files of a proposal share. */
#ifndef PLANGATE_SRC_ASSIST_PROPOSE_INTERNAL_H
#define PLANGATE_SRC_ASSIST_PROPOSE_INTERNAL_H

#include <stdbool.h>

#include "plangate/assist/propose.h"
#include "plangate/base/str.h"
#include "plangate/model/oid.h"

/* A source file of the tree, or a manifest that tells what imports mean. */
struct source {
	char *path; /* owned */
	struct oid id;
	size_t lines, changes, importers;
};

struct sources {
	struct source *items; /* sorted by path */
	size_t count, capacity;
};

/* Whether this is a file of a programming language, by its ending, of the project's own and no test. */
bool source_is_code(const char *path);

/* Read the files, and count in each its lines and the code that imports it. */
int sources_count_imports(struct repo *repo, struct sources *sources, struct pg_error *err);

/* Count in how many of the last commits each file changes, and in how many the two mechanical rules
 * would have fired. */
int sources_count_changes(struct repo *repo, struct sources *sources,
			  struct proposal *proposal, struct pg_error *err);

/* Append the branches that received work, as `lands` of a policy takes them, the default one first; none where there is no
 * other than that. */
int propose_lands(struct repo *repo, struct strlist *lands, struct pg_error *err);

#endif
