/* A policy from its text: the keys at its top level. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"

DEFINE_CLEANUP(struct policy, policy_free)

static int read_version(struct loading *loading, const struct value *value, void *target)
{
	(void)target;
	if (value->kind != VALUE_INT || value->integer != 1)
		return fail_value(loading, value, "version must be 1");
	return 0;
}

/* "1", "1.2" or "1.2.3" as numbers; false for anything else. */
static bool parse_version(const char *text, unsigned long parts[3])
{
	size_t i = 0;

	memset(parts, 0, 3 * sizeof(*parts));
	for (; i < 3; i++) {
		size_t digits = strspn(text, "0123456789");

		if (!digits || digits > 6)
			return false;
		parts[i] = strtoul(text, NULL, 10);
		text += digits;
		if (*text != '.')
			break;
		text++;
	}
	return i < 3 && !*text;
}

static bool is_newer(const unsigned long a[3], const unsigned long b[3])
{
	for (size_t i = 0; i < 3; i++)
		if (a[i] != b[i])
			return a[i] > b[i];
	return false;
}

static int read_minimum(struct loading *loading, const struct value *value, void *target)
{
	unsigned long wanted[3], ours[3];
	const char *text = NULL;

	(void)target;
	if (read_string(loading, value, "minimum_version", &text) < 0)
		return -1;
	if (!parse_version(text, wanted))
		return fail_value(
			loading, value,
			"minimum_version must be numbers such as \"1.0\" or \"1.0.2\"");
	if (parse_version(PLANGATE_VERSION, ours) && is_newer(wanted, ours))
		return fail_value(
			loading, value,
			"this policy needs plangate %s or newer, and this is %s: install "
			"plangate %s",
			text, PLANGATE_VERSION, text);
	return 0;
}

static int read_extended(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;
	size_t index;

	if (value->kind == VALUE_STRING && strncmp(value->text, "plangate:", 9) != 0) {
		CLEANUP(freep) char *shown = text_safe(value->text);

		return fail_value(
			loading, value,
			"'%.100s' is no built-in pack, and only these can be extended: "
			"write plangate:default",
			shown);
	}
	if (read_word(loading, value, "pack", policy_pack_names(), &index) < 0)
		return -1;
	if (strlist_has(&policy->extends, value->text))
		return fail_value(loading, value, "%s is extended twice", value->text);
	strlist_add(&policy->extends, value->text);
	return pack_load(loading, value->text);
}

static int read_extends(struct loading *loading, const struct value *value, void *policy)
{
	return read_each(loading, value, "extends", read_extended, policy);
}

/* A word that only has to be the same everywhere. */
static int read_repository(struct loading *loading, const struct value *value, void *target)
{
	static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
	struct policy *policy = target;
	const char *text = NULL;
	size_t len;

	if (read_string(loading, value, "repository", &text) < 0)
		return -1;
	len = strlen(text);
	if (len < 8 || len > 64 || strspn(text, allowed) != len)
		return fail_value(loading, value,
				  "repository must be 8 to 64 letters, digits, '-' or '_'");
	policy->repository = xstrdup(text);
	return 0;
}

static int read_mode(struct loading *loading, const struct value *value, void *target)
{
	static const char *const modes[] = {"enforce", "warn", NULL};
	struct policy *policy = target;
	size_t index;

	if (read_word(loading, value, "mode", modes, &index) < 0)
		return -1;
	policy->warn_only = index == 1;
	return 0;
}

static int read_ignored(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;
	struct glob *glob = NULL;

	if (read_glob(loading, value, &glob) < 0)
		return -1;
	*ARRAY_PUSH(policy->ignore, policy->ignore_count, policy->ignore_capacity) = glob;
	return 0;
}

static int read_ignore(struct loading *loading, const struct value *value, void *policy)
{
	return read_each(loading, value, "ignore", read_ignored, policy);
}

static const struct key policy_keys[] = {
	{"version", true, read_version},
	{"minimum_version", false, read_minimum},
	{"repository", false, read_repository},
	{"extends", false, read_extends},
	{"mode", false, read_mode},
	{"ignore", false, read_ignore},
	{"plans", false, read_plans},
	{"rules", false, read_rules},
	{NULL, false, NULL},
};

/* A newer plangate's policy may have keys that we do not know: its version comes first. */
static int check_minimum(struct loading *loading, const struct value *root)
{
	const struct value *minimum = value_get(root, "minimum_version");

	return minimum ? read_minimum(loading, minimum, NULL) : 0;
}

static int read_policy(struct loading *loading, const struct value *root)
{
	if (root->kind == VALUE_NULL)
		return fail_value(loading, root,
				  "the policy is empty: it must say version: 1");
	if (check_minimum(loading, root) < 0 ||
	    keys_read(loading, root, "the policy", policy_keys, loading->policy) < 0)
		return -1;
	plans_default(loading->policy);
	return 0;
}

static bool is_json(const char *file)
{
	size_t len = strlen(file);

	return len >= 5 && !strcmp(file + len - 5, ".json");
}

int policy_load(struct policy **out, const char *file, const char *text, size_t len,
		struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = xcalloc(1, sizeof(*policy));
	CLEANUP(value_clear) struct value root = {0};
	struct loading loading = {.file = file, .pack = "", .policy = policy, .err = err};
	int rc = is_json(file) ? value_parse_json(&root, file, text, len, err)
			       : value_parse_yaml(&root, file, text, len, err);

	if (rc < 0)
		return -1;
	policy->file = xstrdup(file);
	plan_settings_init(&policy->plans);
	if (read_policy(&loading, &root) < 0)
		return -1;
	*out = TAKE(policy);
	return 0;
}
