#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "plangate/base/error.h"
#include "plangate/base/glob.h"

#define COUNT(rows) (sizeof(rows) / sizeof(*(rows)))

struct row {
	const char *pattern;
	const char *text;
	bool matches;
};

/* The semantics of git's wildmatch with WM_PATHNAME, held against git 2.39 itself. */
static const struct row wildmatch_rows[] = {
	/* bytes and '?' */
	{"foo", "foo", true},
	{"bar", "foo", false},
	{"foo", "fo", false},
	{"fo", "foo", false},
	{"", "", true},
	{"", "a", false},
	{"???", "foo", true},
	{"??", "foo", false},
	{"a?c", "a/c", false},
	{"?", "/", false},
	{"\\?", "?", true},
	{"\\?", "a", false},
	{"a\\", "a\\", false},
	{"\\\\", "\\", true},
	{"\xC3?", "\xC3\xA9", true}, /* bytes, not characters */
	/* '*' stops at '/' */
	{"*", "foo", true},
	{"*", "", true},
	{"*", "a/b", false},
	{"f*", "foo", true},
	{"*f", "foo", false},
	{"*foo*", "foo", true},
	{"*ob*a*r*", "foobar", true},
	{"*ab", "aaaaaaabababab", true},
	{"foo*", "foo/bar", false},
	{"foo/*", "foo/bar", true},
	{"foo/*", "foo/bar/baz", false},
	{"foo/*", "foo/", true},
	{"*/*", "a/b", true},
	{"*/*/*", "a/b", false},
	{"*/*/*", "a/b/c", true},
	{"*.c", ".c", true},
	{"*", ".hidden", true},
	{"foo\\*", "foo*", true},
	{"foo\\*", "fooo", false},
	{"foo\\*bar", "foo*bar", true},
	{"f\\oo", "foo", true},
	{"*a*a*a*", "bababab", true},
	{"-*-*-*-*-*-*-12-*-*-*-m-*-*-*", "-a-b-c-d-e-f-12-g-h-i-m-j-k-l", true},
	{"-*-*-*-*-*-*-12-*-*-*-m-*-*-*", "-a-b-c-d-e-f-12-g/h-i-m-j-k-l", false},
	/* "**" as a whole component crosses '/' */
	{"**", "a/b/c", true},
	{"**", "", true},
	{"**/foo", "foo", true},
	{"**/foo", "a/foo", true},
	{"**/foo", "a/b/foo", true},
	{"**/foo", "/foo", true},
	{"**/foo", "a/xfoo", false},
	{"**/foo", "foo/a", false},
	{"*/foo", "a/b/foo", false},
	{"foo/**", "foo/a/b", true},
	{"foo/**", "foo/", true},
	{"foo/**", "foo", false},
	{"foo/**/bar", "foo/bar", true},
	{"foo/**/bar", "foo/a/b/bar", true},
	{"foo/**/bar", "foobar", false},
	{"foo/**/**/bar", "foo/bar", true},
	{"foo/**/**/bar", "foo/b/a/z/bar", true},
	{"foo/*/bar", "foo/bar", false},
	{"**/bar*", "foo/bar/baz", false},
	{"**/bar/*", "deep/foo/bar/baz", true},
	{"**/bar/*", "deep/foo/bar/baz/", false},
	{"**/bar/**", "deep/foo/bar/baz/", true},
	{"**/bar/*", "deep/foo/bar", false},
	{"**/bar/**", "deep/foo/bar/", true},
	{"**/bar/*/*", "deep/foo/bar/baz/x", true},
	{"*/bar/**", "foo/bar/baz/x", true},
	{"*/bar/**", "deep/foo/bar/baz/x", false},
	{"**/*.c", "a.c", true},
	{"**/*.c", "x/y/a.c", true},
	{"a/**/b/**/c", "a/b/c", true},
	{"a/**/b/**/c", "a/x/b/y/z/c", true},
	{"a/**/b/**/c", "a/x/c/y/z/b", false},
	{"***", "a/b", true},
	{"foo/***", "foo/a/b", true},
	{"foo/**\\/x", "foo/a/x", true},
	{"foo/**\\/x", "foo/x", false},
	/* "**" inside a component is one '*' */
	{"foo**", "foo/bar", false},
	{"foo**bar", "foo/baz/bar", false},
	{"foo**bar", "foobazbar", true},
	{"**foo", "a/foo", false},
	{"**foo", "afoo", true},
	{"**bar**", "foo/bar/baz", false},
	/* classes */
	{"[abc]", "b", true},
	{"[abc]", "d", false},
	{"[a-c]x", "bx", true},
	{"[!a-c]", "b", false},
	{"[^a-c]", "d", true},
	{"t[!a-g]n", "ton", true},
	{"[]]", "]", true},
	{"a[]]b", "a]b", true},
	{"a[]-]b", "a-b", true},
	{"a[]-]b", "aab", false},
	{"[!]a-]", "b", true},
	{"[!]a-]", "]", false},
	{"[-]", "-", true},
	{"[a-]", "-", true},
	{"[--A]", "5", true},
	{"[\\]]", "]", true},
	{"[\\-]", "-", true},
	{"[a-\\z]", "m", true},
	{"[\\\\-^]", "]", true},
	{"[*]", "*", true},
	{"[?]", "x", false},
	{"[/]", "/", false},
	{"a[/]b", "a/b", false},
	{"a[!b]c", "a/c", false},
	{"a[.-0]c", "a/c", false},
	{"[[:alpha:]]", "a", true},
	{"[[:alpha:]]", "1", false},
	{"[[:alpha:][:digit:]][[:upper:]]", "1B", true},
	{"[[:digit:][:upper:]]", "a", false},
	{"[[:xdigit:]]", "f", true},
	{"[[:space:]]", " ", true},
	{"[[:punct:]]", ".", true},
	{"[a-c[:digit:]x-z]", "5", true},
	{"[a-c[:digit:]x-z]", "q", false},
	{"[[:alpha]", "h", true},
	{"[[:", "[", false},
	{"[[:nothing:]]", "n", false},
	{"[", "[", false},
	{"[ab", "a", false},
	{"[]", "]", false},
	{"[!", "!", false},
	/* braces are no matter of wildmatch */
	{"{a,b}", "a", false},
	{"{a,b}", "{a,b}", true},
};

