/* openpgp.h - signatures by gpg. */
#ifndef PLANGATE_SRC_RECORD_OPENPGP_H
#define PLANGATE_SRC_RECORD_OPENPGP_H

#include <stdbool.h>

#include "plangate/record/signature.h"

/* Hold an OpenPGP signature against one listed key. */
int openpgp_verify(const struct signature_check *check, const struct signer *signer,
		   const char *text, size_t len, bool *good, struct pg_error *err);

#endif
