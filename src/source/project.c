#include "project.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"

static const struct manifest {
	const char *pattern; /* of the file's name */
	void (*take)(struct project *project, const char *path, const struct str *text);
} manifests[] = {
	{"go.mod", go_take_manifest},
	{"Cargo.toml", rust_take_manifest},
	{"composer.json", php_take_manifest},
	{"package.json", script_take_package},
	{"[tj]sconfig*.json", script_take_config},
};

static const struct manifest *manifest_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	for (size_t i = 0; i < sizeof(manifests) / sizeof(*manifests); i++)
		if (!fnmatch(manifests[i].pattern, slash ? slash + 1 : path, 0))
			return &manifests[i];
	return NULL;
}

bool project_is_manifest(const char *path)
{
	return manifest_of(path) && !strstr(path, "node_modules/");
}

void project_take(struct project *project, const char *path, const struct str *text)
{
	manifest_of(path)->take(project, path, text);
}

struct named_folder *named_folder_add(struct named_folders *list, const char *name,
				      size_t name_len, const char *folder,
				      size_t folder_len)
{
	struct named_folder *item = ARRAY_PUSH(list->items, list->count, list->capacity);

	item->name = xmemdup(name, name_len);
	item->folder = xmemdup(folder, folder_len);
	return item;
}

static int by_name(const void *a, const void *b)
{
	const struct named_folder *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	return order ? order : strcmp(left->folder, right->folder);
}

static void sort_folders(struct named_folders *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), by_name);
}

const struct named_folder *named_folder_find(const struct named_folders *list,
					     const char *name, size_t len)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *item = list->items[middle].name;
		int order = strncmp(item, name, len);

		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	/* Names that are longer stand behind the one that is equal. */
	if (low < list->count && !strncmp(list->items[low].name, name, len) &&
	    !list->items[low].name[len])
		return &list->items[low];
	return NULL;
}

void project_finish(struct project *project)
{
	sort_folders(&project->modules);
	sort_folders(&project->crates);
	sort_folders(&project->namespaces);
	script_finish(project);
}

static void folders_clear(struct named_folders *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].folder);
		free(list->items[i].file);
	}
	free(list->items);
}

void project_clear(struct project *project)
{
	paths_clear(&project->paths);
	folders_clear(&project->modules);
	folders_clear(&project->crates);
	folders_clear(&project->namespaces);
	for (size_t i = 0; i < project->package_count; i++) {
		free(project->packages[i].folder);
		value_clear(&project->packages[i].value);
	}
	free(project->packages);
	for (size_t i = 0; i < project->config_count; i++) {
		free(project->configs[i].path);
		free(project->configs[i].base);
		free(project->configs[i].paths_base);
		value_clear(&project->configs[i].value);
	}
	free(project->configs);
	*project = (struct project){0};
}
