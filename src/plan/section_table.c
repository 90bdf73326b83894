/* What the sections of plans are: their headings, and what is asked of them by profile. */
#include "section_table.h"

#include <string.h>

#define PURE true
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct heading_word scope_words[] = {
	{"scope", PURE, 0},
	{"scope analysis", PURE, 0},
	{"scope of change", PURE, 0},
	{"scope of changes", PURE, 0},
	{"scope of the change", PURE, 0},
	{"scope of work", PURE, 0},
	{"change scope", PURE, 0},
	{"in scope", false, 0},
	{"files", false, 0},
	{"file", false, 0},
	{"affected files", false, 0},
	{"files affected", false, 0},
	{"changed files", false, 0},
	{"files changed", false, 0},
	{"modified files", false, 0},
	{"files modified", false, 0},
	{"files touched", false, 0},
	{"touched files", false, 0},
	{"files involved", false, 0},
	{"key files", false, 0},
	{"critical files", false, 0},
	{"critical files for implementation", false, 0},
	{"new files", false, 0},
	{"file structure", false, 0},
	{"file map", false, 0},
	{"file list", false, 0},
	{"file summary", false, 0},
	{"file changes", false, 0},
	{"file inventory", false, 0},
	{"list of files", false, 0},
	{"affected components", false, 0},
	{"affected areas", false, 0},
	{"affected code", false, 0},
	{"affected paths", false, 0},
	{"project structure", false, 0},
	{"impact", false, 0},
	{"what changes", false, 0},
	{"files to *", false, 0},
	{"files being *", false, 0},
	{NULL, false, 0},
};

static const struct heading_word approach_words[] = {
	{"approach", PURE, 0},
	{"recommended approach", false, 0},
	{"technical approach", false, 0},
	{"proposed approach", false, 0},
	{"implementation approach", false, 0},
	{"solution approach", false, 0},
	{"design", false, 0},
	{"details", false, 0},
	{"design details", false, 0},
	{"design overview", false, 0},
	{"detailed design", false, 0},
	{"technical design", false, 0},
	{"technical details", false, 0},
	{"implementation details", false, 0},
	{"proposed design", false, 0},
	{"proposal", false, 0},
	{"proposed solution", false, 0},
	{"proposed change", false, 0},
	{"proposed changes", false, 0},
	{"solution", false, 0},
	{"architecture", false, 0},
	{"strategy", false, 0},
	{"decision", false, 0},
	{"decisions", false, 0},
	{"decision outcome", false, 0},
	{"what we will do", false, 0},
	{"overview of the change", false, 0},
	{"reference level explanation", false, 0},
	{"technical context", false, 0},
	{"context and orientation", false, 0},
	{NULL, false, 0},
};

static const struct heading_word steps_words[] = {
	{"steps", PURE, 0},
	{"implementation steps", false, 0},
	{"implementation", false, 0},
	{"implementation plan", false, 0},
	{"implementation tasks", false, 0},
	{"implementation phases", false, 0},
	{"implementation order", false, 0},
	{"implementation sequence", false, 0},
	{"migration steps", false, 0},
	{"tasks", false, 0},
	{"task list", false, 0},
	{"task breakdown", false, 0},
	{"work plan", false, 0},
	{"work breakdown", false, 0},
	{"work items", false, 0},
	{"plan", false, 0},
	{"plan of work", false, 0},
	{"plan of action", false, 0},
	{"action items", false, 0},
	{"concrete steps", false, 0},
	{"detailed steps", false, 0},
	{"step by step", false, 0},
	{"step by step plan", false, 0},
	{"phases", false, 0},
	{"milestones", false, 0},
	{"progress", false, 0},
	{"todo", false, 0},
	{"todos", false, 0},
	{"to do", false, 0},
	{NULL, false, 0},
};

static const struct heading_word tests_words[] = {
	{"tests", PURE, 0},
	{"test", PURE, 0},
	{"test plan", false, 0},
	{"test cases", false, 0},
	{"test strategy", false, 0},
	{"test approach", false, 0},
	{"testing", false, 0},
	{"testing plan", false, 0},
	{"testing strategy", false, 0},
	{"testing approach", false, 0},
	{"unit tests", false, 0},
	{"integration tests", false, 0},
	{"verification", false, 0},
	{"verification plan", false, 0},
	{"verification steps", false, 0},
	{"validation", false, 0},
	{"validation plan", false, 0},
	{"validation and acceptance", false, 0},
	{"how to verify", false, 0},
	{"how to test", false, 0},
	{"qa", false, 0},
	{"qa plan", false, 0},
	{"quality assurance", false, 0},
	{"acceptance", false, 0},
	{"acceptance criteria", false, 0},
	{"acceptance tests", false, 0},
	{"success criteria", false, 0},
	{"confirmation", false, 0},
	{NULL, false, 0},
};

