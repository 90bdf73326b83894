/*
 * `plans.order: before`: the plan must have been in the tree, and have held up, before the first
 * commit that it covers. Its history says so, not its dates.
 */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"

enum { MOST_COMMITS = 1000 };

struct order {
	const struct matching *matching;
	const struct plan *plan; /* as it is now */
	const struct demand *demand;
	char *reason; /* why it was not first; NULL: it was */
};

static int read_then(const struct order *order, const struct oid *tree, struct plan **plan,
		     struct pg_error *err)
{
	struct repo *repo = order->matching->repo;
	struct tree_pair trees = {repo, tree, tree};
	struct tree_item item;

	*plan = NULL;
	if (tree_find(repo, tree, plan_path(order->plan), &item, err) < 0)
		return -1;
	if ((item.mode & 0170000) != 0100000)
		return 0;
	return plan_from_tree(&order->matching->policy->plans, plan_path(order->plan),
			      &trees, plan, err);
}

static bool held_up(const struct order *order, const struct plan *then)
{
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};

	plan_check(then, order->demand, &order->matching->policy->plans, STAGE_CLASS_COMMIT,
		   &problems);
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
	const struct matching *m = order->matching;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(freep) char *where = xasprintf("commit %.12s", hex);
	struct change_spec spec = {0};

	if (commit_changes(m->repo, hex, &spec, &set, err) < 0)
		return -1;
	policy_count(m->policy, &set);
	return check_step(order, &set, &spec.base_tree, where, err);
}

static int check_range(struct order *order, struct pg_error *err)
{
	const struct change_spec *spec = order->matching->spec;
	const struct oid none = {0};
	CLEANUP(strlist_clear) struct strlist commits = {0};
	bool all = false;

	if (commits_between(order->matching->repo, &spec->base_commit,
			    spec->other_count ? &spec->other_parents[0] : &none,
			    &spec->commit, MOST_COMMITS, &commits, &all, err) < 0)
		return -1;
	if (!all)
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
		const struct demand *demand, struct diagnostics *out, struct pg_error *err)
{
	enum severity severity = matching->policy->plans.severities
					 .at[PROBLEM_PLAN_AFTER_CODE][matching->at];
	struct order order = {matching, plan, demand, NULL};
	CLEANUP(freep) char *reason = NULL;
	struct diagnostic *item;
	int rc;

	if (severity == SEVERITY_OFF)
		return 0;
	rc = matching->spec->is_range
		     ? check_range(&order, err)
		     : check_step(&order, matching->set, &matching->spec->base_tree,
				  "this change", err);
	reason = order.reason;
	if (rc < 0 || !reason)
		return rc;
	item = diagnostics_add(out, severity, problem_id(PROBLEM_PLAN_AFTER_CODE),
			       plan_path(plan), 1, 0,
			       "plans come before code here (plans.order): %s", reason);
	item->fix = xstrdup(matching->spec->is_range
				    ? "git rebase -i, with the plan before the code"
				    : "commit the plan alone first");
	return 0;
}
