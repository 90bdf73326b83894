/* JSON written and read, both by jansson. */
#include "plangate/base/json.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "json_scan.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"
#include "plangate/base/value.h"
#include "value_internal.h"

/* Put a value where the writer stands; takes it. */
static void add(struct json_writer *writer, json_t *value)
{
	json_t *parent = writer->depth ? writer->open[writer->depth - 1] : NULL;

	assert(value);
	if (json_is_object(parent)) {
		assert(writer->key);
		json_object_set_new(parent, writer->key, value);
		writer->key = NULL;
	} else if (parent) {
		json_array_append_new(parent, value);
	}
}

static void open_container(struct json_writer *writer, json_t *value)
{
	assert(writer->depth < JSON_MOST_DEPTH);
	add(writer, value);
	writer->open[writer->depth++] = value;
}

void json_open_object(struct json_writer *writer)
{
	open_container(writer, json_object());
}

void json_open_list(struct json_writer *writer)
{
	open_container(writer, json_array());
}

void json_close(struct json_writer *writer)
{
	if (writer->depth > 1)
		writer->depth--;
}

void json_key(struct json_writer *writer, const char *key)
{
	writer->key = key;
}

void json_add_string(struct json_writer *writer, const char *text)
{
	CLEANUP(freep) char *quoted = NULL;

	if (!text) {
		json_add_null(writer);
		return;
	}
	if (!utf8_valid(text, strlen(text)))
		text = quoted = text_quote_path(text);
	add(writer, json_string(text));
}

void json_add_int(struct json_writer *writer, long long number)
{
	add(writer, json_integer(number));
}

void json_add_bool(struct json_writer *writer, bool boolean)
{
	add(writer, json_boolean(boolean));
}

void json_add_null(struct json_writer *writer)
{
	add(writer, json_null());
}

void json_put_string(struct json_writer *writer, const char *key, const char *text)
{
	json_key(writer, key);
	json_add_string(writer, text);
}

void json_put_int(struct json_writer *writer, const char *key, long long number)
{
	json_key(writer, key);
	json_add_int(writer, number);
}

void json_put_bool(struct json_writer *writer, const char *key, bool boolean)
{
	json_key(writer, key);
	json_add_bool(writer, boolean);
}

void json_put_list(struct json_writer *writer, const char *key, const struct strlist *texts)
{
	json_key(writer, key);
	json_open_list(writer);
	for (size_t i = 0; i < texts->count; i++)
		json_add_string(writer, texts->items[i]);
	json_close(writer);
}

static void finish(struct json_writer *writer, size_t flags, struct str *out)
{
	json_t *root = writer->open[0];
	CLEANUP(freep) char *text = json_dumps(root, flags);

	assert(text);
	str_add(out, text);
	json_decref(root);
	*writer = (struct json_writer){0};
}

void json_finish(struct json_writer *writer, struct str *out)
{
	finish(writer, JSON_INDENT(2), out);
	str_add_char(out, '\n');
}

void json_finish_line(struct json_writer *writer, struct str *out)
{
	finish(writer, JSON_COMPACT, out);
}

/* jansson's values with the places of json_scan.h: both walk the text in the same order. */
struct reader {
	const char *name;
	struct json_scan scan;
	size_t nodes;
	struct pg_error *err;
};

static int fail_token(const struct reader *reader, const char *what)
{
	return pg_fail(reader->err, PG_ERR_POLICY, "%s:%d:%d: %s", reader->name,
		       reader->scan.token_line, reader->scan.token_column, what);
}

/*
 * jansson has stopped at fault, behind what it did not take: step to that token. Inside of a string
 * the place is that of the last character it read, since the string may be long.
 */
static void find_fault(struct json_scan *scan, const char *fault)
{
	while (json_scan_next(scan) && scan->at < fault)
		;
	if (scan->len && *scan->token == '"' && fault < scan->at)
		for (const char *p = scan->token + 1; p < fault; p++)
			scan->token_column += ((unsigned char)*p & 0xC0) != 0x80;
}

static int fail_duplicate(const struct reader *reader)
{
	json_error_t ignored;
	json_t *key =
		json_loadb(reader->scan.token, reader->scan.len, JSON_DECODE_ANY, &ignored);
	CLEANUP(freep) char *shown = text_safe(key ? json_string_value(key) : "");

	json_decref(key);
	return pg_fail(reader->err, PG_ERR_POLICY, "%s:%d:%d: duplicate key '%.200s'",
		       reader->name, reader->scan.token_line, reader->scan.token_column,
		       shown);
}

