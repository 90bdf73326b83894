/* plangate rules explain: which rules a change fires, and what keeps the others from it. */
#include <string.h>

#include "cli.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/gate/gate.h"
#include "plangate/git/repo.h"
#include "plangate/model/changeset.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

struct request {
	const char *commit, *range;
	char *const *paths; /* NULL-terminated */
};

static int look(struct repo *repo, const struct request *request, struct changeset *set,
		struct policy **policy, struct pg_error *err)
{
	struct oid from = {0}, to = {0};
	struct gate_change which = {0};

	if (cli_which_change(repo, request->range, request->commit, &from, &to, &which,
			     err) < 0)
		return -1;
	return gate_look(repo, &which, set, policy, err);
}

/* Leave only the named paths seen. */
static int keep_paths(struct repo *repo, char *const *paths, struct changeset *set,
		      struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist kept = {0};

	for (; *paths; paths++) {
		CLEANUP(freep) char *path = NULL;

		if (repo_path(repo, *paths, &path, err) < 0)
			return -1;
		if (!changeset_find(set, path)) {
			CLEANUP(freep) char *shown = text_quote_path(path);

			return pg_fail(err, PG_ERR_USAGE, "%s is not in this change",
				       shown);
		}
		strlist_add(&kept, path);
	}
	for (size_t i = 0; kept.count && i < set->count; i++)
		if (!strlist_has(&kept, set->items[i].path))
			set->items[i].seen = set->items[i].counted = false;
	return 0;
}

static int explain_rule(const struct policy *policy, const struct rule *rule,
			struct changeset *set, struct str *out, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(freep) char *place = rule_place(policy, rule);
	bool fires = false;

	if (rule->severity == SEVERITY_OFF) {
		str_addf(out, "%s  is off  (%s)\n", rule->id, place);
		return 0;
	}
	if (rule_explain(rule, set, &fires, &lines, err) < 0)
		return -1;
	str_addf(out, "%s  %s  (%s)\n", rule->id, fires ? "fires" : "does not fire", place);
	for (size_t i = 0; i < lines.count; i++) {
		str_add(out, "    ");
		text_add_safe(out, lines.items[i]);
		str_add_char(out, '\n');
	}
	return 0;
}

static int explain(const struct request *request, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_open(&repo, err) < 0 || look(repo, request, &set, &policy, err) < 0 ||
	    keep_paths(repo, request->paths, &set, err) < 0)
		return -1;
	str_addf(&out, "policy: %s; %zu of %zu changed files are counted\n", policy->file,
		 changeset_counted(&set), set.count);
	for (size_t i = 0; i < policy->rule_count; i++)
		if (explain_rule(policy, &policy->rules[i], &set, &out, err) < 0)
			return -1;
	cli_write(stdout, &out);
	return 0;
}

int cmd_rules_explain(int argc, char **argv)
{
	struct request r = {0};
	const struct option_spec options[] = {
		{0, "commit", OPTION_VALUE, "REV", "one commit against its parents",
		 &r.commit},
		{0, "range", OPTION_VALUE, "A..B",
		 "what B brings since its common ancestor with A", &r.range},
		OPTIONS_END};
	const struct usage usage = {
		"plangate rules explain [--commit REV | --range A..B] [PATH...]",
		"Say of each rule whether what is staged fires it, on what evidence, and "
		"what keeps the\nothers from firing: the first predicate that fails for "
		"the "
		"file that comes nearest. With\nPATHs only these files of the change are "
		"counted.",
		options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (r.commit && r.range)
		return cli_usage_error(&usage, "name one of --commit and --range");
	r.paths = argv + first;
	return explain(&r, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}
