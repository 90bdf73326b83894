/*
 * policy.h - a policy, and its rules held against a change.
 *
 * The loader is strict: an unknown key, a duplicate, a value out of range is an error of kind
 * PG_ERR_POLICY whose text begins "file:line:column: " and names the nearest right word.
 */
#ifndef PLANGATE_POLICY_POLICY_H
#define PLANGATE_POLICY_POLICY_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/glob.h"
#include "plangate/base/str.h"
#include "plangate/model/changeset.h"
#include "plangate/model/demand.h"
#include "plangate/model/diagnostic.h"
#include "plangate/model/finding.h"
#include "plangate/model/override.h"
#include "plangate/model/plan.h"

struct pg_error;
struct progress;
struct selection;

/* The two places a policy can stand in; exactly one of them may. */
#define POLICY_YAML ".plangate/policy.yaml"
#define POLICY_JSON ".plangate/policy.json"

/* The rule that guards .plangate itself; no policy can define or change it. */
#define POLICY_CHANGE_RULE "policy-change"

/* The role whose approval a change to .plangate needs, where the policy names it. */
#define POLICY_ROLE "policy"

struct predicate; /* src/policy/predicate.h */

struct rule {
	char *id;
	char *pack; /* "plangate:default", or "" for the policy's own */
	char *description;
	enum severity severity; /* OFF, WARNING or ERROR */
	struct predicate *when;
	struct demand demand;
	unsigned approvals; /* persons who must have approved the plan */
	char *role;	    /* whose approvals count, or NULL: any signer's */
	struct override_settings override;
	bool never_exempt; /* exempt: never: a revert does not excuse from it */
	int line;	   /* where it stands in its file */
	bool described;	   /* the file that last speaks of it gives a description */
	bool rewritten;	   /* another file than its own gives it a condition */
};

/* What is made of a change that takes a landed commit back exactly. */
enum reverts { REVERTS_PASS, REVERTS_LIGHT, REVERTS_JUDGE };

struct policy {
	char *file;			   /* the name it was loaded under */
	bool warn_only;			   /* mode: warn */
	bool strict_hooks;		   /* hooks.strict */
	char *repository;		   /* random id written by init, or NULL */
	struct roles roles;		   /* signers */
	struct override_settings override; /* for rules that do not say otherwise */
	struct risk_approvals {		   /* plans.approvals, by enum risk */
		unsigned count;
		char *role; /* or NULL */
	} approvals[RISK_HIGH + 1];
	struct strlist extends; /* packs and files, in the order in which they were read */
	struct strlist files;	/* the files among them: guarded as the policy itself */
	struct glob_list lands; /* branches where work lands; none: see change/landed.h */
	enum reverts reverts;
	struct glob_list ignore;
	struct glob_list light; /* count: code leaves these out too; else empty */
	struct plan_settings plans;
	struct rule
		*rules; /* packs first, in the order of extends; then the policy's own */
	size_t rule_count;
	size_t rule_capacity;
};

/*
 * Where the files that a policy extends are read from. read appends the file at this path from the
 * root of the repository to out; -1 with kind PG_ERR_POLICY where there is none.
 */
struct policy_source {
	int (*read)(void *context, const char *path, struct str *out, struct pg_error *err);
	void *context;
};

/*
 * Load from the text of a policy file; the format goes by the name's ending (.json, or YAML). The
 * caller frees with policy_free(). Built-in packs are found by name in the program itself; files
 * come from source, or cannot be extended where that is NULL.
 */
int policy_load(struct policy **out, const char *file, const char *text, size_t len,
		const struct policy_source *source, struct pg_error *err);
void policy_free(struct policy *policy); /* accepts NULL */

/* Whether path is a plan document, a record or another file of .plangate, or ignored. */
bool policy_is_plan(const struct policy *policy, const char *path);
bool policy_is_own_file(const char *path); /* below .plangate/, in any case of letters */

/* Whether path decides what is gated: a file of .plangate, or one that the policy extends; where the policy has the role
 * POLICY_ROLE, also .gitattributes. */
bool policy_guards(const struct policy *policy, const char *path);
bool policy_ignores(const struct policy *policy, const char *path);

/* Set `seen` of every change (no plan, no record, neither ignored nor vendored) and `counted` (seen, and
 * neither generated nor binary by its attributes, nor left out by `count: code`). */
void policy_count(const struct policy *policy, struct changeset *set);

/* What rules are held against. All borrowed. */
struct judged {
	struct changeset
		*set; /* counted by policy_count(); content is loaded as it is asked for */
	const struct selection
		*without; /* changes that are left out: waived, or excused; or NULL */
	struct progress *progress; /* is told which rule is being judged, or NULL */
};

/*
 * Hold every rule that is not off against the change: one finding a rule, in order, RULE_UNSATISFIED
 * where it fired and RULE_NOT_APPLICABLE where it did not; policy-change first. -1 where content
 * that a rule asks for cannot be read or a pattern hits a limit; the error names the rule.
 */
int policy_judge(const struct policy *policy, const struct judged *judged,
		 struct findings *findings, struct pg_error *err);

/* Hold one rule alone, off or not: a new finding at the end of findings; none where the policy has no such rule. */
int policy_judge_rule(const struct policy *policy, const char *rule,
		      const struct judged *judged, struct findings *findings,
		      struct pg_error *err);

/* Who may waive a rule; NULL for policy-change, which nobody may. Borrowed. */
const struct override_settings *policy_override(const struct policy *policy,
						const char *rule);

/* The predicates' names, NULL-terminated, for help and suggestions. */
const char *const *policy_predicate_names(void);

/* The built-in packs: "plangate:default" and so on, NULL-terminated; and the YAML of one. */
const char *const *policy_pack_names(void);
const char *policy_pack_text(const char *name); /* NULL if there is no such pack */

#endif
