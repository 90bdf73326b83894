/* The built-in packs: the files of rules/, compiled in. */
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/embedded.h"
#include "plangate/base/error.h"

static const char *const pack_names[] = {"plangate:default", NULL};

const char *const *policy_pack_names(void)
{
	return pack_names;
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

static int read_version(struct loading *loading, const struct value *value, void *target)
{
	(void)target;
	if (value->kind != VALUE_INT || value->integer != 1)
		return fail_value(loading, value, "version must be 1");
	return 0;
}

static const struct key pack_keys[] = {
	{"version", true, read_version},
	{"rules", true, read_rules},
	{NULL, false, NULL},
};

int pack_load(struct loading *loading, const char *name)
{
	const struct embedded *pack = find_pack(name);
	CLEANUP(value_clear) struct value root = {0};
	struct loading inner = *loading;

	if (!pack)
		return pg_fail(loading->err, PG_ERR_SYSTEM, "the pack %s is not built in",
			       name);
	if (value_parse_yaml(&root, name, pack->text, pack->len, loading->err) < 0)
		return -1;
	inner.file = inner.pack = name;
	inner.patterns = 0; /* those of a pack do not count against the policy's limit */
	return keys_read(&inner, &root, "a pack", pack_keys, inner.policy);
}
