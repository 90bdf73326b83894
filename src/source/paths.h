/*
 * paths.h - the files of a tree, found by path, by folder and by the end of their paths.
 *
 * The second order is by the bytes of the path from its end: files whose paths end alike stand
 * side by side, so that a suffix is found as fast as a prefix.
 */
#ifndef PLANGATE_SRC_SOURCE_PATHS_H
#define PLANGATE_SRC_SOURCE_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

#define NO_FILE ((size_t)-1)

enum {
	MOST_LIKE_NAMED = 64, /* of the files that share a suffix, so many are compared */
	MOST_PATH = 4096,     /* bytes of a path that is looked for */
};

struct paths {
	const char *const *items; /* sorted by bytes; borrowed */
	size_t count;
	size_t *by_end;		/* indices, by the paths from their ends */
	size_t *by_folder;	/* indices, by folder, then by name */
	struct strlist folders; /* every folder that holds something, sorted */
	size_t *folders_by_end;
};

void paths_init(struct paths *paths, const char *const *items, size_t count);
void paths_clear(struct paths *paths);

/* The file of this path, or NO_FILE. */
size_t paths_find(const struct paths *paths, const char *path);

bool paths_have_folder(const struct paths *paths, const char *folder);

/* The files right in a folder ("" for the root): by_folder[*first .. *past). */
void paths_in_folder(const struct paths *paths, const char *folder, size_t *first,
		     size_t *past);

/* Files whose path is the suffix, or ends with a '/' and the suffix: by_end[*first .. *past) */
void paths_ending(const struct paths *paths, const char *suffix, size_t *first,
		  size_t *past);

/* The same for folders: folders_by_end[*first .. *past). */
void folders_ending(const struct paths *paths, const char *suffix, size_t *first,
		    size_t *past);

/* The bytes of a path before its last '/'; 0 in the root. */
size_t folder_length(const char *path);

/* The first bytes up to and with a '/' that both paths share. */
size_t shared_folders(const char *a, const char *b);

/*
 * Set out to folder/name with "." and ".." carried out. False: it leads out of the tree, is empty,
 * or is too long.
 */
bool path_join(struct str *out, const char *folder, size_t folder_len, const char *name,
	       size_t len);

#endif
