/* tree.h - a tree in memory: paths and texts side by side, and its import graph as text. */
#ifndef PLANGATE_TESTS_SOURCE_TREE_H
#define PLANGATE_TESTS_SOURCE_TREE_H

#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/source/imports.h"

DEFINE_CLEANUP(struct import_graph, import_graph_free)

struct file {
	const char *path, *text;
};

enum { TREE_MOST_FILES = 64 };

struct tree {
	const char *paths[TREE_MOST_FILES], *texts[TREE_MOST_FILES];
	size_t count;
};

static inline int tree_read(void *context, size_t index, struct str *out,
			    struct pg_error *err)
{
	(void)err;
	str_add(out, ((struct tree *)context)->texts[index]);
	return 0;
}

static inline int compare_files(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

/* The graph of files given in any order; the tree must live as long. */
static inline struct import_graph *tree_graph(struct tree *tree, const struct file *files,
					      size_t count)
{
	struct file sorted[TREE_MOST_FILES];
	struct import_source source = {tree->paths, count, tree_read, tree};
	struct import_graph *graph = NULL;
	struct pg_error err = {0};

	assert_true(count <= TREE_MOST_FILES);
	memcpy(sorted, files, count * sizeof(*files));
	qsort(sorted, count, sizeof(*sorted), compare_files);
	tree->count = count;
	for (size_t i = 0; i < count; i++) {
		tree->paths[i] = sorted[i].path;
		tree->texts[i] = sorted[i].text;
	}
	if (import_graph_new(&graph, &source, &err) < 0)
		fail_msg("%s", err.text);
	return graph;
}

/* "to:line to:line" of one file, by path. */
static inline char *imports_text(const struct tree *tree, const struct import_graph *graph,
				 const char *path)
{
	struct str out = {0};
	struct import_edges edges;
	size_t file = 0;

	assert_true(import_graph_find(graph, path, &file));
	edges = imports_of(graph, file);
	for (size_t i = 0; i < edges.count; i++)
		str_addf(&out, "%s%s:%u", i ? " " : "", tree->paths[edges.items[i].to],
			 edges.items[i].line);
	return str_take(&out);
}

/* Hold the imports of one file of a tree against what is expected. */
static inline void assert_imports(const struct file *files, size_t count, const char *path,
				  const char *expected)
{
	struct tree tree;
	CLEANUP(import_graph_freep)
	struct import_graph *graph = tree_graph(&tree, files, count);
	CLEANUP(freep) char *text = imports_text(&tree, graph, path);

	assert_string_equal(text, expected);
}

#define ASSERT_IMPORTS(files, path, expected)                                              \
	assert_imports(files, TEST_COUNT(files), path, expected)

#endif
