#include "plangate/assist/survey.h"

#include "plangate/base/cleanup.h"
#include "plangate/change/policy.h"
#include "plangate/git/repo.h"
#include "plangate/git/staged.h"

int survey_open(struct pg_case *c, struct repo *repo, const struct named_change *name,
		struct pg_error *err)
{
	const struct case_options options = {.for_writers = true};
	struct change_spec spec = {0};

	if (spec_make(repo, name, STAGE_MANUAL, &spec, err) < 0)
		return -1;
	return case_open(c, repo, &spec, &options, err);
}

static int set_head(struct repo *repo, struct change_spec *spec, struct pg_error *err)
{
	struct oid head;

	return repo_head(repo, &head, err) < 0 ? -1 : spec_set_base(repo, spec, &head, err);
}

int survey_policy(struct repo *repo, struct policy **policy, struct pg_error *err)
{
	struct change_spec spec = {0};

	/* A bare repository has no index to look at. */
	if (set_head(repo, &spec, err) < 0 ||
	    (!repo_is_bare(repo) && staged_tree(repo, &spec.tree, err) < 0))
		return -1;
	return policy_for_writers(repo, &spec, policy, err);
}

int policy_in_force(struct repo *repo, struct policy **policy, struct pg_error *err)
{
	struct change_spec spec = {0};

	if (set_head(repo, &spec, err) < 0)
		return -1;
	return policy_from_tree(repo, &spec.policy_tree, policy, err);
}
