/*
 * Where work lands, by what the branches received: merges on the way of first parents, and what a platform squashed into
 * one commit ("Title (#12)"). A topic shares what it began from, so each of those counts for the branch that has most of them.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/change/landed.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"
#include "propose_internal.h"

enum { LEAST_RECEIVED = 3, MOST_RECEIVED = 100 };

#define MOST_BRANCHES "60"
#define MOST_COMMITS "500"
#define MOST_DEFAULT "5000"

struct branch {
	char *name, *ref;	 /* "develop", "origin/develop"; owned */
	struct strlist received; /* hex ids */
	size_t since;		 /* commits that are newer than the first of them */
};

struct branches {
	struct branch *items;
	size_t count, capacity;
	struct strlist trunk; /* commits on the way of the default branch, sorted */
};

static void branches_clear(struct branches *branches)
{
	for (size_t i = 0; i < branches->count; i++) {
		free(branches->items[i].name);
		free(branches->items[i].ref);
		strlist_clear(&branches->items[i].received);
	}
	free(branches->items);
	strlist_clear(&branches->trunk);
}

static int compare_id(const void *key, const void *item)
{
	return strncmp(key, *(char *const *)item, strlen(*(char *const *)item));
}

static bool on_trunk(const struct branches *branches, const char *id)
{
	return branches->trunk.count &&
	       bsearch(id, branches->trunk.items, branches->trunk.count,
		       sizeof(*branches->trunk.items), compare_id);
}

/* "Title (#12)" or "Title (!12)" */
static bool is_squashed(const char *subject)
{
	const char *open = strrchr(subject, '(');
	const char *end;

	if (!open || (open[1] != '#' && open[1] != '!'))
		return false;
	for (end = open + 2; isdigit((unsigned char)*end); end++)
		;
	return end > open + 2 && !strcmp(end, ")");
}

/* "<parent> <parent>\t<subject>": whether other work came in by it. */
static bool receives(const struct branches *branches, const char *line)
{
	const char *tab = strchr(line, '\t');
	const char *second = strchr(line, ' ');

	if (tab && second && second < tab)
		return !on_trunk(branches, second + 1);
	return tab && is_squashed(tab + 1);
}

static int read_lines(struct repo *repo, const char *const *args, struct strlist *lines,
		      struct pg_error *err)
{
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(lines, str_text(&out), out.len, '\n');
	while (lines->count && !*lines->items[lines->count - 1])
		free(lines->items[--lines->count]);
	return 0;
}

/* Up to where the way of the default branch begins. */
static int read_received(struct repo *repo, const struct branches *branches,
			 struct branch *branch, struct pg_error *err)
{
	const char *const args[] = {"log",
				    "--first-parent",
				    "--max-count=" MOST_COMMITS,
				    "--format=%H %P%x09%s",
				    branch->ref,
				    "--",
				    NULL};
	CLEANUP(strlist_clear) struct strlist lines = {0};

	if (read_lines(repo, args, &lines, err) < 0)
		return -1;
	for (size_t i = 0; i < lines.count && !on_trunk(branches, lines.items[i]); i++) {
		const char *parents = strchr(lines.items[i], ' ');

		if (!parents || !receives(branches, parents + 1) ||
		    branch->received.count == MOST_RECEIVED)
			continue;
		if (!branch->received.count)
			branch->since = i;
		strlist_add_mem(&branch->received, lines.items[i],
				(size_t)(parents - lines.items[i]));
	}
	return 0;
}

/* Those that changed last, but for the default one. */
static int read_branches(struct repo *repo, const char *prefix, const char *trunk,
			 struct branches *out, struct pg_error *err)
{
	const char *const args[] = {"for-each-ref",
				    "--sort=-committerdate",
				    "--count=" MOST_BRANCHES,
				    "--format=%(refname)%(symref)",
				    prefix,
				    NULL};
	const char *const way[] = {
		"rev-list", "--first-parent", "--max-count=" MOST_DEFAULT, trunk, "--",
		NULL};
	CLEANUP(strlist_clear) struct strlist lines = {0};

	if (read_lines(repo, way, &out->trunk, err) < 0 ||
	    read_lines(repo, args, &lines, err) < 0)
		return -1;
	strlist_sort(&out->trunk);
	for (size_t i = 0; i < lines.count; i++) {
		const char *name = lines.items[i] + strlen(prefix);
		struct branch branch = {.name = NULL};

		if (!strcmp(name, "HEAD") || strstr(name, "refs/") ||
		    !strcmp(lines.items[i], trunk))
			continue;
		branch.name = xstrdup(name);
		branch.ref = xstrdup(lines.items[i]);
		*ARRAY_PUSH(out->items, out->count, out->capacity) = branch;
	}
	for (size_t i = 0; i < out->count; i++)
		if (read_received(repo, out, &out->items[i], err) < 0)
			return -1;
	return 0;
}

