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

/* Of the net change's files, add those that a commit touches which needs a plan by itself. */
static int add_bound(const struct pg_case *net, const char *hex, struct selection *bound,
		     struct pg_error *err)
{
	CLEANUP(case_close) struct pg_case c = {0};

	if (case_open_commit(&c, net, hex, err) < 0)
		return -1;
	if (case_judge(&c, err) < 0)
		return pg_prefix(err, "commit %.12s", hex);
	if (!any_fired(&c.findings))
		return 0;
	for (size_t i = 0; i < c.set.count; i++) {
		const struct change *change =
			changeset_find(&net->set, c.set.items[i].path);

		if (change)
			selection_add(bound, (size_t)(change - net->set.items));
	}
	return 0;
}

/* Judge the files that are not bound as a change of their own. */
static int judge_the_rest(struct pg_case *c, const struct selection *bound, bool *fired,
			  struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection without = {0};
	CLEANUP(selection_clear) struct selection all = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	struct judged judged;

	selection_init(&without, c->set.count);
	selection_add_all(&without, bound);
	selection_add_all(&without, &c->excused);
	judged = case_rest(c, &without, &all);
	if (policy_judge(c->policy, &judged, &findings, err) < 0)
		return -1;
	*fired = any_fired(&findings);
	return 0;
}

int excuse_small_commits(struct pg_case *c, bool *any, struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection bound = {0};
	CLEANUP(strlist_clear) struct strlist commits = {0};
	bool fired = true;

	*any = false;
	if (spec_commits(c->repo, &c->spec, MOST_COMMITS, &commits, err) < 0)
		return -1;
	if (commits.count > MOST_COMMITS || commits.count < 2)
		return 0;
	selection_init(&bound, c->set.count);
	for (size_t i = 0; i < commits.count; i++)
		if (add_bound(c, commits.items[i], &bound, err) < 0)
			return -1;
	if (judge_the_rest(c, &bound, &fired, err) < 0)
		return -1;
	for (size_t i = 0; i < c->set.count && !fired; i++) {
		if (selection_has(&bound, i))
			continue;
		selection_add(&c->excused, i);
		*any = *any || c->set.items[i].seen;
	}
	case_settle(c);
	return 0;
}
