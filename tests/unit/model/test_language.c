/* The table of languages, and the one answer to what is a test: by code, and by patterns. */
#include "../test.h"

#include <string.h>

#include "model/language_internal.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/str.h"

static void take_patterns(struct glob_list *globs)
{
	CLEANUP(strlist_clear) struct strlist patterns = {0};
	struct pg_error err = {0};

	test_patterns(&patterns);
	for (size_t i = 0; i < patterns.count; i++) {
		struct glob *glob = NULL;

		if (glob_new(&glob, patterns.items[i], 0, &err) < 0)
			fail_msg("%s", err.text);
		glob_list_take(globs, glob);
	}
}

static const struct {
	const char *path;
	bool is_test;
} paths[] = {
	/* by a folder, whatever stands there */
	{"tests/test_foo.py", true},
	{"src/test/java/FooTest.java", true},
	{"web/__tests__/helper.js", true},
	{"web/__mocks__/api.ts", true},
	{"spec/support/login.rb", true},
	{"e2e/login.go", true},
	{"Tests/AppTests/App.swift", true},
	{"pkg/testdata/in.json", true},
	{"tests/notes.md", true},
	{"test/fixtures/users.sql", true},
	{"lib/fixtures/users.yml", true},
	{"a/integration_tests/run.sh", true},
	/* by the name, as each language has it */
	{"src/test_parser.c", true},
	{"src/test-parser.c", true},
	{"src/parser_test.cc", true},
	{"src/ParserTest.cpp", true},
	{"app/PlayerSpec.m", true},
	{"pkg/foo_test.go", true},
	{"pkg/test_foo.py", true},
	{"pkg/foo_tests.py", true},
	{"pkg/conftest.py", true},
	{"app/tests.py", true},
	{"stubs/test_foo.pyi", true},
	{"src/foo.spec.ts", true},
	{"src/foo.test.mts", true},
	{"src/foo-test.js", true},
	{"src/app.e2e-spec.ts", true},
	{"src/login.cy.ts", true},
	{"src/Button.stories.tsx", true},
	{"test.js", true},
	{"src/FooTest.java", true},
	{"src/FooIT.java", true},
	{"src/FooTestCase.java", true},
	{"src/FooSpec.kt", true},
	{"src/FooSpec.groovy", true},
	{"src/FooTests.cs", true},
	{"src/FooTest.php", true},
	{"src/tests.rs", true},
	{"src/foo_test.rs", true},
	{"app/foo_spec.rb", true},
	{"lib/foo_test.exs", true},
	{"lib/foo_test.dart", true},
	{"lua/foo_spec.lua", true},
	{"src/FooSpec.hs", true},
	{"x.bats", true},
	{"features/login.feature", true},
	/* what only looks like one */
	{"src/latest.c", false},
	{"src/contest/a.py", false},
	{"src/contest.py", false},
	{"src/con_test_ant.py", false},
	{"attest.go", false},
	{"pkg/test_foo.go", false},
	{"pkg/foo-test.go", false},
	{"pkg/foo_spec.go", false},
	{"src/testing.md", false},
	{"test_plan.md", false},
	{"docs/foo_test.txt", false},
	{"src/tester.c", false},
	{"src/testable.rs", false},
	{"src/chain_spec.rs", false},
	{"src/inflate_spec.c", false},
	{"src/openapi_spec.py", false},
	{"src/IvParameterSpec.java", false},
	{"src/AUDIT.java", false},
	{"src/Credit.java", false},
	{"src/Latest.java", false},
	{"src/fastest.ts", false},
	{"src/Contests.cs", false},
	{"src/attestation/Key.kt", false},
	{"testimonials/index.html", false},
	{"tests", false},
	{"Makefile", false},
	{".py", false},
	{"a.test/x.py", false},
	{"", false},
};

static void one_question_has_one_answer(void **state)
{
	CLEANUP(glob_list_clear) struct glob_list globs = {0};

	(void)state;
	take_patterns(&globs);
	for (size_t i = 0; i < TEST_COUNT(paths); i++) {
		if (path_is_test(paths[i].path) != paths[i].is_test)
			fail_msg("by code: %s", paths[i].path);
		if (!glob_list_find(&globs, paths[i].path) == paths[i].is_test)
			fail_msg("by patterns: %s", paths[i].path);
	}
}

