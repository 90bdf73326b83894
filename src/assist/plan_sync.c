/* A plan document brought up to date. */
#include <string.h>

#include "plangate/assist/plans.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/change/trees.h"
#include "plangate/gate/match.h"
#include "plangate/plan/document.h"
#include "plangate/plan/sync.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct plan, plan_free)

/* Whether another plan that is at work lists it. */
static bool is_covered_elsewhere(const struct candidates *plans, const char *path,
				 const struct change *change)
{
	for (size_t i = 0; i < plans->count; i++) {
		const struct plan *other = plans->items[i].text->plan;

		if (strcmp(plan_path(other), path) != 0 && plan_is_plan(other) &&
		    plan_status(other) == PLAN_ACTIVE && names_change(other, change))
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

static int find_work(struct pg_case *c, const struct candidates *plans,
		     const struct plan *plan, struct work *work, struct pg_error *err)
{
	for (size_t i = 0; i < c->set.count; i++) {
		struct change *change = &c->set.items[i];
		bool covered = plan_covers(plan, change->path);

		if (!case_needs_plan(c, i) || change->renamed_to ||
		    (!covered && is_covered_elsewhere(plans, plan_path(plan), change)))
			continue;
		if (change_load(&c->set, change, NEED_TEXT | NEED_DIFF, err) < 0)
			return -1;
		if (!covered)
			strlist_add(&work->add, change->path);
		work->files++;
		work->lines += change->added.count + change->removed.count;
	}
	return 0;
}

static bool covers_all(const struct pg_case *c, const char *path, const struct str *text,
		       const struct strlist *paths)
{
	struct tree_pair trees = trees_of(c->repo, &c->spec);
	const struct path_lookup lookup = trees_lookup(&trees);
	CLEANUP(plan_freep)
	struct plan *plan =
		plan_read(path, str_text(text), text->len, &c->policy->plans, &lookup);

	for (size_t i = 0; i < paths->count; i++)
		if (!plan_covers(plan, paths->items[i]))
			return false;
	return true;
}

static int write_sync(const struct pg_case *c, const struct plan *plan,
		      const struct str *text, const struct work *work, struct str *out,
		      struct pg_error *err)
{
	const char *path = plan_scope_path(plan);
	struct sync sync = {(const char *const *)work->add.items,
			    work->add.count,
			    work->files,
			    work->lines,
			    SYNC_BESIDE,
			    c->policy->plans.lexicon};

	for (; sync.place <= SYNC_NEW_SECTION; sync.place++) {
		str_reset(out);
		if (plan_sync(out, plan, path, str_text(text), text->len, &sync) &&
		    covers_all(c, path, out, &work->add))
			return 0;
	}
	return pg_fail(
		err, PG_ERR_USAGE,
		"%s: its scope cannot be made to list these files; list them by hand",
		path);
}

/* Why this document cannot be brought up to date. */
static int refuse(const struct plan *plan, const char *path, struct pg_error *err)
{
	if (!plan_is_plan(plan))
		return pg_fail(err, PG_ERR_USAGE,
			       "%s: this is no plan yet; 'plangate plan check' tells why",
			       path);
	if (strcmp(plan_scope_path(plan), path) != 0)
		return pg_fail(
			err, PG_ERR_USAGE,
			"%s: the files of this plan are listed in '%s'; name that one",
			path, plan_scope_path(plan));
	return 0;
}

int plan_file_sync(struct repo *repo, const struct plan_file *file, struct str *out,
		   size_t *added, struct pg_error *err)
{
	const struct named_change staged = {.kind = SPEC_STAGED};
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(candidates_clear) struct candidates plans = {0};
	CLEANUP(work_clear) struct work work = {0};
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(plan_freep) struct plan *plan = NULL;
	struct plan_text own = {0};

	if (survey_open(&c, repo, &staged, err) < 0 || case_judge(&c, err) < 0 ||
	    candidates_read(&c, NULL, &plans, err) < 0 ||
	    plan_from_disk(&c, file, &own, err) < 0)
		return -1;
	plan = own.plan;
	if (file_read(file->file, PLAN_MOST_BYTES, &text, err) < 0 ||
	    refuse(plan, file->path, err) < 0 ||
	    find_work(&c, &plans, plan, &work, err) < 0)
		return -1;
	*added = work.add.count;
	return write_sync(&c, plan, &text, &work, out, err);
}
