/* A path that is not written out whole, held against the files of the trees. */
#include "resolve.h"

#include <ctype.h>
#include <string.h>

#include "../plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "plangate/model/path_names.h"

enum { MOST_FOUND = 2, SHORTEST_NAME = 4 };

void resolved_clear(struct resolved *resolved)
{
	free(resolved->path);
	free(resolved->other);
	*resolved = (struct resolved){NULL, NULL};
}

/* How the paths of a set are searched. */
typedef size_t (*search)(const struct path_names *names, const char *text, const char **out,
			 size_t most);

/* First among what changes: only where something there is meant, what else could be meant is worth knowing. */
static size_t search_both(const struct path_lookup *lookup, search find, const char *text,
			  const char **out)
{
	const struct path_names *names =
		lookup->changed ? lookup->changed(lookup->context) : NULL;

	if (names && !find(names, text, out, MOST_FOUND))
		return 0;
	names = lookup->names ? lookup->names(lookup->context) : NULL;
	return names ? find(names, text, out, MOST_FOUND) : 0;
}

static void note(struct resolved *out, const char *const *found, size_t count)
{
	if (count)
		out->path = xstrdup(found[0]);
	if (count > 1)
		out->other = xstrdup(found[1]);
}

/* The folder of path that ends in tail: its length, or 0. */
static size_t folder_that_ends(const char *path, const char *tail)
{
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		CLEANUP(freep) char *folder = xmemdup(path, (size_t)(slash - path));

		if (path_ends_in(folder, tail))
			return (size_t)(slash - path);
	}
	return 0;
}

/* Up to two different folders; each is found in *last first, which is borrowed. */
static size_t find_folders(const struct path_names *names, const char *tail,
			   const char **out, size_t most)
{
	size_t found = 0, len = 0;

	for (size_t i = 0; i < names->paths.count && found < most; i++) {
		const char *path = names->paths.items[i];
		size_t size = folder_that_ends(path, tail);

		if (!size || (found && size == len && !strncmp(path, out[0], len)))
			continue;
		out[found++] = path;
		len = found == 1 ? size : len;
	}
	return found;
}

static void find_folder(const struct path_lookup *lookup, const char *written,
			struct resolved *out)
{
	CLEANUP(freep) char *tail = xmemdup(written, strlen(written) - 1);
	const char *found[MOST_FOUND];
	size_t count = search_both(lookup, find_folders, tail, found);

	if (count)
		out->path =
			xasprintf("%.*s/", (int)folder_that_ends(found[0], tail), found[0]);
	if (count > 1)
		out->other =
			xasprintf("%.*s/", (int)folder_that_ends(found[1], tail), found[1]);
}

/* "src/.../x.c": what begins and ends so. */
static size_t find_gap(const struct path_names *names, const char *text, const char **out,
		       size_t most)
{
	const char *dots = strstr(text, "/.../"), *tail = dots + strlen("/.../");
	const char *all[64];
	size_t count = path_names_find(names, tail, all, 64), found = 0;

	for (size_t i = 0; i < count && i < 64; i++) {
		if (strncmp(all[i], text, (size_t)(dots + 1 - text)) != 0)
			continue;
		if (found < most)
			out[found] = all[i];
		found++;
	}
	return found;
}

/* "project/src/a.c" in the repository "project": behind its first component, where that is there. */
static bool is_behind_name(const struct path_lookup *lookup, const char *written)
{
	const char *slash = strchr(written, '/');
	CLEANUP(freep) char *first = NULL;

	if (!slash || slash == written || !slash[1])
		return false;
	first = xmemdup(written, (size_t)(slash - written));
	return lookup->kind(lookup->context, first) == PATH_NONE &&
	       lookup->kind(lookup->context, slash + 1) == PATH_FILE;
}

static bool is_beside(const struct path_lookup *lookup, const char *written,
		      const char *beside, struct resolved *out)
{
	CLEANUP(freep) char *path = beside ? xasprintf("%s%s", beside, written) : NULL;

	if (!path || lookup->kind(lookup->context, path) != PATH_FILE)
		return false;
	out->path = TAKE(path);
	return true;
}

