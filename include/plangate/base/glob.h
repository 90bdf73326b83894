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
#include <stddef.h>

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

/* The same pattern once more, for another owner, who frees it with glob_free() as well. */
struct glob *glob_share(struct glob *glob);

bool glob_match(const struct glob *glob, const char *path);

/* The source of the pattern; borrowed. */
const char *glob_pattern(const struct glob *glob);

/* wildmatch alone: whole text against pattern, '/' special, no braces and no gitignore rules. */
bool glob_wildmatch(const char *pattern, const char *text);

/* A list of patterns that belong to it. */
struct glob_list {
	struct glob **items;
	size_t count;
	size_t capacity;
};

/* Append; the list takes the pattern. */
void glob_list_take(struct glob_list *list, struct glob *glob);

/* Append all patterns of another list, shared with it. */
void glob_list_share(struct glob_list *list, const struct glob_list *other);

/* The first pattern that matches path, or NULL; borrowed. */
const struct glob *glob_list_find(const struct glob_list *list, const char *path);

/* Free every pattern; the list is {0} again. */
void glob_list_clear(struct glob_list *list);

#endif
