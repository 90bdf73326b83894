/* item_words.h - what the words around the paths of an item say; all as nfc_words() has them. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_ITEM_WORDS_H
#define PLANGATE_SRC_PLAN_SCOPE_ITEM_WORDS_H

#include <stdbool.h>

/* A label of what is said about the change but is no list of its files: "Risk", "Owner". */
bool item_label_is_other(const char *words);
/* A label of what is not touched. */
bool item_label_refuses(const char *words);
/* A reason that takes the path before it out: "unchanged", "out of scope". */
bool item_reason_refuses(const char *words);
/* "all files", "everything except". */
bool item_is_everything(const char *words);
/* "create", "modify": before the paths of an item. */
bool item_word_is_verb(const char *words);
/* "except": a reason begins. */
bool item_word_excepts(const char *words);

#endif
