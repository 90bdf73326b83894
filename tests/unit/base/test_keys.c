/* Maps by tables of keys: what is read, and what an error says and where. */
#include "../test.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/keys.h"
#include "plangate/base/str.h"

/* What the table of these tests reads. */
struct meal {
	const char *dish;
	char *story;
	size_t size;
	bool hot;
	long long plates;
	struct strlist guests;
};

static int read_dish(struct loading *loading, const struct value *value, void *target)
{
	return read_string(loading, value, "dish", &((struct meal *)target)->dish);
}

static int read_story(struct loading *loading, const struct value *value, void *target)
{
	return read_prose(loading, value, "story", &((struct meal *)target)->story);
}

static int read_size(struct loading *loading, const struct value *value, void *target)
{
	static const char *const sizes[] = {"small", "large", NULL};

	return read_word(loading, value, "size", sizes, &((struct meal *)target)->size);
}

static int read_hot(struct loading *loading, const struct value *value, void *target)
{
	return read_bool(loading, value, "hot", &((struct meal *)target)->hot);
}

static int read_plates(struct loading *loading, const struct value *value, void *target)
{
	return read_whole(loading, value, "plates", 1, 9, &((struct meal *)target)->plates);
}

static int read_guest(struct loading *loading, const struct value *value, void *target)
{
	const char *text = NULL;

	if (read_string(loading, value, "a guest", &text) < 0)
		return -1;
	strlist_add(target, text);
	return 0;
}

static int read_guests(struct loading *loading, const struct value *value, void *target)
{
	return read_each(loading, value, "guests", read_guest,
			 &((struct meal *)target)->guests);
}

static const struct key meal_keys[] = {
	{"dish", true, read_dish},
	{"story", false, read_story},
	{"size", false, read_size},
	{"hot", false, read_hot},
	{"plates", false, read_plates},
	{"guests", false, read_guests},
	{NULL, false, NULL},
};

static void meal_clear(struct meal *meal)
{
	free(meal->story);
	strlist_clear(&meal->guests);
}

/* The error of reading text as a meal; "" where there is none. `meal` borrows from `root`. */
static const char *read_meal(const char *file, const char *text, struct value *root,
			     struct meal *meal, struct pg_error *err)
{
	struct loading loading = {file, err};

	if (value_parse_yaml(root, "f", text, strlen(text), err) < 0)
		fail_msg("%s", err->text);
	if (keys_read(&loading, root, "a meal", meal_keys, meal) == 0)
		return "";
	assert_int_equal(err->kind, PG_ERR_POLICY);
	return err->text;
}

static void a_table_reads_what_is_there(void **state)
{
	CLEANUP(value_clear) struct value root = {0};
	CLEANUP(meal_clear) struct meal meal = {0};
	struct pg_error err = {0};

	(void)state;
	assert_string_equal(
		read_meal("f",
			  "plates: 9\nsize: large\nhot: true\ndish: soup\n"
			  "guests: [ann, ben]\nstory: |\n  of two\n\n   lines\n",
			  &root, &meal, &err),
		"");
	assert_string_equal(meal.dish, "soup");
	assert_string_equal(meal.story, "of two lines");
	assert_int_equal(meal.size, 1);
	assert_true(meal.hot);
	assert_int_equal(meal.plates, 9);
	assert_int_equal(meal.guests.count, 2);
	assert_string_equal(meal.guests.items[1], "ben");
}

static void an_error_says_what_and_where(void **state)
{
	static const char *const rows[][2] = {
		{"- a", "f:1:1: a meal must be a map, not a list"},
		{"size: small", "f:1:1: a meal must have the key 'dish'"},
		{"dish: a\nsizes: b\nplate: 1",
		 "f:2:1: unknown key in a meal 'sizes', did you mean 'size'?"},
		{"dish: a\ndessert: b", "f:2:1: unknown key in a meal 'dessert'; known "
					"are: dish, story, size, hot, "
					"plates, guests"},
		{"dish: a\n\"x\\u202e\": b",
		 "f:2:1: unknown key in a meal 'x\\u{202E}'; known are: dish, story, size, "
		 "hot, plates, guests"},
		{"dish: [a]", "f:1:7: dish must be a string, not a list"},
		{"dish: 12", "f:1:7: dish must be a string: write \"12\""},
		{"dish: ''", "f:1:7: dish is empty"},
		{"dish: \"a\\tb\"", "f:1:7: dish holds control or invisible characters"},
		{"dish: a\nstory: \"b\\u200b\"",
		 "f:2:8: story holds control or invisible characters"},
		{"dish: a\nsize: larger",
		 "f:2:7: unknown size 'larger', did you mean 'large'?"},
		{"dish: a\nsize: {}", "f:2:7: size must be a string, not a map"},
		{"dish: a\nhot: yes", "f:2:6: hot must be true or false, not a string"},
		{"dish: a\nplates: 0", "f:2:9: plates must be a whole number from 1 to 9"},
		{"dish: a\nplates: 10", "f:2:9: plates must be a whole number from 1 to 9"},
		{"dish: a\nplates: 1.5",
		 "f:2:9: plates must be a whole number from 1 to 9"},
		{"dish: a\nguests: []", "f:2:9: guests is an empty list"},
		{"dish: a\nguests: [b, []]",
		 "f:2:13: a guest must be a string, not a list"},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(value_clear) struct value root = {0};
		CLEANUP(meal_clear) struct meal meal = {0};
		struct pg_error err = {0};

		assert_string_equal(read_meal("f", rows[i][0], &root, &meal, &err),
				    rows[i][1]);
	}
}

static void without_a_file_no_place_is_named(void **state)
{
	CLEANUP(value_clear) struct value root = {0};
	CLEANUP(meal_clear) struct meal meal = {0};
	struct pg_error err = {0};

	(void)state;
	assert_string_equal(read_meal(NULL, "dish: ''", &root, &meal, &err),
			    "dish is empty");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_reads_what_is_there),
		cmocka_unit_test(an_error_says_what_and_where),
		cmocka_unit_test(without_a_file_no_place_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
