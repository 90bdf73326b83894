/* Each moment at which plangate is asked for one change. */
#include "stages.h"

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/change/case.h"
#include "plangate/change/policy.h"
#include "plangate/gate/gate.h"
#include "plangate/git/objects.h"

enum { MOST_LANDINGS = 10000 };

/* Say it by hand; a hook in a repository without a policy is silent. */
static void note_no_policy(const struct gate_options *options, struct verdict *verdict)
{
	if ((options->stage == STAGE_MANUAL || options->stage == STAGE_CI) &&
	    !verdict->notes.count)
		strlist_add(&verdict->notes, "no policy here, so nothing is demanded; "
					     "plangate init proposes one");
}

/* One step of a history that nobody has judged here: as it landed then, by the policy of its base and its own time. */
static int judge_landing(struct repo *repo, const struct gate_options *options,
			 const struct change_spec *whole, const char *hex,
			 struct verdict *verdict, struct pg_error *err)
{
	struct named_change name = {.kind = SPEC_LANDED};
	struct case_options how = {.progress = options->progress};
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec spec = {.ref = whole->ref, .branch = whole->branch};

	if (!oid_parse(&name.to, hex))
		return pg_fail(err, PG_ERR_SYSTEM, "git rev-list named no commit");
	if (commit_time(repo, &name.to, &how.now, err) < 0 ||
	    spec_make(repo, &name, options->stage, &spec, err) < 0 ||
	    case_open(&c, repo, &spec, &how, err) < 0)
		return -1;
	return gate_judge_case(&c, options, verdict, err);
}

/*
 * A gated history that is pushed to where nothing of it is: step by step from its adoption on. Its sum is years of work,
 * which no plan covers.
 */
static int judge_history(struct repo *repo, const struct gate_options *options,
			 const struct change_spec *spec, struct verdict *verdict,
			 struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist commits = {0};

	if (spec_landings(repo, spec, MOST_LANDINGS, &commits, err) < 0)
		return -1;
	if (commits.count > MOST_LANDINGS)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "more than %d commits in one push cannot be judged one by "
			       "one; push fewer at once",
			       MOST_LANDINGS);
	for (size_t i = commits.count; i-- > 0;)
		if (judge_landing(repo, options, spec, commits.items[i], verdict, err) < 0)
			return pg_prefix(err, "commit %.12s", commits.items[i]);
	return 0;
}

int judge_spec(struct repo *repo, const struct gate_options *options,
	       struct change_spec *spec, struct verdict *verdict, struct pg_error *err)
{
	const struct case_options how = {.policy_file = options->policy_file,
					 .now = options->now,
					 .progress = options->progress};
	bool is_new = spec->is_range && spec->ref && oid_is_null(&spec->base_commit);
	CLEANUP(case_close) struct pg_case c = {0};
	bool none = false;

	if (!spec->ref)
		spec->ref = options->target;
	if (!options->policy_file &&
	    spec_adopt(repo, spec, &verdict->notes, &none, err) < 0)
		return -1;
	if (none)
		note_no_policy(options, verdict);
	if (is_new && !oid_is_null(&spec->base_commit))
		return judge_history(repo, options, spec, verdict, err);
	if (case_open(&c, repo, spec, &how, err) < 0)
		return -1;
	return gate_judge_case(&c, options, verdict, err);
}

int gate_judge(struct repo *repo, const struct gate_options *options,
	       const struct named_change *name, struct verdict *verdict,
	       struct pg_error *err)
{
	struct change_spec spec = {.message = options->message};

	verdict->stage = options->stage;
	if (spec_make(repo, name, options->stage, &spec, err) < 0 ||
	    judge_spec(repo, options, &spec, verdict, err) < 0)
		return -1;
	verdict_finish(verdict);
	return 0;
}
