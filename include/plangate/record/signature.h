/*
 * signature.h - signatures of records: made with a person's own git settings, checked with nothing but
 * the signers of the base.
 *
 * Checking runs ssh-keygen and gpg by fixed paths, with a signers file of one line (a home folder of one
 * key), our own clock and a fixed namespace; of their answer only the exit status counts, of gpg's the
 * status lines that name the key. No configuration and no environment has a say in it.
 */
#ifndef PLANGATE_RECORD_SIGNATURE_H
#define PLANGATE_RECORD_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/record/record.h"
#include "plangate/record/signers.h"

struct pg_error;

/* What a signature is held against. */
struct signature_check {
	const struct signers *signers;
	const struct revoked *revoked;
	enum record_type type;
	const struct str *bytes; /* of the record */
	long long now;
	/* Append the OpenPGP key of a fingerprint, from the base; -1 with err where there is none. */
	int (*read_key)(void *context, const char *fingerprint, struct str *out,
			struct pg_error *err);
	void *context;
};

/*
 * Find who signed. *person is the name that stands for a listed person (signers_person()), or NULL,
 * *why then saying what is wrong; the caller frees both. -1 where a program that is needed cannot be run.
 */
int signature_verify(const struct signature_check *check, const char *text, size_t len,
		     char **person, char **why, struct pg_error *err);

/* Whether text is the armour of one signature, with nothing before or behind it. */
bool signature_is_whole(const char *text, size_t len);

/* How a person signs, by their git configuration; strings are borrowed. */
struct signing {
	const char *format; /* gpg.format: "openpgp", "ssh"; NULL: openpgp */
	const char *key; /* user.signingkey; for ssh a file, "key::" and a key, or a key */
	const char *
		program; /* gpg.ssh.program, gpg.openpgp.program, gpg.program; NULL: the usual one */
};

/* Sign the bytes of a record as its type. The caller clears out. */
int signature_make(const struct signing *signing, const struct record *record,
		   struct str *out, struct pg_error *err);

/* Run the command of gpg.ssh.defaultKeyCommand (words, never by a shell): the key is the first line of
 * what it prints. The caller frees. */
int signing_default_key(const char *command, char **key, struct pg_error *err);

#endif
