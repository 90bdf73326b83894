/* For those who write plans: bring one up to date, list them all. */
#include <stdlib.h>
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
#include "plangate/plan/sync.h"

/* All that both verbs look at. */
struct stand {
	struct change_spec spec;
	struct changeset set;
	struct findings findings;
	struct policy *policy;
	struct candidates plans;
};

static void stand_clear(struct stand *stand)
{
	candidates_clear(&stand->plans);
	findings_clear(&stand->findings);
	changeset_clear(&stand->set);
	policy_free(stand->policy);
}

static int look_around(struct repo *repo, struct stand *stand, struct pg_error *err)
{
	if (survey_staged(repo, &stand->spec, &stand->set, &stand->findings, &stand->policy,
			  err) < 0)
		return -1;
	return candidates_read(repo, stand->policy, &stand->spec, &stand->set, NULL,
			       &stand->plans, err);
}

/* Whether another plan that is at work lists it. */
static bool is_covered_elsewhere(const struct stand *stand, const char *path,
				 const struct change *change)
{
	for (size_t i = 0; i < stand->plans.count; i++) {
		const struct candidate *other = &stand->plans.items[i];

		if (strcmp(plan_path(other->plan), path) != 0 &&
		    plan_is_plan(other->plan) && plan_status(other->plan) == PLAN_ACTIVE &&
		    candidate_covers(other, change))
			return true;
	}
	return false;
}

/* What the plan is to list, and what changes in all that it then covers. */
struct work {
	struct strlist add;
	size_t files, lines;
};

static void work_clear(struct work *work)
{
	strlist_clear(&work->add);
}

static int find_work(const struct stand *stand, const struct plan *plan, struct work *work,
		     struct pg_error *err)
{
	for (size_t i = 0; i < stand->set.count; i++) {
		struct change *change = &stand->set.items[i];
		bool covered = plan_covers(plan, change->path);

		if (!change_needs_plan(change) || change->renamed_to ||
		    (!covered && is_covered_elsewhere(stand, plan_path(plan), change)))
			continue;
		if (change_load(&stand->set, change, NEED_TEXT | NEED_DIFF, err) < 0)
			return -1;
		if (!covered)
			strlist_add(&work->add, change->path);
		work->files++;
		work->lines += change->added.count + change->removed.count;
	}
	return 0;
}

static bool covers_all(const char *path, const struct str *text,
		       const struct plan_settings *settings, struct tree_pair *trees,
		       const struct strlist *paths)
{
	const struct path_lookup lookup = {tree_pair_kind, NULL, trees};
	CLEANUP(plan_freep)
	struct plan *plan = plan_read(path, str_text(text), text->len, settings, &lookup);

	for (size_t i = 0; i < paths->count; i++)
		if (!plan_covers(plan, paths->items[i]))
			return false;
	return true;
}

static int write_sync(const struct stand *stand, const struct plan *plan, const char *path,
		      const struct str *text, struct tree_pair *trees,
		      const struct work *work, struct str *out, struct pg_error *err)
{
	struct sync sync = {(const char *const *)work->add.items, work->add.count,
			    work->files, work->lines, SYNC_BESIDE};

	for (; sync.place <= SYNC_UNDER_HEADING; sync.place++) {
		str_reset(out);
		if (plan_sync(out, plan, path, str_text(text), text->len, &sync) &&
		    covers_all(path, out, &stand->policy->plans, trees, &work->add))
			return 0;
	}
	return pg_fail(err, PG_ERR_USAGE,
		       "%s: there is no section 'Scope' in which files can be listed",
		       path);
}

int gate_sync(struct repo *repo, const char *file, const char *path, struct str *out,
	      size_t *added, struct pg_error *err)
{
	CLEANUP(stand_clear) struct stand stand = {0};
	CLEANUP(plan_freep) struct plan *plan = NULL;
	CLEANUP(work_clear) struct work work = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct tree_pair trees = {repo, &stand.spec.base_tree, &stand.spec.tree};

	if (look_around(repo, &stand, err) < 0 ||
	    plan_from_disk(&stand.policy->plans, file, path, &trees, &plan, NULL, err) <
		    0 ||
	    file_read(file, PLAN_MOST_BYTES, &text, err) < 0)
		return -1;
	if (!plan_is_plan(plan))
		return pg_fail(err, PG_ERR_USAGE,
			       "%s: this is no plan yet; 'plangate plan check' tells why",
			       path);
	if (strcmp(plan_scope_path(plan), path) != 0)
		return pg_fail(
			err, PG_ERR_USAGE,
			"%s: the files of this plan are listed in '%s'; name that one",
			path, plan_scope_path(plan));
	if (find_work(&stand, plan, &work, err) < 0)
		return -1;
	*added = work.add.count;
	return write_sync(&stand, plan, path, &text, &trees, &work, out, err);
}

