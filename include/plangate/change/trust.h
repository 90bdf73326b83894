/* trust.h - who may sign a record: the signers and revocations of the base of a change, and nothing else. */
#ifndef PLANGATE_CHANGE_TRUST_H
#define PLANGATE_CHANGE_TRUST_H

#include <stdbool.h>

#include "plangate/model/oid.h"
#include "plangate/record/signers.h"

struct pg_error;
struct repo;
struct str;

struct trust {
	struct repo *repo; /* borrowed */
	struct oid tree;   /* of the base */
	bool has_signers;  /* the signers file is there */
	struct signers signers;
	struct revoked revoked;
};

/* PG_ERR_POLICY where a file is there and not valid. The caller clears. */
int trust_read(struct trust *trust, struct repo *repo, const struct oid *tree,
	       struct pg_error *err);
void trust_clear(struct trust *trust);

/* Append the OpenPGP key of this fingerprint, which the signers file names; PG_ERR_POLICY where it is not there. */
int trust_key(const struct trust *trust, const char *fingerprint, struct str *out,
	      struct pg_error *err);

#endif
