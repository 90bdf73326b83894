/* What a change is made of, and what stands in the trees around it. */
#include <ctype.h>
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
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
	set->progress = repo_progress(repo);
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

int commit_changes(struct repo *repo, const char *hex, struct change_spec *spec,
		   struct changeset *set, struct pg_error *err)
{
	struct oid commit;

	if (!oid_parse(&commit, hex))
		return pg_fail(err, PG_ERR_SYSTEM, "git rev-list named no commit");
	if (spec_set_parents(repo, spec, &commit, err) < 0 ||
	    spec_set_commit(repo, spec, &commit, err) < 0)
		return -1;
	return spec_changes(repo, spec, set, err);
}

static enum path_kind kind_in(struct repo *repo, const struct oid *tree, const char *path)
{
	struct tree_item item;
	struct pg_error ignored;

	/* What cannot be read covers nothing: the gate stays shut. */
	if (tree_find(repo, tree, path, &item, &ignored) < 0 || item.mode == MODE_NONE)
		return PATH_NONE;
	return item.mode == MODE_TREE ? PATH_FOLDER : PATH_FILE;
}

enum path_kind tree_pair_kind(void *context, const char *path)
{
	const struct tree_pair *pair = context;
	enum path_kind kind = kind_in(pair->repo, pair->after, path);

	return kind == PATH_NONE ? kind_in(pair->repo, pair->before, path) : kind;
}

enum { MOST_LOOKED_AT = 4 * 1024 * 1024 };

static bool is_name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool has_name(const struct str *text, const char *name)
{
	const char *start = str_text(text), *end = start + text->len;
	size_t len = strlen(name);

	for (const char *p = start; (p = memmem(p, (size_t)(end - p), name, len)); p++)
		if ((p == start || !is_name_byte(p[-1])) &&
		    (p + len == end || !is_name_byte(p[len])))
			return true;
	return false;
}

/* True also where the file cannot be looked at: then nothing is held against the plan. */
static bool file_mentions(struct repo *repo, const struct oid *tree, const char *path,
			  const char *name, bool *found)
{
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error ignored = {0};
	struct tree_item item;
	size_t size = 0;

	*found =
		tree_find(repo, tree, path, &item, &ignored) == 0 && !oid_is_null(&item.id);
	if (!*found)
		return false;
	if (blob_size(repo, &item.id, &size, &ignored) < 0 || size > MOST_LOOKED_AT ||
	    blob_read(repo, &item.id, MOST_LOOKED_AT, &text, &ignored) < 0)
		return true;
	return has_name(&text, name);
}

bool tree_pair_mentions(void *context, const char *path, const char *name)
{
	const struct tree_pair *pair = context;
	bool after, before;

	return file_mentions(pair->repo, pair->after, path, name, &after) ||
	       file_mentions(pair->repo, pair->before, path, name, &before) ||
	       !(after || before);
}
