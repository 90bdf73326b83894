/* Records, signers, revocations, signatures and the digest of plans, from any bytes. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "plangate/base/error.h"
#include "plangate/record/record.h"
#include "plangate/record/signature.h"
#include "plangate/record/signers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* With nobody listed: taken apart, and no program is run. */
static void check_signature(const char *text, size_t size)
{
	const struct signers signers = {0};
	const struct revoked revoked = {0};
	const struct str bytes = {0};
	const struct signature_check check = {
		.signers = &signers, .revoked = &revoked, .bytes = &bytes};
	struct pg_error err = {0};
	char *person = NULL, *why = NULL;

	signature_verify(&check, text, size, &person, &why, &err);
	free(person);
	free(why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	const struct str blob = {(char *)(uintptr_t)text, size, size};
	struct record *record = NULL;
	struct signers signers;
	struct revoked revoked;
	struct pg_error err = {0};
	char id[SHA256_HEX + 1];

	sha256_hex(text, size, id);
	if (record_parse(&record, id, text, size, &err) == 0)
		record_write(record);
	record_free(record);
	if (signers_parse(&signers, "signers", text, size, &err) == 0)
		signers_clear(&signers);
	if (revoked_parse(&revoked, "revoked", text, size, &err) == 0)
		revoked_clear(&revoked);
	free(ssh_fingerprint(&blob));
	check_signature(text, size);
	plan_digest(text, size, id);
	return 0;
}