/* The beginning that branches of one family share, as "release/" of "release/1.2"; NULL where there is none. */
static const char *family_of(const char *name)
{
	static const char *const families[] = {
		"release/",	"releases/", "rel/",	"support/", "stable/", "maint/",
		"maintenance/", "release-",  "stable-", "maint-",   NULL};

	for (const char *const *family = families; *family; family++)
		if (!strncmp(name, *family, strlen(*family)))
			return *family;
	return NULL;
}

/* Named as one on which work lands: by a usual word, or by a version. */
static bool is_usual(const char *name)
{
	static const char *const words[] = {"main",	   "master", "trunk", "develop",
					    "development", "dev",    "next",  "staging",
					    "integration", NULL};
	const char *version = name + (*name == 'v');

	for (const char *const *word = words; *word; word++)
		if (!strcmp(name, *word))
			return true;
	return family_of(name) ||
	       (isdigit((unsigned char)*version) && strchr(version, '.'));
}

/* What has received most comes first; of equals a usual name, then what went on least since, as a topic does. */
static int compare_branches(const void *a, const void *b)
{
	const struct branch *left = a, *right = b;
	bool usual = is_usual(left->name);

	if (left->received.count != right->received.count)
		return left->received.count > right->received.count ? -1 : 1;
	if (usual != is_usual(right->name))
		return usual ? -1 : 1;
	if (left->since != right->since)
		return left->since < right->since ? -1 : 1;
	return strcmp(left->name, right->name);
}

static void take_received(struct branches *branches, struct strlist *lands)
{
	CLEANUP(strlist_clear) struct strlist taken = {0};

	if (branches->count)
		qsort(branches->items, branches->count, sizeof(*branches->items),
		      compare_branches);
	for (size_t i = 0; i < branches->count; i++) {
		const struct branch *branch = &branches->items[i];
		const char *family = family_of(branch->name);
		CLEANUP(freep)
		char *pattern = xasprintf("%s%s", family ? family : branch->name,
					  family ? "*" : "");
		size_t least = is_usual(branch->name) ? 1 : LEAST_RECEIVED;
		size_t known = taken.count;

		for (size_t k = 0; k < branch->received.count; k++)
			if (!strlist_has(&taken, branch->received.items[k]))
				strlist_add(&taken, branch->received.items[k]);
		if (taken.count - known >= least && !strlist_has(lands, pattern))
			strlist_add(lands, pattern);
	}
}

/* The whole name of the branch where work lands anyway, and the prefix of its kind: of a remote, origin before others, else
 * what is checked out. *trunk is NULL where there is none. */
static int find_trunk(struct repo *repo, char **trunk, char **prefix, struct pg_error *err)
{
	static const struct policy silent = {0};
	CLEANUP(strlist_clear) struct strlist names = {0};
	CLEANUP(freep) char *branch = NULL;
	const char *chosen;
	bool from_refs;

	if (landing_branches(repo, &silent, &names, &from_refs, err) < 0)
		return -1;
	if (!names.count) {
		if (repo_branch(repo, &branch, err) < 0)
			return -1;
		*prefix = xstrdup("refs/heads/");
		*trunk = branch ? xasprintf("refs/heads/%s", branch) : NULL;
		return 0;
	}
	chosen = names.items[0];
	for (size_t i = 0; i < names.count; i++)
		if (!strncmp(names.items[i], "origin/", 7))
			chosen = names.items[i];
	*prefix = xasprintf("refs/remotes/%.*s", (int)(strcspn(chosen, "/") + 1), chosen);
	*trunk = xasprintf("refs/remotes/%s", chosen);
	return 0;
}

int propose_lands(struct repo *repo, struct strlist *lands, struct pg_error *err)
{
	CLEANUP(branches_clear) struct branches branches = {0};
	CLEANUP(freep) char *trunk = NULL;
	CLEANUP(freep) char *prefix = NULL;
	struct oid head;

	if (repo_head(repo, &head, err) < 0 || find_trunk(repo, &trunk, &prefix, err) < 0)
		return -1;
	if (oid_is_null(&head) || !trunk)
		return 0;
	if (read_branches(repo, prefix, trunk, &branches, err) < 0)
		return -1;
	strlist_add(lands, trunk + strlen(prefix));
	take_received(&branches, lands);
	if (lands->count == 1)
		strlist_clear(lands);
	return 0;
}
