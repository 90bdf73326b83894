#include "plangate/model/plan.h"

#include <stdlib.h>

#include "plangate/base/names.h"
#include "plangate/model/lexicon.h"

#define AS_HEADING(kind, heading, ...) heading,
#define AS_NAME(kind, heading, name) name,

/* By enum section_kind. */
static const char *const headings[] = {"", SECTION_KINDS(AS_HEADING)};

static const char *const kinds[] = {"none", SECTION_KINDS(AS_NAME) NULL};

/* By enum plan_status. */
static const char *const statuses[] = {
	"active", "draft", "done", "superseded", "abandoned", NULL,
};

const char *section_kind_name(enum section_kind kind)
{
	return headings[kind];
}

const char *const *section_kind_names(void)
{
	return kinds + 1; /* nobody asks for "none" */
}

bool section_kind_find(enum section_kind *kind, const char *name)
{
	size_t index;

	if (!names_find(section_kind_names(), name, &index))
		return false;
	*kind = (enum section_kind)(index + 1);
	return true;
}

const char *plan_status_name(enum plan_status status)
{
	return statuses[status];
}

const char *const *plan_status_names(void)
{
	return statuses;
}

bool plan_status_find(enum plan_status *status, const char *name)
{
	size_t index;

	if (!names_find(statuses, name, &index))
		return false;
	*status = (enum plan_status)index;
	return true;
}

void plan_settings_init(struct plan_settings *settings)
{
	*settings = (struct plan_settings){.estimate_drift = 2.0, .lexicon = lexicon_new()};
	problem_severities_init(&settings->severities);
}

void plan_settings_clear(struct plan_settings *settings)
{
	glob_list_clear(&settings->paths);
	glob_list_clear(&settings->folders);
	lexicon_free(settings->lexicon);
	settings->lexicon = NULL;
}
