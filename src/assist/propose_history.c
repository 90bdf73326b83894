/* What the history says: which files change most, and how often the mechanical rules would fire. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/case.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"
#include "propose_internal.h"

enum { MOST_COMMITS = 300 };

/* The two rules of the default pack that ask for numbers alone. */
static const char mechanical[] =
	"rules:\n"
	"  - {id: many, when: {files: \">= 3\"}, demand: {profile: standard}}\n"
	"  - {id: large, when: {any: [{file_lines: \"> 500\"}, {file_bytes: \"> 80KB\"}]},"
	" demand: {profile: standard}}\n";

static int load_mechanical(const char *count, struct policy **policy, struct pg_error *err)
{
	CLEANUP(freep)
	char *text = xasprintf("version: 1\ncount: %s\n%s", count, mechanical);

	return policy_load(policy, "mechanical rules", text, strlen(text), NULL, err);
}

/* The two mechanical rules, over all files and over code alone. */
struct mechanics {
	struct policy *all, *code;
};

static void mechanics_clear(struct mechanics *mechanics)
{
	policy_free(mechanics->all);
	policy_free(mechanics->code);
}

static int fires(const struct policy *policy, struct changeset *set, bool *fired,
		 struct pg_error *err)
{
	CLEANUP(findings_clear) struct findings findings = {0};

	policy_count(policy, set);
	if (policy_judge(policy, &(struct judged){.set = set}, &findings, err) < 0)
		return -1;
	*fired = false;
	/* The first is the built-in rule on plangate's own files. */
	for (size_t i = 1; i < findings.count; i++)
		*fired = *fired || findings.items[i].state != RULE_NOT_APPLICABLE;
	return 0;
}

static struct source *find_source(struct sources *sources, const char *path)
{
	size_t low = 0, high = sources->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(path, sources->items[middle].path);

		if (!order)
			return &sources->items[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static void count_changes(struct sources *sources, const struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++) {
		struct source *source = find_source(sources, set->items[i].path);

		if (source)
			source->changes++;
	}
}

/* A commit whose content is not all here says which files change, and no more. */
static void look_at_commit(struct repo *repo, const char *hex, struct sources *sources,
			   const struct mechanics *mechanics, struct proposal *proposal)
{
	struct named_change name = {.kind = SPEC_COMMIT};
	const struct case_options options = {.policy = mechanics->all};
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec spec = {0};
	bool all = false, code = false;
	struct pg_error ignored;

	if (!oid_parse(&name.to, hex) ||
	    spec_make(repo, &name, STAGE_MANUAL, &spec, &ignored) < 0)
		return;
	/* A root commit brings everything, and says nothing of how people work. */
	if (oid_is_null(&spec.base_commit))
		return;
	case_open(&c, repo, &spec, &options, &ignored);
	count_changes(sources, &c.set);
	if (fires(mechanics->all, &c.set, &all, &ignored) < 0 ||
	    fires(mechanics->code, &c.set, &code, &ignored) < 0)
		return;
	proposal->commits++;
	proposal->fired_all += all;
	proposal->fired_code += code;
}

int sources_count_changes(struct repo *repo, struct sources *sources,
			  struct proposal *proposal, struct pg_error *err)
{
	CLEANUP(mechanics_clear) struct mechanics mechanics = {0};
	CLEANUP(strlist_clear) struct strlist commits = {0};
	struct oid head;

	if (repo_head(repo, &head, err) < 0)
		return -1;
	if (oid_is_null(&head))
		return 0;
	if (load_mechanical("all", &mechanics.all, err) < 0 ||
	    load_mechanical("code", &mechanics.code, err) < 0 ||
	    recent_commits(repo, &head, MOST_COMMITS, &commits, err) < 0)
		return -1;
	for (size_t i = 0; i < commits.count; i++)
		look_at_commit(repo, commits.items[i], sources, &mechanics, proposal);
	return 0;
}
