#include "editor.h"

#include <errno.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/git/repo.h"

extern char **environ;

/* Wait for a child; its status as waitpid() gives it, or -1. */
static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

int editor_open(struct repo *repo, const char *path, struct pg_error *err)
{
	static const char *const args[] = {"var", "GIT_EDITOR", NULL};
	CLEANUP(str_clear) struct str editor = {0};
	CLEANUP(freep) char *command = NULL;
	const char *argv[] = {"sh", "-c", NULL, "sh", path, NULL};
	pid_t child;
	int rc;

	if (repo_git(repo, args, true, &editor, err) < 0)
		return -1;
	command = xasprintf("%.*s \"$@\"", (int)strcspn(str_text(&editor), "\n"),
			    str_text(&editor));
	argv[2] = command;
	rc = posix_spawn(&child, "/bin/sh", NULL, NULL, (char *const *)(uintptr_t)argv,
			 environ);
	if (rc)
		return pg_fail(err, PG_ERR_SYSTEM, "cannot start /bin/sh: %s",
			       strerror(rc));
	if (wait_for(child) != 0)
		return pg_fail(err, PG_ERR_SYSTEM, "the editor '%.*s' ended with an error",
			       (int)strcspn(str_text(&editor), "\n"), str_text(&editor));
	return 0;
}
