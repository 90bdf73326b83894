/* selection.h - some of the changes of a changeset, by their index in it. */
#ifndef PLANGATE_MODEL_SELECTION_H
#define PLANGATE_MODEL_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

/* {0} has none, whatever the changeset. */
struct selection {
	bool *has; /* beside the changeset's items; NULL: none */
	size_t count;
};

/* Room for the changes of a changeset with so many, none of which is in it. The caller clears. */
void selection_init(struct selection *selection, size_t count);

/* Whether the change at this index is in it; a NULL selection has none. */
bool selection_has(const struct selection *selection, size_t index);

/* How many it has. */
size_t selection_count(const struct selection *selection);

/* The selection must have been made for at least index + 1 changes. */
void selection_add(struct selection *selection, size_t index);

/* Add all that another selection of the same changeset has (NULL: nothing). */
void selection_add_all(struct selection *into, const struct selection *other);

/* Free everything in it; it is {0} again. */
void selection_clear(struct selection *selection);

#endif
