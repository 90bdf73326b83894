/*
 * record.h - overrides and approvals: the bytes that are signed.
 *
 * A record is a JSON document whose id is the SHA-256 of its exact bytes. It is read strictly and
 * never written anew: what was signed is what is stored. Paths are written as text_quote_path() shows
 * them, which is plain but for odd names.
 */
#ifndef PLANGATE_RECORD_RECORD_H
#define PLANGATE_RECORD_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/sha256.h"
#include "plangate/base/str.h"
#include "plangate/model/oid.h"

struct pg_error;

#define RECORDS_FOLDER ".plangate/records"

enum {
	RECORD_MOST_BYTES = 1 << 20,
	RECORD_MOST_ENTRIES = 10000,
	RECORD_MOST_RULES = 500,
	RECORD_MOST_REFS = 50,
	RECORD_MOST_SIGNATURES = 16,
	RECORD_NONCE_BYTES = 16,
	SIGNATURE_MOST_BYTES = 64 << 10,
};

/*
 * The kinds of records. A new one is a row here, with its members in struct record, and one file in
 * src/record that defines the struct record_kind of that name (record_internal.h).
 */
/* clang-format off */
#define RECORD_KINDS(row) \
	row(RECORD_OVERRIDE, record_override) \
	row(RECORD_APPROVAL, record_approval)
/* clang-format on */

#define RECORD_KIND_TYPE(type, kind) type,
#define RECORD_KIND_COUNT(type, kind) +1
enum record_type { RECORD_KINDS(RECORD_KIND_TYPE) };
enum { RECORD_TYPES = 0 RECORD_KINDS(RECORD_KIND_COUNT) };

/* "plangate-override" and so on: `type` in the document; "@v1" behind it makes the namespace. */
const char *record_type_name(enum record_type type);
const char *record_namespace(enum record_type type);

/* One file as it may enter. */
struct record_entry {
	char *path;	 /* quoted as git does; owned */
	unsigned mode;	 /* MODE_NONE: it is deleted */
	struct oid blob; /* null: it is deleted */
};

struct record {
	char id[SHA256_HEX + 1];
	enum record_type type;
	struct str bytes;	    /* exactly as stored */
	char *repository;	    /* of the policy */
	char *reason;		    /* one line; "" where the kind needs none */
	char *ticket;		    /* or NULL */
	char *author;		    /* who made the record: a remark, proven by nothing */
	long long created, expires; /* expires 0: never, where the kind may last */
	char nonce[2 * RECORD_NONCE_BYTES + 1];

	/* Files as they may enter, sorted by path: all of an override; of an approval those of the policy. */
	struct record_entry *entries;
	size_t entry_count;
	size_t entry_capacity;

	/* Override. */
	struct strlist target_refs; /* patterns of whole refs */
	struct strlist rules;	    /* ids, sorted */

	/* Approval. */
	char *plan;	  /* path */
	bool by_sections; /* how: else by the text, as approvals were signed at first */
	char digest[SHA256_HEX + 1]; /* of what the plan says: see plan_digest() */
};

/* Read the bytes of a record that is stored as `id`. -1 with PG_ERR_POLICY: what is wrong with it, without
 * a name or place. The caller frees with record_free(). */
int record_parse(struct record **out, const char *id, const char *text, size_t len,
		 struct pg_error *err);
void record_free(struct record *record); /* accepts NULL */

/* Write the document of a record that was filled in by hand to its `bytes`, and set its id. */
void record_write(struct record *record);

/* Append what a record does, for a list: "approves docs/plans/x.md". Text of a record is harmless: the
 * parser lets no other in. */
void record_tell(struct str *out, const struct record *record);

/* Append lines that tell a person what their signature would say; those of a list begin with blanks. */
void record_explain(struct str *out, const struct record *record);

/* Append an entry; the caller adds them sorted by path. */
void record_add_entry(struct record *record, const char *path, unsigned mode,
		      const struct oid *blob);

/* The entry of a path (as it is quoted), or NULL; borrowed. */
const struct record_entry *record_entry_find(const struct record *record, const char *path);

/* What the name of a file in the records folder says; false if it is none of a record. `signature` is -1
 * for the document itself. */
bool record_name_parse(const char *path, char id[SHA256_HEX + 1], int *signature);

/* The path of a record's document (signature -1) or signature; the caller frees. */
char *record_path(const char *id, int signature);

/*
 * The digest of a plan's text that approvals held at first (their `digest` is plain, where that of what the
 * parser read begins with "sections:"): SHA-256 of it with LF at the ends of lines, with
 * every box of a task list open, and without the line of its status. Boxes that answer something (a
 * risk level, an assessment) stay as they are.
 */
void plan_digest(const char *text, size_t len, char digest[SHA256_HEX + 1]);

#endif
