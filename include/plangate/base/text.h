/* text.h - UTF-8, text from a repository made safe to show, and the nearest right word. */
#ifndef PLANGATE_BASE_TEXT_H
#define PLANGATE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

/*
 * Decode the code point at text, of which len (> 0) bytes may be read. Returns how many bytes it
 * takes and sets *code; 0 if the bytes are no UTF-8 by RFC 3629 (overlong forms, surrogates and
 * values above U+10FFFF are not).
 */
size_t utf8_decode(const char *text, size_t len, uint32_t *code);

/* Whether all len bytes are UTF-8. */
bool utf8_valid(const char *text, size_t len);

/* Append one code point as UTF-8. */
void utf8_add(struct str *out, uint32_t code);

/* Control characters, line and paragraph separators, and bidirectional or invisible formatting. */
bool text_is_unsafe(uint32_t code);

/* Whether a person sees text for what it is: UTF-8 without an unsafe character. */
bool text_is_safe(const char *text);

/*
 * Append text so that a terminal or a log shows it as one harmless line: unsafe characters and
 * bytes that are no UTF-8 become \n, \t, \e, \xHH or \u{HHHH}; all else stays as it is.
 */
void text_add_safe(struct str *out, const char *text);

/* text_add_safe() as a new string; the caller frees it. */
char *text_safe(const char *text);

/*
 * A path as git shows it: plain where every byte is harmless, else in double quotes with C
 * escapes (\", \\, \n, \ooo), which is core.quotePath's form but leaves valid UTF-8 alone. The
 * caller frees it.
 */
char *text_quote_path(const char *path);

/*
 * A path as an argument that can be pasted into a shell: plain where every byte is harmless there, else in single
 * quotes, and where it holds what text_add_safe() would change in the form $'\ooo' of bash, zsh and ksh. One that
 * begins with '-' gets "./" before it. For people to read and paste; nothing is run so. The caller frees it.
 */
char *text_quote_argument(const char *path);

/*
 * The entry of a NULL-terminated list that word most likely stands for: at most 2 edits away (1
 * for words of up to 3 letters), or NULL. Borrowed from words.
 */
const char *text_nearest(const char *word, const char *const *words);

/* Append "; did you mean 'x'?" where there is such an entry. */
void text_add_nearest(struct str *out, const char *word, const char *const *words);

#endif
