#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plangate/base/error.h"
#include "plangate/base/regex.h"

#define COUNT(rows) (sizeof(rows) / sizeof(*(rows)))

static struct regex *compiled(const char *pattern)
{
	struct pg_error err = {0};
	struct regex *regex = NULL;

	if (regex_new(&regex, pattern, &err) < 0)
		fail_msg("%s: %s", pattern, err.text);
	return regex;
}

static void matches_are_found(void **state)
{
	static const struct {
		const char *pattern;
		const char *text;
		int found;
		size_t start, end;
	} rows[] = {
		{"b+", "abbc", 1, 1, 3},
		{"x", "abc", 0, 0, 0},
		{"^b$", "a\nb\nc", 1, 2, 3},
		{"^b$", "a\r\nb\r\nc", 1, 3, 4},
		{"end$", "end\r", 1, 0, 3},
		{"(?i)ABC", "xabc", 1, 1, 4},
		{"a.b",
		 "a\xC3\xA9"
		 "b",
		 1, 0, 4},
		{"a.b",
		 "a\xE9"
		 "b",
		 1, 0, 3}, /* Latin-1: as bytes */
		{"a.*z", "a\xFFz", 1, 0, 3},
		{"\\x{263A}b",
		 "\xFF\xE2\x98\xBA"
		 "b",
		 1, 1, 5}, /* has no meaning in bytes */
		{"a\xE9", "\xC3\xA9 a\xE9", 1, 3, 5},
		{"\xC3\xA9", "caf\xC3\xA9", 1, 3, 5},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct regex *regex = compiled(rows[i].pattern);
		struct pg_error err = {0};
		size_t start = 0, end = 0;
		int found = regex_search(regex, rows[i].text, strlen(rows[i].text), 0,
					 &start, &end, &err);

		if (found != rows[i].found || start != rows[i].start || end != rows[i].end)
			fail_msg("%s: %d %zu..%zu %s", rows[i].pattern, found, start, end,
				 err.text);
		assert_string_equal(regex_pattern(regex), rows[i].pattern);
		regex_free(regex);
	}
	regex_free(NULL);
}

static void a_search_goes_on_from_where_it_is_told(void **state)
{
	struct regex *regex = compiled("\\bb");
	struct pg_error err = {0};
	size_t start = 0, end = 0;

	(void)state;
	assert_int_equal(regex_search(regex, "b bb", 4, 1, &start, &end, &err), 1);
	assert_int_equal(start, 2);
	assert_int_equal(regex_search(regex, "b bb", 4, 3, &start, &end, &err), 0);
	regex_free(regex);
}

static void a_nul_in_the_text_is_a_byte(void **state)
{
	struct regex *regex = compiled("a.b");
	struct pg_error err = {0};
	size_t start = 0, end = 0;

	(void)state;
	assert_int_equal(regex_search(regex, "a\0b", 3, 0, &start, &end, &err), 1);
	regex_free(regex);
}

static void bad_patterns_are_refused(void **state)
{
	static const struct {
		const char *pattern;
		const char *reason;
	} rows[] = {
		{"", "empty"},
		{"(a", "at offset 2: missing closing parenthesis"},
		{"a\\Cb", "\\C"},
		{"(*LIMIT_MATCH=4000000000)a", "verb"},
		{"(*UTF)a", "verb"},
		{"(*NO_JIT)a", "verb"},
		{"[z-a]", "range out of order"},
		{"(?:a{65535}){65535}", "at offset"},
	};
	char nested[1001];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct pg_error err = {0};
		struct regex *regex = NULL;

		assert_int_equal(regex_new(&regex, rows[i].pattern, &err), -1);
		assert_null(regex);
		assert_int_equal(err.kind, PG_ERR_POLICY);
		if (!strstr(err.text, rows[i].reason))
			fail_msg("%s: %s", rows[i].pattern, err.text);
	}
	memset(nested, '(', 500);
	memset(nested + 500, ')', 500);
	nested[1000] = '\0';
	assert_int_equal(regex_new(&(struct regex *){NULL}, nested, &(struct pg_error){0}),
			 -1);
}

static void a_limit_is_an_error_and_never_no_match(void **state)
{
	struct regex *regex = compiled("^(a+)+$");
	char text[64];
	struct pg_error err = {0};
	size_t start, end;

	(void)state;
	memset(text, 'a', 40);
	text[40] = 'b';
	assert_int_equal(regex_search(regex, text, 41, 0, &start, &end, &err), -1);
	assert_int_equal(err.kind, PG_ERR_SYSTEM);
	assert_non_null(strstr(err.text, "^(a+)+$"));
	assert_non_null(strstr(err.text, "limit"));
	regex_free(regex);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_are_found),
		cmocka_unit_test(a_search_goes_on_from_where_it_is_told),
		cmocka_unit_test(a_nul_in_the_text_is_a_byte),
		cmocka_unit_test(bad_patterns_are_refused),
		cmocka_unit_test(a_limit_is_an_error_and_never_no_match),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
