/* loading.h - what the parts of the loader share: where they are, and how they read patterns. */
#ifndef PLANGATE_POLICY_LOADING_H
#define PLANGATE_POLICY_LOADING_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/glob.h"
#include "plangate/base/keys.h"
#include "plangate/policy/policy.h"

struct pg_error;
struct regex;

/* Limits of one policy, with the packs that it extends. */
enum { POLICY_MOST_PATTERNS = 2000, POLICY_MOST_RULES = 500 };

/* Named patterns: "$light" in a list of patterns stands for those of the set "light". */
struct glob_sets {
	struct glob_set {
		char *name;
		struct glob_list globs;
	} * items;
	size_t count;
	size_t capacity;
};

/* Every struct loading of this room begins one of these: see policy_loading(). */
struct policy_loading {
	struct loading loading;
	const char *pack; /* "plangate:default", or "" for the policy's own file */
	struct policy *policy;
	const struct policy_loading *outer; /* of the file that extends this one, or NULL */
	int depth;			    /* how many there are */
	const struct policy_source *source; /* NULL: only built-in packs can be extended */
	struct strlist *extended;	    /* by this file */
	const struct glob_sets *built_in;
	struct glob_sets *sets; /* of this file */
	size_t patterns;	/* globs and regular expressions so far */
};

static inline struct policy_loading *policy_loading(struct loading *loading)
{
	return (struct policy_loading *)loading;
}

int read_glob(struct loading *loading, const struct value *value, unsigned flags,
	      struct glob **out);

/* Append one path pattern, or those of the set that is named. */
int read_path_glob(struct loading *loading, const struct value *value, void *glob_list);

int read_regex(struct loading *loading, const struct value *value, struct regex **out);

/* The rooms of the loader. */
int read_plans(struct loading *loading, const struct value *value, void *policy);
int read_rules(struct loading *loading, const struct value *value, void *policy);
int read_demand(struct loading *loading, const struct value *value, void *demand);

/* Branches where work lands, reverts of it, and rules that these do not excuse. */
int read_lands(struct loading *loading, const struct value *value, void *policy);
int read_reverts(struct loading *loading, const struct value *value, void *policy);
int read_rule_exempt(struct loading *loading, const struct value *value, void *rule);

/* Signers: roles of the policy, who may waive (for all rules, for one), and approvals. */
int read_signers(struct loading *loading, const struct value *value, void *policy);
int read_override_default(struct loading *loading, const struct value *value, void *policy);
int read_rule_override(struct loading *loading, const struct value *value, void *rule);
int read_approvals(struct loading *loading, const struct value *value, void *count);
int read_role(struct loading *loading, const struct value *value, void *role);
int read_plan_approvals(struct loading *loading, const struct value *value, void *policy);

/* Every role that is used must be named in signers, and have as many members as are asked for. */
int check_roles(struct loading *loading, const struct value *root);

/* Sets of patterns: those that every policy can use, and those of one file. */
void sets_add_built_in(struct glob_sets *sets);
const struct glob_list *sets_find(const struct glob_sets *sets, const char *name);
void sets_clear(struct glob_sets *sets);
int read_sets(struct loading *loading, const struct value *value, void *policy);

/* Keys that a policy and what it extends have in common: in load_version.c and pack.c. */
int read_version(struct loading *loading, const struct value *value, void *target);
int read_minimum(struct loading *loading, const struct value *value, void *target);
int read_extends(struct loading *loading, const struct value *value, void *policy);

/* As JSON or YAML by the name's ending. */
int parse_policy(struct value *root, const char *file, const char *text, size_t len,
		 struct pg_error *err);

/* Sets plans.paths where the policy has none, and which folders are plans. */
void plans_settle(struct policy *policy);

#endif
