/* A policy from its text: the keys at its top level. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"

DEFINE_CLEANUP(struct policy, policy_free)

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

static int read_strict(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;

	return read_bool(loading, value, "strict", &policy->strict_hooks);
}

static int read_hooks(struct loading *loading, const struct value *value, void *target)
{
	static const struct key keys[] = {{"strict", false, read_strict},
					  {NULL, false, NULL}};

	return keys_read(loading, value, "hooks", keys, target);
}

static int read_ignore(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;

	return read_each(loading, value, "ignore", read_path_glob, &policy->ignore);
}

static int read_count(struct loading *loading, const struct value *value, void *target)
{
	static const char *const words[] = {"all", "code", NULL};
	struct policy *policy = target;
	size_t index;

	if (read_word(loading, value, "count", words, &index) < 0)
		return -1;
	if (index == 1)
		glob_list_share(&policy->light,
				sets_find(policy_loading(loading)->built_in, "light"));
	return 0;
}

static const struct key policy_keys[] = {
	{"version", true, read_version},
	{"minimum_version", false, read_minimum},
	{"repository", false, read_repository},
	{"signers", false, read_signers},
	{"override", false, read_override_default},
	{"sets", false, read_sets},
	{"extends", false, read_extends},
	{"mode", false, read_mode},
	{"count", false, read_count},
	{"ignore", false, read_ignore},
	{"hooks", false, read_hooks},
	{"plans", false, read_plans},
	{"lands", false, read_lands},
	{"reverts", false, read_reverts},
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
	struct policy *policy = policy_loading(loading)->policy;

	if (root->kind == VALUE_NULL)
		return fail_value(loading, root,
				  "the policy is empty: it must say version: 1");
	if (check_minimum(loading, root) < 0 ||
	    keys_read(loading, root, "the policy", policy_keys, policy) < 0)
		return -1;
	plans_settle(policy);
	return check_roles(loading, root);
}

int policy_load(struct policy **out, const char *file, const char *text, size_t len,
		const struct policy_source *source, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = xcalloc(1, sizeof(*policy));
	CLEANUP(value_clear) struct value root = {0};
	CLEANUP(strlist_clear) struct strlist extended = {0};
	CLEANUP(sets_clear) struct glob_sets built_in = {0}, sets = {0};
	struct policy_loading loading = {.loading = {file, err},
					 .pack = "",
					 .policy = policy,
					 .built_in = &built_in,
					 .sets = &sets,
					 .extended = &extended,
					 .source = source};

	if (parse_policy(&root, file, text, len, err) < 0)
		return -1;
	policy->file = xstrdup(file);
	plan_settings_init(&policy->plans);
	override_settings_init(&policy->override);
	sets_add_built_in(&built_in);
	if (read_policy(&loading.loading, &root) < 0)
		return -1;
	*out = TAKE(policy);
	return 0;
}
