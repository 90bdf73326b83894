/* ci.h - what a system for continuous integration says of the change that it builds. */
#ifndef PLANGATE_SRC_CLI_CI_H
#define PLANGATE_SRC_CLI_CI_H

struct pg_error;

struct ci_change {
	char *base, *head; /* revisions: ids, or a tracking ref of origin */
	char *target;	   /* the whole ref that it goes to, or NULL: not told */
};

/*
 * Read the change from the environment, by the table of ci.c, which docs/ci.md is held against. Nothing of it
 * is trusted: ids must be ids, branches must be names of branches. PG_ERR_USAGE where no system is
 * recognised, PG_ERR_SYSTEM where one is that tells no base. The caller clears out in any case.
 */
int ci_change_read(struct ci_change *out, struct pg_error *err);
void ci_change_clear(struct ci_change *change);

#endif
