#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/value.h"

#define COUNT(rows) (sizeof(rows) / sizeof(*(rows)))

typedef int parse_fn(struct value *, const char *, const char *, size_t, struct pg_error *);

static struct value parsed(parse_fn *parse, const char *text)
{
	struct pg_error err = {0};
	struct value value = {0};

	if (parse(&value, "f", text, strlen(text), &err) < 0)
		fail_msg("%s: %s", text, err.text);
	return value;
}

static void scalars_follow_the_core_schema(void **state)
{
	static const struct {
		const char *text;
		enum value_kind kind;
		double number;
	} rows[] = {
		{"true", VALUE_BOOL, 0},   {"False", VALUE_BOOL, 0},
		{"yes", VALUE_STRING, 0},  {"on", VALUE_STRING, 0},
		{"off", VALUE_STRING, 0},  {"NO", VALUE_STRING, 0},
		{"~", VALUE_NULL, 0},	   {"null", VALUE_NULL, 0},
		{"nULL", VALUE_STRING, 0}, {"12", VALUE_INT, 12},
		{"-7", VALUE_INT, -7},	   {"+3", VALUE_INT, 3},
		{"0o17", VALUE_INT, 15},   {"017", VALUE_INT, 17},
		{"0x1F", VALUE_INT, 31},   {"1_000", VALUE_STRING, 0},
		{"1:30", VALUE_STRING, 0}, {"2026-01-02", VALUE_STRING, 0},
		{"1.5", VALUE_FLOAT, 1.5}, {".5", VALUE_FLOAT, .5},
		{"5.", VALUE_FLOAT, 5},	   {"1e3", VALUE_FLOAT, 1000},
		{"1e", VALUE_STRING, 0},   {".", VALUE_STRING, 0},
		{"-", VALUE_STRING, 0},	   {"99999999999999999999", VALUE_FLOAT, 1e20},
		{"'12'", VALUE_STRING, 0}, {"\"true\"", VALUE_STRING, 0},
		{"\"\"", VALUE_STRING, 0}, {"1.0.0", VALUE_STRING, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		CLEANUP(str_clear) struct str text = {0};
		struct value value;

		if (!strcmp(rows[i].text, "-"))
			continue; /* an empty list item */
		str_addf(&text, "k: %s\n", rows[i].text);
		value = parsed(value_parse_yaml, str_text(&text));
		if (value_at(&value, 0)->kind != rows[i].kind)
			fail_msg("%s is %s", rows[i].text,
				 value_kind_name(value_at(&value, 0)->kind));
		if (rows[i].kind == VALUE_INT || rows[i].kind == VALUE_FLOAT)
			assert_true(value_at(&value, 0)->number == rows[i].number);
		value_clear(&value);
	}
}

static void values_know_where_they_stand(void **state)
{
	static const struct {
		parse_fn *parse;
		const char *text;
	} forms[] = {
		{value_parse_yaml, "a: 1\nb:\n  - é: x\n    c: [u, v]\n"},
		{value_parse_json,
		 "{\"a\":1,\n\n\"b\":[{\"é\":\"x\",\n    \"c\":[\"u\", \"v\"]}]}"},
	};
	static const int places[][4] = {{3, 8, 4, 12}, {3, 11, 4, 15}};

	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct value root = parsed(forms[i].parse, forms[i].text);
		const struct value *item = &value_get(&root, "b")->items[0];
		const struct value *v = &value_get(item, "c")->items[1];

		assert_int_equal(value_get(&root, "a")->integer, 1);
		assert_null(value_get(&root, "z"));
		assert_string_equal(value_get(item, "é")->text, "x");
		assert_int_equal(value_get(item, "é")->line, places[i][0]);
		assert_int_equal(value_get(item, "é")->column, places[i][1]);
		assert_int_equal(v->line, places[i][2]);
		assert_int_equal(v->column, places[i][3]);
		value_clear(&root);
	}
}

static void an_empty_document_is_null(void **state)
{
	struct value value = parsed(value_parse_yaml, "# nothing\n");

	(void)state;
	assert_int_equal(value.kind, VALUE_NULL);
	assert_int_equal(value.line, 1);
	value_clear(&value);
}

