/* What the history says: which files change most, and how often the mechanical rules would fire. */
#include <stdlib.h>
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
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

static int fires(const struct policy *policy, struct changeset *set, size_t *fired,
		 struct pg_error *err)
{
	CLEANUP(findings_clear) struct findings findings = {0};
	bool any = false;

	policy_count(policy, set);
	if (policy_judge(policy, set, &findings, err) < 0)
		return -1;
	/* The first is the built-in rule on plangate's own files. */
	for (size_t i = 1; i < findings.count; i++)
		any = any || findings.items[i].state != RULE_NOT_APPLICABLE;
	*fired += any;
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

static int look_at_commit(struct repo *repo, const char *hex, struct sources *sources,
			  const struct policy *all, const struct policy *code,
			  struct proposal *proposal, struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	struct change_spec spec = {0};
	struct oid commit;

	if (!oid_parse(&commit, hex) || spec_set_parents(repo, &spec, &commit, err) < 0 ||
	    spec_set_commit(repo, &spec, &commit, err) < 0)
		return -1;
	/* A root commit brings everything, and says nothing of how people work. */
	if (oid_is_null(&spec.base_commit))
		return 0;
	if (spec_changes(repo, &spec, &set, err) < 0)
		return -1;
	for (size_t i = 0; i < set.count; i++) {
		struct source *source = find_source(sources, set.items[i].path);

		if (source)
			source->changes++;
	}
	proposal->commits++;
	if (fires(all, &set, &proposal->fired_all, err) < 0)
		return -1;
	return fires(code, &set, &proposal->fired_code, err);
}

int sources_count_changes(struct repo *repo, struct sources *sources,
			  struct proposal *proposal, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *all = NULL;
	CLEANUP(policy_freep) struct policy *code = NULL;
	CLEANUP(strlist_clear) struct strlist commits = {0};
	struct pg_error ignored;
	struct oid head;

	if (repo_head(repo, &head, err) < 0)
		return -1;
	if (oid_is_null(&head))
		return 0;
	if (load_mechanical("all", &all, err) < 0 ||
	    load_mechanical("code", &code, err) < 0 ||
	    recent_commits(repo, &head, MOST_COMMITS, &commits, err) < 0)
		return -1;
	/* In a shallow or partial clone the history may end early: what was seen will do. */
	for (size_t i = 0; i < commits.count; i++)
		if (look_at_commit(repo, commits.items[i], sources, all, code, proposal,
				   &ignored) < 0)
			break;
	return 0;
}
