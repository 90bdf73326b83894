#include "plangate/assist/audit.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/case.h"
#include "plangate/change/policy.h"
#include "plangate/gate/gate.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/model/audit.h"

/* By whom, and when. A merge may have further parts: commits of it that do not hold by themselves. */
static int add_landed(const struct pg_case *c, struct audit *audit, struct pg_error *err)
{
	CLEANUP(freep) char *message = NULL;
	CLEANUP(freep) char *author = NULL;

	if (commit_words(c->repo, &c->spec.commit, &message, &author, err) < 0)
		return -1;
	while (audit->count < audit->verdict.count) {
		struct landed *landed =
			ARRAY_PUSH(audit->items, audit->count, audit->capacity);

		landed->when = c->now;
		landed->author = xstrdup(author);
	}
	return 0;
}

/* Where there is no policy, as for the commit that adopts one, nobody judges. */
static int judge_landed(struct repo *repo, const struct named_change *landed,
			long long when, struct audit *audit, struct pg_error *err)
{
	const struct gate_options options = {.stage = STAGE_MANUAL};
	CLEANUP(case_close) struct pg_case c = {0};
	struct change_spec spec = {0};
	bool has = false;

	if (spec_make(repo, landed, STAGE_MANUAL, &spec, err) < 0 ||
	    tree_has_policy(repo, &spec.policy_tree, &has, err) < 0)
		return -1;
	if (!has)
		return 0;
	if (case_open(&c, repo, &spec, &(struct case_options){.now = when}, err) < 0)
		return -1;
	return gate_judge_case(&c, &options, &audit->verdict, err) < 0
		       ? -1
		       : add_landed(&c, audit, err);
}

int audit_run(struct repo *repo, const struct oid *from, const struct oid *to,
	      struct audit *audit, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	if (landed_commits(repo, from, to, &lines, err) < 0)
		return -1;
	for (size_t i = 0; i < lines.count; i++) {
		struct named_change landed = {.kind = SPEC_LANDED};
		const char *when;

		if (!oid_parse(&landed.to, lines.items[i]))
			return pg_fail(err, PG_ERR_SYSTEM, "git log named no commit");
		when = lines.items[i] + strlen(landed.to.hex);
		if (judge_landed(repo, &landed, strtoll(when, NULL, 10), audit, err) < 0)
			return pg_prefix(err, "commit %.12s", landed.to.hex);
	}
	verdict_finish(&audit->verdict);
	return 0;
}
