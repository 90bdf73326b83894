#include "plangate/change/plans.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/change/case.h"
#include "plangate/change/trees.h"
#include "plangate/git/objects.h"
#include "plangate/model/folder.h"
#include "plangate/model/habit.h"
#include "plangate/plan/document.h"
#include "plangate/policy/policy.h"

enum { MOST_PLANS = 10000 };

struct plans_reading {
	const struct pg_case *c;
	struct tree_pair trees;
	struct plan_texts *out;
};

bool plan_has_document(const struct plan *plan, const char *path)
{
	const char *document;

	for (size_t i = 0; (document = plan_document_path(plan, i)); i++)
		if (!strcmp(document, path))
			return true;
	return false;
}

/* Whether two documents belong to the same folder that is a plan. */
static bool is_same_folder(const struct plan_settings *settings, const char *a,
			   const char *b)
{
	long folder = folder_of(settings, a);

	return folder >= 0 && !strncmp(a, b, (size_t)folder) &&
	       folder_of(settings, b) == folder;
}

/* A folder that has too many documents to read them all is one plan nevertheless. */
static bool is_known(const struct plans_reading *reading, const char *path)
{
	const struct plan_texts *list = reading->out;

	for (size_t i = 0; i < list->count; i++)
		if (plan_has_document(list->items[i].plan, path) ||
		    is_same_folder(&reading->c->policy->plans, path,
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
			   (!habit->parts || folder_of(&policy->plans, path) >= 0)));
}

static bool is_touched(const struct plan *plan, const struct changeset *set)
{
	const char *document;

	for (size_t i = 0; (document = plan_document_path(plan, i)); i++)
		if (changeset_find(set, document))
			return true;
	return false;
}

static int add_text(void *context, const char *path, unsigned mode, const struct oid *id,
		    struct pg_error *err)
{
	struct plans_reading *reading = context;
	struct plan_texts *out = reading->out;
	struct plan_text *text;
	struct plan *plan = NULL;

	(void)id;
	if (mode != MODE_PLAIN || !is_read(reading->c->policy, path) ||
	    is_known(reading, path))
		return 0;
	if (out->count == MOST_PLANS)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d plan documents",
			       MOST_PLANS);
	if (plan_from_tree(&reading->c->policy->plans, path, &reading->trees, &plan, err) <
	    0)
		return -1;
	text = ARRAY_PUSH(out->items, out->count, out->capacity);
	text->plan = plan;
	text->touched = is_touched(plan, &reading->c->set);
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

int plan_folders_walk(const struct pg_case *c, const struct oid *tree,
		      int (*each)(void *context, const char *path, unsigned mode,
				  const struct oid *id, struct pg_error *err),
		      void *context, struct pg_error *err)
{
	const struct glob_list *globs = &c->policy->plans.paths;

	for (size_t i = 0; i < globs->count; i++) {
		CLEANUP(freep) char *folder = glob_folder(glob_pattern(globs->items[i]));

		if (tree_walk(c->repo, tree, folder, each, context, err) < 0)
			return -1;
	}
	return 0;
}

int plan_texts_read(const struct pg_case *c, struct plan_texts *out, struct pg_error *err)
{
	struct plans_reading reading = {
		.c = c, .trees = trees_of(c->repo, &c->spec), .out = out};

	return plan_folders_walk(c, &c->spec.tree, add_text, &reading, err);
}

void plan_texts_clear(struct plan_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++) {
		plan_free(texts->items[i].plan);
		plan_free(texts->items[i].source);
		free(texts->items[i].landed_path);
	}
	free(texts->items);
	*texts = (struct plan_texts){0};
}
