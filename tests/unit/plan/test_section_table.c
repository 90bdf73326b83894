#include "../../../src/plan/section_table.h"

#include <stdlib.h>
#include <string.h>

#include "../../../src/plan/plan_internal.h"
#include "../test.h"
#include "plangate/base/alloc.h"

static void every_kind_has_one_row(void **state)
{
	unsigned seen = 0;

	(void)state;
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		assert_false(seen & 1u << row->kind);
		assert_ptr_equal(section_row(row->kind), row);
		seen |= 1u << row->kind;
	}
	assert_int_equal(seen, (1u << SECTION_KIND_COUNT) - 2);
	assert_int_equal(section_row(SECTION_NONE)->kind, SECTION_NONE);
	assert_int_equal(section_row(SECTION_NONE)->traits, 0);
}

static void a_heading_means_one_section_and_is_normalised(void **state)
{
	struct strlist all = {0};

	(void)state;
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		for (const struct heading_words *words = row->words; words->names;
		     words++) {
			char *copy = xstrdup(words->names), *rest = copy, *word;

			assert_true(!words->beside == !(words->traits & HEADING_NOUN));
			while ((word = strsep(&rest, "|"))) {
				char *name = name_normalise(word);

				if (!(words->traits & HEADING_NOUN))
					assert_false(strlist_has(&all, word));
				strlist_add(&all, word);
				if (!strchr(word, '*'))
					assert_string_equal(name, word);
				free(name);
			}
			free(copy);
		}
	}
	strlist_clear(&all);
}

/* Or the fix for a missing section would not be one. */
static void a_fix_has_the_heading_of_its_section(void **state)
{
	static const struct plan_settings none = {0};

	(void)state;
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		char *heading, *name;

		assert_true(!row->fix == (row->from == PROFILE_NONE));
		if (!row->fix)
			continue;
		assert_false(strncmp(row->fix, "## ", 3));
		heading = xmemdup(row->fix + 3, strcspn(row->fix + 3, "\n"));
		name = name_normalise(heading);
		assert_string_equal(heading, section_kind_name(row->kind));
		assert_int_equal(name_meaning(name, &none).kind, row->kind);
		free(heading);
		free(name);
	}
}

static void a_document_is_a_section_from_end_to_end(void **state)
{
	(void)state;
	assert_int_equal(section_of_document(HABIT_TASKS), SECTION_STEPS);
	assert_int_equal(section_of_document(HABIT_DESIGN), SECTION_APPROACH);
	assert_int_equal(section_of_document(HABIT_DOCUMENT), SECTION_NONE);
	assert_int_equal(section_of_document(HABIT_REQUIREMENTS), SECTION_NONE);
	assert_int_equal(section_with_trait(SECTION_HAS_PARTS), SECTION_STEPS);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_one_row),
		cmocka_unit_test(a_heading_means_one_section_and_is_normalised),
		cmocka_unit_test(a_fix_has_the_heading_of_its_section),
		cmocka_unit_test(a_document_is_a_section_from_end_to_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
