#include "plangate/model/problem.h"

#include <string.h>

#define OFF SEVERITY_OFF
#define NOTE SEVERITY_NOTE
#define WARN SEVERITY_WARNING
#define ERROR SEVERITY_ERROR

#define ROW(id, commit, push, summary)                                                     \
	{                                                                                  \
		id, {commit, push}, summary, false                                         \
	}
#define FIXED(id, severity, summary)                                                       \
	{                                                                                  \
		id, {severity, severity}, summary, true                                    \
	}

/* Rows that share an id stand together. */
static const struct row {
	const char *id;
	enum severity at[STAGE_CLASS_COUNT]; /* commit, push */
	const char *summary;
	bool fixed; /* no policy sets it */
} rows[PROBLEM_COUNT] = {
	[PROBLEM_MISSING_PLAN] =
		ROW("missing-plan", ERROR, ERROR,
		    "a plan is demanded and no document covers any file of the change"),
	[PROBLEM_NOT_A_PLAN] =
		ROW("not-a-plan", ERROR, ERROR,
		    "the document has no headings, or fewer than two of the sections"),
	[PROBLEM_TOO_LARGE] =
		ROW("too-large", ERROR, ERROR,
		    "the document is over a limit that keeps reading it fast"),
	[PROBLEM_ENCODING] =
		ROW("encoding", ERROR, ERROR,
		    "the document is not UTF-8, or holds NUL or bidirectional controls"),
	[PROBLEM_AMBIGUOUS_PLAN] =
		ROW("ambiguous-plan", ERROR, ERROR,
		    "two plans in one document, or two of one section that differ"),
	[PROBLEM_MISSING_SECTION] = ROW("missing-section", ERROR, ERROR,
					"a section that the profile requires is absent"),
	[PROBLEM_MISSING_QUESTIONS] =
		ROW("missing-section", NOTE, WARN, "the section Open Questions is absent"),
	[PROBLEM_EMPTY_SECTION] = ROW("empty-section", ERROR, ERROR,
				      "a section that the profile requires says nothing"),
	[PROBLEM_PLACEHOLDER] =
		ROW("placeholder", ERROR, ERROR,
		    "words of the template are left, or an item is nothing else"),
	[PROBLEM_PLACEHOLDER_PROSE] = ROW("placeholder", WARN, ERROR,
					  "TBD, TODO and the like stand in the prose"),
	[PROBLEM_BAD_RISK_LEVEL] =
		ROW("bad-risk-level", ERROR, ERROR,
		    "the risk level is absent, in doubt or another word"),
	[PROBLEM_RISK_TOO_LOW] = ROW("risk-too-low", ERROR, ERROR,
				     "the risk level is below what the rules demand"),
	[PROBLEM_UNCOVERED_FILE] = ROW("uncovered-file", ERROR, ERROR,
				       "a file of the change is in the scope of no plan"),
	[PROBLEM_STALE_SCOPE] =
		ROW("stale-scope", ERROR, ERROR, "no file of the scope changes"),
	[PROBLEM_STALE_SCOPE_PARTIAL] =
		ROW("stale-scope", OFF, WARN, "some files of the scope do not change"),
	[PROBLEM_SCOPE_TOO_BROAD] =
		ROW("scope-too-broad", ERROR, ERROR, "the scope names everything"),
	[PROBLEM_BOILERPLATE] = ROW("boilerplate", ERROR, ERROR,
				    "a section only says its heading again, or is another "
				    "plan's word for word"),
	[PROBLEM_NO_CONCRETE_STEP] = ROW("no-concrete-step", ERROR, ERROR,
					 "no step names a file, a symbol or a command"),
	[PROBLEM_UNKNOWN_STEP_TARGET] =
		ROW("unknown-step-target", WARN, ERROR,
		    "the file of a step exists neither before nor after the change"),
	[PROBLEM_UNKNOWN_STEP_SYMBOL] =
		ROW("unknown-step-target", NOTE, WARN,
		    "the function of a step is in its file neither before nor after"),
	[PROBLEM_NO_TEST] = ROW("no-test", ERROR, ERROR,
				"no item, table row or command says what is tested"),
	[PROBLEM_UNTESTED_CHANGE] = ROW(
		"untested-change", NOTE, WARN,
		"a test that the plan names does not exist, or is to change and does not"),
	[PROBLEM_WEAK_ROLLBACK] =
		ROW("weak-rollback", ERROR, ERROR,
		    "the rollback is a refusal, or only a revert of a migration"),
	[PROBLEM_OPEN_QUESTION] =
		ROW("open-question", WARN, ERROR, "a question has no answer"),
	[PROBLEM_MISSING_ASSESSMENT] =
		ROW("missing-assessment", ERROR, ERROR,
		    "an assessment is demanded and absent or not answered"),
	[PROBLEM_ESTIMATE_DRIFT] =
		ROW("estimate-drift", NOTE, WARN, "much more changes than the plan says"),
	[PROBLEM_STATUS] = ROW(
		"status", ERROR, ERROR,
		"the plan is a draft, superseded or abandoned, or done with open boxes"),
	[PROBLEM_EXPIRED] = ROW("expired", ERROR, ERROR, "the plan's last day has passed"),
	[PROBLEM_NOT_APPROVED] = ROW("not-approved", ERROR, ERROR,
				     "persons must have approved the plan and have not"),
	[PROBLEM_PLAN_AFTER_CODE] =
		ROW("plan-after-code", ERROR, ERROR,
		    "plans come before code here, and this one did not"),
	[PROBLEM_BAD_POLICY] =
		FIXED("bad-policy", ERROR,
		      "the policy or the signers of the change are not valid"),
	[PROBLEM_BAD_RECORD] = FIXED(
		"bad-record", ERROR,
		"a signed record that the change touches is not valid, or is changed"),
	[PROBLEM_OVERRIDE_REFUSED] =
		FIXED("override-refused", WARN, "a signed override does not waive a rule"),
	[PROBLEM_POLICY_REWOUND] =
		FIXED("policy-rewound", ERROR,
		      "a push drops commits that changed the policy's files"),
	[PROBLEM_POLICY_REQUIRED] =
		FIXED("policy-required", ERROR,
		      "the server asks for a policy, and the branch would have none"),
	[PROBLEM_RESERVED_REF] =
		FIXED("reserved-ref", ERROR, "the ref is none that clients may write"),
	[PROBLEM_PROTECTED_REF] =
		FIXED("protected-ref", ERROR, "the ref is protected and cannot be deleted"),
	[PROBLEM_MATCHES_ALL] =
		FIXED("matches-all", WARN, "a pattern matches every path or line"),
	[PROBLEM_UNREACHABLE_PATTERN] =
		FIXED("unreachable-pattern", WARN,
		      "another pattern of the list matches all that this one does"),
	[PROBLEM_EMPTY_MATCH] =
		FIXED("empty-match", WARN, "a regular expression matches the empty string"),
	[PROBLEM_RUNS_AWAY] =
		FIXED("runs-away", WARN, "a regular expression runs away on a long line"),
	[PROBLEM_NEVER_FIRES] =
		FIXED("never-fires", WARN, "no change fulfils the conditions of the rule"),
	[PROBLEM_SAME_CONDITION] = FIXED("same-condition", WARN,
					 "the rule has the condition of an earlier one"),
	[PROBLEM_OFF_WITHOUT_REASON] =
		FIXED("off-without-reason", WARN,
		      "the rule is off, and its description does not say why"),
};

const char *problem_id(enum problem problem)
{
	return rows[problem].id;
}

const char *problem_summary(enum problem problem)
{
	return rows[problem].summary;
}

enum severity problem_severity(enum problem problem, enum stage_class at)
{
	return rows[problem].at[at];
}

void problem_severities_init(struct problem_severities *table)
{
	for (size_t i = 0; i < PROBLEM_COUNT; i++)
		memcpy(table->at[i], rows[i].at, sizeof(rows[i].at));
}

bool problem_severities_set(struct problem_severities *table, const char *id,
			    enum stage_class at, enum severity severity)
{
	bool found = false;

	for (size_t i = 0; i < PROBLEM_COUNT; i++) {
		if (rows[i].fixed || strcmp(rows[i].id, id) != 0)
			continue;
		table->at[i][at] = severity;
		found = true;
	}
	return found;
}

void problem_ids(const char *ids[PROBLEM_COUNT + 1])
{
	size_t count = 0;

	for (size_t i = 0; i < PROBLEM_COUNT; i++)
		if (!rows[i].fixed && (!i || strcmp(rows[i].id, rows[i - 1].id) != 0))
			ids[count++] = rows[i].id;
	ids[count] = NULL;
}
