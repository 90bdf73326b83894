/*
 * fixture.h - changes described in a few lines of YAML, and the rules that must fire on them.
 *
 * docs/policy.md ("Fixtures") describes the form; it is read as strictly as a policy.
 */
#ifndef PLANGATE_POLICY_FIXTURE_H
#define PLANGATE_POLICY_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>

struct pg_error;
struct policy;

/* One case, held against the policy; borrowed for the time of the call. */
struct fixture_result {
	const char *name;
	const char *file;
	int line;
	bool passed;
	const char *fired;    /* ids with a blank before each, in the order of the rules */
	const char *expected; /* the same for what should have fired */
};

/*
 * Judge every case of a fixture file by the policy and tell each result. -1: the file is no fixture,
 * names a rule that is not there, or a case cannot be judged.
 */
int fixture_run(const struct policy *policy, const char *file, const char *text, size_t len,
		void (*tell)(void *context, const struct fixture_result *result),
		void *context, struct pg_error *err);

#endif
