#include "plangate/policy/policy.h"

#include <stdio.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/value.h"
#include "plangate/change/policy.h"
#include "plangate/change/spec.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"

static const char default_policy[] = "version: 1\nextends: [plangate:default]\n";

/* policy_source.read from a tree; this is its context. */
struct policy_tree {
	struct repo *repo;
	const struct oid *tree;
};

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

static int read_extended(void *context, const char *path, struct str *out,
			 struct pg_error *err)
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

static int load_from_blob(struct policy_tree *here, const char *path,
			  const struct tree_item *item, struct policy **out,
			  struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	const struct policy_source source = {read_extended, here};

	if (read_policy_blob(here->repo, path, item, &text, err) < 0)
		return -1;
	return policy_load(out, path, str_text(&text), text.len, &source, err);
}

int policy_from_tree(struct repo *repo, const struct oid *tree, struct policy **out,
		     struct pg_error *err)
{
	struct policy_tree here = {repo, tree};
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
	return yaml.mode ? load_from_blob(&here, POLICY_YAML, &yaml, out, err)
			 : load_from_blob(&here, POLICY_JSON, &json, out, err);
}

int policy_from_file(struct repo *repo, const char *file, const struct oid *tree,
		     struct policy **out, struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	struct policy_tree here = {repo, tree};
	const struct policy_source source = {read_extended, &here};

	if (file_read(file, VALUE_MOST_BYTES, &text, err) < 0)
		return -1;
	return policy_load(out, file, str_text(&text), text.len, &source, err);
}

int policy_for_writers(struct repo *repo, const struct change_spec *spec,
		       struct policy **out, struct pg_error *err)
{
	if (policy_from_tree(repo, &spec->policy_tree, out, err) < 0)
		return -1;
	if (!*out && policy_from_tree(repo, &spec->tree, out, err) < 0)
		return -1;
	if (*out)
		return 0;
	return policy_load(out, "default policy", default_policy, strlen(default_policy),
			   NULL, err);
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
static void note(struct strlist *notes, const char *what)
{
	CLEANUP(freep) char *text = xasprintf("%s; judging begins after it", what);

	if (!strlist_has(notes, text))
		strlist_add(notes, text);
}

int spec_adopt(struct repo *repo, struct change_spec *spec, struct strlist *notes,
	       bool *none, struct pg_error *err)
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
		note(notes, what);
		return spec_set_base(repo, spec, &first, err);
	}
	*none = true;
	if (!oid_is_null(&spec->commit))
		return 0;
	if (tree_has_policy(repo, &spec->tree, &has, err) < 0)
		return -1;
	if (has)
		note(notes, "this commit adopts plangate");
	return 0;
}
