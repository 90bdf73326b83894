/* away.h - what a sentence names and says to stay as it is. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_AWAY_H
#define PLANGATE_SRC_PLAN_SCOPE_AWAY_H

#include <stdbool.h>
#include <stddef.h>

struct tokens;

/* For each token from..to whether what it names stays as it is: a model ("like x"), something else ("rather than
 * x"), or what is left alone ("do not touch x", "x is unchanged"); `verb`: and all that no word of changing
 * stands before. The caller frees; indexed from 0. */
bool *away_read(const struct tokens *tokens, size_t from, size_t to, bool verb);

/* Whether what the token at this index names is said to come into being: "Create `x`", "a new `x`", "`x` (new)". */
bool away_makes(const struct tokens *tokens, size_t at);

/* Whether it is where something is put that is made: "Capture both answers into `x/`". */
bool away_puts(const struct tokens *tokens, size_t at);

/* Whether a text has a word of changing in it: "add", "updates". */
bool away_says_change(const char *text);

/* Whether a label or heading, as nfc_words() has it, stands before what is no part of the change:
 * "Out", "Deferred to v2", "Related files". */
bool away_is_label(const char *words);
/* The same of a heading or bold line as it is written, and of its remark: "Phase 2 (later)". */
bool away_is_heading(const char *text);

#endif
