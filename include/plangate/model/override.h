/* override.h - who may waive a rule, as its policy says: plain data. */
#ifndef PLANGATE_MODEL_OVERRIDE_H
#define PLANGATE_MODEL_OVERRIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

/* The name of some people, by the principals of the signers file. */
struct role {
	char *name;
	struct strlist members;
};

struct roles {
	struct role *items;
	size_t count;
	size_t capacity;
};

/* The role of this name, or NULL; borrowed. */
const struct role *roles_find(const struct roles *roles, const char *name);
void roles_clear(struct roles *roles);

enum { OVERRIDE_MOST_AGE = 24 * 3600, OVERRIDE_MOST_PERSONS = 16 };

struct override_settings {
	bool allowed;	      /* it can be waived at all */
	bool self;	      /* the signer may be the author or committer of the change */
	bool exact;	      /* a record counts only if it lists the whole change */
	unsigned threshold;   /* how many persons */
	long long max_age;    /* seconds */
	struct strlist roles; /* whose members may sign; none: every signer */
};

/* The defaults: one person who is not the author, a day. */
void override_settings_init(struct override_settings *settings);
void override_settings_copy(struct override_settings *to,
			    const struct override_settings *from);
void override_settings_clear(struct override_settings *settings);

#endif
