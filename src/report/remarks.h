/* remarks.h - what a verdict has to tell, as one flat list for the formats of machines. */
#ifndef PLANGATE_SRC_REPORT_REMARKS_H
#define PLANGATE_SRC_REPORT_REMARKS_H

#include "plangate/model/verdict.h"

/* All borrowed from the verdict. */
struct remark {
	enum severity severity;
	const char *code; /* a problem class, or the id of a rule that fired */
	const char *rule; /* the rule that asks for it, or NULL */
	const char *message;
	const char *fix;  /* or NULL */
	const char *file; /* or NULL */
	int line, column; /* 0: not known */
	size_t repeat;	  /* how many of the same fingerprint came before */
	const struct change_verdict *change;
};

/*
 * Every diagnostic, in order, and as notes the rules that fired and are not satisfied, each at the
 * first line that it saw. A diagnostic about the change as a whole gets the place of the first of
 * these: readers of such lists show nothing without one.
 */
typedef void (*remark_visit)(void *context, const struct remark *remark);
void remarks_walk(const struct verdict *verdict, remark_visit visit, void *context);

/* The file to show it at, where one is needed: its own, or else the policy that asks for it; NULL where there is
 * none. */
const char *remark_place(const struct remark *remark);

/* 16 hexadecimal digits, no two alike in a report, that stay the same where only lines and numbers move:
 * FNV-1a of code, rule, file, message without its digits, and repeat. The caller frees it. */
char *remark_fingerprint(const struct remark *remark);

/* A path as the path of a relative URI (RFC 3986): what is no unreserved byte or '/' is percent-encoded. */
struct str;
void add_uri_path(struct str *out, const char *path);

#endif
