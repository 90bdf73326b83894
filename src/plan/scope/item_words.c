#include "item_words.h"

#include <string.h>

#include "../plan_internal.h"
#include "away.h"

/* Labels of what is said about the change but is no list of its files. */
static const char *const other_labels[] = {
	"risk",
	"risk level",
	"risk rating",
	"estimate",
	"estimated changes",
	"estimated change",
	"estimated size",
	"estimated effort",
	"estimated lines",
	"size",
	"effort",
	"lines",
	"reason",
	"reasons",
	"why",
	"note",
	"notes",
	"owner",
	"owners",
	"author",
	"ticket",
	"issue",
	"see",
	"see also",
	"reference",
	"references",
	"related",
	"related files",
	"background",
	"context",
	"depends on",
	"branch",
	"reviewers",
	"goal",
	"summary",
	"because",
	"example",
	"examples",
	"spec",
	"date",
	"status",
	"blast radius",
	"read first",
	"for reference",
	"structure decision",
	"decision",
	"rationale",
	NULL,
};

static const char *const negations[] = {
	"not",		"without", "unchanged",	  "untouched",	    "never",   "don't",
	"doesn't",	"won't",   "dont",	  "isn't",	    "aren't",  "excluded",
	"out of scope", "cannot",  "leave alone", "stays as it is", "nothing", NULL,
};

/* At the beginning of a reason or in parentheses: the path before it is no part of the scope. */
static const char *const refusals[] = {
	"not touched",	"not changed",	   "not modified",    "untouched",
	"unchanged",	"no change",	   "no changes",      "out of scope",
	"not in scope", "will not change", "does not change", "stays as it is",
	"read only",	"reference only",  "for reference",   "excluded",
	NULL,
};

static const char *const everything[] = {
	"all",
	"all files",
	"everything",
	"every file",
	"the whole repository",
	"whole repository",
	"entire repository",
	"the entire repository",
	"the whole repo",
	"whole repo",
	"the entire repo",
	"entire repo",
	"entire codebase",
	"the entire codebase",
	"the whole codebase",
	"whole codebase",
	"all of it",
	"all code",
	"any file",
	NULL,
};

static const char *const verbs[] = {
	"create",  "add",     "new",	    "modify", "update", "edit",	 "change",
	"delete",  "remove",  "rename",	    "move",   "test",	"tests", "touch",
	"rewrite", "extend",  "refactor",   "fix",    "a",	"m",	 "d",
	"r",	   "replace", "regenerate", "x",      "the",	NULL,
};

static const char *const exceptions[] = {"except", "excluding", "but", "other than", NULL};

static bool begins_with_any(const char *words, const char *const *list)
{
	for (; *list; list++) {
		size_t len = strlen(*list);

		if (!strncmp(words, *list, len) && (!words[len] || words[len] == ' '))
			return true;
	}
	return false;
}

bool item_label_is_other(const char *words)
{
	return words_equal_any(words, other_labels);
}

bool item_label_refuses(const char *words)
{
	return away_is_label(words) || words_contain_any(words, negations);
}

bool item_reason_refuses(const char *words)
{
	return begins_with_any(words, refusals);
}

bool item_is_everything(const char *words)
{
	return words_equal_any(words, everything) ||
	       (begins_with_any(words, everything) && words_contain_any(words, exceptions));
}

bool item_word_is_verb(const char *words)
{
	return words_equal_any(words, verbs);
}

bool item_word_excepts(const char *words)
{
	return words_equal_any(words, exceptions);
}
