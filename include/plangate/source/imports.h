/*
 * imports.h - which files of a tree import which others.
 *
 * Read are Python, JavaScript and TypeScript (with Vue and Svelte), C and C++, Go, Java, Kotlin,
 * Scala, Rust, Ruby and PHP. What an import means is told by the text alone: nothing is run, and
 * no package outside the tree is looked for. Conventions:
 *
 * - `from a import b` is an import of a/b.py where there is one, else of a.py or a/__init__.py;
 *   `import a.b` is one of a/b.py alone, not of each package above it.
 * - A Go import, a Java import with `*`, and a Go package's every file but its tests stand for one
 *   another: the package is imported, so all of its files are.
 * - In C a name is looked for beside the file, in the folders above it, then by the end of the path
 *   anywhere, the nearest first; of those equally near all count, MOST_LIKE_NEAR at most.
 * - Out of scope, because no text says it: files of one Java or Go package or PHP namespace that
 *   use one another without an import, constants that Rails loads by name, C# and Swift.
 */
#ifndef PLANGATE_SOURCE_IMPORTS_H
#define PLANGATE_SOURCE_IMPORTS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

struct pg_error;

/* What is beyond a limit is left out, and import_graph_cut() tells. */
enum {
	IMPORTS_MOST_FILE_BYTES = 512 << 10, /* a larger file is not read */
	IMPORTS_MOST_FILES = 50000,	     /* so many files are read */
	IMPORTS_MOST_BYTES = 256 << 20,	     /* so much text, all files together */
	IMPORTS_MOST_EDGES = 4000000,
	IMPORTS_MOST_OF_FILE = 20000,  /* edges from one file */
	IMPORTS_MOST_MANIFESTS = 2000, /* package.json, go.mod and the like */
	MOST_LIKE_NEAR = 4,
};

/* A tree: its paths, sorted by bytes and each once, and how to read a file. */
struct import_source {
	const char *const *paths;
	size_t count;
	/* Append the text of file `index` to out. 0; 1: it is too large, and left out; -1: err. */
	int (*read)(void *context, size_t index, struct str *out, struct pg_error *err);
	void *context;
};

struct import_edge {
	size_t from, to; /* indices of paths */
	unsigned line;	 /* in `from`, the first where several are */
};

struct import_edges {
	const struct import_edge *items;
	size_t count;
};

struct import_graph;

/* Whether a file tells what imports mean (go.mod, package.json and the like): a caller that leaves
 * files out of a tree keeps these. */
bool import_is_manifest(const char *path);

/* Read a tree; the caller frees with import_graph_free(). The paths are borrowed while it lives.
 * -1: a read failed, or the paths are not sorted. */
int import_graph_new(struct import_graph **out, const struct import_source *source,
		     struct pg_error *err);
void import_graph_free(struct import_graph *graph); /* accepts NULL */

/* The index of a path; false if the tree has no such file. */
bool import_graph_find(const struct import_graph *graph, const char *path, size_t *index);

/* What a file imports, by path; who imports it, by path. Borrowed; no edge from a file to itself,
 * and one for two files. */
struct import_edges imports_of(const struct import_graph *graph, size_t file);
struct import_edges importers_of(const struct import_graph *graph, size_t file);

/* Lines of a file; 0 for one that was not read. */
size_t import_graph_lines(const struct import_graph *graph, size_t file);

/* The paths of the tests that cover a file, sorted: those that import it, and those that are named
 * for it. Appended to out. */
void import_graph_tests(const struct import_graph *graph, size_t file, struct strlist *out);

/* What was left out. All false and 0: everything was looked at. */
struct import_cut {
	size_t large_files; /* larger than IMPORTS_MOST_FILE_BYTES */
	bool files, bytes, edges, manifests;
};
const struct import_cut *import_graph_cut(const struct import_graph *graph);

#endif
