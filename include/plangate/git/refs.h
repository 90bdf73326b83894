/* refs.h - refs by pattern, and where a history leaves them. */
#ifndef PLANGATE_GIT_REFS_H
#define PLANGATE_GIT_REFS_H

#include <stddef.h>

#include "plangate/model/oid.h"

struct pg_error;
struct repo;
struct strlist;

struct ref {
	char *name;	/* whole: "refs/heads/main"; owned */
	char *symbolic; /* the ref that it stands for, or ""; owned */
	struct oid id;
};

struct ref_list {
	struct ref *items; /* by name */
	size_t count;
	size_t capacity;
};

enum { REFS_MOST = 20000 }; /* in one list; more are an error */

/* The refs below these prefixes or of these names (git-for-each-ref(1)), at most 60 of them. The caller clears. */
int refs_list(struct repo *repo, const struct strlist *patterns, struct ref_list *out,
	      struct pg_error *err);
void ref_list_clear(struct ref_list *list);

/* The best common ancestor of a commit with any of the others (hex ids); null where it shares nothing with them. In a
 * shallow clone that is an error. */
int nearest_base(struct repo *repo, const struct oid *tip, const struct strlist *others,
		 struct oid *base, struct pg_error *err);

#endif
