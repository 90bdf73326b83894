/* author.h - for those who write rules: a rule as text, why it fired or not, and what is odd in it. */
#ifndef PLANGATE_POLICY_AUTHOR_H
#define PLANGATE_POLICY_AUTHOR_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/diagnostic.h"

struct judged;
struct pg_error;
struct policy;
struct rule;
struct str;
struct strlist;

/* The rule of this id, or NULL; borrowed. And all ids, for suggestions: the caller frees the array. */
const struct rule *policy_rule(const struct policy *policy, const char *id);
const char **policy_rule_ids(const struct policy *policy);

/* Where the rule stands: "plangate:default:9", or the policy's own file and line. The caller frees. */
char *rule_place(const struct policy *policy, const struct rule *rule);

/* The whole rule as YAML that a policy could hold; sets are spelled out. */
void rule_write(const struct rule *rule, struct str *out);

/*
 * Say of one rule, off or not, whether it fires on a counted change and which predicate decides:
 * lines of raw text. *fires is set. For one that does not fire: the first predicate that fails, for the
 * file that comes nearest. -1 where content cannot be read.
 */
int rule_explain(const struct rule *rule, const struct judged *judged, bool *fires,
		 struct strlist *lines, struct pg_error *err);

/* What is odd in the rules that are not built in: warnings with the line of the rule. */
void policy_lint(const struct policy *policy, struct diagnostics *out);

#endif
