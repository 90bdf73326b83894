#include "plangate/model/finding.h"

#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"

const char *rule_state_name(enum rule_state state)
{
	static const char *const names[] = {"not_applicable", "satisfied", "unsatisfied",
					    "overridden",     "exempt",	   "error"};

	return names[state];
}

struct finding *findings_add(struct findings *list)
{
	return ARRAY_PUSH(list->items, list->count, list->capacity);
}

bool finding_is_open(const struct finding *finding)
{
	return finding->state != RULE_NOT_APPLICABLE && finding->state != RULE_OVERRIDDEN &&
	       finding->state != RULE_EXEMPT;
}

void finding_add_evidence(struct finding *finding, const char *file, int line,
			  const char *detail)
{
	struct evidence *evidence;

	if (finding->evidence_count >= FINDING_MOST_EVIDENCE)
		return;
	evidence = ARRAY_PUSH(finding->evidence, finding->evidence_count,
			      finding->evidence_capacity);
	evidence->file = xstrdup(file);
	evidence->line = line;
	evidence->detail = xstrdup(detail);
}

void finding_drop_evidence(struct finding *finding, size_t keep)
{
	while (finding->evidence_count > keep) {
		struct evidence *last = &finding->evidence[--finding->evidence_count];

		free(last->file);
		free(last->detail);
	}
}

void findings_clear(struct findings *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct finding *finding = &list->items[i];

		finding_drop_evidence(finding, 0);
		free(finding->evidence);
		free(finding->changes);
		free(finding->rule);
		free(finding->role);
		free(finding->pack);
		free(finding->description);
	}
	free(list->items);
	*list = (struct findings){0};
}

bool findings_join(const struct findings *list, enum severity least, struct demand *demand)
{
	bool any = false;

	*demand = (struct demand){0};
	for (size_t i = 0; i < list->count; i++) {
		const struct finding *finding = &list->items[i];

		if (!finding_is_open(finding) || finding->severity < least)
			continue;
		demand_join(demand, &finding->demand);
		any = true;
	}
	return any;
}
