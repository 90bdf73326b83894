/* The rules of a policy or of a pack. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/names.h"
#include "plangate/base/text.h"
#include "predicate.h"

static int read_profile(struct loading *loading, const struct value *value, void *target)
{
	/* a rule that demands nothing is switched off */
	const char *const *names = profile_names();
	struct demand *demand = target;
	size_t index;

	if (read_word(loading, value, "profile", names, &index) < 0)
		return -1;
	profile_find(&demand->profile, names[index]);
	return 0;
}

static int read_risk(struct loading *loading, const struct value *value, void *target)
{
	static const char *const names[] = {"LOW", "MEDIUM", "HIGH", NULL};
	struct demand *demand = target;
	size_t index;

	if (read_word(loading, value, "risk", names, &index) < 0)
		return -1;
	risk_find(&demand->risk, names[index]);
	return 0;
}

static int read_assessment(struct loading *loading, const struct value *value, void *target)
{
	struct demand *demand = target;
	enum assessment bit;
	size_t index;

	if (read_word(loading, value, "assessment", assessment_names(), &index) < 0)
		return -1;
	if (assessment_find(&bit, value->text))
		demand->assess |= bit;
	return 0;
}

static int read_assess(struct loading *loading, const struct value *value, void *demand)
{
	/* An empty list is how a program says "none". */
	if (value->kind == VALUE_LIST && !value->count)
		return 0;
	return read_each(loading, value, "assess", read_assessment, demand);
}

static int read_rollback(struct loading *loading, const struct value *value, void *target)
{
	static const char *const names[] = {"migration", NULL};
	struct demand *demand = target;
	size_t index;

	if (read_word(loading, value, "kind of rollback", names, &index) < 0)
		return -1;
	demand->migration = true;
	return 0;
}

/* The rule has it and its role: see read_rule_demand(). */
static int read_demand_approvals(struct loading *loading, const struct value *value,
				 void *target)
{
	unsigned count;

	(void)target;
	return read_approvals(loading, value, &count);
}

static int read_demand_role(struct loading *loading, const struct value *value,
			    void *target)
{
	(void)target;
	return read_role(loading, value, NULL);
}

static const struct key demand_keys[] = {
	{"profile", false, read_profile},
	{"risk", false, read_risk},
	{"assess", false, read_assess},
	{"rollback", false, read_rollback},
	{"approvals", false, read_demand_approvals},
	{"role", false, read_demand_role},
	{NULL, false, NULL},
};

int read_demand(struct loading *loading, const struct value *value, void *target)
{
	struct demand demand = {.profile = PROFILE_STANDARD};

	if (keys_read(loading, value, "a demand", demand_keys, &demand) < 0)
		return -1;
	*(struct demand *)target = demand;
	return 0;
}

/* "many-files": lower-case words, digits and hyphens. */
static bool is_id(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t len = strlen(text);

	return len > 0 && len <= 64 && strspn(text, letters) == len && text[0] != '-' &&
	       text[len - 1] != '-';
}

static int read_id(struct loading *loading, const struct value *value, void *target)
{
	const char *text = NULL;

	(void)target; /* the rule has it already: it was found by it */
	if (read_string(loading, value, "id", &text) < 0)
		return -1;
	if (!is_id(text))
		return fail_value(
			loading, value,
			"id must be up to 64 lower-case letters, digits and hyphens");
	if (!strcmp(text, POLICY_CHANGE_RULE))
		return fail_value(loading, value,
				  "the rule '%s' is built in and cannot be changed", text);
	return 0;
}

static int read_description(struct loading *loading, const struct value *value,
			    void *target)
{
	struct rule *rule = target;

	return read_prose(loading, value, "description", &rule->description);
}

static int read_rule_severity(struct loading *loading, const struct value *value,
			      void *target)
{
	static const char *const names[] = {"off", "warn", "error", NULL};
	static const enum severity severities[] = {SEVERITY_OFF, SEVERITY_WARNING,
						   SEVERITY_ERROR};
	struct rule *rule = target;
	size_t index;

	if (read_word(loading, value, "severity", names, &index) < 0)
		return -1;
	rule->severity = severities[index];
	return 0;
}

