/* names.h - enumerations and their names, in tables that end in NULL. */
#ifndef PLANGATE_BASE_NAMES_H
#define PLANGATE_BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* The index of an equal name; false if there is none. */
bool names_find(const char *const *names, const char *name, size_t *index);

#endif
