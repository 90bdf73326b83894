/* A check that takes too long ends with status 3 and names its rule. */
#include "../test.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/watch.h"
#include "plangate/base/str.h"

static void work_for_ever(int stream, const char *rule)
{
	struct watch watch;

	dup2(stream, STDERR_FILENO);
	watch_start(&watch, 20);
	watch.progress.rule = rule;
	for (;;)
		pause();
}

static int ended(const char *rule, char *said, size_t size)
{
	int ends[2], status = 0;
	ssize_t len;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (!child) {
		work_for_ever(ends[1], rule);
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	len = read(ends[0], said, size - 1);
	assert_true(len >= 0);
	said[len] = '\0';
	close(ends[0]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void the_rule_is_named(void **state)
{
	char said[400];

	(void)state;
	assert_int_equal(ended("slow-rule", said, sizeof(said)), 3);
	assert_string_equal(said,
			    "plangate: error: the check took longer than 0.02 seconds, at "
			    "the rule 'slow-rule'\nplangate: could not decide, so the "
			    "gate stays shut\n");
}

static void without_a_rule_none_is_named(void **state)
{
	char said[400];

	(void)state;
	assert_int_equal(ended(NULL, said, sizeof(said)), 3);
	assert_null(strstr(said, "rule"));
}

static void a_watch_that_is_stopped_ends_nothing(void **state)
{
	struct watch watch;

	(void)state;
	watch_start(&watch, 60000);
	assert_true(watch.armed);
	watch_stop(&watch);
	assert_false(watch.armed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rule_is_named),
		cmocka_unit_test(without_a_rule_none_is_named),
		cmocka_unit_test(a_watch_that_is_stopped_ends_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
