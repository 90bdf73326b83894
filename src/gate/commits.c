#include "commits.h"

#include "excuse.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/change/case.h"
#include "plangate/gate/gate.h"
#include "plangate/gate/match.h"
#include "plangate/policy/policy.h"
#include "plangate/waiver/approvals.h"
#include "plangate/waiver/overrides.h"
#include "revert.h"

enum { MOST_COMMITS = 10000 };

/* On the way through the commits of a range. */
struct walk {
	const struct pg_case *whole;
	const struct gate_options *options;
	struct candidates tip;	    /* the plans that the range ends with */
	struct approvals approvals; /* of those */
	struct verdict
		used; /* one change, which collects the overrides that commits used */
	struct verdict *verdict;
};

static void walk_clear(struct walk *walk)
{
	candidates_clear(&walk->tip);
	approvals_clear(&walk->approvals);
	verdict_clear(&walk->used);
}

/* Waive by the records that the range brings, in this commit or in a later one, and excuse what takes landed work
 * back. */
static int excuse(struct walk *walk, struct pg_case *c, struct pg_error *err)
{
	CLEANUP(verdict_clear) struct verdict scratch = {0};
	struct change_verdict *out = verdict_add(&scratch);

	if (overrides_apply(c, walk->options->replay, out, err) < 0 ||
	    reverts_apply(c, out, err) < 0)
		return -1;
	verdict_take_overrides(&walk->used.changes[0], out);
	return 0;
}

/* *asks: a rule that blocks fires on the commit, with this demand. */
static int judge_rules(struct walk *walk, struct pg_case *c, struct demand *demand,
		       bool *asks, struct pg_error *err)
{
	if (case_leave_restored(c, err) < 0)
		return -1;
	if (case_judge(c, err) < 0)
		return pg_prefix(err, "commit %.12s", c->spec.commit.hex);
	if (excuse(walk, c, err) < 0)
		return -1;
	*asks = findings_join(&c->findings, SEVERITY_ERROR, demand);
	return 0;
}

/* Once more, where what no plan covers is small beside the planned work. */
static int hold_less(const struct matching *matching, struct pg_case *c, bool *satisfied,
		     struct diagnostics *out, struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection covered = {0};
	struct selection before = {0};
	bool excused = false;

	selection_init(&covered, c->set.count);
	selection_init(&before, c->set.count);
	selection_add_all(&before, &c->excused);
	add_covered(matching, &covered);
	if (excuse_uncovered(c, &covered, &excused, err) < 0 ||
	    (excused && (candidates_cover(matching->plans, c, err) < 0 ||
			 match_plans(matching, satisfied, out, err) < 0))) {
		selection_clear(&before);
		return -1;
	}
	selection_clear(&c->excused);
	c->excused = before;
	case_settle(c);
	return 0;
}

/* Hold plans, with the approvals that stand beside them, against the commit; what they lack is appended to out. */
static int hold(const struct matching *matching, struct pg_case *c,
		struct approvals *approvals, bool *satisfied, struct diagnostics *out,
		struct pg_error *err)
{
	CLEANUP(diagnostics_clear) struct diagnostics less = {0};

	approvals->c = matching->c;
	approvals->at = matching->at;
	approvals->least = SEVERITY_ERROR;
	if (candidates_cover(matching->plans, matching->c, err) < 0 ||
	    approvals_load(approvals, &matching->plans->texts, err) < 0)
		return -1;
	if (match_plans(matching, satisfied, out, err) < 0)
		return -1;
	if (*satisfied)
		return 0;
	return hold_less(matching, c, satisfied, &less, err);
}

/* By the plans that the range ends with. */
static int hold_tip(struct walk *walk, struct pg_case *c, const struct demand *demand,
		    bool *satisfied, struct diagnostics *out, struct pg_error *err)
{
	const struct matching matching = {.c = c,
					  .at = walk->whole,
					  .plans = &walk->tip,
					  .demand = demand,
					  .approvals = &walk->approvals,
					  .stage = stage_class(walk->options->stage)};

	return hold(&matching, c, &walk->approvals, satisfied, out, err);
}

/* By the plans of its own tree, as when it was made. */
static int hold_own(struct pg_case *c, const struct demand *demand, bool *satisfied,
		    struct pg_error *err)
{
	CLEANUP(candidates_clear) struct candidates plans = {0};
	CLEANUP(approvals_clear) struct approvals approvals = {0};
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	const struct matching matching = {.c = c,
					  .at = c,
					  .plans = &plans,
					  .demand = demand,
					  .approvals = &approvals,
					  .stage = STAGE_CLASS_COMMIT};

	if (candidates_read(c, NULL, &plans, err) < 0)
		return -1;
	return hold(&matching, c, &approvals, satisfied, &problems, err);
}

static void report(struct walk *walk, struct pg_case *c, const struct demand *demand,
		   struct diagnostics *problems)
{
	struct change_verdict *out = verdict_add(walk->verdict);

	case_describe(c, out);
	out->ref = xstrdup(walk->whole->spec.ref);
	out->one_of_range = true;
	out->demand = *demand;
	out->findings = c->findings;
	c->findings = (struct findings){0};
	out->state = c->policy->warn_only ? VERDICT_WARN : VERDICT_BLOCK;
	diagnostics_move(&out->diagnostics, problems);
}

static int judge_commit(struct walk *walk, const char *hex, struct pg_error *err)
{
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(diagnostics_clear) struct diagnostics problems = {0};
	struct demand demand;
	bool asks = false, satisfied = false;

	if (case_open_commit(&c, walk->whole, hex, err) < 0 ||
	    judge_rules(walk, &c, &demand, &asks, err) < 0)
		return -1;
	if (!asks)
		return 0;
	if (case_find_landed(&c, err) < 0)
		return -1;
	if (hold_tip(walk, &c, &demand, &satisfied, &problems, err) < 0)
		return -1;
	if (!satisfied && hold_own(&c, &demand, &satisfied, err) < 0)
		return -1;
	if (!satisfied)
		report(walk, &c, &demand, &problems);
	return 0;
}

int judge_commits(struct pg_case *whole, const struct gate_options *options,
		  struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(walk_clear)
	struct walk walk = {.whole = whole, .options = options, .verdict = verdict};
	CLEANUP(strlist_clear) struct strlist commits = {0};
	const size_t net = verdict->count - 1;

	if (spec_commits(whole->repo, &whole->spec, MOST_COMMITS, &commits, err) < 0)
		return -1;
	if (commits.count > MOST_COMMITS)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "more than %d commits in one push cannot be judged one by "
			       "one; push fewer at once",
			       MOST_COMMITS);
	if (commits.count < 2)
		return 0;
	if (candidates_read(whole, NULL, &walk.tip, err) < 0)
		return -1;
	verdict_add(&walk.used);
	for (size_t i = commits.count; i-- > 0;)
		if (judge_commit(&walk, commits.items[i], err) < 0)
			return -1;
	verdict_take_overrides(&verdict->changes[net], &walk.used.changes[0]);
	return 0;
}
