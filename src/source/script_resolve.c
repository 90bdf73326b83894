/* JavaScript and TypeScript: from the name of an import to a file of the tree. */
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "script.h"

/* TypeScript is imported by the name that it will have as JavaScript. */
static const struct {
	const char *written, *meant;
} stand_ins[] = {
	{".js", ".ts"},	  {".js", ".tsx"},  {".js", ".d.ts"},
	{".jsx", ".tsx"}, {".mjs", ".mts"}, {".cjs", ".cts"},
};

static size_t find_with(const struct paths *paths, const char *path, size_t len,
			const char *ending)
{
	CLEANUP(str_clear) struct str whole = {0};

	str_add_mem(&whole, path, len);
	str_add(&whole, ending);
	return paths_find(paths, str_text(&whole));
}

static size_t find_with_forms(const struct scan *scan, const char *path, size_t len)
{
	const char *const *form = scan->language->import_forms;
	size_t found = NO_FILE;

	for (; *form && found == NO_FILE; form++)
		found = find_with(scan->paths, path, len, *form);
	return found;
}

static size_t find_stand_in(const struct paths *paths, const char *path, size_t len)
{
	size_t found = NO_FILE;

	for (size_t i = 0; i < sizeof(stand_ins) / sizeof(*stand_ins); i++) {
		size_t written = strlen(stand_ins[i].written);

		if (found == NO_FILE && len > written &&
		    !strcmp(path + len - written, stand_ins[i].written))
			found = find_with(paths, path, len - written, stand_ins[i].meant);
	}
	return found;
}

/* The file that a path stands for when it is imported: itself, with an ending, or the index of a
 * folder; NO_FILE if there is none. */
static size_t imported_file(const struct scan *scan, const char *path)
{
	const struct paths *paths = scan->paths;
	CLEANUP(str_clear) struct str index = {0};
	size_t len = strlen(path);
	size_t found = paths_find(paths, path);

	if (found == NO_FILE && len)
		found = find_with_forms(scan, path, len);
	if (found == NO_FILE)
		found = find_stand_in(paths, path, len);
	if (found != NO_FILE || !paths_have_folder(paths, path))
		return found;
	str_add(&index, path);
	str_add(&index, len ? "/index" : "index");
	return find_with_forms(scan, str_text(&index), index.len);
}

static bool found_at(struct scan *scan, const char *at, const char *folder,
		     size_t folder_len, const char *name, size_t len)
{
	CLEANUP(str_clear) struct str path = {0};

	return path_join(&path, folder, folder_len, name, len) &&
	       scan_found(scan, at, imported_file(scan, str_text(&path)));
}

/* "@/ *" against "@/a/b": what the asterisk stands for. */
static bool matches(const char *pattern, const char *name, size_t len, const char **star,
		    size_t *star_len)
{
	const char *asterisk = strchr(pattern, '*');
	size_t before = asterisk ? (size_t)(asterisk - pattern) : strlen(pattern);
	size_t behind = asterisk ? strlen(asterisk + 1) : 0;

	if (len < before + behind || memcmp(name, pattern, before) != 0 ||
	    (!asterisk && len != before) ||
	    (asterisk && memcmp(name + len - behind, asterisk + 1, behind) != 0))
		return false;
	*star = name + before;
	*star_len = len - before - behind;
	return true;
}

/* The targets of one pattern, its asterisk filled in. */
static bool found_target(struct scan *scan, const char *at, const char *base,
			 const struct value *targets, const char *star, size_t star_len)
{
	for (size_t i = 0; targets->kind == VALUE_LIST && i < targets->count; i++) {
		CLEANUP(str_clear) struct str target = {0};
		const char *text = targets->items[i].text, *asterisk;

		if (targets->items[i].kind != VALUE_STRING)
			continue;
		asterisk = strchr(text, '*');
		str_add_mem(&target, text,
			    asterisk ? (size_t)(asterisk - text) : strlen(text));
		if (asterisk) {
			str_add_mem(&target, star, star_len);
			str_add(&target, asterisk + 1);
		}
		if (found_at(scan, at, base, strlen(base), str_text(&target), target.len))
			return true;
	}
	return false;
}

/* The `paths` of a config: the pattern with the longest beginning wins. */
static bool found_by_config(struct scan *scan, const char *at,
			    const struct script_config *config, const char *name,
			    size_t len)
{
	const char *star = NULL, *best_star = NULL;
	size_t star_len = 0, best_len = 0, best_fixed = 0, best = 0;

	for (size_t i = 0; config->paths && i < config->paths->count; i++) {
		const char *pattern = value_key(config->paths, i)->text;
		size_t fixed = 1 + strcspn(pattern, "*");

		if (fixed <= best_fixed || !matches(pattern, name, len, &star, &star_len))
			continue;
		best = i;
		best_fixed = fixed;
		best_star = star;
		best_len = star_len;
	}
	if (best_fixed && found_target(scan, at, config->paths_base,
				       value_at(config->paths, best), best_star, best_len))
		return true;
	return config->base &&
	       found_at(scan, at, config->base, strlen(config->base), name, len);
}

