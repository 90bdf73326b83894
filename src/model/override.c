#include "plangate/model/override.h"

#include <stdlib.h>
#include <string.h>

const struct role *roles_find(const struct roles *roles, const char *name)
{
	for (size_t i = 0; i < roles->count; i++)
		if (!strcmp(roles->items[i].name, name))
			return &roles->items[i];
	return NULL;
}

void roles_clear(struct roles *roles)
{
	for (size_t i = 0; i < roles->count; i++) {
		free(roles->items[i].name);
		strlist_clear(&roles->items[i].members);
	}
	free(roles->items);
	*roles = (struct roles){0};
}

void override_settings_init(struct override_settings *settings)
{
	*settings = (struct override_settings){
		.allowed = true, .threshold = 1, .max_age = OVERRIDE_MOST_AGE};
}

void override_settings_copy(struct override_settings *to,
			    const struct override_settings *from)
{
	override_settings_clear(to);
	*to = *from;
	to->roles = (struct strlist){0};
	for (size_t i = 0; i < from->roles.count; i++)
		strlist_add(&to->roles, from->roles.items[i]);
}

void override_settings_clear(struct override_settings *settings)
{
	strlist_clear(&settings->roles);
}
