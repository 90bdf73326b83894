/*
 * Random documents, written by a generator that knows where it put each value: the reader must find
 * every one at that line and column, and the values that jansson finds.
 */
#include "../test.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/value.h"

enum { DOCUMENTS = 4000, MOST_DEPTH = 6, MOST_ITEMS = 5 };

struct document {
	struct str text;
	size_t *starts; /* of each value and key, in the order of the text: bytes before it */
	size_t start_count, start_capacity;
	size_t keys; /* so far: makes each of them another */
	unsigned long long seed;
};

/* Knuth's linear congruential generator, MMIX. */
static size_t below(struct document *document, size_t most)
{
	document->seed = document->seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (size_t)(document->seed >> 33) % most;
}

static const char *one_of(struct document *document, const char *const *of, size_t count)
{
	return of[below(document, count)];
}

static void add_blanks(struct document *document)
{
	static const char *const blanks[] = {"",   "",	   "",	 " ",	"\t",
					     "\n", "\r\n", "\r", "  \n"};

	str_add(&document->text, one_of(document, blanks, TEST_COUNT(blanks)));
}

static void mark_start(struct document *document)
{
	add_blanks(document);
	*ARRAY_PUSH(document->starts, document->start_count, document->start_capacity) =
		document->text.len;
}

static void add_pieces(struct document *document)
{
	static const char *const pieces[] = {"a",
					     "0",
					     " ",
					     "{",
					     "]",
					     ":",
					     ",",
					     "#",
					     "\\\"",
					     "\\\\",
					     "\\n",
					     "\\/",
					     "\\u00e9",
					     "\\u0041",
					     "\\ud83d\\ude00",
					     "\xC3\xA9",
					     "\x7F",
					     "\xC2\x85",
					     "\xE2\x80\xA8",
					     "\xEF\xBB\xBF",
					     "\xF0\x9F\x98\x80"};
	size_t count = below(document, 50) ? below(document, 6) : 1500;

	while (count--)
		str_add(&document->text, one_of(document, pieces, TEST_COUNT(pieces)));
}

static void add_scalar(struct document *document)
{
	static const char *const scalars[] = {"true",
					      "false",
					      "null",
					      "0",
					      "-0",
					      "12",
					      "-7",
					      "1.5",
					      "1E5",
					      "1e-3",
					      "0.25E+2",
					      "9223372036854775807",
					      "-9223372036854775808"};

	if (below(document, 2)) {
		str_add(&document->text, one_of(document, scalars, TEST_COUNT(scalars)));
		return;
	}
	str_add_char(&document->text, '"');
	add_pieces(document);
	str_add_char(&document->text, '"');
}

static void add_key(struct document *document)
{
	mark_start(document);
	str_add_char(&document->text, '"');
	add_pieces(document);
	str_addf(&document->text, "-%zu\"", document->keys++);
	add_blanks(document);
	str_add_char(&document->text, ':');
}

static void add_value(struct document *document, int depth)
{
	size_t kind = depth == 1 ? below(document, 2) : below(document, 4);
	size_t count = below(document, MOST_ITEMS);

	mark_start(document);
	if (kind > 1 || depth > MOST_DEPTH) {
		add_scalar(document);
		return;
	}
	str_add_char(&document->text, kind ? '{' : '[');
	for (size_t i = 0; i < count; i++) {
		str_add(&document->text, i ? "," : "");
		if (kind)
			add_key(document);
		add_value(document, depth + 1);
		add_blanks(document);
	}
	add_blanks(document);
	str_add_char(&document->text, kind ? '}' : ']');
}

/* Counted from the beginning of the text, each time. */
static void place_of(const char *text, size_t start, int *line, int *column)
{
	*line = *column = 1;
	for (size_t i = 0; i < start; i++) {
		if (text[i] == '\r' && text[i + 1] == '\n')
			continue;
		if (text[i] == '\r' || text[i] == '\n') {
			++*line;
			*column = 1;
		} else if ((text[i] & 0x80) == 0 || (text[i] & 0x40)) {
			++*column;
		}
	}
}

static void assert_places(const struct document *document, const struct value *value,
			  size_t *next)
{
	size_t items = value->kind == VALUE_MAP ? 2 * value->count : value->count;
	const char *text = str_text(&document->text);
	int line, column;

	assert_true(*next < document->start_count);
	place_of(text, document->starts[(*next)++], &line, &column);
	if (value->line != line || value->column != column)
		fail_msg("%d:%d instead of %d:%d in %s", value->line, value->column, line,
			 column, text);
	for (size_t i = 0; i < items; i++)
		assert_places(document, &value->items[i], next);
}

static void assert_scalar(const struct value *value, json_t *json)
{
	static const enum value_kind kinds[] = {
		[JSON_OBJECT] = VALUE_MAP,    [JSON_ARRAY] = VALUE_LIST,
		[JSON_STRING] = VALUE_STRING, [JSON_INTEGER] = VALUE_INT,
		[JSON_REAL] = VALUE_FLOAT,    [JSON_TRUE] = VALUE_BOOL,
		[JSON_FALSE] = VALUE_BOOL,    [JSON_NULL] = VALUE_NULL,
	};

	assert_int_equal(value->kind, kinds[json_typeof(json)]);
	assert_int_equal(value->boolean, json_is_true(json));
	assert_true(value->integer == json_integer_value(json));
	assert_true(value->number == json_number_value(json));
	if (json_is_string(json))
		assert_string_equal(value->text, json_string_value(json));
}

static void assert_same(const struct value *value, json_t *json)
{
	const char *key;
	json_t *item;
	size_t i = 0;

	assert_scalar(value, json);
	if (json_is_array(json))
		for (; i < json_array_size(json); i++)
			assert_same(&value->items[i], json_array_get(json, i));
	json_object_foreach(json, key, item)
	{
		assert_string_equal(value_key(value, i)->text, key);
		assert_same(value_at(value, i++), item);
	}
	assert_int_equal(value->count, i);
}

static void check_document(unsigned long long seed)
{
	struct document document = {.seed = seed};
	struct pg_error err = {0};
	struct value value = {0};
	size_t next = 0;
	json_t *json;

	add_value(&document, 1);
	add_blanks(&document);
	if (value_parse_json(&value, "f", document.text.data, document.text.len, &err) < 0)
		fail_msg("%s: %s", err.text, str_text(&document.text));
	assert_places(&document, &value, &next);
	assert_int_equal(next, document.start_count);
	json = json_loadb(document.text.data, document.text.len, 0, NULL);
	assert_non_null(json);
	assert_same(&value, json);
	json_decref(json);
	value_clear(&value);
	free(document.starts);
	str_clear(&document.text);
}

static void every_value_is_where_it_was_written(void **state)
{
	(void)state;
	for (unsigned long long seed = 1; seed <= DOCUMENTS; seed++)
		check_document(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_is_where_it_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
