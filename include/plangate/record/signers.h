/*
 * signers.h - who may sign, and what has been taken back: .plangate/signers and .plangate/revoked.
 *
 * The first is ssh's allowed_signers (ssh-keygen(1), ALLOWED SIGNERS) read strictly: a line that ssh
 * would skip is an error, every line says its namespaces, and a principal is one person and no pattern.
 * A further form names an OpenPGP key by its fingerprint. Both files count only from the base of a
 * change. A person is whoever stands behind principals that share a line, however many keys there are.
 */
#ifndef PLANGATE_RECORD_SIGNERS_H
#define PLANGATE_RECORD_SIGNERS_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/record/record.h"

struct pg_error;

#define SIGNERS_FILE ".plangate/signers"
#define REVOKED_FILE ".plangate/revoked"
#define KEYS_FOLDER                                                                        \
	".plangate/keys" /* <fingerprint>.asc: OpenPGP keys that signers names */

enum { SIGNERS_MOST_BYTES = 256 << 10, SIGNERS_MOST_LINES = 1000 };

enum signer_kind { SIGNER_SSH, SIGNER_SSH_CA, SIGNER_OPENPGP };

struct signer {
	enum signer_kind kind;
	struct strlist principals;
	bool may[RECORD_TYPES]; /* by enum record_type */
	long long from, to;	/* valid-after, valid-before; 0: none */
	char *type;		/* "ssh-ed25519"; NULL for OpenPGP */
	char *key; /* base64 of an SSH key; fingerprint (upper case) of an OpenPGP key */
	struct str blob; /* the SSH key, decoded */
	int line;
};

struct signers {
	struct signer *items;
	size_t count;
	size_t capacity;
	struct strlist names; /* every principal, in the order of the file */
	size_t *persons;      /* beside names: the index of the first name of that person */
	size_t person_capacity;
};

/* Read the file. -1 with PG_ERR_POLICY and "file:line: ...". The caller clears. */
int signers_parse(struct signers *out, const char *file, const char *text, size_t len,
		  struct pg_error *err);
void signers_clear(struct signers *signers);

/* The name that stands for a person: the first of the principals in the file; the name itself where the
 * file has none such. Borrowed. */
const char *signers_person(const struct signers *signers, const char *principal);

/* Whether one of the names of this person is that e-mail address, without regard to letter case; or begins,
 * before its '@', with that name of an account. */
bool signers_is_address(const struct signers *signers, const char *person,
			const char *address);

/* "SHA256:..." of an SSH key as ssh-keygen -l shows it; of a certificate, that of its key. The caller
 * frees. NULL: no key that is understood. */
char *ssh_fingerprint(const struct str *blob);

struct revoked {
	struct strlist records; /* ids */
	struct strlist keys;	/* "SHA256:..." or OpenPGP fingerprints in upper case */
};

/* Read the file: "record ID" or "key FINGERPRINT" a line, with remarks behind. Empty is an error: it was
 * truncated. */
int revoked_parse(struct revoked *out, const char *file, const char *text, size_t len,
		  struct pg_error *err);
void revoked_clear(struct revoked *revoked);

#endif
