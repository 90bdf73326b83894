#include "plangate/base/value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "value_internal.h"

void value_clear(struct value *value)
{
	size_t items = value->kind == VALUE_MAP ? 2 * value->count : value->count;

	for (size_t i = 0; i < items; i++)
		value_clear(&value->items[i]);
	free(value->items);
	free(value->text);
	*value = (struct value){0};
}

const struct value *value_key(const struct value *map, size_t i)
{
	return &map->items[2 * i];
}

const struct value *value_at(const struct value *map, size_t i)
{
	return &map->items[2 * i + 1];
}

const struct value *value_get(const struct value *map, const char *key)
{
	if (map->kind != VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (!strcmp(value_key(map, i)->text, key))
			return value_at(map, i);
	return NULL;
}

const char *value_kind_name(enum value_kind kind)
{
	static const char *const names[] = {"nothing",	"true or false", "a whole number",
					    "a number", "a string",	 "a list",
					    "a map"};

	return names[kind];
}

/* The first byte that is no UTF-8, or NUL; len where there is none. */
static size_t find_bad_byte(const char *text, size_t len)
{
	size_t at = 0;
	uint32_t code;

	while (at < len && text[at]) {
		size_t taken = utf8_decode(text + at, len - at, &code);

		if (!taken)
			break;
		at += taken;
	}
	return at;
}

static int fail_byte(const char *name, const char *text, size_t at, struct pg_error *err)
{
	int line = 1, column = 1;

	for (size_t i = 0; i < at; i++) {
		if (text[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)text[i] & 0xC0) != 0x80) {
			column++;
		}
	}
	return pg_fail(err, PG_ERR_POLICY, "%s:%d:%d: %s", name, line, column,
		       text[at] ? "not UTF-8" : "a NUL character is not allowed");
}

int value_check_text(const char *name, const char *text, size_t len, struct pg_error *err)
{
	size_t bad;

	if (len > VALUE_MOST_BYTES)
		return pg_fail(err, PG_ERR_POLICY, "%s:1:1: larger than 1 MB", name);
	bad = find_bad_byte(text, len);
	return bad < len ? fail_byte(name, text, bad, err) : 0;
}
