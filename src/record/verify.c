#include "plangate/record/signature.h"

#include <stdlib.h>
#include <string.h>

#include "armor.h"
#include "openpgp.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/process.h"
#include "plangate/base/utc.h"
#include "record_internal.h"
#include "ssh_blob.h"
#include "trusted.h"

static bool key_is_revoked(const struct signature_check *check, const char *fingerprint)
{
	return strlist_has(&check->revoked->keys, fingerprint);
}

static bool is_revoked(const struct signature_check *check, const struct signer *signer)
{
	CLEANUP(freep)
	char *fingerprint = signer->kind == SIGNER_OPENPGP ? xstrdup(signer->key)
							   : ssh_fingerprint(&signer->blob);

	return !fingerprint || key_is_revoked(check, fingerprint);
}

/* Whether a signer may sign this type at this time and is not revoked; else *why is set. */
static bool signer_is_good(const struct signature_check *check, const struct signer *signer,
			   char **why)
{
	const char *name = signer->principals.items[0];

	if (!signer->may[check->type])
		*why = xasprintf("the key of %s is not listed for %s", name,
				 record_namespace(check->type));
	else if (signer->to && check->now >= signer->to)
		*why = xasprintf("the key of %s has expired", name);
	else if (signer->from && check->now < signer->from)
		*why = xasprintf("the key of %s is not yet valid", name);
	else if (is_revoked(check, signer))
		*why = xasprintf("the key of %s is revoked", name);
	return !*why;
}

/* One line: ssh-keygen is asked about this person and this key alone. */
static char *signer_line(const struct signer *signer, const char *principal,
			 const char *space)
{
	return xasprintf("%s %snamespaces=\"%s\" %s %s\n", principal,
			 signer->kind == SIGNER_SSH_CA ? "cert-authority," : "", space,
			 signer->type, signer->key);
}

static int ssh_verify(const struct signature_check *check, const struct signer *signer,
		      const char *principal, const char *text, size_t len, bool *good,
		      struct pg_error *err)
{
	const char *space = record_namespace(check->type);
	CLEANUP(scratch_clear) char *folder = NULL;
	CLEANUP(freep) char *line = signer_line(signer, principal, space);
	CLEANUP(process_result_clear) struct process_result result = {0};
	char now[UTC_TEXT];

	utc_format_compact(check->now, now);
	if (file_temp_folder(&folder, err) < 0 ||
	    scratch_write(folder, "signers", line, strlen(line), err) < 0 ||
	    scratch_write(folder, "sig", text, len, err) < 0)
		return -1;
	{
		CLEANUP(freep) char *signers = file_join(folder, "signers");
		CLEANUP(freep) char *sig = file_join(folder, "sig");
		CLEANUP(freep) char *time = xasprintf("-Overify-time=%s", now);
		const char *const argv[] = {PLANGATE_SSH_KEYGEN,
					    "-Y",
					    "verify",
					    "-f",
					    signers,
					    "-I",
					    principal,
					    "-n",
					    space,
					    time,
					    "-s",
					    sig,
					    NULL};
		struct process process = {.argv = argv,
					  .input = str_text(check->bytes),
					  .input_len = check->bytes->len,
					  .folder = folder};

		if (run_trusted(&process, &result, err) < 0)
			return -1;
	}
	*good = result.status == 0;
	return 0;
}

static const struct signer *find_key(const struct signers *signers, const struct str *key)
{
	for (size_t i = 0; i < signers->count; i++)
		if (signers->items[i].kind == SIGNER_SSH &&
		    signers->items[i].blob.len == key->len &&
		    !memcmp(signers->items[i].blob.data, key->data, key->len))
			return &signers->items[i];
	return NULL;
}

static int verify_plain(const struct signature_check *check,
			const struct ssh_signature *signature, const char *text, size_t len,
			char **person, char **why, struct pg_error *err)
{
	const struct signer *signer = find_key(check->signers, &signature->key);
	CLEANUP(freep) char *shown = ssh_fingerprint(&signature->key);
	bool good = false;

	if (!signer) {
		*why = xasprintf("the key %s is not listed in " SIGNERS_FILE " of the base",
				 shown ? shown : "of an unknown type");
		return 0;
	}
	if (!signer_is_good(check, signer, why))
		return 0;
	if (ssh_verify(check, signer, signer->principals.items[0], text, len, &good, err) <
	    0)
		return -1;
	if (good)
		*person = xstrdup(
			signers_person(check->signers, signer->principals.items[0]));
	else
		*why = xstrdup("the signature is not one of these bytes");
	return 0;
}

