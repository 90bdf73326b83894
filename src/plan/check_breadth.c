/* A scope that names a large part of the tree, however it is spelt: judged by the files that it matches. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/glob.h"
#include "plangate/model/path_names.h"

enum {
	MOST_TOPS = 256,	/* folders at the root that are told apart */
	MOST_MATCHES = 5000000, /* files times patterns that are tried */
	FEW_TOPS = 3,	/* so many folders at the root are no part of the work any more */
	MANY_NAMED = 4, /* and so many by their names */
	MUCH = 50,	/* files that a pattern names beside those that change */
};

/* A folder at the root. */
struct top {
	const char *name; /* borrowed; not ended */
	size_t len;
	bool matched; /* by a pattern */
	bool named;   /* by a folder's name */
	bool changed; /* something in it */
};

struct breadth {
	const struct plan *plan;
	struct top tops[MOST_TOPS];
	size_t count;
	size_t files, matched,
		changed; /* of the tree; of these by a pattern; that change */
	size_t patterns;
	const struct scope_entry *first; /* pattern, or else folder */
};

/* "src", "src/" + "**" with or without a "*" behind it: a folder by its name. The length of the name, or 0. */
static size_t folder_name(const struct scope_entry *entry)
{
	size_t len = strlen(entry->pattern), plain = strcspn(entry->pattern, "*?[{\\");

	if (entry->match == SCOPE_FOLDER)
		return len;
	if (entry->match != SCOPE_GLOB || plain < 2 || entry->pattern[plain - 1] != '/')
		return 0;
	return strcmp(entry->pattern + plain, "**") &&
			       strcmp(entry->pattern + plain, "**/*")
		       ? 0
		       : plain - 1;
}

static bool is_pattern(const struct plan *plan, size_t index)
{
	return plan->globs[index] && plan->scope[index].match == SCOPE_GLOB &&
	       !folder_name(&plan->scope[index]);
}

/* That of a path; NULL for files at the root, what is hidden, and where there are too many. */
static struct top *top_of(struct breadth *breadth, const char *path)
{
	size_t len = strcspn(path, "/");

	if (!path[len] || *path == '.')
		return NULL;
	for (size_t i = 0; i < breadth->count; i++)
		if (breadth->tops[i].len == len &&
		    !strncmp(breadth->tops[i].name, path, len))
			return &breadth->tops[i];
	if (breadth->count == MOST_TOPS)
		return NULL;
	breadth->tops[breadth->count] = (struct top){.name = path, .len = len};
	return &breadth->tops[breadth->count++];
}

static bool is_matched(const struct plan *plan, const char *path)
{
	for (size_t i = 0; i < plan->scope_count; i++)
		if (is_pattern(plan, i) && glob_match(plan->globs[i], path))
			return true;
	return false;
}

/* Whether the scope has the folder by its name. */
static bool is_named(const struct plan *plan, const struct top *top)
{
	for (size_t i = 0; i < plan->scope_count; i++)
		if (folder_name(&plan->scope[i]) == top->len &&
		    !strncmp(plan->scope[i].pattern, top->name, top->len))
			return true;
	return false;
}

/* False where there is nothing to judge: names of files alone, or what is told as naming everything. */
static bool begin(struct breadth *breadth, const struct plan *plan)
{
	*breadth = (struct breadth){.plan = plan};
	for (size_t i = 0; i < plan->scope_count; i++) {
		bool pattern = is_pattern(plan, i);

		if (plan->scope[i].broad)
			return false;
		if ((pattern && !breadth->patterns++) ||
		    (!breadth->first && folder_name(&plan->scope[i])))
			breadth->first = &plan->scope[i];
	}
	return breadth->first != NULL;
}

static void count_tree(struct breadth *breadth, const struct path_names *names)
{
	size_t most = breadth->patterns ? MOST_MATCHES / breadth->patterns : MOST_MATCHES;

	for (size_t i = 0; i < names->paths.count && i < most; i++) {
		const char *path = names->paths.items[i];
		struct top *top = top_of(breadth, path);
		bool matched = *path != '.' && is_matched(breadth->plan, path);

		breadth->files += *path != '.';
		breadth->matched += matched;
		if (top)
			top->matched = top->matched || matched;
	}
}

static void count_change(struct breadth *breadth, const struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++) {
		struct top *top = top_of(breadth, set->items[i].path);

		breadth->changed += is_matched(breadth->plan, set->items[i].path);
		if (top)
			top->changed = true;
	}
	for (size_t i = 0; i < breadth->count; i++)
		breadth->tops[i].named = is_named(breadth->plan, &breadth->tops[i]);
}

/* Half of the tree: in folders of which some have no part in the work, or far more than changes. */
static bool patterns_are_broad(const struct breadth *breadth)
{
	size_t tops = 0, idle = 0;

	if (2 * breadth->matched < breadth->files)
		return false;
	for (size_t i = 0; i < breadth->count; i++) {
		tops += breadth->tops[i].matched;
		idle += breadth->tops[i].matched && !breadth->tops[i].changed;
	}
	return (tops >= FEW_TOPS && idle) || breadth->matched > breadth->changed + MUCH;
}

/* Every folder at the root, and in half of them nothing changes. */
static bool folders_are_broad(const struct breadth *breadth)
{
	size_t idle = 0;

	for (size_t i = 0; i < breadth->count; i++) {
		const struct top *top = &breadth->tops[i];

		if (!top->named && !top->matched)
			return false;
		idle += !top->changed;
	}
	return breadth->count >= MANY_NAMED && 2 * idle >= breadth->count;
}

void check_breadth(struct checking *checking)
{
	const struct plan_surroundings *around = checking->around;
	const struct path_names *names;
	struct breadth breadth;

	if (!around->lookup->names || !begin(&breadth, checking->plan))
		return;
	names = around->lookup->names(around->lookup->context);
	if (!names)
		return;
	count_tree(&breadth, names);
	count_change(&breadth, around->set);
	if (!patterns_are_broad(&breadth) && !folders_are_broad(&breadth))
		return;
	checking_add(
		checking, PROBLEM_SCOPE_TOO_BROAD, breadth.first->line,
		breadth.first->column, NULL,
		"the scope names most of the tree, from '%s' on; list the files or folders "
		"that change",
		breadth.first->pattern);
}
