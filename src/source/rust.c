/* Rust: mod, use, and paths that begin with a crate of the tree. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "scan.h"

enum { MOST_GROUPS = 16, MOST_INLINE = 16 };

/* `key = "value"` on a line of a manifest. */
static bool read_key(const char *at, const char *stop, const char *key, const char **value,
		     size_t *len)
{
	const char *close;

	if (!word_stands(at, stop, key))
		return false;
	at = skip_blanks(at + strlen(key), stop, false);
	if (at >= stop || *at != '=')
		return false;
	at = skip_blanks(at + 1, stop, false);
	if (at >= stop || *at != '"' ||
	    !(close = memchr(at + 1, '"', (size_t)(stop - at - 1))))
		return false;
	*value = at + 1;
	*len = (size_t)(close - at - 1);
	return true;
}

static void name_crate(struct named_folder *crate, const char *name, size_t len)
{
	free(crate->name);
	crate->name = xmemdup(name, len);
	for (char *c = crate->name; *c; c++)
		if (*c == '-')
			*c = '_';
}

/* The name of [package], which [lib] may replace, and the file that [lib] may name. */
void rust_take_manifest(struct project *project, const char *path, const struct str *text)
{
	const char *at = str_text(text), *end = at + text->len, *value;
	struct named_folder *crate = NULL;
	char section = '\0';
	size_t len;

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *stop = feed ? feed : end;

		if (*at == '[')
			section = word_stands(at + 1, stop, "package") ? 'p'
				  : word_stands(at + 1, stop, "lib")   ? 'l'
								       : '\0';
		if (section == 'p' && read_key(at, stop, "name", &value, &len) && !crate) {
			crate = named_folder_add(&project->crates, "", 0, path,
						 folder_length(path));
			name_crate(crate, value, len);
		} else if (section == 'l' && crate &&
			   read_key(at, stop, "name", &value, &len)) {
			name_crate(crate, value, len);
		} else if (section == 'l' && crate && !crate->file &&
			   read_key(at, stop, "path", &value, &len)) {
			crate->file = xmemdup(value, len);
		}
		at = stop + 1;
	}
}

struct rust {
	struct scan *scan;
	struct str root; /* folder of the crate's root module */
	struct str
		module; /* path of the file's module: "src/a" for src/a.rs and src/a/mod.rs */
	size_t inlined[MOST_INLINE]; /* depths of braces that `mod x {` opened */
	size_t inline_count, depth;
	const char *renamed; /* of #[path = "..."] */
	size_t renamed_len;
};

static void rust_clear(struct rust *rust)
{
	str_clear(&rust->root);
	str_clear(&rust->module);
}

/* The file of a module path; NO_FILE if there is none. */
static size_t module_file(const struct rust *rust, const struct str *module)
{
	const char *const *form = rust->scan->language->import_forms;
	/* Only the root of a crate is called main, the last form. */
	bool is_root = !strcmp(str_text(module), str_text(&rust->root));
	size_t found = NO_FILE;

	for (; *form && (form[1] || is_root) && found == NO_FILE; form++) {
		CLEANUP(str_clear) struct str path = {0};

		str_add(&path, str_text(module));
		str_add(&path, *form + (!path.len && **form == '/'));
		found = paths_find(rust->scan->paths, str_text(&path));
	}
	return found;
}

static void set_to_folder(struct str *out, const char *path, size_t len)
{
	str_reset(out);
	str_add_mem(out, path, len);
}

/* src of the nearest folder with a manifest; each file right in tests, benches, examples and
 * src/bin is a crate of its own. */
static void find_root(struct rust *rust)
{
	const struct scan *scan = rust->scan;
	size_t len = scan->folder;
	const char *rest;

	for (;;) {
		CLEANUP(str_clear) struct str manifest = {0};

		if (path_join(&manifest, scan->path, len, "Cargo.toml", 10) &&
		    paths_find(scan->paths, str_text(&manifest)) != NO_FILE)
			break;
		if (!len)
			break;
		while (len && scan->path[len - 1] != '/')
			len--;
		len -= len > 0;
	}
	rest = scan->path + len + (len > 0);
	if (!strncmp(rest, "src/bin/", 8))
		rest += 8;
	else if (strchr(rest, '/'))
		rest = strchr(rest, '/') + 1;
	len = (size_t)(rest - scan->path);
	set_to_folder(&rust->root, scan->path, len ? len - 1 : 0);
}

