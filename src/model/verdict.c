#include "plangate/model/verdict.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/array.h"

const char *verdict_state_name(enum verdict_state state)
{
	static const char *const names[] = {"pass", "warn", "block", "error"};

	return names[state];
}

static struct override_view *override_find(struct change_verdict *change, const char *id)
{
	for (size_t i = 0; i < change->override_count; i++)
		if (!strcmp(change->overrides[i].id, id))
			return &change->overrides[i];
	return NULL;
}

void verdict_take_overrides(struct change_verdict *to, struct change_verdict *from)
{
	for (size_t i = 0; i < from->override_count; i++) {
		struct override_view *view = &from->overrides[i];
		struct override_view *known = override_find(to, view->id);

		if (!known) {
			*ARRAY_PUSH(to->overrides, to->override_count,
				    to->override_capacity) = *view;
			*view = (struct override_view){0};
			continue;
		}
		for (size_t r = 0; r < view->rules.count; r++)
			if (!strlist_has(&known->rules, view->rules.items[r]))
				strlist_add(&known->rules, view->rules.items[r]);
	}
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
	strlist_clear(&change->reverts);
	free(change->ref);
	free(change->policy);
}

void verdict_clear(struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++)
		change_verdict_clear(&verdict->changes[i]);
	free(verdict->changes);
	strlist_clear(&verdict->notes);
	*verdict = (struct verdict){0};
}
