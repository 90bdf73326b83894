/* finding.h - a rule held against a change: whether it fired, on what evidence, and what then. */
#ifndef PLANGATE_MODEL_FINDING_H
#define PLANGATE_MODEL_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/demand.h"
#include "plangate/model/diagnostic.h"

enum rule_state {
	RULE_NOT_APPLICABLE, /* did not fire */
	RULE_SATISFIED,
	RULE_UNSATISFIED,
	RULE_OVERRIDDEN, /* waived by a signed record */
	RULE_EXEMPT,	 /* what it fired on takes landed work back */
	RULE_ERROR,
};

const char *rule_state_name(enum rule_state state); /* "not_applicable" and so on */

struct evidence {
	char *file; /* a changed path, or NULL for the change as a whole; owned */
	int line;   /* in the new file (in the old one for removed text); 0: none */
	char *detail; /* "5 files, limit >= 3", "added: CREATE TABLE users"; raw text; owned */
};

struct finding {
	char *rule;	   /* id; owned */
	char *pack;	   /* "plangate:default", or "" for the policy's own; owned */
	char *description; /* owned */
	enum severity severity;
	enum rule_state state;
	struct demand demand;
	unsigned approvals;	   /* persons who must have approved the plan */
	char *role;		   /* whose approvals count, or NULL: any signer's; owned */
	struct evidence *evidence; /* at most FINDING_MOST_EVIDENCE */
	size_t evidence_count;
	size_t evidence_capacity;
	size_t files; /* how many files matched, which may be more than the evidence shows */
	size_t *changes; /* their indexes in the changeset, which a plan must cover, counted or
			  * not; in rising order, NULL for policy-change; owned */
};

enum { FINDING_MOST_EVIDENCE = 20 };

struct findings {
	struct finding *items; /* in the order of the rules */
	size_t count;
	size_t capacity;
};

struct finding *findings_add(struct findings *list);

/* Whether it asks for something: it fired, and is neither waived nor exempt. */
bool finding_is_open(const struct finding *finding);

/* Copy file and detail into a new piece of evidence, unless there is enough already. */
void finding_add_evidence(struct finding *finding, const char *file, int line,
			  const char *detail);

/* Forget the evidence of a finding (a branch of `any` that did not hold after all). */
void finding_drop_evidence(struct finding *finding, size_t keep);

/* The demands of the open findings of at least this severity, joined; false where there is none. */
bool findings_join(const struct findings *list, enum severity least, struct demand *demand);

void findings_clear(struct findings *list);

#endif
