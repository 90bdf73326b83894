/* ssh_blob.h - SSH's binary form of keys and signatures (RFC 4251, PROTOCOL.certkeys, PROTOCOL.sshsig). */
#ifndef PLANGATE_SRC_RECORD_SSH_BLOB_H
#define PLANGATE_SRC_RECORD_SSH_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

struct blob_reader {
	const char *at;
	size_t left;
};

struct blob_part {
	const char *data; /* borrowed */
	size_t len;
};

bool blob_u32(struct blob_reader *reader, uint32_t *number);
bool blob_string(struct blob_reader *reader, struct blob_part *part);
bool part_is(const struct blob_part *part, const char *text);

/* Whether a type of key is one that may sign: ed25519, ECDSA on NIST's curves, RSA, and the first two on
 * security keys. `certificate`: with a certificate, and the key in it. */
bool ssh_type_is_known(const char *type, size_t len, bool certificate);

/* The plain key of a blob that may be a certificate's, built anew. False: not understood. */
bool ssh_plain_key(const struct str *blob, struct str *key, bool *is_certificate);

/* Whether a plain key is strong enough: RSA from 2048 bits. */
bool ssh_is_strong(const struct str *key);

#endif
