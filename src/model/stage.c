#include "plangate/model/stage.h"

#include "plangate/base/names.h"

/* In the order of enum stage. */
static const char *const names[] = {"manual",	  "pre-commit", "pre-merge-commit",
				    "commit-msg", "pre-push",	"pre-receive",
				    "update",	  "ci",		NULL};

const char *stage_name(enum stage stage)
{
	return names[stage];
}

bool stage_find(enum stage *stage, const char *name)
{
	size_t index;

	if (!names_find(names, name, &index))
		return false;
	*stage = (enum stage)index;
	return true;
}

enum stage_class stage_class(enum stage stage)
{
	return stage >= STAGE_PRE_PUSH ? STAGE_CLASS_PUSH : STAGE_CLASS_COMMIT;
}

const char *const *stage_names(void)
{
	return names;
}