static const struct heading_word rollback_words[] = {
	{"rollback", PURE, 0},
	{"roll back", PURE, 0},
	{"rollback plan", PURE, 0},
	{"roll back plan", PURE, 0},
	{"rollback strategy", PURE, 0},
	{"rollback procedure", PURE, 0},
	{"rollback steps", PURE, 0},
	{"rolling back", PURE, 0},
	{"backout", PURE, 0},
	{"back out", PURE, 0},
	{"backout plan", PURE, 0},
	{"back out plan", PURE, 0},
	{"revert", PURE, 0},
	{"reverting", PURE, 0},
	{"revert plan", PURE, 0},
	{"reversal", PURE, 0},
	{"undo", PURE, 0},
	{"undo plan", PURE, 0},
	{"how to undo", PURE, 0},
	{"how to roll back", PURE, 0},
	{"how to revert", PURE, 0},
	{"recovery", false, 0},
	{"recovery plan", false, 0},
	{"idempotence and recovery", false, 0},
	{"feature enablement and rollback", false, 0},
	{"rollout and rollback", false, 0},
	{"rollout and rollback plan", false, 0},
	{"rollout rollback", false, 0},
	{"rollback and recovery", false, 0},
	{"deployment and rollback", false, 0},
	{"contingency", false, 0},
	{"contingency plan", false, 0},
	{"downgrade", false, 0},
	{"upgrade downgrade strategy", false, 0},
	{NULL, false, 0},
};

static const struct heading_word questions_words[] = {
	{"open questions", PURE, 0},	   {"open question", PURE, 0},
	{"questions", false, 0},	   {"unresolved questions", false, 0},
	{"unresolved issues", false, 0},   {"open issues", false, 0},
	{"open points", false, 0},	   {"outstanding questions", false, 0},
	{"outstanding issues", false, 0},  {"questions to resolve", false, 0},
	{"remaining questions", false, 0}, {"unknowns", false, 0},
	{"uncertainties", false, 0},	   {"to be decided", false, 0},
	{"to be determined", false, 0},	   {NULL, false, 0},
};

static const struct heading_word assessment_words[] = {
	{"risk assessment", PURE, 0},
	{"risks", false, 0},
	{"risk", false, 0},
	{"risk analysis", false, 0},
	{"risks and mitigations", false, 0},
	{"risks and mitigation", false, 0},
	{"risk and mitigation", false, 0},
	{"risks and trade offs", false, 0},
	{"risks trade offs", false, 0},
	{"drawbacks", false, 0},
	{"compatibility", false, ASSESS_BREAKING},
	{"source compatibility", false, ASSESS_BREAKING},
	{"backward compatibility", false, ASSESS_BREAKING},
	{"backwards compatibility", false, ASSESS_BREAKING},
	{"breaking changes", false, ASSESS_BREAKING},
	{"performance", false, ASSESS_PERFORMANCE},
	{"performance considerations", false, ASSESS_PERFORMANCE},
	{"performance impact", false, ASSESS_PERFORMANCE},
	{"dependencies", false, ASSESS_DEPENDENCIES},
	{NULL, false, 0},
};

static const struct heading_word security_words[] = {
	{"security", false, ASSESS_SECURITY},
	{"security assessment", false, ASSESS_SECURITY},
	{"security considerations", false, ASSESS_SECURITY},
	{"security implications", false, ASSESS_SECURITY},
	{"security impact", false, ASSESS_SECURITY},
	{"security review", false, ASSESS_SECURITY},
	{"security and privacy", false, ASSESS_SECURITY},
	{"threat model", false, ASSESS_SECURITY},
	{NULL, false, 0},
};

static const struct section_question tests_questions[] = {
	{"Existing tests", WORDS("existing", "already", "current tests", "regression",
				 "still pass", "covers", "covered by", "break")},
	{"New tests", WORDS("new", "add", "adds", "added", "unit", "unit tests",
			    "integration", "edge case", "edge cases")},
	{"How to verify", WORDS("manual", "manually", "by hand", "verify", "verification",
				"expected", "expect", "demo", "run", "open", "see")},
	{NULL, NULL},
};

static const struct section_question rollback_questions[] = {
	{"Feature flag", WORDS("flag", "flags", "toggle", "switch", "kill switch")},
	{"Is the migration reversible",
	 WORDS("migration", "migrations", "schema", "database", "data", "reversible",
	       "down step", "downgrade", "stored")},
	{"Is git revert sufficient", WORDS("revert", "reverts", "reverting", "reverted")},
	{NULL, NULL},
};

#define AS_ROW(kind_, words_, document_, from_, traits_, shared_, questions_, missing_,    \
	       fix_, ...)                                                                  \
	{.kind = SECTION_##kind_,                                                          \
	 .words = words_,                                                                  \
	 .document = document_,                                                            \
	 .from = from_,                                                                    \
	 .traits = traits_,                                                                \
	 .shared = shared_,                                                                \
	 .questions = questions_,                                                          \
	 .missing = missing_,                                                              \
	 .fix = fix_},

static const struct section_row rows[] = {SECTIONS(AS_ROW){.kind = SECTION_NONE}};

const struct section_row *section_rows(void)
{
	return rows;
}

const struct section_row *section_row(enum section_kind kind)
{
	const struct section_row *row = rows;

	while (row->kind != SECTION_NONE && row->kind != kind)
		row++;
	return row;
}

bool section_has_trait(enum section_kind kind, enum section_trait trait)
{
	return section_row(kind)->traits & trait;
}

enum section_kind section_with_trait(enum section_trait trait)
{
	const struct section_row *row = rows;

	while (row->kind != SECTION_NONE && !(row->traits & trait))
		row++;
	return row->kind;
}

enum section_kind section_of_document(enum habit_role role)
{
	const struct section_row *row = rows;

	while (row->kind != SECTION_NONE &&
	       (role == HABIT_DOCUMENT || row->document != role))
		row++;
	return row->kind;
}

bool section_is_asked(const struct section_row *row, enum profile profile)
{
	return row->from != PROFILE_NONE && row->from <= profile;
}
