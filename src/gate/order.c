#include "order.h"

#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/case.h"
#include "plangate/change/trees.h"
#include "plangate/gate/match.h"
#include "plangate/git/objects.h"
#include "plangate/plan/document.h"
#include "plangate/policy/policy.h"

enum { MOST_COMMITS = 1000 };

DEFINE_CLEANUP(struct plan, plan_free)

struct order {
	const struct matching *matching;
	const struct plan *plan; /* as it is now */
	char *reason;		 /* why it was not first; NULL: it was */
};

static int read_then(const struct order *order, const struct oid *tree, struct plan **plan,
		     struct pg_error *err)
{
	const struct pg_case *c = order->matching->c;
	const struct tree_pair trees = {c->repo, tree, tree};
	struct tree_item item;

	*plan = NULL;
	if (tree_find(c->repo, tree, plan_path(order->plan), &item, err) < 0)
		return -1;
	if ((item.mode & 0170000) != 0100000)
		return 0;
	return plan_from_tree(&c->policy->plans, plan_path(order->plan), &trees, plan, err);
}

static bool held_up(const struct order *order, const struct plan *then)
{
	const struct pg_case *c = order->matching->c;
	const struct plan_asking asking = {order->matching->demand, &c->policy->plans,
					   STAGE_CLASS_COMMIT, c->now};
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};

	plan_check(then, &asking, &problems);
	return !diagnostics_reach(&problems, SEVERITY_ERROR);
}

/* One step of the history: what it changes that the plan covers, against the tree before it. */
static int check_step(struct order *order, const struct changeset *set,
		      const struct oid *before, const char *where, struct pg_error *err)
{
	CLEANUP(plan_freep) struct plan *then = NULL;
	bool is_read = false;

	for (size_t i = 0; i < set->count && !order->reason; i++) {
		const struct change *change = &set->items[i];

		if (!change->counted || !plan_covers(order->plan, change->path))
			continue;
		if (!is_read && read_then(order, before, &then, err) < 0)
			return -1;
		is_read = true;
		if (!then)
			order->reason =
				xasprintf("it was not in the tree before %s", where);
		else if (!plan_covers(then, change->path))
			order->reason = xasprintf("before %s it did not cover '%s'", where,
						  change->path);
		else if (!held_up(order, then))
			order->reason =
				xasprintf("before %s it did not hold up yet", where);
	}
	return 0;
}

static int check_commit(struct order *order, const char *hex, struct pg_error *err)
{
	CLEANUP(freep) char *where = xasprintf("commit %.12s", hex);
	CLEANUP(case_close) struct pg_case c = {0};

	if (case_open_commit(&c, order->matching->c, hex, err) < 0)
		return -1;
	return check_step(order, &c.set, &c.spec.base_tree, where, err);
}

static int check_range(struct order *order, struct pg_error *err)
{
	const struct pg_case *c = order->matching->c;
	CLEANUP(strlist_clear) struct strlist commits = {0};

	if (spec_commits(c->repo, &c->spec, MOST_COMMITS, &commits, err) < 0)
		return -1;
	if (commits.count > MOST_COMMITS)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "more than %d commits: the order of plan and code cannot be "
			       "told; push fewer at once",
			       MOST_COMMITS);
	for (size_t i = commits.count; i-- > 0 && !order->reason;)
		if (check_commit(order, commits.items[i], err) < 0)
			return -1;
	return 0;
}

int check_order(const struct matching *matching, const struct plan *plan,
		struct diagnostics *out, struct pg_error *err)
{
	const struct pg_case *c = matching->c;
	enum severity severity =
		c->policy->plans.severities.at[PROBLEM_PLAN_AFTER_CODE][matching->stage];
	struct order order = {matching, plan, NULL};
	CLEANUP(freep) char *reason = NULL;
	struct diagnostic *item;
	int rc;

	if (severity == SEVERITY_OFF)
		return 0;
	rc = c->spec.is_range
		     ? check_range(&order, err)
		     : check_step(&order, &c->set, &c->spec.base_tree, "this change", err);
	reason = order.reason;
	if (rc < 0 || !reason)
		return rc;
	item = diagnostics_add(out, severity, PROBLEM_PLAN_AFTER_CODE, plan_path(plan), 1,
			       0, "plans come before code here (plans.order): %s", reason);
	item->fix =
		xstrdup(c->spec.is_range ? "git rebase -i, with the plan before the code"
					 : "commit the plan alone first");
	return 0;
}
