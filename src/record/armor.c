#include "armor.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/base64.h"
#include "plangate/base/cleanup.h"
#include "ssh_blob.h"

static const char ssh_begin[] = "-----BEGIN SSH SIGNATURE-----\n";
static const char ssh_end[] = "-----END SSH SIGNATURE-----\n";
static const char pgp_begin[] = "-----BEGIN PGP SIGNATURE-----\n";
static const char pgp_end[] = "-----END PGP SIGNATURE-----\n";

static bool is_between(const char *text, size_t len, const char *begin, const char *end)
{
	size_t head = strlen(begin), tail = strlen(end);
	const char *last;

	if (len < head + tail || memcmp(text, begin, head) != 0 ||
	    memcmp(text + len - tail, end, tail) != 0)
		return false;
	last = text + len - tail;
	/* No line of what is between begins another block. */
	return !memmem(text + head, (size_t)(last - text) - head, "-----", 5);
}

enum armor_kind armor_kind(const char *text, size_t len)
{
	if (is_between(text, len, ssh_begin, ssh_end))
		return ARMOR_SSH;
	return is_between(text, len, pgp_begin, pgp_end) ? ARMOR_OPENPGP : ARMOR_NONE;
}

static bool decode(const char *text, size_t len, struct str *out)
{
	CLEANUP(str_clear) struct str letters = {0};
	const char *from = text + strlen(ssh_begin);

	for (const char *end = text + len - strlen(ssh_end); from < end; from++)
		if (*from != '\n')
			str_add_char(&letters, *from);
	return base64_decode(str_text(&letters), letters.len, out);
}

/* "SSHSIG", version, key, namespace, reserved, hash, signature. */
bool ssh_signature_parse(struct ssh_signature *out, const char *text, size_t len)
{
	CLEANUP(str_clear) struct str blob = {0};
	struct blob_part key, space, reserved, hash, signature;
	struct blob_reader reader;
	uint32_t version;

	*out = (struct ssh_signature){0};
	if (armor_kind(text, len) != ARMOR_SSH || !decode(text, len, &blob) ||
	    blob.len < 6 || memcmp(blob.data, "SSHSIG", 6) != 0)
		return false;
	reader = (struct blob_reader){blob.data + 6, blob.len - 6};
	if (!blob_u32(&reader, &version) || version != 1 || !blob_string(&reader, &key) ||
	    !blob_string(&reader, &space) || !blob_string(&reader, &reserved) ||
	    !blob_string(&reader, &hash) || !blob_string(&reader, &signature) ||
	    reader.left)
		return false;
	if (!part_is(&hash, "sha256") && !part_is(&hash, "sha512"))
		return false;
	str_add_mem(&out->key, key.data, key.len);
	out->space = xmemdup(space.data, space.len);
	return true;
}

void ssh_signature_clear(struct ssh_signature *signature)
{
	str_clear(&signature->key);
	free(signature->space);
	*signature = (struct ssh_signature){0};
}
