/*
 * hooks.h - the files that make git ask plangate.
 *
 * A hook that is there already is kept beside ours under another name, runs first, and is given
 * back when ours is removed.
 */
#ifndef PLANGATE_GIT_HOOKS_H
#define PLANGATE_GIT_HOOKS_H

#include <stdbool.h>

#include "plangate/base/str.h"

struct pg_error;
struct repo;

/* The name of a kept hook is the hook's with this behind it. */
#define HOOK_KEPT_SUFFIX ".before-plangate"

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

/* The scope of core.hooksPath as git names it ("local", "worktree", "global", "system", "command"), for the
 * caller to free; NULL where it is not set. */
int hooks_scope(struct repo *repo, char **scope, struct pg_error *err);

enum hook_state {
	HOOK_OURS,	     /* what hooks_install() would write */
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
 * Ask git itself whether the installed pre-commit hook blocks a commit that needs a plan, in a temporary
 * repository. The hook must be HOOK_OURS; kept hooks of others are not run. Bounded in time.
 */
int hooks_probe(struct repo *repo, bool *blocked, struct pg_error *err);

/* Take ours away and give the kept ones back. Hooks that are not ours stay. */
int hooks_uninstall(struct repo *repo, struct strlist *done, struct pg_error *err);

#endif
