/* The chain of lines itself; what the lines say is tested by tests/cli/ledger.bats. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../test.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/str.h"
#include "plangate/base/value.h"
#include "plangate/record/ledger.h"

enum { WRITERS = 8, ROUNDS = 25, EACH = 2 };

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
	free(*state);
	return 0;
}

static int append(const char *path, const char *entry, int times)
{
	struct strlist entries = {0};
	struct pg_error err = {0};
	int rc;

	for (int i = 0; i < times; i++)
		strlist_add(&entries, entry);
	rc = ledger_append(path, false, &entries, &err);
	strlist_clear(&entries);
	return rc;
}

static void write_often(const char *path)
{
	for (int i = 0; i < ROUNDS; i++)
		if (append(path, "{\"a\":1}", EACH) < 0)
			_exit(1);
	_exit(0);
}

static void writers_at_once_make_one_chain(void **state)
{
	char *path = file_join(*state, "deep/l");
	const struct ledger_reading reading = {0};
	struct ledger_state out = {0};
	struct pg_error err = {0};

	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0)
			write_often(path);
	for (int i = 0; i < WRITERS; i++) {
		int status = 0;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(ledger_read(path, &reading, &out, &err), 0);
	assert_null(out.fault);
	assert_int_equal(out.lines, WRITERS * ROUNDS * EACH);
	ledger_state_clear(&out);
	free(path);
}

static void what_no_reader_would_take_is_not_written(void **state)
{
	char *path = file_join(*state, "l");
	char *large = calloc(1, LEDGER_MOST_LINE + 1);
	const struct ledger_reading reading = {0};
	struct ledger_state out = {0};
	struct pg_error err = {0};

	memset(large, 'x', LEDGER_MOST_LINE);
	memcpy(large, "{\"a\":\"", 6);
	memcpy(large + LEDGER_MOST_LINE - 2, "\"}", 2);
	assert_int_equal(append(path, "{\"a\":1}", 1), 0);
	assert_int_equal(append(path, large, 1), -1);
	assert_int_equal(append(path, "{\"a\":1}", 1), 0);
	assert_int_equal(ledger_read(path, &reading, &out, &err), 0);
	assert_null(out.fault);
	assert_int_equal(out.lines, 2);
	ledger_state_clear(&out);
	free(large);
	free(path);
}

static void any_bytes_are_a_fault_and_no_more(void **state)
{
	static const char *const texts[] = {
		"x\n", "\n", "{}\n", "{\"seq\":1}\n", ",\"hash\":\"\"}\n", "\377\376\n"};
	char *path = file_join(*state, "l");
	const struct ledger_reading reading = {0};
	struct pg_error err = {0};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct ledger_state out = {0};

		assert_int_equal(file_write(path, texts[i], strlen(texts[i]), 0600, &err),
				 0);
		assert_int_equal(ledger_read(path, &reading, &out, &err), 0);
		assert_non_null(out.fault);
		assert_int_equal(out.lines, 0);
		assert_int_equal(append(path, "{\"a\":1}", 1), -1);
		ledger_state_clear(&out);
	}
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writers_at_once_make_one_chain, make_folder,
						remove_folder),
		cmocka_unit_test_setup_teardown(what_no_reader_would_take_is_not_written,
						make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(any_bytes_are_a_fault_and_no_more,
						make_folder, remove_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
