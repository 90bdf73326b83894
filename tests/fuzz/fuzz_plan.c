/* Any bytes as a plan document: read, checked, asked what it covers. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "plangate/base/alloc.h"
#include "plangate/plan/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct demand demand = {PROFILE_FULL, RISK_HIGH, ASSESS_SECURITY, true};
	struct plan_settings settings;
	struct diagnostics problems = {0};
	char *text = xmemdup(data, size);
	struct plan *plan;

	plan_settings_init(&settings);
	plan = plan_read("docs/plans/x.md", text, size, &settings, NULL);
	plan_check(plan,
		   &(struct plan_asking){.demand = &demand,
					 .settings = &settings,
					 .at = STAGE_CLASS_PUSH},
		   &problems);
	plan_covers(plan, "src/a.c");
	diagnostics_clear(&problems);
	plan_free(plan);
	plan_settings_clear(&settings);
	free(text);
	return 0;
}
