/*
 * Two trees side by side, and one alone. Equal subtrees are skipped by their ids, so that the cost
 * is that of the difference. libgit2's own diff expands them (measured in 1.5.1).
 */
#include <string.h>
#include <strings.h>

#include "git_internal.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/git/objects.h"
#include "raw.h"
#include "store.h"

enum { MOST_DEPTH = 2048 };

struct compare {
	struct repo *repo;
	struct changeset *set;
	struct str path; /* of the folder that is being compared, with its last '/' */
	size_t depth;
};

/* A tree that is being read entry by entry. */
struct cursor {
	struct object object;
	struct raw_tree rest;
	struct raw_entry now, before;
	bool is_end, has_before;
	/* Files that came by and whose names the one before begins with: the only ones that a folder behind
	 * it could have the name of. Borrowed from the object. */
	const char **files;
	size_t file_count, file_capacity;
};

static void cursor_clear(struct cursor *cursor)
{
	object_clear(&cursor->object);
	free(cursor->files);
}

/* What git's own fsck refuses, and what would let two entries be taken for one path. */
static bool is_bad_name(const char *name)
{
	return !*name || strchr(name, '/') || !strcmp(name, ".") || !strcmp(name, "..") ||
	       !strcasecmp(name, ".git");
}

static int fail_tree(const struct compare *compare, const char *name, struct pg_error *err)
{
	CLEANUP(freep) char *folder = text_safe(str_text(&compare->path));
	CLEANUP(freep) char *safe = text_safe(name);

	return pg_fail(
		err, PG_ERR_SYSTEM,
		"malformed tree: entry '%s' of '%s' has a bad name, or stands twice or out "
		"of order; see git fsck",
		safe, folder);
}

/* Whether a folder has the name of a file of the same tree, which may stand far before it. */
static bool is_file_too(struct cursor *cursor)
{
	const char *name = cursor->now.name;
	const char **files = cursor->files;
	size_t count = cursor->file_count;

	while (count && strncmp(files[count - 1], name, strlen(files[count - 1])))
		count--;
	cursor->file_count = count;
	if (raw_is_folder(&cursor->now))
		return count && !strcmp(files[count - 1], name);
	*ARRAY_PUSH(cursor->files, cursor->file_count, cursor->file_capacity) = name;
	return false;
}

/* Step to the next entry; the order must rise strictly, as git's does. */
static int cursor_step(struct compare *compare, struct cursor *cursor, struct pg_error *err)
{
	int more;

	cursor->before = cursor->now;
	more = raw_tree_next(&cursor->rest, &cursor->now);
	if (more < 0)
		return fail_tree(compare, "?", err);
	cursor->is_end = !more;
	if (more && (is_bad_name(cursor->now.name) || is_file_too(cursor) ||
		     (cursor->has_before && raw_order(&cursor->before, &cursor->now) >= 0)))
		return fail_tree(compare, cursor->now.name, err);
	cursor->has_before = true;
	return 0;
}

/* A NULL id is that of the empty tree. */
static int cursor_open(struct compare *compare, struct cursor *cursor, const struct oid *id,
		       struct pg_error *err)
{
	cursor->rest.id_bytes = compare->repo->id_bytes;
	if (id && object_read(compare->repo, id, OBJECT_TREE, &cursor->object, err) < 0)
		return -1;
	if (cursor->object.len) {
		cursor->rest.at = cursor->object.data;
		cursor->rest.end = cursor->object.data + cursor->object.len;
	}
	return cursor_step(compare, cursor, err);
}

static bool is_same(const struct compare *compare, const struct raw_entry *a,
		    const struct raw_entry *b)
{
	return !memcmp(a->id, b->id, compare->repo->id_bytes) && a->mode == b->mode;
}

static enum change_status status_of(const struct raw_entry *before,
				    const struct raw_entry *after)
{
	if (!before)
		return CHANGE_ADDED;
	if (!after)
		return CHANGE_DELETED;
	return (before->mode ^ after->mode) & 0170000 ? CHANGE_TYPE : CHANGE_MODIFIED;
}

