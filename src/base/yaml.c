/*
 * Values from libyaml's events. Whatever YAML could say beyond plain data (anchors, aliases, tags,
 * merge keys, further documents) is refused.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"
#include "plangate/base/value.h"
#include "scalar.h"
#include "value_internal.h"

struct reader {
	yaml_parser_t parser;
	yaml_event_t event; /* the one being looked at */
	const char *name;
	size_t nodes;
	struct pg_error *err;
};

static void reader_clear(struct reader *reader)
{
	yaml_event_delete(&reader->event);
	yaml_parser_delete(&reader->parser);
}

static int mark_number(size_t value)
{
	return value < INT_MAX ? (int)value + 1 : INT_MAX;
}

static int fail_at(struct reader *reader, const yaml_mark_t *mark, const char *what)
{
	return pg_fail(reader->err, PG_ERR_POLICY, "%s:%d:%d: %s", reader->name,
		       mark_number(mark->line), mark_number(mark->column), what);
}

static int fail_here(struct reader *reader, const char *what)
{
	return fail_at(reader, &reader->event.start_mark, what);
}

/* libyaml's own complaint. */
static int fail_parser(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	const char *what = parser->problem ? parser->problem : "not readable";

	return fail_at(reader, &parser->problem_mark, what);
}

/* The next event; the one before it is gone. */
static int next_event(struct reader *reader)
{
	yaml_event_delete(&reader->event);
	if (!yaml_parser_parse(&reader->parser, &reader->event))
		return fail_parser(reader);
	return 0;
}

/* Anchor and tag of the event, where it is one that can have them. */
static void event_extras(const yaml_event_t *event, const yaml_char_t **anchor,
			 const yaml_char_t **tag)
{
	if (event->type == YAML_SCALAR_EVENT) {
		*anchor = event->data.scalar.anchor;
		*tag = event->data.scalar.tag;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		*anchor = event->data.sequence_start.anchor;
		*tag = event->data.sequence_start.tag;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		*anchor = event->data.mapping_start.anchor;
		*tag = event->data.mapping_start.tag;
	}
}

static int check_node(struct reader *reader, size_t depth)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	if (reader->event.type == YAML_ALIAS_EVENT)
		return fail_here(reader, "aliases (*name) are not supported");
	event_extras(&reader->event, &anchor, &tag);
	if (anchor)
		return fail_here(reader, "anchors (&name) are not supported");
	if (tag)
		return fail_here(reader, "tags (!name) are not supported");
	if (depth > VALUE_MOST_DEPTH)
		return fail_here(reader, VALUE_TOO_DEEP);
	if (++reader->nodes > VALUE_MOST_NODES)
		return fail_here(reader, VALUE_TOO_MANY);
	return 0;
}

