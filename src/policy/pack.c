/* What a policy extends: the files of rules/, compiled in, and files of its own repository. */
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/embedded.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"

enum { MOST_DEPTH = 4, MOST_FILES = 50 };

const char *const *policy_pack_names(void)
{
	return embedded_packs_names;
}

/* "plangate:default" is rules/default.yaml. */
static const struct embedded *find_pack(const char *name)
{
	CLEANUP(freep) char *file = NULL;

	if (strncmp(name, "plangate:", 9) != 0)
		return NULL;
	file = xasprintf("%s.yaml", name + 9);
	return embedded_find(embedded_packs, file);
}

const char *policy_pack_text(const char *name)
{
	const struct embedded *pack = find_pack(name);

	return pack ? pack->text : NULL;
}

static const struct key pack_keys[] = {
	{"version", true, read_version}, {"minimum_version", false, read_minimum},
	{"sets", false, read_sets},	 {"extends", false, read_extends},
	{"rules", false, read_rules},	 {NULL, false, NULL},
};

static bool file_is_json(const char *file)
{
	size_t len = strlen(file);

	return len >= 5 && !strcmp(file + len - 5, ".json");
}

int parse_policy(struct value *root, const char *file, const char *text, size_t len,
		 struct pg_error *err)
{
	return file_is_json(file) ? value_parse_json(root, file, text, len, err)
				  : value_parse_yaml(root, file, text, len, err);
}

/* Its rules go to the policy of `outer`; its sets and the list of what it extends are its own. */
static int load_text(const struct policy_loading *outer, const char *file, const char *text,
		     size_t len, size_t *patterns)
{
	CLEANUP(value_clear) struct value root = {0};
	CLEANUP(sets_clear) struct glob_sets sets = {0};
	CLEANUP(strlist_clear) struct strlist extended = {0};
	struct policy_loading inner = *outer;
	int rc;

	inner.outer = outer;
	inner.depth++;
	inner.loading.file = inner.pack = file;
	inner.sets = &sets;
	inner.extended = &extended;
	inner.patterns = *patterns;
	if (parse_policy(&root, file, text, len, inner.loading.err) < 0)
		return -1;
	rc = keys_read(&inner.loading, &root, "a pack", pack_keys, inner.policy);
	*patterns = inner.patterns;
	return rc;
}

/* The patterns of a built-in pack do not count against the policy's limit. */
static int load_pack(struct loading *loading, const struct value *value)
{
	const struct embedded *pack;
	size_t patterns = 0, index;

	if (read_word(loading, value, "pack", policy_pack_names(), &index) < 0)
		return -1;
	pack = find_pack(value->text);
	return load_text(policy_loading(loading), value->text, pack->text, pack->len,
			 &patterns);
}

/* Why a path cannot name a file of the tree, or NULL. */
static const char *path_mistake(const char *path)
{
	size_t len = strlen(path);

	if (*path == '/')
		return "is an absolute path";
	if (strstr(path, "//") || strstr(path, "/./") || !*path || path[len - 1] == '/')
		return "is no path of a file";
	if (!strncmp(path, "../", 3) || strstr(path, "/../"))
		return "leaves the folder it begins in";
	if (len < 5 || (strcmp(path + len - 5, ".yaml") &&
			strcmp(path + len - 5, ".json") && strcmp(path + len - 4, ".yml")))
		return "does not end in .yaml, .yml or .json";
	return NULL;
}

static int check_path(struct loading *loading, const struct value *value, const char *path)
{
	const struct policy_loading *here = policy_loading(loading);
	const char *mistake = path_mistake(path);

	if (!here->source)
		return fail_value(loading, value,
				  "'%.200s' is no built-in pack, and files cannot be "
				  "extended here: write plangate:default",
				  path);
	if (mistake)
		return fail_value(loading, value, "'%.200s' %s", path, mistake);
	if (here->depth == MOST_DEPTH)
		return fail_value(loading, value, "extends is more than %d files deep",
				  MOST_DEPTH);
	if (here->policy->files.count == MOST_FILES)
		return fail_value(loading, value, "more than %d files are extended",
				  MOST_FILES);
	for (const struct policy_loading *outer = here; outer; outer = outer->outer)
		if (!strcmp(outer->loading.file, path))
			return fail_value(loading, value, "%s extends itself", path);
	return 0;
}

static int load_file(struct loading *loading, const struct value *value, const char *path)
{
	struct policy_loading *here = policy_loading(loading);
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error reason = {0};

	if (check_path(loading, value, path) < 0)
		return -1;
	if (here->source->read(here->source->context, path, &text, &reason) < 0) {
		if (reason.kind == PG_ERR_POLICY)
			return fail_value(loading, value, "%s", reason.text);
		*loading->err = reason;
		return -1;
	}
	strlist_add(&here->policy->files, path);
	return load_text(here, path, str_text(&text), text.len, &here->patterns);
}

/* What several files extend is there once, where it came first. */
static int read_extended(struct loading *loading, const struct value *value, void *target)
{
	struct strlist *extended = policy_loading(loading)->extended;
	struct policy *policy = target;
	const char *name = NULL;
	bool is_pack;

	if (read_string(loading, value, "extends", &name) < 0)
		return -1;
	is_pack = !strncmp(name, "plangate:", 9);
	if (!strncmp(name, "./", 2))
		name += 2;
	if (strlist_has(extended, name))
		return fail_value(loading, value, "%s is extended twice", name);
	strlist_add(extended, name);
	if (!is_pack && check_path(loading, value, name) < 0)
		return -1;
	if (strlist_has(&policy->extends, name))
		return 0;
	strlist_add(&policy->extends, name);
	return is_pack ? load_pack(loading, value) : load_file(loading, value, name);
}

int read_extends(struct loading *loading, const struct value *value, void *policy)
{
	return read_each(loading, value, "extends", read_extended, policy);
}