static void find_own_module(struct rust *rust)
{
	static const char *const roots[] = {"mod.rs", "lib.rs", "main.rs", NULL};
	const struct scan *scan = rust->scan;
	const char *name = scan->path + scan->folder + (scan->folder > 0);
	const char *root = str_text(&rust->root), *slash = strrchr(root, '/');
	bool is_crate = scan->folder == rust->root.len && *root &&
			strcmp(slash ? slash + 1 : root, "src") != 0;

	if (word_in(name, strlen(name), roots) || is_crate)
		set_to_folder(&rust->module, scan->path, scan->folder);
	else
		set_to_folder(&rust->module, scan->path, strlen(scan->path) - 3);
}

/* Follow the components as far as there are files for them. */
static size_t follow(const struct rust *rust, struct str *module, const char *rest)
{
	size_t found = NO_FILE;

	while (*rest) {
		size_t part = strcspn(rest, "/"), before = module->len, next;

		str_add(module, before ? "/" : "");
		str_add_mem(module, rest, part);
		next = module_file(rust, module);
		if (next == NO_FILE) {
			module->len = before;
			module->data[before] = '\0';
			break;
		}
		found = next;
		rest += part + (rest[part] == '/');
	}
	return found;
}

/* Step over the `super` at the beginning of a path; inline modules are left first. */
static const char *leave(const struct rust *rust, struct str *module, const char *rest,
			 bool *own)
{
	size_t inlined = rust->inline_count;

	*own = true;
	while (word_stands(rest, rest + strlen(rest), "super")) {
		if (inlined) {
			inlined--;
		} else {
			*own = false;
			module->len = folder_length(str_text(module));
			if (module->data)
				module->data[module->len] = '\0';
		}
		rest += 5 + (rest[5] == '/');
	}
	return rest;
}

static void resolve_in_crate(struct rust *rust, const char *at,
			     const struct named_folder *crate, const char *rest)
{
	CLEANUP(str_clear) struct str module = {0};
	CLEANUP(str_clear) struct str file = {0};
	const char *root = crate->file ? crate->file : "src/lib.rs";
	size_t found;

	if (!path_join(&file, crate->folder, strlen(crate->folder), root, strlen(root)))
		return;
	str_add_mem(&module, str_text(&file), folder_length(str_text(&file)));
	found = follow(rust, &module, rest);
	if (found == NO_FILE)
		found = paths_find(rust->scan->paths, str_text(&file));
	scan_found(rust->scan, at, found);
}

/* A path "a/b/c". */
static void resolve(struct rust *rust, const char *at, const char *path)
{
	CLEANUP(str_clear) struct str module = {0};
	size_t first = strcspn(path, "/"), found;
	const char *rest = path + first + (path[first] == '/');
	const struct named_folder *crate =
		named_folder_find(&rust->scan->project->crates, path, first);
	bool own = true, keyword = true;

	str_add(&module, str_text(&rust->module));
	if (first == 5 && !memcmp(path, "crate", 5)) {
		set_to_folder(&module, str_text(&rust->root), rust->root.len);
		own = false;
	} else if (first == 5 && !memcmp(path, "super", 5)) {
		rest = leave(rust, &module, path, &own);
	} else if (first != 4 || memcmp(path, "self", 4)) {
		rest = path;
		keyword = false;
	}
	found = follow(rust, &module, rest);
	if (found == NO_FILE && !own)
		found = module_file(rust, &module);
	if (found != NO_FILE)
		scan_found(rust->scan, at, found);
	else if (!keyword && crate)
		resolve_in_crate(rust, at, crate, path + first + (path[first] == '/'));
}

/* a::b as "a/b"; behind it. */
static const char *read_path(const char *at, const char *end, struct str *path)
{
	while (at < end && path->len < MOST_PATH) {
		const char *stop = skip_word(at, end);

		if (stop == at)
			break;
		str_add(path, path->len ? "/" : "");
		str_add_mem(path, at, (size_t)(stop - at));
		at = stop;
		if (end - at < 2 || at[0] != ':' || at[1] != ':')
			break;
		at = skip_blanks(at + 2, end, true);
	}
	return at;
}

static void cut(struct str *path, size_t len)
{
	path->len = len;
	if (path->data)
		path->data[len] = '\0';
}

