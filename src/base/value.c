#include "plangate/base/value.h"

#include <stdlib.h>
#include <string.h>

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
