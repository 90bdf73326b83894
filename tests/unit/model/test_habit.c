/* The table of habits: what its rows must have in common. */
#include "../test.h"

#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/base/nfc.h"
#include "plangate/model/habit.h"

static void names_are_found_and_sorted(void **state)
{
	size_t count = 0;

	(void)state;
	for (; habit_at(count); count++) {
		assert_ptr_equal(habit_find(habit_at(count)->name), habit_at(count));
		if (count)
			assert_true(strcmp(habit_at(count - 1)->name,
					   habit_at(count)->name) < 0);
	}
	assert_int_equal(count, 6);
	assert_null(habit_find("pep"));
	assert_null(habit_find(""));
}

static void rows_are_whole(void **state)
{
	(void)state;
	for (size_t i = 0; habit_at(i); i++) {
		const struct habit *habit = habit_at(i);

		assert_non_null(strstr(habit->file, "%s"));
		assert_non_null(strstr(habit->intro, "[fill in: "));
		assert_true(*habit->active && *habit->title && habit->paths[0]);
		for (size_t p = 0; habit->paths[p]; p++) {
			struct glob *glob = NULL;

			assert_int_equal(glob_new(&glob, habit->paths[p], 0, NULL), 0);
			glob_free(glob);
		}
		for (const struct habit_word *word = habit->words; word->text; word++) {
			CLEANUP(freep) char *words = nfc_words(word->text);

			if (!strchr(word->text, '*'))
				assert_string_equal(words, word->text);
			assert_int_not_equal(word->kind, SECTION_NONE);
		}
	}
}

static void documents_find_their_folder(void **state)
{
	static const struct {
		const char *habit, *path;
		long folder;
		enum habit_role role;
	} rows[] = {
		{"openspec", "openspec/changes/x/proposal.md", 18, HABIT_DOCUMENT},
		{"openspec", "openspec/changes/x/design.md", 18, HABIT_DESIGN},
		{"openspec", "openspec/changes/x/tasks.md", 18, HABIT_TASKS},
		{"openspec", "openspec/changes/x/specs/a/spec.md", 18, HABIT_REQUIREMENTS},
		{"openspec", "openspec/changes/x/specs/a/b/spec.md", 18,
		 HABIT_REQUIREMENTS},
		{"openspec", "openspec/changes/x/notes.md", -1, HABIT_DOCUMENT},
		{"openspec", "openspec/changes/x/specs/spec.md", 18, HABIT_REQUIREMENTS},
		{"openspec", "openspec/changes/x/specs/a/other.md", -1, HABIT_DOCUMENT},
		{"openspec", "proposal.md", 0, HABIT_DOCUMENT},
		{"openspec", "myproposal.md", -1, HABIT_DOCUMENT},
		{"openspec", "", -1, HABIT_DOCUMENT},
		{"kep", "keps/sig-a/1-b/kep.yaml", 14, HABIT_METADATA},
		{"kep", "keps/sig-a/1-b/README.md", 14, HABIT_DOCUMENT},
		{"kiro", ".kiro/specs/a/design.md", 13, HABIT_DESIGN},
		{"kiro", ".kiro/specs/a/tasks.md", 13, HABIT_TASKS},
		{"kiro", ".kiro/steering/product.md", -1, HABIT_DOCUMENT},
		{"spec-kit", "specs/001-a/plan.md", 11, HABIT_DOCUMENT},
		{"spec-kit", "specs/001-a/checklists/plan-notes.md", -1, HABIT_DOCUMENT},
		{"adr", "docs/decisions/0001-a.md", -1, HABIT_DOCUMENT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct habit *habit = habit_find(rows[i].habit);

		assert_int_equal(habit_folder(habit, rows[i].path), rows[i].folder);
		if (rows[i].folder >= 0)
			assert_int_equal(
				habit_part_find(habit, rows[i].path, rows[i].folder)->role,
				rows[i].role);
	}
}

static void what_is_apart_is_known(void **state)
{
	static const struct {
		const char *habit, *path;
		bool apart;
	} rows[] = {
		{"openspec", "openspec/changes/archive/2026-01-01-x/proposal.md", true},
		{"openspec", "openspec/changes/archive-old/proposal.md", false},
		{"adr", "docs/decisions/README.md", true},
		{"adr", "docs/decisions/adr-template.md", true},
		{"adr", "docs/decisions/0001-a.md", false},
		{"rfc", "text/0000-template.md", true},
		{"kep", "keps/NNNN-kep-template/README.md", true},
		{"kep", "keps/1-a/README.md", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(habit_is_apart(habit_find(rows[i].habit), rows[i].path),
				 rows[i].apart);
}

static void headings_have_a_meaning(void **state)
{
	const struct habit *kit = habit_find("spec-kit");

	(void)state;
	assert_int_equal(habit_meaning(kit, "tests for user story 1"), SECTION_TESTS);
	assert_int_equal(habit_meaning(kit, "tests for "), SECTION_NONE);
	assert_int_equal(habit_meaning(kit, "tests"), SECTION_NONE);
	assert_int_equal(habit_meaning(kit, "summary"), SECTION_APPROACH);
	assert_int_equal(habit_meaning(habit_find("adr"), "summary"), SECTION_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found_and_sorted),
		cmocka_unit_test(rows_are_whole),
		cmocka_unit_test(documents_find_their_folder),
		cmocka_unit_test(what_is_apart_is_known),
		cmocka_unit_test(headings_have_a_meaning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
