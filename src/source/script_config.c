/* package.json, tsconfig.json and jsconfig.json. */
#include <stdlib.h>
#include <string.h>

#include "mask.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/model/language.h"
#include "script.h"

enum { MOST_EXTENDS = 8, MOST_CONDITIONS = 4 };

void script_take_package(struct project *project, const char *path, const struct str *text)
{
	struct script_package package = {0};
	const struct value *name;
	struct pg_error ignored;

	if (value_parse_json(&package.value, path, str_text(text), text->len, &ignored) < 0)
		return;
	name = value_get(&package.value, "name");
	if (!name || name->kind != VALUE_STRING || !*name->text) {
		value_clear(&package.value);
		return;
	}
	package.name = name->text;
	package.folder = xmemdup(path, folder_length(path));
	*ARRAY_PUSH(project->packages, project->package_count, project->package_capacity) =
		package;
}

/* Blank the comments, and the commas that nothing follows: what is left is JSON. */
static char *plain_json(const struct str *text)
{
	char *code = mask_code(&syntax_script, str_text(text), text->len);
	char *plain = xmemdup(str_text(text), text->len);
	char *comma = NULL;

	for (size_t i = 0; i < text->len; i++) {
		if (code[i] == ' ')
			plain[i] = ' ';
		if (strchr("]}", code[i]) && code[i] && comma)
			*comma = ' ';
		if (!strchr(" \t\r\n", code[i]) || !code[i])
			comma = code[i] == ',' ? &plain[i] : NULL;
	}
	free(code);
	return plain;
}

void script_take_config(struct project *project, const char *path, const struct str *text)
{
	CLEANUP(freep) char *plain = plain_json(text);
	struct script_config config = {0};
	struct pg_error ignored;

	if (value_parse_json(&config.value, path, plain, text->len, &ignored) < 0)
		return;
	config.path = xstrdup(path);
	*ARRAY_PUSH(project->configs, project->config_count, project->config_capacity) =
		config;
}

static const struct value *string_of(const struct value *map, const char *key)
{
	const struct value *value = map ? value_get(map, key) : NULL;

	return value && value->kind == VALUE_STRING ? value : NULL;
}

static int by_path(const void *a, const void *b)
{
	const struct script_config *left = a, *right = b;

	return strcmp(left->path, right->path);
}

static struct script_config *config_at(struct project *project, const char *path)
{
	const char *forms[] = {"", ".json", "/tsconfig.json"};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		CLEANUP(freep) char *whole = xasprintf("%s%s", path, forms[i]);
		struct script_config key = {.path = whole};
		struct script_config *hit =
			bsearch(&key, project->configs, project->config_count, sizeof(key),
				by_path);

		if (hit)
			return hit;
	}
	return NULL;
}

/* What a config extends: a path from its folder, or a file of a package of the tree. */
static struct script_config *extended(struct project *project,
				      const struct script_config *config)
{
	const struct value *extends = value_get(&config->value, "extends");
	CLEANUP(str_clear) struct str path = {0};
	const struct script_package *package;
	const char *slash;

	if (extends && extends->kind == VALUE_LIST && extends->count)
		extends = &extends->items[extends->count - 1];
	if (!extends || extends->kind != VALUE_STRING)
		return NULL;
	if (extends->text[0] == '.')
		return path_join(&path, config->path, folder_length(config->path),
				 extends->text, strlen(extends->text))
			       ? config_at(project, str_text(&path))
			       : NULL;
	slash = strrchr(extends->text, '/');
	if (!slash)
		return NULL;
	package = script_package_find(project, extends->text,
				      (size_t)(slash - extends->text));
	return package && path_join(&path, package->folder, strlen(package->folder),
				    slash + 1, strlen(slash + 1))
		       ? config_at(project, str_text(&path))
		       : NULL;
}

