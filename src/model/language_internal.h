/* language_internal.h - the table of languages in its parts, and what rows have in common. */
#ifndef PLANGATE_SRC_MODEL_LANGUAGE_INTERNAL_H
#define PLANGATE_SRC_MODEL_LANGUAGE_INTERNAL_H

#include "plangate/model/language.h"

/* Rows, a family a file; each ends with a NULL name. */
extern const struct language script_languages[], native_languages[], class_languages[],
	other_languages[];

/* All of them; ends with NULL. */
extern const struct language *const language_families[];

/* Quotes and comments. */
#define DOUBLE                                                                             \
	{                                                                                  \
		"\"", "\"", QUOTE_ESCAPES                                                  \
	}
#define SINGLE                                                                             \
	{                                                                                  \
		"'", "'", QUOTE_ESCAPES                                                    \
	}
#define TRIPLE(flags)                                                                      \
	{                                                                                  \
		"\"\"\"", "\"\"\"", QUOTE_LINES | (flags)                                  \
	}
#define C_COMMENTS .line = {"//"}, .open = "/*", .close = "*/"

/* Items of lists of symbol patterns. */
#define F SYMBOL_FUNCTION
#define T SYMBOL_TYPE
#define O SYMBOL_OTHER

/* Items of lists of test names: test_x, x-test, x.tests, tests; x_spec; XTest; XSpec. */
#define TEST(place, beside, word)                                                          \
	{                                                                                  \
		TEST_##place, BESIDE_##beside, word                                        \
	}
#define TEST_WORDS                                                                         \
	TEST(BEGINS, MARK, "test"), TEST(ENDS, MARK, "test"), TEST(ENDS, MARK, "tests"),   \
		TEST(IS, ANY, "test"), TEST(IS, ANY, "tests")
#define SPEC_WORDS TEST(ENDS, MARK, "spec")
#define TEST_CASES                                                                         \
	TEST(ENDS, ANY, "Test"), TEST(ENDS, ANY, "Tests"), TEST(ENDS, ANY, "TestCase")
#define SPEC_CASES TEST(ENDS, ANY, "Spec")
#define NO_MORE_TESTS TEST(IS, ANY, NULL)

/* What hides a member, in languages that show all else. */
#define HIDING_WORDS "private", "protected", "internal", "fileprivate"

#endif