static void json_escapes_are_read(void **state)
{
	static const char text[] =
		"\t{\"k\":\t\"\\ud83d\\ude00\\/\\b\\u00e9\\\"\\\\\",\t\"n\":\t-1.5E2}";
	struct value value = parsed(value_parse_json, text);

	(void)state;
	assert_string_equal(value_at(&value, 0)->text, "\xF0\x9F\x98\x80/\b\xC3\xA9\"\\");
	assert_true(value_at(&value, 1)->number == -150);
	assert_int_equal(value_key(&value, 1)->column,
			 (int)(strstr(text, "\"n\"") - text) + 1);
	value_clear(&value);
}

static void a_byte_order_mark_is_skipped(void **state)
{
	struct value value = parsed(value_parse_yaml, "\xEF\xBB\xBF"
						      "a: 1\nb: 2\n");

	(void)state;
	assert_int_equal(value.count, 2);
	value_clear(&value);
}

static void refuses(parse_fn *parse, const char *text, size_t len, const char *expected)
{
	struct pg_error err = {0};
	struct value value = {0};

	assert_int_equal(parse(&value, "f", text, len, &err), -1);
	assert_int_equal(err.kind, PG_ERR_POLICY);
	if (!strstr(err.text, expected))
		fail_msg("%.60s: '%s' does not say '%s'", text, err.text, expected);
}

