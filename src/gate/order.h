/*
 * order.h - `plans.order: before`: the plan must have landed, and have held up there, before what it covers.
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
