/* value_internal.h - what the readers of YAML and of JSON share. */
#ifndef PLANGATE_BASE_VALUE_INTERNAL_H
#define PLANGATE_BASE_VALUE_INTERNAL_H

#include <stddef.h>

struct pg_error;

/* Beyond VALUE_MOST_DEPTH and VALUE_MOST_NODES. */
#define VALUE_TOO_DEEP "nested more than 32 deep"
#define VALUE_TOO_MANY "more than 100000 values"

/* Hold text to what both formats ask of it: the limit in bytes, UTF-8, no NUL. -1: err begins
 * "name:line:column: ". */
int value_check_text(const char *name, const char *text, size_t len, struct pg_error *err);

#endif
