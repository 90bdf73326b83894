/* visibility.h - whether a definition is seen from outside, by the rule of its language. */
#ifndef PLANGATE_SRC_SOURCE_VISIBILITY_H
#define PLANGATE_SRC_SOURCE_VISIBILITY_H

#include <stdbool.h>
#include <stddef.h>

struct visibility;

/* line: the whole line of masked code that holds the definition, len bytes of it. */
bool symbol_is_public(const struct visibility *visibility, const char *name,
		      const char *line, size_t len);

#endif
