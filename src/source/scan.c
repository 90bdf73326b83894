#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/array.h"

/* Scanners go forward, so lines are counted once; one that looks back gets the last line. */
static unsigned line_of(struct scan *scan, const char *at)
{
	while (scan->line_at < at) {
		const char *feed =
			memchr(scan->line_at, '\n', (size_t)(at - scan->line_at));

		if (!feed)
			break;
		scan->line++;
		scan->line_at = feed + 1;
	}
	return scan->line;
}

bool scan_found(struct scan *scan, const char *at, size_t to)
{
	if (to == NO_FILE)
		return false;
	if (to == scan->from)
		return true;
	if (scan->edge_count >= IMPORTS_MOST_OF_FILE) {
		scan->cut = true;
		return true;
	}
	*ARRAY_PUSH(scan->edges, scan->edge_count, scan->edge_capacity) =
		(struct import_edge){scan->from, to, line_of(scan, at)};
	return true;
}

bool scan_found_path(struct scan *scan, const char *at, const char *path)
{
	return scan_found(scan, at, paths_find(scan->paths, path));
}

static bool has_form(const struct scan *scan, const char *path)
{
	const char *dot = strrchr(path, '.');

	for (const char *const *form = scan->language->import_forms; *form; form++)
		if (dot && !strcmp(dot, *form))
			return true;
	return false;
}

bool scan_found_folder(struct scan *scan, const char *at, const char *folder, bool no_tests)
{
	size_t first, past;
	bool found = false;

	paths_in_folder(scan->paths, folder, &first, &past);
	for (size_t i = first; i < past && !scan->cut; i++) {
		size_t file = scan->paths->by_folder[i];
		const char *path = scan->paths->items[file];

		if (!has_form(scan, path) || (no_tests && path_is_named_test(path)))
			continue;
		found = scan_found(scan, at, file);
	}
	return found;
}

const char *scan_string(const struct scan *scan, const char *at, size_t *len,
			const char **behind)
{
	char quote = at < scan->end ? *at : '\0';
	const char *start = at + 1, *stop = start;

	if (quote != '"' && quote != '\'' && quote != '`')
		return NULL;
	while (stop < scan->end && *stop == 1)
		stop++;
	if (stop >= scan->end || *stop != quote)
		return NULL;
	*len = (size_t)(stop - start);
	*behind = stop + 1;
	return scan->text + (start - scan->code);
}

enum { MOST_FOLDERS = 16 };

static size_t depth_of(const char *path)
{
	size_t depth = 0;

	while ((path = strchr(path, '/'))) {
		depth++;
		path++;
	}
	return depth;
}

/* Whether a folder of this name is among the first folders of a path. */
static bool has_folder(const char *path, const char *name, size_t len)
{
	for (int i = 0; i < MOST_FOLDERS; i++) {
		const char *slash = strchr(path, '/');

		if (!slash)
			return false;
		if ((size_t)(slash - path) == len && !memcmp(path, name, len))
			return true;
		path = slash + 1;
	}
	return false;
}

/* How many folders of one path are folders of the other too: tests/net/x.c is about src/net. */
static size_t alike_folders(const char *a, const char *b)
{
	size_t alike = 0;

	for (int i = 0; i < MOST_FOLDERS; i++) {
		const char *slash = strchr(a, '/');

		if (!slash)
			break;
		alike += has_folder(b, a, (size_t)(slash - a));
		a = slash + 1;
	}
	return alike;
}

static bool is_foreign(const char *path)
{
	static const char *const folders[] = {"deps",	  "vendor",    "third_party",
					      "external", "extern",    "contrib",
					      "3rdparty", "thirdparty"};

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		if (has_folder(path, folders[i], strlen(folders[i])))
			return true;
	return false;
}

/* The more folders are shared from the root on the nearer; then the more are alike, the project's
 * own, and the fewer there are. */
static bool is_nearer(const struct scan *scan, const char *path, const char *than)
{
	size_t a = shared_folders(path, scan->path), b = shared_folders(than, scan->path);

	if (a != b)
		return a > b;
	a = alike_folders(path, scan->path);
	b = alike_folders(than, scan->path);
	if (a != b)
		return a > b;
	if (is_foreign(path) != is_foreign(than))
		return is_foreign(than);
	return depth_of(path) < depth_of(than);
}

bool scan_found_ending(struct scan *scan, const char *at, const char *suffix)
{
	const struct paths *paths = scan->paths;
	size_t first, past, best, taken = 0;

	paths_ending(paths, suffix, &first, &past);
	if (first == past || past - first > MOST_LIKE_NAMED)
		return false;
	best = paths->by_end[first];
	for (size_t i = first + 1; i < past; i++)
		if (is_nearer(scan, paths->items[paths->by_end[i]], paths->items[best]))
			best = paths->by_end[i];
	for (size_t i = first; i < past && taken < MOST_LIKE_NEAR; i++) {
		size_t file = paths->by_end[i];

		if (!is_nearer(scan, paths->items[best], paths->items[file]))
			taken += scan_found(scan, at, file);
	}
	return taken > 0;
}
