/* survey.h - for those who write plans and rules: a change to look at, and the policy in force. */
#ifndef PLANGATE_ASSIST_SURVEY_H
#define PLANGATE_ASSIST_SURVEY_H

#include "plangate/change/case.h"
#include "plangate/model/analysis.h"

struct pg_error;
struct policy;
struct repo;

/* Open the case that the gate would judge, by the policy of its base, else the change's own, else the default pack. The
 * caller closes it, also after -1. */
int survey_open(struct pg_case *c, struct repo *repo, const struct named_change *name,
		struct pg_error *err);

/*
 * Judge the rules of an open case, load all its content, and tell what can be known of it before anybody writes a
 * plan. It reads every source file of the tree to tell who imports what. The analysis borrows from the
 * case; the caller clears it.
 */
int survey_analyse(struct pg_case *c, struct analysis *out, struct pg_error *err);

/* The policy for those who write here: HEAD's, else the staged one, else the default pack. The caller frees. */
int survey_policy(struct repo *repo, struct policy **policy, struct pg_error *err);

/* The policy that judges what is committed here: HEAD's; NULL where it has none. The caller frees. */
int policy_in_force(struct repo *repo, struct policy **policy, struct pg_error *err);

#endif