/* paths and baseUrl, each of the first config of the chain that has it. */
static void settle(struct project *project, struct script_config *config)
{
	const struct script_config *from = config;

	for (int i = 0; from && i < MOST_EXTENDS; i++, from = extended(project, from)) {
		const struct value *options = value_get(&from->value, "compilerOptions");
		const struct value *paths = options ? value_get(options, "paths") : NULL;
		const struct value *base = string_of(options, "baseUrl");
		CLEANUP(str_clear) struct str folder = {0};
		bool first = !config->paths && paths && paths->kind == VALUE_MAP;

		if (!path_join(&folder, from->path, folder_length(from->path),
			       base ? base->text : "", base ? strlen(base->text) : 0))
			continue;
		if (base && !config->base)
			config->base = xstrdup(str_text(&folder));
		if (first) {
			config->paths = paths;
			config->paths_base = str_take(&folder);
		}
	}
}

static int by_package_name(const void *a, const void *b)
{
	const struct script_package *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	return order ? order : strcmp(left->folder, right->folder);
}

void script_finish(struct project *project)
{
	if (project->package_count)
		qsort(project->packages, project->package_count, sizeof(*project->packages),
		      by_package_name);
	if (project->config_count)
		qsort(project->configs, project->config_count, sizeof(*project->configs),
		      by_path);
	for (size_t i = 0; i < project->config_count; i++)
		settle(project, &project->configs[i]);
}

const struct script_package *script_package_find(const struct project *project,
						 const char *name, size_t len)
{
	CLEANUP(freep) char *copy = xmemdup(name, len);
	const struct script_package key = {.name = copy, .folder = NULL};
	size_t low = 0, high = project->package_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(project->packages[middle].name, key.name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < project->package_count && !strcmp(project->packages[low].name, copy)
		       ? &project->packages[low]
		       : NULL;
}

/* The first string of a choice of conditions ("types", "import", "default" and so on). */
static const struct value *first_string(const struct value *value)
{
	for (int i = 0; value && i < MOST_CONDITIONS; i++) {
		const struct value *source;

		if (value->kind == VALUE_STRING)
			return value;
		if (value->kind == VALUE_LIST)
			value = value->count ? &value->items[0] : NULL;
		else if (value->kind == VALUE_MAP && value->count)
			value = (source = value_get(value, "source")) ? source
								      : value_at(value, 0);
		else
			return NULL;
	}
	return NULL;
}

/* "./x/ *" of exports against "./x/y". */
static bool export_matches(const char *pattern, const char *sub, struct str *star)
{
	const char *asterisk = strchr(pattern, '*');
	size_t before = asterisk ? (size_t)(asterisk - pattern) : 0;
	size_t behind = asterisk ? strlen(asterisk + 1) : 0, len = strlen(sub);

	if (!asterisk)
		return !strcmp(pattern, sub);
	if (len < before + behind || memcmp(sub, pattern, before) != 0 ||
	    strcmp(sub + len - behind, asterisk + 1) != 0)
		return false;
	str_add_mem(star, sub + before, len - before - behind);
	return true;
}

static bool exported_by_map(const struct value *exports, const char *sub, struct str *out)
{
	for (size_t i = 0; i < exports->count; i++) {
		CLEANUP(str_clear) struct str star = {0};
		const struct value *target;
		const char *asterisk;

		if (!export_matches(value_key(exports, i)->text, sub, &star))
			continue;
		target = first_string(value_at(exports, i));
		if (!target)
			return false;
		asterisk = strchr(target->text, '*');
		str_add_mem(out, target->text,
			    asterisk ? (size_t)(asterisk - target->text)
				     : strlen(target->text));
		str_add(out, asterisk ? str_text(&star) : "");
		str_add(out, asterisk ? asterisk + 1 : "");
		return true;
	}
	return false;
}

bool script_exported(const struct script_package *package, const char *sub, struct str *out)
{
	static const char *const mains[] = {"source", "types", "typings",
					    "module", "main",  NULL};
	const struct value *exports = value_get(&package->value, "exports");
	const struct value *target = NULL;

	if (exports && exports->kind == VALUE_MAP && exported_by_map(exports, sub, out))
		return true;
	if (strcmp(sub, ".") != 0)
		return false;
	if (exports && (exports->kind == VALUE_STRING ||
			(exports->kind == VALUE_MAP && exports->count &&
			 value_key(exports, 0)->text[0] != '.')))
		target = first_string(exports);
	for (const char *const *key = mains; *key && !target; key++)
		target = string_of(&package->value, *key);
	str_add(out, target ? target->text : "");
	return target != NULL;
}
