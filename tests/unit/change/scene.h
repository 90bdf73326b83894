/* scene.h - a change to judge: by hand, without a repository, or of a real one in the current folder. */
#ifndef PLANGATE_TESTS_SCENE_H
#define PLANGATE_TESTS_SCENE_H

#include <string.h>

#include "../git/repo_fixture.h"
#include "plangate/base/cleanup.h"
#include "plangate/change/case.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"

/* 2026-01-01: what plans and records are held against. */
enum { SCENE_NOW = 1767225600, DAY = 24 * 3600, HOUR = 3600 };

/* Three files need a plan. */
#define MANY_POLICY                                                                        \
	"version: 1\n"                                                                     \
	"rules:\n"                                                                         \
	"  - id: many\n"                                                                   \
	"    when: {files: \">= 3\"}\n"                                                    \
	"    demand: {profile: standard}\n"

/* A shell function: plan PATH FILE... writes a plan for these files that holds up; $FRONT stands before it. */
#define PLAN_FUNCTION                                                                      \
	"plan() { p=$1; mkdir -p \"$(dirname \"$p\")\"; shift;"                            \
	" { printf '%s' \"${FRONT-}\"; printf '# Implementation Plan: Add the parts\\n\\n" \
	"## Scope\\n- Files:\\n'; printf '  - `%s`\\n' \"$@\";"                            \
	" printf -- '- Risk Level: %s\\n- Estimated Changes: %s files, ~10 lines\\n\\n'"   \
	" \"${RISK-LOW}\" \"$#\"; printf '## Approach\\n%s\\n\\n'"                         \
	" \"${WAY-One file a part, so that each can be replaced.}\";"                      \
	" printf '## Steps\\n1. `%s`: declare the part\\n\\n' \"$1\";"                     \
	" printf '## Tests\\n- [ ] `make check` builds every part\\n\\n';"                 \
	" printf '## Rollback\\nNothing uses the parts yet: git revert is enough.\\n\\n';" \
	" printf '## Open Questions\\nNone\\n'; } >\"$p\"; };"

/* A repository here with one source file, and in its second commit a policy, which is read from ../policy. */
#define GATED_REPO                                                                         \
	"git init -q -b main .; mkdir -p src docs .plangate; echo 'int main;' "            \
	">src/main.c;"                                                                     \
	"git add .; git commit -qm Begin; cp ../policy .plangate/policy.yaml;"             \
	"git add .; git commit -qm 'Adopt plangate';"

static inline void must(int rc, const struct pg_error *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

/* It failed like that, and says this. */
static inline void fails(int rc, const struct pg_error *err, enum pg_error_kind kind,
			 const char *says)
{
	assert_int_equal(rc, -1);
	assert_int_equal(err->kind, kind);
	if (!strstr(err->text, says))
		fail_msg("'%s' is not in: %s", says, err->text);
}

static inline struct policy *policy_of(const char *text)
{
	struct policy *policy = NULL;
	struct pg_error err = {0};

	must(policy_load(&policy, "policy.yaml", text, strlen(text), NULL, &err), &err);
	return policy;
}

/* A case by hand: "A src/a.c M b.c D c.c", counted by this policy. The caller closes it. */
static inline void case_by_hand(struct pg_case *c, const char *policy, const char *changes)
{
	static const char letters[] = "AMDT"; /* as enum change_status */
	CLEANUP(freep) char *copy = strdup(changes);
	char *rest = copy, *letter, *path;

	*c = (struct pg_case){.now = SCENE_NOW};
	c->policy = c->own_policy = policy_of(policy);
	while ((letter = strsep(&rest, " ")) && (path = strsep(&rest, " "))) {
		ptrdiff_t status = strchr(letters, *letter) - letters;

		changeset_add(&c->set, (enum change_status)status, path);
	}
	changeset_finish(&c->set);
	selection_init(&c->without, c->set.count);
	selection_init(&c->excused, c->set.count);
	selection_init(&c->needs, c->set.count);
	policy_count(c->policy, &c->set);
}

/* The index of a path that changes. */
static inline size_t index_of(const struct pg_case *c, const char *path)
{
	const struct change *change = changeset_find(&c->set, path);

	if (!change)
		fail_msg("%s does not change", path);
	return (size_t)(change - c->set.items);
}

/* "a.c b.c": the paths that change. The caller frees. */
static inline char *paths_of(const struct changeset *set)
{
	struct str out = {0};

	for (size_t i = 0; i < set->count; i++)
		str_addf(&out, "%s%s", i ? " " : "", set->items[i].path);
	return str_take(&out);
}

static inline void changes_are(const struct pg_case *c, const char *paths)
{
	CLEANUP(freep) char *found = paths_of(&c->set);

	assert_string_equal(found, paths);
}

/* A policy for GATED_REPO. */
static inline void give_policy(const char *text)
{
	struct pg_error err = {0};

	must(file_write("../policy", text, strlen(text), 0644, &err), &err);
}

static inline void gated_repo(const char *policy)
{
	give_policy(policy);
	shell(GATED_REPO, NULL);
}

static inline struct repo *open_here(void)
{
	struct repo *repo = NULL;
	struct pg_error err = {0};

	must(repo_open(&repo, &err), &err);
	return repo;
}

/* What git says that a revision is: "HEAD", "main^{tree}", ":src/a.c". */
static inline struct oid oid_of(const char *revision)
{
	CLEANUP(str_clear) struct str script = {0};
	CLEANUP(str_clear) struct str out = {0};
	struct oid id = {0};

	str_addf(&script, "git rev-parse '%s'", revision);
	shell(str_text(&script), &out);
	assert_true(oid_parse(&id, str_text(&out)));
	return id;
}

static inline void oid_is(const struct oid *id, const char *revision)
{
	struct oid wanted = oid_of(revision);

	if (strcmp(id->hex, wanted.hex) != 0)
		fail_msg("%s is not %s (%s)", id->hex, revision, wanted.hex);
}

/* Names of revisions; NULL where the kind has none. */
static inline struct named_change named(enum spec_kind kind, const char *from,
					const char *to)
{
	struct named_change name = {.kind = kind};

	if (from)
		name.from = oid_of(from);
	if (to)
		name.to = oid_of(to);
	return name;
}

static inline struct change_spec make_spec(struct repo *repo, enum spec_kind kind,
					   const char *from, const char *to)
{
	const struct named_change name = named(kind, from, to);
	struct change_spec spec = {0};
	struct pg_error err = {0};

	must(spec_make(repo, &name, STAGE_MANUAL, &spec, &err), &err);
	return spec;
}

/* Open a case of the repository, at SCENE_NOW. */
static inline void open_case(struct pg_case *c, struct repo *repo, enum spec_kind kind,
			     const char *from, const char *to)
{
	const struct change_spec spec = make_spec(repo, kind, from, to);
	struct pg_error err = {0};

	must(case_open(c, repo, &spec, &(struct case_options){.now = SCENE_NOW}, &err),
	     &err);
}

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

#endif
