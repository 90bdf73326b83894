/*
 * raw.h - what the bytes of trees and commits say; for the formats see git-mktree(1), git-commit-tree(1)
 * and the section "Git Objects" of Pro Git. Ids are of 20 bytes or of 32, by the repository.
 */
#ifndef PLANGATE_SRC_GIT_RAW_H
#define PLANGATE_SRC_GIT_RAW_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/oid.h"

enum { SHA1_BYTES = 20, SHA256_ID_BYTES = 32 };

struct raw_tree {
	const char *at, *end;
	size_t id_bytes;
};

/* "<octal mode> <name> NUL <id>"; borrowed from the tree's bytes. */
struct raw_entry {
	unsigned
		mode; /* as git takes it: odd ones of regular files and folders mean the plain ones */
	const char *name;
	const unsigned char *id;
};

/* The next entry: 1; 0 at the end; -1 where the bytes are no entry. */
int raw_tree_next(struct raw_tree *tree, struct raw_entry *entry);

bool raw_is_folder(const struct raw_entry *entry);

/* git's order of the entries of a tree: by bytes, a folder as if its name ended in '/'. */
int raw_order(const struct raw_entry *a, const struct raw_entry *b);

void oid_from_bytes(struct oid *oid, const unsigned char *bytes, size_t count);

/* A commit's header, line by line: where the next line has this name, true with its value, borrowed and not
 * ended, and *at behind it. git asks for tree, parents and author in this order. */
bool raw_header(const char **at, const char *name, const char **value, size_t *len);

/* What stands behind the header, without blank lines before it. */
const char *raw_message(const char *commit);

#endif
