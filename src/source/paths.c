#include "paths.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"

/* By bytes from the end; '/' comes first, so that "/x" stands right behind "x". */
static int compare_ends(const char *a, size_t a_len, const char *b, size_t b_len)
{
	while (a_len && b_len) {
		unsigned char x = (unsigned char)a[--a_len], y = (unsigned char)b[--b_len];

		if (x == y)
			continue;
		return x == '/' ? -1 : y == '/' ? 1 : x < y ? -1 : 1;
	}
	return (a_len > 0) - (b_len > 0);
}

/* What qsort_r() hands through. */
struct order_of {
	const char *const *items;
};

static int by_end(const void *a, const void *b, void *items)
{
	const char *const *paths = ((const struct order_of *)items)->items;
	const char *left = paths[*(const size_t *)a], *right = paths[*(const size_t *)b];

	return compare_ends(left, strlen(left), right, strlen(right));
}

static int compare_folders(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static int by_folder(const void *a, const void *b, void *items)
{
	const char *const *paths = ((const struct order_of *)items)->items;
	const char *left = paths[*(const size_t *)a], *right = paths[*(const size_t *)b];
	int order = compare_folders(left, folder_length(left), right, folder_length(right));

	return order ? order : strcmp(left, right);
}

static size_t *sorted(const char *const *items, size_t count,
		      int (*compare)(const void *, const void *, void *))
{
	size_t *order = xcalloc(count + 1, sizeof(*order));
	struct order_of context = {items};

	for (size_t i = 0; i < count; i++)
		order[i] = i;
	if (count)
		qsort_r(order, count, sizeof(*order), compare, &context);
	return order;
}

/* Every folder above a file that does not hold the file before it too. */
static void add_folders(struct paths *paths)
{
	const char *last = "";

	for (size_t i = 0; i < paths->count; i++) {
		const char *path = paths->items[i];
		size_t shared = shared_folders(last, path);

		for (const char *s = strchr(path + shared, '/'); s; s = strchr(s + 1, '/'))
			strlist_add_mem(&paths->folders, path, (size_t)(s - path));
		last = path;
	}
	strlist_sort_unique(&paths->folders);
}

void paths_init(struct paths *paths, const char *const *items, size_t count)
{
	*paths = (struct paths){.items = items, .count = count};
	add_folders(paths);
	paths->by_end = sorted(items, count, by_end);
	paths->by_folder = sorted(items, count, by_folder);
	paths->folders_by_end = sorted((const char *const *)paths->folders.items,
				       paths->folders.count, by_end);
}

void paths_clear(struct paths *paths)
{
	free(paths->by_end);
	free(paths->by_folder);
	free(paths->folders_by_end);
	strlist_clear(&paths->folders);
	*paths = (struct paths){0};
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t find_in(const char *const *items, size_t count, const char *path)
{
	const char *const *hit =
		count ? bsearch(&path, items, count, sizeof(*items), by_bytes) : NULL;

	return hit ? (size_t)(hit - items) : NO_FILE;
}

size_t paths_find(const struct paths *paths, const char *path)
{
	return find_in(paths->items, paths->count, path);
}

bool paths_have_folder(const struct paths *paths, const char *folder)
{
	return !*folder || find_in((const char *const *)paths->folders.items,
				   paths->folders.count, folder) != NO_FILE;
}

/* How many of a sorted order stand before (or, with `past`, not behind) what is looked for. */
static size_t bound(const char *const *items, const size_t *order, size_t count,
		    const char *key, bool past,
		    int (*compare)(const char *item, const char *key))
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = compare(items[order[middle]], key);

		if (c < 0 || (past && !c))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int against_folder(const char *item, const char *folder)
{
	return compare_folders(item, folder_length(item), folder, strlen(folder));
}

/* 0 for all that end with the suffix at a '/'. */
static int against_suffix(const char *item, const char *suffix)
{
	size_t len = strlen(item), wanted = strlen(suffix);

	if (len > wanted && item[len - wanted - 1] == '/' &&
	    !memcmp(item + len - wanted, suffix, wanted))
		return 0;
	return compare_ends(item, len, suffix, wanted);
}

void paths_in_folder(const struct paths *paths, const char *folder, size_t *first,
		     size_t *past)
{
	*first = bound(paths->items, paths->by_folder, paths->count, folder, false,
		       against_folder);
	*past = bound(paths->items, paths->by_folder, paths->count, folder, true,
		      against_folder);
}

void paths_ending(const struct paths *paths, const char *suffix, size_t *first,
		  size_t *past)
{
	*first = bound(paths->items, paths->by_end, paths->count, suffix, false,
		       against_suffix);
	*past = bound(paths->items, paths->by_end, paths->count, suffix, true,
		      against_suffix);
}

void folders_ending(const struct paths *paths, const char *suffix, size_t *first,
		    size_t *past)
{
	const char *const *items = (const char *const *)paths->folders.items;
	size_t count = paths->folders.count;

	*first = bound(items, paths->folders_by_end, count, suffix, false, against_suffix);
	*past = bound(items, paths->folders_by_end, count, suffix, true, against_suffix);
}

size_t folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) : 0;
}

size_t shared_folders(const char *a, const char *b)
{
	size_t shared = 0;

	for (size_t i = 0; a[i] && a[i] == b[i]; i++)
		if (a[i] == '/')
			shared = i + 1;
	return shared;
}

/* Drop the last component; false if there is none. */
static bool step_up(struct str *path)
{
	if (!path->len)
		return false;
	path->len = folder_length(str_text(path));
	path->data[path->len] = '\0';
	return true;
}

bool path_join(struct str *out, const char *folder, size_t folder_len, const char *name,
	       size_t len)
{
	const char *end = name + len;

	str_reset(out);
	if (len + folder_len > MOST_PATH || memchr(name, '\0', len))
		return false;
	str_add_mem(out, folder, folder_len);
	while (name < end) {
		const char *slash = memchr(name, '/', (size_t)(end - name));
		size_t part = (size_t)((slash ? slash : end) - name);

		if (part == 2 && !memcmp(name, "..", 2)) {
			if (!step_up(out))
				return false;
		} else if (part && !(part == 1 && *name == '.')) {
			if (out->len)
				str_add_char(out, '/');
			str_add_mem(out, name, part);
		}
		name += part + 1;
	}
	return true;
}
