/*
 * records.h - for those who make and look at signed records: what there is to sign, and what a signature
 * is worth. Signers are those of HEAD, records those that are staged (in a bare repository, of HEAD).
 */
#ifndef PLANGATE_ASSIST_RECORDS_H
#define PLANGATE_ASSIST_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/change/spec.h"
#include "plangate/record/record.h"
#include "plangate/record/waive.h"

struct pg_error;
struct repo;

struct override_request {
	struct named_change change;
	const struct strlist *rules;   /* none: all that block the change */
	const struct strlist *targets; /* refs; none: every branch */
	const char *reason, *ticket;   /* ticket may be NULL */
	long long
		seconds; /* how long it is good for; 0: four hours, or what the rules allow */
};

/* A record to be signed, for the whole change. PG_ERR_USAGE where there is nothing to waive or the policy does
 * not let it be. The caller frees. */
int draft_override(struct repo *repo, const struct override_request *request,
		   struct record **out, struct pg_error *err);

/* The same for the staged text of the plan at this path. seconds 0: it does not expire. */
struct approval_request {
	const char *plan;   /* path */
	const char *reason; /* or NULL */
	long long seconds;
};
int draft_approval(struct repo *repo, const struct approval_request *request,
		   struct record **out, struct pg_error *err);

/* Whose signature this is; *person NULL and *why set where it is nobody's. The caller frees both. */
int record_signer(struct repo *repo, const struct record *record,
		  const struct str *signature, char **person, char **why,
		  struct pg_error *err);

/* A record, and what it is worth now. */
struct record_state {
	struct signed_record item;
	char id[SHA256_HEX + 1];
	char *broken;	 /* why it cannot be read, or NULL; then item.record is there */
	int next_number; /* that a further signature gets; -1: there are enough */
	bool revoked, expired, foreign;
};

struct record_states {
	struct record_state *items; /* sorted by id */
	size_t count;
	size_t capacity;
};

/* Those whose id begins so (NULL: all). The caller clears. */
int record_states_read(struct repo *repo, const char *prefix, struct record_states *out,
		       struct pg_error *err);
void record_states_clear(struct record_states *states);

/* "in force", "revoked", "expired", "not signed" and so on. */
const char *record_state_word(const struct record_state *state);

#endif
