/*
 * keys.h - maps of a YAML or JSON document, read by tables of their keys.
 *
 * A table names the keys that a map may have, and for each the function that reads its value. What is
 * unknown, missing, of another kind or out of range is told here, in the same words for every
 * document. A room that must hand more to its readers makes struct loading the first member of a
 * struct of its own.
 *
 * All that can fail returns -1 with an error of kind PG_ERR_POLICY. `what` is the subject of that
 * error's sentence: "a rule", "max_age".
 */
#ifndef PLANGATE_BASE_KEYS_H
#define PLANGATE_BASE_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/value.h"

struct pg_error;

struct loading {
	const char *file; /* before line and column in errors; NULL: errors name no place */
	struct pg_error *err;
};

/* One key of a map. A table of them ends with a NULL name. */
struct key {
	const char *name;
	bool required;
	int (*read)(struct loading *loading, const struct value *value, void *target);
};

/* Fill the error with "file:line:column: " and the text. Returns -1. */
int fail_value(const struct loading *loading, const struct value *at, const char *format,
	       ...) __attribute__((format(printf, 3, 4)));

/* Fail with what a word is not, and with the nearest of the words (NULL-terminated), or all. */
int fail_word(const struct loading *loading, const struct value *at, const char *what,
	      const char *const *words);

/*
 * Read a map by its table into what target is for the readers: refuses unknown keys in the order of the
 * text, then reads in the order of the table, so that a reader may count on what stands before it.
 */
int keys_read(struct loading *loading, const struct value *map, const char *what,
	      const struct key *keys, void *target);

/* The names of a table, NULL-terminated; the caller frees the array, not the names. */
const char **keys_names(const struct key *keys);

/* Refuse a value of another kind. */
int read_kind(struct loading *loading, const struct value *value, const char *what,
	      enum value_kind kind);

/* A string that is not empty and has no unsafe characters; borrowed. */
int read_string(struct loading *loading, const struct value *value, const char *what,
		const char **out);

/* A sentence, with white space (of a block scalar, too) folded to single spaces. Replaces *out, which
 * is owned. */
int read_prose(struct loading *loading, const struct value *value, const char *what,
	       char **out);

/* Call read for a value that is no list, or for each item of a list that is not empty. */
int read_each(struct loading *loading, const struct value *value, const char *what,
	      int (*read)(struct loading *, const struct value *, void *), void *target);

/* The index of a string in a NULL-terminated list of words. */
int read_word(struct loading *loading, const struct value *value, const char *what,
	      const char *const *words, size_t *index);

int read_bool(struct loading *loading, const struct value *value, const char *what,
	      bool *out);

/* A whole number from least to most, both included. */
int read_whole(struct loading *loading, const struct value *value, const char *what,
	       long long least, long long most, long long *out);

#endif
