/* verify.h - what the checks of both kinds of signature share. */
#ifndef PLANGATE_SRC_RECORD_VERIFY_H
#define PLANGATE_SRC_RECORD_VERIFY_H

#include <stdbool.h>

#include "plangate/record/signature.h"

struct process;
struct process_result;

/* A private folder that is gone at the end of its scope. */
void scratch_clear(char **folder);

/* Write one file into it. */
int scratch_write(const char *folder, const char *name, const void *data, size_t len,
		  struct pg_error *err);

/* Run a program that decides, with nothing of ours in its environment that it would listen to. */
int run_trusted(struct process *process, struct process_result *result,
		struct pg_error *err);

/* Whether a signer may sign this type at this time and is not revoked; else *why is set. */
bool signer_is_good(const struct signature_check *check, const struct signer *signer,
		    char **why);

bool key_is_revoked(const struct signature_check *check, const char *fingerprint);

/* Hold an OpenPGP signature against one listed key. */
int openpgp_verify(const struct signature_check *check, const struct signer *signer,
		   const char *text, size_t len, bool *good, struct pg_error *err);

#endif
