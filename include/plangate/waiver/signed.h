/* signed.h - records of a tree with whose signatures on them hold, by the trust of a base. */
#ifndef PLANGATE_WAIVER_SIGNED_H
#define PLANGATE_WAIVER_SIGNED_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/record/record.h"
#include "plangate/record/signature.h"
#include "plangate/record/waive.h"

struct change_spec;
struct oid;
struct pg_case;
struct pg_error;
struct repo;
struct trust;

enum { MOST_NEW_RECORDS = 200, MOST_RECORDS = 20000 }; /* in force; files in all */

/* What a signature of a record is held against at a moment: for signature_verify(). Borrows all. */
struct signature_check trust_check(const struct trust *trust, const struct record *record,
				   long long now);

/*
 * Read one record of a tree, with those whose signatures hold, and add it to `records`: one of this type
 * that is wanted (by a NULL function: every one). What is no valid record is left out.
 */
struct record_wish {
	const struct trust *trust;
	const struct oid *tree;
	enum record_type type;
	bool (*wanted)(void *context, const struct record *record);
	void *context;
	long long now;
	bool expired_too; /* check the signatures of those that have expired */
};
int record_read(const struct record_wish *wish, const char *id,
		struct signed_records *records, struct pg_error *err);

/* The same of bytes that were read already. */
int record_take(const struct record_wish *wish, const char *id, const struct str *text,
		struct signed_records *records, struct pg_error *err);

/* Append the bytes of a record or a signature by its path; *found is false where it is not there, no plain file, or
 * larger than one may be. */
int record_blob(struct repo *repo, const struct oid *tree, const char *path,
		struct str *out, bool *found, struct pg_error *err);

/* The addresses of those who made a change to one of these files (sorted). */
int change_people(struct repo *repo, const struct change_spec *spec,
		  const struct strlist *paths, struct strlist *people,
		  struct pg_error *err);

/* The ref that a change goes to; NULL where that is not known. The caller frees. */
char *change_target(const struct pg_case *c);

#endif
