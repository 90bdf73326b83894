/*
 * Hooks in git's configuration (git 2.54, git-hook(1)): hook.<name>.event says when, hook.<name>.command what,
 * as words for a shell. Each of ours has a name of its own, "plangate-" and the hook's.
 */
#include <stdio.h>
#include <string.h>

#include "git_internal.h"
#include "hooks_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/hooks.h"
#include "plangate/git/repo.h"

enum { CONFIG_MAJOR = 2, CONFIG_MINOR = 54 };

/* *knows: this git runs hooks of its configuration. `version` is what it says of itself; the caller frees. */
static int git_knows(struct repo *repo, bool *knows, char **version, struct pg_error *err)
{
	static const char *const args[] = {"version", NULL};
	CLEANUP(str_clear) struct str out = {0};
	int major = 0, minor = 0;

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	sscanf(str_text(&out), "git version %d.%d", &major, &minor);
	*version = xmemdup(str_text(&out), strcspn(str_text(&out), "\n"));
	*knows = major > CONFIG_MAJOR || (major == CONFIG_MAJOR && minor >= CONFIG_MINOR);
	return 0;
}

static char *command_for(const char *name, const char *program)
{
	struct str command = {0};

	add_shell_quoted(&command, program);
	str_addf(&command, " hook %s", name);
	return str_take(&command);
}

static int set_key(struct repo *repo, const char *hook, const char *key, const char *value,
		   struct pg_error *err)
{
	CLEANUP(freep) char *full = xasprintf("hook.plangate-%s.%s", hook, key);
	const char *const args[] = {"config", "--local", "--replace-all",
				    full,     value,	 NULL};

	return repo_git(repo, args, true, NULL, err) < 0 ? -1 : 0;
}

static int refuse_old_git(struct repo *repo, struct pg_error *err)
{
	CLEANUP(freep) char *version = NULL;
	bool knows = false;

	if (git_knows(repo, &knows, &version, err) < 0)
		return -1;
	return knows ? 0
		     : pg_fail(err, PG_ERR_SYSTEM,
			       "hooks in git's configuration need git %d.%d or newer, and "
			       "this is %s; use --method hooks",
			       CONFIG_MAJOR, CONFIG_MINOR, version);
}

int hooks_config_set(struct repo *repo, const char *program, bool strict,
		     struct strlist *done, struct pg_error *err)
{
	if (refuse_old_git(repo, err) < 0)
		return -1;
	for (const char *const *name = hook_names(repo, strict); *name; name++) {
		CLEANUP(freep) char *command = command_for(*name, program);
		CLEANUP(freep) char *line = xasprintf("configured %s", *name);

		if (hook_is_configured(repo, *name, program))
			continue;
		if (set_key(repo, *name, "event", *name, err) < 0 ||
		    set_key(repo, *name, "command", command, err) < 0)
			return -1;
		strlist_add(done, line);
	}
	return 0;
}

int hooks_config_remove(struct repo *repo, struct strlist *done, struct pg_error *err)
{
	for (const char *const *name = hook_names(repo, true); *name; name++) {
		CLEANUP(freep) char *section = xasprintf("hook.plangate-%s", *name);
		CLEANUP(freep) char *key = xasprintf("%s.command", section);
		CLEANUP(freep)
		char *line = xasprintf("removed %s from the configuration", *name);
		const char *const look[] = {"config", "--local", "--get-all", key, NULL};
		const char *const take[] = {"config", "--local", "--remove-section",
					    section, NULL};
		int status = repo_git(repo, look, false, NULL, err);

		if (status < 0)
			return -1;
		if (status)
			continue;
		if (repo_git(repo, take, true, NULL, err) < 0)
			return -1;
		strlist_add(done, line);
	}
	return 0;
}

/* A value of the configuration; NULL where there is none. The caller frees. */
static char *value_of(struct repo *repo, const char *hook, const char *key,
		      const char *type)
{
	CLEANUP(freep) char *full = xasprintf("hook.%s.%s", hook, key);
	struct pg_error ignored;
	char *value = NULL;

	return repo_config(repo, full, type, &value, &ignored) < 0 ? NULL : value;
}

static bool is_switched_off(struct repo *repo, const char *hook)
{
	CLEANUP(freep) char *value = value_of(repo, hook, "enabled", "bool");

	return value && !strcmp(value, "false");
}

bool hook_is_configured(struct repo *repo, const char *name, const char *program)
{
	CLEANUP(freep) char *own = xasprintf("plangate-%s", name);
	CLEANUP(freep) char *wanted = command_for(name, program);
	CLEANUP(freep) char *command = value_of(repo, own, "command", NULL);
	CLEANUP(freep) char *event = value_of(repo, own, "event", NULL);
	CLEANUP(freep) char *version = NULL;
	struct pg_error ignored;
	bool knows = false;

	return command && event && !strcmp(command, wanted) && !strcmp(event, name) &&
	       !is_switched_off(repo, own) && !is_switched_off(repo, name) &&
	       git_knows(repo, &knows, &version, &ignored) == 0 && knows;
}
