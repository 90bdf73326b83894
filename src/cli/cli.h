/* cli.h - what the verbs share: the table of verbs, options, and ways to end. */
#ifndef PLANGATE_SRC_CLI_H
#define PLANGATE_SRC_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/terminal.h"
#include "plangate/model/verdict.h"

struct repo;

/* Exit codes; see EXIT STATUS in plangate(1). */
enum {
	EXIT_PASS = 0,
	EXIT_BLOCKED = 1,
	EXIT_USAGE = 2,
	EXIT_UNDECIDED = 3,
	EXIT_POLICY = 4
};

struct usage;

/* A verb; argv[0] is its name. Returns the exit code. */
struct verb {
	const char *name;
	const char *summary; /* for the list of verbs */
	int (*run)(int argc, char **argv);
};

/* verbs.c: the verbs of the program, ended by a NULL name. */
const struct verb *cli_verbs(void);

/* dispatch.c: run argv[0] out of a table; `of` is what comes before it, for messages ("plangate plan"). */
int cli_dispatch(const struct verb *verbs, const char *of, int argc, char **argv);

/* The same for a verb with verbs of its own, `of` being its full name: argv[0] is the outer verb. */
int cli_dispatch_nested(const struct verb *verbs, const char *of, const struct usage *usage,
			int argc, char **argv);

/* What an option does with its target. */
enum option_kind {
	OPTION_FLAG,  /* bool: set to true */
	OPTION_VALUE, /* const char *: the argument, borrowed from argv */
	OPTION_WORD,  /* struct word_choice: one of its words */
	OPTION_COLOR, /* enum color_choice: auto, always or never */
	OPTION_LIST,  /* struct strlist: the argument is appended */
};

/* One of a few words, of which help tells and which options_parse() alone checks. */
struct word_choice {
	const char *word;	  /* the default, or NULL; then what was chosen */
	const char *const *words; /* NULL-terminated */
};

struct option_spec {
	char letter; /* 0: none */
	const char *name;
	enum option_kind kind;
	const char *argument; /* its name in help; NULL for a flag */
	const char *help;     /* of a word: what stands before the words, or NULL */
	void *target;
};

/* Ends a list of options. */
#define OPTIONS_END                                                                        \
	{                                                                                  \
		0, NULL, OPTION_FLAG, NULL, NULL, NULL                                     \
	}

struct usage {
	const char *synopsis; /* without "usage: " */
	const char *text;     /* what the verb does; may be several lines */
	const struct option_spec *options;
};

/* options_parse() has not ended the program: go on. */
enum { OPTIONS_OK = -1 };

/*
 * Parse the options in front and between; *first is the index of the first operand, operands being
 * moved behind. Returns OPTIONS_OK, or the exit code after help or a usage error was printed.
 */
int options_parse(const struct usage *usage, int argc, char **argv, int *first);

/* "human" and "json", for verbs that print one of the two. */
const char *const *cli_two_formats(void);

/* A word that is none of an option's: a usage error that lists them and suggests the nearest. */
int cli_bad_word(const struct usage *usage, const char *option, const char *word,
		 const char *const *words);

/* ending.c: say what is wrong with the call on standard error, with the synopsis; EXIT_USAGE. */
int cli_usage_error(const struct usage *usage, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Say "plangate: error: ..." on standard error; the exit code that belongs to the error. */
int cli_fail(const struct pg_error *err);

/* Write text to a stream; a reader that is gone changes nothing. */
void cli_write(FILE *stream, const struct str *text);

/* The exit code of a verdict. */
int cli_exit_code(const struct verdict *verdict);

/* Install the hooks and tell on standard output what was done; used by init and install. */
int cli_install_hooks(struct repo *repo, struct pg_error *err);

/* "A..B", "A...B", "A.." and "A" (to HEAD): sets from and to. */
struct named_change;
int cli_split_range(struct repo *repo, const char *range, struct named_change *change,
		    struct pg_error *err);

/* The change that --range or --commit name, or what is staged. */
int cli_name_change(struct repo *repo, const char *range, const char *commit,
		    struct named_change *change, struct pg_error *err);

/* The verbs of plangate plan that have a file of their own. */
int cmd_plan_list(int argc, char **argv);
int cmd_plan_show(int argc, char **argv);
int cmd_plan_sync(int argc, char **argv);
int cmd_plan_continue(int argc, char **argv);

/* The verbs of plangate rules, a file each. */
int cmd_rules_explain(int argc, char **argv);
int cmd_rules_lint(int argc, char **argv);
int cmd_rules_show(int argc, char **argv);
int cmd_rules_test(int argc, char **argv);

/* The verb of plangate audit. */
int cmd_audit_verify(int argc, char **argv);

/* The verbs of plangate override and plan approve, which sign or look at records. */
int cmd_override_create(int argc, char **argv);
int cmd_override_sign(int argc, char **argv);
int cmd_override_list(int argc, char **argv);
int cmd_override_show(int argc, char **argv);
int cmd_override_verify(int argc, char **argv);
int cmd_override_revoke(int argc, char **argv);
int cmd_plan_approve(int argc, char **argv);

/* The absolute path of this very program, which the hook files call; the caller frees it. */
int cli_program_path(char **path, struct pg_error *err);

/* The verbs, a file each. */
int cmd_audit(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_doctor(int argc, char **argv);
int cmd_help(int argc, char **argv);
int cmd_hook(int argc, char **argv);
int cmd_init(int argc, char **argv);
int cmd_install(int argc, char **argv);
int cmd_override(int argc, char **argv);
int cmd_plan(int argc, char **argv);
int cmd_rules(int argc, char **argv);
int cmd_scope(int argc, char **argv);
int cmd_uninstall(int argc, char **argv);
int cmd_version(int argc, char **argv);

#endif
