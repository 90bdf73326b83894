/* A document of tasks: which of its items are tests. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/array.h"

/* An item that speaks of a test is one, where no section of tests is there. */
static const char *const test_words[] = {
	"test", "tests", "testing", "e2e", "verify", "verifies", "validate", NULL,
};

static const struct block *first_leaf(const struct block *item)
{
	return item->count && item->children[0].text ? &item->children[0] : NULL;
}

static void collect_tests(struct section *tests, const struct block *block)
{
	const struct block *leaf = block->kind == BLOCK_ITEM ? first_leaf(block) : NULL;

	if (leaf && leaf->kind == BLOCK_PARAGRAPH &&
	    words_contain_any(leaf->text, test_words)) {
		*ARRAY_PUSH(tests->blocks, tests->count, tests->capacity) = block;
		return;
	}
	for (size_t i = 0; i < block->count; i++)
		collect_tests(tests, &block->children[i]);
}

static bool is_tasks(const struct plan *plan, const struct section *section)
{
	return plan->parts[section->document].role == HABIT_TASKS &&
	       section->kind == section_of_document(HABIT_TASKS);
}

void habit_find_tests(struct plan *plan)
{
	struct section tests = {.kind = SECTION_TESTS, .parent = -1, .level = 1};

	if (section_first(plan, SECTION_TESTS))
		return;
	for (size_t i = 0; i < plan->section_count; i++) {
		const struct section *section = &plan->sections[i];

		if (!is_tasks(plan, section))
			continue;
		tests.heading = section->heading;
		tests.document = section->document;
		for (size_t b = 0; b < section->count; b++)
			collect_tests(&tests, section->blocks[b]);
	}
	if (!tests.count)
		return;
	tests.name = name_normalise(section_kind_name(SECTION_TESTS));
	*ARRAY_PUSH(plan->sections, plan->section_count, plan->section_capacity) = tests;
}
