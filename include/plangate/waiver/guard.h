/* guard.h - what a change may not do to records and signers, whatever its rules say. */
#ifndef PLANGATE_WAIVER_GUARD_H
#define PLANGATE_WAIVER_GUARD_H

struct diagnostics;
struct pg_case;
struct pg_error;

/* The records folder only grows, and holds nothing but records: tell of each changed file there that is not a
 * new, valid one. */
int records_guard(const struct pg_case *c, struct diagnostics *out, struct pg_error *err);

/* Tell where a change brings signers or revocations that nobody could read afterwards. */
int signers_guard(const struct pg_case *c, struct diagnostics *out, struct pg_error *err);

#endif
