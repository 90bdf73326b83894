/* trusted.h - how a program that decides about a signature is run: alone, on files of its own. */
#ifndef PLANGATE_SRC_RECORD_TRUSTED_H
#define PLANGATE_SRC_RECORD_TRUSTED_H

#include <stddef.h>

struct pg_error;
struct process;
struct process_result;

/* A private folder that is gone at the end of its scope. */
void scratch_clear(char **folder);

/* Write one file into it. */
int scratch_write(const char *folder, const char *name, const void *data, size_t len,
		  struct pg_error *err);

/* Run a program that decides, with nothing of ours in its environment that it would listen to. */
int run_trusted(struct process *process, struct process_result *result,
		struct pg_error *err);

#endif
