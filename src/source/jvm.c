/* Java, Kotlin and Scala: a class is a file whose path ends with its package and its name. */
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "scan.h"

static bool find_class(struct scan *scan, const char *at, const char *name, size_t len)
{
	for (const char *const *form = scan->language->import_forms; *form; form++) {
		CLEANUP(str_clear) struct str path = {0};

		str_add_mem(&path, name, len);
		str_add(&path, *form);
		if (scan_found_ending(scan, at, str_text(&path)))
			return true;
	}
	return false;
}

/* Every file of the package, in each source root that has it. */
static bool find_package(struct scan *scan, const char *at, const char *name, size_t len)
{
	CLEANUP(str_clear) struct str suffix = {0};
	size_t first, past;
	bool found = false;

	str_add_mem(&suffix, name, len);
	folders_ending(scan->paths, str_text(&suffix), &first, &past);
	for (size_t i = first; i < past && i < first + MOST_LIKE_NAMED; i++) {
		const char *folder =
			scan->paths->folders.items[scan->paths->folders_by_end[i]];

		found = scan_found_folder(scan, at, folder, false) || found;
	}
	return found;
}

static size_t parent_length(const char *name, size_t len)
{
	while (len && name[len - 1] != '/')
		len--;
	return len ? len - 1 : 0;
}

/* "a/b/C" may be a class, or a class in C, or a static member, or a function of a package: the
 * longest beginning that is a file counts. */
static void resolve(struct scan *scan, const char *at, const char *name, size_t len,
		    bool all)
{
	if (all && find_package(scan, at, name, len))
		return;
	for (int up = 0; up < 3 && memchr(name, '/', len); up++) {
		if (find_class(scan, at, name, len))
			return;
		len = parent_length(name, len);
	}
}

/* "a.b.C" as "a/b/C", and whether ".*" or "._" follows it. */
static const char *read_name(const char *at, const char *end, struct str *name, bool *all)
{
	*all = false;
	while (at < end && name->len < MOST_PATH) {
		const char *stop = skip_word(at, end);

		if (stop == at || (stop == at + 1 && *at == '_')) {
			*all = at < end && (*at == '*' || *at == '_');
			break;
		}
		if (name->len)
			str_add_char(name, '/');
		str_add_mem(name, at, (size_t)(stop - at));
		at = stop;
		if (at >= end || *at != '.')
			break;
		at++;
	}
	return at;
}

/* Scala: a.b.{C, D => E} */
static void read_group(struct scan *scan, const char *at, const struct str *package)
{
	while (at < scan->end && *at != '}' && *at != '\n') {
		const char *stop = skip_word(at, scan->end);

		if (stop > at) {
			CLEANUP(str_clear) struct str name = {0};

			str_add(&name, str_text(package));
			str_add_char(&name, '/');
			str_add_mem(&name, at, (size_t)(stop - at));
			resolve(scan, at, str_text(&name), name.len, false);
		}
		at = stop > at ? stop : at + 1;
	}
}

static void read_import(struct scan *scan, const char *at, const char *stop)
{
	CLEANUP(str_clear) struct str name = {0};
	bool all;

	at = skip_blanks(at, stop, false);
	if (word_stands(at, stop, "static"))
		at = skip_blanks(at + 6, stop, false);
	at = read_name(at, stop, &name, &all);
	if (at < stop && *at == '{')
		read_group(scan, at + 1, &name);
	else if (name.len)
		resolve(scan, at, str_text(&name), name.len, all);
}

void scan_jvm(struct scan *scan)
{
	const char *at = scan->code;

	while (at < scan->end) {
		const char *feed = memchr(at, '\n', (size_t)(scan->end - at));
		const char *stop = feed ? feed : scan->end;
		const char *word = skip_blanks(at, stop, false);

		if (word_stands(word, stop, "import"))
			read_import(scan, word + 6, stop);
		at = stop + 1;
	}
}
