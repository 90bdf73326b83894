/* plangate init: a first policy, and the hooks. */
#include <string.h>
#include <sys/random.h>

#include "cli.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)

enum { ID_BYTES = 16 };

static int add_random_id(struct str *out, struct pg_error *err)
{
	unsigned char bytes[ID_BYTES];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return pg_fail(err, PG_ERR_SYSTEM, "no random numbers to be had");
	for (size_t i = 0; i < sizeof(bytes); i++)
		str_addf(out, "%02x", bytes[i]);
	return 0;
}

static int write_policy_text(struct str *out, struct pg_error *err)
{
	str_add(out, "# The policy of plangate: which changes need a plan, and what it "
		     "must bring.\n"
		     "# Every key is explained in docs/policy.md of plangate. The policy "
		     "that judges a\n"
		     "# change is the one in its base, so an edit here takes effect once "
		     "it has landed.\n"
		     "version: 1\n"
		     "\n"
		     "# Ties signed records to this repository. Keep it.\n"
		     "repository: \"");
	if (add_random_id(out, err) < 0)
		return -1;
	str_add(out, "\"\n"
		     "\n"
		     "# Built-in rules: 3 or more files, a file over 500 lines or 80 KB, "
		     "high-risk files,\n"
		     "# security, schema, new features. 'plangate rules list' shows them.\n"
		     "extends: [plangate:default]\n"
		     "\n"
		     "# warn reports everything and blocks nothing.\n"
		     "mode: enforce\n"
		     "\n"
		     "# Never counted.\n"
		     "ignore: [\"**/*.lock\", \"vendor/**\", \"third_party/**\", "
		     "\"node_modules/**\"]\n"
		     "\n"
		     "plans:\n"
		     "  paths: [\"docs/plans/**/*.md\"]\n"
		     "\n"
		     "rules:\n"
		     "  # The files that carry everything else. Name yours.\n"
		     "  - id: high-risk-file\n"
		     "    when: {paths: [api.py, analytics.py]}\n"
		     "    demand: {profile: standard, risk: MEDIUM}\n");
	return 0;
}

static int write_policy(struct repo *repo, struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *top = NULL;
	CLEANUP(freep) char *yaml = NULL;
	CLEANUP(freep) char *json = NULL;

	if (repo_toplevel(repo, &top, err) < 0)
		return -1;
	yaml = file_join(top, POLICY_YAML);
	json = file_join(top, POLICY_JSON);
	if (file_exists(yaml) || file_exists(json))
		return pg_fail(
			err, PG_ERR_USAGE,
			"there is a policy already (%s); nothing was written; 'plangate "
			"install' sets up the hooks alone",
			file_exists(yaml) ? POLICY_YAML : POLICY_JSON);
	if (write_policy_text(&text, err) < 0 ||
	    file_write(yaml, str_text(&text), text.len, 0644, err) < 0)
		return -1;
	printf("wrote %s\n", POLICY_YAML);
	return 0;
}

static int run(bool print, bool no_hooks, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(str_clear) struct str text = {0};

	if (print) {
		if (write_policy_text(&text, err) < 0)
			return -1;
		cli_write(stdout, &text);
		return 0;
	}
	if (repo_open(&repo, err) < 0 || write_policy(repo, err) < 0)
		return -1;
	if (!no_hooks && cli_install_hooks(repo, err) < 0)
		return -1;
	puts("Next: read it, then git add " POLICY_YAML
	     " and commit; judging begins after that "
	     "commit");
	return 0;
}

int cmd_init(int argc, char **argv)
{
	bool print = false, no_hooks = false;
	const struct option_spec options[] = {
		{0, "print", OPTION_FLAG, NULL,
		 "write the policy to standard output, and nothing else", &print},
		{0, "no-hooks", OPTION_FLAG, NULL, "leave the hooks alone", &no_hooks},
		OPTIONS_END};
	const struct usage usage = {"plangate init [--print | --no-hooks]",
				    "Write a first policy with the default pack to "
				    ".plangate/policy.yaml and install the\n"
				    "hooks. Where there is a policy, nothing is written.",
				    options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "init takes no operand '%s'", argv[first]);
	return run(print, no_hooks, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}
