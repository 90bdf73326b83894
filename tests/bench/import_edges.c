/*
 * Print the import graph of a commit as `from<TAB>to<TAB>line`, for eval_imports.py.
 * usage: import_edges COMMIT      in a repository
 */
#include <stdio.h>
#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/source/imports.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct import_graph, import_graph_free)

/* Every file of the tree. */
struct tree {
	struct repo *repo;
	char **paths;
	struct oid *ids;
	size_t count, capacity, id_capacity;
};

static void tree_clear(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		free(tree->paths[i]);
	free(tree->paths);
	free(tree->ids);
}

static int add_file(void *context, const char *path, unsigned mode, const struct oid *id,
		    struct pg_error *err)
{
	struct tree *tree = context;

	(void)err;
	if ((mode & 0170000) != 0100000)
		return 0;
	ARRAY_RESERVE(tree->ids, tree->count, tree->id_capacity);
	tree->ids[tree->count] = *id;
	*ARRAY_PUSH(tree->paths, tree->count, tree->capacity) = xstrdup(path);
	return 0;
}

static int read_file(void *context, size_t index, struct str *out, struct pg_error *err)
{
	struct tree *tree = context;
	size_t size = 0;

	if (blob_size(tree->repo, &tree->ids[index], &size, err) < 0)
		return -1;
	if (size > IMPORTS_MOST_FILE_BYTES)
		return 1;
	return blob_read(tree->repo, &tree->ids[index], IMPORTS_MOST_FILE_BYTES, out, err);
}

static void print_graph(const struct tree *tree, const struct import_graph *graph)
{
	const struct import_cut *cut = import_graph_cut(graph);

	for (size_t i = 0; i < tree->count; i++) {
		struct import_edges edges = imports_of(graph, i);

		for (size_t k = 0; k < edges.count; k++)
			printf("%s\t%s\t%u\n", tree->paths[i],
			       tree->paths[edges.items[k].to], edges.items[k].line);
	}
	if (cut->large_files)
		fprintf(stderr, "%zu files were too large\n", cut->large_files);
	if (cut->files || cut->bytes || cut->edges || cut->manifests)
		fprintf(stderr, "a limit cut the analysis short\n");
}

static int run(const char *commit, struct tree *tree, struct pg_error *err)
{
	CLEANUP(import_graph_freep) struct import_graph *graph = NULL;
	struct import_source source = {.read = read_file, .context = tree};
	struct oid id, root;

	if (!oid_parse(&id, commit))
		return pg_fail(err, PG_ERR_USAGE, "not a commit id: %s", commit);
	if (commit_tree(tree->repo, &id, &root, err) < 0 ||
	    tree_walk(tree->repo, &root, "", add_file, tree, err) < 0)
		return -1;
	source.paths = (const char *const *)tree->paths;
	source.count = tree->count;
	if (import_graph_new(&graph, &source, err) < 0)
		return -1;
	print_graph(tree, graph);
	return 0;
}

int main(int argc, char **argv)
{
	CLEANUP(tree_clear) struct tree tree = {0};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct pg_error err = {0};

	if (argc != 2) {
		fputs("usage: import_edges COMMIT\n", stderr);
		return 2;
	}
	if (repo_open(&repo, &err) < 0 ||
	    (tree.repo = repo, run(argv[1], &tree, &err)) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return 3;
	}
	return 0;
}
