#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../test.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/str.h"

/* Each test works in a folder of its own. */
static int make_folder(void **state)
{
	struct pg_error err = {0};
	char *folder = NULL;

	if (file_temp_folder(&folder, &err) < 0)
		return -1;
	*state = folder;
	return 0;
}

static int remove_folder(void **state)
{
	file_remove_tree(*state);
	assert_false(file_exists(*state));
	free(*state);
	return 0;
}

static void what_is_written_is_read_with_its_mode(void **state)
{
	char *path = file_join(*state, "a/b/c.txt");
	struct pg_error err = {0};
	struct str text = {0};
	struct stat st;

	assert_int_equal(file_write(path, "one", 3, 0755, &err), 0);
	assert_int_equal(file_write(path, "two\0x", 5, 0644, &err), 0);
	assert_int_equal(file_read(path, 5, &text, &err), 0);
	assert_memory_equal(text.data, "two\0x", 5);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0644);
	str_clear(&text);
	free(path);
}

static void limits_and_kinds_are_held(void **state)
{
	char *path = file_join(*state, "file"), *fifo = file_join(*state, "fifo");
	struct pg_error err = {0};
	struct str text = {0};

	assert_int_equal(file_write(path, "12345", 5, 0644, &err), 0);
	assert_int_equal(file_read(path, 4, &text, &err), -1);
	assert_non_null(strstr(err.text, "larger than 4"));
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_equal(file_read(fifo, 100, &text, &err), -1);
	assert_int_equal(file_read(*state, 100, &text, &err), -1);
	str_clear(&text);
	free(path);
	free(fifo);
}

static void a_folder_in_the_way_loses_nothing(void **state)
{
	char *path = file_join(*state, "folder"), *inside = file_join(path, "x");
	struct pg_error err = {0};

	assert_int_equal(file_write(inside, "x", 1, 0644, &err), 0);
	assert_int_equal(file_write(path, "y", 1, 0644, &err), -1);
	assert_true(file_exists(inside));
	free(path);
	free(inside);
}

static void removing_does_not_follow_links(void **state)
{
	char *outside = file_join(*state, "outside"), *kept = file_join(outside, "kept");
	char *tree = file_join(*state, "tree"), *link = file_join(tree, "link");
	struct pg_error err = {0};

	assert_int_equal(file_write(kept, "x", 1, 0644, &err), 0);
	assert_int_equal(file_make_folder(tree, &err), 0);
	assert_int_equal(symlink(outside, link), 0);
	file_remove_tree(tree);
	assert_false(file_exists(tree));
	assert_true(file_exists(kept));
	free(outside);
	free(kept);
	free(tree);
	free(link);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_written_is_read_with_its_mode,
						make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(limits_and_kinds_are_held, make_folder,
						remove_folder),
		cmocka_unit_test_setup_teardown(a_folder_in_the_way_loses_nothing,
						make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(removing_does_not_follow_links, make_folder,
						remove_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
