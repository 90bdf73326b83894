/* lexicon_words.h - the tables of the languages. */
#ifndef PLANGATE_SRC_MODEL_LEXICON_WORDS_H
#define PLANGATE_SRC_MODEL_LEXICON_WORDS_H

#include "plangate/model/lexicon.h"

/* Words as nfc_words() writes them (lower case, composed, no marks), with '|' between. Rows end with NULL words. */
struct lexicon_row {
	enum term term;
	const char *words;
};

extern const struct lexicon_row lexicon_de[], lexicon_fr[], lexicon_es[], lexicon_pt[],
	lexicon_ru[], lexicon_zh[], lexicon_ja[], lexicon_ko[];

#endif
