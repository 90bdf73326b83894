/* scope.h - which files a plan is about: what the rest of the room asks. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_SCOPE_H
#define PLANGATE_SRC_PLAN_SCOPE_SCOPE_H

#include <stddef.h>

struct path_lookup;
struct plan;
struct scope_entry;
struct section;

/* Fill plan->scope; lookup may be NULL. */
void scope_read(struct plan *plan, const struct path_lookup *lookup);

/* Free what was read. */
void scope_clear(struct plan *plan);

/* The first section of this name, or NULL. */
const struct section *scope_section(const struct plan *plan);

/* Where a further file would be listed: the line of the last entry, of the section, or of the title. */
int scope_place(const struct plan *plan);

/* The entry that covers a path, or NULL. */
const struct scope_entry *scope_find(const struct plan *plan, const char *path);

#endif
