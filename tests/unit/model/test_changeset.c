#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/model/changeset.h"

static struct change *add(struct changeset *set, enum change_status status,
			  const char *path, const char *id)
{
	struct change *change = changeset_add(set, status, path);

	change->old_mode = status == CHANGE_ADDED ? MODE_NONE : 0100644;
	change->new_mode = status == CHANGE_DELETED ? MODE_NONE : 0100644;
	memset(status == CHANGE_DELETED ? change->old_id.hex : change->new_id.hex, id[0],
	       40);
	return change;
}

static void items_are_sorted_as_bytes_and_found(void **state)
{
	static const char *const paths[] = {"b", "a/b", "a.c", "Z", "a", "\xff"};
	struct changeset set = {0};

	(void)state;
	for (size_t i = 0; i < 6; i++)
		changeset_add(&set, CHANGE_MODIFIED, paths[i]);
	changeset_finish(&set);
	for (size_t i = 1; i < set.count; i++)
		assert_true(strcmp(set.items[i - 1].path, set.items[i].path) < 0);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(changeset_find(&set, paths[i])->path, paths[i]);
	assert_null(changeset_find(&set, "a/c"));
	assert_null(changeset_find(&set, ""));
	changeset_clear(&set);
}

static void equal_content_is_a_rename_once(void **state)
{
	struct changeset set = {0};

	(void)state;
	add(&set, CHANGE_DELETED, "old/x", "1");
	add(&set, CHANGE_ADDED, "new/x", "1");
	add(&set, CHANGE_ADDED, "new/y", "1");
	add(&set, CHANGE_DELETED, "old/z", "2");
	add(&set, CHANGE_ADDED, "new/w", "3");
	changeset_finish(&set);
	assert_string_equal(changeset_find(&set, "old/x")->renamed_to, "new/x");
	assert_string_equal(changeset_find(&set, "new/x")->renamed_from, "old/x");
	assert_null(changeset_find(&set, "new/y")->renamed_from);
	assert_null(changeset_find(&set, "old/z")->renamed_to);
	changeset_clear(&set);
}

static void a_file_that_becomes_a_link_is_no_rename(void **state)
{
	struct changeset set = {0};

	(void)state;
	add(&set, CHANGE_DELETED, "a", "1");
	add(&set, CHANGE_ADDED, "b", "1")->new_mode = MODE_SYMLINK;
	changeset_finish(&set);
	assert_null(changeset_find(&set, "a")->renamed_to);
	changeset_clear(&set);
}

static void offsets_lead_to_line_numbers(void **state)
{
	struct changeset set = {0};
	struct change *change = changeset_add(&set, CHANGE_MODIFIED, "a");

	(void)state;
	text_lines_add(&change->added, "one", 3, 10);
	text_lines_add(&change->added, "", 0, 11);
	text_lines_add(&change->added, "three", 5, 40);
	assert_string_equal(str_text(&change->added.text), "one\n\nthree\n");
	assert_int_equal(text_lines_number_at(&change->added, 0), 10);
	assert_int_equal(text_lines_number_at(&change->added, 3), 10);
	assert_int_equal(text_lines_number_at(&change->added, 4), 11);
	assert_int_equal(text_lines_number_at(&change->added, 5), 40);
	assert_int_equal(text_lines_number_at(&change->added, 9), 40);
	changeset_clear(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_sorted_as_bytes_and_found),
		cmocka_unit_test(equal_content_is_a_rename_once),
		cmocka_unit_test(a_file_that_becomes_a_link_is_no_rename),
		cmocka_unit_test(offsets_lead_to_line_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
