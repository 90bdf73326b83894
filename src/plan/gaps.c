#include "gaps.h"

#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

/* As they are written, and as nfc_words() has them, which a test holds together. */
static const struct {
	const char *text, *words;
} gaps[GAP_COUNT] = {
	[GAP_TITLE] = {"the name of this change", "the name of this change"},
	[GAP_RISK] = {"LOW, MEDIUM or HIGH", "low medium or high"},
	[GAP_APPROACH] = {"how it will work, and why this way",
			  "how it will work and why this way"},
	[GAP_QUESTIONS] = {"None, or each question with its answer",
			   "none or each question with its answer"},
	[GAP_ITEM] = {"yes and why, no, or n/a", "yes and why no or n a"},
	[GAP_STEP] = {"what is done there", "what is done there"},
	[GAP_ANY_STEP] = {"file, function or command, and what is done",
			  "file function or command and what is done"},
	[GAP_EXISTING_TESTS] = {"which cover this, and whether they break",
				"which cover this and whether they break"},
	[GAP_NEW_TESTS] = {"what each proves, and where", "what each proves and where"},
	[GAP_EDGE_CASES] = {"which are tested", "which are tested"},
	[GAP_MANUAL] = {"what to do, with which demo files",
			"what to do with which demo files"},
	[GAP_OUTCOME] = {"what a person then sees", "what a person then sees"},
	[GAP_TEST] = {"what is tested, and where", "what is tested and where"},
	[GAP_TEST_PROVES] = {"what it proves", "what it proves"},
	[GAP_TEST_COVERS] = {"covers this already: does it break, what does it prove",
			     "covers this already does it break what does it prove"},
	[GAP_UNDO] = {"how to undo this change", "how to undo this change"},
	[GAP_UNDO_STEPS] = {"the steps back", "the steps back"},
	[GAP_FLAG] = {"its name, or none", "its name or none"},
	[GAP_REVERT] = {"yes or no, and why", "yes or no and why"},
	[GAP_MIGRATION] = {"its down step, or the restore", "its down step or the restore"},
};

const char *gap_text(enum gap gap)
{
	return gaps[gap].text;
}

const char *gap_words(enum gap gap)
{
	return gaps[gap].words;
}

/* Behind "fill in" anywhere. */
static bool is_marked(const char *words, const char *gap)
{
	static const char mark[] = "fill in ";
	const char *at = words;

	while ((at = strstr(at, mark))) {
		at += strlen(mark);
		if (!strncmp(at, gap, strlen(gap)))
			return true;
	}
	return false;
}

bool gap_is_left(const char *text, char **words)
{
	CLEANUP(freep) char *all = nfc_words(text);
	CLEANUP(freep) char *value = nfc_words(words_after_label(text));

	for (enum gap gap = 0; gap < GAP_COUNT; gap++) {
		if (strcmp(value, gaps[gap].words) != 0 &&
		    strcmp(all, gaps[gap].words) != 0 && !is_marked(all, gaps[gap].words))
			continue;
		*words = xstrdup(gaps[gap].text);
		return true;
	}
	return false;
}
