/*
 * The .gitattributes files that speak of a change: those of its base, since a change that could
 * call its own files generated would take itself out of every count.
 */
#include <stdlib.h>
#include <string.h>

#include "changes.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/git/objects.h"
#include "plangate/policy/attributes.h"

enum { MOST_ATTRIBUTE_BYTES = 1 << 20 };

DEFINE_CLEANUP(struct attributes, attributes_free)

/* Every folder that holds a changed file, and those above it, some more than once. */
static void collect_folders(const struct changeset *set, struct strlist *folders)
{
	strlist_add(folders, "");
	for (size_t i = 0; i < set->count; i++) {
		const char *path = set->items[i].path;

		/* The folders of the change before were collected with it. */
		for (const char *slash = strchr(path, '/'); slash;
		     slash = strchr(slash + 1, '/'))
			if (!i || strncmp(set->items[i - 1].path, path,
					  (size_t)(slash + 1 - path)))
				strlist_add_mem(folders, path, (size_t)(slash - path));
	}
	strlist_sort(folders);
}

static int read_folder(struct repo *repo, const struct oid *tree, const char *folder,
		       struct attributes *attributes, struct pg_error *err)
{
	CLEANUP(freep)
	char *path =
		*folder ? file_join(folder, ".gitattributes") : xstrdup(".gitattributes");
	CLEANUP(str_clear) struct str text = {0};
	struct tree_item item;

	if (tree_find(repo, tree, path, &item, err) < 0)
		return -1;
	if ((item.mode & 0170000) != 0100000)
		return 0;
	if (blob_read(repo, &item.id, MOST_ATTRIBUTE_BYTES, &text, err) < 0)
		return pg_prefix(err, "%s", path);
	attributes_add(attributes, folder, str_text(&text), text.len);
	return 0;
}

int attributes_read(struct repo *repo, const struct oid *tree, struct changeset *set,
		    struct pg_error *err)
{
	CLEANUP(attributes_freep) struct attributes *attributes = attributes_new();
	CLEANUP(strlist_clear) struct strlist folders = {0};

	if (oid_is_null(tree) || !set->count)
		return 0;
	collect_folders(set, &folders);
	for (size_t i = 0; i < folders.count; i++)
		if ((!i || strcmp(folders.items[i - 1], folders.items[i])) &&
		    read_folder(repo, tree, folders.items[i], attributes, err) < 0)
			return -1;
	attributes_apply(attributes, set);
	return 0;
}
