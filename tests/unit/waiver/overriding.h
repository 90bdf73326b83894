/* overriding.h - a change whose findings are waived by the records that it brings. */
#ifndef PLANGATE_TESTS_OVERRIDING_H
#define PLANGATE_TESTS_OVERRIDING_H

#include "plangate/model/verdict.h"
#include "plangate/record/waive.h"
#include "plangate/waiver/overrides.h"
#include "records.h"

struct overriding {
	struct repo *repo;
	struct pg_case c;
	struct verdict verdict;
	struct change_verdict *out; /* the one of the verdict */
};

static inline void overriding_clear(struct overriding *o)
{
	case_close(&o->c);
	verdict_clear(&o->verdict);
	repo_free(o->repo);
}

/* Open and judge a change of the repository here; -1 where the waiving failed. */
static inline int override_change(struct overriding *o, struct named_change name,
				  struct replay *replay, struct pg_error *err)
{
	struct change_spec spec = {0};
	struct pg_error other = {0};

	o->repo = open_here();
	must(spec_make(o->repo, &name, STAGE_MANUAL, &spec, &other), &other);
	must(case_open(&o->c, o->repo, &spec, &(struct case_options){.now = SCENE_NOW},
		       &other),
	     &other);
	must(case_read_trust(&o->c, &other), &other);
	must(case_judge(&o->c, &other), &other);
	o->out = verdict_add(&o->verdict);
	return overrides_apply(&o->c, replay, o->out, err);
}

static inline void override_staged(struct overriding *o)
{
	struct pg_error err = {0};

	must(override_change(o, named(SPEC_STAGED, NULL, NULL), NULL, &err), &err);
}

/* What `to` brings since it left `from`, as one. */
static inline void override_range(struct overriding *o, const char *from, const char *to)
{
	struct pg_error err = {0};

	must(override_change(o, named(SPEC_RANGE, from, to), NULL, &err), &err);
}

/* A repository of SIGNED_POLICY in which one file is staged, and an override for it that is not stored yet. */
static inline struct record *record_for(const char *rule, const char *file)
{
	CLEANUP(str_clear) struct str script = {0};

	signed_repo(SIGNED_POLICY);
	str_addf(&script, "echo 1 >%s; git add .", file);
	shell(str_text(&script), NULL);
	return new_override(rule, file);
}

/* For a repository by itself in a test of several. */
static inline void fresh_folder(void)
{
	shell("rm -rf .git .plangate src docs infra", NULL);
}

static inline struct finding *finding_of(struct overriding *o, const char *rule)
{
	for (size_t i = 0; i < o->c.findings.count; i++)
		if (!strcmp(o->c.findings.items[i].rule, rule))
			return &o->c.findings.items[i];
	fail_msg("no finding of %s", rule);
	return NULL;
}

static inline enum rule_state state_of(struct overriding *o, const char *rule)
{
	return finding_of(o, rule)->state;
}

/* The one remark on a record that does not count says this; NULL: there is none. */
static inline void refused_as(const struct overriding *o, const char *says)
{
	const struct diagnostics *list = &o->out->diagnostics;

	if (!says && list->count)
		fail_msg("%s", list->items[0].message);
	if (!says)
		return;
	assert_int_equal(list->count, 1);
	assert_string_equal(problem_id(list->items[0].problem), "override-refused");
	assert_int_equal(list->items[0].severity, SEVERITY_WARNING);
	if (!strstr(list->items[0].message, says))
		fail_msg("'%s' is not in: %s", says, list->items[0].message);
}

#endif
