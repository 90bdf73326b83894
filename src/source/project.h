/* project.h - what the manifests of a tree say of names: modules, packages, crates and aliases. */
#ifndef PLANGATE_SRC_SOURCE_PROJECT_H
#define PLANGATE_SRC_SOURCE_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "named_folder.h"
#include "paths.h"
#include "plangate/base/value.h"

/* A package.json: its folder and what it says. */
struct script_package {
	const char *name; /* in value */
	char *folder;
	struct value value;
};

/* A tsconfig.json or jsconfig.json. */
struct script_config {
	char *path;
	struct value value;
	const struct value *paths; /* of it or of what it extends; NULL: none */
	char *paths_base;	   /* the folder that the paths begin in */
	char *base;		   /* the folder of baseUrl, or NULL */
};

struct project {
	struct paths paths;
	struct named_folders modules; /* of go.mod */
	struct named_folders crates;  /* of Cargo.toml, '-' written '_' */
	struct named_folders
		namespaces; /* of composer.json, each with its last backslash */
	struct script_package *packages; /* sorted by name */
	size_t package_count, package_capacity;
	struct script_config *configs; /* in the order of paths */
	size_t config_count, config_capacity;
	bool manifests_cut;
};

/* Take the manifest at a path, if it is one. Broken ones are left out: what cannot be read says
 * nothing. */
bool project_is_manifest(const char *path);
void project_take(struct project *project, const char *path, const struct str *text);

/* To be called when all manifests were taken. */
void project_finish(struct project *project);
void project_clear(struct project *project);

/* What project.c's table of manifests points to. */
void go_take_manifest(struct project *project, const char *path, const struct str *text);
void rust_take_manifest(struct project *project, const char *path, const struct str *text);
void php_take_manifest(struct project *project, const char *path, const struct str *text);
void script_take_package(struct project *project, const char *path, const struct str *text);
void script_take_config(struct project *project, const char *path, const struct str *text);
void script_finish(struct project *project);

#endif
