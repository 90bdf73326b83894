#include "plangate/change/trees.h"

#include <ctype.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/spec.h"
#include "plangate/git/names.h"
#include "plangate/git/objects.h"

enum { MOST_LOOKED_AT = 4 << 20 }; /* bytes */

struct tree_pair trees_of(struct repo *repo, const struct change_spec *spec)
{
	return (struct tree_pair){repo, &spec->base_tree, &spec->tree};
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

enum path_kind trees_kind(void *context, const char *path)
{
	const struct tree_pair *pair = context;
	enum path_kind kind = kind_in(pair->repo, pair->after, path);

	return kind == PATH_NONE ? kind_in(pair->repo, pair->before, path) : kind;
}

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

bool trees_mention(void *context, const char *path, const char *name)
{
	const struct tree_pair *pair = context;
	bool after, before;

	return file_mentions(pair->repo, pair->after, path, name, &after) ||
	       file_mentions(pair->repo, pair->before, path, name, &before) ||
	       !(after || before);
}

static bool trees_are_given(void *context, const char *path)
{
	const struct tree_pair *pair = context;

	return kind_in(pair->repo, pair->before, path) == PATH_NONE &&
	       kind_in(pair->repo, pair->after, path) == PATH_FILE;
}

static const struct path_names *trees_changed(void *context)
{
	const struct tree_pair *pair = context;

	/* One tree by itself: what may be changed is all that is there. */
	if (oid_equal(pair->before, pair->after))
		return names_all(pair->repo, pair->before, pair->after);
	return names_changed(pair->repo, pair->before, pair->after);
}

static const struct path_names *trees_names(void *context)
{
	const struct tree_pair *pair = context;

	return names_all(pair->repo, pair->before, pair->after);
}

struct path_lookup trees_lookup(struct tree_pair *pair)
{
	return (struct path_lookup){.kind = trees_kind,
				    .mentions = trees_mention,
				    .is_new = trees_are_given,
				    .context = pair,
				    .changed = trees_changed,
				    .names = trees_names};
}