static int read_scalar(struct reader *reader, struct value *value)
{
	const char *text = (const char *)reader->event.data.scalar.value;
	size_t len = reader->event.data.scalar.length;

	if (memchr(text, '\0', len))
		return fail_here(reader, "a NUL character is not allowed");
	value->kind = VALUE_STRING;
	value->text = xmemdup(text, len);
	if (reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
		scalar_resolve(value);
	return 0;
}

static int compare_keys(const void *a, const void *b)
{
	const struct value *left = *(const struct value *const *)a;
	const struct value *right = *(const struct value *const *)b;
	int order = strcmp(left->text, right->text);

	if (order)
		return order;
	return left < right ? -1 : left > right;
}

/* The first key of a map that was there before; NULL where each is there once. */
static const struct value *find_duplicate(const struct value *map)
{
	CLEANUP(freep) const struct value **keys = xcalloc(map->count, sizeof(*keys));
	const struct value *found = NULL;

	for (size_t i = 0; i < map->count; i++)
		keys[i] = value_key(map, i);
	qsort(keys, map->count, sizeof(*keys), compare_keys);
	for (size_t i = 1; i < map->count; i++)
		if (!strcmp(keys[i - 1]->text, keys[i]->text) &&
		    (!found || keys[i] < found))
			found = keys[i];
	return found;
}

static int check_keys(struct reader *reader, const struct value *map)
{
	const struct value *twice = map->count > 1 ? find_duplicate(map) : NULL;
	CLEANUP(freep) char *shown = NULL;

	if (!twice)
		return 0;
	shown = text_safe(twice->text);
	return pg_fail(reader->err, PG_ERR_POLICY, "%s:%d:%d: duplicate key '%.200s'",
		       reader->name, twice->line, twice->column, shown);
}

static int read_node(struct reader *reader, struct value *value, size_t depth);

/* Room for one more item; a map's capacity is in pairs. */
static struct value *add_item(struct value *parent, size_t at, size_t each)
{
	if (at / each >= parent->capacity) {
		parent->capacity = parent->capacity ? 2 * parent->capacity : 4;
		parent->items = xreallocarray(parent->items, parent->capacity,
					      each * sizeof(*parent->items));
	}
	parent->items[at] = (struct value){0};
	return &parent->items[at];
}

static int read_list(struct reader *reader, struct value *list, size_t depth)
{
	list->kind = VALUE_LIST;
	for (;;) {
		if (next_event(reader) < 0)
			return -1;
		if (reader->event.type == YAML_SEQUENCE_END_EVENT)
			return 0;
		add_item(list, list->count, 1);
		if (read_node(reader, &list->items[list->count++], depth + 1) < 0)
			return -1;
	}
}

static int read_key(struct reader *reader, struct value *key, size_t depth)
{
	if (reader->event.type != YAML_SCALAR_EVENT)
		return fail_here(reader, "a key must be a word");
	if (reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	    !strcmp((const char *)reader->event.data.scalar.value, "<<"))
		return fail_here(reader, "merge keys (<<) are not supported");
	return read_node(reader, key, depth + 1);
}

static int read_map(struct reader *reader, struct value *map, size_t depth)
{
	map->kind = VALUE_MAP;
	for (;;) {
		struct value *key, *value;

		if (next_event(reader) < 0)
			return -1;
		if (reader->event.type == YAML_MAPPING_END_EVENT)
			return check_keys(reader, map);
		key = add_item(map, 2 * map->count, 2);
		value = key + 1;
		*value = (struct value){0};
		map->count++; /* so that clearing sees both, filled or not */
		if (read_key(reader, key, depth) < 0 || next_event(reader) < 0 ||
		    read_node(reader, value, depth + 1) < 0)
			return -1;
	}
}

/* The value whose first event is the current one. */
static int read_node(struct reader *reader, struct value *value, size_t depth)
{
	if (check_node(reader, depth) < 0)
		return -1;
	value->line = mark_number(reader->event.start_mark.line);
	value->column = mark_number(reader->event.start_mark.column);
	if (reader->event.type == YAML_SEQUENCE_START_EVENT)
		return read_list(reader, value, depth);
	if (reader->event.type == YAML_MAPPING_START_EVENT)
		return read_map(reader, value, depth);
	return read_scalar(reader, value);
}

/* Stream and document around the one value; an empty stream is null. */
static int read_stream(struct reader *reader, struct value *value)
{
	value->line = value->column = 1;
	if (next_event(reader) < 0 || next_event(reader) < 0)
		return -1;
	if (reader->event.type == YAML_STREAM_END_EVENT)
		return 0;
	if (next_event(reader) < 0 || read_node(reader, value, 1) < 0)
		return -1;
	if (next_event(reader) < 0 || next_event(reader) < 0)
		return -1;
	if (reader->event.type != YAML_STREAM_END_EVENT)
		return fail_here(reader, "only one document is allowed");
	return 0;
}

static int parse(struct value *out, const char *name, const char *text, size_t len,
		 struct pg_error *err)
{
	CLEANUP(reader_clear)
	struct reader reader = {.name = name, .err = err};
	CLEANUP(value_clear) struct value value = {0};

	if (!yaml_parser_initialize(&reader.parser))
		return pg_fail(err, PG_ERR_SYSTEM, "out of memory");
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, len);
	if (read_stream(&reader, &value) < 0)
		return -1;
	*out = value;
	value = (struct value){0};
	return 0;
}

int value_parse_yaml(struct value *out, const char *name, const char *text, size_t len,
		     struct pg_error *err)
{
	if (value_check_text(name, text, len, err) < 0)
		return -1;
	if (len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) { /* a byte order mark */
		text += 3;
		len -= 3;
	}
	return parse(out, name, text, len, err);
}
