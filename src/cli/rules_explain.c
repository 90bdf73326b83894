/* plangate rules explain: which rules a change fires, and what keeps the others from it. */
#include <string.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/git/repo.h"
#include "plangate/model/changeset.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)

struct request {
	const char *commit, *range;
	char *const *paths; /* NULL-terminated */
};

/* All but the named paths; where none is named, nothing. */
static int leave_out(struct repo *repo, char *const *paths, const struct changeset *set,
		     struct selection *without, struct pg_error *err)
{
	selection_init(without, set->count);
	for (size_t i = 0; *paths && i < set->count; i++)
		selection_add(without, i);
	for (; *paths; paths++) {
		CLEANUP(freep) char *path = NULL;
		const struct change *change;

		if (repo_path(repo, *paths, &path, err) < 0)
			return -1;
		change = changeset_find(set, path);
		if (!change) {
			CLEANUP(freep) char *shown = text_quote_path(path);

			return pg_fail(err, PG_ERR_USAGE, "%s is not in this change",
				       shown);
		}
		without->has[change - set->items] = false;
	}
	return 0;
}

static int explain_rule(const struct policy *policy, const struct rule *rule,
			const struct judged *judged, struct str *out, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(freep) char *place = rule_place(policy, rule);
	bool fires = false;

	if (rule->severity == SEVERITY_OFF) {
		str_addf(out, "%s  is off  (%s)\n", rule->id, place);
		return 0;
	}
	if (rule_explain(rule, judged, &fires, &lines, err) < 0)
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
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(selection_clear) struct selection without = {0};
	const struct judged judged = {.set = &c.set, .without = &without};
	CLEANUP(str_clear) struct str out = {0};
	struct named_change change;

	if (repo_open(&repo, err) < 0 ||
	    cli_name_change(repo, request->range, request->commit, &change, err) < 0 ||
	    survey_open(&c, repo, &change, err) < 0 ||
	    leave_out(repo, request->paths, &c.set, &without, err) < 0)
		return -1;
	str_addf(&out, "policy: %s; %zu of %zu changed files are counted\n", c.policy->file,
		 changeset_counted(&c.set, &without), c.set.count);
	for (size_t i = 0; i < c.policy->rule_count; i++)
		if (explain_rule(c.policy, &c.policy->rules[i], &judged, &out, err) < 0)
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
