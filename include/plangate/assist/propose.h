/*
 * propose.h - what a repository tells of itself to whoever writes its first policy.
 *
 * Everything is read from the staged tree and from the history of HEAD, within limits: a proposal
 * is advice, so what lies beyond them, or is not here, is left out and not an error.
 */
#ifndef PLANGATE_ASSIST_PROPOSE_H
#define PLANGATE_ASSIST_PROPOSE_H

#include <stddef.h>

#include "plangate/base/str.h"

struct pg_error;
struct repo;

/* A file that much depends on. */
struct risky_file {
	char *path;	  /* owned */
	size_t lines;	  /* in the file */
	size_t changes;	  /* of the commits looked at, how many change it */
	size_t importers; /* files with an import that names it */
};

struct proposal {
	struct strlist packs;	  /* "plangate:default" first */
	struct strlist reasons;	  /* for each pack the path that speaks for it, or "" */
	struct risky_file *files; /* the riskiest first, at most PROPOSAL_MOST_FILES */
	size_t file_count;
	size_t commits;	   /* of the history, looked at */
	size_t fired_all;  /* commits with three files or a large one, whatever they are */
	size_t fired_code; /* the same where only code is counted */
	struct strlist lands; /* where work lands, if not on the default branch alone */
	char *plan_folder; /* where documents of that kind are kept already, or docs/plans; owned */
};

enum { PROPOSAL_MOST_FILES = 5 };

/* The caller clears it with proposal_clear(). */
int propose(struct repo *repo, struct proposal *proposal, struct pg_error *err);
void proposal_clear(struct proposal *proposal);

#endif
