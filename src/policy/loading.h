/* loading.h - what the parts of the loader share: where they are, and how they read values. */
#ifndef PLANGATE_POLICY_LOADING_H
#define PLANGATE_POLICY_LOADING_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/value.h"
#include "plangate/policy/policy.h"

struct pg_error;
struct glob;
struct regex;

/* Limits of one policy, with the packs that it extends. */
enum { POLICY_MOST_PATTERNS = 2000, POLICY_MOST_RULES = 500 };

struct loading {
	const char *file; /* stands before line and column in errors */
	const char *pack; /* "plangate:default", or "" for the policy's own file */
	struct policy *policy;
	size_t patterns; /* globs and regular expressions so far */
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
 * Read a map by its table: refuses unknown keys in the order of the text, then reads in the order
 * of the table. `what` is its name in errors ("a rule").
 */
int keys_read(struct loading *loading, const struct value *map, const char *what,
	      const struct key *keys, void *target);

/* The names of a table, NULL-terminated; the caller frees the array, not the names. */
const char **keys_names(const struct key *keys);

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
int read_glob(struct loading *loading, const struct value *value, struct glob **out);
int read_regex(struct loading *loading, const struct value *value, struct regex **out);

/* The rooms of the loader. */
int read_plans(struct loading *loading, const struct value *value, void *policy);
int read_rules(struct loading *loading, const struct value *value, void *policy);
int read_demand(struct loading *loading, const struct value *value, void *demand);

/* Load the rules of a built-in pack into loading->policy. */
int pack_load(struct loading *loading, const char *name);

/* Sets plans.paths where the policy has none. */
void plans_default(struct policy *policy);

#endif