static int read_when(struct loading *loading, const struct value *value, void *target)
{
	struct rule *rule = target;
	struct predicate *when = NULL;

	if (clause_new(loading, value, &when) < 0)
		return -1;
	predicate_free(rule->when);
	rule->when = when;
	return 0;
}

static int read_rule_demand(struct loading *loading, const struct value *value,
			    void *target)
{
	struct rule *rule = target;
	const struct value *approvals, *role;

	if (read_demand(loading, value, &rule->demand) < 0)
		return -1;
	approvals = value_get(value, "approvals");
	role = value_get(value, "role");
	rule->approvals = approvals ? (unsigned)approvals->integer : role != NULL;
	free(rule->role);
	rule->role = role ? xstrdup(role->text) : NULL;
	return 0;
}

static const struct key rule_keys[] = {
	{"id", true, read_id},
	{"description", false, read_description},
	{"severity", false, read_rule_severity},
	{"when", false, read_when},
	{"demand", false, read_rule_demand},
	{"override", false, read_rule_override},
	{"exempt", false, read_rule_exempt},
	{NULL, false, NULL},
};

static struct rule *find_rule(struct policy *policy, const char *id)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		if (!strcmp(policy->rules[i].id, id))
			return &policy->rules[i];
	return NULL;
}

static struct rule *add_rule(struct loading *loading, const struct value *value,
			     const char *id)
{
	const struct policy_loading *here = policy_loading(loading);
	struct policy *policy = here->policy;
	struct rule *rule =
		ARRAY_PUSH(policy->rules, policy->rule_count, policy->rule_capacity);

	rule->id = xstrdup(id);
	rule->pack = xstrdup(here->pack);
	rule->description = xstrdup("");
	rule->severity = SEVERITY_ERROR;
	rule->demand.profile = PROFILE_STANDARD;
	override_settings_copy(&rule->override, &policy->override);
	rule->line = value->line;
	return rule;
}

static const struct value *earlier_id(const struct value *rules, size_t before,
				      const char *id)
{
	for (size_t i = 0; i < before; i++) {
		const struct value *other = value_get(&rules->items[i], "id");

		if (other && other->kind == VALUE_STRING && !strcmp(other->text, id))
			return other;
	}
	return NULL;
}

static int check_once(struct loading *loading, const struct value *rules, size_t i,
		      const struct value *id)
{
	const struct value *earlier = earlier_id(rules, i, id->text);
	CLEANUP(freep) char *shown = NULL;

	if (!earlier)
		return 0;
	shown = text_safe(id->text);
	return fail_value(loading, id, "the rule '%.100s' is there already, at line %d",
			  shown, earlier->line);
}

/* Rule i of the list: one that a pack has is changed field by field, any other is new. */
static int read_rule(struct loading *loading, const struct value *rules, size_t i)
{
	const struct policy_loading *here = policy_loading(loading);
	const struct value *value = &rules->items[i];
	const struct value *id = value_get(value, "id");
	struct rule *rule = NULL;

	if (id && id->kind == VALUE_STRING) {
		if (check_once(loading, rules, i, id) < 0)
			return -1;
		rule = find_rule(here->policy, id->text);
	}
	if (!rule)
		rule = add_rule(loading, value, id && id->text ? id->text : "");
	if (keys_read(loading, value, "a rule", rule_keys, rule) < 0)
		return -1;
	rule->described = value_get(value, "description") != NULL;
	if (strcmp(rule->pack, here->pack) && value_get(value, "when"))
		rule->rewritten = true;
	if (!rule->when)
		return fail_value(loading, value,
				  "the rule '%s' must have the key 'when': no pack has it",
				  rule->id);
	return 0;
}

int read_rules(struct loading *loading, const struct value *value, void *policy)
{
	(void)policy;
	if (read_kind(loading, value, "rules", VALUE_LIST) < 0)
		return -1;
	if (value->count > POLICY_MOST_RULES)
		return fail_value(loading, value, "more than %d rules", POLICY_MOST_RULES);
	for (size_t i = 0; i < value->count; i++)
		if (read_rule(loading, value, i) < 0)
			return -1;
	return 0;
}
