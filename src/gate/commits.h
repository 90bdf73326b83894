/*
 * commits.h - the commits of a range one by one.
 *
 * What one brings and another takes back is in no net change, and a change that a commit made need not be
 * seen in the sum of all.
 */
#ifndef PLANGATE_SRC_GATE_COMMITS_H
#define PLANGATE_SRC_GATE_COMMITS_H

struct gate_options;
struct pg_case;
struct pg_error;
struct verdict;

/* Judge every commit of a range by itself, too. Only those that lack something are appended to the verdict, whose
 * last change is that of the range: overrides that commits used are added to it. */
int judge_commits(struct pg_case *whole, const struct gate_options *options,
		  struct verdict *verdict, struct pg_error *err);

#endif
