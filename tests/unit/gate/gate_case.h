/* gate_case.h - a change of a real repository, judged as the program judges it. */
#ifndef PLANGATE_TESTS_GATE_CASE_H
#define PLANGATE_TESTS_GATE_CASE_H

#include "../change/scene.h"
#include "plangate/gate/gate.h"

struct gate_case {
	struct repo *repo;
	struct verdict verdict;
};

static inline void gate_clear(struct gate_case *g)
{
	verdict_clear(&g->verdict);
	repo_free(g->repo);
}

/* Judge, at SCENE_NOW where the options say nothing else. */
static inline int gate_run(struct gate_case *g, enum spec_kind kind, const char *from,
			   const char *to, struct gate_options options,
			   struct pg_error *err)
{
	const struct named_change name = named(kind, from, to);

	gate_clear(g);
	*g = (struct gate_case){.repo = open_here()};
	options.now = options.now ? options.now : SCENE_NOW;
	return gate_judge(g->repo, &options, &name, &g->verdict, err);
}

static inline void judge_staged(struct gate_case *g)
{
	struct pg_error err = {0};

	must(gate_run(g, SPEC_STAGED, NULL, NULL, (struct gate_options){0}, &err), &err);
}

static inline void judge_range(struct gate_case *g, const char *from, const char *to)
{
	struct pg_error err = {0};

	must(gate_run(g, SPEC_RANGE, from, to, (struct gate_options){0}, &err), &err);
}

/* "CODE FILE RULE, ...": what is said of one of the changes, errors and warnings. */
static inline void said_is(const struct gate_case *g, size_t change, const char *wanted)
{
	CLEANUP(str_clear) struct str said = {0};

	assert_in_range(change, 0, g->verdict.count - 1);
	for (size_t i = 0; i < g->verdict.changes[change].diagnostics.count; i++) {
		const struct diagnostic *item =
			&g->verdict.changes[change].diagnostics.items[i];

		if (item->severity < SEVERITY_WARNING)
			continue;
		str_addf(&said, "%s%s%s%s%s%s%s", said.len ? ", " : "",
			 item->severity == SEVERITY_WARNING ? "warning " : "",
			 problem_id(item->problem), item->file ? " " : "",
			 item->file ? item->file : "", item->rule ? " " : "",
			 item->rule ? item->rule : "");
	}
	if (strcmp(str_text(&said), wanted) != 0)
		fail_msg("change %zu: %s", change, str_text(&said));
}

static inline void state_is(const struct gate_case *g, enum verdict_state wanted)
{
	if (g->verdict.state != wanted)
		fail_msg("%s", verdict_state_name(g->verdict.state));
}

/* The state of a rule in one of the changes. */
static inline enum rule_state rule_of(const struct gate_case *g, size_t change,
				      const char *rule)
{
	const struct findings *findings = &g->verdict.changes[change].findings;

	for (size_t i = 0; i < findings->count; i++)
		if (!strcmp(findings->items[i].rule, rule))
			return findings->items[i].state;
	fail_msg("no finding of %s", rule);
	return RULE_ERROR;
}

/* Make, stage and commit so many files src/NAME1.c and so on. */
#define FILES_FUNCTION                                                                     \
	"files() { for i in $(seq \"$2\"); do echo \"int $1$i;\" >\"src/$1$i.c\"; done;"   \
	" git add .; };"                                                                   \
	"commit() { git add .; git commit -qm \"$1\"; };"

#endif
