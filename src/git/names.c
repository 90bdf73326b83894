#include "plangate/git/names.h"

#include <stdlib.h>

#include "git_internal.h"
#include "names_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/objects.h"
#include "plangate/model/path_names.h"

enum { MOST_NAMES = 1000000, MOST_KEPT = 4 };

/* The names of one pair of trees. */
struct kept_names {
	struct oid before, after;
	struct path_names changed, all;
	bool has_changed, has_all;
	bool reads_changed, reads_all; /* false: they cannot be read */
};

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

static struct kept_names *find_kept(struct repo *repo, const struct oid *before,
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

static bool read_changed(struct repo *repo, struct kept_names *kept)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	struct pg_error ignored = {0};

	if (tree_compare(repo, &kept->before, &kept->after, &set, &ignored) < 0)
		return false;
	for (size_t i = 0; i < set.count; i++)
		path_names_add(&kept->changed, set.items[i].path);
	path_names_finish(&kept->changed);
	return true;
}

static int add_name(void *context, const char *path, unsigned mode, const struct oid *id,
		    struct pg_error *err)
{
	struct path_names *names = context;

	(void)mode;
	(void)id;
	(void)err;
	path_names_add(names, path);
	return names->paths.count > MOST_NAMES;
}

/* All of the tree after; of the one before it is what differs that may be gone. */
static bool read_all(struct repo *repo, struct kept_names *kept)
{
	struct pg_error ignored = {0};
	const struct path_names *changed = names_changed(repo, &kept->before, &kept->after);

	if (!changed || (!oid_is_null(&kept->after) &&
			 tree_walk(repo, &kept->after, "", add_name, &kept->all, &ignored)))
		return false;
	for (size_t i = 0; i < changed->paths.count; i++)
		path_names_add(&kept->all, changed->paths.items[i]);
	path_names_finish(&kept->all);
	return true;
}

const struct path_names *names_changed(struct repo *repo, const struct oid *before,
				       const struct oid *after)
{
	struct kept_names *kept = find_kept(repo, before, after);
	bool offline = repo->offline;

	if (!kept->has_changed) {
		kept->has_changed = true;
		repo->offline = true;
		kept->reads_changed = read_changed(repo, kept);
		repo->offline = offline;
	}
	return kept->reads_changed ? &kept->changed : NULL;
}

const struct path_names *names_all(struct repo *repo, const struct oid *before,
				   const struct oid *after)
{
	struct kept_names *kept = find_kept(repo, before, after);
	bool offline = repo->offline;

	if (!kept->has_all) {
		kept->has_all = true;
		repo->offline = true;
		kept->reads_all = read_all(repo, kept);
		repo->offline = offline;
	}
	return kept->reads_all ? &kept->all : NULL;
}
