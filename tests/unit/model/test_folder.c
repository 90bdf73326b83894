/* Which folders are one plan, and what their documents are to it. */
#include "../test.h"

#include <string.h>

#include "plangate/base/glob.h"
#include "plangate/model/folder.h"
#include "plangate/model/habit.h"
#include "plangate/model/plan.h"

static void settle(struct plan_settings *settings, const char *paths,
		   enum plan_folders wish)
{
	struct glob *glob = NULL;

	plan_settings_init(settings);
	assert_int_equal(glob_new(&glob, paths, 0, NULL), 0);
	glob_list_take(&settings->paths, glob);
	settings->folders_wish = wish;
	folder_settle(settings);
}

static void folders_are_those_that_paths_mean(void **state)
{
	static const struct {
		const char *paths;
		enum plan_folders wish;
		const char *path;
		long folder;
	} rows[] = {
		{"plans/**/*.md", FOLDERS_BY_PATHS, "plans/a/x.md", -1},
		{"plans/**/*.md", FOLDERS_ALWAYS, "plans/a/x.md", 7},
		{"plans/**/*.md", FOLDERS_ALWAYS, "plans/a/b/x.md", 7},
		{"plans/**/*.md", FOLDERS_ALWAYS, "plans/x.md", -1},
		{"plans/**", FOLDERS_ALWAYS, "plans/a/x.md", 7},
		{"plans/*/*.md", FOLDERS_BY_PATHS, "plans/a/x.md", 7},
		{"plans/*/*.md", FOLDERS_BY_PATHS, "plans/a/x.txt", -1},
		{"plans/*/*.md", FOLDERS_NEVER, "plans/a/x.md", -1},
		{"plans/*/**/*.md", FOLDERS_BY_PATHS, "plans/a/b/x.md", 7},
		{"plans/*/*/*.md", FOLDERS_BY_PATHS, "plans/2026/a/x.md", 12},
		{"plans/x-*/*.md", FOLDERS_BY_PATHS, "plans/x-a/x.md", 9},
		{"{doc,docs}/plans/*/*.md", FOLDERS_BY_PATHS, "docs/plans/a/x.md", 12},
		{"lib/*/plans/*.md", FOLDERS_BY_PATHS, "lib/a/plans/x.md", -1},
		{"lib/*/plans/**/*.md", FOLDERS_ALWAYS, "lib/a/plans/b/x.md", 13},
		{"*.md", FOLDERS_ALWAYS, "a/x.md", -1},
		{"**/*.md", FOLDERS_ALWAYS, "a/x.md", -1},
		{"plans/*/*.md", FOLDERS_BY_PATHS, "plans/archive/x.md", -1},
		{"plans/*/*.md", FOLDERS_BY_PATHS, "plans/archive-it/x.md", 16},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct plan_settings settings = {.habit = NULL};

		settle(&settings, rows[i].paths, rows[i].wish);
		if (folder_of(&settings, rows[i].path) != rows[i].folder)
			fail_msg("%s of %s: %ld", rows[i].path, rows[i].paths,
				 folder_of(&settings, rows[i].path));
		plan_settings_clear(&settings);
	}
}

static void documents_are_known_by_their_names(void **state)
{
	static const struct {
		const char *path;
		enum habit_role role;
	} rows[] = {
		{"plans/a/README.md", HABIT_DOCUMENT},
		{"plans/a/PLAN.md", HABIT_DOCUMENT},
		{"plans/a/00-overview.md", HABIT_DOCUMENT},
		{"plans/a/01-read.md", HABIT_TASKS},
		{"plans/a/task-2.md", HABIT_TASKS},
		{"plans/a/tasks/read.md", HABIT_TASKS},
		{"plans/a/design.md", HABIT_DESIGN},
		{"plans/a/requirements.md", HABIT_REQUIREMENTS},
		{"plans/a/rollback.md", HABIT_DOCUMENT},
		{"plans/a/notes/design.md", HABIT_DOCUMENT},
	};
	struct plan_settings settings = {.habit = NULL};

	(void)state;
	settle(&settings, "plans/*/**/*.md", FOLDERS_BY_PATHS);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(folder_part(&settings, rows[i].path, 7)->role,
				 rows[i].role);
	assert_null(folder_part(&settings, "plans/a/data.csv", 7));
	assert_string_equal(folder_parts(&settings)->pattern, "plan.md");
	plan_settings_clear(&settings);
}

static void a_form_has_its_own_folders(void **state)
{
	struct plan_settings settings = {.habit = NULL};

	(void)state;
	settle(&settings, "openspec/**/*.md", FOLDERS_NEVER);
	assert_null(folder_parts(&settings));
	settings.habit = habit_find("openspec");
	folder_settle(&settings);
	assert_int_equal(folder_of(&settings, "openspec/changes/x/design.md"), 18);
	assert_int_equal(folder_of(&settings, "openspec/changes/x/notes.md"), -1);
	settings.habit = habit_find("adr");
	assert_null(folder_parts(&settings));
	plan_settings_clear(&settings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_are_those_that_paths_mean),
		cmocka_unit_test(documents_are_known_by_their_names),
		cmocka_unit_test(a_form_has_its_own_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