static void drop_self(struct str *path)
{
	if (path->len > 5 && !strcmp(str_text(path) + path->len - 5, "/self"))
		cut(path, path->len - 5);
}

/* use a::{b, c::{d, e as f}}; until the semicolon. */
static const char *read_use(struct rust *rust, const char *at)
{
	CLEANUP(str_clear) struct str path = {0};
	const char *end = rust->scan->end;
	size_t groups[MOST_GROUPS], depth = 0;

	while (at < end && *at != ';') {
		size_t before = path.len;

		if (word_stands(at, end, "as")) {
			at = skip_word(skip_blanks(at + 2, end, true), end);
			continue;
		}
		at = read_path(at, end, &path);
		if (at < end && *at == '{' && depth < MOST_GROUPS) {
			groups[depth++] = path.len;
		} else if (path.len > before || (at < end && *at == '*')) {
			drop_self(&path);
			resolve(rust, at, str_text(&path));
			cut(&path, depth ? groups[depth - 1] : 0);
			at += at < end && *at == '*';
			continue;
		} else if (at < end && *at == '}' && depth) {
			depth--;
			cut(&path, depth ? groups[depth - 1] : 0);
		}
		at += at < end && *at != ';';
	}
	return at;
}

/* mod x; is a file, mod x { opens a module right here. */
static const char *read_mod(struct rust *rust, const char *at)
{
	const char *end = rust->scan->end, *name = skip_blanks(at, end, true);
	const char *stop = skip_word(name, end), *behind = skip_blanks(stop, end, true);
	CLEANUP(str_clear) struct str path = {0};

	if (stop == name || behind >= end)
		return at;
	if (*behind == '{' && rust->inline_count < MOST_INLINE) {
		rust->inlined[rust->inline_count++] = rust->depth;
	} else if (*behind == ';' && rust->renamed) {
		if (path_join(&path, rust->scan->path, rust->scan->folder, rust->renamed,
			      rust->renamed_len))
			scan_found_path(rust->scan, name, str_text(&path));
	} else if (*behind == ';') {
		str_add(&path, str_text(&rust->module));
		str_add(&path, path.len ? "/" : "");
		str_add_mem(&path, name, (size_t)(stop - name));
		scan_found(rust->scan, name, module_file(rust, &path));
	}
	rust->renamed = NULL;
	return stop;
}

/* A path in the midst of code, where it begins with a crate that is known. */
static const char *read_mention(struct rust *rust, const char *at, size_t len)
{
	static const char *const words[] = {"crate", "super", NULL};
	CLEANUP(str_clear) struct str path = {0};
	const char *start = at;

	if (rust->scan->end - at < (ptrdiff_t)len + 2 || at[len] != ':' ||
	    at[len + 1] != ':' ||
	    !(word_in(at, len, words) ||
	      named_folder_find(&rust->scan->project->crates, at, len)))
		return at + len;
	at = read_path(at, rust->scan->end, &path);
	resolve(rust, start, str_text(&path));
	return at > start ? at : start + len;
}

static const char *read_word(struct rust *rust, const char *at, const char *stop)
{
	const char *behind, *value = skip_blanks(stop, rust->scan->end, false);

	if (word_stands(at, stop, "use"))
		return read_use(rust, skip_blanks(stop, rust->scan->end, true));
	if (word_stands(at, stop, "mod"))
		return read_mod(rust, stop);
	if (word_stands(at, stop, "path") && at > rust->scan->code && at[-1] == '[' &&
	    value < rust->scan->end && *value == '=')
		rust->renamed = scan_string(rust->scan,
					    skip_blanks(value + 1, rust->scan->end, false),
					    &rust->renamed_len, &behind);
	return read_mention(rust, at, (size_t)(stop - at));
}

void scan_rust(struct scan *scan)
{
	CLEANUP(rust_clear) struct rust rust = {.scan = scan};
	const char *at = scan->code;

	find_root(&rust);
	find_own_module(&rust);
	while (at < scan->end) {
		const char *stop = skip_word(at, scan->end);

		if (stop > at) {
			at = read_word(&rust, at, stop);
			continue;
		}
		rust.depth += *at == '{';
		if (*at == '}' && rust.depth) {
			rust.depth--;
			if (rust.inline_count &&
			    rust.inlined[rust.inline_count - 1] == rust.depth)
				rust.inline_count--;
		}
		at++;
	}
}
