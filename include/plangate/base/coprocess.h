/*
 * coprocess.h - a program that answers one request after the other, as git cat-file --batch does.
 *
 * Each wait is bounded by the seconds of the struct process it was started with. After an error the
 * program is of no use any more: end it.
 */
#ifndef PLANGATE_BASE_COPROCESS_H
#define PLANGATE_BASE_COPROCESS_H

#include <stddef.h>

struct coprocess;
struct pg_error;
struct process;
struct str;

/* Start it; input and most_output of `process` are not used, and nothing of it is kept. The caller ends it
 * with coprocess_end(). */
int coprocess_start(struct coprocess **out, const struct process *process,
		    struct pg_error *err);

/* Kill the program and free everything; accepts NULL. */
void coprocess_end(struct coprocess *coprocess);

/* Write a request, which must fit into a pipe (PIPE_BUF bytes), and read the line that answers it, without
 * its line feed, of at most `most` bytes; line is emptied first. */
int coprocess_ask(struct coprocess *coprocess, const char *request, size_t most,
		  struct str *line, struct pg_error *err);

/* Append the next len bytes of the answer. */
int coprocess_read(struct coprocess *coprocess, size_t len, struct str *out,
		   struct pg_error *err);

#endif
