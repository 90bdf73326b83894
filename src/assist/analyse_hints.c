/* Lines of the change that suggest answers to the Risk Assessment, seen by a pack of rules. */
#include <stdlib.h>
#include <string.h>

#include "analyse.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct policy, policy_free)

enum { MOST_OF_ITEM = 3 };

static const char assessment_policy[] = "version: 1\nextends: [plangate:assessment]\n";

static enum assessment first_group(unsigned groups)
{
	return (enum assessment)(groups & ~(groups - 1));
}

static void add_hints(struct analysis *out, const struct finding *finding)
{
	for (size_t i = 0; i < finding->evidence_count && i < MOST_OF_ITEM; i++) {
		const struct evidence *evidence = &finding->evidence[i];
		struct analysed_hint *hint;

		if (!evidence->file)
			continue;
		hint = ARRAY_PUSH(out->hints, out->hint_count, out->hint_capacity);
		*hint = (struct analysed_hint){.item = xstrdup(finding->rule),
					       .group = first_group(finding->demand.assess),
					       .path = xstrdup(evidence->file),
					       .line = evidence->line,
					       .detail = xstrdup(evidence->detail)};
	}
}

int analyse_hints(struct changeset *set, struct analysis *out, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(findings_clear) struct findings findings = {0};

	if (policy_load(&policy, "assessment", assessment_policy, strlen(assessment_policy),
			NULL, err) < 0 ||
	    policy_judge(policy, &(struct judged){.set = set}, &findings, err) < 0)
		return -1;
	for (size_t i = 0; i < findings.count; i++)
		if (findings.items[i].state != RULE_NOT_APPLICABLE &&
		    findings.items[i].demand.assess)
			add_hints(out, &findings.items[i]);
	return 0;
}
