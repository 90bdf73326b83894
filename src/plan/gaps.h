/* gaps.h - what a new plan leaves for a person to say: one list, so that none of it passes as an answer. */
#ifndef PLANGATE_SRC_PLAN_GAPS_H
#define PLANGATE_SRC_PLAN_GAPS_H

#include <stdbool.h>

enum gap {
	GAP_TITLE,
	GAP_RISK,
	GAP_APPROACH,
	GAP_QUESTIONS,
	GAP_ITEM,
	GAP_STEP,
	GAP_ANY_STEP,
	GAP_EXISTING_TESTS,
	GAP_NEW_TESTS,
	GAP_EDGE_CASES,
	GAP_MANUAL,
	GAP_OUTCOME,
	GAP_TEST,
	GAP_TEST_PROVES,
	GAP_TEST_COVERS,
	GAP_UNDO,
	GAP_UNDO_STEPS,
	GAP_FLAG,
	GAP_REVERT,
	GAP_MIGRATION,
	GAP_COUNT,
};

/* The words in the gap: "how to undo this change". */
const char *gap_text(enum gap gap);
const char *gap_words(enum gap gap); /* the same by nfc_words() */

/* Whether the text, or the value behind its label, is the words of a gap without its brackets. *words, which
 * the caller frees, names them. */
bool gap_is_left(const char *text, char **words);

#endif
