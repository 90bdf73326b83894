/* Any bytes, as a source file and as a manifest of each language: imports and symbols. */
#include <stdint.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/source/imports.h"
#include "plangate/source/symbols.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const paths[] = {
	"Cargo.toml",	"a/b.java",	 "a/b.kt",  "a/b.py",	    "a/b.rb",
	"a/b.rs",	"a/c.cpp",	 "a/c.cs",  "a/c.ex",	    "a/c.go",
	"a/c.js",	"a/c.php",	 "a/c.vue", "a/d.h",	    "a/e.ts",
	"a/f.swift",	"composer.json", "go.mod",  "package.json", "src/a.rs",
	"src/b/mod.rs", "tsconfig.json",
};

enum { PATHS = sizeof(paths) / sizeof(*paths) };

struct input {
	const uint8_t *data;
	size_t size;
};

static int read_input(void *context, size_t index, struct str *out, struct pg_error *err)
{
	const struct input *input = context;

	(void)index;
	(void)err;
	str_add_mem(out, input->data, input->size);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = {data, size};
	const struct import_source source = {paths, PATHS, read_input, &input};
	struct import_graph *graph = NULL;
	struct pg_error err;

	if (import_graph_new(&graph, &source, &err) == 0)
		import_graph_free(graph);
	for (size_t i = 0; i < PATHS; i++) {
		CLEANUP(symbols_clear) struct symbols symbols = {0};

		if (symbols_read(&symbols, paths[i], (const char *)data, size, &err) == 0)
			symbols_find(&symbols, "a::b");
	}
	return 0;
}
