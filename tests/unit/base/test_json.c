#include <string.h>

#include "../test.h"
#include "plangate/base/json.h"
#include "plangate/base/str.h"

static void members_keep_their_order(void **state)
{
	struct json_writer w = {0};
	struct str out = {0};

	(void)state;
	json_open_object(&w);
	json_put_string(&w, "z", "a\"\n");
	json_key(&w, "list");
	json_open_list(&w);
	json_add_int(&w, 1);
	json_add_bool(&w, true);
	json_add_string(&w, NULL);
	json_close(&w);
	json_put_int(&w, "a", -5);
	json_close(&w);
	json_finish(&w, &out);
	assert_string_equal(str_text(&out),
			    "{\n  \"z\": \"a\\\"\\n\",\n  \"list\": [\n    1,\n    true,\n"
			    "    null\n  ],\n  \"a\": -5\n}\n");
	str_clear(&out);
}

static void bytes_that_are_no_utf8_are_quoted(void **state)
{
	struct json_writer w = {0};
	struct str out = {0};

	(void)state;
	json_open_list(&w);
	json_add_string(&w, "a\xff");
	json_finish(&w, &out);
	assert_non_null(strstr(str_text(&out), "\"\\\"a\\\\377\\\"\""));
	str_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_keep_their_order),
		cmocka_unit_test(bytes_that_are_no_utf8_are_quoted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
