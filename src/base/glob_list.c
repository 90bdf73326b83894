#include <stdlib.h>

#include "plangate/base/array.h"
#include "plangate/base/glob.h"

void glob_list_take(struct glob_list *list, struct glob *glob)
{
	*ARRAY_PUSH(list->items, list->count, list->capacity) = glob;
}

void glob_list_share(struct glob_list *list, const struct glob_list *other)
{
	for (size_t i = 0; i < other->count; i++)
		glob_list_take(list, glob_share(other->items[i]));
}

const struct glob *glob_list_find(const struct glob_list *list, const char *path)
{
	for (size_t i = 0; i < list->count; i++)
		if (glob_match(list->items[i], path))
			return list->items[i];
	return NULL;
}

void glob_list_clear(struct glob_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		glob_free(list->items[i]);
	free(list->items);
	*list = (struct glob_list){0};
}
