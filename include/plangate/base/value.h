/*
 * value.h - a YAML or JSON document as a tree of values that know where they stand.
 *
 * YAML: libyaml's events, one document, no aliases, anchors, tags or merge keys, scalars by the
 * YAML 1.2 core schema (only true and false are booleans; `yes` and `on` are strings). JSON: RFC 8259
 * by jansson, a list or an object, no byte order mark, integers of 64 bits. Both refuse duplicate keys,
 * invalid UTF-8, NUL (escaped too), and more than the limits; neither limits keys and strings
 * otherwise, but for libyaml's 1,024 characters of a key.
 */
#ifndef PLANGATE_BASE_VALUE_H
#define PLANGATE_BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

struct pg_error;

enum value_kind {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_FLOAT,
	VALUE_STRING,
	VALUE_LIST,
	VALUE_MAP
};

struct value {
	enum value_kind kind;
	int line;   /* from 1 */
	int column; /* from 1, in characters */
	bool boolean;
	long long integer;
	double number;	     /* of an int too */
	char *text;	     /* of every scalar, as written; owned */
	struct value *items; /* of a list; of a map: key, value, key, value ... */
	size_t count;	     /* items of a list, pairs of a map */
	size_t capacity;
};

enum { VALUE_MOST_BYTES = 1 << 20, VALUE_MOST_DEPTH = 32, VALUE_MOST_NODES = 100000 };

/*
 * Parse. `name` stands before line and column in errors ("name:3:5: ..."), which are of kind
 * PG_ERR_POLICY. The caller clears the value with value_clear().
 */
int value_parse_yaml(struct value *out, const char *name, const char *text, size_t len,
		     struct pg_error *err);
int value_parse_json(struct value *out, const char *name, const char *text, size_t len,
		     struct pg_error *err);
void value_clear(struct value *value);

/* Pair i of a map; borrowed. */
const struct value *value_key(const struct value *map, size_t i);
const struct value *value_at(const struct value *map, size_t i);

/* The value of a key of a map, or NULL. Borrowed. */
const struct value *value_get(const struct value *map, const char *key);

/* "string", "list" and so on, with its article: "a string". */
const char *value_kind_name(enum value_kind kind);

#endif
