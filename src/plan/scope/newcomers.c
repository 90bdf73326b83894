/* Files that a plan puts into a folder which has others already: those that the change brings, and only they. */
#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "plangate/model/path_names.h"
#include "scope_internal.h"

static bool is_below(const char *path, const char *folder, size_t len)
{
	return !strncmp(path, folder, len) && path[len] == '/';
}

static bool is_beside(const char *path, const char *folder, size_t len)
{
	return is_below(path, folder, len) && !strchr(path + len + 1, '/');
}

void scope_add_new(struct scope_reader *reader, const char *folder, int line, int column)
{
	const struct path_lookup *lookup = reader->lookup;
	const struct path_names *changed =
		lookup && lookup->changed ? lookup->changed(lookup->context) : NULL;
	size_t len = strlen(folder);

	while (len && folder[len - 1] == '/')
		len--;
	for (size_t i = 0; changed && len && lookup->is_new && i < changed->paths.count;
	     i++) {
		const char *path = changed->paths.items[i];

		if (is_beside(path, folder, len) && lookup->is_new(lookup->context, path))
			scope_add(reader, path, true, line, column);
	}
}

/* A list that has files of a folder has all that are meant in it. */
static bool is_only_place(const struct plan *plan, const struct scope_entry *folder)
{
	size_t len = strlen(folder->pattern);

	for (size_t i = 0; i < plan->scope_count; i++)
		if (!plan->scope[i].mentioned && plan->scope[i].match == SCOPE_FILE &&
		    is_below(plan->scope[i].pattern, folder->pattern, len))
			return true;
	return false;
}

void scope_drop_places(struct plan *plan)
{
	for (size_t i = plan->scope_count; i-- > 0;) {
		struct scope_entry *entry = &plan->scope[i];

		if (!entry->mentioned || entry->match != SCOPE_FOLDER ||
		    !is_only_place(plan, entry))
			continue;
		scope_entry_clear(entry);
		memmove(entry, entry + 1, (plan->scope_count - i - 1) * sizeof(*entry));
		plan->scope_count--;
	}
}
