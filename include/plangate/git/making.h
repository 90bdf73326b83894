/* making.h - the commit that git is about to make, as far as a hook can know it. */
#ifndef PLANGATE_GIT_MAKING_H
#define PLANGATE_GIT_MAKING_H

#include <stdbool.h>

#include "plangate/base/str.h"

struct pg_error;
struct repo;

/* The parents of a merge that is being made: from GITHEAD_* variables where `starting` (that is
 * all that pre-merge-commit has), else from MERGE_HEAD. Appends hex ids. */
int merging_heads(struct repo *repo, bool starting, struct strlist *heads,
		  struct pg_error *err);

/*
 * Whether the git that started this hook was told to amend: by the arguments of the parent process,
 * which only Linux shows. False wherever that is not certain.
 */
bool parent_amends(void);

/*
 * Whether a rebase is about to put what is staged into HEAD (fixup, squash) by itself, without a
 * `git commit` whose arguments would tell: by the last line of its list of what is done.
 */
int rebase_melds(struct repo *repo, bool *melds, struct pg_error *err);

/*
 * The subject of the message of the commit that is being made: of MERGE_MSG during a merge, else of COMMIT_EDITMSG, where
 * the message of a commit that was refused stays. *subject is NULL where there is none or where it is HEAD's, which is made
 * already; the caller frees it.
 */
int making_subject(struct repo *repo, char **subject, struct pg_error *err);

#endif
