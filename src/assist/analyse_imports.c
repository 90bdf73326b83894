/* Who imports the files of a change, in the tree after it; of what is deleted, in the one before. */
#include <stdlib.h>
#include <string.h>

#include "analyse.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/case.h"
#include "plangate/git/objects.h"
#include "plangate/model/language.h"
#include "plangate/source/imports.h"

DEFINE_CLEANUP(struct import_graph, import_graph_free)

enum { MOST_FILES = 1000000 };

/* Every file of a tree. */
struct listing {
	struct repo *repo;
	struct strlist paths;
	struct oid *ids; /* beside paths */
	size_t id_count;
	size_t id_capacity;
};

static void listing_clear(struct listing *listing)
{
	strlist_clear(&listing->paths);
	free(listing->ids);
}

static int add_file(void *context, const char *path, unsigned mode, const struct oid *id,
		    struct pg_error *err)
{
	struct listing *listing = context;

	if ((mode & 0170000) != 0100000)
		return 0;
	if (listing->paths.count == MOST_FILES)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d files", MOST_FILES);
	strlist_add(&listing->paths, path);
	*ARRAY_PUSH(listing->ids, listing->id_count, listing->id_capacity) = *id;
	return 0;
}

static int read_file(void *context, size_t index, struct str *out, struct pg_error *err)
{
	struct listing *listing = context;
	size_t size = 0;

	if (blob_size(listing->repo, &listing->ids[index], &size, err) < 0)
		return -1;
	if (size > IMPORTS_MOST_FILE_BYTES)
		return 1;
	return blob_read(listing->repo, &listing->ids[index], IMPORTS_MOST_FILE_BYTES, out,
			 err);
}

static void add_places(struct analysed_places *places, const struct listing *listing,
		       struct import_edges edges, bool importers)
{
	for (size_t i = 0; i < edges.count; i++) {
		const struct import_edge *edge = &edges.items[i];
		struct analysed_place *place =
			ARRAY_PUSH(places->items, places->count, places->capacity);

		place->path =
			xstrdup(listing->paths.items[importers ? edge->from : edge->to]);
		place->line = (int)edge->line;
	}
}

static void add_cut(struct analysis *out, const struct import_cut *cut)
{
	if (cut->files || cut->bytes || cut->edges || cut->manifests)
		strlist_add(&out->notes,
			    "the tree is too large to look at all of it: more files may "
			    "import what changes");
	else if (cut->large_files)
		strlist_add(&out->notes, "source files over 512 KiB were not looked at for "
					 "imports");
}

/* Of the files that change, those that stand in this tree. */
static int analyse_tree(struct repo *repo, const struct oid *tree, bool deleted,
			struct analysis *out, struct pg_error *err)
{
	CLEANUP(listing_clear) struct listing listing = {.repo = repo};
	CLEANUP(import_graph_freep) struct import_graph *graph = NULL;
	struct import_source source;

	if (tree_walk(repo, tree, "", add_file, &listing, err) < 0)
		return -1;
	source = (struct import_source){(const char *const *)listing.paths.items,
					listing.paths.count, read_file, &listing};
	if (import_graph_new(&graph, &source, err) < 0)
		return -1;
	for (size_t i = 0; i < out->file_count; i++) {
		struct analysed_file *file = &out->files[i];
		size_t index;

		if ((file->change->status == CHANGE_DELETED) != deleted ||
		    !import_graph_find(graph, file->change->path, &index))
			continue;
		add_places(&file->importers, &listing, importers_of(graph, index), true);
		add_places(&file->imports, &listing, imports_of(graph, index), false);
		if (!file->is_test)
			import_graph_tests(graph, index, &file->tests);
	}
	add_cut(out, import_graph_cut(graph));
	return 0;
}

/* Whether a file of a known language is there, deleted or not. */
static bool has_source(const struct analysis *analysis, bool deleted)
{
	for (size_t i = 0; i < analysis->file_count; i++) {
		const struct change *change = analysis->files[i].change;

		if ((change->status == CHANGE_DELETED) == deleted &&
		    path_is_source(change->path))
			return true;
	}
	return false;
}

int analyse_imports(const struct pg_case *c, struct analysis *out, struct pg_error *err)
{
	if (has_source(out, false) &&
	    analyse_tree(c->repo, &c->spec.tree, false, out, err) < 0)
		return -1;
	if (has_source(out, true) &&
	    analyse_tree(c->repo, &c->spec.base_tree, true, out, err) < 0)
		return -1;
	return 0;
}
