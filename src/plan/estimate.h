/* estimate.h - "Estimated Changes: 3 files, ~120 lines", read and written anew. */
#ifndef PLANGATE_SRC_PLAN_ESTIMATE_H
#define PLANGATE_SRC_PLAN_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

struct block;
struct plan;
struct sync;

struct estimate {
	double files, lines;	  /* 0: not said; the upper end of a range */
	const struct block *leaf; /* where; borrowed from the plan */
};

/* False where the plan has no estimate. */
bool estimate_read(struct estimate *estimate, const struct plan *plan);

/* The line in the document, or 0. */
int estimate_line(const struct plan *plan);

/* Append a line with other numbers before "files" and "lines", in any language; a range becomes one number. */
void estimate_rewrite(struct str *out, const char *line, size_t len,
		      const struct sync *sync);

#endif
