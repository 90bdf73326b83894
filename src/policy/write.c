/* A rule as YAML. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"
#include "predicate.h"

/* In single quotes, where only they themselves are special; the loader lets no other line through. */
static void add_quoted(struct str *out, const char *text)
{
	str_add_char(out, '\'');
	for (; *text; text++) {
		str_add_char(out, *text);
		if (*text == '\'')
			str_add_char(out, '\'');
	}
	str_add_char(out, '\'');
}

static void add_item(struct str *out, int indent, const char *text)
{
	str_addf(out, "\n%*s- ", indent, "");
	add_quoted(out, text);
}

void globs_write(const struct predicate *predicate, struct str *out, int indent)
{
	for (size_t i = 0; i < predicate->globs.count; i++)
		add_item(out, indent, glob_pattern(predicate->globs.items[i]));
}

void regexes_write(const struct predicate *predicate, struct str *out, int indent)
{
	for (size_t i = 0; i < predicate->regex_count; i++)
		add_item(out, indent, regex_pattern(predicate->regexes[i]));
}

void truth_write(const struct predicate *predicate, struct str *out, int indent)
{
	(void)indent;
	str_add(out, predicate->truth ? " true" : " false");
}

void threshold_write(const struct predicate *predicate, struct str *out, int indent)
{
	(void)indent;
	str_add_char(out, ' ');
	add_quoted(out, predicate->threshold.text);
}

void lines_write(const struct predicate *predicate, struct str *out, int indent)
{
	static const char *const sides[] = {"added", "removed", "total"};

	for (size_t i = 0; i < LINE_SIDES; i++) {
		if (!predicate->line_limits[i].text)
			continue;
		str_addf(out, "\n%*s%s: ", indent, "", sides[i]);
		add_quoted(out, predicate->line_limits[i].text);
	}
}

void words_write(const struct predicate *predicate, struct str *out, int indent)
{
	const char *before = " [";

	(void)indent;
	for (size_t i = 0; predicate->kind->words[i]; i++) {
		if (!(predicate->choices & 1U << i))
			continue;
		str_addf(out, "%s%s", before, predicate->kind->words[i]);
		before = ", ";
	}
	str_add_char(out, ']');
}

void predicate_write(const struct predicate *predicate, struct str *out, int indent)
{
	str_addf(out, "%s:", predicate->kind->name);
	predicate->kind->write(predicate, out, indent + 2);
}

/* The parts of a clause, one a line; before the first stands `first`. */
static void clause_write(const struct predicate *clause, struct str *out, int indent,
			 const char *first)
{
	for (size_t i = 0; i < clause->part_count; i++) {
		int used = i ? 0 : (int)strlen(first);

		str_addf(out, "\n%*s%s", indent - used, "", i ? "" : first);
		predicate_write(&clause->parts[i], out, indent);
	}
}

void clauses_write(const struct predicate *predicate, struct str *out, int indent)
{
	for (size_t i = 0; i < predicate->part_count; i++)
		clause_write(&predicate->parts[i], out, indent + 2, "- ");
}

void not_write(const struct predicate *predicate, struct str *out, int indent)
{
	clause_write(&predicate->parts[0], out, indent, "");
}

static void add_demand(struct str *out, const struct rule *rule)
{
	const struct demand *demand = &rule->demand;
	const char *before = "\n  assess: [";

	str_addf(out, "\ndemand:\n  profile: %s", profile_name(demand->profile));
	if (demand->risk != RISK_NONE)
		str_addf(out, "\n  risk: %s", risk_name(demand->risk));
	for (unsigned bit = 1; bit <= ASSESS_DEPENDENCIES; bit <<= 1) {
		if (!(demand->assess & bit))
			continue;
		str_addf(out, "%s%s", before, assessment_name((enum assessment)bit));
		before = ", ";
	}
	str_addf(out, "%s%s", demand->assess ? "]" : "",
		 demand->migration ? "\n  rollback: migration" : "");
	if (rule->approvals)
		str_addf(out, "\n  approvals: %u", rule->approvals);
	if (rule->role)
		str_addf(out, "\n  role: %s", rule->role);
	str_add_char(out, '\n');
}

/* Only what is not the default of every policy. */
static void add_override(struct str *out, const struct override_settings *settings)
{
	CLEANUP(str_clear) struct str text = {0};

	for (size_t i = 0; i < settings->roles.count; i++)
		str_addf(&text, "%s%s", i ? ", " : "\n  signers: [",
			 settings->roles.items[i]);
	if (settings->roles.count)
		str_add_char(&text, ']');
	if (settings->threshold != 1)
		str_addf(&text, "\n  threshold: %u", settings->threshold);
	if (settings->max_age != OVERRIDE_MOST_AGE)
		str_addf(&text, "\n  max_age: \"%lldm\"", settings->max_age / 60);
	str_addf(&text, "%s%s%s", settings->self ? "\n  self: true" : "",
		 settings->exact ? "\n  exact: true" : "",
		 settings->allowed ? "" : "\n  allowed: false");
	if (text.len)
		str_addf(out, "override:%s\n", str_text(&text));
}

static const char *severity_word(enum severity severity)
{
	if (severity == SEVERITY_OFF)
		return "\"off\"";
	return severity == SEVERITY_WARNING ? "warn" : "error";
}

void rule_write(const struct rule *rule, struct str *out)
{
	str_addf(out, "id: %s", rule->id);
	if (*rule->description) {
		str_add(out, "\ndescription: ");
		add_quoted(out, rule->description);
	}
	str_addf(out, "\nseverity: %s\nwhen:", severity_word(rule->severity));
	clause_write(rule->when, out, 2, "");
	add_demand(out, rule);
	add_override(out, &rule->override);
}

char *rule_place(const struct policy *policy, const struct rule *rule)
{
	return xasprintf("%s:%d", *rule->pack ? rule->pack : policy->file, rule->line);
}

const struct rule *policy_rule(const struct policy *policy, const char *id)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		if (!strcmp(policy->rules[i].id, id))
			return &policy->rules[i];
	return NULL;
}

const char **policy_rule_ids(const struct policy *policy)
{
	const char **ids = xcalloc(policy->rule_count + 1, sizeof(*ids));

	for (size_t i = 0; i < policy->rule_count; i++)
		ids[i] = policy->rules[i].id;
	return ids;
}
