/* plangate rules show: one rule, whole. */
#include <string.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/git/repo.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

static int fail_id(const struct policy *policy, const char *id)
{
	CLEANUP(freep) const char **ids = policy_rule_ids(policy);
	CLEANUP(freep) char *safe = text_safe(id);
	CLEANUP(str_clear) struct str nearest = {0};

	text_add_nearest(&nearest, id, ids);
	fprintf(stderr, "plangate: error: there is no rule '%s'%s\n", safe,
		nearest.len ? str_text(&nearest) : "; see plangate rules list");
	return EXIT_USAGE;
}

static int show(const char *id)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(str_clear) struct str out = {0};
	CLEANUP(freep) char *place = NULL;
	const struct rule *rule;
	struct pg_error err = {0};

	if (repo_open(&repo, &err) < 0 || survey_policy(repo, &policy, &err) < 0)
		return cli_fail(&err);
	rule = policy_rule(policy, id);
	if (!rule)
		return fail_id(policy, id);
	place = rule_place(policy, rule);
	str_addf(&out, "# %s\n", place);
	rule_write(rule, &out);
	cli_write(stdout, &out);
	return EXIT_PASS;
}

int cmd_rules_show(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate rules show ID",
		"Show one rule of the policy in force as YAML, with all that packs and "
		"sets bring, and\nwhere it stands.",
		options};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 1)
		return cli_usage_error(&usage, "rules show needs the id of one rule");
	return show(argv[first]);
}
