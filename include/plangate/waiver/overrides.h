/*
 * overrides.h - what persons have signed may enter without satisfying a rule.
 *
 * A record counts for the change that brings it. One that the base has already was used up there: it does
 * not let the same content in again after it was taken out.
 */
#ifndef PLANGATE_WAIVER_OVERRIDES_H
#define PLANGATE_WAIVER_OVERRIDES_H

struct change_verdict;
struct pg_case;
struct pg_error;
struct replay;

/*
 * Waive by the records that the change brings (of one commit: that its whole brings). Of the case's findings those
 * whose rule does not fire on what is left become RULE_OVERRIDDEN, those that still do are judged on the
 * rest, and files that need no plan any more are excused. Adds to out the overrides used and remarks on
 * those that do not count. The case's trust must be read; replay is the server's ledger, or NULL.
 */
int overrides_apply(struct pg_case *c, struct replay *replay, struct change_verdict *out,
		    struct pg_error *err);

#endif
