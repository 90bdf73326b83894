/* The history judged again, change by change. */
#include "plangate/model/audit.h"

#include <stdlib.h>
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"

/* A merge brings all that its first parent does not have. */
static int landed_spec(struct repo *repo, const struct oid *commit,
		       struct change_spec *spec, struct pg_error *err)
{
	struct oid parents[MOST_PARENTS];
	size_t count = 0;

	if (commit_parents(repo, commit, parents, MOST_PARENTS, &count, err) < 0 ||
	    spec_set_base(repo, spec, count ? &parents[0] : &(struct oid){0}, err) < 0)
		return -1;
	spec->is_range = count > 1;
	return spec_set_commit(repo, spec, commit, err);
}

/* The commit that adopts a policy is judged by nobody. */
static int judge_landed(struct repo *repo, const struct oid *commit, long long when,
			struct audit *audit, struct pg_error *err)
{
	const struct gate_options options = {.stage = STAGE_MANUAL, .now = when};
	struct change_spec spec = {0};
	struct landed *landed;
	CLEANUP(freep) char *message = NULL;
	CLEANUP(freep) char *author = NULL;
	bool has = false;

	if (landed_spec(repo, commit, &spec, err) < 0 ||
	    tree_has_policy(repo, &spec.policy_tree, &has, err) < 0)
		return -1;
	if (!has)
		return 0;
	if (judge(repo, &options, &spec, &audit->verdict, err) < 0 ||
	    commit_words(repo, commit, &message, &author, err) < 0)
		return pg_prefix(err, "commit %.12s", commit->hex);
	/* A merge may have further ones: commits of it that do not hold by themselves. */
	while (audit->count < audit->verdict.count) {
		landed = ARRAY_PUSH(audit->items, audit->count, audit->capacity);
		landed->when = when;
		landed->author = xstrdup(author);
	}
	return 0;
}

int gate_audit(struct repo *repo, const struct oid *from, const struct oid *to,
	       struct audit *audit, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	if (landed_commits(repo, from, to, &lines, err) < 0)
		return -1;
	for (size_t i = 0; i < lines.count; i++) {
		struct oid commit;
		char *end = NULL;

		if (!oid_parse(&commit, lines.items[i]))
			return pg_fail(err, PG_ERR_SYSTEM, "git log named no commit");
		end = lines.items[i] + strlen(commit.hex);
		if (judge_landed(repo, &commit, strtoll(end, NULL, 10), audit, err) < 0)
			return -1;
	}
	verdict_finish(&audit->verdict);
	return 0;
}
