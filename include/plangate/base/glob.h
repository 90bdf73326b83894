/*
 * glob.h - gitignore-style patterns against paths, compared as bytes.
 *
 * `*` and `?` stop at '/', `**` as a whole component crosses it, `[...]` is a class with `!` or
 * `^`, ranges and [:names:], `\` takes the next byte literally, `{a,b}` stands for either. A
 * pattern without a '/' (but for a last one) matches the name at any depth; one with a '/' is
 * anchored at the root. A last '/' means everything below that folder. The reference for the first
 * four is git's wildmatch with WM_PATHNAME (wildmatch.c). Matching takes time bounded by the
 * product of both lengths.
 */
#ifndef PLANGATE_BASE_GLOB_H
#define PLANGATE_BASE_GLOB_H

#include <stdbool.h>

struct pg_error;
struct strlist;

enum glob_flags {
	GLOB_LITERAL_BRACKETS = 1 << 0, /* '[' and ']' stand for themselves */
	GLOB_ANCHORED = 1 << 1,		/* a pattern without '/' matches only at the root */
};

struct glob; /* a compiled pattern */

/* Compile; the caller frees with glob_free(). -1: empty or longer than 4096 bytes, more than 256
 * alternatives or braces nested more than 8 deep, a brace or bracket that is not closed, an unknown
 * [:name:], a backslash at the end. A brace without a comma stands for itself. */
int glob_new(struct glob **out, const char *pattern, unsigned flags, struct pg_error *err);
void glob_free(struct glob *glob); /* accepts NULL */

bool glob_match(const struct glob *glob, const char *path);

/* The source of the pattern; borrowed. */
const char *glob_pattern(const struct glob *glob);

/* wildmatch alone: whole text against pattern, '/' special, no braces and no gitignore rules. */
bool glob_wildmatch(const char *pattern, const char *text);

#endif
