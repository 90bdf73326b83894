/* Each moment at which plangate is asked for one change. */
#include "stages.h"

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/case.h"
#include "plangate/change/policy.h"
#include "plangate/gate/gate.h"

/* Say it by hand; a hook in a repository without a policy is silent. */
static void note_no_policy(const struct gate_options *options, struct verdict *verdict)
{
	if ((options->stage == STAGE_MANUAL || options->stage == STAGE_CI) &&
	    !verdict->notes.count)
		strlist_add(&verdict->notes, "no policy here, so nothing is demanded; "
					     "plangate init proposes one");
}

int judge_spec(struct repo *repo, const struct gate_options *options,
	       struct change_spec *spec, struct verdict *verdict, struct pg_error *err)
{
	const struct case_options how = {.policy_file = options->policy_file,
					 .now = options->now,
					 .progress = options->progress};
	CLEANUP(case_close) struct pg_case c = {0};
	bool none = false;

	if (!spec->ref)
		spec->ref = options->target;
	if (!options->policy_file &&
	    spec_adopt(repo, spec, &verdict->notes, &none, err) < 0)
		return -1;
	if (none)
		note_no_policy(options, verdict);
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
