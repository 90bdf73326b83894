#include <string.h>

#include "../test.h"
#include "plangate/base/coprocess.h"
#include "plangate/base/error.h"
#include "plangate/base/process.h"
#include "plangate/base/str.h"

enum { MOST_LINE = 100 };

static struct coprocess *start(const char *script, int seconds)
{
	const char *const argv[] = {"sh", "-c", script, NULL};
	struct process process = {.argv = argv, .seconds = seconds};
	struct coprocess *started = NULL;
	struct pg_error err = {0};

	if (coprocess_start(&started, &process, &err) < 0)
		fail_msg("%s", err.text);
	return started;
}

static void questions_are_answered_in_turn(void **state)
{
	struct coprocess *echo =
		start("while read -r l; do echo \"<$l>\"; printf 'a\\0b'; done", 0);
	struct str line = {0}, rest = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(coprocess_ask(echo, "one\n", MOST_LINE, &line, &err), 0);
	assert_string_equal(str_text(&line), "<one>");
	assert_int_equal(coprocess_read(echo, 3, &rest, &err), 0);
	assert_memory_equal(rest.data, "a\0b", 3);
	assert_int_equal(coprocess_ask(echo, "two\n", MOST_LINE, &line, &err), 0);
	assert_string_equal(str_text(&line), "<two>");
	coprocess_end(echo);
	str_clear(&line);
	str_clear(&rest);
}

static void an_end_is_told_with_its_reason(void **state)
{
	struct coprocess *gone = start("read -r l; echo no such thing >&2; exit 1", 0);
	struct str line = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(coprocess_ask(gone, "one\n", MOST_LINE, &line, &err), -1);
	assert_non_null(strstr(err.text, "no such thing"));
	assert_int_equal(coprocess_ask(gone, "two\n", MOST_LINE, &line, &err), -1);
	coprocess_end(gone);
	str_clear(&line);
}

static void silence_and_endless_lines_are_errors(void **state)
{
	struct coprocess *silent = start("cat >/dev/null", 1);
	struct coprocess *endless = start("read -r l; yes | tr -d '\\n'", 0);
	struct str line = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(coprocess_ask(silent, "one\n", MOST_LINE, &line, &err), -1);
	assert_non_null(strstr(err.text, "did not answer"));
	assert_int_equal(coprocess_ask(endless, "one\n", MOST_LINE, &line, &err), -1);
	assert_non_null(strstr(err.text, "more than 100 bytes"));
	coprocess_end(silent);
	coprocess_end(endless);
	coprocess_end(NULL);
	str_clear(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_answered_in_turn),
		cmocka_unit_test(an_end_is_told_with_its_reason),
		cmocka_unit_test(silence_and_endless_lines_are_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
