/* path_names.h - the paths of files, found again by how they end. */
#ifndef PLANGATE_MODEL_PATH_NAMES_H
#define PLANGATE_MODEL_PATH_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

/* Sorted by the last component, and then by the whole. Start with {0}. */
struct path_names {
	struct strlist paths;
};

/* Append a path; path_names_finish() sorts them all, before anything is asked. */
void path_names_add(struct path_names *names, const char *path);
void path_names_finish(struct path_names *names);
void path_names_clear(struct path_names *names);

/* Whether path is tail, or ends in "/" and tail. */
bool path_ends_in(const char *path, const char *tail);

/* The paths that end in tail: their number, and the first `most` of them in out, borrowed. */
size_t path_names_find(const struct path_names *names, const char *tail, const char **out,
		       size_t most);

/* The same for those whose last component is stem up to its first '.': "Reader" finds src/Reader.java. */
size_t path_names_by_stem(const struct path_names *names, const char *stem,
			  const char **out, size_t most);

#endif
