/* Languages that are not read: how their files end, and how their tests are called. */
#include "language_internal.h"

static const struct test_name word_tests[] = {TEST_WORDS, NO_MORE_TESTS};
static const struct test_name spec_tests[] = {TEST_WORDS, SPEC_WORDS, NO_MORE_TESTS};
static const struct test_name case_tests[] = {TEST_WORDS, TEST_CASES, SPEC_CASES,
					      NO_MORE_TESTS};
static const struct test_name every_test[] = {TEST(ENDS, ANY, ""), NO_MORE_TESTS};

const struct language other_languages[] = {
	{.name = "clojure", .endings = " .clj .cljs ", .tests = word_tests},
	{.name = "erlang", .endings = " .erl ", .tests = word_tests},
	{.name = "julia", .endings = " .jl ", .tests = word_tests},
	{.name = "nim", .endings = " .nim ", .tests = word_tests},
	{.name = "ocaml", .endings = " .ml ", .tests = word_tests},
	{.name = "perl", .endings = " .pl ", .tests = word_tests},
	{.name = "zig", .endings = " .zig ", .tests = word_tests},
	{.name = "lua", .endings = " .lua ", .tests = spec_tests},
	{.name = "fsharp", .endings = " .fs ", .tests = case_tests},
	{.name = "haskell", .endings = " .hs ", .tests = case_tests},
	{.name = "bats", .endings = " .bats ", .tests = every_test},
	{.name = "gherkin", .endings = " .feature ", .tests = every_test},
	{.name = NULL},
};
