/* Who may sign: roles, what they may waive, and approvals. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/utc.h"

enum { MOST_ROLES = 100, MOST_MEMBERS = 100, MOST_NAME = 64, MOST_PRINCIPAL = 256 };

static bool is_role_name(const char *text)
{
	size_t len = strlen(text);

	return len <= MOST_NAME &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static int read_member(struct loading *loading, const struct value *value, void *target)
{
	struct role *role = target;
	const char *text = NULL;

	if (read_string(loading, value, "a signer", &text) < 0)
		return -1;
	if (strpbrk(text, " ,*?!\"\\<>") || strlen(text) > MOST_PRINCIPAL)
		return fail_value(
			loading, value,
			"a signer must be one principal of .plangate/signers, such as "
			"ann@example.org");
	if (strlist_has(&role->members, text))
		return fail_value(loading, value, "'%s' is in the role twice", text);
	if (role->members.count == MOST_MEMBERS)
		return fail_value(loading, value, "more than %d in a role", MOST_MEMBERS);
	strlist_add(&role->members, text);
	return 0;
}

int read_signers(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;

	if (read_kind(loading, value, "signers", VALUE_MAP) < 0)
		return -1;
	if (!value->count || value->count > MOST_ROLES)
		return fail_value(loading, value, "signers must have from 1 to %d roles",
				  MOST_ROLES);
	for (size_t i = 0; i < value->count; i++) {
		const struct value *key = value_key(value, i);
		struct role *role;

		if (!is_role_name(key->text))
			return fail_value(
				loading, key,
				"a role must be up to %d lower-case letters, digits "
				"and hyphens",
				MOST_NAME);
		role = ARRAY_PUSH(policy->roles.items, policy->roles.count,
				  policy->roles.capacity);
		role->name = xstrdup(key->text);
		if (read_each(loading, value_at(value, i), "a role", read_member, role) < 0)
			return -1;
	}
	return 0;
}

/* That it is one of the policy's is seen at the end: see check_roles(). */
int read_role(struct loading *loading, const struct value *value, void *target)
{
	const char *text = NULL;
	char **role = target;

	if (read_string(loading, value, "a role", &text) < 0)
		return -1;
	if (!is_role_name(text))
		return fail_value(loading, value, "'%.100s' is no name of a role", text);
	if (role)
		*role = xstrdup(text);
	return 0;
}

static int read_count(struct loading *loading, const struct value *value, const char *what,
		      unsigned *count)
{
	long long number = 0;

	if (read_whole(loading, value, what, 1, OVERRIDE_MOST_PERSONS, &number) < 0)
		return -1;
	*count = (unsigned)number;
	return 0;
}

int read_approvals(struct loading *loading, const struct value *value, void *count)
{
	return read_count(loading, value, "approvals", count);
}

static int read_threshold(struct loading *loading, const struct value *value, void *target)
{
	struct override_settings *settings = target;

	return read_count(loading, value, "threshold", &settings->threshold);
}

static int read_override_role(struct loading *loading, const struct value *value,
			      void *target)
{
	struct override_settings *settings = target;
	CLEANUP(freep) char *role = NULL;

	if (read_role(loading, value, &role) < 0)
		return -1;
	if (strlist_has(&settings->roles, role))
		return fail_value(loading, value, "the role '%s' is there twice", role);
	strlist_add(&settings->roles, role);
	return 0;
}

static int read_override_roles(struct loading *loading, const struct value *value,
			       void *target)
{
	struct override_settings *settings = target;

	strlist_clear(&settings->roles);
	return read_each(loading, value, "signers", read_override_role, settings);
}

static int read_max_age(struct loading *loading, const struct value *value, void *target)
{
	struct override_settings *settings = target;
	const char *text = NULL;

	if (read_string(loading, value, "max_age", &text) < 0)
		return -1;
	if (!duration_parse(text, &settings->max_age))
		return fail_value(
			loading, value,
			"max_age must be a number and m, h, d or w, such as \"24h\", up "
			"to 366 days");
	return 0;
}

static int read_self(struct loading *loading, const struct value *value, void *target)
{
	return read_bool(loading, value, "self",
			 &((struct override_settings *)target)->self);
}

