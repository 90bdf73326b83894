/* Why a name in the scope does not cover a file that its writer may have meant. */
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/text.h"
#include "plangate/model/path_names.h"

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The other file that ends as the entry does, which is in doubt; NULL where it is not, or means neither. */
static const char *doubt(const struct scope_entry *entry, const char *path)
{
	if (!entry->may_be[0] || !path_ends_in(path, entry->pattern))
		return NULL;
	return entry->may_be[strcmp(entry->may_be[0], path) ? 0 : 1];
}

typedef bool (*likeness)(const struct scope_entry *entry, const char *path);

static bool is_doubt(const struct scope_entry *entry, const char *path)
{
	return doubt(entry, path) != NULL;
}

static bool is_other_case(const struct scope_entry *entry, const char *path)
{
	return entry->match == SCOPE_FILE && !strcasecmp(entry->pattern, path);
}

static bool is_elsewhere(const struct scope_entry *entry, const char *path)
{
	return entry->match == SCOPE_FILE && !entry->may_be[0] &&
	       !strcmp(name_of(entry->pattern), name_of(path));
}

static const struct scope_entry *find(const struct plan *plan, const char *path,
				      likeness is_like)
{
	for (size_t i = 0; i < plan->scope_count; i++)
		if (is_like(&plan->scope[i], path))
			return &plan->scope[i];
	return NULL;
}

static char *tell(const struct plan *plan, const struct scope_entry *entry,
		  const char *other, const char *why)
{
	CLEANUP(freep) char *name = text_quote_path(entry->pattern);
	CLEANUP(freep) char *rest = other ? text_quote_path(other) : xstrdup("");

	return xasprintf("'%s' in line %d %s%s%s", name, plan_line(plan, entry->line, NULL),
			 why, rest, other ? "'" : "");
}

char *plan_why_uncovered(const struct plan *plan, const char *path)
{
	const struct scope_entry *entry = find(plan, path, is_doubt);

	if (entry)
		return tell(plan, entry, doubt(entry, path), "may be it, or '");
	entry = find(plan, path, is_other_case);
	if (entry)
		return tell(plan, entry, NULL, "is written in other letters");
	entry = find(plan, path, is_elsewhere);
	return entry ? tell(plan, entry, NULL, "is another path") : NULL;
}
