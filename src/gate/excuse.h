/*
 * excuse.h - small commits in a larger push.
 *
 * Whoever pushes a planned change together with a one-line fix that needed no plan is not asked to plan the
 * fix. But small commits that together need a plan are one change that was split, and are judged as one.
 */
#ifndef PLANGATE_SRC_GATE_EXCUSE_H
#define PLANGATE_SRC_GATE_EXCUSE_H

#include <stdbool.h>

struct pg_case;
struct pg_error;

/* Of a range, excuse the files that came by commits which needed no plan, as long as together they need none
 * either. *any tells whether there were such files. */
int excuse_small_commits(struct pg_case *c, bool *any, struct pg_error *err);

#endif
