/* What a repository keeps of the names in its trees, while it is open. */
#include <stdlib.h>

#include "git_internal.h"
#include "names_internal.h"
#include "plangate/base/alloc.h"

enum { MOST_KEPT = 4 };

struct names_cache {
	struct kept_names items[MOST_KEPT];
	size_t next; /* is given up for the next pair */
};

static void kept_clear(struct kept_names *kept)
{
	path_names_clear(&kept->changed);
	path_names_clear(&kept->all);
	*kept = (struct kept_names){.has_all = false};
}

void names_cache_free(struct names_cache *cache)
{
	for (size_t i = 0; cache && i < MOST_KEPT; i++)
		kept_clear(&cache->items[i]);
	free(cache);
}

struct kept_names *kept_names(struct repo *repo, const struct oid *before,
			      const struct oid *after)
{
	struct names_cache *cache = repo->names;
	struct kept_names *kept;

	if (!cache)
		cache = repo->names = xcalloc(1, sizeof(*cache));
	for (size_t i = 0; i < MOST_KEPT; i++) {
		kept = &cache->items[i];
		if ((kept->has_changed || kept->has_all) &&
		    oid_equal(&kept->before, before) && oid_equal(&kept->after, after))
			return kept;
	}
	kept = &cache->items[cache->next++ % MOST_KEPT];
	kept_clear(kept);
	kept->before = *before;
	kept->after = *after;
	return kept;
}
