/* names.h - the names of all files of two trees, for those who look for one by the end of its path. */
#ifndef PLANGATE_GIT_NAMES_H
#define PLANGATE_GIT_NAMES_H

struct oid;
struct path_names;
struct repo;

/*
 * The files that differ between two trees; and all that are in one of them. Read when they are first asked
 * for, and kept by the repository: borrowed until other trees are asked for. NULL where a tree cannot
 * be read here (nothing is fetched for it) or has more than a million files.
 */
const struct path_names *names_changed(struct repo *repo, const struct oid *before,
				       const struct oid *after);
const struct path_names *names_all(struct repo *repo, const struct oid *before,
				   const struct oid *after);

#endif
