/* threshold.h - ">= 3", "> 80KB": a comparison that a policy states. */
#ifndef PLANGATE_POLICY_THRESHOLD_H
#define PLANGATE_POLICY_THRESHOLD_H

#include <stdbool.h>

struct loading;
struct value;

struct threshold {
	enum comparison {
		COMPARE_GE,
		COMPARE_LE,
		COMPARE_EQ,
		COMPARE_GT,
		COMPARE_LT
	} compare;
	unsigned long long limit;
	char *text; /* as it is shown; owned */
};

/* From a string, or from a bare whole number, which means "at least". */
int threshold_read(struct loading *loading, const struct value *value, bool bytes,
		   struct threshold *out);
bool threshold_holds(const struct threshold *threshold, unsigned long long number);
void threshold_clear(struct threshold *threshold);

#endif
