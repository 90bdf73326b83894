/*
 * What the profile `full` asks of some sections: each question is answered somewhere in the section, under
 * its label or in plain words.
 */
#include "plan_internal.h"

void question_ask(struct str *out, const struct section_question *question)
{
	str_addf(out, "- %s: " FILL_IN "the answer, or why there is none]",
		 question->question);
}

static void check_question(struct checking *checking, enum section_kind kind,
			   const struct section_question *question, const char *said)
{
	const struct section *section = section_first(checking->plan, kind);
	CLEANUP(str_clear) struct str fix = {0};

	if (words_contain_any(said, question->words))
		return;
	question_ask(&fix, question);
	checking_add(checking, PROBLEM_MISSING_SECTION, section->heading->line,
		     section->heading->column, str_text(&fix),
		     "the section '%s' does not answer '%s'", section_heading(section),
		     question->question);
}

void check_full(struct checking *checking)
{
	if (checking->demand.profile != PROFILE_FULL)
		return;
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++) {
		CLEANUP(freep) char *said = NULL;

		if (!row->questions || !check_applies(checking, row->kind))
			continue;
		said = section_english(checking, row->kind);
		for (const struct section_question *question = row->questions;
		     question->question; question++)
			check_question(checking, row->kind, question, said);
	}
}
