/* doctor_lands.h - where work lands, for plangate doctor. */
#ifndef PLANGATE_SRC_CLI_DOCTOR_LANDS_H
#define PLANGATE_SRC_CLI_DOCTOR_LANDS_H

struct pg_error;
struct policy;
struct repo;

/* Print on which branches a plan is used up here, who says so, and what could not be known. */
int print_landing(struct repo *repo, const struct policy *policy, struct pg_error *err);

#endif
