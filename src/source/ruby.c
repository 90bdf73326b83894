/* Ruby: require, require_relative, load, autoload. */
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "scan.h"

/* Folders that stand on the load path by custom. */
static const char *const load_folders[] = {"", "lib", "app", "spec", "test", NULL};

static void add_ending(const struct scan *scan, struct str *path)
{
	const char *form = *scan->language->import_forms;
	size_t len = strlen(form);

	if (path->len < len || strcmp(str_text(path) + path->len - len, form) != 0)
		str_add(path, form);
}

/* The file in a folder of the load path of the scanned file's part of the tree. */
static bool find_loaded(struct scan *scan, const char *at, const char *name, size_t len)
{
	size_t folder = scan->folder;

	for (;;) {
		for (const char *const *load = load_folders; *load; load++) {
			CLEANUP(str_clear) struct str root = {0};
			CLEANUP(str_clear) struct str path = {0};

			str_add_mem(&root, scan->path, folder);
			str_add(&root, folder ? "/" : "");
			str_add(&root, *load);
			if (!path_join(&path, str_text(&root),
				       root.len - (root.len && !**load && folder), name,
				       len))
				continue;
			add_ending(scan, &path);
			if (scan_found_path(scan, at, str_text(&path)))
				return true;
		}
		if (!folder)
			return false;
		while (folder && scan->path[folder - 1] != '/')
			folder--;
		folder -= folder > 0;
	}
}

static void resolve(struct scan *scan, const char *at, const char *name, size_t len,
		    bool relative)
{
	CLEANUP(str_clear) struct str path = {0};

	if (!path_join(&path, scan->path, relative || *name == '.' ? scan->folder : 0, name,
		       len) ||
	    !path.len)
		return;
	add_ending(scan, &path);
	if (relative)
		scan_found_path(scan, at, str_text(&path));
	else if (!find_loaded(scan, at, name, len) && memchr(name, '/', len))
		scan_found_ending(scan, at, str_text(&path));
}

/* The first string of the rest of the line; File.expand_path and __dir__ go by the file. */
static void read_call(struct scan *scan, const char *at, const char *stop, bool relative)
{
	const char *text = NULL, *behind = NULL, *start = at;
	size_t len = 0;

	while (at < stop && *at != '"' && *at != '\'')
		at++;
	if (at < stop)
		text = scan_string(scan, at, &len, &behind);
	if (!text || !len)
		return;
	if (memmem(start, (size_t)(stop - start), "__dir__", 7) ||
	    memmem(start, (size_t)(stop - start), "__FILE__", 8)) {
		/* expand_path takes the file's own name for a folder. */
		if (memmem(start, (size_t)(stop - start), "__FILE__", 8) && len > 3 &&
		    !memcmp(text, "../", 3)) {
			text += 3;
			len -= 3;
		}
		text += *text == '/';
		relative = true;
	}
	resolve(scan, at, text, len, relative);
}

void scan_ruby(struct scan *scan)
{
	static const char *const words[] = {"require",	"require_relative",
					    "load",	"require_dependency",
					    "autoload", NULL};
	const char *at = scan->code;

	while (at < scan->end) {
		const char *feed = memchr(at, '\n', (size_t)(scan->end - at));
		const char *stop = feed ? feed : scan->end;
		const char *word = skip_blanks(at, stop, false);
		const char *behind = skip_word(word, stop);
		size_t len = (size_t)(behind - word);

		if (len && word_in(word, len, words))
			read_call(scan, behind, stop, len == 16);
		at = stop + 1;
	}
}
