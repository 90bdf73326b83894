/* script.h - what the files on JavaScript share. */
#ifndef PLANGATE_SRC_SOURCE_SCRIPT_H
#define PLANGATE_SRC_SOURCE_SCRIPT_H

#include "scan.h"

/* Note what an import of this name stands for; it stands at `at` in the code. */
void script_resolve(struct scan *scan, const char *at, const char *name, size_t len);

/* What `exports` (or else main and the like) of a package says of "." or "./sub"; appended to
 * out. False: nothing. */
bool script_exported(const struct script_package *package, const char *sub,
		     struct str *out);

/* The package of this name, or NULL. */
const struct script_package *script_package_find(const struct project *project,
						 const char *name, size_t len);

#endif
