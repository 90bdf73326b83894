/*
 * ledger.h - the server's ledger: a file of JSON lines that only grows, each with the hash of the one before.
 *
 * A line is {"seq":N,"prev":HASH, the members of an entry, "hash":HASH}. `seq` counts from 1, `hash` is the
 * SHA-256 of the line up to `,"hash"`, `prev` the hash of the line before (64 zeros at first). Bytes behind
 * the last line feed are of a write that a crash cut short, which nobody was told of: the next entry takes
 * their place.
 */
#ifndef PLANGATE_RECORD_LEDGER_H
#define PLANGATE_RECORD_LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/sha256.h"
#include "plangate/base/str.h"

struct pg_error;
struct value;

enum { LEDGER_MOST_LINE = 1 << 20 };

/*
 * Append entries (each a JSON object on one line, with at least one member) as one write, under an
 * exclusive lock, and sync them to the disk. Makes the file, for its owner alone or (`shared`) for its group
 * too, and its folder. -1: nothing was appended.
 */
int ledger_append(const char *path, bool shared, const struct strlist *entries,
		  struct pg_error *err);

struct ledger_reading {
	/* Called for each line that holds, or NULL; -1 with err ends the reading. */
	int (*each)(void *context, const struct value *line, struct pg_error *err);
	void *context;
	const char *witness; /* a hash that must be in the chain, or NULL */
};

struct ledger_state {
	size_t lines; /* that hold */
	char head[SHA256_HEX + 1];
	char *fault;	/* what is wrong with the line behind them, or NULL; owned */
	size_t torn;	/* bytes of a line that was never finished */
	bool witnessed; /* the witness was met */
};

/* Read a ledger up to its first fault. -1: it cannot be read. The caller clears out. */
int ledger_read(const char *path, const struct ledger_reading *reading,
		struct ledger_state *out, struct pg_error *err);
void ledger_state_clear(struct ledger_state *state);

#endif
