#include "project.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

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

void project_finish(struct project *project)
{
	named_folders_sort(&project->modules);
	named_folders_sort(&project->crates);
	named_folders_sort(&project->namespaces);
	script_finish(project);
}

void project_clear(struct project *project)
{
	paths_clear(&project->paths);
	named_folders_clear(&project->modules);
	named_folders_clear(&project->crates);
	named_folders_clear(&project->namespaces);
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
