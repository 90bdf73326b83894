/* resolve.h - which file or folder of the trees a path means that is not written out whole. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_RESOLVE_H
#define PLANGATE_SRC_PLAN_SCOPE_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>

struct path_lookup;

/* Owned. Both NULL: nothing else is known by this name than what is written. */
struct resolved {
	char *path;
	char *other; /* a second that may be meant as well: then it is in doubt */
};
void resolved_clear(struct resolved *resolved);

/*
 * In this order: the path itself, then its name in the folder `beside` (or NULL), the unique end of a path, a path
 * with the repository's name in front, and one with "..." for its middle. Of unchanged trees nothing is
 * read where no changed file can be meant.
 */
void path_resolve_end(const struct path_lookup *lookup, const char *written,
		      const char *beside, struct resolved *out);

/* The one file that a name without its extension means: a type of its own file (`CsvReader`, with what stands
 * behind it), or a document of the root in capitals (CHANGELOG). NULL where there is none, or more. */
char *path_of_type(const struct path_lookup *lookup, const char *text);
char *path_of_document(const struct path_lookup *lookup, const char *word);

/* Whether all that is in a folder changes: it comes, or goes, with the change. */
bool path_is_new_folder(const struct path_lookup *lookup, const char *folder);

/* Whether some file of the trees ends in this; and whether one is meant by it in any of these ways. */
bool path_is_end(const struct path_lookup *lookup, const char *written);
bool path_is_known(const struct path_lookup *lookup, const char *written);

#endif
