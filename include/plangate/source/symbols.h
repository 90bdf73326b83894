/*
 * symbols.h - what one source file defines: functions, types, and other named things.
 *
 * Read from the text alone, for the languages of imports.h and C#, Swift and Elixir (each row of
 * model/language.h with a syntax). Recall comes
 * first: methods, macros, constants of a module and functions that are held in a constant are all
 * there, so a name that is not found is most likely not defined.
 */
#ifndef PLANGATE_SOURCE_SYMBOLS_H
#define PLANGATE_SOURCE_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/language.h"

struct pg_error;

struct symbol {
	enum symbol_kind kind;
	char *name; /* the last component alone: "method" of "Class::method"; owned */
	unsigned line;
	bool is_public; /* by the rule of the language, as far as the line tells */
};

struct symbols {
	struct symbol *items; /* by line */
	size_t count, capacity;
	/* What is missing may be there all the same: more than SYMBOLS_MOST, a text too large, or
	 * a line on which a pattern gave up. */
	bool cut;
};

enum { SYMBOLS_MOST = 20000, SYMBOLS_MOST_BYTES = 2 << 20 };

/* Append what a text defines; a file of a language that is not known defines nothing. -1: a
 * pattern of ours does not compile. The caller clears with symbols_clear(). */
int symbols_read(struct symbols *out, const char *path, const char *text, size_t len,
		 struct pg_error *err);
void symbols_clear(struct symbols *symbols);

/* The first symbol of a name, or NULL. Of "Class.method", "Class::method", "Class#method" and
 * "(*T).Method" the last component counts, and "()" behind it does not. Borrowed. */
const struct symbol *symbols_find(const struct symbols *symbols, const char *name);

#endif
