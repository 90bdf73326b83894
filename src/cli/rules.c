/* plangate rules: look at the rules in force. */
#include <string.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

static void add_demand(struct str *out, const struct demand *demand)
{
	str_addf(out, "plan: %s", profile_name(demand->profile));
	if (demand->risk != RISK_NONE)
		str_addf(out, ", risk %s or higher", risk_name(demand->risk));
	for (unsigned bit = 1; bit <= ASSESS_DEPENDENCIES; bit <<= 1)
		if (demand->assess & bit)
			str_addf(out, ", %s assessed",
				 assessment_name((enum assessment)bit));
	if (demand->migration)
		str_add(out, ", a rollback that undoes the migration");
	str_add_char(out, '\n');
}

static void add_rule(struct str *out, const struct rule *rule)
{
	CLEANUP(freep) char *id = text_safe(rule->id);
	CLEANUP(freep)
	char *description = text_safe(rule->description ? rule->description : "");

	str_addf(out, "%s  (%s, %s)\n", id, *rule->pack ? rule->pack : "policy",
		 severity_name(rule->severity));
	if (*description)
		str_addf(out, "    %s\n", description);
	str_add(out, "    ");
	add_demand(out, &rule->demand);
}

static int list(struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(str_clear) struct str out = {0};

	if (repo_open(&repo, err) < 0 || survey_policy(repo, &policy, err) < 0)
		return -1;
	str_addf(&out, "policy: %s\n", policy->file);
	str_addf(&out,
		 "%s  (built in, error)\n    a change to plangate's own settings\n    "
		 "plan: light\n",
		 POLICY_CHANGE_RULE);
	for (size_t i = 0; i < policy->rule_count; i++)
		add_rule(&out, &policy->rules[i]);
	cli_write(stdout, &out);
	return 0;
}

static int cmd_rules_list(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate rules list",
		"List the rules in force: those of the policy in HEAD, else of the staged "
		"one, else\n"
		"of the built-in default pack, with what each demands of a plan.",
		options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "rules list takes no operand '%s'",
				       argv[first]);
	return list(&err) < 0 ? cli_fail(&err) : EXIT_PASS;
}

int cmd_rules(int argc, char **argv)
{
	static const struct verb verbs[] = {
		{"list", "list the rules in force", cmd_rules_list},
		{"show", "show one rule, whole", cmd_rules_show},
		{"explain", "say which rules a change fires, and why not the others",
		 cmd_rules_explain},
		{"lint", "find what is odd in a policy", cmd_rules_lint},
		{"test", "run fixtures", cmd_rules_test},
		{NULL, NULL, NULL},
	};
	static const struct option_spec none[] = {OPTIONS_END};
	static const struct usage usage = {"plangate rules list | show ID | explain "
					   "[PATH...] | lint [FILE] | test [DIR...]",
					   "Look at the rules in force, and try them.",
					   none};

	return cli_dispatch_nested(verbs, "plangate rules", &usage, argc, argv);
}
