/* words.h - bytes and words of code. */
#ifndef PLANGATE_SRC_SOURCE_WORDS_H
#define PLANGATE_SRC_SOURCE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A letter, a digit, '_', '$', or a byte above ASCII. */
bool is_word_byte(char c);

/* Whether the word is one of a list that ends in NULL. */
bool word_in(const char *word, size_t len, const char *const *words);

/* Whether the text begins with this word, and the word ends there. */
bool word_stands(const char *at, const char *end, const char *word);

/* Behind blanks; with `lines`, behind line feeds too. */
const char *skip_blanks(const char *at, const char *end, bool lines);

/* Behind the name that begins here. */
const char *skip_word(const char *at, const char *end);

#endif
