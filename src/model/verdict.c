#include "plangate/model/verdict.h"

#include <stdlib.h>

#include "plangate/base/array.h"

const char *verdict_state_name(enum verdict_state state)
{
	static const char *const names[] = {"pass", "warn", "block", "error"};

	return names[state];
}

struct change_verdict *verdict_add(struct verdict *verdict)
{
	return ARRAY_PUSH(verdict->changes, verdict->count, verdict->capacity);
}

void verdict_finish(struct verdict *verdict)
{
	verdict->state = VERDICT_PASS;
	for (size_t i = 0; i < verdict->count; i++)
		if (verdict->changes[i].state > verdict->state)
			verdict->state = verdict->changes[i].state;
}

static void override_view_clear(struct override_view *view)
{
	free(view->id);
	free(view->reason);
	free(view->nonce);
	free(view->ticket);
	free(view->created);
	free(view->expires);
	strlist_clear(&view->rules);
	strlist_clear(&view->signers);
}

static void change_verdict_clear(struct change_verdict *change)
{
	findings_clear(&change->findings);
	diagnostics_clear(&change->diagnostics);
	for (size_t i = 0; i < change->plan_count; i++)
		free(change->plans[i].path);
	free(change->plans);
	for (size_t i = 0; i < change->override_count; i++)
		override_view_clear(&change->overrides[i]);
	free(change->overrides);
	free(change->ref);
}

void verdict_clear(struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++)
		change_verdict_clear(&verdict->changes[i]);
	free(verdict->changes);
	strlist_clear(&verdict->notes);
	*verdict = (struct verdict){0};
}
