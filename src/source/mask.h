/* mask.h - code without its comments and strings, byte for byte as long as it was. */
#ifndef PLANGATE_SRC_SOURCE_MASK_H
#define PLANGATE_SRC_SOURCE_MASK_H

#include <stddef.h>

struct syntax;

/* Stands for a byte inside a string; belongs to no name and no operator. */
enum { MASKED = 1 };

/*
 * A copy of len bytes and a NUL in which comments are blanks, what stands in strings is MASKED, and
 * the quotes around strings and all line feeds stay. Takes time in proportion to len, whatever the
 * text holds. The caller frees it.
 */
char *mask_code(const struct syntax *syntax, const char *text, size_t len);

#endif
