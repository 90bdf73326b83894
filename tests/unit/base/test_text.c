#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

static void utf8_accepts_and_refuses(void **state)
{
	static const struct {
		const char *text;
		bool valid;
	} rows[] = {
		{"", true},
		{"plain", true},
		{"\xc3\xa9", true},
		{"\xf0\x9f\x98\x80", true},
		{"\xed\x9f\xbf", true},
		{"\xc0\x80", false},	     /* overlong */
		{"\xe0\x80\xaf", false},     /* overlong */
		{"\xed\xa0\x80", false},     /* surrogate */
		{"\xf4\x90\x80\x80", false}, /* above U+10FFFF */
		{"\xff", false},
		{"\xc3", false}, /* cut off */
		{"\xc3(", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(utf8_valid(rows[i].text, strlen(rows[i].text)),
				 rows[i].valid);
}

static void utf8_decodes_what_it_adds(void **state)
{
	static const uint32_t codes[] = {1,	0x7F,	0x80,	 0x7FF,
					 0x800, 0xFFFD, 0x10000, 0x10FFFF};

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		struct str s = {0};
		uint32_t code = 0;

		utf8_add(&s, codes[i]);
		assert_int_equal(utf8_decode(s.data, s.len, &code), s.len);
		assert_int_equal(code, codes[i]);
		str_clear(&s);
	}
}

static void safe_text_holds_nothing_that_acts(void **state)
{
	static const char *const rows[][2] = {
		{"plain \xc3\xa9", "plain \xc3\xa9"},
		{"a\033]0;x\007b", "a\\e]0;x\\x07b"},
		{"a\nb\tc\r", "a\\nb\\tc\\r"},
		{"\xe2\x80\xae"
		 "evil",
		 "\\u{202E}evil"},
		{"\xef\xbb\xbfx", "\\u{FEFF}x"},
		{"\xc2\x9b"
		 "31m",
		 "\\u{9B}31m"},
		{"\xff", "\\xFF"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *safe = text_safe(rows[i][0]);

		assert_string_equal(safe, rows[i][1]);
		free(safe);
	}
}

static void text_is_safe_where_nothing_is_escaped(void **state)
{
	static const char *const safe[] = {"", "plain \xc3\xa9",
					   "\xf0\x9f\x98\x80 \"\\\xc2\xa0"};
	static const char *const unsafe[] = {
		"a\n",		"a\tb",		 "\033[1m",	     "\x7f",
		"\xc2\x85",	"\xc2\xad",	 "x\xe2\x80\x8b",    "\xe2\x80\xae",
		"\xe2\x81\xa6", "\xef\xbb\xbfx", "\xf3\xa0\x80\x81", "a\xff",
		"a\xc3"};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(safe); i++)
		assert_true(text_is_safe(safe[i]));
	for (size_t i = 0; i < TEST_COUNT(unsafe); i++)
		if (text_is_safe(unsafe[i]))
			fail_msg("row %zu is safe", i);
}

static void paths_are_quoted_as_git_does(void **state)
{
	static const char *const rows[][2] = {
		{"src/a.c", "src/a.c"},		{"with blank", "with blank"},
		{"caf\xc3\xa9", "caf\xc3\xa9"}, {"a\"b", "\"a\\\"b\""},
		{"a\\b", "\"a\\\\b\""},		{"a\nb\x01", "\"a\\nb\\001\""},
		{"\xff", "\"\\377\""},		{"\xe2\x80\xae", "\"\\342\\200\\256\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *quoted = text_quote_path(rows[i][0]);

		assert_string_equal(quoted, rows[i][1]);
		free(quoted);
	}
}

static void an_argument_can_be_pasted_into_a_shell(void **state)
{
	static const char *const rows[][2] = {
		{"docs/plans/a.md", "docs/plans/a.md"},
		{"docs/a plan.md", "'docs/a plan.md'"},
		{"it's.md", "'it'\\''s.md'"},
		{"$(id)`id`.md", "'$(id)`id`.md'"},
		{"~a", "'~a'"},
		{"größe.md", "größe.md"},
		{"-x.md", "./-x.md"},
		{"", "''"},
		{"a\nb'", "$'a\\012b\\047'"},
		{"\377", "$'\\377'"},
		{"-\t", "$'./-\\011'"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *quoted = text_quote_argument(rows[i][0]);

		assert_string_equal(quoted, rows[i][1]);
		free(quoted);
	}
}

static void nearest_word_is_near(void **state)
{
	static const char *const words[] = {"paths", "path", "files", "new_file", NULL};

	(void)state;
	assert_string_equal(text_nearest("path", words), "path");
	assert_string_equal(text_nearest("pahts", words), "paths");
	assert_string_equal(text_nearest("newfile", words), "new_file");
	assert_null(text_nearest("threshold", words));
	assert_null(text_nearest("xy", words));
	assert_null(text_nearest(
		"a very long word that is longer than any word that we would ever "
		"suggest",
		words));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_accepts_and_refuses),
		cmocka_unit_test(utf8_decodes_what_it_adds),
		cmocka_unit_test(safe_text_holds_nothing_that_acts),
		cmocka_unit_test(text_is_safe_where_nothing_is_escaped),
		cmocka_unit_test(paths_are_quoted_as_git_does),
		cmocka_unit_test(an_argument_can_be_pasted_into_a_shell),
		cmocka_unit_test(nearest_word_is_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
