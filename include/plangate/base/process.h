/* process.h - run a program and collect what it says, bounded in time and size. */
#ifndef PLANGATE_BASE_PROCESS_H
#define PLANGATE_BASE_PROCESS_H

#include <stddef.h>

#include "plangate/base/str.h"

struct pg_error;

struct process {
	const char *const
		*argv; /* NULL-terminated; argv[0] is looked up in PATH; never a shell */
	const char *const
		*set; /* "NAME=value" for its environment, NULL-terminated, or NULL */
	const char *const *unset; /* names to leave out, NULL-terminated, or NULL */
	const char *folder;	  /* where it runs; NULL: here */
	const char *input;	  /* for its standard input, or NULL for none */
	size_t input_len;
	size_t most_output; /* bytes of standard output; more is an error; 0: PROCESS_OUTPUT */
	int seconds;	    /* killed after this long, an error; 0: PROCESS_SECONDS */
};

enum { PROCESS_OUTPUT = 256 << 20, PROCESS_SECONDS = 120 };

struct process_result {
	int status;	/* exit status, or 128 + signal number */
	struct str out; /* standard output */
	struct str err; /* standard error, the first 64 KiB */
};

/* Returns 0 when the program ran and ended, whatever its status; the caller clears the result. */
int process_run(const struct process *process, struct process_result *result,
		struct pg_error *err);
void process_result_clear(struct process_result *result);

#endif
