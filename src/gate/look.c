/* For those who write rules: any change, with the policy that judges it. */
#include "gate_internal.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"

int spec_set_range(struct repo *repo, const struct oid *from, const struct oid *to,
		   struct change_spec *spec, struct pg_error *err)
{
	struct oid base;

	spec->is_range = true;
	if (merge_base(repo, from, to, &base, err) < 0 ||
	    spec_set_base(repo, spec, &base, err) < 0 ||
	    spec_set_commit(repo, spec, to, err) < 0)
		return -1;
	return commit_tree(repo, from, &spec->policy_tree, err);
}

int look_spec(struct repo *repo, const struct gate_change *which, struct change_spec *spec,
	      struct pg_error *err)
{
	if (which->to)
		return spec_set_range(repo, which->from, which->to, spec, err);
	if (!which->commit)
		return staged_spec(repo, spec, err);
	return spec_set_commit(repo, spec, which->commit, err) < 0
		       ? -1
		       : spec_set_parents(repo, spec, which->commit, err);
}

int gate_look(struct repo *repo, const struct gate_change *which, struct changeset *set,
	      struct policy **out, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct change_spec spec = {0};

	if (look_spec(repo, which, &spec, err) < 0 ||
	    some_policy(repo, &spec, &policy, err) < 0 ||
	    spec_changes(repo, &spec, set, err) < 0)
		return -1;
	policy_count(policy, set);
	*out = TAKE(policy);
	return 0;
}
