/* Hooks by either way, files or git's configuration: one takes the place of the other. */
#include "plangate/git/hooks.h"

#include <string.h>

#include "git_internal.h"
#include "hooks_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/git/repo.h"

int hooks_scope(struct repo *repo, char **scope, struct pg_error *err)
{
	static const char *const args[] = {"config", "--show-scope", "--get",
					   "core.hooksPath", NULL};
	CLEANUP(str_clear) struct str out = {0};
	int status = repo_git(repo, args, false, &out, err);

	*scope = NULL;
	if (status < 0)
		return -1;
	if (status == 0)
		*scope = xmemdup(str_text(&out), strcspn(str_text(&out), "\t"));
	return 0;
}

/* A hooks folder that other repositories share, or that only this command sees, is not ours to fill. */
static int refuse_shared_folder(struct repo *repo, struct pg_error *err)
{
	CLEANUP(freep) char *scope = NULL;

	if (hooks_scope(repo, &scope, err) < 0)
		return -1;
	if (scope && !strcmp(scope, "command"))
		return pg_fail(
			err, PG_ERR_SYSTEM,
			"core.hooksPath is set for this command alone ('%s'); git would "
			"not look there at the next one",
			repo->hooks_dir);
	if (scope && (!strcmp(scope, "global") || !strcmp(scope, "system")))
		return pg_fail(err, PG_ERR_SYSTEM,
			       "core.hooksPath is set for all repositories ('%s'); set it "
			       "for this "
			       "one (git config core.hooksPath %s/hooks) and install again",
			       repo->hooks_dir, repo->common_dir);
	return 0;
}

int hooks_install(struct repo *repo, const char *program, bool strict, struct strlist *done,
		  struct pg_error *err)
{
	if (refuse_shared_folder(repo, err) < 0 ||
	    hooks_files_install(repo, program, strict, done, err) < 0)
		return -1;
	return hooks_config_remove(repo, done, err);
}

int hooks_install_config(struct repo *repo, const char *program, bool strict,
			 struct strlist *done, struct pg_error *err)
{
	if (hooks_config_set(repo, program, strict, done, err) < 0)
		return -1;
	/* Or every change would be judged twice. */
	return hooks_files_remove(repo, done, err);
}

void hook_look(struct repo *repo, const char *name, const char *program,
	       struct hook_view *out)
{
	hook_file_look(repo, name, program, out);
	if (out->state != HOOK_OURS && hook_is_configured(repo, name, program))
		out->state = HOOK_CONFIGURED;
}

void hook_view_clear(struct hook_view *view)
{
	free(view->path);
	free(view->text);
}

int hooks_uninstall(struct repo *repo, struct strlist *done, struct pg_error *err)
{
	if (hooks_files_remove(repo, done, err) < 0)
		return -1;
	return hooks_config_remove(repo, done, err);
}
