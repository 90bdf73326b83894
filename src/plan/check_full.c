/*
 * What the profile `full` asks of the Test Strategy and the Rollback: each question is answered somewhere
 * in the section, under its label or in plain words.
 */
#include "plan_internal.h"

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct {
	enum section_kind kind;
	const char *question;
	const char *const *words; /* one of them shows that it is answered */
} questions[] = {
	{SECTION_TESTS, "Existing tests",
	 WORDS("existing", "already", "current tests", "regression", "still pass", "covers",
	       "covered by", "break")},
	{SECTION_TESTS, "New tests",
	 WORDS("new", "add", "adds", "added", "unit", "unit tests", "integration",
	       "edge case", "edge cases")},
	{SECTION_TESTS, "How to verify",
	 WORDS("manual", "manually", "by hand", "verify", "verification", "expected",
	       "expect", "demo", "run", "open", "see")},
	{SECTION_ROLLBACK, "Feature flag",
	 WORDS("flag", "flags", "toggle", "switch", "kill switch")},
	{SECTION_ROLLBACK, "Is the migration reversible",
	 WORDS("migration", "migrations", "schema", "database", "data", "reversible",
	       "down step", "downgrade", "stored")},
	{SECTION_ROLLBACK, "Is git revert sufficient",
	 WORDS("revert", "reverts", "reverting", "reverted")},
};

void check_full(struct report *report)
{
	if (report->demand.profile != PROFILE_FULL)
		return;
	for (size_t i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
		enum section_kind kind = questions[i].kind;
		const struct section *section = section_first(report->plan, kind);
		CLEANUP(freep) char *said = section_words(report->plan, kind);
		CLEANUP(str_clear) struct str fix = {0};

		if (!check_applies(report, kind) ||
		    words_contain_any(said, questions[i].words))
			continue;
		str_addf(&fix, "- %s: " FILL_IN "the answer, or why there is none]",
			 questions[i].question);
		report_add(report, PROBLEM_MISSING_SECTION, section->heading->line,
			   section->heading->column, str_text(&fix),
			   "the section '%s' does not answer '%s'", section->heading->text,
			   questions[i].question);
	}
}
