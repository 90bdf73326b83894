/* The graph both ways, its limits, and the tests that cover a file. */
#include "tree.h"

static const struct file project[] = {
	{"src/foo.py", "x = 1\ny = 2\n"},
	{"src/bar.py", "import foo\nimport foo\nimport bar\n"},
	{"tests/test_foo.py", ""},
	{"tests/test_other.py", "import x, \\\n  src.foo\n"},
	{"tests/test_bar.js", ""},
	{"tests/bar.py", ""},
};

static void importers_are_imports_turned_round(void **state)
{
	struct tree tree;
	CLEANUP(import_graph_freep)
	struct import_graph *graph = tree_graph(&tree, project, TEST_COUNT(project));
	struct import_edges edges;
	size_t file = 99;

	(void)state;
	assert_false(import_graph_find(graph, "src/none.py", &file));
	assert_int_equal(file, 99);
	assert_true(import_graph_find(graph, "src/foo.py", &file));
	edges = importers_of(graph, file);
	assert_int_equal(edges.count, 2);
	assert_string_equal(tree.paths[edges.items[0].from], "src/bar.py");
	assert_int_equal(edges.items[0].line, 1);
	assert_string_equal(tree.paths[edges.items[1].from], "tests/test_other.py");
	assert_int_equal(edges.items[1].line, 2);
	assert_int_equal(import_graph_lines(graph, file), 2);
}

static void assert_tests(const char *path, const char *expected)
{
	struct tree tree;
	CLEANUP(import_graph_freep)
	struct import_graph *graph = tree_graph(&tree, project, TEST_COUNT(project));
	CLEANUP(strlist_clear) struct strlist tests = {0};
	CLEANUP(str_clear) struct str text = {0};
	size_t file = 0;

	assert_true(import_graph_find(graph, path, &file));
	import_graph_tests(graph, file, &tests);
	for (size_t i = 0; i < tests.count; i++)
		str_addf(&text, "%s ", tests.items[i]);
	assert_string_equal(str_text(&text), expected);
}

static void tests_import_or_are_named_for_a_file(void **state)
{
	(void)state;
	assert_tests("src/foo.py", "tests/test_foo.py tests/test_other.py ");
	assert_tests("src/bar.py", "tests/bar.py ");
}

static int refuse_second(void *context, size_t index, struct str *out, struct pg_error *err)
{
	(void)context;
	(void)err;
	str_add(out, index ? "" : "import b, c\n");
	return index == 1;
}

static void what_is_left_out_is_told(void **state)
{
	static const char *const paths[] = {"a.py", "b.py", "c.py"};
	const struct import_source source = {paths, 3, refuse_second, NULL};
	CLEANUP(import_graph_freep) struct import_graph *graph = NULL;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(import_graph_new(&graph, &source, &err), 0);
	assert_int_equal(import_graph_cut(graph)->large_files, 1);
	assert_false(import_graph_cut(graph)->files || import_graph_cut(graph)->edges);
	assert_int_equal(imports_of(graph, 0).count, 2);
}

static void paths_must_be_sorted(void **state)
{
	static const char *const paths[] = {"b.py", "a.py"};
	const struct import_source source = {paths, 2, refuse_second, NULL};
	struct import_graph *graph = NULL;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(import_graph_new(&graph, &source, &err), -1);
	assert_null(graph);
}

static void an_empty_tree_has_a_graph(void **state)
{
	const struct import_source source = {NULL, 0, refuse_second, NULL};
	CLEANUP(import_graph_freep) struct import_graph *graph = NULL;
	struct pg_error err = {0};
	size_t file;

	(void)state;
	assert_int_equal(import_graph_new(&graph, &source, &err), 0);
	assert_false(import_graph_find(graph, "", &file));
}

/* Texts that a careless scanner reads once for each of their bytes; each takes well under a second. */
static int read_hostile(void *context, size_t index, struct str *out, struct pg_error *err)
{
	static const char *const pieces[] = {
		"import ",     "import(",	  "'\\", "`${",	   "=/[",
		"R\"(",	       "from . import (", "/*",	 "<<A\n",  "use a::{",
		"#include \"", "require ",	  "(",	 "\"\"\"", "r#\"",
		"{\n"};

	(void)err;
	(void)context;
	while (out->len < 400 << 10)
		str_add(out, pieces[index % TEST_COUNT(pieces)]);
	return 0;
}

static void hostile_texts_take_linear_time(void **state)
{
	static const char *const endings[] = {"c",  "go", "java", "js", "php",
					      "py", "rb", "rs",	  "vue"};
	enum { PIECES = 16, FILES = 9 * PIECES };
	CLEANUP(strlist_clear) struct strlist paths = {0};
	CLEANUP(import_graph_freep) struct import_graph *graph = NULL;
	struct import_source source = {.count = FILES, .read = read_hostile};
	struct pg_error err = {0};

	(void)state;
	for (size_t i = 0; i < FILES; i++) {
		CLEANUP(str_clear) struct str path = {0};

		str_addf(&path, "%03zu.%s", i, endings[i / PIECES]);
		strlist_add(&paths, str_text(&path));
	}
	source.paths = (const char *const *)paths.items;
	assert_int_equal(import_graph_new(&graph, &source, &err), 0);
	assert_int_equal(import_graph_cut(graph)->large_files, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(importers_are_imports_turned_round),
		cmocka_unit_test(tests_import_or_are_named_for_a_file),
		cmocka_unit_test(what_is_left_out_is_told),
		cmocka_unit_test(paths_must_be_sorted),
		cmocka_unit_test(an_empty_tree_has_a_graph),
		cmocka_unit_test(hostile_texts_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
