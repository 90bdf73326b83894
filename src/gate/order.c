#include "order.h"

#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/change/case.h"
#include "plangate/change/trees.h"
#include "plangate/gate/match.h"
#include "plangate/git/objects.h"
#include "plangate/plan/document.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct plan, plan_free)

/* The plan as it has landed; NULL where it has not. */
static int read_landed(const struct pg_case *c, const char *path, struct plan **plan,
		       struct pg_error *err)
{
	const struct tree_pair trees = {c->repo, &c->landed.tree, &c->landed.tree};
	struct tree_item item;

	*plan = NULL;
	if (oid_is_null(&c->landed.tree))
		return 0;
	if (tree_find(c->repo, &c->landed.tree, path, &item, err) < 0)
		return -1;
	return item.mode == MODE_PLAIN
		       ? plan_from_tree(&c->policy->plans, path, &trees, plan, err)
		       : 0;
}

static bool held_up(const struct matching *m, const struct plan *then)
{
	const struct plan_asking asking = {.demand = m->demand,
					   .settings = &m->c->policy->plans,
					   .at = STAGE_CLASS_COMMIT,
					   .now = m->c->now};
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};

	plan_check(then, &asking, &problems);
	return !diagnostics_reach(&problems, SEVERITY_ERROR);
}

/* Why the plan was not first; NULL: it was. The caller frees. */
static char *find_reason(const struct matching *m, const struct plan *plan,
			 const struct plan *then)
{
	const struct changeset *set = &m->c->set;
	bool is_asked = false;

	for (size_t i = 0; i < set->count; i++) {
		if (!case_needs_plan(m->c, i) || !names_change(plan, &set->items[i]))
			continue;
		is_asked = true;
		if (then && !names_change(then, &set->items[i])) {
			CLEANUP(freep) char *path = text_quote_path(set->items[i].path);

			return xasprintf("as it has landed it does not cover '%s'", path);
		}
	}
	if (!is_asked)
		return NULL;
	if (!then)
		return xstrdup("it has not landed yet");
	return held_up(m, then) ? NULL : xstrdup("as it has landed it does not hold up");
}

int check_order(const struct matching *m, const struct plan *plan, struct diagnostics *out,
		struct pg_error *err)
{
	enum severity severity =
		m->c->policy->plans.severities.at[PROBLEM_PLAN_AFTER_CODE][m->stage];
	CLEANUP(plan_freep) struct plan *then = NULL;
	CLEANUP(freep) char *reason = NULL;
	struct diagnostic *item;

	if (severity == SEVERITY_OFF)
		return 0;
	if (read_landed(m->c, plan_path(plan), &then, err) < 0)
		return -1;
	reason = find_reason(m, plan, then);
	if (!reason)
		return 0;
	item = diagnostics_add(out, severity, PROBLEM_PLAN_AFTER_CODE, plan_path(plan), 1,
			       0, "plans come before code here (plans.order): %s", reason);
	item->fix = xstrdup(m->c->landed.upstream ? "land the plan by itself first"
						  : "commit the plan alone first");
	return 0;
}