int gate_read_plan(struct repo *repo, const char *file, const char *path, struct plan **out,
		   struct pg_error *err)
{
	CLEANUP(stand_clear) struct stand stand = {0};
	struct tree_pair trees = {repo, &stand.spec.base_tree, &stand.spec.tree};

	if (survey_staged(repo, &stand.spec, &stand.set, &stand.findings, &stand.policy,
			  err) < 0)
		return -1;
	return plan_from_disk(&stand.policy->plans, file, path, &trees, out, NULL, err);
}

static size_t count_errors(const struct diagnostics *list)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->items[i].severity == SEVERITY_ERROR;
	return count;
}

static int add_row(struct repo *repo, struct stand *stand,
		   const struct candidate *candidate, struct plan_rows *rows,
		   struct pg_error *err)
{
	const struct matching matching = {.repo = repo,
					  .spec = &stand->spec,
					  .policy = stand->policy,
					  .set = &stand->set,
					  .findings = &stand->findings,
					  .plans = &stand->plans,
					  .at = STAGE_CLASS_COMMIT};
	struct demand demand = {0};
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	struct plan_row *row;

	if (candidate->covered)
		findings_join(&stand->findings, SEVERITY_NOTE, &demand);
	if (check_plan(&matching, candidate->plan, &demand, candidate->covered != 0,
		       &problems, err) < 0)
		return -1;
	row = ARRAY_PUSH(rows->items, rows->count, rows->capacity);
	*row = (struct plan_row){.path = xstrdup(plan_path(candidate->plan)),
				 .title = xstrdup(plan_title(candidate->plan)),
				 .status = plan_status(candidate->plan),
				 .is_plan = plan_is_plan(candidate->plan),
				 .covered = candidate->covered,
				 .problems = count_errors(&problems)};
	return 0;
}

static int compare_rows(const void *a, const void *b)
{
	const struct plan_row *left = a, *right = b;

	return strcmp(left->path, right->path);
}

/* When each was first committed. */
static int add_ages(struct repo *repo, struct plan_rows *rows, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist paths = {0};
	CLEANUP(freep) long long *times = NULL;
	CLEANUP(freep) const char **wanted = xcalloc(rows->count + 1, sizeof(*wanted));
	struct oid head;

	if (repo_head(repo, &head, err) < 0)
		return -1;
	if (oid_is_null(&head) || !rows->count)
		return 0;
	for (size_t i = 0; i < rows->count; i++)
		wanted[i] = rows->items[i].path;
	if (first_added(repo, &head, wanted, &paths, &times, err) < 0)
		return -1;
	for (size_t p = 0; p < paths.count; p++) {
		const struct plan_row key = {.path = paths.items[p]};
		struct plan_row *row =
			bsearch(&key, rows->items, rows->count, sizeof(key), compare_rows);

		if (row)
			row->since = times[p];
	}
	return 0;
}

int gate_list_plans(struct repo *repo, struct plan_rows *rows, struct pg_error *err)
{
	CLEANUP(stand_clear) struct stand stand = {0};

	if (look_around(repo, &stand, err) < 0)
		return -1;
	for (size_t i = 0; i < stand.set.count; i++)
		rows->files += change_needs_plan(&stand.set.items[i]);
	for (size_t i = 0; i < stand.plans.count; i++)
		if (add_row(repo, &stand, &stand.plans.items[i], rows, err) < 0)
			return -1;
	if (rows->count)
		qsort(rows->items, rows->count, sizeof(*rows->items), compare_rows);
	return add_ages(repo, rows, err);
}

void plan_rows_clear(struct plan_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		free(rows->items[i].path);
		free(rows->items[i].title);
	}
	free(rows->items);
	*rows = (struct plan_rows){0};
}
