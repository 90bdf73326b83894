/* The table of languages, by families; language.h says what one writes to add a row. */
#include <string.h>

#include "language_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"

const struct language *const language_families[] = {script_languages, native_languages,
						    class_languages, other_languages, NULL};

/* " .c " is found in " .cc " as well: go on to the one that ends there. */
static bool has_ending(const struct language *row, const char *ending, size_t len)
{
	const char *hit = strstr(row->endings, ending);

	while (hit && hit[len] != ' ')
		hit = strstr(hit + 1, ending);
	return hit != NULL;
}

static const struct language *row_of(const char *ending)
{
	size_t len = strlen(ending);

	if (len < 2)
		return NULL;
	for (const struct language *const *family = language_families; *family; family++)
		for (const struct language *row = *family; row->name; row++)
			if (has_ending(row, ending, len))
				return row;
	return NULL;
}

const struct language *language_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');

	return dot ? row_of(dot) : NULL;
}

bool language_has_ending(const char *ending)
{
	CLEANUP(freep) char *small = xstrdup(ending);

	for (char *c = small; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return row_of(small) != NULL;
}

bool path_is_source(const char *path)
{
	const struct language *language = language_of(path);

	return language && language->syntax;
}