/* A certificate names its principals; each that the CA may vouch for is asked about. */
static int verify_by_ca(const struct signature_check *check, const struct signer *ca,
			const char *text, size_t len, char **person, struct pg_error *err)
{
	for (size_t i = 0; i < ca->principals.count && !*person; i++) {
		const char *principal = ca->principals.items[i];
		bool good = false;

		if (ssh_verify(check, ca, principal, text, len, &good, err) < 0)
			return -1;
		if (good)
			*person = xstrdup(signers_person(check->signers, principal));
	}
	return 0;
}

static int verify_certificate(const struct signature_check *check, const char *text,
			      size_t len, char **person, char **why, struct pg_error *err)
{
	const struct signers *signers = check->signers;
	char *reason = NULL;

	for (size_t i = 0; i < signers->count && !*person; i++) {
		if (signers->items[i].kind != SIGNER_SSH_CA)
			continue;
		free(reason);
		reason = NULL;
		if (signer_is_good(check, &signers->items[i], &reason) &&
		    verify_by_ca(check, &signers->items[i], text, len, person, err) < 0)
			return -1;
	}
	if (*person) {
		free(reason);
		return 0;
	}
	*why = reason ? reason
		      : xstrdup("no certificate authority of " SIGNERS_FILE
				" vouches for the key and a principal that is listed");
	return 0;
}

static int verify_ssh(const struct signature_check *check, const char *text, size_t len,
		      char **person, char **why, struct pg_error *err)
{
	CLEANUP(ssh_signature_clear) struct ssh_signature signature = {0};
	CLEANUP(str_clear) struct str key = {0};
	CLEANUP(freep) char *fingerprint = NULL;
	bool is_certificate = false;

	if (!ssh_signature_parse(&signature, text, len) ||
	    !ssh_plain_key(&signature.key, &key, &is_certificate) || !ssh_is_strong(&key)) {
		*why = xstrdup("no SSH signature by a key that plangate takes");
		return 0;
	}
	if (strcmp(signature.space, record_namespace(check->type)) != 0) {
		*why = xasprintf("it is signed for another purpose than %s",
				 record_namespace(check->type));
		return 0;
	}
	fingerprint = ssh_fingerprint(&signature.key);
	if (fingerprint && key_is_revoked(check, fingerprint)) {
		*why = xasprintf("the key %s is revoked", fingerprint);
		return 0;
	}
	return is_certificate
		       ? verify_certificate(check, text, len, person, why, err)
		       : verify_plain(check, &signature, text, len, person, why, err);
}

static int verify_openpgp(const struct signature_check *check, const char *text, size_t len,
			  char **person, char **why, struct pg_error *err)
{
	const struct signers *signers = check->signers;

	for (size_t i = 0; i < signers->count; i++) {
		const struct signer *signer = &signers->items[i];
		bool good = false;

		if (signer->kind != SIGNER_OPENPGP)
			continue;
		if (openpgp_verify(check, signer, text, len, &good, err) < 0)
			return -1;
		if (!good)
			continue;
		if (signer_is_good(check, signer, why))
			*person = xstrdup(
				signers_person(signers, signer->principals.items[0]));
		return 0;
	}
	*why = xstrdup("no OpenPGP key of " SIGNERS_FILE " of the base made it");
	return 0;
}

bool signature_is_whole(const char *text, size_t len)
{
	return len <= SIGNATURE_MOST_BYTES && armor_kind(text, len) != ARMOR_NONE;
}

int signature_verify(const struct signature_check *check, const char *text, size_t len,
		     char **person, char **why, struct pg_error *err)
{
	*person = *why = NULL;
	if (len > SIGNATURE_MOST_BYTES) {
		*why = xasprintf("more than %d bytes", SIGNATURE_MOST_BYTES);
		return 0;
	}
	switch (armor_kind(text, len)) {
	case ARMOR_SSH:
		return verify_ssh(check, text, len, person, why, err);
	case ARMOR_OPENPGP:
		return verify_openpgp(check, text, len, person, why, err);
	case ARMOR_NONE:
		break;
	}
	*why = xstrdup("no signature, or something before or behind it");
	return 0;
}