/* Note that a file is there before, after, or both and different. */
static void add_change(struct compare *compare, const struct raw_entry *before,
		       const struct raw_entry *after)
{
	size_t len = compare->path.len, id_bytes = compare->repo->id_bytes;
	struct change *change;

	str_add(&compare->path, before ? before->name : after->name);
	change = changeset_add(compare->set, status_of(before, after),
			       str_text(&compare->path));
	compare->path.data[compare->path.len = len] = '\0';
	if (before) {
		change->old_mode = before->mode;
		oid_from_bytes(&change->old_id, before->id, id_bytes);
	}
	if (after) {
		change->new_mode = after->mode;
		oid_from_bytes(&change->new_id, after->id, id_bytes);
	}
}

static int compare_trees(struct compare *compare, const struct oid *before,
			 const struct oid *after, struct pg_error *err);

/* Go into a folder that stands on one side or on both. */
static int compare_folders(struct compare *compare, const struct raw_entry *before,
			   const struct raw_entry *after, struct pg_error *err)
{
	size_t len = compare->path.len, id_bytes = compare->repo->id_bytes;
	struct oid old = {0}, new = {0};
	int rc;

	if (before)
		oid_from_bytes(&old, before->id, id_bytes);
	if (after)
		oid_from_bytes(&new, after->id, id_bytes);
	str_addf(&compare->path, "%s/", before ? before->name : after->name);
	rc = compare_trees(compare, before ? &old : NULL, after ? &new : NULL, err);
	compare->path.data[compare->path.len = len] = '\0';
	return rc;
}

/* Which of two entries comes first in git's order; an end comes last. */
static int order_of(const struct cursor *old, const struct cursor *new)
{
	if (old->is_end || new->is_end)
		return old->is_end ? 1 : -1;
	return raw_order(&old->now, &new->now);
}

static int step_both(struct compare *compare, struct cursor *old, struct cursor *new,
		     struct pg_error *err)
{
	int order = order_of(old, new), rc = 0;
	const struct raw_entry *before = order <= 0 ? &old->now : NULL;
	const struct raw_entry *after = order >= 0 ? &new->now : NULL;

	if (before && after && is_same(compare, before, after))
		rc = 0;
	else if (raw_is_folder(before ? before : after))
		rc = compare_folders(compare, before, after, err);
	else
		add_change(compare, before, after);
	if (!rc && before)
		rc = cursor_step(compare, old, err);
	if (!rc && after)
		rc = cursor_step(compare, new, err);
	return rc;
}

static int compare_trees(struct compare *compare, const struct oid *before,
			 const struct oid *after, struct pg_error *err)
{
	CLEANUP(cursor_clear) struct cursor old = {0};
	CLEANUP(cursor_clear) struct cursor new = {0};

	if (compare->depth == MOST_DEPTH)
		return pg_fail(err, PG_ERR_SYSTEM, "the tree is more than %d folders deep",
			       MOST_DEPTH);
	compare->depth++;
	if (cursor_open(compare, &old, before, err) < 0 ||
	    cursor_open(compare, &new, after, err) < 0)
		return -1;
	while (!old.is_end || !new.is_end)
		if (step_both(compare, &old, &new, err) < 0)
			return -1;
	compare->depth--;
	return 0;
}

int tree_compare(struct repo *repo, const struct oid *before, const struct oid *after,
		 struct changeset *set, struct pg_error *err)
{
	struct compare compare = {.repo = repo, .set = set};
	int rc;

	if (oid_equal(before, after))
		return 0;
	rc = compare_trees(&compare, oid_is_null(before) ? NULL : before,
			   oid_is_null(after) ? NULL : after, err);
	str_clear(&compare.path);
	return rc;
}

/* A walk is a comparison with nothing that tells somebody else. */
int tree_walk(struct repo *repo, const struct oid *tree, const char *folder,
	      int (*each)(void *context, const char *path, unsigned mode,
			  const struct oid *id, struct pg_error *err),
	      void *context, struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	struct compare compare = {.repo = repo, .set = &set};
	struct tree_item item = {.mode = MODE_TREE, .id = *tree};
	int rc = 0;

	if (*folder && tree_find(repo, tree, folder, &item, err) < 0)
		return -1;
	if (item.mode != MODE_TREE || oid_is_null(&item.id))
		return 0;
	if (*folder)
		str_addf(&compare.path, "%s/", folder);
	rc = compare_trees(&compare, NULL, &item.id, err);
	for (size_t i = 0; !rc && i < set.count; i++)
		rc = each(context, set.items[i].path, set.items[i].new_mode,
			  &set.items[i].new_id, err);
	str_clear(&compare.path);
	return rc;
}
