/*
 * ledger.h - what the server's ledger holds of a push, and which overrides it shows to be spent.
 *
 * An entry for each ref: time version pusher ref old new verdict status reason rules overrides, the last with
 * id, nonce, rules and signers.
 */
#ifndef PLANGATE_WAIVER_LEDGER_H
#define PLANGATE_WAIVER_LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

struct pg_error;
struct push_updates;
struct verdict;

struct decision {
	const struct push_updates *updates;
	const struct verdict *verdict;
	int status;	    /* the hook's exit status */
	const char *reason; /* why there is no verdict, or NULL */
	const char *pusher; /* as the server names them, or NULL */
	long long now;	    /* seconds since 1970 */
	bool shared;	    /* the ledger is for the group of its file, too */
};

/* Append a decision to the ledger at this path; on the disk when it returns 0. */
int ledger_write_decision(const char *path, const struct decision *decision,
			  struct pg_error *err);

/*
 * Which nonces cannot be used again: a ref's are spent where an earlier push was let in by them and landed,
 * which a later push shows that found the ref at its new tip. Read when the first override asks.
 */
struct replay {
	const char *path; /* of the ledger; borrowed, as the updates are */
	const struct push_updates *updates;
	bool read;
	struct strlist spent; /* "<nonce> <ref>" */
};
int replay_is_spent(struct replay *replay, const char *ref, const char *nonce, bool *spent,
		    struct pg_error *err);
void replay_clear(struct replay *replay);

#endif
