/*
 * section_table.h - every section that a plan may have, in the order in which a new plan has them.
 *
 * To add one: its line in SECTION_KINDS (model/plan.h), its row here with its headings in
 * section_table.c, and its check, if it has one, in a file of its own. All else goes through the rows.
 */
#ifndef PLANGATE_SRC_PLAN_SECTION_TABLE_H
#define PLANGATE_SRC_PLAN_SECTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/habit.h"
#include "plangate/model/plan.h"

/* What `plangate plan new` leaves for a person; placeholder.c refuses it. */
#define FILL_IN "[fill in: "

/* What is special about a section, for those who read and check plans. */
enum section_trait {
	SECTION_HAS_FACTS = 1 << 0, /* the files, the risk level and the estimate */
	SECTION_HAS_PARTS = 1 << 1, /* "Step 3" and "Phase 2: the parser" are parts of it */
	SECTION_HAS_BOXES = 1 << 2, /* an open box in it is work that is not done */
	SECTION_HAS_GROUPS =
		1 << 3, /* its fix is a group of it, to stand below their heading */
	SECTION_BY_HEADINGS = 1 << 4, /* a heading in it says something */
	SECTION_BY_DASH = 1 << 5,  /* so does a dash or an empty list: there is nothing */
	SECTION_BY_WORDS = 1 << 6, /* it must say more than its heading and the title */
	SECTION_IN_REQUIREMENTS = 1 << 7, /* is read in documents of requirements too */
	SECTION_IS_TITLE = 1 << 8, /* its name may be the title, above all other headings */
	SECTION_IF_THERE =
		1 << 9, /* looked at where it is there, though nobody asks for it */
};

enum heading_trait {
	HEADING_PURE = 1 << 0,	/* the plainest: two of them in one plan are two answers */
	HEADING_LABEL = 1 << 1, /* "Name: text" in a line is the section too */
	HEADING_ONLY_LABEL = 1 << 2, /* and a heading of this name is not */
	HEADING_NOUN = 1 << 3, /* one of few words, the others of which stand in `beside` */
};

/* Normalised headings with '|' between. A last '*' of one stands for any further words. */
struct heading_words {
	const char *names;
	unsigned traits; /* enum heading_trait bits */
	unsigned groups; /* enum assessment bits that they name */
	const char *beside;
};

/* What the profile `full` wants answered somewhere in the section. */
struct section_question {
	const char *question;
	const char *const *words; /* one of them shows that it is answered */
};

/* Lists end with a NULL name or question. */
struct section_row {
	enum section_kind kind; /* SECTION_NONE ends the rows */
	const struct heading_words *words;
	enum habit_role document; /* a document that is all of it; HABIT_DOCUMENT: none */
	enum profile from;	  /* the least that asks for it; PROFILE_NONE: none does */
	unsigned traits;	  /* enum section_trait bits */
	size_t shared; /* so many words and more are no other plan's; 0: they may be */
	const struct section_question *questions; /* or NULL */
	enum problem missing;			  /* where it is asked for and missing */
	const char *fix; /* how it is written, with its heading; NULL: nobody asks for it */
};

/*
 * The columns are those of struct section_row, and then three functions, NULL where there is none:
 * its check (check.c), the check against the trees (reconcile.c), and what a new plan says (scaffold.c;
 * where that is NULL, its fix).
 */
/* clang-format off */
#define SECTIONS(ROW) \
	ROW(SCOPE, scope_words, HABIT_DOCUMENT, PROFILE_LIGHT, \
	    SECTION_HAS_FACTS | SECTION_IN_REQUIREMENTS, 0, NULL, PROBLEM_MISSING_SECTION, \
	    "## Scope\n\n- Files: " FILL_IN "each file that changes]", \
	    check_scope, NULL, scaffold_scope) \
	ROW(APPROACH, approach_words, HABIT_DESIGN, PROFILE_STANDARD, \
	    SECTION_BY_WORDS | SECTION_IS_TITLE, 12, NULL, PROBLEM_MISSING_SECTION, \
	    "## Approach\n\n" FILL_IN "how it will work, and why so]", \
	    NULL, NULL, scaffold_approach) \
	ROW(STEPS, steps_words, HABIT_TASKS, PROFILE_STANDARD, \
	    SECTION_HAS_PARTS | SECTION_HAS_BOXES | SECTION_BY_HEADINGS | SECTION_IS_TITLE, 12, NULL, \
	    PROBLEM_MISSING_SECTION, \
	    "## Steps\n\n1. " FILL_IN "file, function or command, and what is done]", \
	    check_steps, check_step_targets, scaffold_steps) \
	ROW(ASSESSMENT, assessment_words, HABIT_DOCUMENT, PROFILE_NONE, \
	    SECTION_HAS_GROUPS, 0, NULL, PROBLEM_MISSING_ASSESSMENT, \
	    NULL, \
	    check_assessment, NULL, scaffold_assessment) \
	ROW(SECURITY, security_words, HABIT_DOCUMENT, PROFILE_NONE, \
	    0, 0, NULL, PROBLEM_MISSING_ASSESSMENT, \
	    NULL, \
	    NULL, NULL, NULL) \
	ROW(TESTS, tests_words, HABIT_DOCUMENT, PROFILE_LIGHT, \
	    SECTION_HAS_BOXES, 12, tests_questions, PROBLEM_MISSING_SECTION, \
	    "## Tests\n\n- [ ] " FILL_IN "what is tested, and where]", \
	    check_tests, check_test_targets, scaffold_tests) \
	ROW(ROLLBACK, rollback_words, HABIT_DOCUMENT, PROFILE_LIGHT, \
	    0, 25, rollback_questions, PROBLEM_MISSING_SECTION, \
	    "## Rollback\n\n" FILL_IN "how to undo this change]", \
	    check_rollback, NULL, scaffold_rollback) \
	ROW(QUESTIONS, questions_words, HABIT_DOCUMENT, PROFILE_STANDARD, \
	    SECTION_BY_HEADINGS | SECTION_BY_DASH | SECTION_IN_REQUIREMENTS | SECTION_IF_THERE, 0, NULL, \
	    PROBLEM_MISSING_QUESTIONS, \
	    "## Open Questions\n\nNone.", \
	    check_questions, NULL, scaffold_questions)
/* clang-format on */

/* All rows. */
const struct section_row *section_rows(void);

/* The row of a kind; of one that has none, SECTION_NONE among them, the last row, which says nothing. */
const struct section_row *section_row(enum section_kind kind);

bool section_has_trait(enum section_kind kind, enum section_trait trait);

/* The first kind with a trait; and the one that such a document is from end to end. SECTION_NONE where
 * there is none. */
enum section_kind section_with_trait(enum section_trait trait);
enum section_kind section_of_document(enum habit_role role);

/* What stands below the heading in the fix of a kind that has one. */
const char *section_fix_body(enum section_kind kind);

bool section_is_asked(const struct section_row *row, enum profile profile);

#endif
