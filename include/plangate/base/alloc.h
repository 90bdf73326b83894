/*
 * alloc.h - memory that is there, or the end of the process.
 *
 * plangate lives for milliseconds: a failed allocation is not handled by its callers. The process
 * writes one line to standard error and ends with status 3, so that a gate stays shut. This is the
 * only place in the library that prints or exits.
 *
 * Every result belongs to the caller, who frees it with free().
 */
#ifndef PLANGATE_BASE_ALLOC_H
#define PLANGATE_BASE_ALLOC_H

#include <stdarg.h>
#include <stddef.h>

/* Zeroed memory for count items of size bytes each. */
void *xcalloc(size_t count, size_t size);

/* Resize to count items of size bytes each; the product is checked for overflow. */
void *xreallocarray(void *p, size_t count, size_t size);

/* Copies. xstrdup(NULL) is NULL. xmemdup adds a NUL behind the copy. */
char *xstrdup(const char *s);
char *xmemdup(const void *data, size_t len);

/* A formatted string. */
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

#endif
