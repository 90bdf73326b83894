/* english.h - plans in other languages: what is fixed in them, in the words that the checks know. */
#ifndef PLANGATE_SRC_PLAN_ENGLISH_H
#define PLANGATE_SRC_PLAN_ENGLISH_H

#include <stddef.h>

#include "plangate/model/lexicon.h"

/*
 * The Markdown with every word of the lexicon that stands alone between two marks in English: headings, labels, values,
 * remarks, cells. Line for line; code stays. NULL where nothing is to be changed; the caller frees.
 */
char *english_markdown(const struct lexicon *lexicon, const char *text, size_t len);

/* Behind a number: the bytes up to the end of "files" or "lines", with at most one word before them, and which of the two
 * it is; 0: neither follows. */
size_t english_unit(const struct lexicon *lexicon, const char *text, enum term *term);

/* One value. The caller frees. */
char *english_value(const struct lexicon *lexicon, const char *text);

/* What nfc_words() made of sentences, with the words of the lexicon that stand in them in English. The caller frees. */
char *english_words(const struct lexicon *lexicon, const char *normalised);

#endif
