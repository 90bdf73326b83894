/* stage.h - who asks: the moment at which a change is judged. */
#ifndef PLANGATE_MODEL_STAGE_H
#define PLANGATE_MODEL_STAGE_H

#include <stdbool.h>

enum stage {
	STAGE_MANUAL, /* plangate check */
	STAGE_PRE_COMMIT,
	STAGE_PRE_MERGE_COMMIT,
	STAGE_COMMIT_MSG,
	STAGE_PRE_PUSH,
	STAGE_PRE_RECEIVE,
	STAGE_UPDATE,
	STAGE_CI,
};

/* A problem may weigh less while a commit is being made than where it is shared. */
enum stage_class { STAGE_CLASS_COMMIT, STAGE_CLASS_PUSH, STAGE_CLASS_COUNT };

/* "pre-commit" and so on, as git and --stage spell it. */
const char *stage_name(enum stage stage);

/* By name; false if there is no such stage. */
bool stage_find(enum stage *stage, const char *name);

enum stage_class stage_class(enum stage stage);

/* Every stage's name, NULL-terminated, for help and for suggestions. */
const char *const *stage_names(void);

#endif
