/* Who imports whom, for the first policy: how many files but tests name each source file. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/git/objects.h"
#include "plangate/model/language.h"
#include "plangate/source/imports.h"
#include "propose_internal.h"

DEFINE_CLEANUP(struct import_graph, import_graph_free)

/* Folders of what is not the project's own, or not read again once it is written. */
static const char *const others[] = {"migrations/", "vendor/", "node_modules/",
				     "third_party/", NULL};

bool source_is_code(const char *path)
{
	for (const char *const *other = others; *other; other++)
		if (strstr(path, *other))
			return false;
	return path_is_source(path) && !path_is_test(path);
}

struct source_reading {
	struct repo *repo;
	const struct sources *sources;
};

static int read_source(void *context, size_t index, struct str *out, struct pg_error *err)
{
	const struct source_reading *reading = context;
	const struct oid *id = &reading->sources->items[index].id;
	size_t size = 0;

	if (!blob_is_here(reading->repo, id))
		return 1;
	if (blob_size(reading->repo, id, &size, err) < 0)
		return -1;
	if (size > IMPORTS_MOST_FILE_BYTES)
		return 1;
	return blob_read(reading->repo, id, IMPORTS_MOST_FILE_BYTES, out, err);
}

int sources_count_imports(struct repo *repo, struct sources *sources, struct pg_error *err)
{
	CLEANUP(import_graph_freep) struct import_graph *graph = NULL;
	CLEANUP(freep) const char **paths = xcalloc(sources->count + 1, sizeof(*paths));
	struct source_reading reading = {repo, sources};
	struct import_source tree = {paths, sources->count, read_source, &reading};

	for (size_t i = 0; i < sources->count; i++)
		paths[i] = sources->items[i].path;
	if (import_graph_new(&graph, &tree, err) < 0)
		return -1;
	for (size_t i = 0; i < sources->count; i++) {
		struct import_edges edges = importers_of(graph, i);

		if (!source_is_code(paths[i]))
			continue;
		sources->items[i].lines = import_graph_lines(graph, i);
		for (size_t k = 0; k < edges.count; k++)
			sources->items[i].importers +=
				source_is_code(paths[edges.items[k].from]);
	}
	return 0;
}
