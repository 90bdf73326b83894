/*
 * error.h - what went wrong in the world, told once, by the place that knows.
 *
 * A function that can fail returns 0, or -1 with the error filled in; its out-parameters are then
 * untouched, as the error is on success. Findings and problems of a plan are results, not errors.
 */
#ifndef PLANGATE_BASE_ERROR_H
#define PLANGATE_BASE_ERROR_H

/* The values are the exit codes of docs: usage 2, could not decide 3, policy invalid 4. */
enum pg_error_kind {
	PG_ERR_NONE = 0,
	PG_ERR_USAGE = 2,
	PG_ERR_SYSTEM = 3,
	PG_ERR_POLICY = 4,
};

struct pg_error {
	enum pg_error_kind kind;
	char text[2048]; /* one line, lower case, no full stop; longer text is cut */
};

/* Fill err and return -1, so that `return pg_fail(...)` is a whole failure path. */
int pg_fail(struct pg_error *err, enum pg_error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Put the caller's context before the text that is there ("prefix: text"). Returns -1. */
int pg_prefix(struct pg_error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
