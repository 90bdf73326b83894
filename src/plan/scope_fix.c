/* The Scope that a plan lacks, ready to paste. */
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/model/selection.h"
#include "plangate/plan/path_code.h"

enum { MOST_FILES = 200 };

bool plan_has_scope(const struct plan *plan)
{
	return section_first(plan, SECTION_SCOPE) ||
	       (plan->scope_count && !plan->scope[0].mentioned);
}

bool plan_lacks_scope(const struct plan *plan)
{
	if (section_has_content(plan, SECTION_SCOPE))
		return false;
	/* Where steps name the files, no list of them is missed. Without files and without a risk level one fix brings both. */
	return !plan->scope_count || (plan->scope[0].mentioned && plan->risk.problem);
}

static bool must_cover(const struct plan_asking *asking, size_t index)
{
	return asking->needs ? selection_has(asking->needs, index)
			     : asking->set->items[index].counted;
}

static void add_files(struct str *out, const struct plan_asking *asking)
{
	size_t files = 0;

	for (size_t i = 0; i < asking->set->count && files < MOST_FILES; i++) {
		if (!must_cover(asking, i))
			continue;
		files++;
		str_add(out, "\n  - ");
		plan_path_code(out, asking->set->items[i].path);
	}
}

char *plan_scope_fix(const struct plan *plan, const struct plan_asking *asking)
{
	enum risk least =
		asking->demand->risk == RISK_NONE ? RISK_LOW : asking->demand->risk;
	CLEANUP(str_clear) struct str fix = {0}, files = {0};

	if (asking->set)
		add_files(&files, asking);
	str_addf(&fix, "## %s\n\n- Files:%s", section_kind_name(SECTION_SCOPE),
		 files.len ? str_text(&files) : " " FILL_IN "each file that changes]");
	/* A second level that differs would be another problem. */
	if (plan->risk.problem && !plan->risk.line)
		str_addf(&fix, "\n- Risk Level: %s", risk_name(least));
	return habit_fix(plan, SECTION_SCOPE, str_text(&fix));
}