/* The configs of one folder: those whose path begins with it and this word. */
static bool found_by_folder(struct scan *scan, const char *at, size_t folder,
			    const char *word, const char *name, size_t len)
{
	const struct project *project = scan->project;
	CLEANUP(str_clear) struct str prefix = {0};
	size_t low = 0, high = project->config_count;

	str_add_mem(&prefix, scan->path, folder);
	str_add(&prefix, folder ? "/" : "");
	str_add(&prefix, word);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(project->configs[middle].path, str_text(&prefix)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < project->config_count; low++) {
		const struct script_config *config = &project->configs[low];

		if (strncmp(config->path, str_text(&prefix), prefix.len) != 0)
			return false;
		if (!strchr(config->path + prefix.len, '/') &&
		    found_by_config(scan, at, config, name, len))
			return true;
	}
	return false;
}

/* The configs in the folders above the file, the nearest first. */
static bool found_by_configs(struct scan *scan, const char *at, const char *name,
			     size_t len)
{
	size_t folder = scan->folder;

	while (scan->project->config_count) {
		if (found_by_folder(scan, at, folder, "tsconfig", name, len) ||
		    found_by_folder(scan, at, folder, "jsconfig", name, len))
			return true;
		if (!folder)
			break;
		while (folder && scan->path[folder - 1] != '/')
			folder--;
		folder -= folder > 0;
	}
	return false;
}

/* A build may put its output elsewhere than its sources: dist/x.js is src/x.ts. */
static bool found_source_of(struct scan *scan, const char *at, const char *folder,
			    const char *name, size_t len)
{
	static const char *const outputs[] = {"dist/", "lib/", "build/", "out/"};

	if (len > 2 && !memcmp(name, "./", 2)) {
		name += 2;
		len -= 2;
	}
	for (size_t i = 0; i < sizeof(outputs) / sizeof(*outputs); i++) {
		CLEANUP(str_clear) struct str moved = {0};
		size_t skip = strlen(outputs[i]);

		if (len <= skip || memcmp(name, outputs[i], skip) != 0)
			continue;
		str_add(&moved, "src/");
		str_add_mem(&moved, name + skip, len - skip);
		if (found_at(scan, at, folder, strlen(folder), str_text(&moved), moved.len))
			return true;
	}
	return false;
}

/* @scope/name or name, and what stands behind it. */
static size_t package_length(const char *name, size_t len)
{
	const char *slash = memchr(name, '/', len);

	if (slash && *name == '@')
		slash = memchr(slash + 1, '/', len - (size_t)(slash + 1 - name));
	return slash ? (size_t)(slash - name) : len;
}

static bool found_by_package(struct scan *scan, const char *at, const char *name,
			     size_t len)
{
	size_t own = package_length(name, len);
	const struct script_package *package =
		script_package_find(scan->project, name, own);
	CLEANUP(str_clear) struct str sub = {0};
	CLEANUP(str_clear) struct str target = {0};
	size_t root;

	if (!package)
		return false;
	root = strlen(package->folder);
	str_add_char(&sub, '.');
	str_add_mem(&sub, name + own, len - own);
	if (script_exported(package, str_text(&sub), &target) &&
	    (found_at(scan, at, package->folder, root, str_text(&target), target.len) ||
	     found_source_of(scan, at, package->folder, str_text(&target), target.len)))
		return true;
	if (found_at(scan, at, package->folder, root, str_text(&sub), sub.len))
		return true;
	str_reset(&target);
	str_addf(&target, "src/%s", str_text(&sub));
	return found_at(scan, at, package->folder, root, str_text(&target), target.len);
}

/* "@/x" and "~/x" are no packages: bundlers are told of them in ways that cannot be read here. */
static void find_by_custom(struct scan *scan, const char *at, const char *name, size_t len)
{
	static const char *const roots[] = {"src/", "app/", ""};
	size_t folder = scan->folder;

	for (;;) {
		for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
			CLEANUP(str_clear) struct str path = {0};

			str_add(&path, roots[i]);
			str_add_mem(&path, name, len);
			if (found_at(scan, at, scan->path, folder, str_text(&path),
				     path.len))
				return;
		}
		if (!folder)
			return;
		while (folder && scan->path[folder - 1] != '/')
			folder--;
		folder -= folder > 0;
	}
}

void script_resolve(struct scan *scan, const char *at, const char *name, size_t len)
{
	const char *query = memchr(name, '?', len);

	/* "./x.svg?raw" tells a bundler how to load x.svg. */
	len = query ? (size_t)(query - name) : len;
	if (!len || len > MOST_PATH || memchr(name, '\n', len))
		return;
	if (*name == '.') {
		found_at(scan, at, scan->path, scan->folder, name, len);
		return;
	}
	if (found_by_configs(scan, at, name, len) || found_by_package(scan, at, name, len))
		return;
	if (len > 2 && (*name == '@' || *name == '~') && name[1] == '/')
		find_by_custom(scan, at, name + 2, len - 2);
}