static void wildmatch_agrees_with_git(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(wildmatch_rows); i++) {
		const struct row *row = &wildmatch_rows[i];

		if (glob_wildmatch(row->pattern, row->text) != row->matches)
			fail_msg("'%s' against '%s' is not %d", row->pattern, row->text,
				 row->matches);
	}
}

static const struct {
	struct row row;
	unsigned flags;
} glob_rows[] = {
	/* without a '/' at any depth, with one at the root */
	{{"api.py", "api.py", true}, 0},
	{{"api.py", "src/web/api.py", true}, 0},
	{{"api.py", "src/api.pyc", false}, 0},
	{{"*.lock", "web/yarn.lock", true}, 0},
	{{"src/*.c", "src/a.c", true}, 0},
	{{"src/*.c", "lib/src/a.c", false}, 0},
	{{"/api.py", "api.py", true}, 0},
	{{"/api.py", "src/api.py", false}, 0},
	{{"/src/*.c", "src/a.c", true}, 0},
	{{"api.py", "src/api.py", false}, GLOB_ANCHORED},
	{{"api.py", "api.py", true}, GLOB_ANCHORED},
	/* a last '/' is everything below */
	{{"vendor/", "vendor/a/b.c", true}, 0},
	{{"vendor/", "lib/vendor/a.c", true}, 0},
	{{"vendor/", "vendor", false}, 0},
	{{"/vendor/", "lib/vendor/a.c", false}, 0},
	{{"lib/vendor/", "lib/vendor/a.c", true}, 0},
	{{"lib/vendor/", "x/lib/vendor/a.c", false}, 0},
	{{"vendor/", "lib/vendor/a.c", false}, GLOB_ANCHORED},
	/* braces */
	{{"*.{c,h}", "src/a.h", true}, 0},
	{{"*.{c,h}", "src/a.o", false}, 0},
	{{"{src,lib}/**/*.c", "lib/x/y.c", true}, 0},
	{{"{src/x,y}", "a/y", true}, 0},
	{{"{src/x,y}", "a/src/x", false}, 0},
	{{"a{,b}c", "ac", true}, 0},
	{{"a{b{c,d},e}f", "abdf", true}, 0},
	{{"a{b{c,d},e}f", "aef", true}, 0},
	{{"{{a,b}}", "{a}", true}, 0},
	{{"{{cookiecutter.name}}/x", "{{cookiecutter.name}}/x", true}, 0},
	{{"\\{a,b\\}", "{a,b}", true}, 0},
	{{"[{]a", "{a", true}, 0},
	{{"{a,[,]}", ",", true}, 0},
	{{"a}", "a}", true}, 0},
	{{"{a\\,b,c}", "a,b", true}, 0},
	/* literal brackets */
	{{"app/[id]/page.tsx", "app/[id]/page.tsx", true}, GLOB_LITERAL_BRACKETS},
	{{"app/[id]/page.tsx", "app/i/page.tsx", false}, GLOB_LITERAL_BRACKETS},
	{{"app/[...all]/*.ts", "app/[...all]/a.ts", true}, GLOB_LITERAL_BRACKETS},
};

