/* server.h - what pre-receive and update share: settings, the pusher, the ledger. */
#ifndef PLANGATE_SRC_CLI_SERVER_H
#define PLANGATE_SRC_CLI_SERVER_H

#include "plangate/gate/gate.h"

struct repo;

/* Append the refs where work lands on this server, where no policy names them. */
int server_landing(struct repo *repo, struct strlist *refs, struct pg_error *err);

/* Judge what a server is asked to take, and have it in the ledger before it is told. */
int server_receive(struct repo *repo, const struct gate_options *options,
		   const struct push_updates *updates, struct verdict *verdict,
		   struct pg_error *err);

#endif
