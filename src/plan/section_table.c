/* What the sections of plans are: their headings, and what is asked of them by profile. */
#include "section_table.h"

#include <string.h>

/* What may stand beside any noun: it only says which, or how much of it. */
#define AND_ANY                                                                            \
	"|a|an|the|and|of|for|this|these|per|each|every|by|with|in|to|how|our|all|new|"    \
	"plan"                                                                             \
	"|plans|planning|strategy|approach|procedure|procedures|step|steps|note|notes"     \
	"|overview|summary|details|considerations|instructions|proposed|recommended|final" \
	"|focused|manual|automated|local|targeted|required|planned|suggested|detailed"     \
	"|technical|high|level|implementation|project|feature|change|changes|phase|phases" \
	"|task|tasks|milestone|milestones|chunk|stage|end|e2e|unit|integration|regression" \
	"|smoke|acceptance|functional|command|commands|checklist|criteria|matrix|gate|"    \
	"gates"                                                                            \
	"|scenarios|work|item|items|execution|additional|delivery|post|pre"

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct heading_words scope_words[] = {
	{"scope", HEADING_PURE | HEADING_LABEL, 0, NULL},
	{"scope analysis|scope of change|scope of changes|scope of the change"
	 "|scope of work|change scope",
	 HEADING_PURE, 0, NULL},
	{"in scope|files|file|affected files|files affected|changed files"
	 "|files changed|modified files|files modified|files touched"
	 "|touched files|files involved|key files|critical files"
	 "|critical files for implementation|new files|file structure|file map"
	 "|file list|file summary|file changes|file inventory|list of files"
	 "|affected components|affected areas|affected code|affected paths"
	 "|project structure|impact|what changes|files to *|files being *"
	 "|file manifest|file targets|target files|source files"
	 "|files and modules|files overview|files in scope",
	 0, 0, NULL},
	{NULL, 0, 0, NULL},
};

static const struct heading_words approach_words[] = {
	{"approach", HEADING_PURE | HEADING_LABEL, 0, NULL},
	{"recommended approach|technical approach|proposed approach"
	 "|implementation approach|solution approach|design|technical design"
	 "|proposed design|proposal|proposed solution|proposed change"
	 "|proposed changes|solution|architecture|strategy|decision outcome"
	 "|what we will do|overview of the change|solution design"
	 "|solution overview|chosen approach|selected approach",
	 HEADING_LABEL, 0, NULL},
	{"details|design details|design overview|detailed design"
	 "|technical details|implementation details|decision|decisions"
	 "|reference level explanation|technical context|context and orientation"
	 "|how it works",
	 0, 0, NULL},
	{"approach|design|architecture|solution|strategy", HEADING_NOUN | HEADING_LABEL, 0,
	 "api|ui|ux|backend|frontend|client|server|data|database|component|class|module|"
	 "system|software|core|key|general|overall|chosen|selected|target|decisions|"
	 "rationale|model" AND_ANY},
	{NULL, 0, 0, NULL},
};

static const struct heading_words steps_words[] = {
	{"steps", HEADING_PURE | HEADING_LABEL, 0, NULL},
	{"implementation steps|implementation|implementation tasks|tasks"
	 "|task list|work items|plan of work|action items|concrete steps",
	 HEADING_LABEL, 0, NULL},
	{"implementation plan|implementation phases|implementation order"
	 "|implementation sequence|migration steps|task breakdown|work plan"
	 "|work breakdown|plan|plan of action|detailed steps|step by step"
	 "|step by step plan|phases|milestones|progress|todo|todos|to do"
	 "|tasks subtasks|subtasks|sub tasks|tasks and subtasks|execution plan"
	 "|execution steps|action plan|action steps|roadmap"
	 "|implementation roadmap|implementation checklist"
	 "|task checklist",
	 0, 0, NULL},
	{"steps|tasks|subtasks|milestones", HEADING_NOUN | HEADING_LABEL, 0,
	 "sub|breakdown|list|order|migration|development" AND_ANY},
	{NULL, 0, 0, NULL},
};

