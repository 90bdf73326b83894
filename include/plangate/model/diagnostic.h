/* diagnostic.h - one thing to tell a person: what, where, and what to do about it. */
#ifndef PLANGATE_MODEL_DIAGNOSTIC_H
#define PLANGATE_MODEL_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/problem.h"

/* Strings are owned; NULL where there is none. Text is raw: whoever prints it makes it safe. */
struct diagnostic {
	enum severity severity;
	enum problem problem; /* problem_id() names it */
	char *message;	      /* lower case, no full stop, names the thing */
	char *file;	      /* path in the repository */
	int line;	      /* from 1; 0: the whole file */
	int column;	      /* from 1, in bytes; 0: the whole line */
	char *rule;	      /* the id of the rule that asks for it */
	char *subject; /* the path that it is about, where others of the same place may be told with it */
	char *fix; /* what to write or run; may be pasted */
};

struct diagnostics {
	struct diagnostic *items;
	size_t count;
	size_t capacity;
};

/*
 * Append one with a formatted message and a copy of file (may be NULL), and return it for `rule`
 * and `fix` (which it then owns) to be set; valid until the next one.
 */
struct diagnostic *diagnostics_add(struct diagnostics *list, enum severity severity,
				   enum problem problem, const char *file, int line,
				   int column, const char *format, ...)
	__attribute__((format(printf, 7, 8)));

/* The same for a problem whose severity is fixed: the table's. */
struct diagnostic *diagnostics_add_fixed(struct diagnostics *list, enum problem problem,
					 const char *file, int line, const char *format,
					 ...) __attribute__((format(printf, 5, 6)));

/* Move every item of other behind those of list; other is {0} then. */
void diagnostics_move(struct diagnostics *list, struct diagnostics *other);

/* Whether there is one of at least this severity. */
bool diagnostics_reach(const struct diagnostics *list, enum severity severity);

void diagnostics_clear(struct diagnostics *list);

#endif
