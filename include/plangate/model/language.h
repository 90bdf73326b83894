/*
 * language.h - what is known of each programming language: one row of a table a language.
 *
 * To add one, write its row into the src/model/language_*.c of its family. If its imports are to be
 * found, name a reader in IMPORT_READERS, and write scan_<name>() in a file of src/source.
 *
 * The rows are constant and live as long as the program; nothing here fails, and nothing reads a
 * file: a path alone tells the language, and whether it is a test.
 */
#ifndef PLANGATE_MODEL_LANGUAGE_H
#define PLANGATE_MODEL_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

struct strlist;

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

enum { SYNTAX_LINES = 3, SYNTAX_QUOTES = 7 };

/* Where comments and strings stand. */
struct syntax {
	const char *line[SYNTAX_LINES]; /* what begins a comment to the end of the line */
	const char *open, *close;
	bool nested; /* comments between open and close may hold others */
	struct quote quotes[SYNTAX_QUOTES];
	unsigned quirks; /* enum syntax_quirks */
};

/* The syntax of JavaScript; JSON with comments is read by it too. */
extern const struct syntax syntax_script;

enum symbol_kind {
	SYMBOL_FUNCTION, /* and methods, function-like macros */
	SYMBOL_TYPE,	 /* classes, structs, interfaces, enums, traits, typedefs */
	SYMBOL_OTHER,	 /* constants, variables, macros, modules */
};

/* How a definition looks: a pattern that matches the name alone, the rest being behind "\K" or in
 * a look-ahead. It is held to the start of a line of code whose comments and strings are blanked;
 * the first of a list that matches is what the line defines. */
struct symbol_pattern {
	enum symbol_kind kind;
	const char *pattern; /* NULL ends the list */
};

/* What tells whether a definition is seen from outside. */
enum public_rule {
	PUBLIC_UNLESS_WORD,	  /* none of the words stands on its line */
	PUBLIC_BY_WORD,		  /* one of them does */
	PUBLIC_BY_CAPITAL,	  /* its name begins with one */
	PUBLIC_UNLESS_UNDERSCORE, /* its name begins with none */
	/* "export" on its line; a member: no '_' before its name, no '#', none of the words */
	PUBLIC_BY_EXPORT,
};

enum { PUBLIC_WORDS = 5 };

struct visibility {
	enum public_rule rule;
	const char *words[PUBLIC_WORDS]; /* NULL ends the list */
};

/* Who finds the imports of a file: (READS_PYTHON, scan_python() of src/source) and so on. */
#define IMPORT_READERS(reader)                                                             \
	reader(PYTHON, python) reader(SCRIPT, script) reader(C, c) reader(GO, go)          \
		reader(JVM, jvm) reader(RUST, rust) reader(RUBY, ruby) reader(PHP, php)

enum import_reader {
	READS_NO_IMPORTS,
#define IMPORT_READER(id, name) READS_##id,
	IMPORT_READERS(IMPORT_READER)
#undef IMPORT_READER
};

/* Where the word stands in the name of a test, its ending left off. */
enum test_place {
	TEST_IS,     /* it is the whole name */
	TEST_BEGINS, /* at its start */
	TEST_ENDS,   /* at its end; a word of no bytes: every file is a test */
};

/* The byte between the word and the rest of the name. */
enum test_beside {
	BESIDE_ANY,	   /* whichever, or none */
	BESIDE_MARK,	   /* '-', '_' or '.' */
	BESIDE_UNDERSCORE, /* '_' */
	BESIDE_DOT,	   /* '.' */
	BESIDE_SMALL,	   /* a small letter or a digit, which belongs to the rest */
};

struct test_name {
	enum test_place place;
	enum test_beside beside;
	const char *word; /* NULL ends the list */
};

struct language {
	/* "python"; files of one name import one another, so Kotlin stands under "java" too. */
	const char *name;
	const char *endings; /* " .py .pyi "; each stands in one row of the table */
	const struct test_name *tests;

	/* A regular expression on one line as it is, which a diff shows without those around it;
	 * its match is a name that can be used from elsewhere. NULL: no line tells. */
	const char *public_line;

	/* The rest is for files that are read as a whole; syntax NULL: they are not. */
	const struct syntax *syntax;
	const struct symbol_pattern *symbols;
	struct visibility visibility;
	enum import_reader reader;
	/* What an import leaves out at the end of a path, in the order of trying; NULL ends it. */
	const char *const *import_forms;
};

/* The row of a file by its ending; NULL: none that is known. */
const struct language *language_of(const char *path);

/* Whether some language's files end so: ".py", in small or capital letters. */
bool language_has_ending(const char *ending);

/* Whether the file is one whose text tells what it defines: its language has a syntax. */
bool path_is_source(const char *path);

/*
 * Whether this is a test: by a folder (test, tests, __tests__, spec, fixtures and the like), where
 * everything is one, helpers and data too; or by the name of the file, as its language has it
 * (test_x.py, x_test.go, x.spec.ts, XTest.java, x.bats).
 */
bool path_is_test(const char *path);

/* The same by the name of the file alone, wherever it stands. */
bool path_is_named_test(const char *path);

/* Whether the name of this test says that it is about that file: tests/foo_test.c about src/foo.c.
 * Endings may differ within one language only. */
bool path_is_test_of(const char *test, const char *path);

/* Append the patterns (base/glob.h) that match the paths of which path_is_test() is true, and no
 * others. */
void test_patterns(struct strlist *out);

#endif
