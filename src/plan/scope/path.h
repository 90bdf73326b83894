/* path.h - one path as it is written. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_PATH_H
#define PLANGATE_SRC_PLAN_SCOPE_PATH_H

#include <stdbool.h>

#include "plangate/plan/document.h"

struct plan;

/* Whose paths are read. */
struct scope_reader {
	struct plan *plan;
	const struct path_lookup *lookup; /* or NULL */
	bool mention;			  /* what is read are steps */
	bool need_verb; /* and a name counts behind a word of changing alone */
	bool puts;	/* what is named is where a step puts what it makes */
	size_t folders; /* that were looked up for being new */
	bool whole;	/* a list in Scope says that it has all files */
	char *beside; /* the folder of the file that the leaf has named last, with its '/'; or NULL */
};

/* What the repository has by this name. */
enum path_kind scope_lookup(const struct scope_reader *reader, const char *path);

enum path_place {
	PATH_IN_PROSE, /* a bare word of a sentence */
	PATH_IN_LIST,  /* a bare word among others that are paths */
	PATH_ALONE,    /* the whole item, cell or line */
	PATH_IN_CODE,  /* a code span or quotes */
};
/* The path in a word, without what decorates it; NULL if it is none. The caller frees it. */
char *path_clean(const char *word, enum path_place place, const struct scope_reader *reader,
		 bool *literal);
/* spelling.c: the path that a word means which is written otherwise than git has it; NULL where it is none. The
 * caller frees it. */
char *path_spelled(const struct path_lookup *lookup, const char *word);
/* "/etc/app.yml": a file of the machine, where the tree has no folder of that name. */
bool path_is_of_system(const struct path_lookup *lookup, const char *path);
/* A file of the tree that "file:///home/me/app/src/a.c" means; NULL. The caller frees it. */
char *path_of_url(const struct scope_reader *reader, const char *url);
bool path_is_broad(const char *path);
/* Whether the last component has an extension; `known`: one that is common. */
bool path_has_extension(const char *path, bool known);
/* A link's target from the root of the repository; NULL if it leads elsewhere. */
char *path_resolve(const char *plan_path, const char *target);

#endif
