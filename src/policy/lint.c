/* What is odd in the rules that a repository wrote itself. */
#include <stdlib.h>
#include <string.h>

#include "lint_patterns.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"
#include "predicate.h"

/* The rule at hand. */
struct lint {
	const struct policy *policy;
	const struct rule *rule;
	struct diagnostics *out;
};

static void add(const struct lint *lint, enum problem problem, const char *what)
{
	const struct rule *rule = lint->rule;

	diagnostics_add_fixed(lint->out, problem,
			      *rule->pack ? rule->pack : lint->policy->file, rule->line,
			      "rule '%s': %s", rule->id, what);
}

static void lint_globs(const struct lint *lint, const struct predicate *predicate)
{
	const struct glob_list *list = &predicate->globs;

	for (size_t i = 0; i < list->count; i++) {
		const char *pattern = glob_pattern(list->items[i]);
		const struct glob *cover = glob_covering(list, i);
		CLEANUP(freep) char *what = NULL;

		if (glob_matches_all(list->items[i]))
			what = xasprintf("%s: '%s' matches every path",
					 predicate->kind->name, pattern);
		else if (cover)
			what = xasprintf("%s: '%s' is not needed, since '%s' matches all "
					 "that it does",
					 predicate->kind->name, pattern,
					 glob_pattern(cover));
		if (what)
			add(lint,
			    glob_matches_all(list->items[i]) ? PROBLEM_MATCHES_ALL
							     : PROBLEM_UNREACHABLE_PATTERN,
			    what);
	}
}

static void lint_regexes(const struct lint *lint, const struct predicate *predicate)
{
	static const struct {
		enum problem problem;
		const char *what;
	} faults[] = {
		[REGEX_MATCHES_ALL] = {PROBLEM_MATCHES_ALL, "matches every line"},
		[REGEX_MATCHES_NOTHING] = {PROBLEM_EMPTY_MATCH,
					   "matches the empty string in any line"},
		[REGEX_RUNS_AWAY] = {PROBLEM_RUNS_AWAY,
				     "runs away on a long line: avoid nested "
				     "quantifiers such as (a+)+"},
	};

	for (size_t i = 0; i < predicate->regex_count; i++) {
		enum regex_fault fault = regex_fault(predicate->regexes[i]);
		CLEANUP(freep) char *what = NULL;

		if (fault == REGEX_FINE)
			continue;
		what = xasprintf("%s: '%s' %s", predicate->kind->name,
				 regex_pattern(predicate->regexes[i]), faults[fault].what);
		add(lint, faults[fault].problem, what);
	}
}

/* Two parts of one clause that no file can fulfil together. `truth` is asked where it has one. */
static const struct contradiction {
	const char *name;
	bool truth;
	const char *other;
	bool other_truth;
	const char *why;
} contradictions[] = {
	{"new_file", true, "deleted", true, "a new file is not deleted"},
	{"new_file", true, "removed", true, "a new file has no removed lines"},
	{"deleted", true, "added", true, "a deleted file has no added lines"},
	{"deleted", true, "context", true, "a deleted file has no text"},
	{"binary", true, "added", true, "a binary file has no lines"},
	{"binary", true, "removed", true, "a binary file has no lines"},
	{"binary", true, "touched", true, "a binary file has no lines"},
};

static const struct predicate *find_part(const struct predicate *clause, const char *name,
					 bool truth)
{
	for (size_t i = 0; i < clause->part_count; i++) {
		const struct predicate *part = &clause->parts[i];

		if (!strcmp(part->kind->name, name) &&
		    (part->kind->write != truth_write || part->truth == truth))
			return part;
	}
	return NULL;
}

static bool is_same(const struct predicate *a, const struct predicate *b)
{
	CLEANUP(str_clear) struct str left = {0}, right = {0};

	predicate_write(a, &left, 0);
	predicate_write(b, &right, 0);
	return !strcmp(str_text(&left), str_text(&right));
}

/* "x and not x", x being all that the `not` asks. */
static void lint_denied_part(const struct lint *lint, const struct predicate *clause)
{
	const struct predicate *denial = find_part(clause, "not", false);
	const struct predicate *denied = denial && denial->parts[0].part_count == 1
						 ? &denial->parts[0].parts[0]
						 : NULL;

	for (size_t i = 0; denied && i < clause->part_count; i++) {
		CLEANUP(freep) char *what = NULL;

		if (!is_same(&clause->parts[i], denied))
			continue;
		what = xasprintf("%s is asked for and denied", denied->kind->name);
		add(lint, PROBLEM_NEVER_FIRES, what);
	}
}

