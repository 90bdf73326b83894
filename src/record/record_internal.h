/*
 * record_internal.h - what the files of src/record share.
 *
 * A kind of record is a struct record_kind: a row of RECORD_KINDS (record.h) names it, and a file of its
 * own (override.c, approval.c) defines it.
 */
#ifndef PLANGATE_SRC_RECORD_INTERNAL_H
#define PLANGATE_SRC_RECORD_INTERNAL_H

#include <stdbool.h>

#include "plangate/base/cleanup.h"
#include "plangate/record/record.h"

struct json_writer;
struct key;

enum { RECORD_VERSION = 1 };

struct record_kind {
	const char *type;	/* in the document: "plangate-override" */
	const char *namespace;	/* of its signatures: "plangate-override@v1" */
	const char *what;	/* in errors: "an override" */
	bool may_be_silent;	/* the reason may be "" */
	bool may_last;		/* expires may be null: never */
	const struct key *keys; /* its own, for a target of struct record */
	void (*write)(struct json_writer *writer,
		      const struct record *record);		    /* of them */
	void (*clear)(struct record *record);			    /* frees its members */
	void (*tell)(struct str *out, const struct record *record); /* record_tell() */
	void (*explain)(struct str *out, const struct record *record);
};

#define RECORD_KIND_DECLARE(type, kind) extern const struct record_kind kind;
RECORD_KINDS(RECORD_KIND_DECLARE)

const struct record_kind *record_kind(enum record_type type);

DEFINE_CLEANUP(struct record, record_free)

#endif
