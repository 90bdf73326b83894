#include "plangate/base/json.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

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

int json_validate(const char *name, const char *text, size_t len, struct pg_error *err)
{
	json_error_t error;
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);

	if (!root) {
		CLEANUP(freep) char *reason = text_safe(error.text);

		return pg_fail(err, PG_ERR_POLICY, "%s:%d:%d: %s", name,
			       error.line > 0 ? error.line : 1,
			       error.column > 0 ? error.column : 1, reason);
	}
	json_decref(root);
	return 0;
}
