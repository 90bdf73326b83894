/* propose_internal.h - what the files of a proposal share. */
#ifndef PLANGATE_SRC_GATE_PROPOSE_INTERNAL_H
#define PLANGATE_SRC_GATE_PROPOSE_INTERNAL_H

#include <stdbool.h>

#include "plangate/gate/propose.h"
#include "plangate/model/oid.h"

/* A source file of the tree. */
struct source {
	char *path; /* owned */
	char *name; /* what an import calls it: file name without ending, or its folder's; owned */
	struct oid id;
	size_t lines, changes, importers;
};

struct sources {
	struct source *items; /* sorted by path */
	size_t count, capacity;
};

/* Whether this is a file of a programming language, by its ending, and no test. */
bool source_is_code(const char *path);

/* The name that imports use: "src/flask/app.py" is "app", "src/flask/__init__.py" is "flask". */
char *source_name(const char *path);

/* Read the files and count in each whose names its imports hold, and its lines. */
int sources_count_imports(struct repo *repo, struct sources *sources, struct pg_error *err);

/* Count in how many of the last commits each file changes, and in how many the two mechanical rules
 * would have fired. */
int sources_count_changes(struct repo *repo, struct sources *sources,
			  struct proposal *proposal, struct pg_error *err);

#endif
