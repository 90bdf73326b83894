/*
 * hooks.h - the files that make git ask plangate.
 *
 * A hook that is there already is kept beside ours under another name, runs first, and is given
 * back when ours is removed.
 */
#ifndef PLANGATE_GIT_HOOKS_H
#define PLANGATE_GIT_HOOKS_H

#include "plangate/base/str.h"

struct pg_error;
struct repo;

/* The name of a kept hook is the hook's with this behind it. */
#define HOOK_KEPT_SUFFIX ".before-plangate"

/* The hooks of this kind of repository, NULL-terminated: pre-commit and so on, or pre-receive in a bare
 * one. */
const char *const *hook_names(const struct repo *repo);

/*
 * Put every hook into the repository's hooks folder, calling the program at this absolute path, and
 * tell in `done`, a line each, what was changed: nothing where all is in place. Refuses where
 * core.hooksPath is set for more than this repository.
 */
int hooks_install(struct repo *repo, const char *program, struct strlist *done,
		  struct pg_error *err);

/* Take ours away and give the kept ones back. Hooks that are not ours stay. */
int hooks_uninstall(struct repo *repo, struct strlist *done, struct pg_error *err);

#endif
