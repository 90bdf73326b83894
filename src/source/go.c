/* Go: a package is a folder, named by the module path of go.mod and the way from there. */
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "scan.h"

void go_take_manifest(struct project *project, const char *path, const struct str *text)
{
	const char *at = str_text(text), *end = at + text->len;

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *stop = feed ? feed : end;

		if (word_stands(at, stop, "module")) {
			const char *name = skip_blanks(at + 6, stop, false);
			size_t len;

			name += name < stop && *name == '"';
			len = strcspn(name, " \t\r\n\"/");
			while (name + len < stop && name[len] == '/')
				len += 1 + strcspn(name + len + 1, " \t\r\n\"/");
			if (len)
				named_folder_add(&project->modules, name, len, path,
						 folder_length(path));
			return;
		}
		at = stop + 1;
	}
}

/* The module whose path is the longest beginning of the import. */
static const struct named_folder *module_of(const struct scan *scan, const char *name,
					    size_t len)
{
	const struct named_folder *module = NULL;

	while (len && !module) {
		module = named_folder_find(&scan->project->modules, name, len);
		while (len && name[len - 1] != '/')
			len--;
		len -= len > 0;
	}
	return module;
}

static void resolve(struct scan *scan, const char *at, const char *name, size_t len)
{
	const struct named_folder *module = module_of(scan, name, len);
	CLEANUP(str_clear) struct str folder = {0};
	CLEANUP(str_clear) struct str vendored = {0};

	if (module) {
		size_t skip = strlen(module->name);

		if (path_join(&folder, module->folder, strlen(module->folder), name + skip,
			      len - skip))
			scan_found_folder(scan, at, str_text(&folder), true);
		return;
	}
	if (!path_join(&vendored, "vendor", 6, name, len))
		return;
	if (paths_have_folder(scan->paths, str_text(&vendored)))
		scan_found_folder(scan, at, str_text(&vendored), true);
}

/* `"path"`, `name "path"`, `. "path"`: behind it. */
static const char *read_spec(struct scan *scan, const char *at)
{
	const char *behind, *text;
	size_t len;

	while (at < scan->end &&
	       (is_word_byte(*at) || *at == '.' || *at == ' ' || *at == '\t'))
		at++;
	text = scan_string(scan, at, &len, &behind);
	if (!text)
		return at;
	resolve(scan, at, text, len);
	return behind;
}

static const char *read_import(struct scan *scan, const char *at)
{
	at = skip_blanks(at, scan->end, false);
	if (at >= scan->end || *at != '(')
		return read_spec(scan, at);
	for (at++; at < scan->end && *at != ')';) {
		const char *behind = read_spec(scan, at);

		at = behind > at ? behind : at + 1;
	}
	return at;
}

void scan_go(struct scan *scan)
{
	const char *at = scan->code;

	/* Imports come before everything else, each at the start of a line. */
	while (at < scan->end) {
		const char *feed;

		if (word_stands(at, scan->end, "import"))
			at = read_import(scan, at + 6);
		else if (word_stands(at, scan->end, "func"))
			return;
		feed = memchr(at, '\n', (size_t)(scan->end - at));
		at = feed ? feed + 1 : scan->end;
	}
}
