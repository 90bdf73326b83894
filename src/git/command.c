/* Running git, always in the same way. */
#include <assert.h>
#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/coprocess.h"
#include "plangate/base/error.h"
#include "plangate/base/process.h"
#include "plangate/git/repo.h"

enum { MOST_GIT_ARGS = 64, MOST_GIT_ENV = 12 };

/* git's words without "fatal: " and hints, on one line. */
static char *git_words(const struct process_result *result)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};
	struct str words = {0};

	strlist_split(&lines, str_text(&result->err), result->err.len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		const char *line = lines.items[i];

		if (!strncmp(line, "hint:", 5))
			continue;
		if (!strncmp(line, "fatal: ", 7) || !strncmp(line, "error: ", 7))
			line += 7;
		if (*line)
			str_addf(&words, "%s%s", words.len ? " " : "", line);
	}
	if (!words.len)
		str_addf(&words, "git ended with status %d", result->status);
	return str_take(&words);
}

/* A git command: its arguments, and what is set in its environment. */
struct command {
	const char *argv[MOST_GIT_ARGS + 2];
	const char *set[MOST_GIT_ENV + 1];
	struct process process;
};

static int command_make(struct command *command, const struct repo *repo,
			const char *const *args, const char *const *env,
			struct pg_error *err)
{
	size_t count = 1, variables = 5;

	*command = (struct command){
		.argv = {"git"},
		.set = {"GIT_NO_REPLACE_OBJECTS=1", "GIT_GRAFT_FILE=/dev/null",
			"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C"}};
	command->process = (struct process){
		.argv = command->argv, .set = command->set, .folder = repo->folder};
	if (repo->offline)
		command->set[variables++] = "GIT_NO_LAZY_FETCH=1"; /* git 2.44 */
	for (; env && *env; env++) {
		assert(variables < MOST_GIT_ENV);
		command->set[variables++] = *env;
	}
	for (; *args; args++) {
		if (count > MOST_GIT_ARGS)
			return pg_fail(err, PG_ERR_SYSTEM, "too many arguments for git");
		command->argv[count++] = *args;
	}
	return 0;
}

int git_run(struct repo *repo, const char *const *args, const char *const *env, bool must,
	    struct str *out, struct pg_error *err)
{
	CLEANUP(process_result_clear) struct process_result result = {0};
	struct command command;

	if (command_make(&command, repo, args, env, err) < 0 ||
	    process_run(&command.process, &result, err) < 0)
		return -1;
	if (must && result.status) {
		CLEANUP(freep) char *words = git_words(&result);

		return pg_fail(err, PG_ERR_SYSTEM, "git %s: %s", *args, words);
	}
	if (out)
		str_add_mem(out, result.out.data, result.out.len);
	return result.status;
}

int git_start(struct repo *repo, const char *const *args, const char *const *env,
	      struct coprocess **out, struct pg_error *err)
{
	struct command command;

	if (command_make(&command, repo, args, env, err) < 0)
		return -1;
	return coprocess_start(out, &command.process, err);
}

int repo_git(struct repo *repo, const char *const *args, bool must, struct str *out,
	     struct pg_error *err)
{
	return git_run(repo, args, NULL, must, out, err);
}

int repo_config(struct repo *repo, const char *key, const char *type, char **value,
		struct pg_error *err)
{
	CLEANUP(freep) char *type_arg = type ? xasprintf("--type=%s", type) : NULL;
	const char *const typed[] = {"config", "-z", type_arg, "--get", key, NULL};
	const char *const plain[] = {"config", "-z", "--get", key, NULL};
	struct str out = {0};
	int status = repo_git(repo, type ? typed : plain, false, &out, err);

	*value = NULL;
	if (status < 0)
		return -1;
	if (status == 0)
		*value = str_take(&out);
	str_clear(&out);
	if (status > 1)
		return pg_fail(err, PG_ERR_SYSTEM,
			       "cannot read '%s' from the git configuration", key);
	return 0;
}
