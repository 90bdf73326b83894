/*
 * json.h - JSON written, by jansson; value.h reads it.
 *
 * A json_writer builds one document: open and close objects and lists, name members with
 * json_key(), add values. Text that is no UTF-8 (a path can be any bytes) is written as
 * text_quote_path() shows it.
 */
#ifndef PLANGATE_BASE_JSON_H
#define PLANGATE_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>

struct json_t;
struct str;
struct strlist;

enum { JSON_MOST_DEPTH = 16 };

struct json_writer {
	struct json_t *open
		[JSON_MOST_DEPTH]; /* from the root to the innermost; borrowed, root owned */
	size_t depth;
	const char *key; /* for the next value in an object */
};

void json_open_object(struct json_writer *writer);
void json_open_list(struct json_writer *writer);
void json_close(
	struct json_writer *writer); /* the innermost; the root stays until the end */

/* The name of the next value; borrowed until then. */
void json_key(struct json_writer *writer, const char *key);

void json_add_string(struct json_writer *writer, const char *text); /* NULL: null */
void json_add_int(struct json_writer *writer, long long number);
void json_add_bool(struct json_writer *writer, bool boolean);
void json_add_null(struct json_writer *writer);

/* json_key() and the value in one. */
void json_put_string(struct json_writer *writer, const char *key, const char *text);
void json_put_int(struct json_writer *writer, const char *key, long long number);
void json_put_bool(struct json_writer *writer, const char *key, bool boolean);
void json_put_list(struct json_writer *writer, const char *key,
		   const struct strlist *texts);

/* Append the document (indented by 2, members in the order they were added, final newline) and
 * free the writer. */
void json_finish(struct json_writer *writer, struct str *out);

/* The same on one line, without blanks and without a line feed. */
void json_finish_line(struct json_writer *writer, struct str *out);

#endif
