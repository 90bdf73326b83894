/* Any bytes as the documents of a plan: the first byte picks the habit, NULs part the documents. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/model/habit.h"
#include "plangate/plan/document.h"

enum { DOCUMENTS = 4 };

static const char *const names[5][DOCUMENTS] = {
	{"docs/adr/1.md", "docs/adr/2.md", "docs/adr/3.md", "docs/adr/4.md"},
	{"keps/1/README.md", "keps/1/kep.yaml", "keps/1/kep.yaml", "keps/1/README.md"},
	{"openspec/changes/a/proposal.md", "openspec/changes/a/design.md",
	 "openspec/changes/a/tasks.md", "openspec/changes/a/specs/b/spec.md"},
	{"rfcs/1.md", "rfcs/2.md", "rfcs/3.md", "rfcs/4.md"},
	{"specs/001-a/plan.md", "specs/001-a/tasks.md", "specs/001-a/spec.md",
	 "specs/001-a/spec.md"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t cut(char *text, size_t size, const char *const *paths,
		  struct plan_document *documents)
{
	size_t count = 0, at = 0;

	do {
		size_t len = strnlen(text + at, size - at);

		documents[count].path = paths[count];
		documents[count].text = text + at;
		documents[count].len = len;
		count++;
		at += len + 1;
	} while (at < size && count < DOCUMENTS);
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct demand demand = {PROFILE_FULL, RISK_HIGH, ASSESS_SECURITY, true};
	struct plan_document documents[DOCUMENTS];
	struct diagnostics problems = {0};
	struct plan_settings settings;
	size_t which = size ? data[0] % 5 : 0, count;
	char *text = xmemdup(size ? data + 1 : data, size ? size - 1 : 0);
	struct plan *plan;

	plan_settings_init(&settings);
	settings.habit = habit_at(which);
	count = cut(text, size ? size - 1 : 0, names[which], documents);
	plan = plan_read_documents(documents, count, &settings, NULL);
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
