/* scope.h - which files a plan is about: what the rest of the room asks. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_SCOPE_H
#define PLANGATE_SRC_PLAN_SCOPE_SCOPE_H

#include <stddef.h>

struct path_lookup;
struct plan;
struct scope_entry;

/* Fill plan->scope; lookup may be NULL. */
void scope_read(struct plan *plan, const struct path_lookup *lookup);

/* The entry that covers a path, or NULL. */
const struct scope_entry *scope_find(const struct plan *plan, const char *path);

#endif
