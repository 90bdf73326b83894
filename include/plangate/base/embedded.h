/* embedded.h - files of the source tree that are compiled into the program (cmake/Embed.cmake). */
#ifndef PLANGATE_BASE_EMBEDDED_H
#define PLANGATE_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *name; /* the file's, without its folder */
	const char *text; /* NUL-terminated */
	size_t len;	  /* bytes, without the NUL */
};

/* The tables that the build writes; each ends with a NULL name. */
extern const struct embedded embedded_hooks[];
extern const struct embedded embedded_packs[];

/* Their names without ending, those of packs as a policy writes them; NULL-terminated. */
extern const char *const embedded_hooks_names[];
extern const char *const embedded_packs_names[];

/* The file of this name, or NULL. */
const struct embedded *embedded_find(const struct embedded *table, const char *name);

#endif
