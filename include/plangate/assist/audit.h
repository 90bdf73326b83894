/* audit.h - the history judged again, change by change. */
#ifndef PLANGATE_ASSIST_AUDIT_H
#define PLANGATE_ASSIST_AUDIT_H

struct audit;
struct oid;
struct pg_error;
struct repo;

/*
 * Judge again each change that landed on the first-parent line of from..to (from may be null), as it
 * was then: by the policy and the signers of its base, with the time of its commit for a clock.
 */
int audit_run(struct repo *repo, const struct oid *from, const struct oid *to,
	      struct audit *audit, struct pg_error *err);

#endif
