#include "plangate/git/names.h"

#include "git_internal.h"
#include "names_internal.h"
#include "plangate/base/error.h"
#include "plangate/git/objects.h"
#include "plangate/model/path_names.h"

enum { MOST_NAMES = 1000000 };

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
	struct kept_names *kept = kept_names(repo, before, after);
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
	struct kept_names *kept = kept_names(repo, before, after);
	bool offline = repo->offline;

	if (!kept->has_all) {
		kept->has_all = true;
		repo->offline = true;
		kept->reads_all = read_all(repo, kept);
		repo->offline = offline;
	}
	return kept->reads_all ? &kept->all : NULL;
}