static void gitignore_rules_and_braces_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(glob_rows); i++) {
		const struct row *row = &glob_rows[i].row;
		struct pg_error err = {0};
		struct glob *glob = NULL;

		if (glob_new(&glob, row->pattern, glob_rows[i].flags, &err) < 0)
			fail_msg("'%s': %s", row->pattern, err.text);
		if (glob_match(glob, row->text) != row->matches)
			fail_msg("'%s' against '%s' is not %d", row->pattern, row->text,
				 row->matches);
		assert_string_equal(glob_pattern(glob), row->pattern);
		glob_free(glob);
	}
	glob_free(NULL);
}

static void refuses(const char *pattern, const char *reason)
{
	struct pg_error err = {0};
	struct glob *glob = NULL;

	assert_int_equal(glob_new(&glob, pattern, 0, &err), -1);
	assert_null(glob);
	assert_int_equal(err.kind, PG_ERR_POLICY);
	if (!strstr(err.text, reason))
		fail_msg("'%.60s' says '%.100s', not '%s'", pattern, err.text, reason);
}

static char *repeated(const char *unit, size_t times)
{
	size_t len = strlen(unit);
	char *text = calloc(times * len + 2, 1);

	assert_non_null(text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * len, unit, len);
	return text;
}

static void malformed_patterns_are_refused(void **state)
{
	char *many = repeated("{a,b}", 9), *deep = repeated("{", 1000);
	char *large = repeated("a", 4097), *open = repeated("[", 4000);

	(void)state;
	refuses("", "empty");
	refuses("{a,b", "'{' that is not closed");
	refuses("a[b", "'[' that is not closed");
	refuses("[[:word:]]", "unknown [:class:]");
	refuses("a\\", "backslash");
	refuses(many, "256 alternatives");
	refuses(deep, "8 deep");
	refuses(large, "4096");
	refuses(open, "not closed");
	free(many);
	free(deep);
	free(large);
	free(open);
}

static void up_to_256_alternatives_are_taken(void **state)
{
	char *pattern = repeated("{a,b}", 8);
	struct pg_error err = {0};
	struct glob *glob = NULL;

	(void)state;
	assert_int_equal(glob_new(&glob, pattern, 0, &err), 0);
	assert_true(glob_match(glob, "x/abababba"));
	assert_false(glob_match(glob, "ababab"));
	glob_free(glob);
	free(pattern);
}

/* Patterns that a backtracking matcher never finishes; here each is a few million steps at most. */
static void matching_takes_bounded_time(void **state)
{
	static const char *const units[] = {"*a", "**/", "**/*a", "?*", "*/", "[ab]*"};
	char *text = repeated("aaaaaaaaaaaaaaa/", 250);
	clock_t start = clock();

	(void)state;
	text[strlen(text) - 1] = 'b';
	for (size_t i = 0; i < COUNT(units); i++) {
		char *pattern = repeated(units[i], 4000 / strlen(units[i]));

		pattern[strlen(pattern)] = 'x';
		assert_false(glob_wildmatch(pattern, text));
		free(pattern);
	}
	assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wildmatch_agrees_with_git),
		cmocka_unit_test(gitignore_rules_and_braces_hold),
		cmocka_unit_test(malformed_patterns_are_refused),
		cmocka_unit_test(up_to_256_alternatives_are_taken),
		cmocka_unit_test(matching_takes_bounded_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
