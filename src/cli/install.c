/* plangate install and uninstall: the hooks of this repository. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/gate/gate.h"
#include "plangate/git/hooks.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

int cli_program_path(char **path, struct pg_error *err)
{
	char buffer[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", buffer, sizeof(buffer) - 1);

	if (len < 0)
		return pg_fail(err, PG_ERR_SYSTEM, "cannot tell where this program is: %s",
			       strerror(errno));
	*path = xmemdup(buffer, (size_t)len);
	return 0;
}

/* By the policy of HEAD, else the staged one. */
static int asks_for_strict(struct repo *repo, bool *strict, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error ignored = {0};

	if (repo_is_bare(repo))
		return 0;
	/* Where the policy cannot be read, the hooks are to say so, not to be missing. */
	if (gate_policy(repo, &policy, &ignored) < 0) {
		if (ignored.kind == PG_ERR_POLICY)
			return 0;
		*err = ignored;
		return -1;
	}
	*strict = policy->strict_hooks;
	return 0;
}

int cli_install_hooks(struct repo *repo, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist done = {0};
	CLEANUP(freep) char *program = NULL;
	bool strict = false;

	if (cli_program_path(&program, err) < 0 ||
	    asks_for_strict(repo, &strict, err) < 0 ||
	    hooks_install(repo, program, strict, &done, err) < 0)
		return -1;
	for (size_t i = 0; i < done.count; i++)
		printf("%s\n", done.items[i]);
	if (!done.count)
		puts("the hooks are in place already");
	return 0;
}

static int uninstall(struct repo *repo, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist done = {0};

	if (hooks_uninstall(repo, &done, err) < 0)
		return -1;
	for (size_t i = 0; i < done.count; i++)
		printf("%s\n", done.items[i]);
	if (!done.count)
		puts("no hook here is plangate's");
	return 0;
}

static int run(const struct usage *usage, int argc, char **argv,
	       int (*work)(struct repo *repo, struct pg_error *err))
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct pg_error err = {0};
	int first, code = options_parse(usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(usage, "%s takes no operand '%s'", argv[0],
				       argv[first]);
	if (repo_open(&repo, &err) < 0 || work(repo, &err) < 0)
		return cli_fail(&err);
	return EXIT_PASS;
}

int cmd_install(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate install",
		"Put the hooks pre-commit, pre-merge-commit, commit-msg and pre-push into "
		"this\n"
		"repository, or pre-receive into a bare one on a server. A hook that is "
		"there already is\n"
		"kept, runs first, and is given back by 'plangate uninstall'. Installing "
		"twice changes\n"
		"nothing.",
		options};

	return run(&usage, argc, argv, cli_install_hooks);
}

int cmd_uninstall(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {"plangate uninstall",
					   "Remove plangate's hooks from this repository "
					   "and give back those that were there\n"
					   "before. The policy and the plans stay.",
					   options};

	return run(&usage, argc, argv, uninstall);
}
