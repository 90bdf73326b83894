/*
 * order.h - `plans.order: before`: the plan must have been in the tree, and have held up, before the first
 * commit that it covers. Its history says so, not its dates.
 */
#ifndef PLANGATE_SRC_GATE_ORDER_H
#define PLANGATE_SRC_GATE_ORDER_H

struct diagnostics;
struct matching;
struct pg_error;
struct plan;

/* Tell where the plan came after what it covers. */
int check_order(const struct matching *matching, const struct plan *plan,
		struct diagnostics *out, struct pg_error *err);

#endif
