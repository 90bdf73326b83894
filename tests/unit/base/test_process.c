#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/error.h"
#include "plangate/base/process.h"

static void output_status_and_input_are_carried(void **state)
{
	static const char *const argv[] = {"sh", "-c", "cat; echo to-err >&2; exit 7",
					   NULL};
	struct process process = {.argv = argv, .input = "hello", .input_len = 5};
	struct process_result result;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(process_run(&process, &result, &err), 0);
	assert_int_equal(result.status, 7);
	assert_string_equal(str_text(&result.out), "hello");
	assert_string_equal(str_text(&result.err), "to-err\n");
	process_result_clear(&result);
}

static void a_large_dialogue_does_not_block(void **state)
{
	static const char *const argv[] = {"cat", NULL};
	size_t len = 3 << 20;
	char *input = malloc(len);
	struct process process = {.argv = argv, .input = input, .input_len = len};
	struct process_result result;
	struct pg_error err = {0};

	(void)state;
	memset(input, 'x', len);
	assert_int_equal(process_run(&process, &result, &err), 0);
	assert_int_equal(result.out.len, len);
	process_result_clear(&result);
	free(input);
}

static void a_child_that_does_not_read_is_no_error(void **state)
{
	static const char *const argv[] = {"true", NULL};
	size_t len = 1 << 20;
	char *input = calloc(len, 1);
	struct process process = {.argv = argv, .input = input, .input_len = len};
	struct process_result result;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(process_run(&process, &result, &err), 0);
	assert_int_equal(result.status, 0);
	process_result_clear(&result);
	free(input);
}

static void the_environment_is_set_and_unset(void **state)
{
	static const char *const argv[] = {"sh", "-c", "echo \"$ONE,${TWO-gone}\"", NULL};
	static const char *const set[] = {"ONE=1", NULL};
	static const char *const unset[] = {"TWO", NULL};
	struct process process = {.argv = argv, .set = set, .unset = unset};
	struct process_result result;
	struct pg_error err = {0};

	(void)state;
	setenv("TWO", "2", 1);
	assert_int_equal(process_run(&process, &result, &err), 0);
	assert_string_equal(str_text(&result.out), "1,gone\n");
	process_result_clear(&result);
}

static void size_and_time_are_bounded(void **state)
{
	static const char *const loud[] = {"yes", NULL};
	static const char *const slow[] = {"sleep", "60", NULL};
	struct process much = {.argv = loud, .most_output = 100000};
	struct process late = {.argv = slow, .seconds = 1};
	struct process_result result;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(process_run(&much, &result, &err), -1);
	assert_non_null(strstr(err.text, "more than 100000 bytes"));
	assert_int_equal(process_run(&late, &result, &err), -1);
	assert_non_null(strstr(err.text, "more than 1 seconds"));
}

static void a_missing_program_is_an_error(void **state)
{
	static const char *const argv[] = {"no-such-program-here", NULL};
	struct process process = {.argv = argv};
	struct process_result result;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(process_run(&process, &result, &err), -1);
	assert_non_null(strstr(err.text, "no-such-program-here"));
	assert_int_equal(err.kind, PG_ERR_SYSTEM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_status_and_input_are_carried),
		cmocka_unit_test(a_large_dialogue_does_not_block),
		cmocka_unit_test(a_child_that_does_not_read_is_no_error),
		cmocka_unit_test(the_environment_is_set_and_unset),
		cmocka_unit_test(size_and_time_are_bounded),
		cmocka_unit_test(a_missing_program_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
