/* Which policy judges a change: that of its base, or the first one that its range brings. */
#include <stdio.h>
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/value.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"

static const char *const policy_paths[] = {POLICY_YAML, POLICY_JSON, NULL};

static int read_policy_blob(struct repo *repo, const char *path,
			    const struct tree_item *item, struct str *text,
			    struct pg_error *err)
{
	size_t size = 0;

	if ((item->mode & 0170000) != 0100000)
		return pg_fail(err, PG_ERR_POLICY, "%s: not a regular file", path);
	if (blob_size(repo, &item->id, &size, err) < 0)
		return -1;
	if (size > VALUE_MOST_BYTES)
		return pg_fail(err, PG_ERR_POLICY,
			       "%s: %zu bytes, more than a policy may have (%d)", path,
			       size, VALUE_MOST_BYTES);
	return blob_read(repo, &item->id, VALUE_MOST_BYTES, text, err);
}

int policy_tree_read(void *context, const char *path, struct str *out, struct pg_error *err)
{
	const struct policy_tree *tree = context;
	struct tree_item item;

	if (tree_find(tree->repo, tree->tree, path, &item, err) < 0)
		return -1;
	if (item.mode == MODE_NONE)
		return pg_fail(err, PG_ERR_POLICY,
			       "%s: there is no such file in the tree of the policy", path);
	return read_policy_blob(tree->repo, path, &item, out, err);
}

static int load_from_blob(struct repo *repo, const struct oid *tree, const char *path,
			  const struct tree_item *item, struct policy **out,
			  struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	struct policy_tree here = {repo, tree};
	const struct policy_source source = {policy_tree_read, &here};

	if (read_policy_blob(repo, path, item, &text, err) < 0)
		return -1;
	return policy_load(out, path, str_text(&text), text.len, &source, err);
}

int policy_from_tree(struct repo *repo, const struct oid *tree, struct policy **out,
		     struct pg_error *err)
{
	struct tree_item yaml, json;

	*out = NULL;
	if (tree_find(repo, tree, POLICY_YAML, &yaml, err) < 0 ||
	    tree_find(repo, tree, POLICY_JSON, &json, err) < 0)
		return -1;
	if (yaml.mode && json.mode)
		return pg_fail(err, PG_ERR_POLICY,
			       "%s:1:1: there is a %s too; keep one of them", POLICY_YAML,
			       POLICY_JSON);
	if (!yaml.mode && !json.mode)
		return 0;
	return yaml.mode ? load_from_blob(repo, tree, POLICY_YAML, &yaml, out, err)
			 : load_from_blob(repo, tree, POLICY_JSON, &json, out, err);
}

int spec_set_base(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		  struct pg_error *err)
{
	spec->base_commit = *commit;
	spec->base_tree = (struct oid){0};
	if (!oid_is_null(commit) && commit_tree(repo, commit, &spec->base_tree, err) < 0)
		return -1;
	spec->policy_tree = spec->base_tree;
	return 0;
}

int spec_set_commit(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		    struct pg_error *err)
{
	spec->commit = *commit;
	return commit_tree(repo, commit, &spec->tree, err);
}

/* The base is the first parent of a commit; the others are what a merge may bring unseen. */
int spec_set_parents(struct repo *repo, struct change_spec *spec, const struct oid *commit,
		     struct pg_error *err)
{
	struct oid parents[MOST_PARENTS];
	size_t count = 0;

	if (commit_parents(repo, commit, parents, MOST_PARENTS, &count, err) < 0)
		return -1;
	for (size_t i = 1; i < count; i++)
		spec->other_parents[spec->other_count++] = parents[i];
	return spec_set_base(repo, spec, count ? &parents[0] : &(struct oid){0}, err);
}

int tree_has_policy(struct repo *repo, const struct oid *tree, bool *has,
		    struct pg_error *err)
{
	*has = false;
	for (const char *const *path = policy_paths; *path && !*has; path++) {
		struct tree_item item;

		if (tree_find(repo, tree, *path, &item, err) < 0)
			return -1;
		*has = item.mode != MODE_NONE;
	}
	return 0;
}

/* Once, though many refs may be adopted by one commit. */
static void note(struct verdict *verdict, const char *what)
{
	CLEANUP(freep) char *text = xasprintf("%s; judging begins after it", what);

	if (!strlist_has(&verdict->notes, text))
		strlist_add(&verdict->notes, text);
}

int adopt(struct repo *repo, struct change_spec *spec, struct verdict *verdict, bool *none,
	  struct pg_error *err)
{
	struct oid first = {0};
	bool has;
	char what[160];

	if (tree_has_policy(repo, &spec->policy_tree, &has, err) < 0)
		return -1;
	*none = false;
	if (has)
		return 0;
	if (!oid_is_null(&spec->commit) &&
	    first_commit_with(repo, &spec->base_commit, &spec->commit, policy_paths, &first,
			      err) < 0)
		return -1;
	if (!oid_is_null(&first)) {
		snprintf(what, sizeof(what), "commit %.12s adopts plangate", first.hex);
		note(verdict, what);
		return spec_set_base(repo, spec, &first, err);
	}
	*none = true;
	if (!oid_is_null(&spec->commit))
		return 0;
	if (tree_has_policy(repo, &spec->tree, &has, err) < 0)
		return -1;
	if (has)
		note(verdict, "this commit adopts plangate");
	return 0;
}
