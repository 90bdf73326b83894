#include "ssh_blob.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/base64.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/sha256.h"
#include "plangate/base/str.h"
#include "plangate/record/signers.h"

enum { LEAST_RSA_BYTES = 256 };

/* `parts` is how many strings of a key's blob stand behind its type. */
static const struct key_type {
	const char *name, *certificate;
	int parts;
} key_types[] = {
	{"ssh-ed25519", "ssh-ed25519-cert-v01@openssh.com", 1},
	{"ssh-rsa", "ssh-rsa-cert-v01@openssh.com", 2},
	{"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256-cert-v01@openssh.com", 2},
	{"ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384-cert-v01@openssh.com", 2},
	{"ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521-cert-v01@openssh.com", 2},
	{"sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519-cert-v01@openssh.com", 2},
	{"sk-ecdsa-sha2-nistp256@openssh.com",
	 "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com", 3},
};

bool blob_u32(struct blob_reader *reader, uint32_t *number)
{
	if (reader->left < 4)
		return false;
	*number = 0;
	for (int i = 0; i < 4; i++)
		*number = *number << 8 | (unsigned char)reader->at[i];
	reader->at += 4;
	reader->left -= 4;
	return true;
}

bool blob_string(struct blob_reader *reader, struct blob_part *part)
{
	uint32_t len;

	if (!blob_u32(reader, &len) || len > reader->left)
		return false;
	*part = (struct blob_part){reader->at, len};
	reader->at += len;
	reader->left -= len;
	return true;
}

bool part_is(const struct blob_part *part, const char *text)
{
	return part->len == strlen(text) && !memcmp(part->data, text, part->len);
}

static const struct key_type *find_type(const char *type, size_t len, bool *certificate)
{
	const struct blob_part part = {type, len};

	for (size_t i = 0; i < sizeof(key_types) / sizeof(*key_types); i++) {
		*certificate = part_is(&part, key_types[i].certificate);
		if (*certificate || part_is(&part, key_types[i].name))
			return &key_types[i];
	}
	return NULL;
}

bool ssh_type_is_known(const char *type, size_t len, bool certificate)
{
	bool is_certificate;

	return find_type(type, len, &is_certificate) && is_certificate == certificate;
}

static void add_string(struct str *out, const char *data, size_t len)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		str_add_char(out, (char)(len >> shift & 0xff));
	str_add_mem(out, data, len);
}

bool ssh_plain_key(const struct str *blob, struct str *key, bool *is_certificate)
{
	struct blob_reader reader = {str_text(blob), blob->len};
	const struct key_type *type;
	struct blob_part part;

	if (!blob_string(&reader, &part))
		return false;
	type = find_type(part.data, part.len, is_certificate);
	if (!type || (*is_certificate && !blob_string(&reader, &part))) /* its nonce */
		return false;
	add_string(key, type->name, strlen(type->name));
	for (int i = 0; i < type->parts; i++) {
		if (!blob_string(&reader, &part))
			return false;
		add_string(key, part.data, part.len);
	}
	return *is_certificate || !reader.left;
}

bool ssh_is_strong(const struct str *key)
{
	struct blob_reader reader = {str_text(key), key->len};
	struct blob_part type, exponent, modulus;

	if (!blob_string(&reader, &type))
		return false;
	if (!part_is(&type, "ssh-rsa"))
		return true;
	if (!blob_string(&reader, &exponent) || !blob_string(&reader, &modulus))
		return false;
	while (modulus.len && !*modulus.data) {
		modulus.data++;
		modulus.len--;
	}
	return modulus.len > LEAST_RSA_BYTES ||
	       (modulus.len == LEAST_RSA_BYTES && modulus.data[0] & 0x80);
}

char *ssh_fingerprint(const struct str *blob)
{
	CLEANUP(str_clear) struct str key = {0};
	unsigned char digest[SHA256_BYTES];
	struct str out = {0};
	bool is_certificate;

	if (!ssh_plain_key(blob, &key, &is_certificate))
		return NULL;
	sha256(str_text(&key), key.len, digest);
	str_add(&out, "SHA256:");
	base64_encode(digest, sizeof(digest), &out);
	while (out.data[out.len - 1] == '=')
		out.data[--out.len] = '\0';
	return str_take(&out);
}
