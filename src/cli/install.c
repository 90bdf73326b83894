/* plangate install and uninstall: the hooks of this repository. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
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
	if (survey_policy(repo, &policy, &ignored) < 0) {
		if (ignored.kind == PG_ERR_POLICY)
			return 0;
		*err = ignored;
		return -1;
	}
	*strict = policy->strict_hooks;
	return 0;
}

/* How hooks get to git. */
enum method { METHOD_HOOKS, METHOD_CONFIG };

static const char *const methods[] = {"hooks", "config", NULL};

struct wish {
	enum method method;
	const char *folder; /* a template's, or NULL */
};

static int install_here(struct repo *repo, enum method method, struct strlist *done,
			struct pg_error *err)
{
	CLEANUP(freep) char *program = NULL;
	bool strict = false;

	if (cli_program_path(&program, err) < 0 || asks_for_strict(repo, &strict, err) < 0)
		return -1;
	return method == METHOD_CONFIG
		       ? hooks_install_config(repo, program, strict, done, err)
		       : hooks_install(repo, program, strict, done, err);
}

static void print_done(const struct strlist *done, const char *nothing)
{
	for (size_t i = 0; i < done->count; i++)
		printf("%s\n", done->items[i]);
	if (!done->count)
		puts(nothing);
}

int cli_install_hooks(struct repo *repo, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist done = {0};

	if (install_here(repo, METHOD_HOOKS, &done, err) < 0)
		return -1;
	print_done(&done, "the hooks are in place already");
	return 0;
}

static int install_template(const char *folder, struct strlist *done, struct pg_error *err)
{
	CLEANUP(freep) char *program = NULL;

	if (cli_program_path(&program, err) < 0)
		return -1;
	return hooks_install_template(folder, program, done, err);
}

static void tell_template(const char *folder)
{
	CLEANUP(freep) char *path = realpath(folder, NULL);

	printf("for every repository that is made or cloned from now on: git config "
	       "--global "
	       "init.templateDir %s\n",
	       path ? path : folder);
}

static int install(const struct wish *wish, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(strlist_clear) struct strlist done = {0};

	if (wish->folder) {
		if (install_template(wish->folder, &done, err) < 0)
			return -1;
	} else if (repo_open(&repo, err) < 0 ||
		   install_here(repo, wish->method, &done, err) < 0) {
		return -1;
	}
	print_done(&done, "the hooks are in place already");
	if (wish->folder)
		tell_template(wish->folder);
	return 0;
}

static int uninstall(const struct wish *wish, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(strlist_clear) struct strlist done = {0};

	if (wish->folder
		    ? hooks_uninstall_template(wish->folder, &done, err) < 0
		    : repo_open(&repo, err) < 0 || hooks_uninstall(repo, &done, err) < 0)
		return -1;
	print_done(&done, "no hook here is plangate's");
	return 0;
}

static int finish(const struct usage *usage, int argc, char **argv, int first,
		  const struct wish *wish,
		  int (*work)(const struct wish *wish, struct pg_error *err))
{
	struct pg_error err = {0};

	if (first < argc)
		return cli_usage_error(usage, "%s takes no operand '%s'", argv[0],
				       argv[first]);
	return work(wish, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}

int cmd_install(int argc, char **argv)
{
	struct wish wish = {0};
	struct word_choice method = {methods[METHOD_HOOKS], methods};
	const struct option_spec options[] = {
		{0, "method", OPTION_WORD, "NAME",
		 "by files, or by git's configuration (git 2.54)", &method},
		{0, "template", OPTION_VALUE, "DIR",
		 "into a template folder, for repositories to come", &wish.folder},
		OPTIONS_END};
	const struct usage usage = {
		"plangate install [OPTIONS]",
		"Put the hooks pre-commit, pre-merge-commit, commit-msg and pre-push into "
		"this\n"
		"repository, or pre-receive into a bare one on a server. A hook that is "
		"there already is\n"
		"kept, runs first, and is given back by 'plangate uninstall'. Installing "
		"twice changes\n"
		"nothing.",
		options};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (method.word == methods[METHOD_CONFIG])
		wish.method = METHOD_CONFIG;
	if (wish.folder && wish.method != METHOD_HOOKS)
		return cli_usage_error(&usage, "a template folder holds hooks as files");
	return finish(&usage, argc, argv, first, &wish, install);
}

int cmd_uninstall(int argc, char **argv)
{
	struct wish wish = {0};
	const struct option_spec options[] = {{0, "template", OPTION_VALUE, "DIR",
					       "out of a template folder", &wish.folder},
					      OPTIONS_END};
	const struct usage usage = {
		"plangate uninstall [OPTIONS]",
		"Remove plangate's hooks from this repository, files and "
		"configuration, and give back\n"
		"those that were there before. The policy and the plans "
		"stay.",
		options};
	int first, code = options_parse(&usage, argc, argv, &first);

	return code != OPTIONS_OK ? code
				  : finish(&usage, argc, argv, first, &wish, uninstall);
}
