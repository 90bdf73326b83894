/*
 * store.h - the bytes of objects. libgit2 reads them where it can open the repository; the others (SHA-256
 * ids, refs in a reftable) git itself hands out, by one git cat-file --batch-command.
 */
#ifndef PLANGATE_SRC_GIT_STORE_H
#define PLANGATE_SRC_GIT_STORE_H

#include <stddef.h>

#include "git_internal.h"
#include "plangate/base/str.h"
#include "plangate/model/oid.h"

enum object_kind { OBJECT_BLOB, OBJECT_TREE, OBJECT_COMMIT };

/* An object that is held in memory; start with {0}. */
struct object {
	const char *data; /* a NUL follows them */
	size_t len;
	git_odb_object *held;
	struct str own;
};
void object_clear(struct object *object);

/* Read an object, which must be of this kind. One that is not here is asked for through git, which fetches
 * it in a partial clone. */
int object_read(struct repo *repo, const struct oid *oid, enum object_kind kind,
		struct object *out, struct pg_error *err);

/* Its size in bytes alone. */
int object_size(struct repo *repo, const struct oid *oid, enum object_kind kind,
		size_t *size, struct pg_error *err);

/* Whether it is here, without asking a remote for it. Where git reads for us that is not asked apart. */
bool object_is_here(struct repo *repo, const struct oid *oid);

/* The variable of git's environment that names further object folders, and an entry of it: quoted as C
 * where the path holds what separates them. */
#define ALTERNATES "GIT_ALTERNATE_OBJECT_DIRECTORIES"
void alternates_add(struct str *list, const char *path);

/* Read from this object folder too. */
int store_add_folder(struct repo *repo, const char *objects, struct pg_error *err);

/* Look again for what git has written in the meantime. */
int store_refresh(struct repo *repo, struct pg_error *err);

#endif
