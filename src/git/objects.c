#include "plangate/git/objects.h"

#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "raw.h"
#include "store.h"

/* A commit and where its header is being read. */
struct commit {
	struct object object;
	const char *at;
};

static void commit_clear(struct commit *commit)
{
	object_clear(&commit->object);
}

static int fail_commit(const struct oid *oid, const char *lacks, struct pg_error *err)
{
	return pg_fail(err, PG_ERR_SYSTEM, "malformed commit %s: no %s where git wants it",
		       oid->hex, lacks);
}

/* Read a commit up to its parents. */
static int commit_open(struct repo *repo, const struct oid *oid, struct commit *commit,
		       struct oid *tree, struct pg_error *err)
{
	const char *value;
	size_t len;

	if (object_read(repo, oid, OBJECT_COMMIT, &commit->object, err) < 0)
		return -1;
	commit->at = commit->object.data;
	if (!raw_header(&commit->at, "tree", &value, &len) || !oid_parse(tree, value))
		return fail_commit(oid, "tree", err);
	return 0;
}

/* The next parent; false behind the last. */
static bool next_parent(struct commit *commit, struct oid *parent)
{
	const char *value;
	size_t len;

	return raw_header(&commit->at, "parent", &value, &len) && oid_parse(parent, value);
}

int commit_tree(struct repo *repo, const struct oid *commit, struct oid *tree,
		struct pg_error *err)
{
	CLEANUP(commit_clear) struct commit found = {0};

	return commit_open(repo, commit, &found, tree, err);
}

int commit_parents(struct repo *repo, const struct oid *commit, struct oid *parents,
		   size_t most, size_t *count, struct pg_error *err)
{
	CLEANUP(commit_clear) struct commit found = {0};
	struct oid tree, parent;

	if (commit_open(repo, commit, &found, &tree, err) < 0)
		return -1;
	for (*count = 0; next_parent(&found, &parent); (*count)++) {
		if (*count == most)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "commit %s has more than %zu parents", commit->hex,
				       most);
		parents[*count] = parent;
	}
	return 0;
}

/* What stands between the last '<' and the last '>' of a signature. */
static char *address_of(const char *ident, size_t len)
{
	const char *open = memrchr(ident, '<', len), *close = memrchr(ident, '>', len);

	return open && close && open < close ? xmemdup(open + 1, (size_t)(close - open - 1))
					     : xstrdup("");
}

int commit_time(struct repo *repo, const struct oid *commit, long long *when,
		struct pg_error *err)
{
	CLEANUP(commit_clear) struct commit found = {0};
	struct oid tree, parent;
	const char *value, *end;
	size_t len;

	if (commit_open(repo, commit, &found, &tree, err) < 0)
		return -1;
	while (next_parent(&found, &parent))
		;
	if (!raw_header(&found.at, "author", &value, &len))
		return fail_commit(commit, "author", err);
	if (!raw_header(&found.at, "committer", &value, &len))
		return fail_commit(commit, "committer", err);
	end = memrchr(value, '>', len);
	*when = end ? strtoll(end + 1, NULL, 10) : 0;
	return 0;
}

int commit_words(struct repo *repo, const struct oid *commit, char **message, char **author,
		 struct pg_error *err)
{
	CLEANUP(commit_clear) struct commit found = {0};
	struct oid tree, parent;
	const char *ident;
	size_t len;

	if (commit_open(repo, commit, &found, &tree, err) < 0)
		return -1;
	while (next_parent(&found, &parent))
		;
	if (!raw_header(&found.at, "author", &ident, &len))
		return fail_commit(commit, "author", err);
	*author = address_of(ident, len);
	*message = xstrdup(raw_message(found.at));
	return 0;
}

/* Look for the first component of path, `len` bytes of it, among the entries of a tree. */
static int find_component(struct repo *repo, const struct oid *tree, const char *path,
			  size_t len, struct tree_item *item, struct pg_error *err)
{
	CLEANUP(object_clear) struct object object = {0};
	struct raw_tree entries;
	struct raw_entry entry;
	int more;

	*item = (struct tree_item){0};
	if (object_read(repo, tree, OBJECT_TREE, &object, err) < 0)
		return -1;
	entries = (struct raw_tree){object.data, object.data + object.len, repo->id_bytes};
	while ((more = raw_tree_next(&entries, &entry)) > 0)
		if (!strncmp(entry.name, path, len) && !entry.name[len]) {
			item->mode = entry.mode;
			oid_from_bytes(&item->id, entry.id, repo->id_bytes);
			return 0;
		}
	return more < 0 ? pg_fail(err, PG_ERR_SYSTEM, "malformed tree %s; see git fsck",
				  tree->hex)
			: 0;
}

int tree_find(struct repo *repo, const struct oid *tree, const char *path,
	      struct tree_item *item, struct pg_error *err)
{
	struct oid current = *tree;
	struct tree_item found = {0};

	*item = found;
	if (oid_is_null(tree))
		return 0;
	for (;;) {
		size_t len = strcspn(path, "/");

		if (!len)
			return 0;
		if (find_component(repo, &current, path, len, &found, err) < 0)
			return -1;
		if (!path[len])
			*item = found;
		if (!path[len] || found.mode != MODE_TREE)
			return 0;
		current = found.id;
		path += len + 1;
	}
}

bool blob_is_here(struct repo *repo, const struct oid *id)
{
	return object_is_here(repo, id);
}

int blob_size(struct repo *repo, const struct oid *oid, size_t *size, struct pg_error *err)
{
	return object_size(repo, oid, OBJECT_BLOB, size, err);
}

int blob_read(struct repo *repo, const struct oid *oid, size_t most, struct str *out,
	      struct pg_error *err)
{
	CLEANUP(object_clear) struct object object = {0};
	size_t size = 0;

	if (blob_size(repo, oid, &size, err) < 0)
		return -1;
	if (size > most)
		return pg_fail(err, PG_ERR_SYSTEM, "blob %s has %zu bytes, more than %zu",
			       oid->hex, size, most);
	if (object_read(repo, oid, OBJECT_BLOB, &object, err) < 0)
		return -1;
	str_add_mem(out, object.data, object.len);
	return 0;
}
