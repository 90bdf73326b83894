/*
 * excuse.h - splitting the same work differently does not change what is asked for.
 *
 * Whoever pushes a planned change together with a one-line fix that needed no plan is not asked to plan the fix, be they two
 * commits or one. But small commits that together need a plan are one change that was split, and are judged as one.
 * Branches that were merged are judged one by one.
 */
#ifndef PLANGATE_SRC_GATE_EXCUSE_H
#define PLANGATE_SRC_GATE_EXCUSE_H

#include <stdbool.h>

struct pg_case;
struct pg_error;
struct selection;

/* Of a range, excuse the files that came by commits which needed no plan, as long as together they need none
 * either, and those that came by merges which needed none. *any tells whether there were such files. */
int excuse_small_commits(struct pg_case *c, bool *any, struct pg_error *err);

/* Excuse the files that no plan covers where what is covered needs a plan by itself, and they need none. */
int excuse_uncovered(struct pg_case *c, const struct selection *covered, bool *any,
		     struct pg_error *err);

#endif
