/* The fix of a missing Scope, made ready to paste: with the files that change, and the risk level that holds. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/model/selection.h"
#include "plangate/plan/path_code.h"

enum { MOST_FILES = 200 };

static const char file_gap[] = "`path/to/file`", risk_gap[] = "Risk Level: LOW";

bool checking_needs_plan(const struct checking *checking, size_t index)
{
	const struct plan_surroundings *around = checking->around;

	return around->needs ? selection_has(around->needs, index)
			     : around->set->items[index].counted;
}

/* A line of the list for each file, as the first one begins. */
static void add_files(struct str *out, const struct checking *checking, const char *prefix,
		      size_t len)
{
	const struct changeset *set = checking->around->set;
	size_t files = 0;

	for (size_t i = 0; i < set->count && files < MOST_FILES; i++) {
		if (!checking_needs_plan(checking, i))
			continue;
		if (files++) {
			str_add_char(out, '\n');
			str_add_mem(out, prefix, len);
		}
		plan_path_code(out, set->items[i].path);
	}
	if (!files)
		str_add(out, file_gap);
}

static char *with_files(const struct checking *checking, const char *fix, const char *gap)
{
	struct str out = {0};
	const char *line = gap;

	while (line > fix && line[-1] != '\n')
		line--;
	str_add_mem(&out, fix, (size_t)(gap - fix));
	add_files(&out, checking, line, (size_t)(gap - line));
	str_add(&out, gap + strlen(file_gap));
	return str_take(&out);
}

/* What the plan says already, as long as that is enough. */
static char *with_risk(const struct checking *checking, const char *fix)
{
	const char *gap = strstr(fix, risk_gap);
	enum risk stated = checking->plan->risk.level, least = checking->demand.risk;
	enum risk risk = stated > least ? stated : least;

	if (!gap || risk <= RISK_LOW)
		return xstrdup(fix);
	return xasprintf("%.*sRisk Level: %s%s", (int)(gap - fix), fix, risk_name(risk),
			 gap + strlen(risk_gap));
}

void paste_scope(const struct checking *checking, struct diagnostics *told)
{
	for (size_t i = 0; i < told->count; i++) {
		struct diagnostic *item = &told->items[i];
		const char *gap = item->problem == PROBLEM_MISSING_SECTION && item->fix
					  ? strstr(item->fix, file_gap)
					  : NULL;
		CLEANUP(freep) char *listed = NULL;

		if (!gap || !strstr(item->fix, risk_gap))
			continue;
		listed = with_files(checking, item->fix, gap);
		free(item->fix);
		item->fix = with_risk(checking, listed);
	}
}
