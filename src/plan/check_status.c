/* The plan's status and its last day. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "plan_internal.h"

enum { FURTHER_DAYS = 30 }; /* that a fix gives a plan whose day is over */

static bool is_open_box(const struct block *block)
{
	return block->kind == BLOCK_ITEM && block->task && !block->checked;
}

static const struct block *find_open_box(const struct block *block)
{
	if (is_open_box(block))
		return block;
	for (size_t i = 0; i < block->count; i++) {
		const struct block *found = find_open_box(&block->children[i]);

		if (found)
			return found;
	}
	return NULL;
}

/* Forms of other people have boxes for their own ends; of those only work and tests are the plan's. */
static const struct block *find_open_work(const struct plan *plan)
{
	for (size_t i = 0; i < plan->root.count; i++) {
		enum section_kind kind = plan->owner[i] < 0
						 ? SECTION_NONE
						 : plan->sections[plan->owner[i]].kind;
		const struct block *found = NULL;

		if (!plan->habit || section_has_trait(kind, SECTION_HAS_BOXES))
			found = find_open_box(&plan->root.children[i]);
		if (found)
			return found;
	}
	return NULL;
}

static void check_done(struct checking *checking)
{
	const struct block *box = find_open_work(checking->plan);

	CLEANUP(freep) char *active = habit_active(checking->plan->habit);

	if (box)
		checking_add(checking, PROBLEM_STATUS, box->line, box->column, active,
			     "the plan is done but this box is open");
}

static void check_expiry(struct checking *checking)
{
	const struct front_matter *front = &checking->plan->front;
	time_t now = (time_t)checking->now;
	char today[16] = "", fix[32] = "", rest = '\0';
	time_t later = now + FURTHER_DAYS * 86400L;
	struct tm tm = {0};
	int year, month, day;

	if (!front->expires)
		return;
	gmtime_r(&now, &tm);
	strftime(today, sizeof(today), "%Y-%m-%d", &tm);
	gmtime_r(&later, &tm);
	strftime(fix, sizeof(fix), "expires: %Y-%m-%d", &tm);
	if (sscanf(front->expires, "%4d-%2d-%2d%c", &year, &month, &day, &rest) < 3 ||
	    strspn(front->expires, "0123456789-") < 10)
		checking_add(checking, PROBLEM_EXPIRED, front->expires_line, 1, fix,
			     "'%s' is no date of the form YYYY-MM-DD", front->expires);
	else if (strncmp(front->expires, today, 10) < 0)
		checking_add(checking, PROBLEM_EXPIRED, front->expires_line, 1, fix,
			     "the plan expired on %.10s", front->expires);
}

void check_status(struct checking *checking)
{
	const struct plan *plan = checking->plan;
	CLEANUP(freep) char *active = habit_active(plan->habit);

	if (plan->front.error)
		checking_add(checking, PROBLEM_STATUS, 1, 1, NULL,
			     "the front matter cannot be read: %s", plan->front.error);
	else if (plan->status_unknown)
		checking_add(checking, PROBLEM_STATUS, plan->status_line, 1, active,
			     "'%.60s' is no status of a %s", plan->status_unknown,
			     plan->habit->name);
	else if (plan->status == PLAN_DONE)
		check_done(checking);
	else if (plan->status != PLAN_ACTIVE)
		checking_add(checking, PROBLEM_STATUS, plan->status_line, 1, active,
			     "the plan's status is %s", plan_status_name(plan->status));
	check_expiry(checking);
}
