/* sync.h - bring the files and the estimate of a plan up to date, and leave every other byte. */
#ifndef PLANGATE_PLAN_SYNC_H
#define PLANGATE_PLAN_SYNC_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

struct lexicon;
struct plan;

/* Where the new files are listed. */
enum sync_place {
	SYNC_BESIDE, /* behind the last file that the scope lists, in the same form */
	SYNC_UNDER_HEADING, /* in a list of their own under the heading of the scope */
	SYNC_NEW_SECTION,   /* in a section Scope that is put in */
};

struct sync {
	const char *const *add; /* paths that the scope must list */
	size_t add_count;
	size_t files, lines; /* what really changes, for the estimate */
	enum sync_place place;
	const struct lexicon
		*lexicon; /* how other languages say "files" and "lines"; or NULL */
};

/*
 * Append the text of a plan document with these changes to out. text is the whole of the one document of
 * the plan that stands at path. False where there is no such place in it: nothing was appended then. Whether the
 * files are covered now the caller finds out by reading the plan again.
 */
bool plan_sync(struct str *out, const struct plan *plan, const char *path, const char *text,
	       size_t len, const struct sync *sync);

#endif
