#include "plangate/model/path_names.h"

#include <stdlib.h>
#include <string.h>

static const char *last_component(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int compare(const void *a, const void *b)
{
	const char *left = *(const char *const *)a, *right = *(const char *const *)b;
	int order = strcmp(last_component(left), last_component(right));

	return order ? order : strcmp(left, right);
}

void path_names_add(struct path_names *names, const char *path)
{
	strlist_add(&names->paths, path);
}

void path_names_finish(struct path_names *names)
{
	struct strlist *list = &names->paths;
	size_t kept = 0;

	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare);
	for (size_t i = 0; i < list->count; i++) {
		if (kept && !strcmp(list->items[kept - 1], list->items[i]))
			free(list->items[i]);
		else
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

void path_names_clear(struct path_names *names)
{
	strlist_clear(&names->paths);
}

bool path_ends_in(const char *path, const char *tail)
{
	size_t len = strlen(path), size = strlen(tail);

	return len >= size && !strcmp(path + len - size, tail) &&
	       (len == size || path[len - size - 1] == '/');
}

/* The first path whose last component is not before name. */
static size_t lower_bound(const struct path_names *names, const char *name)
{
	size_t low = 0, high = names->paths.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(last_component(names->paths.items[middle]), name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t path_names_find(const struct path_names *names, const char *tail, const char **out,
		       size_t most)
{
	const char *name = last_component(tail);
	size_t found = 0;

	for (size_t i = lower_bound(names, name); i < names->paths.count; i++) {
		const char *path = names->paths.items[i];

		if (strcmp(last_component(path), name) != 0)
			break;
		if (!path_ends_in(path, tail))
			continue;
		if (found < most)
			out[found] = path;
		found++;
	}
	return found;
}

size_t path_names_by_stem(const struct path_names *names, const char *stem,
			  const char **out, size_t most)
{
	size_t len = strlen(stem), found = 0;

	for (size_t i = lower_bound(names, stem); i < names->paths.count; i++) {
		const char *name = last_component(names->paths.items[i]);

		if (strncmp(name, stem, len) != 0)
			break;
		if (name[len] != '.')
			continue;
		if (found < most)
			out[found] = names->paths.items[i];
		found++;
	}
	return found;
}
