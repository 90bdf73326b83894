/* values.h - values of records, read as those of keys.h are, within the limits of records. */
#ifndef PLANGATE_SRC_RECORD_VALUES_H
#define PLANGATE_SRC_RECORD_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/keys.h"

struct strlist;

/* An owned copy of what holds more than blanks; and of a path. */
int take_text(struct loading *loading, const struct value *value, const char *what,
	      char **out);
int take_path(struct loading *loading, const struct value *value, const char *what,
	      char **out);

/* Copy so many lower-case digits, and a NUL, to out. */
int read_hex(struct loading *loading, const struct value *value, const char *what,
	     size_t digits, char *out);

/* A list of from 1 to `most` items. */
int read_count(struct loading *loading, const struct value *value, const char *what,
	       size_t most);

/* Such a list of strings in rising order, so that there is one way to write a set. */
int read_set(struct loading *loading, const struct value *value, const char *what,
	     size_t most, struct strlist *out);

/* Whether text is so many lower-case hexadecimal digits. */
bool is_hex(const char *text, size_t digits);

#endif
