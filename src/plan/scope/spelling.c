/*
 * A path as people and programs write it who do not mean Markdown: `src\a.c`, `@src/a.c`, `[[src/a.c]]`,
 * `a%20b.c`, `a&amp;b.c`, `src//a.c`, `$ROOT/src/a.c`, `file:///home/me/app/src/a.c`.
 */
#include <ctype.h>
#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "resolve.h"

/* Where whole paths of a machine begin that are nobody's clone. */
static const char *const systems[] = {"etc", "usr", "var", "opt", "tmp",  "proc", "sys",
				      "dev", "bin", "lib", "run", "sbin", "boot", NULL};

static const struct {
	const char *text;
	char means;
} escapes[] = {
	{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''},
	{"%20", ' '},	{"%26", '&'},  {"%28", '('},  {"%29", ')'},    {"%2B", '+'},
	{"%2b", '+'},	{"%40", '@'},  {"%23", '#'},  {"%5B", '['},    {"%5D", ']'},
	{"\\ ", ' '},	{"\\", '/'},
};

/* One byte of the path, and behind what stands for it. */
static char next_byte(const char **p)
{
	for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++) {
		size_t len = strlen(escapes[i].text);

		if (strncmp(*p, escapes[i].text, len) != 0)
			continue;
		*p += len;
		return escapes[i].means;
	}
	return *(*p)++;
}

static char *without_escapes(const char *text)
{
	struct str out = {0};

	while (*text) {
		char byte = next_byte(&text);

		if (byte != '/' || !out.len || out.data[out.len - 1] != '/')
			str_add_char(&out, byte);
	}
	return str_take(&out);
}

/* Without "[[" and "]]", which may hold an alias, and the '@' of a mention. */
static char *without_frame(const char *word)
{
	size_t len = strlen(word);

	if (len > 4 && !strncmp(word, "[[", 2) && !strcmp(word + len - 2, "]]")) {
		word += 2;
		len = strcspn(word, "|]");
	}
	if (*word == '@') {
		word++;
		len--;
	}
	while (len > 3 && !strncmp(word + len - 3, "...", 3))
		len -= 3;
	return xmemdup(word, len);
}

static bool is_drive(const char *path)
{
	return isalpha((unsigned char)path[0]) && path[1] == ':' && path[2] == '/';
}

bool path_is_of_system(const struct path_lookup *lookup, const char *path)
{
	size_t len = strspn(path, "/"), first = strcspn(path + len, "/");
	CLEANUP(freep) char *folder = xmemdup(path + len, first);

	if (!len || (lookup && lookup->kind(lookup->context, folder) != PATH_NONE))
		return false;
	return words_equal_any(folder, systems);
}

/* The longest end of a whole path of a machine that is a file here; NULL where there is none. */
static const char *end_here(const struct path_lookup *lookup, const char *path, bool root)
{
	if (path_is_of_system(lookup, path))
		return NULL;
	path += strspn(path, "/");
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (lookup->kind(lookup->context, slash + 1) == PATH_FILE &&
		    (root || strchr(slash + 1, '/')))
			return slash + 1;
	return NULL;
}

/* Behind what stands for the folder of the clone: "<repo>/", "$ROOT/", "{root}/", "/home/me/app/". */
static const char *behind_root(const struct path_lookup *lookup, const char *path)
{
	const char *slash = strchr(path, '/');

	if (!strncmp(path, "file:", 5))
		return path[5] == '/' ? end_here(lookup, path + 5, true) : path + 5;
	if (*path == '/' || *path == '~' || is_drive(path))
		return end_here(lookup, path, false);
	if (slash && (strchr("<{", *path) || (*path == '$' && slash > path + 1)) &&
	    lookup->kind(lookup->context, slash + 1) == PATH_FILE)
		return slash + 1;
	return NULL;
}

char *path_spelled(const struct path_lookup *lookup, const char *word)
{
	CLEANUP(freep) char *bare = without_frame(word);
	CLEANUP(freep) char *path = without_escapes(bare);
	const char *rest = lookup ? behind_root(lookup, path) : NULL;

	if (rest)
		return xstrdup(rest);
	return strcmp(path, word) != 0 ? TAKE(path) : NULL;
}