/* Each name that can be put together of these, in each language. */
static void patterns_say_what_code_says(void **state)
{
	static const char *const words[] = {"",	    "test",	"tests", "Test", "Tests",
					    "spec", "Spec",	"IT",	 "cy",	 "conftest",
					    "foo",  "TestCase", "a1",	 "B",	 "stories"};
	static const char *const marks[] = {"", "_", "-", ".", "x", "X", "7"};
	CLEANUP(glob_list_clear) struct glob_list globs = {0};
	size_t tests = 0;

	(void)state;
	take_patterns(&globs);
	for (const struct language *const *family = language_families; *family; family++)
		for (const struct language *row = *family; row->name; row++)
			for (size_t i = 0;
			     i < TEST_COUNT(words) * TEST_COUNT(words) * TEST_COUNT(marks);
			     i++) {
				CLEANUP(str_clear) struct str path = {0};
				size_t len = strcspn(row->endings + 1, " ");

				str_addf(&path, "a.b/%s%s%s", words[i % TEST_COUNT(words)],
					 marks[i / TEST_COUNT(words) % TEST_COUNT(marks)],
					 words[i / TEST_COUNT(words) / TEST_COUNT(marks)]);
				str_add_mem(&path, row->endings + 1, len);
				tests += path_is_test(str_text(&path));
				if (path_is_test(str_text(&path)) !=
				    !!glob_list_find(&globs, str_text(&path)))
					fail_msg("%s", str_text(&path));
			}
	assert_true(tests > 1000);
}

static void a_test_is_named_for_its_file(void **state)
{
	static const struct {
		const char *test, *file;
		bool names;
	} rows[] = {
		{"pkg/test_foo.py", "pkg/foo.py", true},
		{"pkg/foo_test.go", "pkg/foo.go", true},
		{"src/foo.spec.ts", "src/foo.tsx", true},
		{"src/__tests__/foo.js", "src/foo.ts", true},
		{"src/test/java/FooTest.java", "src/main/java/Foo.java", true},
		{"src/FooIT.java", "src/Foo.kt", true},
		{"spec/models/foo_spec.rb", "app/models/foo.rb", true},
		{"tests/foo.c", "src/foo.c", true},
		{"tests/test_foo.cpp", "src/foo.h", true},
		{"tests/foo.c", "src/foo.py", false},
		{"tests/food.c", "src/foo.c", false},
		{"tests/foo.c", "tests/more/foo.c", false},
		{"src/contest.py", "src/con.py", false},
		{"src/latest.ts", "src/la.ts", false},
		{"src/foo.py", "src/foo.py", false},
		{"tests/notes.md", "src/notes.c", false},
		{"tests/notes.md", "src/notes.md", false},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++)
		if (path_is_test_of(rows[i].test, rows[i].file) != rows[i].names)
			fail_msg("%s, %s", rows[i].test, rows[i].file);
}

static void a_language_is_known_by_its_ending(void **state)
{
	(void)state;
	assert_string_equal(language_of("a/b.tsx")->name, "javascript");
	assert_string_equal(language_of("b.c")->name, "c");
	assert_string_equal(language_of("b.test.cc")->name, "c");
	assert_ptr_not_equal(language_of("a.h"), language_of("a.c"));
	assert_null(language_of("a.d/c"));
	assert_null(language_of("x."));
	assert_null(language_of("c"));
	assert_null(language_of("a.C"));
	assert_null(language_of("x.py .pyi "));
	assert_true(language_has_ending(".C"));
	assert_false(language_has_ending(".md"));
	assert_false(language_has_ending("."));
	assert_true(path_is_source("a.rs"));
	assert_false(path_is_source("a.lua"));
	assert_false(path_is_source("a.md"));
}

/* What every row must have, and no ending twice. */
static void rows_are_whole(void **state)
{
	CLEANUP(strlist_clear) struct strlist endings = {0};

	(void)state;
	for (const struct language *const *family = language_families; *family; family++)
		for (const struct language *row = *family; row->name; row++) {
			assert_int_equal(row->endings[0], ' ');
			assert_int_equal(row->endings[strlen(row->endings) - 1], ' ');
			assert_non_null(row->tests);
			if (!row->syntax != !row->symbols ||
			    (row->reader != READS_NO_IMPORTS && !row->syntax))
				fail_msg("%s", row->name);
			strlist_split(&endings, row->endings + 1, strlen(row->endings) - 1,
				      ' ');
		}
	for (size_t i = 0; i < endings.count; i++)
		for (size_t k = 0; k < i; k++)
			if (!strcmp(endings.items[i], endings.items[k]))
				fail_msg("'%s' is there twice", endings.items[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_question_has_one_answer),
		cmocka_unit_test(patterns_say_what_code_says),
		cmocka_unit_test(a_test_is_named_for_its_file),
		cmocka_unit_test(a_language_is_known_by_its_ending),
		cmocka_unit_test(rows_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
