/* approvals.h - persons who have signed that they accept one exact plan text, held against what a case needs. */
#ifndef PLANGATE_WAIVER_APPROVALS_H
#define PLANGATE_WAIVER_APPROVALS_H

#include <stdbool.h>

#include "plangate/base/str.h"
#include "plangate/model/diagnostic.h"
#include "plangate/model/stage.h"
#include "plangate/record/waive.h"

struct pg_case;
struct pg_error;
struct plan_text;
struct plan_texts;
struct selection;

struct approvals {
	const struct pg_case *c; /* whose findings ask; its trust must be read; borrowed */
	const struct pg_case
		*at; /* in whose tree plans and records stand: c, or its whole; borrowed */
	enum severity least; /* of the findings that ask */
	struct signed_records records;
	bool read; /* the records: they are those of the plans, whatever is held against them */
	struct strlist people; /* who made what the plans are for */
};
void approvals_clear(struct approvals *approvals);

/* Where a finding or the policy may ask for approvals, read those of the plans, whose digests are then set: those
 * that hold for the exact text of one. */
int approvals_load(struct approvals *approvals, struct plan_texts *texts,
		   struct pg_error *err);

/* Tell what approvals a plan lacks. `covers`: the changes that it covers; NULL: all that its scope names. Where the policy
 * has the role POLICY_ROLE, each guarded file among them must be named, with its content, by an approval of that
 * role. */
void approvals_check(const struct approvals *approvals, const struct plan_text *text,
		     const struct selection *covers, enum stage_class at,
		     struct diagnostics *out);

#endif
