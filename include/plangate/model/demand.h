/* demand.h - what a plan must bring because a rule fired. */
#ifndef PLANGATE_MODEL_DEMAND_H
#define PLANGATE_MODEL_DEMAND_H

#include <stdbool.h>

/* In rising order: a higher one includes the lower ones. */
enum profile { PROFILE_NONE, PROFILE_LIGHT, PROFILE_STANDARD, PROFILE_FULL };
enum risk { RISK_NONE, RISK_LOW, RISK_MEDIUM, RISK_HIGH };

/* Groups of the Risk Assessment, as bits. */
enum assessment {
	ASSESS_SECURITY = 1 << 0,
	ASSESS_PERFORMANCE = 1 << 1,
	ASSESS_BREAKING = 1 << 2,
	ASSESS_DEPENDENCIES = 1 << 3,
};

struct demand {
	enum profile profile; /* PROFILE_NONE: no plan is needed */
	enum risk risk;	      /* the least level that the plan must state; RISK_NONE: any */
	unsigned assess;      /* enum assessment bits */
	bool migration;	      /* a rollback must say more than "git revert" */
};

/* The least demand that includes both. */
void demand_join(struct demand *into, const struct demand *other);

const char *profile_name(enum profile profile); /* "none", "light", "standard", "full" */
const char *risk_name(enum risk risk);		/* "", "LOW", "MEDIUM", "HIGH" */

/* The name of one assessment bit: "security", "performance", "breaking", "dependencies". */
const char *assessment_name(enum assessment bit);

/* By name, exact for profiles and assessments, any case for risks; false if unknown. */
bool profile_find(enum profile *profile, const char *name);
bool risk_find(enum risk *risk, const char *name);
bool assessment_find(enum assessment *bit, const char *name);

/* NULL-terminated names, for messages and suggestions; profiles without "none", which asks for nothing. */
const char *const *profile_names(void);
const char *const *risk_names(void);
const char *const *assessment_names(void);

#endif
