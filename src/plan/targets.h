/* targets.h - the files and symbols that a section of a plan names. */
#ifndef PLANGATE_SRC_PLAN_TARGETS_H
#define PLANGATE_SRC_PLAN_TARGETS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/plan.h"

struct block;
struct plan;

struct target {
	char *path;		  /* as it is written, without "./"; owned */
	char *symbol;		  /* the last name behind it, or NULL; owned */
	const struct block *leaf; /* where; borrowed from the plan */
	bool to_come; /* it is said to be made, or listed: it need not be there yet */
};

struct targets {
	struct target *items;
	size_t count;
	size_t capacity;
};

/* Append what the sections of a kind name, in order. */
void targets_read(struct targets *out, const struct plan *plan, enum section_kind kind);
void targets_clear(struct targets *targets);

#endif
