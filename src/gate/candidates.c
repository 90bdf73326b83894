/* The plan documents in the tree of a change. */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/git/objects.h"
#include "plangate/model/habit.h"

enum { MOST_PLANS = 10000 };

struct reading {
	struct repo *repo;
	const struct policy *policy;
	const struct changeset *set;
	const char *named;
	struct tree_pair trees;
	struct candidates *out;
};

bool candidate_covers(const struct candidate *candidate, const struct change *change)
{
	return plan_covers(candidate->plan, change->path) ||
	       (change->renamed_to && plan_covers(candidate->plan, change->renamed_to));
}

static size_t count_covered(const struct candidate *candidate, const struct changeset *set)
{
	size_t covered = 0;

	for (size_t i = 0; i < set->count; i++)
		if (change_needs_plan(&set->items[i]) &&
		    candidate_covers(candidate, &set->items[i]))
			covered++;
	return covered;
}

static bool has_document(const struct plan *plan, const char *path)
{
	const char *document;

	for (size_t i = 0; (document = plan_document_path(plan, i)); i++)
		if (!strcmp(document, path))
			return true;
	return false;
}

/* Whether two documents belong to the same folder that is a plan. */
static bool is_same_folder(const struct habit *habit, const char *a, const char *b)
{
	long folder = habit && habit->parts ? habit_folder(habit, a) : -1;

	return folder >= 0 && !strncmp(a, b, (size_t)folder) &&
	       habit_folder(habit, b) == folder;
}

/* A folder that has too many documents to read them all is one plan nevertheless. */
static bool is_known(const struct reading *reading, const char *path)
{
	const struct candidates *list = reading->out;

	for (size_t i = 0; i < list->count; i++)
		if (has_document(list->items[i].plan, path) ||
		    is_same_folder(reading->policy->plans.habit, path,
				   plan_path(list->items[i].plan)))
			return true;
	return false;
}

/* Of a plan that is a folder only its documents are read, not what lies beside them. */
static bool is_read(const struct policy *policy, const char *path)
{
	const struct habit *habit = policy->plans.habit;

	return policy_is_plan(policy, path) &&
	       (!habit || (!habit_is_apart(habit, path) &&
			   (!habit->parts || habit_folder(habit, path) >= 0)));
}

static bool is_touched(const struct plan *plan, const struct changeset *set)
{
	const char *document;

	for (size_t i = 0; (document = plan_document_path(plan, i)); i++)
		if (changeset_find(set, document))
			return true;
	return false;
}

/* Whether the one plan that is named is another one. */
static bool is_other(const struct reading *reading, const struct plan *plan)
{
	return reading->named && !has_document(plan, reading->named);
}

static int add_candidate(void *context, const char *path, unsigned mode,
			 const struct oid *id, struct pg_error *err)
{
	struct reading *reading = context;
	struct candidate *candidate;
	struct plan *plan = NULL;

	(void)id;
	if ((mode & 0170000) != 0100000 || !is_read(reading->policy, path) ||
	    is_known(reading, path))
		return 0;
	if (reading->out->count == MOST_PLANS)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d plan documents",
			       MOST_PLANS);
	if (plan_from_tree(&reading->policy->plans, path, &reading->trees, &plan, err) < 0)
		return -1;
	candidate = ARRAY_PUSH(reading->out->items, reading->out->count,
			       reading->out->capacity);
	candidate->plan = plan;
	candidate->passed_over = is_other(reading, plan);
	candidate->touched = is_touched(plan, reading->set);
	candidate->covered = count_covered(candidate, reading->set);
	return 0;
}

/* The folder that holds all that a glob can match: its components before the first wildcard. */
static char *glob_folder(const char *pattern)
{
	size_t len = strcspn(pattern, "*?[{\\");

	while (len && pattern[len - 1] != '/')
		len--;
	return xmemdup(pattern, len ? len - 1 : 0);
}

int candidates_read(struct repo *repo, const struct policy *policy,
		    const struct change_spec *spec, const struct changeset *set,
		    const char *named, struct candidates *out, struct pg_error *err)
{
	struct reading reading = {.repo = repo,
				  .policy = policy,
				  .set = set,
				  .named = named,
				  .trees = {repo, &spec->base_tree, &spec->tree},
				  .out = out};

	for (size_t i = 0; i < policy->plan_glob_count; i++) {
		CLEANUP(freep)
		char *folder = glob_folder(glob_pattern(policy->plan_globs[i]));

		if (tree_walk(repo, &spec->tree, folder, add_candidate, &reading, err) < 0)
			return -1;
	}
	return 0;
}

void candidates_recount(struct candidates *list, const struct changeset *set)
{
	for (size_t i = 0; i < list->count; i++)
		list->items[i].covered = count_covered(&list->items[i], set);
}

void candidates_clear(struct candidates *list)
{
	for (size_t i = 0; i < list->count; i++) {
		plan_free(list->items[i].plan);
		diagnostics_clear(&list->items[i].problems);
	}
	free(list->items);
	*list = (struct candidates){0};
}
