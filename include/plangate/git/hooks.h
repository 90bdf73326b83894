/*
 * hooks.h - the files that make git ask plangate.
 *
 * A hook that is there already is kept in a folder beside ours, runs first, and is given
 * back when ours is removed.
 */
#ifndef PLANGATE_GIT_HOOKS_H
#define PLANGATE_GIT_HOOKS_H

#include <stdbool.h>

#include "plangate/base/str.h"

struct pg_error;
struct repo;

/* The folder of kept hooks in the hooks folder. They keep their names: some ask by which they were called. */
#define HOOK_KEPT_FOLDER "before-plangate"

/* The hooks of this kind of repository, NULL-terminated: pre-commit and so on, `strict` those of the other
 * roads too, or pre-receive in a bare one. */
const char *const *hook_names(const struct repo *repo, bool strict);

/*
 * Put every hook into the repository's hooks folder, calling the program at this absolute path, and
 * tell in `done`, a line each, what was changed: nothing where all is in place. Refuses where
 * core.hooksPath is set for more than this repository.
 */
int hooks_install(struct repo *repo, const char *program, bool strict, struct strlist *done,
		  struct pg_error *err);

/* The same by entries of this repository's git configuration, which git 2.54 and newer run; an older one is
 * refused. Either way takes the place of the other. */
int hooks_install_config(struct repo *repo, const char *program, bool strict,
			 struct strlist *done, struct pg_error *err);

/* The client's hooks in a template folder (git-init(1), init.templateDir), for every repository that is made or
 * cloned after that; and out of it again. */
int hooks_install_template(const char *folder, const char *program, struct strlist *done,
			   struct pg_error *err);
int hooks_uninstall_template(const char *folder, struct strlist *done,
			     struct pg_error *err);

/* The scope of core.hooksPath as git names it ("local", "worktree", "global", "system", "command"), for the
 * caller to free; NULL where it is not set. */
int hooks_scope(struct repo *repo, char **scope, struct pg_error *err);

enum hook_state {
	HOOK_CONFIGURED, /* what hooks_install_config() would write, and git looks there */
	HOOK_OURS,	 /* what hooks_install() would write */
	HOOK_OTHER_VERSION,  /* plangate's, of another version or at another path */
	HOOK_FOREIGN,	     /* not plangate's */
	HOOK_NOT_EXECUTABLE, /* git passes it over */
	HOOK_MISSING
};

struct hook_view {
	const char *name; /* borrowed */
	enum hook_state state;
	char *path;
	char *text; /* "" where there is none, or it cannot be read */
};

/* One of hook_names() as it is here; the caller clears out. */
void hook_look(struct repo *repo, const char *name, const char *program,
	       struct hook_view *out);
void hook_view_clear(struct hook_view *view);

/*
 * Ask git itself whether an installed hook blocks what needs a plan, in temporary repositories: a commit, a
 * patch, a push, what a server receives; a clean merge adds nothing to block. The hook must be HOOK_OURS and one that can be probed; kept hooks of others
 * are not run. Bounded in time.
 */
int hook_probe(struct repo *repo, const char *hook, bool *blocked, struct pg_error *err);
bool hook_can_be_probed(const char *hook);

/* Take ours away and give the kept ones back. Hooks that are not ours stay. */
int hooks_uninstall(struct repo *repo, struct strlist *done, struct pg_error *err);

#endif
