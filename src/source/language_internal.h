/* language_internal.h - what is known of each language: one row of a table. */
#ifndef PLANGATE_SRC_SOURCE_LANGUAGE_INTERNAL_H
#define PLANGATE_SRC_SOURCE_LANGUAGE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/source/language.h"
#include "plangate/source/symbols.h"

struct scan;

/* How a text between two quotes goes on. */
enum quote_flags {
	QUOTE_PLAIN = 0,	/* until the quote that closes, on the same line */
	QUOTE_ESCAPES = 1 << 0, /* a backslash takes the next byte along */
	QUOTE_LINES =
		1 << 1, /* may reach over lines; unclosed, it takes the rest of the file */
};

struct quote {
	const char *open; /* NULL ends the list; a longer one stands before its beginning */
	const char *close;
	unsigned flags;
};

/* What no table of quotes can say. */
enum syntax_quirks {
	SYNTAX_TEMPLATES = 1 << 0,   /* `text ${code} text` */
	SYNTAX_SLASH_REGEX = 1 << 1, /* /pattern/ */
	SYNTAX_CHARACTERS =
		1 << 2,		  /* 'x' is one character; a lone ' means something else */
	SYNTAX_RUST_RAW = 1 << 3, /* r#"text"# */
	SYNTAX_CPP_RAW = 1 << 4,  /* R"mark(text)mark" */
	SYNTAX_RUBY_HEREDOC = 1 << 5, /* <<~MARK */
	SYNTAX_PHP_HEREDOC = 1 << 6,  /* <<<MARK */
	SYNTAX_VERBATIM = 1 << 7,     /* @"no \ escapes" */
	SYNTAX_SCRIPT_TAG = 1 << 8,   /* code stands between <script> and </script> alone */
	SYNTAX_ATTRIBUTES = 1 << 9,   /* "#[" begins no comment */
};

struct syntax {
	const char *line[3]; /* what begins a comment to the end of the line */
	const char *open, *close;
	bool nested; /* comments between open and close may hold others */
	struct quote quotes[7];
	unsigned quirks;
};

/* How a definition looks: a pattern that matches the name alone, the rest being behind "\K" or in
 * a look-ahead. It is searched in code whose comments and strings are blanked. */
struct symbol_pattern {
	enum symbol_kind kind;
	const char *pattern; /* NULL ends the list */
};

/* Whether a definition is seen from outside; `line` is the whole line of code that holds it. */
typedef bool (*symbol_is_public)(const char *name, const char *line, size_t len);

struct language {
	const char *name;
	const char *endings; /* " .py .pyi " */
	const struct syntax *syntax;
	void (*scan)(struct scan *scan); /* find the imports of a file; NULL: not known */
	const struct symbol_pattern *symbols;
	symbol_is_public is_public;
};

/* The row of a file; NULL: none. Borrowed. */
const struct language *language_row(const char *path);

/* script_syntax.c: of JavaScript; JSON with comments is read by it too. */
extern const struct syntax syntax_script;

#endif
