/* armor.h - signature files taken apart before any program sees them. */
#ifndef PLANGATE_SRC_RECORD_ARMOR_H
#define PLANGATE_SRC_RECORD_ARMOR_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"

enum armor_kind { ARMOR_NONE, ARMOR_SSH, ARMOR_OPENPGP };

/* Which armour this is: from its first line to its last, once, with nothing before or behind. */
enum armor_kind armor_kind(const char *text, size_t len);

/* What an SSH signature says of itself. */
struct ssh_signature {
	struct str key; /* the blob of the key or certificate */
	char *space;	/* its namespace */
};

/* False: it is not of the form that PROTOCOL.sshsig describes. */
bool ssh_signature_parse(struct ssh_signature *out, const char *text, size_t len);
void ssh_signature_clear(struct ssh_signature *signature);

#endif
