/* signing.h - sign a record with the person's own git settings, keep it and stage it. */
#ifndef PLANGATE_SRC_CLI_SIGNING_H
#define PLANGATE_SRC_CLI_SIGNING_H

#include "plangate/base/str.h"
#include "plangate/record/record.h"

struct pg_error;
struct repo;

/*
 * Sign as signature `number`, hold the signature against the signers of HEAD, and only then write it (and
 * the record, where number is 0) to the work tree and the index. *person is who signed; the caller frees.
 */
int sign_and_stage(struct repo *repo, const struct record *record, int number,
		   char **person, struct pg_error *err);

#endif
