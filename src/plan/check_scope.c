/* What the scope says: the files, unless it is all of them, and the risk level. */
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "scope/scope.h"

static void check_broad(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	for (size_t i = 0; i < plan->scope_count; i++) {
		const struct scope_entry *entry = &plan->scope[i];

		if (!entry->broad)
			continue;
		checking_add(checking, PROBLEM_SCOPE_TOO_BROAD, entry->line, entry->column,
			     NULL,
			     "'%s' names every file; list the files or folders that change",
			     entry->pattern);
		return;
	}
}

static int scope_line(const struct plan *plan)
{
	const struct section *scope = scope_section(plan);

	return scope ? scope->heading->line : title_line(plan);
}

bool risk_is_absent(const struct plan *plan)
{
	return plan->risk.problem && !plan->risk.line;
}

static enum risk least_risk(const struct checking *checking)
{
	return checking->demand.risk == RISK_NONE ? RISK_LOW : checking->demand.risk;
}

char *risk_fix(const struct checking *checking)
{
	const char *level = risk_name(least_risk(checking));
	CLEANUP(freep) char *item = xasprintf("- Risk Level: %s", level);

	return checking->plan->habit ? habit_fix(checking->plan, SECTION_SCOPE, item)
				     : xasprintf("## Risk Level\n\n%s", level);
}

static void check_risk(struct checking *checking)
{
	const struct risk_reading *risk = &checking->plan->risk;
	CLEANUP(freep)
	char *text = xasprintf("- Risk Level: %s", risk_name(least_risk(checking)));
	CLEANUP(freep)
	char *fix =
		risk->line ? xstrdup(text) : habit_fix(checking->plan, SECTION_SCOPE, text);
	CLEANUP(freep) char *hint = NULL;
	int line = risk->line ? risk->line : scope_line(checking->plan);

	if (risk->hint)
		hint = xasprintf("- Risk Level: %s", risk->hint);
	if (checking->risk_told)
		return;
	if (risk->problem)
		checking_add(checking, PROBLEM_BAD_RISK_LEVEL, line, risk->column,
			     hint ? hint : fix, "%s", risk->problem);
	else if (risk->level < checking->demand.risk)
		checking_add(checking, PROBLEM_RISK_TOO_LOW, line, risk->column, fix,
			     "the risk level is %s, but the rules demand at least %s",
			     risk_name(risk->level), risk_name(checking->demand.risk));
}

void check_scope(struct checking *checking)
{
	check_broad(checking);
	check_risk(checking);
}
