/* Whether a plan is in force: its status, by whatever words. */
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

/* Other people's words for a plan that is not to be followed any more. */
static const struct {
	const char *word;
	enum plan_status status;
} status_words[] = {
	{"rejected", PLAN_ABANDONED},
	{"withdrawn", PLAN_ABANDONED},
	{"cancelled", PLAN_ABANDONED},
	{"canceled", PLAN_ABANDONED},
	{"obsolete", PLAN_SUPERSEDED},
	{"replaced", PLAN_SUPERSEDED},
	{"deprecated", PLAN_SUPERSEDED},
	{"wip", PLAN_DRAFT},
	{"not", PLAN_DRAFT},
	{"todo", PLAN_DRAFT},
	{"proposed", PLAN_DRAFT},
	{"pending", PLAN_DRAFT},
};

/* Their own word: all that the status says, or the first of it. */
static bool find_habit_status(const struct habit *habit, const char *words,
			      enum plan_status *status)
{
	for (const struct habit_status *row = habit->statuses; row->word; row++) {
		if (strcmp(row->word, words))
			continue;
		*status = row->status;
		return true;
	}
	return false;
}

/* A word that is none of ours ("approved") is an active plan's, unless they have a closed list. */
static enum plan_status status_of(struct plan *plan, const char *text)
{
	CLEANUP(freep) char *words = nfc_words(text);
	enum plan_status status = PLAN_ACTIVE;
	char *end;

	if (plan->habit && find_habit_status(plan->habit, words, &status))
		return status;
	end = strchr(words, ' ');
	if (end)
		*end = '\0';
	if (plan->habit && find_habit_status(plan->habit, words, &status))
		return status;
	if (plan_status_find(&status, words))
		return status;
	for (size_t i = 0; i < sizeof(status_words) / sizeof(*status_words); i++)
		if (!strcmp(status_words[i].word, words))
			return status_words[i].status;
	if (plan->habit && plan->habit->statuses_closed)
		plan->status_unknown = xstrdup(text);
	return PLAN_ACTIVE;
}

static bool read_status_line(void *context, const struct block *leaf)
{
	struct plan *plan = context;
	const char *value = leaf->text ? words_after_label(leaf->text) : NULL;

	if (!leaf->source || leaf->kind == BLOCK_HEADING || value == leaf->text ||
	    strncasecmp(leaf->text, "status", 6) ||
	    (leaf->text[6] != ':' && leaf->text[6] != ' '))
		return true;
	plan->status = status_of(plan, value);
	plan->status_line = leaf->line;
	return false;
}

/* A heading "Status" with a paragraph below it, as records of decisions have it. */
static bool read_status_heading(struct plan *plan)
{
	for (size_t i = 0; i + 1 < plan->root.count && !part_of_child(plan, i + 1); i++) {
		const struct block *block = &plan->root.children[i], *next = block + 1;
		CLEANUP(freep) char *name = NULL;

		if (block->kind != BLOCK_HEADING || next->kind != BLOCK_PARAGRAPH)
			continue;
		name = nfc_words(block->text);
		if (strcmp(name, "status"))
			continue;
		plan->status = status_of(plan, next->text);
		plan->status_line = next->line;
		return true;
	}
	return false;
}

/* The front matter's, or else a line "Status: X" before the first section of the chief document. */
void status_read(struct plan *plan)
{
	if (plan->front.status) {
		plan->status = status_of(plan, plan->front.status);
		plan->status_line = plan->front.status_line;
		return;
	}
	/* What begins with a rule was meant as front matter and is none: it is text. */
	if (plan->root.count && plan->root.children[0].kind == BLOCK_RULE)
		return;
	if (read_status_heading(plan))
		return;
	for (size_t i = 0; i < plan->root.count && plan->owner[i] < 0; i++) {
		if (part_of_child(plan, i))
			return;
		if (plan->root.children[i].kind != BLOCK_QUOTE &&
		    !block_walk(&plan->root.children[i], read_status_line, plan))
			return;
	}
}
