/* What the files of new plans are called. */
#include <string.h>

#include "../test.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "plangate/plan/file_name.h"

static void titles_of_any_script_make_names(void **state)
{
	static const struct {
		const char *title, *name;
	} rows[] = {
		{"CSV export", "2026-11-23-csv-export.md"},
		{"  A/B: (test) ", "2026-11-23-a-b-test.md"},
		{"", "2026-11-23-plan.md"},
		{"!!!", "2026-11-23-plan.md"},
		{"../../etc", "2026-11-23-etc.md"},
		{"-rf .hidden", "2026-11-23-rf-hidden.md"},
		{"\xff\xfe", "2026-11-23-plan.md"},
		{"a\u202eb\n\tc", "2026-11-23-ab-c.md"},
		{"\u00dcn\u00efcode Stra\u00dfe",
		 "2026-11-23-\u00fcn\u00efcode-strasse.md"},
		{"U\u0308ber", "2026-11-23-\u00fcber.md"},
		{"\u6dfb\u52a0\u5bfc\u51fa\u529f\u80fd",
		 "2026-11-23-\u6dfb\u52a0\u5bfc\u51fa\u529f\u80fd.md"},
		{"\u0414\u043e\u0431\u0430\u0432\u0438\u0442\u044c",
		 "2026-11-23-\u0434\u043e\u0431\u0430\u0432\u0438\u0442\u044c.md"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		CLEANUP(freep) char *name = plan_file_name(rows[i].title, 1, 2026, 11, 23);

		assert_string_equal(name, rows[i].name);
	}
}

static void long_titles_are_cut_at_a_character(void **state)
{
	CLEANUP(str_clear) struct str latin = {0}, wide = {0};
	CLEANUP(freep) char *first = NULL, *second = NULL;

	(void)state;
	for (int i = 0; i < 200; i++) {
		str_add(&latin, "long ");
		str_add(&wide, "\u8a2d");
	}
	first = plan_file_name(str_text(&latin), 12, 2026, 11, 23);
	second = plan_file_name(str_text(&wide), 1, 2026, 11, 23);
	assert_non_null(strstr(first, "-long-12.md"));
	assert_int_equal(strlen(second), strlen("2026-11-23-.md") + 120);
	assert_string_equal(second + strlen(second) - 6, "\u8a2d.md");
}

static void names_of_devices_are_no_folders(void **state)
{
	static const struct habit habit = {.file = "%s/proposal.md"};
	static const struct {
		const char *title;
		unsigned number;
		const char *name;
	} rows[] = {
		{"CON", 1, "con-plan/proposal.md"},
		{"lpt1", 1, "lpt1-plan/proposal.md"},
		{"Aux", 2, "aux-2/proposal.md"},
		{"comb", 1, "comb/proposal.md"},
		{"Console", 3, "console-3/proposal.md"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		CLEANUP(freep)
		char *name = plan_habit_file(&habit, rows[i].title, rows[i].number);

		assert_string_equal(name, rows[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_of_any_script_make_names),
		cmocka_unit_test(long_titles_are_cut_at_a_character),
		cmocka_unit_test(names_of_devices_are_no_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
