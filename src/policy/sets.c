/* Named sets of path patterns, so that no list has to be written twice. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"
#include "plangate/model/language.h"

enum { MOST_PATTERNS = 24, MOST_NAME = 64, MOST_SETS = 100 };

/* An item "$name" stands for a set that comes before. */
static const struct {
	const char *name;
	void (*add_more)(struct strlist *out); /* of the model's tables; or NULL */
	const char *patterns[MOST_PATTERNS];
} built_in_sets[] = {
	{"tests", test_patterns, {NULL}},
	{"docs",
	 NULL,
	 {"*.{md,mdx,markdown,rst,adoc,asciidoc}",
	  "{README,LICENSE,LICENCE,COPYING,NOTICE,AUTHORS,CHANGELOG,CHANGES,NEWS,HISTORY}{,"
	  "."
	  "txt}",
	  "{doc,docs}/**"}},
	{"locale",
	 NULL,
	 {"*.{po,pot,mo,xlf,xliff,arb,ftl}",
	  "**/{locale,locales,_locales,translations,i18n,lang}/**/"
	  "*.{json,yaml,yml,properties,php}",
	  "**/*.lproj/**"}},
	{"locks",
	 NULL,
	 {"*.lock", "{package-lock,npm-shrinkwrap,packages.lock}.json",
	  "{pnpm-lock.yaml,go.sum,go.work.sum,gradle.lockfile,bun.lockb}",
	  "{Package.resolved,.terraform.lock.hcl}"}},
	{"generated",
	 NULL,
	 {"*.min.{js,css,mjs}", "*.{map,snap}",
	  "*{.pb.go,.pb.cc,.pb.h,_pb2.py,_pb2.pyi,_pb2_grpc.py}",
	  "*{.g.dart,.freezed.dart,.g.cs,.generated.cs,.Designer.cs}",
	  "*.generated.{ts,tsx,js,go,java}", "*_generated.{go,ts,h,rs}",
	  "**/{generated,__generated__}/**"}},
	{"light", NULL, {"$tests", "$docs", "$locale", "$locks", "$generated"}},
};

static struct glob_set *add_set(struct glob_sets *sets, const char *name)
{
	struct glob_set *set = ARRAY_PUSH(sets->items, sets->count, sets->capacity);

	set->name = xstrdup(name);
	return set;
}

const struct glob_list *sets_find(const struct glob_sets *sets, const char *name)
{
	for (size_t i = 0; i < sets->count; i++)
		if (!strcmp(sets->items[i].name, name))
			return &sets->items[i].globs;
	return NULL;
}

static void add_pattern(const struct glob_sets *sets, struct glob_list *list,
			const char *pattern)
{
	struct glob *glob = NULL;

	if (*pattern == '$')
		glob_list_share(list, sets_find(sets, pattern + 1));
	else if (glob_new(&glob, pattern, 0, NULL) == 0)
		glob_list_take(list, glob);
}

static void add_more(const struct glob_sets *sets, struct glob_list *list,
		     void (*more)(struct strlist *out))
{
	CLEANUP(strlist_clear) struct strlist patterns = {0};

	more(&patterns);
	for (size_t i = 0; i < patterns.count; i++)
		add_pattern(sets, list, patterns.items[i]);
}

void sets_add_built_in(struct glob_sets *sets)
{
	for (size_t i = 0; i < sizeof(built_in_sets) / sizeof(*built_in_sets); i++) {
		struct glob_list globs = {0};

		for (const char *const *pattern = built_in_sets[i].patterns; *pattern;
		     pattern++)
			add_pattern(sets, &globs, *pattern);
		if (built_in_sets[i].add_more)
			add_more(sets, &globs, built_in_sets[i].add_more);
		add_set(sets, built_in_sets[i].name)->globs = globs;
	}
}

void sets_clear(struct glob_sets *sets)
{
	for (size_t i = 0; i < sets->count; i++) {
		glob_list_clear(&sets->items[i].globs);
		free(sets->items[i].name);
	}
	free(sets->items);
	*sets = (struct glob_sets){0};
}

/* The names of all sets that can be used here, with their '$'. */
static void add_names(struct strlist *names, const struct glob_sets *sets)
{
	for (size_t i = 0; i < sets->count; i++) {
		CLEANUP(freep) char *name = xasprintf("$%s", sets->items[i].name);

		strlist_add(names, name);
	}
}

static int fail_set(struct loading *loading, const struct value *value)
{
	const struct policy_loading *here = policy_loading(loading);
	CLEANUP(strlist_clear) struct strlist names = {0};
	CLEANUP(freep) const char **words = NULL;

	add_names(&names, here->sets);
	add_names(&names, here->built_in);
	words = xcalloc(names.count + 1, sizeof(*words));
	for (size_t i = 0; i < names.count; i++)
		words[i] = names.items[i];
	return fail_word(loading, value, "set", words);
}

int read_path_glob(struct loading *loading, const struct value *value, void *glob_list)
{
	const struct policy_loading *here = policy_loading(loading);
	const struct glob_list *set;
	struct glob *glob = NULL;

	if (value->kind != VALUE_STRING || *value->text != '$') {
		if (read_glob(loading, value, 0, &glob) < 0)
			return -1;
		glob_list_take(glob_list, glob);
		return 0;
	}
	set = sets_find(here->sets, value->text + 1);
	if (!set)
		set = sets_find(here->built_in, value->text + 1);
	if (!set)
		return fail_set(loading, value);
	glob_list_share(glob_list, set);
	return 0;
}

static int check_name(struct loading *loading, const struct value *key)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t len = strlen(key->text);

	if (!len || len > MOST_NAME || strspn(key->text, letters) != len)
		return fail_value(loading, key,
				  "the name of a set must be up to %d lower-case letters, "
				  "digits and hyphens",
				  MOST_NAME);
	if (sets_find(policy_loading(loading)->built_in, key->text))
		return fail_value(loading, key, "the set '%s' is built in", key->text);
	return 0;
}

int read_sets(struct loading *loading, const struct value *value, void *policy)
{
	(void)policy;
	if (read_kind(loading, value, "sets", VALUE_MAP) < 0)
		return -1;
	if (value->count > MOST_SETS)
		return fail_value(loading, value, "more than %d sets", MOST_SETS);
	for (size_t i = 0; i < value->count; i++) {
		CLEANUP(glob_list_clear) struct glob_list globs = {0};
		const struct value *key = value_key(value, i);

		if (check_name(loading, key) < 0 ||
		    read_each(loading, value_at(value, i), key->text, read_path_glob,
			      &globs) < 0)
			return -1;
		add_set(policy_loading(loading)->sets, key->text)->globs = globs;
		globs = (struct glob_list){0};
	}
	return 0;
}
