/* PHP: use A\B\C by composer's psr-4, require and include of literal paths. */
#include <ctype.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "scan.h"

static void take_prefix(struct project *project, const char *path, const char *prefix,
			const struct value *folder)
{
	CLEANUP(str_clear) struct str full = {0};

	if (folder->kind == VALUE_STRING &&
	    path_join(&full, path, folder_length(path), folder->text, strlen(folder->text)))
		named_folder_add(&project->namespaces, prefix, strlen(prefix),
				 str_text(&full), full.len);
}

void php_take_manifest(struct project *project, const char *path, const struct str *text)
{
	static const char *const keys[] = {"autoload", "autoload-dev", NULL};
	struct pg_error ignored;
	struct value value = {0};

	if (value_parse_json(&value, path, str_text(text), text->len, &ignored) < 0)
		return;
	for (const char *const *key = keys; *key; key++) {
		const struct value *load = value_get(&value, *key);
		const struct value *map = load ? value_get(load, "psr-4") : NULL;

		for (size_t i = 0; map && map->kind == VALUE_MAP && i < map->count; i++) {
			const struct value *folders = value_at(map, i);

			take_prefix(project, path, value_key(map, i)->text, folders);
			for (size_t k = 0;
			     folders->kind == VALUE_LIST && k < folders->count; k++)
				take_prefix(project, path, value_key(map, i)->text,
					    &folders->items[k]);
		}
	}
	value_clear(&value);
}

/* "rest\Of\Name" below a folder, as a file. */
static bool find_below(struct scan *scan, const char *at, const char *folder,
		       const char *name, size_t len)
{
	CLEANUP(str_clear) struct str path = {0};

	str_add(&path, folder);
	str_add(&path, path.len ? "/" : "");
	for (size_t i = 0; i < len; i++)
		str_add_char(&path, name[i] == '\\' ? '/' : name[i]);
	str_add(&path, *scan->language->import_forms);
	return scan_found_path(scan, at, str_text(&path));
}

/* By the longest prefix that has the file. */
static bool find_by_prefix(struct scan *scan, const char *at, const char *name, size_t len)
{
	const struct named_folders *list = &scan->project->namespaces;

	for (size_t i = len; i; i--) {
		const struct named_folder *hit;

		if (name[i - 1] != '\\' || !(hit = named_folder_find(list, name, i)))
			continue;
		for (; hit < list->items + list->count && strlen(hit->name) == i &&
		       !memcmp(hit->name, name, i);
		     hit++)
			if (find_below(scan, at, hit->folder, name + i, len - i))
				return true;
	}
	return false;
}

/* Without a manifest: the file whose path ends with the name, or with all of it but the first
 * part. */
static void find_by_ending(struct scan *scan, const char *at, const char *name, size_t len)
{
	for (int skipped = 0; skipped < 2; skipped++) {
		CLEANUP(str_clear) struct str path = {0};
		const char *cut = memchr(name, '\\', len);

		if (!cut)
			return;
		for (size_t i = 0; i < len; i++)
			str_add_char(&path, name[i] == '\\' ? '/' : name[i]);
		str_add(&path, *scan->language->import_forms);
		if (scan_found_ending(scan, at, str_text(&path)))
			return;
		len -= (size_t)(cut + 1 - name);
		name = cut + 1;
	}
}

/* A function or constant lives in a file that its name does not tell; a class does. */
static void resolve(struct scan *scan, const char *at, const char *name, size_t len)
{
	if (len && *name == '\\') {
		name++;
		len--;
	}
	if (len && len < MOST_PATH && memchr(name, '\\', len) &&
	    !find_by_prefix(scan, at, name, len) && !scan->project->namespaces.count)
		find_by_ending(scan, at, name, len);
}

static const char *skip_name(const char *at, const char *end)
{
	while (at < end && (is_word_byte(*at) || *at == '\\'))
		at++;
	return at;
}

/* A\{B, C\D as E} */
static const char *read_group(struct scan *scan, const char *at, const char *prefix,
			      size_t prefix_len)
{
	while (at < scan->end && *at != '}' && *at != ';') {
		const char *stop = skip_name(at, scan->end);

		if (stop > at && prefix_len < MOST_PATH) {
			CLEANUP(str_clear) struct str name = {0};

			str_add_mem(&name, prefix, prefix_len);
			str_add_mem(&name, at, (size_t)(stop - at));
			resolve(scan, at, str_text(&name), name.len);
		}
		at = stop > at ? stop : at + 1;
	}
	return at;
}

static const char *read_use(struct scan *scan, const char *at)
{
	while (at < scan->end && *at != ';' && *at != '{' && *at != '(') {
		const char *name = skip_blanks(at, scan->end, true);
		const char *stop = skip_name(name, scan->end);

		if (stop < scan->end && *stop == '{')
			return read_group(scan, stop + 1, name, (size_t)(stop - name));
		if (stop > name)
			resolve(scan, name, name, (size_t)(stop - name));
		at = stop > name ? stop : name + 1;
	}
	return at;
}

/* The last string of the statement: "a.php", or __DIR__ . '/a.php'. */
static const char *read_require(struct scan *scan, const char *at)
{
	const char *start = at, *text = NULL, *behind;
	CLEANUP(str_clear) struct str path = {0};
	size_t len = 0;

	while (at < scan->end && *at != ';' && *at != '\n') {
		const char *found = scan_string(scan, at, &len, &behind);

		text = found ? found : text;
		at = found ? behind : at + 1;
	}
	if (!text || !len)
		return at;
	if (path_join(&path, scan->path, scan->folder, text, len) &&
	    scan_found_path(scan, start, str_text(&path)))
		return at;
	if (path_join(&path, "", 0, text, len) && path.len &&
	    !scan_found_path(scan, start, str_text(&path)) && memchr(text, '/', len))
		scan_found_ending(scan, start, str_text(&path));
	return at;
}

void scan_php(struct scan *scan)
{
	static const char *const requires[] = {"require", "require_once", "include",
					       "include_once", NULL};
	const char *at = scan->code;
	char before = '\n';

	while (at < scan->end) {
		const char *stop = skip_name(at, scan->end);
		size_t len = (size_t)(stop - at);

		if (!len) {
			before = *at == ' ' || *at == '\t' ? before : *at;
			at++;
		} else if (word_stands(at, stop, "use") && strchr("\n;{}", before)) {
			at = read_use(scan, stop);
		} else if (word_in(at, len, requires) && before != '>' && before != '$') {
			at = read_require(scan, stop);
		} else {
			before = 'a';
			at = stop;
		}
	}
}
