/* audit.h - changes that landed, and what let each in. */
#ifndef PLANGATE_MODEL_AUDIT_H
#define PLANGATE_MODEL_AUDIT_H

#include "plangate/model/verdict.h"

/* Beside a change of the verdict. */
struct landed {
	long long when; /* the committer's time; seconds since 1970 */
	char *author;	/* address; owned */
};

struct audit {
	struct verdict verdict;
	struct landed *items; /* as many as the verdict has changes */
	size_t count;
	size_t capacity;
};

void audit_clear(struct audit *audit);

/* Whether a change landed that should not have. */
bool audit_is_bypass(const struct change_verdict *change);

/* "plan", "override", "plan and override", "revert", "plan and revert", "nothing", or "" where nothing was demanded. */
const char *audit_satisfied_by(const struct change_verdict *change);

#endif
