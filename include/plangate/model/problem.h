/*
 * problem.h - the classes of problems that plangate tells of, with their severities.
 *
 * One table for the code, the policy (plans.problems) and the docs: no id is spelled anywhere else. Several rows
 * may share an id where a class weighs differently by what is wrong. A fixed row has one severity, which no
 * policy sets: what is wrong there is no matter of taste, or no matter of plans.
 */
#ifndef PLANGATE_MODEL_PROBLEM_H
#define PLANGATE_MODEL_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/severity.h"
#include "plangate/model/stage.h"

enum problem {
	PROBLEM_MISSING_PLAN,
	PROBLEM_NOT_A_PLAN,
	PROBLEM_TOO_LARGE,
	PROBLEM_ENCODING,
	PROBLEM_AMBIGUOUS_PLAN,
	PROBLEM_MISSING_SECTION,
	PROBLEM_MISSING_QUESTIONS, /* missing-section: Open Questions alone */
	PROBLEM_EMPTY_SECTION,
	PROBLEM_PLACEHOLDER,	   /* template words, or an item that is nothing else */
	PROBLEM_PLACEHOLDER_PROSE, /* placeholder: TBD and the like inside prose */
	PROBLEM_BAD_RISK_LEVEL,
	PROBLEM_RISK_TOO_LOW,
	PROBLEM_UNCOVERED_FILE,
	PROBLEM_STALE_SCOPE,	     /* no file of the scope changes */
	PROBLEM_STALE_SCOPE_PARTIAL, /* stale-scope: some files of the scope do not change */
	PROBLEM_SCOPE_TOO_BROAD,
	PROBLEM_BOILERPLATE,
	PROBLEM_NO_CONCRETE_STEP,
	PROBLEM_UNKNOWN_STEP_TARGET,
	PROBLEM_UNKNOWN_STEP_SYMBOL, /* unknown-step-target: the file is there */
	PROBLEM_NO_TEST,
	PROBLEM_UNTESTED_CHANGE,
	PROBLEM_WEAK_ROLLBACK,
	PROBLEM_OPEN_QUESTION,
	PROBLEM_MISSING_ASSESSMENT,
	PROBLEM_ESTIMATE_DRIFT,
	PROBLEM_STATUS,
	PROBLEM_EXPIRED,
	PROBLEM_NOT_APPROVED,
	PROBLEM_PLAN_AFTER_CODE,
	PROBLEM_BAD_POLICY,
	PROBLEM_BAD_RECORD,
	PROBLEM_OVERRIDE_REFUSED,
	PROBLEM_POLICY_REWOUND,
	PROBLEM_POLICY_REQUIRED,
	PROBLEM_RESERVED_REF,
	PROBLEM_PROTECTED_REF,
	PROBLEM_MATCHES_ALL,
	PROBLEM_UNREACHABLE_PATTERN,
	PROBLEM_EMPTY_MATCH,
	PROBLEM_RUNS_AWAY,
	PROBLEM_NEVER_FIRES,
	PROBLEM_SAME_CONDITION,
	PROBLEM_OFF_WITHOUT_REASON,
	PROBLEM_COUNT,
};

/* As people, policies and programs read it: lower-case words with hyphens. */
const char *problem_id(enum problem problem);

/* One sentence on when it is reported. */
const char *problem_summary(enum problem problem);

/* The default severity at a stage; of a fixed one the severity. */
enum severity problem_severity(enum problem problem, enum stage_class at);

/* Severities in force: the defaults, and what a policy says instead. */
struct problem_severities {
	enum severity at[PROBLEM_COUNT][STAGE_CLASS_COUNT];
};

void problem_severities_init(struct problem_severities *table);

/* Set every row of this id; false where no policy can set one. */
bool problem_severities_set(struct problem_severities *table, const char *id,
			    enum stage_class at, enum severity severity);

/* The distinct ids that a policy can set, ended by NULL, for suggestions. */
void problem_ids(const char *ids[PROBLEM_COUNT + 1]);

#endif
