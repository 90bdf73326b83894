/* array.h - growable arrays: a pointer, a count and a capacity that stand side by side. */
#ifndef PLANGATE_BASE_ARRAY_H
#define PLANGATE_BASE_ARRAY_H

#include <stddef.h>

#include "plangate/base/alloc.h"

/* Make room for one more item behind items[count]. */
#define ARRAY_RESERVE(items, count, capacity)                                              \
	do {                                                                               \
		if ((count) >= (capacity)) {                                               \
			(capacity) = (capacity) ? 2 * (capacity) : 8;                      \
			(items) = xreallocarray((items), (capacity), sizeof(*(items)));    \
		}                                                                          \
	} while (0)

/* Append one zeroed item and yield its address, valid until the next append. */
#define ARRAY_PUSH(items, count, capacity)                                                 \
	({                                                                                 \
		ARRAY_RESERVE(items, count, capacity);                                     \
		(items)[(count)] = (__typeof__(*(items))){0};                              \
		&(items)[(count)++];                                                       \
	})

#endif
