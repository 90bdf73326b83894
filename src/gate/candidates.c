/* The plan documents in the tree of a change. */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/git/objects.h"

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

static int read_document(struct reading *reading, const char *path, const struct oid *id,
			 struct plan **plan, struct pg_error *err)
{
	const struct path_lookup lookup = {tree_pair_kind, NULL, &reading->trees};
	CLEANUP(str_clear) struct str text = {0};
	size_t size = 0;

	if (blob_size(reading->repo, id, &size, err) < 0)
		return pg_prefix(err, "%s", path);
	if (size > PLAN_MOST_BYTES) {
		*plan = plan_too_large(path, size);
		return 0;
	}
	if (blob_read(reading->repo, id, PLAN_MOST_BYTES, &text, err) < 0)
		return pg_prefix(err, "%s", path);
	*plan = plan_read(path, str_text(&text), text.len, &reading->policy->plans,
			  &lookup);
	return 0;
}

static bool is_known(const struct candidates *list, const char *path)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(plan_path(list->items[i].plan), path))
			return true;
	return false;
}

static int add_candidate(void *context, const char *path, unsigned mode,
			 const struct oid *id, struct pg_error *err)
{
	struct reading *reading = context;
	struct candidate *candidate;
	struct plan *plan = NULL;

	if ((mode & 0170000) != 0100000 || !policy_is_plan(reading->policy, path))
		return 0;
	if (is_known(reading->out, path))
		return 0;
	if (reading->out->count == MOST_PLANS)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d plan documents",
			       MOST_PLANS);
	if (read_document(reading, path, id, &plan, err) < 0)
		return -1;
	candidate = ARRAY_PUSH(reading->out->items, reading->out->count,
			       reading->out->capacity);
	candidate->plan = plan;
	candidate->blob = *id;
	candidate->passed_over = reading->named && strcmp(reading->named, path);
	candidate->touched = changeset_find(reading->set, path) != NULL;
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
