#include "named_folder.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"

struct named_folder *named_folder_add(struct named_folders *list, const char *name,
				      size_t name_len, const char *folder,
				      size_t folder_len)
{
	struct named_folder *item = ARRAY_PUSH(list->items, list->count, list->capacity);

	item->name = xmemdup(name, name_len);
	item->folder = xmemdup(folder, folder_len);
	return item;
}

static int by_name(const void *a, const void *b)
{
	const struct named_folder *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	return order ? order : strcmp(left->folder, right->folder);
}

void named_folders_sort(struct named_folders *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), by_name);
}

const struct named_folder *named_folder_find(const struct named_folders *list,
					     const char *name, size_t len)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *item = list->items[middle].name;
		int order = strncmp(item, name, len);

		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	/* Names that are longer stand behind the one that is equal. */
	if (low < list->count && !strncmp(list->items[low].name, name, len) &&
	    !list->items[low].name[len])
		return &list->items[low];
	return NULL;
}

void named_folders_clear(struct named_folders *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].folder);
		free(list->items[i].file);
	}
	free(list->items);
}