static int read_exact(struct loading *loading, const struct value *value, void *target)
{
	return read_bool(loading, value, "exact",
			 &((struct override_settings *)target)->exact);
}

static int read_allowed(struct loading *loading, const struct value *value, void *target)
{
	return read_bool(loading, value, "allowed",
			 &((struct override_settings *)target)->allowed);
}

static const struct key override_keys[] = {
	{"signers", false, read_override_roles},
	{"threshold", false, read_threshold},
	{"max_age", false, read_max_age},
	{"self", false, read_self},
	{"exact", false, read_exact},
	{"allowed", false, read_allowed},
	{NULL, false, NULL},
};

int read_override_default(struct loading *loading, const struct value *value, void *target)
{
	struct policy *policy = target;

	return keys_read(loading, value, "override", override_keys, &policy->override);
}

/* Given for a rule, it replaces what a pack says of it, upon the policy's defaults. */
int read_rule_override(struct loading *loading, const struct value *value, void *target)
{
	struct rule *rule = target;

	override_settings_copy(&rule->override, &policy_loading(loading)->policy->override);
	return keys_read(loading, value, "an override", override_keys, &rule->override);
}

static int read_risk_count(struct loading *loading, const struct value *value, void *target)
{
	struct risk_approvals *approvals = target;

	return read_count(loading, value, "approvals", &approvals->count);
}

static int read_risk_role(struct loading *loading, const struct value *value, void *target)
{
	struct risk_approvals *approvals = target;

	return read_role(loading, value, &approvals->role);
}

static const struct key risk_keys[] = {
	{"approvals", true, read_risk_count},
	{"role", false, read_risk_role},
	{NULL, false, NULL},
};

/* plans.approvals: by the risk that a plan states. */
int read_plan_approvals(struct loading *loading, const struct value *value, void *target)
{
	static const char *const names[] = {"LOW", "MEDIUM", "HIGH", NULL};
	struct policy *policy = target;
	enum risk risk = RISK_NONE;

	if (value->kind != VALUE_MAP || !value->count)
		return fail_value(loading, value, "approvals must be a map of risk levels");
	for (size_t i = 0; i < value->count; i++) {
		size_t index;

		if (read_word(loading, value_key(value, i), "risk", names, &index) < 0)
			return -1;
		risk_find(&risk, names[index]);
		if (keys_read(loading, value_at(value, i), "approvals", risk_keys,
			      &policy->approvals[risk]) < 0)
			return -1;
	}
	return 0;
}

static int check_role(struct loading *loading, const struct value *root, const char *name,
		      unsigned count, const char *where)
{
	const struct policy *policy = policy_loading(loading)->policy;
	const struct role *role = name ? roles_find(&policy->roles, name) : NULL;

	if (name && !role)
		return fail_value(loading, root, "%s: there is no role '%s' in signers",
				  where, name);
	if (role && role->members.count < count)
		return fail_value(loading, root,
				  "%s: %u persons are asked for, and the role '%s' has %zu",
				  where, count, name, role->members.count);
	return 0;
}

static int check_override(struct loading *loading, const struct value *root,
			  const struct override_settings *settings, const char *where)
{
	for (size_t i = 0; i < settings->roles.count; i++)
		if (check_role(loading, root, settings->roles.items[i],
			       settings->roles.count == 1 ? settings->threshold : 0,
			       where) < 0)
			return -1;
	return 0;
}

int check_roles(struct loading *loading, const struct value *root)
{
	const struct policy *policy = policy_loading(loading)->policy;

	if (check_override(loading, root, &policy->override, "override") < 0)
		return -1;
	for (size_t i = 0; i < policy->rule_count; i++) {
		const struct rule *rule = &policy->rules[i];
		CLEANUP(freep) char *where = xasprintf("rule '%s'", rule->id);

		if (check_override(loading, root, &rule->override, where) < 0 ||
		    check_role(loading, root, rule->role, rule->approvals, where) < 0)
			return -1;
	}
	for (int risk = RISK_LOW; risk <= RISK_HIGH; risk++)
		if (check_role(loading, root, policy->approvals[risk].role,
			       policy->approvals[risk].count, "plans.approvals") < 0)
			return -1;
	return 0;
}
