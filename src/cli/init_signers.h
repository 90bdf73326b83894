/* init_signers.h - who may sign, proposed from a person's git configuration. */
#ifndef PLANGATE_SRC_CLI_INIT_SIGNERS_H
#define PLANGATE_SRC_CLI_INIT_SIGNERS_H

#include "plangate/base/str.h"

struct pg_error;
struct repo;

/*
 * Append the lines of a signers file for the keys that git is set up with here: user.signingkey for
 * user.email, and what gpg.ssh.allowedSignersFile names. `persons` are their names, one each. Nothing where
 * no SSH key is configured.
 */
int propose_signers(struct repo *repo, struct str *lines, struct strlist *persons,
		    struct pg_error *err);

/* What the policy then says of them; nothing for nobody. */
void add_signers(struct str *policy, const struct strlist *persons);

#endif
