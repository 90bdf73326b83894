#include "changes.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/spec.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"

static void free_change(struct change *change)
{
	free(change->path);
	change->path = NULL;
}

/* Keep only those changes whose path changes against this parent too. */
static int keep_what_differs(struct repo *repo, const struct oid *parent,
			     const struct oid *tree, struct changeset *set,
			     struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset other = {0};
	struct oid parent_tree;
	size_t kept = 0;

	if (commit_tree(repo, parent, &parent_tree, err) < 0 ||
	    tree_compare(repo, &parent_tree, tree, &other, err) < 0)
		return -1;
	changeset_finish(&other);
	for (size_t i = 0; i < set->count; i++) {
		if (changeset_find(&other, set->items[i].path))
			set->items[kept++] = set->items[i];
		else
			free_change(&set->items[i]);
	}
	set->count = kept;
	return 0;
}

static const char *branch_name(const char *ref)
{
	return strncmp(ref, "refs/heads/", 11) ? ref : ref + 11;
}

/* Who makes it, where, and with what words, for the rules that ask. */
static int add_circumstances(struct repo *repo, const struct change_spec *spec,
			     struct changeset *set, struct pg_error *err)
{
	set->target = spec->ref ? xstrdup(branch_name(spec->ref)) : NULL;
	set->merge = spec->other_count && !spec->is_range;
	if (spec->branch)
		set->branch = xstrdup(branch_name(spec->branch));
	else if (repo_branch(repo, &set->branch, err) < 0)
		return -1;
	if (spec->is_range)
		return 0;
	if (!oid_is_null(&spec->commit))
		return commit_words(repo, &spec->commit, &set->message, &set->author, err);
	set->message = xstrdup(spec->message);
	return repo_author(repo, &set->author, err);
}

int spec_changes(struct repo *repo, const struct change_spec *spec, struct changeset *set,
		 struct pg_error *err)
{
	set->base_commit = spec->base_commit;
	set->base_tree = spec->base_tree;
	set->commit = spec->commit;
	set->tree = spec->tree;
	set->load = content_load;
	set->load_context = repo;
	if (tree_compare(repo, &spec->base_tree, &spec->tree, set, err) < 0)
		return -1;
	for (size_t i = 0; i < spec->other_count; i++)
		if (keep_what_differs(repo, &spec->other_parents[i], &spec->tree, set,
				      err) < 0)
			return -1;
	changeset_finish(set);
	if (attributes_read(repo, &spec->base_tree, set, err) < 0)
		return -1;
	return add_circumstances(repo, spec, set, err);
}