static const struct heading_words tests_words[] = {
	{"tests|test", HEADING_PURE | HEADING_LABEL, 0, NULL},
	{"test plan|test cases|test strategy|test approach|testing|testing plan"
	 "|testing strategy|testing approach|unit tests|integration tests"
	 "|verification|verification plan|verification steps|validation"
	 "|validation plan|validation and acceptance|how to verify|how to test"
	 "|qa|qa plan|quality assurance|acceptance|acceptance criteria"
	 "|acceptance tests|acceptance gate|acceptance gates|acceptance checks"
	 "|validation gates|quality gates|regression tests|test scenarios|checks",
	 HEADING_LABEL, 0, NULL},
	{"success criteria|confirmation|automated gate|done criteria"
	 "|definition of done|test coverage|how we will test",
	 0, 0, NULL},
	{"run|verify|check|verify with|verify by|test command|test commands"
	 "|tests to run|to verify",
	 HEADING_LABEL | HEADING_ONLY_LABEL, 0, NULL},
	{"tests|testing", HEADING_NOUN | HEADING_LABEL, 0,
	 "backend|frontend|ui|api|client|server|contract|component|system|write|add|cases|"
	 "coverage|quality|verification|validation|run" AND_ANY},
	{"verification|validation|acceptance", HEADING_NOUN | HEADING_LABEL, 0,
	 "testing|deployment|release|quality|ci|build" AND_ANY},
	{NULL, 0, 0, NULL},
};

static const struct heading_words rollback_words[] = {
	{"rollback|roll back|rollback plan|roll back plan|rollback strategy"
	 "|rollback procedure|rollback steps|rolling back|backout|back out"
	 "|backout plan|back out plan|revert|reverting|revert plan|reversal|undo"
	 "|undo plan|how to undo|how to roll back|how to revert",
	 HEADING_PURE | HEADING_LABEL, 0, NULL},
	{"recovery|contingency|downgrade|recovery and rollback", 0, 0, NULL},
	{"recovery plan|idempotence and recovery|feature enablement and rollback"
	 "|rollout and rollback|rollout and rollback plan|rollout rollback"
	 "|rollback and recovery|deployment and rollback|contingency plan"
	 "|upgrade downgrade strategy|way back|fallback plan",
	 HEADING_LABEL, 0, NULL},
	{"rollback|backout", HEADING_NOUN | HEADING_LABEL, 0,
	 "migration|deployment|rollout|release|safety|recovery|trigger|triggers|path|risk|"
	 "risks|contingency|upgrade|downgrade|monitoring|emergency|flag|data|database|"
	 "backup|roll|back|forward|compatibility|operations|if|needed" AND_ANY},
	{NULL, 0, 0, NULL},
};

static const struct heading_words questions_words[] = {
	{"open questions|open question", HEADING_PURE | HEADING_LABEL, 0, NULL},
	{"questions|unresolved issues|outstanding issues|questions to resolve"
	 "|remaining questions|unknowns|uncertainties|to be decided"
	 "|to be determined",
	 0, 0, NULL},
	{"unresolved questions|open issues|open points|outstanding questions",
	 HEADING_LABEL, 0, NULL},
	{"questions", HEADING_NOUN | HEADING_LABEL, 0,
	 "open|unresolved|remaining|outstanding|reviewers|reviewer|team|issues|decisions|"
	 "risks|unknowns" AND_ANY},
	{NULL, 0, 0, NULL},
};

static const struct heading_words assessment_words[] = {
	{"risk assessment", HEADING_PURE, 0, NULL},
	{"risks|risk|risk analysis|risks and mitigations|risks and mitigation"
	 "|risk and mitigation|risks and trade offs|risks trade offs|drawbacks",
	 0, 0, NULL},
	{"compatibility|source compatibility|backward compatibility"
	 "|backwards compatibility|breaking changes",
	 0, ASSESS_BREAKING, NULL},
	{"performance|performance considerations|performance impact", 0, ASSESS_PERFORMANCE,
	 NULL},
	{"dependencies", 0, ASSESS_DEPENDENCIES, NULL},
	{"risks", HEADING_NOUN | HEADING_LABEL, 0,
	 "mitigation|mitigations|watchpoints|trade|offs|tradeoffs|concerns|known|"
	 "assumptions|limitations|constraints|edge|cases|main|key" AND_ANY},
	{NULL, 0, 0, NULL},
};

static const struct heading_words security_words[] = {
	{"security|security assessment|security considerations"
	 "|security implications|security impact|security review"
	 "|security and privacy|threat model",
	 0, ASSESS_SECURITY, NULL},
	{NULL, 0, 0, NULL},
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

const char *section_fix_body(enum section_kind kind)
{
	const char *fix = section_row(kind)->fix;
	const char *body = fix ? strstr(fix, "\n\n") : NULL;

	return body ? body + 2 : NULL;
}

bool section_is_asked(const struct section_row *row, enum profile profile)
{
	return row->from != PROFILE_NONE && row->from <= profile;
}