void path_resolve_end(const struct path_lookup *lookup, const char *written,
		      const char *beside, struct resolved *out)
{
	const char *found[MOST_FOUND];
	size_t len = strlen(written);
	bool folder = len && written[len - 1] == '/';

	if (!lookup || !len || strpbrk(written, "*?{") ||
	    lookup->kind(lookup->context, written) != PATH_NONE)
		return;
	if (is_beside(lookup, written, beside, out))
		return;
	if (folder)
		find_folder(lookup, written, out);
	else if (strstr(written, "/.../"))
		note(out, found, search_both(lookup, find_gap, written, found));
	else
		note(out, found, search_both(lookup, path_names_find, written, found));
	if (!out->path && is_behind_name(lookup, written))
		out->path = xstrdup(strchr(written, '/') + 1);
}

static size_t count_below(const struct path_names *names, const char *folder)
{
	size_t len = strlen(folder), count = 0;

	while (len && folder[len - 1] == '/')
		len--;
	for (size_t i = 0; names && len && i < names->paths.count; i++)
		count += !strncmp(names->paths.items[i], folder, len) &&
			 names->paths.items[i][len] == '/';
	return count;
}

bool path_is_new_folder(const struct path_lookup *lookup, const char *folder)
{
	size_t changed;

	if (!lookup || !lookup->changed || !lookup->names)
		return false;
	changed = count_below(lookup->changed(lookup->context), folder);
	return changed && changed == count_below(lookup->names(lookup->context), folder);
}

bool path_is_end(const struct path_lookup *lookup, const char *written)
{
	const struct path_names *names =
		lookup && lookup->names ? lookup->names(lookup->context) : NULL;
	const char *found[1];

	return names && path_names_find(names, written, found, 1);
}

bool path_is_known(const struct path_lookup *lookup, const char *written)
{
	const struct path_names *names =
		lookup->names ? lookup->names(lookup->context) : NULL;
	const char *found[1];

	if (!names || !*written || strpbrk(written, "*?{"))
		return false;
	return path_names_find(names, written, found, 1) ||
	       (strstr(written, "/.../") && find_gap(names, written, found, 1)) ||
	       is_behind_name(lookup, written);
}

/* "CsvReader", "CsvReader.read()": the length of a name with a second capital in it, or 0. */
static size_t type_length(const char *text)
{
	size_t len = 0, capitals = 0, small = 0;

	for (; isalnum((unsigned char)text[len]); len++) {
		capitals += isupper((unsigned char)text[len]) != 0;
		small += islower((unsigned char)text[len]) != 0;
	}
	if (!isupper((unsigned char)*text) || capitals < 2 || small < 2)
		return 0;
	return !text[len] || strchr(".#:(<", text[len]) ? len : 0;
}

char *path_of_type(const struct path_lookup *lookup, const char *text)
{
	size_t len = type_length(text);
	CLEANUP(freep) char *stem = xmemdup(text, len);
	const char *found[MOST_FOUND];

	if (!lookup || len < SHORTEST_NAME ||
	    search_both(lookup, path_names_by_stem, stem, found) != 1)
		return NULL;
	return xstrdup(found[0]);
}

/* The files of the root among those with a stem. */
static size_t find_document(const struct path_names *names, const char *stem,
			    const char **out, size_t most)
{
	const char *all[64];
	size_t count = path_names_by_stem(names, stem, all, 64), found = 0;

	for (size_t i = 0; i < count && i < 64; i++) {
		if (strchr(all[i], '/'))
			continue;
		if (found < most)
			out[found] = all[i];
		found++;
	}
	return found;
}

char *path_of_document(const struct path_lookup *lookup, const char *word)
{
	size_t len = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
	CLEANUP(freep) char *stem = xmemdup(word, len);
	const char *found[MOST_FOUND];

	if (!lookup || len < SHORTEST_NAME || (word[len] && !strchr(".,:;", word[len])) ||
	    (word[len] && word[len + 1]) ||
	    search_both(lookup, find_document, stem, found) != 1)
		return NULL;
	return xstrdup(found[0]);
}
