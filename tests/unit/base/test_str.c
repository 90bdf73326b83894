#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"

static void str_grows_and_is_taken(void **state)
{
	struct str s = {0};
	char *taken;

	(void)state;
	assert_string_equal(str_text(&s), "");
	for (int i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i % 10);
	assert_int_equal(s.len, 2000);
	str_add_mem(&s, "a\0b", 3);
	assert_int_equal(s.len, 2003);
	taken = str_take(&s);
	assert_memory_equal(taken + 2000, "a\0b", 4);
	assert_null(s.data);
	free(taken);
}

static void split_keeps_empty_pieces_but_the_last(void **state)
{
	static const struct {
		const char *text;
		size_t count;
	} rows[] = {{"", 0},	  {"a", 1},   {"a\n", 1},
		    {"a\n\n", 2}, {"\na", 2}, {"a\nb\nc", 3}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct strlist list = {0};

		strlist_split(&list, rows[i].text, strlen(rows[i].text), '\n');
		assert_int_equal(list.count, rows[i].count);
		strlist_clear(&list);
	}
}

static void an_error_gets_its_context_in_front(void **state)
{
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(pg_fail(&err, PG_ERR_POLICY, "unknown key '%s'", "x"), -1);
	assert_int_equal(pg_prefix(&err, "policy.yaml:%d", 3), -1);
	assert_string_equal(err.text, "policy.yaml:3: unknown key 'x'");
	assert_int_equal(err.kind, PG_ERR_POLICY);
}

static void a_list_is_sorted_by_bytes_and_each_kept_once(void **state)
{
	static const char *const words[] = {"b", "\xff", "a", "", "b", "a/b", "a", "A"};
	static const char *const sorted[] = {"", "A", "a", "a/b", "b", "\xff"};
	CLEANUP(strlist_clear) struct strlist list = {0}, none = {0};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(words); i++)
		strlist_add(&list, words[i]);
	strlist_sort(&list);
	assert_int_equal(list.count, TEST_COUNT(words));
	strlist_sort_unique(&list);
	assert_int_equal(list.count, TEST_COUNT(sorted));
	for (size_t i = 0; i < list.count; i++)
		assert_string_equal(list.items[i], sorted[i]);
	strlist_sort_unique(&none);
	assert_int_equal(none.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str_grows_and_is_taken),
		cmocka_unit_test(split_keeps_empty_pieces_but_the_last),
		cmocka_unit_test(an_error_gets_its_context_in_front),
		cmocka_unit_test(a_list_is_sorted_by_bytes_and_each_kept_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