/* What YAML refuses too is told in the same words, all else in jansson's. */
static int fail_syntax(struct reader *reader, const json_error_t *error)
{
	const char *fault = reader->scan.at + error->position;
	enum json_error_code code = json_error_code(error);
	CLEANUP(freep) char *reason = text_safe(error->text);

	find_fault(&reader->scan, code == json_error_premature_end_of_input
					  ? reader->scan.end + 1
					  : fault);
	if (code == json_error_duplicate_key)
		return fail_duplicate(reader);
	if (code == json_error_null_character || code == json_error_null_byte_in_key)
		return fail_token(reader, "a NUL character is not allowed");
	if (code == json_error_stack_overflow)
		return fail_token(reader, VALUE_TOO_DEEP);
	return fail_token(reader, reason);
}

/* The next token begins a value or is a key. */
static int read_place(struct reader *reader, struct value *value, size_t depth)
{
	json_scan_next(&reader->scan);
	value->line = reader->scan.token_line;
	value->column = reader->scan.token_column;
	if (depth > VALUE_MOST_DEPTH)
		return fail_token(reader, VALUE_TOO_DEEP);
	if (++reader->nodes > VALUE_MOST_NODES)
		return fail_token(reader, VALUE_TOO_MANY);
	return 0;
}

static int read_value(struct reader *reader, struct value *value, json_t *json,
		      size_t depth);

static int read_list(struct reader *reader, struct value *list, json_t *json, size_t depth)
{
	size_t count = json_array_size(json);

	list->kind = VALUE_LIST;
	list->items = xcalloc(count + 1, sizeof(*list->items));
	list->capacity = count + 1;
	while (list->count < count) {
		struct value *item = &list->items[list->count++];

		if (read_value(reader, item, json_array_get(json, list->count - 1),
			       depth + 1) < 0)
			return -1;
		json_scan_next(&reader->scan); /* the comma, or the bracket */
	}
	if (!count)
		json_scan_next(&reader->scan);
	return 0;
}

static int read_pair(struct reader *reader, struct value *pair, void *iter, size_t depth)
{
	if (read_place(reader, &pair[0], depth) < 0)
		return -1;
	pair[0].kind = VALUE_STRING;
	pair[0].text = xstrdup(json_object_iter_key(iter));
	json_scan_next(&reader->scan); /* the colon */
	return read_value(reader, &pair[1], json_object_iter_value(iter), depth);
}

/* jansson iterates in the order of the text. */
static int read_map(struct reader *reader, struct value *map, json_t *json, size_t depth)
{
	map->kind = VALUE_MAP;
	map->capacity = json_object_size(json) + 1;
	map->items = xcalloc(map->capacity, 2 * sizeof(*map->items));
	for (void *iter = json_object_iter(json); iter;
	     iter = json_object_iter_next(json, iter)) {
		struct value *pair = &map->items[2 * map->count++];

		if (read_pair(reader, pair, iter, depth + 1) < 0)
			return -1;
		json_scan_next(&reader->scan); /* the comma, or the brace */
	}
	if (!map->count)
		json_scan_next(&reader->scan);
	return 0;
}

static void read_scalar(struct reader *reader, struct value *value, json_t *json)
{
	static const enum value_kind kinds[] = {
		[JSON_STRING] = VALUE_STRING, [JSON_INTEGER] = VALUE_INT,
		[JSON_REAL] = VALUE_FLOAT,    [JSON_TRUE] = VALUE_BOOL,
		[JSON_FALSE] = VALUE_BOOL,    [JSON_NULL] = VALUE_NULL,
	};

	value->kind = kinds[json_typeof(json)];
	value->boolean = json_is_true(json);
	value->integer = json_integer_value(json);
	value->number = json_number_value(json);
	value->text = json_is_string(json) ? xstrdup(json_string_value(json))
					   : xmemdup(reader->scan.token, reader->scan.len);
}

static int read_value(struct reader *reader, struct value *value, json_t *json,
		      size_t depth)
{
	if (read_place(reader, value, depth) < 0)
		return -1;
	if (json_is_object(json))
		return read_map(reader, value, json, depth);
	if (json_is_array(json))
		return read_list(reader, value, json, depth);
	read_scalar(reader, value, json);
	return 0;
}

int value_parse_json(struct value *out, const char *name, const char *text, size_t len,
		     struct pg_error *err)
{
	struct reader reader = {
		.name = name,
		.scan = {.at = text, .end = text + len, .line = 1, .column = 1},
		.err = err};
	CLEANUP(value_clear) struct value value = {0};
	json_error_t error;
	json_t *root;
	int rc;

	if (value_check_text(name, text, len, err) < 0)
		return -1;
	root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		return fail_syntax(&reader, &error);
	rc = read_value(&reader, &value, root, 1);
	json_decref(root);
	if (rc < 0)
		return -1;
	*out = value;
	value = (struct value){0};
	return 0;
}
