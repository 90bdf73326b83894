#include "plangate/git/objects.h"

#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"

int object_tree(struct repo *repo, const git_oid *id, git_tree **tree, struct pg_error *err)
{
	int rc = git_tree_lookup(tree, repo->git, id);

	if (rc == GIT_ENOTFOUND) {
		if (object_fetch(repo, id, err) < 0)
			return -1;
		rc = git_tree_lookup(tree, repo->git, id);
	}
	return rc < 0 ? fail_git(err, "cannot read a tree") : 0;
}

static int find_commit(struct repo *repo, const struct oid *oid, git_commit **commit,
		       struct pg_error *err)
{
	git_oid id;
	int rc;

	if (oid_to_git(&id, oid, err) < 0)
		return -1;
	rc = git_commit_lookup(commit, repo->git, &id);
	if (rc == GIT_ENOTFOUND) {
		if (object_fetch(repo, &id, err) < 0)
			return -1;
		rc = git_commit_lookup(commit, repo->git, &id);
	}
	return rc < 0 ? fail_git(err, "cannot read a commit") : 0;
}

int commit_tree(struct repo *repo, const struct oid *commit, struct oid *tree,
		struct pg_error *err)
{
	CLEANUP(git_commit_freep) git_commit *found = NULL;

	if (find_commit(repo, commit, &found, err) < 0)
		return -1;
	oid_from_git(tree, git_commit_tree_id(found));
	return 0;
}

int commit_parents(struct repo *repo, const struct oid *commit, struct oid *parents,
		   size_t most, size_t *count, struct pg_error *err)
{
	CLEANUP(git_commit_freep) git_commit *found = NULL;

	if (find_commit(repo, commit, &found, err) < 0)
		return -1;
	*count = git_commit_parentcount(found);
	if (*count > most)
		return pg_fail(err, PG_ERR_SYSTEM, "commit %s has more than %zu parents",
			       commit->hex, most);
	for (size_t i = 0; i < *count; i++)
		oid_from_git(&parents[i], git_commit_parent_id(found, (unsigned)i));
	return 0;
}

int commit_words(struct repo *repo, const struct oid *commit, char **message, char **author,
		 struct pg_error *err)
{
	CLEANUP(git_commit_freep) git_commit *found = NULL;

	if (find_commit(repo, commit, &found, err) < 0)
		return -1;
	*message = xstrdup(git_commit_message(found));
	*author = xstrdup(git_commit_author(found)->email);
	return 0;
}

/* The entry of a tree whose name is the first component of path; borrowed from the tree. */
static const git_tree_entry *first_component(const git_tree *tree, const char *path,
					     size_t len)
{
	CLEANUP(freep) char *name = xmemdup(path, len);

	return len ? git_tree_entry_byname(tree, name) : NULL;
}

int tree_find(struct repo *repo, const struct oid *tree, const char *path,
	      struct tree_item *item, struct pg_error *err)
{
	CLEANUP(git_tree_freep) git_tree *current = NULL;
	git_oid id;

	*item = (struct tree_item){0};
	if (oid_is_null(tree))
		return 0;
	if (oid_to_git(&id, tree, err) < 0 || object_tree(repo, &id, &current, err) < 0)
		return -1;
	for (;;) {
		size_t len = strcspn(path, "/");
		const git_tree_entry *entry = first_component(current, path, len);
		git_tree *next = NULL;

		if (entry && !path[len]) {
			item->mode = git_tree_entry_filemode_raw(entry);
			oid_from_git(&item->id, git_tree_entry_id(entry));
		}
		if (!entry || !path[len] || git_tree_entry_type(entry) != GIT_OBJECT_TREE)
			return 0;
		path += len + 1;
		if (object_tree(repo, git_tree_entry_id(entry), &next, err) < 0)
			return -1;
		git_tree_free(current);
		current = next;
	}
}

/* Header alone; *size is left alone where the object is missing even for git. */
static int read_header(struct repo *repo, const git_oid *id, size_t *size,
		       struct pg_error *err)
{
	git_object_t type;
	int rc = git_odb_read_header(size, &type, repo->odb, id);

	if (rc == GIT_ENOTFOUND) {
		if (object_fetch(repo, id, err) < 0)
			return -1;
		rc = git_odb_read_header(size, &type, repo->odb, id);
	}
	if (rc < 0)
		return fail_git(err, "cannot read a blob");
	if (type != GIT_OBJECT_BLOB)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "object %s is a %s where a blob should be",
			       git_oid_tostr_s(id), git_object_type2string(type));
	return 0;
}

int blob_size(struct repo *repo, const struct oid *oid, size_t *size, struct pg_error *err)
{
	git_oid id;

	if (oid_to_git(&id, oid, err) < 0)
		return -1;
	return read_header(repo, &id, size, err);
}

int blob_read(struct repo *repo, const struct oid *oid, size_t most, struct str *out,
	      struct pg_error *err)
{
	CLEANUP(git_odb_object_freep) git_odb_object *object = NULL;
	size_t size = 0;
	git_oid id;

	if (oid_to_git(&id, oid, err) < 0 || read_header(repo, &id, &size, err) < 0)
		return -1;
	if (size > most)
		return pg_fail(err, PG_ERR_SYSTEM, "blob %s has %zu bytes, more than %zu",
			       oid->hex, size, most);
	if (git_odb_read(&object, repo->odb, &id) < 0)
		return fail_git(err, "cannot read a blob");
	str_add_mem(out, git_odb_object_data(object), git_odb_object_size(object));
	return 0;
}
