/*
 * Small commits in a larger push. Whoever pushes a planned change together with a one-line fix that
 * needed no plan is not asked to plan the fix. But small commits that together need a plan are one
 * change that was split, and are judged as one.
 */
#include <stdlib.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"

enum { MOST_COMMITS = 1000 };

static bool any_fired(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].state != RULE_NOT_APPLICABLE &&
		    findings->items[i].severity == SEVERITY_ERROR)
			return true;
	return false;
}

/* Of the net change's files, mark those that a commit touches which needs a plan by itself. */
static int mark_bound(struct repo *repo, const struct policy *policy, const char *hex,
		      const struct changeset *net, bool *bound, struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	struct change_spec spec = {0};

	if (commit_changes(repo, hex, &spec, &set, err) < 0)
		return -1;
	policy_count(policy, &set);
	if (policy_judge(policy, &set, &findings, err) < 0)
		return pg_prefix(err, "commit %.12s", hex);
	if (!any_fired(&findings))
		return 0;
	for (size_t i = 0; i < set.count; i++) {
		const struct change *change = changeset_find(net, set.items[i].path);

		if (change)
			bound[change - net->items] = true;
	}
	return 0;
}

/* Judge the files that are not bound as a change of their own. */
static int judge_the_rest(const struct policy *policy, struct changeset *net,
			  const bool *bound, bool *fired, struct pg_error *err)
{
	CLEANUP(freep) bool *seen = xcalloc(net->count, sizeof(*seen));
	CLEANUP(freep) bool *counted = xcalloc(net->count, sizeof(*counted));
	CLEANUP(findings_clear) struct findings findings = {0};
	int rc;

	for (size_t i = 0; i < net->count; i++) {
		seen[i] = net->items[i].seen;
		counted[i] = net->items[i].counted;
		net->items[i].seen = seen[i] && !bound[i] && !net->items[i].excused;
		net->items[i].counted = counted[i] && !bound[i] && !net->items[i].excused;
	}
	rc = policy_judge(policy, net, &findings, err);
	for (size_t i = 0; i < net->count; i++) {
		net->items[i].seen = seen[i];
		net->items[i].counted = counted[i];
	}
	*fired = any_fired(&findings);
	return rc;
}

int excuse_small_commits(struct repo *repo, const struct policy *policy,
			 const struct change_spec *spec, struct changeset *set, bool *any,
			 struct pg_error *err)
{
	const struct oid none = {0};
	CLEANUP(freep) bool *bound = xcalloc(set->count, sizeof(*bound));
	CLEANUP(strlist_clear) struct strlist commits = {0};
	bool all = false, fired = true;

	*any = false;
	if (commits_between(repo, &spec->base_commit,
			    spec->other_count ? &spec->other_parents[0] : &none,
			    &spec->commit, MOST_COMMITS, &commits, &all, err) < 0)
		return -1;
	if (!all || commits.count < 2)
		return 0;
	for (size_t i = 0; i < commits.count; i++)
		if (mark_bound(repo, policy, commits.items[i], set, bound, err) < 0)
			return -1;
	if (judge_the_rest(policy, set, bound, &fired, err) < 0)
		return -1;
	for (size_t i = 0; i < set->count && !fired; i++) {
		set->items[i].excused = set->items[i].excused || !bound[i];
		*any = *any || (set->items[i].seen && !bound[i]);
	}
	return 0;
}
