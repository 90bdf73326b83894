/* Sections that stand within others, where a plan has none of its own. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"

/* An item that speaks of a test is one. */
static const char *const test_words[] = {
	"test",	    "tests",	 "testing",  "e2e",	   "verify",
	"verifies", "verifying", "validate", "regression", NULL,
};

/* What a fence runs where it runs tests. */
static const char *const test_commands[] = {
	"pytest",      "cargo test", "go test",	 "npm test",	"npm run test", "pnpm test",
	"yarn test",   "jest",	     "vitest",	 "dotnet test", "ctest",	"mvn test",
	"gradle test", "gradlew",    "rspec",	 "phpunit",	"make check",	"make test",
	"mix test",    "swift test", "tox",	 "bats",	"bundle exec",	"unittest",
	"playwright",  "cypress",    "sbt test", "bazel test",	NULL,
};

/* Headings below which a plan speaks of how it gets out, and perhaps of how it gets back. */
static const char *const rollout_words[] = {
	"migration", "rollout",	    "deployment", "deploy",	 "release",
	"launch",    "cutover",	    "operations", "operational", "safety",
	"rollouts",  "deployments", "upgrade",	  NULL,
};
static const char *const risk_words[] = {"risk", "risks", "mitigations", NULL};

static const char *const back_words[] = {
	"rollback",  "roll back", "rolls back", "revert",	"reverts",
	"reverting", "back out",  "backout",	"rolling back", NULL,
};
static const char *const back_words_of_rollout[] = {"rolled back", "reverted", "undo",
						    "fall back", NULL};

struct within {
	struct plan *plan;
	struct section found;
	bool tasks;   /* a document that is tasks from end to end */
	bool rollout; /* below a heading of rollout_words */
};

static void add_block(struct within *within, const struct block *block)
{
	struct section *found = &within->found;

	*ARRAY_PUSH(found->blocks, found->count, found->capacity) = block;
}

static const struct block *first_leaf(const struct block *block)
{
	if (block->kind == BLOCK_ITEM)
		return block->count && block->children[0].text ? &block->children[0] : NULL;
	return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ROW ? block : NULL;
}

/* In a document of tasks an item that speaks of a test is one; below "Task 2" it also names something. */
static bool is_test(const struct within *within, const struct block *block)
{
	const struct block *leaf = first_leaf(block);

	if (block->kind == BLOCK_CODE)
		return !within->tasks && words_contain_any(block->text, test_commands);
	if (!leaf || !leaf->text || leaf->kind != BLOCK_PARAGRAPH ||
	    !words_contain_any(leaf->text, test_words))
		return false;
	return within->tasks ? block->kind == BLOCK_ITEM
			     : strchr(leaf->prose, CODE_MARK) != NULL;
}

static void collect_tests(struct within *within, const struct block *block)
{
	if (is_test(within, block)) {
		add_block(within, block);
		return;
	}
	if (block->kind == BLOCK_QUOTE)
		return;
	for (size_t i = 0; i < block->count; i++)
		collect_tests(within, &block->children[i]);
}

static void keep(struct within *within, enum section_kind kind)
{
	struct plan *plan = within->plan;
	struct section *section = &within->found;

	if (!section->count)
		return;
	section->kind = kind;
	section->parent = -1;
	section->level = 1;
	section->inlined = true;
	section->name = name_normalise(section_kind_name(kind));
	*ARRAY_PUSH(plan->sections, plan->section_count, plan->section_capacity) = *section;
}

static void find_tests(struct plan *plan)
{
	struct within within = {.plan = plan};

	if (section_first(plan, SECTION_TESTS))
		return;
	for (size_t i = 0; i < plan->section_count; i++) {
		const struct section *section = &plan->sections[i];

		within.tasks = plan->parts[section->document].role == HABIT_TASKS;
		if (!section_has_trait(section->kind, SECTION_HAS_PARTS) ||
		    (!within.tasks && !section->part))
			continue;
		within.found.heading = section->heading;
		within.found.document = section->document;
		for (size_t b = 0; b < section->count; b++)
			collect_tests(&within, section->blocks[b]);
	}
	keep(&within, SECTION_TESTS);
}

static void collect_ways_back(struct within *within, const struct block *block)
{
	const struct block *leaf = first_leaf(block);

	if (block->kind == BLOCK_QUOTE)
		return;
	if (block->kind == BLOCK_CELL)
		leaf = block;
	if (leaf && leaf->text &&
	    (words_contain_any(leaf->text, back_words) ||
	     (within->rollout && words_contain_any(leaf->text, back_words_of_rollout)))) {
		add_block(within, block);
		return;
	}
	for (size_t i = 0; i < block->count; i++)
		collect_ways_back(within, &block->children[i]);
}

/* 1 below a heading of how the change gets out, 2 below one of its risks, 0 below others. */
static int speaks_of_rollout(const struct block *heading)
{
	CLEANUP(freep) char *name = name_normalise(heading->text);

	if (words_count(name) > 6)
		return 0;
	if (words_contain_any(name, rollout_words))
		return 1;
	return words_contain_any(name, risk_words) ? 2 : 0;
}

static void find_rollback(struct plan *plan)
{
	struct within within = {.plan = plan};
	int below = 0; /* the level of such a heading */

	if (section_first(plan, SECTION_ROLLBACK))
		return;
	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];
		bool heading = block->kind == BLOCK_HEADING ||
			       (block->kind == BLOCK_PARAGRAPH && block->bold);
		int level = block->kind == BLOCK_HEADING ? block->level : 7;
		int speaks = heading ? speaks_of_rollout(block) : 0;

		if (heading && below && level <= below)
			below = 0;
		if (speaks && !below && block != plan->title && !plan->aside[i]) {
			below = level;
			within.rollout = speaks == 1;
			within.found.heading = block;
			within.found.document = part_of_child(plan, i);
		} else if (below && !heading) {
			collect_ways_back(&within, block);
		}
	}
	keep(&within, SECTION_ROLLBACK);
}

void sections_find_within(struct plan *plan)
{
	find_tests(plan);
	find_rollback(plan);
}
