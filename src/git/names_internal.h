/* names_internal.h - what a repository keeps of the names in its trees. */
#ifndef PLANGATE_SRC_GIT_NAMES_INTERNAL_H
#define PLANGATE_SRC_GIT_NAMES_INTERNAL_H

struct names_cache;

void names_cache_free(struct names_cache *cache); /* accepts NULL */

#endif
