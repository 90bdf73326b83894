/* One path of the scope: a file, a folder, a pattern, or the two names of a rename. */
#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/nfc.h"
#include "resolve.h"
#include "scope_internal.h"

enum { MOST_ENTRIES = 20000 };

static struct scope_entry *add_entry(struct scope_reader *reader, const char *path,
				     enum scope_match match, int line, int column)
{
	struct plan *plan = reader->plan;
	struct scope_entry *entry;

	if (plan->scope_count >= MOST_ENTRIES)
		return NULL;
	entry = ARRAY_PUSH(plan->scope, plan->scope_count, plan->scope_capacity);
	entry->match = match;
	entry->pattern = nfc_compose(path);
	entry->line = line;
	entry->column = column;
	entry->mentioned = reader->mention;
	return entry;
}

void scope_begin_leaf(struct scope_reader *reader)
{
	free(reader->beside);
	reader->beside = NULL;
}

/* Bare names that follow in the same leaf may be those of its neighbours. */
static void note_folder(struct scope_reader *reader, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash || strpbrk(path, "*?{"))
		return;
	scope_begin_leaf(reader);
	reader->beside = xmemdup(path, (size_t)(slash + 1 - path));
}

/* "a/{old => new}/b" as git shows a rename: both names. */
static bool add_rename(struct scope_reader *reader, const char *path, int line, int column)
{
	const char *open = strchr(path, '{'), *arrow = strstr(path, " => ");
	const char *close = arrow ? strchr(arrow, '}') : NULL;
	CLEANUP(freep) char *before = NULL, *after = NULL;

	if (!open || !arrow || !close || open > arrow)
		return false;
	before = xasprintf("%.*s%.*s%s", (int)(open - path), path, (int)(arrow - open - 1),
			   open + 1, close + 1);
	after = xasprintf("%.*s%.*s%s", (int)(open - path), path, (int)(close - arrow - 4),
			  arrow + 4, close + 1);
	scope_add(reader, before, true, line, column);
	scope_add(reader, after, true, line, column);
	return true;
}

static enum scope_match match_of(const struct scope_reader *reader, const char *path)
{
	const char *brace = strchr(path, '{');

	if (strpbrk(path, "*?") || (brace && strchr(brace, ',')))
		return SCOPE_GLOB;
	if (path[strlen(path) - 1] == '/' || scope_lookup(reader, path) == PATH_FOLDER)
		return SCOPE_FOLDER;
	return SCOPE_FILE;
}

/* Whether a pattern matches whatever folders and names there are. */
static bool matches_anything(const char *pattern)
{
	struct pg_error ignored = {0};
	struct glob *glob = NULL;
	bool found;

	if (glob_new(&glob, pattern, GLOB_LITERAL_BRACKETS, &ignored) < 0)
		return false;
	found = glob_match(glob, "z9x/k4j") && glob_match(glob, "q5/m2/w8v.h1u");
	glob_free(glob);
	return found;
}

/* Without the slashes at its end, where it is a folder. */
static char *trim_slashes(const char *path, enum scope_match match)
{
	size_t len = strlen(path);

	while (match == SCOPE_FOLDER && len && path[len - 1] == '/')
		len--;
	return xmemdup(path, len);
}

static void add_whole(struct scope_reader *reader, const char *path, bool literal, int line,
		      int column)
{
	bool broad = !literal && path_is_broad(path);
	enum scope_match match = broad ? SCOPE_GLOB : SCOPE_FILE;
	CLEANUP(freep) char *pattern = NULL;
	struct scope_entry *entry;

	if (!broad && !literal)
		match = match_of(reader, path);
	else if (literal && (path[strlen(path) - 1] == '/' ||
			     scope_lookup(reader, path) == PATH_FOLDER))
		match = SCOPE_FOLDER;
	pattern = trim_slashes(path, match);
	entry = *pattern ? add_entry(reader, pattern, match, line, column) : NULL;
	if (entry)
		entry->broad = broad || (match == SCOPE_GLOB && matches_anything(path));
	note_folder(reader, path);
}

/* Two files end so: the entry covers neither, and remembers both. */
static void add_doubt(struct scope_reader *reader, const char *path,
		      struct resolved *resolved, int line, int column)
{
	struct scope_entry *entry = add_entry(reader, path, SCOPE_FILE, line, column);

	if (!entry)
		return;
	entry->may_be[0] = TAKE(resolved->path);
	entry->may_be[1] = TAKE(resolved->other);
}

void scope_add(struct scope_reader *reader, const char *path, bool literal, int line,
	       int column)
{
	CLEANUP(resolved_clear) struct resolved resolved = {NULL, NULL};

	if (!literal && !path_is_broad(path) && add_rename(reader, path, line, column))
		return;
	if (!literal)
		path_resolve_end(reader->lookup, path, reader->beside, &resolved);
	if (resolved.other)
		add_doubt(reader, path, &resolved, line, column);
	else
		add_whole(reader, resolved.path ? resolved.path : path,
			  literal || (resolved.path && path[strlen(path) - 1] != '/'), line,
			  column);
}
