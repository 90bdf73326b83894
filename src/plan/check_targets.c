/*
 * Steps and tests against the trees: a file that a step works on, or a test that is to prove it,
 * must be there before or after the change.
 */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/model/path_names.h"
#include "scope/resolve.h"
#include "targets.h"

enum { MOST_REPORTS = 10 };

/* The changed file that is meant: this path, or one that ends in it. NULL where there is none. */
static const struct change *find_change(const struct changeset *set, const char *path)
{
	for (size_t i = 0; i < set->count; i++)
		if (path_ends_in(set->items[i].path, path))
			return &set->items[i];
	return NULL;
}

/* A file that the scope lists is planned: whether it comes is told there. */
static bool is_planned(const struct plan *plan, const char *path)
{
	const struct scope_entry *entry = plan_covers(plan, path);

	if (entry && !entry->mentioned)
		return true;
	for (size_t i = 0; i < plan->scope_count; i++)
		if (!plan->scope[i].mentioned && path_ends_in(plan->scope[i].pattern, path))
			return true;
	return false;
}

static bool is_known(const struct checking *checking, const char *path)
{
	const struct path_lookup *lookup = checking->around->lookup;

	return find_change(checking->around->set, path) ||
	       is_planned(checking->plan, path) ||
	       lookup->kind(lookup->context, path) != PATH_NONE ||
	       path_is_known(lookup, path);
}

static bool lacks_symbol(const struct checking *checking, const struct target *target)
{
	const struct path_lookup *lookup = checking->around->lookup;
	const struct change *change = find_change(checking->around->set, target->path);
	const char *path = change ? change->path : target->path;

	return target->symbol && lookup->mentions &&
	       lookup->kind(lookup->context, path) == PATH_FILE &&
	       !lookup->mentions(lookup->context, path, target->symbol);
}

void check_step_targets(struct checking *checking)
{
	CLEANUP(targets_clear) struct targets targets = {0};
	size_t told = 0;

	if (check_applies(checking, SECTION_STEPS))
		targets_read(&targets, checking->plan, SECTION_STEPS);
	for (size_t i = 0; i < targets.count && told < MOST_REPORTS; i++) {
		const struct target *target = &targets.items[i];
		const struct block *leaf = target->leaf;

		if (!target->to_come && !is_known(checking, target->path))
			checking_add(
				checking, PROBLEM_UNKNOWN_STEP_TARGET, leaf->line,
				leaf->column, NULL,
				"the step names '%s', which exists neither before nor "
				"after the change; correct the path, or list the file in "
				"the scope if it is still to come",
				target->path);
		else if (lacks_symbol(checking, target))
			checking_add(checking, PROBLEM_UNKNOWN_STEP_SYMBOL, leaf->line,
				     leaf->column, NULL,
				     "the step names '%s' in '%s', which is there neither "
				     "before nor after the change",
				     target->symbol, target->path);
		else
			continue;
		told++;
	}
}

/* Words by which an item says that its test is written or changed by this very change. */
static const char *const new_words[] = {"new",	   "add",    "adds",	"added",
					"write",   "extend", "extends", "update",
					"updated", "create", NULL};

static bool says_new(const struct block *leaf)
{
	return words_contain_any(leaf->text, new_words);
}

void check_test_targets(struct checking *checking)
{
	CLEANUP(targets_clear) struct targets targets = {0};
	size_t told = 0;

	if (check_applies(checking, SECTION_TESTS))
		targets_read(&targets, checking->plan, SECTION_TESTS);
	for (size_t i = 0; i < targets.count && told < MOST_REPORTS; i++) {
		const struct target *target = &targets.items[i];
		const struct block *leaf = target->leaf;
		bool changes = find_change(checking->around->set, target->path) != NULL;

		if (!is_known(checking, target->path))
			checking_add(checking, PROBLEM_UNTESTED_CHANGE, leaf->line,
				     leaf->column, NULL,
				     "the test '%s' exists neither in the tree nor in the "
				     "change",
				     target->path);
		else if (!changes && says_new(leaf))
			checking_add(
				checking, PROBLEM_UNTESTED_CHANGE, leaf->line, leaf->column,
				NULL,
				"the plan says that '%s' is written or extended, but it "
				"does not change",
				target->path);
		else if (lacks_symbol(checking, target))
			checking_add(checking, PROBLEM_UNTESTED_CHANGE, leaf->line,
				     leaf->column, NULL, "there is no '%s' in '%s'",
				     target->symbol, target->path);
		else
			continue;
		told++;
	}
}
