#include "plangate/base/names.h"

#include <string.h>

bool names_find(const char *const *names, const char *name, size_t *index)
{
	for (size_t i = 0; names[i]; i++) {
		if (!strcmp(names[i], name)) {
			*index = i;
			return true;
		}
	}
	return false;
}
