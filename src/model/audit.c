#include "plangate/model/audit.h"

#include <stdlib.h>

void audit_clear(struct audit *audit)
{
	for (size_t i = 0; i < audit->count; i++)
		free(audit->items[i].author);
	free(audit->items);
	verdict_clear(&audit->verdict);
	*audit = (struct audit){0};
}

bool audit_is_bypass(const struct change_verdict *change)
{
	return change->state >= VERDICT_BLOCK;
}

static bool any_satisfied(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].state == RULE_SATISFIED)
			return true;
	return false;
}

const char *audit_satisfied_by(const struct change_verdict *change)
{
	bool plan = any_satisfied(&change->findings);

	if (audit_is_bypass(change))
		return "nothing";
	if (change->override_count)
		return plan ? "plan and override" : "override";
	if (change->reverts.count)
		return plan ? "plan and revert" : "revert";
	return plan ? "plan" : "";
}
