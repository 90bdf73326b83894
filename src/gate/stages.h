/* stages.h - one spec, from adoption to its part of the verdict. */
#ifndef PLANGATE_SRC_GATE_STAGES_H
#define PLANGATE_SRC_GATE_STAGES_H

struct change_spec;
struct gate_options;
struct pg_error;
struct repo;
struct verdict;

/* Adopt if need be, open the case and judge it. */
int judge_spec(struct repo *repo, const struct gate_options *options,
	       struct change_spec *spec, struct verdict *verdict, struct pg_error *err);

#endif
