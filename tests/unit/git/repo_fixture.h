/* repo_fixture.h - a temporary folder with a private git, and shell scripts run in it. */
#ifndef PLANGATE_TESTS_REPO_FIXTURE_H
#define PLANGATE_TESTS_REPO_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../test.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/process.h"
#include "plangate/base/str.h"

/* Run a script here; what it prints is appended to out, which may be NULL. Fails the test. */
static inline void shell(const char *script, struct str *out)
{
	const char *const argv[] = {"sh", "-euc", script, NULL};
	struct process process = {.argv = argv};
	struct process_result result;
	struct pg_error err = {0};

	if (process_run(&process, &result, &err) < 0)
		fail_msg("%s", err.text);
	if (result.status)
		fail_msg("status %d from %s: %s", result.status, script,
			 str_text(&result.err));
	if (out)
		str_add_mem(out, result.out.data, result.out.len);
	process_result_clear(&result);
}

/* Settings of nobody: an empty file, since git puts a plain one in the place of what it writes to. */
static inline int fixture_settings(const char *folder, struct pg_error *err)
{
	char *settings = file_join(folder, "settings");
	int result = file_write(settings, "", 0, 0644, err);

	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CONFIG_GLOBAL", settings, 1);
	free(settings);
	return result;
}

/* cmocka's setup: a folder of its own to work in, below the one that is removed afterwards. */
static inline int fixture_enter(void **state)
{
	static const char *const unset[] = {"GIT_DIR",
					    "GIT_WORK_TREE",
					    "GIT_INDEX_FILE",
					    "GIT_OBJECT_DIRECTORY",
					    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
					    "GIT_PREFIX"};
	struct pg_error err = {0};
	char *folder = NULL, *work;
	int result;

	for (size_t i = 0; i < sizeof(unset) / sizeof(*unset); i++)
		unsetenv(unset[i]);
	setenv("GIT_AUTHOR_NAME", "ann", 1);
	setenv("GIT_AUTHOR_EMAIL", "ann@example.org", 1);
	setenv("GIT_COMMITTER_NAME", "ann", 1);
	setenv("GIT_COMMITTER_EMAIL", "ann@example.org", 1);
	if (file_temp_folder(&folder, &err) < 0)
		return -1;
	*state = folder;
	work = file_join(folder, "work");
	result = fixture_settings(folder, &err) < 0 || file_make_folder(work, &err) < 0 ||
				 chdir(work) < 0
			 ? -1
			 : 0;
	free(work);
	return result;
}

static inline int fixture_leave(void **state)
{
	if (chdir("/") < 0)
		return -1;
	file_remove_tree(*state);
	free(*state);
	return 0;
}

#define FIXTURE_TEST(name)                                                                 \
	cmocka_unit_test_setup_teardown(name, fixture_enter, fixture_leave)

#endif
