#include "excuse.h"

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/change/case.h"
#include "plangate/policy/policy.h"

enum { MOST_COMMITS = 1000 };

static bool any_fired(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].state != RULE_NOT_APPLICABLE &&
		    findings->items[i].severity == SEVERITY_ERROR)
			return true;
	return false;
}

/* The files of a range, by how they came: by something that needs a plan, by a merge that needs none. */
struct origins {
	struct selection bound, merged;
	struct selection loose; /* by a plain commit that needs none */
};

static void origins_init(struct origins *origins, size_t count)
{
	selection_init(&origins->bound, count);
	selection_init(&origins->merged, count);
	selection_init(&origins->loose, count);
}

static void origins_clear(struct origins *origins)
{
	selection_clear(&origins->bound);
	selection_clear(&origins->merged);
	selection_clear(&origins->loose);
}

/* One step on the first-parent line. */
static int add_landing(const struct pg_case *net, const char *hex, struct origins *origins,
		       struct pg_error *err)
{
	CLEANUP(case_close) struct pg_case c = {0};
	struct selection *kind;

	if (case_open_landing(&c, net, hex, err) < 0)
		return -1;
	if (case_judge(&c, err) < 0)
		return pg_prefix(err, "commit %.12s", hex);
	kind = c.spec.is_range ? &origins->merged : &origins->loose;
	if (any_fired(&c.findings))
		kind = &origins->bound;
	for (size_t i = 0; i < c.set.count; i++) {
		const struct change *change =
			changeset_find(&net->set, c.set.items[i].path);

		if (change)
			selection_add(kind, (size_t)(change - net->set.items));
	}
	return 0;
}

/* Whether a rule that blocks fires on the change less a selection. */
static int fires_without(struct pg_case *c, const struct selection *without, bool *fires,
			 struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection some = {0};
	CLEANUP(selection_clear) struct selection all = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	struct judged judged;

	selection_init(&some, c->set.count);
	selection_add_all(&some, without);
	selection_add_all(&some, &c->excused);
	judged = case_rest(c, &some, &all);
	if (policy_judge(c->policy, &judged, &findings, err) < 0)
		return -1;
	*fires = any_fired(&findings);
	return 0;
}

/* Excuse a file, unless something else needs a plan for it. */
static void excuse(struct pg_case *c, size_t index, bool *any)
{
	*any = *any || (c->set.items[index].seen && !selection_has(&c->excused, index));
	selection_add(&c->excused, index);
}

/* What came by merges alone that needed no plan; and the rest of what is not bound, where that needs none. */
static int excuse_by_origin(struct pg_case *c, const struct origins *origins, bool *any,
			    struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection without = {0};
	bool fires = true;

	selection_init(&without, c->set.count);
	selection_add_all(&without, &origins->bound);
	for (size_t i = 0; i < c->set.count; i++)
		if (selection_has(&origins->merged, i) &&
		    !selection_has(&origins->loose, i))
			selection_add(&without, i);
	if (fires_without(c, &without, &fires, err) < 0)
		return -1;
	for (size_t i = 0; i < c->set.count; i++)
		if (!selection_has(&origins->bound, i) &&
		    (!fires || selection_has(&without, i)))
			excuse(c, i, any);
	return 0;
}

int excuse_small_commits(struct pg_case *c, bool *any, struct pg_error *err)
{
	CLEANUP(origins_clear) struct origins origins = {0};
	CLEANUP(strlist_clear) struct strlist commits = {0};

	*any = false;
	if (spec_landings(c->repo, &c->spec, MOST_COMMITS, &commits, err) < 0)
		return -1;
	if (commits.count > MOST_COMMITS || commits.count < 2)
		return 0;
	origins_init(&origins, c->set.count);
	for (size_t i = 0; i < commits.count; i++)
		if (add_landing(c, commits.items[i], &origins, err) < 0)
			return -1;
	if (excuse_by_origin(c, &origins, any, err) < 0)
		return -1;
	case_settle(c);
	return 0;
}

int excuse_uncovered(struct pg_case *c, const struct selection *covered, bool *any,
		     struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection uncovered = {0};
	bool planned_fires = false, rest_fires = true;

	*any = false;
	selection_init(&uncovered, c->set.count);
	for (size_t i = 0; i < c->set.count; i++)
		if (case_needs_plan(c, i) && !selection_has(covered, i))
			selection_add(&uncovered, i);
	if (!selection_count(covered) || !selection_count(&uncovered))
		return 0;
	if (fires_without(c, &uncovered, &planned_fires, err) < 0)
		return -1;
	if (!planned_fires)
		return 0;
	if (fires_without(c, covered, &rest_fires, err) < 0)
		return -1;
	for (size_t i = 0; i < c->set.count && !rest_fires; i++)
		if (selection_has(&uncovered, i))
			excuse(c, i, any);
	case_settle(c);
	return 0;
}