static void what_is_no_plain_data_is_refused(void **state)
{
	static const struct {
		parse_fn *parse;
		const char *text;
		const char *expected;
	} rows[] = {
		{value_parse_yaml, "a: &x 1\n", "f:1:4: anchors"},
		{value_parse_yaml, "a: *x\n", "f:1:4: aliases"},
		{value_parse_yaml, "a: !!str 1\n", "f:1:4: tags"},
		{value_parse_yaml, "a: ! 1\n", "f:1:4: tags"},
		{value_parse_yaml, "a:\n  <<: {b: 1}\n", "f:2:3: merge keys"},
		{value_parse_yaml, "a: 1\nb: 2\na: 3\n", "f:3:1: duplicate key 'a'"},
		{value_parse_yaml, "? [a]\n: 1\n", "f:1:3: a key must be a word"},
		{value_parse_yaml, "a: 1\n---\nb: 1\n", "f:2:1: only one document"},
		{value_parse_yaml, "a: [1\n", "f:2:1: "},
		{value_parse_yaml, "\ta: 1\n", "f:1:1: "},
		{value_parse_yaml, "a: \"\\0\"\n", "f:1:4: a NUL"},
		{value_parse_yaml, "a: 1\nb: \xFF\n", "f:2:4: not UTF-8"},
		{value_parse_yaml, "a: \xED\xA0\x80\n", "f:1:4: not UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		refuses(rows[i].parse, rows[i].text, strlen(rows[i].text),
			rows[i].expected);
	refuses(value_parse_yaml, "a: \0b", 6, "f:1:4: a NUL");
}

/* An error is where the token begins that it is about; inside of a string, where that is wrong. */
static void an_error_in_json_names_its_place(void **state)
{
	static const char *const rows[][2] = {
		{"", "f:1:1: '[' or '{' expected near end of file"},
		{" \n\n", "f:3:1: '[' or '{' expected near end of file"},
		{"\xEF\xBB\xBF{}", "f:1:1: '[' or '{' expected near '\\u{FEFF}'"},
		{"\"x\"", "f:1:1: '[' or '{' expected near '\"x\"'"},
		{"5", "f:1:1: '[' or '{' expected near '5'"},
		{"{\"a\":1,\n \"b\":2, \"\\u0061\":2}", "f:2:9: duplicate key 'a'"},
		{"{\"a\":1} 2", "f:1:9: end of file expected near '2'"},
		{"{\"a\":1}\n}\n", "f:2:1: end of file expected near '}'"},
		{"[1] # x", "f:1:5: end of file expected near '#'"},
		{"{abc:1}", "f:1:2: string or '}' expected near 'abc'"},
		{"{'a':1}", "f:1:2: string or '}' expected near '''"},
		{"{\"a\":1,}", "f:1:8: string or '}' expected near '}'"},
		{"[1,]", "f:1:4: unexpected token near ']'"},
		{"{\"a\" 1}", "f:1:6: ':' expected near '1'"},
		{"{\"a\":1", "f:1:7: '}' expected near end of file"},
		{"[\"bc", "f:1:5: premature end of input near '\"bc'"},
		{"{\"\xC3\xA9\":\"\xF0\x9F\x98\x80\", b}",
		 "f:1:11: string or '}' expected near 'b'"},
		{"[\r1,\r\nx]", "f:3:1: invalid token near 'x'"},
		{"[99999999999999999999]", "f:1:2: too big integer near '99"},
		{"[1e999]", "f:1:2: real number overflow near '1e999'"},
		{"[01]", "f:1:2: invalid token near '0'"},
		{"[True]", "f:1:2: invalid token near 'True'"},
		{"[NaN]", "f:1:2: invalid token near 'NaN'"},
		{"[\"(\xC3\xA9\\d+)\"]", "f:1:6: invalid escape near '\"(\xC3\xA9\\d'"},
		{"[1, \"b\nc\"]", "f:1:5: unexpected newline near '\"b'"},
		{"[1, \"b\tc\"]", "f:1:5: control character 0x9 near '\"b'"},
		{"[\"a\\u0000\"]", "f:1:2: a NUL character is not allowed"},
		{"{\"a\\u0000\":1}", "f:1:2: a NUL character is not allowed"},
		{"[\n\"x\\ud83d\"]",
		 "f:2:1: invalid Unicode '\\uD83D' near '\"x\\ud83d\"'"},
		{"[\"\\ude00\"]", "f:1:2: invalid Unicode '\\uDE00' near '\"\\ude00\"'"},
		{"[\"\xFF\"]", "f:1:3: not UTF-8"},
		{"[\"\xED\xA0\x80\"]", "f:1:3: not UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		refuses(value_parse_json, rows[i][0], strlen(rows[i][0]), rows[i][1]);
	refuses(value_parse_json, "[\"\0\"]", 5, "f:1:3: a NUL character");
}

/* The text of a JSON string of this many letters. */
static void add_long(struct str *out, size_t letters)
{
	str_add_char(out, '"');
	for (size_t i = 0; i < letters; i++)
		str_add_char(out, 'k');
	str_add_char(out, '"');
}

static void json_has_no_limits_of_yaml(void **state)
{
	CLEANUP(str_clear) struct str text = {0};
	struct value value;

	(void)state;
	str_add_char(&text, '{');
	add_long(&text, 5000);
	str_add(&text, "\n:\n");
	add_long(&text, 200000);
	str_add(&text, ",\"<<\":\"\x7F\xC2\x85\xE2\x80\xA8\xEF\xBF\xBE\"}");
	value = parsed(value_parse_json, str_text(&text));
	assert_int_equal(strlen(value_key(&value, 0)->text), 5000);
	assert_int_equal(value_at(&value, 0)->line, 3);
	assert_int_equal(strlen(value_at(&value, 0)->text), 200000);
	assert_int_equal(value_key(&value, 1)->column, 200004);
	assert_string_equal(value_at(&value, 1)->text,
			    "\x7F\xC2\x85\xE2\x80\xA8\xEF\xBF\xBE");
	value_clear(&value);
}

static void limits_hold(void **state)
{
	char *text = calloc(VALUE_MOST_BYTES + 2, 1);

	(void)state;
	assert_non_null(text);
	memset(text, ' ', VALUE_MOST_BYTES + 1);
	refuses(value_parse_yaml, text, VALUE_MOST_BYTES + 1, "larger than 1 MB");
	memset(text, '[', VALUE_MOST_BYTES);
	refuses(value_parse_yaml, text, VALUE_MOST_BYTES, "32 deep");
	refuses(value_parse_json, text, VALUE_MOST_BYTES,
		"f:1:2049: nested more than 32 deep");
	refuses(value_parse_json, text, VALUE_MOST_BYTES + 1, "larger than 1 MB");
	memset(text + 33, ']', 33);
	refuses(value_parse_json, text, 66, "f:1:33: nested more than 32 deep");
	memset(text, '[', VALUE_MOST_BYTES);
	for (size_t i = 1; i + 1 < VALUE_MOST_BYTES; i += 2)
		memcpy(text + i, "0,", 2);
	refuses(value_parse_yaml, text, VALUE_MOST_BYTES, "100000 values");
	memcpy(text + 219999, "0]", 2);
	refuses(value_parse_json, text, 220001, "f:1:200000: more than 100000 values");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scalars_follow_the_core_schema),
		cmocka_unit_test(values_know_where_they_stand),
		cmocka_unit_test(an_empty_document_is_null),
		cmocka_unit_test(json_escapes_are_read),
		cmocka_unit_test(a_byte_order_mark_is_skipped),
		cmocka_unit_test(what_is_no_plain_data_is_refused),
		cmocka_unit_test(an_error_in_json_names_its_place),
		cmocka_unit_test(json_has_no_limits_of_yaml),
		cmocka_unit_test(limits_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