static bool is_never(const struct threshold *threshold)
{
	return threshold->text && threshold->compare == COMPARE_LT && !threshold->limit;
}

static void lint_clause(const struct lint *lint, const struct predicate *clause)
{
	for (size_t i = 0; i < sizeof(contradictions) / sizeof(*contradictions); i++) {
		const struct contradiction *c = &contradictions[i];
		CLEANUP(freep) char *what = NULL;

		if (!find_part(clause, c->name, c->truth) ||
		    !find_part(clause, c->other, c->other_truth))
			continue;
		what = xasprintf("%s and %s never hold together: %s", c->name, c->other,
				 c->why);
		add(lint, PROBLEM_NEVER_FIRES, what);
	}
}

static void lint_thresholds(const struct lint *lint, const struct predicate *predicate)
{
	const char *name = predicate->kind->name;
	bool never = is_never(&predicate->threshold) ||
		     (!strcmp(name, "files") && predicate->threshold.text &&
		      !threshold_holds(&predicate->threshold, 1) &&
		      predicate->threshold.limit <= 1 &&
		      predicate->threshold.compare != COMPARE_GT);
	CLEANUP(freep) char *what = NULL;

	for (size_t i = 0; i < LINE_SIDES; i++)
		never = never || is_never(&predicate->line_limits[i]);
	if (!never)
		return;
	what = xasprintf("%s: no change is so small", name);
	add(lint, PROBLEM_NEVER_FIRES, what);
}

static void lint_predicate(const struct lint *lint, const struct predicate *predicate)
{
	if (predicate->kind->write == globs_write)
		lint_globs(lint, predicate);
	lint_regexes(lint, predicate);
	lint_thresholds(lint, predicate);
	lint_clause(lint, predicate);
	lint_denied_part(lint, predicate);
	for (size_t i = 0; i < predicate->part_count; i++)
		lint_predicate(lint, &predicate->parts[i]);
}

static char *condition_text(const struct rule *rule)
{
	struct str text = {0};

	clauses_write(&(struct predicate){.parts = rule->when, .part_count = 1}, &text, 0);
	return str_take(&text);
}

/* A rule that an earlier one repeats. */
static void lint_twin(const struct lint *lint, size_t index)
{
	CLEANUP(freep) char *condition = condition_text(lint->rule);

	for (size_t i = 0; i < index; i++) {
		CLEANUP(freep) char *other = condition_text(&lint->policy->rules[i]);
		CLEANUP(freep) char *what = NULL;

		if (strcmp(condition, other) != 0)
			continue;
		what = xasprintf("has the condition of the rule '%s'",
				 lint->policy->rules[i].id);
		add(lint, PROBLEM_SAME_CONDITION, what);
		return;
	}
}

static bool is_built_in(const struct rule *rule)
{
	return !strncmp(rule->pack, "plangate:", 9);
}

static void lint_ignore(const struct policy *policy, struct diagnostics *out)
{
	for (size_t i = 0; i < policy->ignore.count; i++)
		if (glob_matches_all(policy->ignore.items[i]))
			diagnostics_add_fixed(
				out, PROBLEM_MATCHES_ALL, policy->file, 1,
				"ignore: '%s' matches every path, so no rule fires",
				glob_pattern(policy->ignore.items[i]));
}

void policy_lint(const struct policy *policy, struct diagnostics *out)
{
	struct lint lint = {.policy = policy, .out = out};

	lint_ignore(policy, out);
	for (size_t i = 0; i < policy->rule_count; i++) {
		lint.rule = &policy->rules[i];
		if (lint.rule->severity == SEVERITY_OFF && !lint.rule->described)
			add(&lint, PROBLEM_OFF_WITHOUT_REASON,
			    "is off: say in its description why, or remove it");
		if (is_built_in(lint.rule) && !lint.rule->rewritten)
			continue;
		lint_predicate(&lint, lint.rule->when);
		lint_twin(&lint, i);
	}
}
