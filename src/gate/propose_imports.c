/*
 * Who imports whom, roughly: words of import lines against the names of files. Good enough to say
 * which few files much depends on, and cheap enough for a first look.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/git/objects.h"
#include "propose_internal.h"

enum { MOST_SOURCE_BYTES = 256 * 1024, MOST_IMPORT_LINE = 400, LONGEST_WORD = 64 };

static const char *const endings[] = {".c",	".cc",	".cpp",	 ".cs",	 ".ex",	 ".go",
				      ".h",	".hpp", ".java", ".js",	 ".jsx", ".kt",
				      ".mjs",	".php", ".py",	 ".rb",	 ".rs",	 ".scala",
				      ".swift", ".ts",	".tsx",	 ".vue", NULL};

/* Files that stand for the folder they are in. */
static const char *const folder_files[] = {"__init__", "index", "mod", "lib", "main", NULL};

/* How a line begins that names other files. */
static const char *const openings[] = {"import ", "from ",    "#include", "require", "use ",
				       "export ", "include ", "const ",	  "using ",  "}",
				       "\"",	  "mod ",     "pub use ", NULL};

static bool starts_with_any(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (!strncmp(text, *words, strlen(*words)))
			return true;
	return false;
}

static bool is_test(const char *path)
{
	return strstr(path, "test") || strstr(path, "spec/") || strstr(path, "_spec.") ||
	       strstr(path, "migrations/") || strstr(path, "vendor/") ||
	       strstr(path, "node_modules/") || strstr(path, "third_party/");
}

bool source_is_code(const char *path)
{
	const char *dot = strrchr(path, '.');

	for (const char *const *e = endings; dot && *e; e++)
		if (!strcmp(dot, *e))
			return !is_test(path);
	return false;
}

static char *component_name(const char *start, const char *end)
{
	const char *dot = memchr(start, '.', (size_t)(end - start));

	return xmemdup(start, (size_t)((dot ? dot : end) - start));
}

char *source_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *file = slash ? slash + 1 : path;
	char *name = component_name(file, file + strlen(file));
	const char *parent = slash;

	for (const char *const *f = folder_files; slash && *f; f++) {
		if (strcmp(name, *f))
			continue;
		while (parent > path && parent[-1] != '/')
			parent--;
		free(name);
		return component_name(parent, slash);
	}
	return name;
}

/* A name and where it belongs, for looking words up. */
struct named {
	const char *name;
	struct source *source;
	size_t last_importer; /* so that a file counts once; 0: none */
};

static int compare_named(const void *a, const void *b)
{
	const struct named *left = a, *right = b;

	return strcmp(left->name, right->name);
}

static void count_word(struct named *names, size_t count, const char *word, size_t importer)
{
	const struct named key = {.name = word};
	struct named *hit = bsearch(&key, names, count, sizeof(*names), compare_named);

	if (!hit)
		return;
	while (hit > names && !strcmp(hit[-1].name, word))
		hit--;
	for (; hit < names + count && !strcmp(hit->name, word); hit++) {
		if (hit->last_importer == importer)
			continue;
		hit->last_importer = importer;
		hit->source->importers++;
	}
}

static void count_line(struct named *names, size_t count, const char *line, size_t len,
		       size_t importer)
{
	char word[LONGEST_WORD + 1];
	size_t used = 0;

	for (size_t i = 0; i <= len && i < MOST_IMPORT_LINE; i++) {
		bool part = i < len && (isalnum((unsigned char)line[i]) || line[i] == '_' ||
					line[i] == '-');

		if (part && used < LONGEST_WORD) {
			word[used++] = line[i];
		} else if (!part) {
			word[used] = '\0';
			if (used > 2)
				count_word(names, count, word, importer);
			used = 0;
		}
	}
}

static void count_file(struct named *names, size_t count, const struct str *text,
		       struct source *source, size_t importer)
{
	const char *at = str_text(text), *end = at + text->len;

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *stop = feed ? feed : end;
		const char *word = at + strspn(at, " \t");

		source->lines++;
		if (word < stop && starts_with_any(word, openings))
			count_line(names, count, word, (size_t)(stop - word), importer);
		at = stop + 1;
	}
}

int sources_count_imports(struct repo *repo, struct sources *sources, struct pg_error *err)
{
	CLEANUP(freep) struct named *names = xcalloc(sources->count, sizeof(*names));

	for (size_t i = 0; i < sources->count; i++)
		names[i] = (struct named){sources->items[i].name, &sources->items[i], 0};
	qsort(names, sources->count, sizeof(*names), compare_named);
	for (size_t i = 0; i < sources->count; i++) {
		CLEANUP(str_clear) struct str text = {0};
		size_t size = 0;

		if (blob_size(repo, &sources->items[i].id, &size, err) < 0)
			return -1;
		if (size > MOST_SOURCE_BYTES)
			continue;
		if (blob_read(repo, &sources->items[i].id, MOST_SOURCE_BYTES, &text, err) <
		    0)
			return -1;
		count_file(names, sources->count, &text, &sources->items[i], i + 1);
	}
	return 0;
}
