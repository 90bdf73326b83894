#include "plangate/model/selection.h"

#include <assert.h>
#include <stdlib.h>

#include "plangate/base/alloc.h"

void selection_init(struct selection *selection, size_t count)
{
	*selection = (struct selection){xcalloc(count + 1, sizeof(bool)), count};
}

bool selection_has(const struct selection *selection, size_t index)
{
	return selection && index < selection->count && selection->has[index];
}

size_t selection_count(const struct selection *selection)
{
	size_t count = 0;

	for (size_t i = 0; i < selection->count; i++)
		count += selection->has[i];
	return count;
}

void selection_add(struct selection *selection, size_t index)
{
	assert(index < selection->count);
	selection->has[index] = true;
}

void selection_add_all(struct selection *into, const struct selection *other)
{
	for (size_t i = 0; other && i < other->count; i++)
		if (other->has[i])
			selection_add(into, i);
}

void selection_clear(struct selection *selection)
{
	free(selection->has);
	*selection = (struct selection){0};
}
