/*
 * regex.h - regular expressions (PCRE2) that cannot run away or hide a failure.
 *
 * Compiled with JIT where there is one, multi-line ("^" and "$" at each line), never with \C; the
 * limits on matching, depth and heap are ours, whatever the pattern says.
 */
#ifndef PLANGATE_BASE_REGEX_H
#define PLANGATE_BASE_REGEX_H

#include <stdbool.h>
#include <stddef.h>

struct pg_error;
struct regex;

/* Compile; the caller frees with regex_free(). -1: does not compile, with offset and reason. */
int regex_new(struct regex **out, const char *pattern, struct pg_error *err);
void regex_free(struct regex *regex); /* accepts NULL */

/*
 * Search text[from..len). Returns 1 and sets *start and *end (offsets of the match in text), 0 if
 * there is no match, -1 with err when a limit was hit: the answer is then unknown, never "no".
 */
int regex_search(const struct regex *regex, const char *text, size_t len, size_t from,
		 size_t *start, size_t *end, struct pg_error *err);

/* Which ends of the text are none of the line: "^" does not match there, or "$". */
enum regex_cut { REGEX_WHOLE = 0, REGEX_CUT_BEFORE = 1 << 0, REGEX_CUT_BEHIND = 1 << 1 };

/* The same in a piece of a longer line. */
int regex_search_piece(const struct regex *regex, const char *text, size_t len,
		       unsigned cut, size_t *start, size_t *end, struct pg_error *err);

/* The source of the pattern; borrowed. */
const char *regex_pattern(const struct regex *regex);

#endif
