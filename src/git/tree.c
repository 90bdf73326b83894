/*
 * Two trees side by side, and one alone. Equal subtrees are skipped by their ids, so that the cost
 * is that of the difference. libgit2's own diff expands them (measured in 1.5.1).
 */
#include <string.h>
#include <strings.h>

#include "git_internal.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/git/objects.h"

enum { MOST_DEPTH = 2048 };

struct compare {
	struct repo *repo;
	struct changeset *set;
	struct str path; /* of the folder that is being compared, with its last '/' */
	size_t depth;
};

/* A tree that is being read entry by entry; NULL is an empty one. */
struct cursor {
	git_tree *tree;
	const git_tree_entry *entry; /* NULL: at the end */
	size_t next;
};

static void cursor_clear(struct cursor *cursor)
{
	git_tree_free(cursor->tree);
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

/* Step to the next entry; the order must rise strictly, as git's does. */
static int cursor_step(struct compare *compare, struct cursor *cursor, struct pg_error *err)
{
	const git_tree_entry *before = cursor->entry;
	const char *name;

	cursor->entry =
		cursor->tree ? git_tree_entry_byindex(cursor->tree, cursor->next) : NULL;
	if (!cursor->entry)
		return 0;
	cursor->next++;
	name = git_tree_entry_name(cursor->entry);
	if (is_bad_name(name) ||
	    (before && (git_tree_entry_cmp(before, cursor->entry) >= 0 ||
			!strcmp(git_tree_entry_name(before), name))))
		return fail_tree(compare, name, err);
	return 0;
}

static int cursor_open(struct compare *compare, struct cursor *cursor, const git_oid *id,
		       struct pg_error *err)
{
	if (id && object_tree(compare->repo, id, &cursor->tree, err) < 0)
		return -1;
	return cursor_step(compare, cursor, err);
}

/* git knows two modes of regular files; old repositories hold others, which mean the same. */
static unsigned canonical_mode(const git_tree_entry *entry)
{
	unsigned mode = git_tree_entry_filemode_raw(entry);

	if ((mode & 0170000) == 0100000)
		return mode & 0100 ? 0100755 : 0100644;
	return mode & 0170000;
}

static bool is_folder(const git_tree_entry *entry)
{
	return entry && git_tree_entry_type(entry) == GIT_OBJECT_TREE;
}

static bool is_same(const git_tree_entry *a, const git_tree_entry *b)
{
	return git_oid_equal(git_tree_entry_id(a), git_tree_entry_id(b)) &&
	       canonical_mode(a) == canonical_mode(b);
}

static enum change_status status_of(const git_tree_entry *before,
				    const git_tree_entry *after)
{
	if (!before)
		return CHANGE_ADDED;
	if (!after)
		return CHANGE_DELETED;
	return (canonical_mode(before) ^ canonical_mode(after)) & 0170000 ? CHANGE_TYPE
									  : CHANGE_MODIFIED;
}

/* Note that a file is there before, after, or both and different. */
static void add_change(struct compare *compare, const git_tree_entry *before,
		       const git_tree_entry *after)
{
	const char *name = git_tree_entry_name(before ? before : after);
	size_t len = compare->path.len;
	struct change *change;

	str_add(&compare->path, name);
	change = changeset_add(compare->set, status_of(before, after),
			       str_text(&compare->path));
	compare->path.data[compare->path.len = len] = '\0';
	if (before) {
		change->old_mode = canonical_mode(before);
		oid_from_git(&change->old_id, git_tree_entry_id(before));
	}
	if (after) {
		change->new_mode = canonical_mode(after);
		oid_from_git(&change->new_id, git_tree_entry_id(after));
	}
}

static int compare_trees(struct compare *compare, const git_oid *before,
			 const git_oid *after, struct pg_error *err);

/* The folder, where either entry is one; the file, where either is one. */
static int compare_entries(struct compare *compare, const git_tree_entry *before,
			   const git_tree_entry *after, struct pg_error *err)
{
	const git_tree_entry *folder = is_folder(before)  ? before
				       : is_folder(after) ? after
							  : NULL;
	size_t len = compare->path.len;
	int rc;

	if (!folder) {
		add_change(compare, before, after);
		return 0;
	}
	str_add(&compare->path, git_tree_entry_name(folder));
	str_add_char(&compare->path, '/');
	rc = compare_trees(compare, before ? git_tree_entry_id(before) : NULL,
			   after ? git_tree_entry_id(after) : NULL, err);
	compare->path.data[compare->path.len = len] = '\0';
	return rc;
}

/* Which of two entries comes first in git's order; an end comes last. */
static int order_of(const git_tree_entry *before, const git_tree_entry *after)
{
	if (!before || !after)
		return before ? -1 : 1;
	return git_tree_entry_cmp(before, after);
}

static int step_both(struct compare *compare, struct cursor *old, struct cursor *new,
		     struct pg_error *err)
{
	int order = order_of(old->entry, new->entry);
	const git_tree_entry *before = order <= 0 ? old->entry : NULL;
	const git_tree_entry *after = order >= 0 ? new->entry : NULL;

	if (!(before && after && is_same(before, after)) &&
	    compare_entries(compare, before, after, err) < 0)
		return -1;
	if (before && cursor_step(compare, old, err) < 0)
		return -1;
	return after ? cursor_step(compare, new, err) : 0;
}

static int compare_trees(struct compare *compare, const git_oid *before,
			 const git_oid *after, struct pg_error *err)
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
	while (old.entry || new.entry)
		if (step_both(compare, &old, &new, err) < 0)
			return -1;
	compare->depth--;
	return 0;
}

int tree_compare(struct repo *repo, const struct oid *before, const struct oid *after,
		 struct changeset *set, struct pg_error *err)
{
	struct compare compare = {.repo = repo, .set = set};
	const bool from_nothing = oid_is_null(before), to_nothing = oid_is_null(after);
	git_oid old, new;
	int rc;

	if ((!from_nothing && oid_to_git(&old, before, err) < 0) ||
	    (!to_nothing && oid_to_git(&new, after, err) < 0))
		return -1;
	if (oid_equal(before, after))
		return 0;
	rc = compare_trees(&compare, from_nothing ? NULL : &old, to_nothing ? NULL : &new,
			   err);
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
	git_oid id;
	int rc = 0;

	if (*folder && tree_find(repo, tree, folder, &item, err) < 0)
		return -1;
	if (item.mode != MODE_TREE || oid_is_null(&item.id))
		return 0;
	if (oid_to_git(&id, &item.id, err) < 0)
		return -1;
	if (*folder)
		str_addf(&compare.path, "%s/", folder);
	rc = compare_trees(&compare, NULL, &id, err);
	for (size_t i = 0; !rc && i < set.count; i++)
		rc = each(context, set.items[i].path, set.items[i].new_mode,
			  &set.items[i].new_id, err);
	str_clear(&compare.path);
	return rc;
}
