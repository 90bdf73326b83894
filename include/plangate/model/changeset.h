/*
 * changeset.h - what a commit or a push is about to change, as plain data.
 *
 * Only src/git knows how to read one from a repository; tests fill it by hand. The content of
 * files is loaded when somebody asks for it, since most rules never do.
 */
#ifndef PLANGATE_MODEL_CHANGESET_H
#define PLANGATE_MODEL_CHANGESET_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/base/str.h"
#include "plangate/model/oid.h"

struct pg_error;
struct selection;

/* A rename is judged as a deletion and an addition. */
enum change_status { CHANGE_ADDED, CHANGE_MODIFIED, CHANGE_DELETED, CHANGE_TYPE };

/* What change_load() is asked for. */
enum change_need {
	NEED_SIZE = 1 << 0,    /* old_bytes, new_bytes */
	NEED_TEXT = 1 << 1,    /* binary, old_lines, new_lines */
	NEED_DIFF = 1 << 2,    /* added, removed */
	NEED_CONTEXT = 1 << 3, /* new_text */
};

/* What .gitattributes says of a file; see policy/attributes.h. */
enum change_attribute {
	ATTRIBUTE_GENERATED = 1 << 0,
	ATTRIBUTE_VENDORED = 1 << 1,
	ATTRIBUTE_BINARY = 1 << 2,
};

/* Some lines of a file, in order; each ends in '\n' within text. */
struct text_lines {
	struct str text;
	struct text_line {
		size_t offset; /* of its first byte in text */
		int number;    /* in the file, from 1 */
	} * items;
	size_t count;
	size_t capacity;
};

/* git's file modes (octal), as in a tree entry. */
enum {
	MODE_NONE = 0,
	MODE_PLAIN = 0100644,
	MODE_EXEC = 0100755,
	MODE_SYMLINK = 0120000,
	MODE_SUBMODULE = 0160000,
	MODE_TREE = 0040000
};

struct change {
	enum change_status status;
	char *path; /* from the repository root, any bytes but NUL; owned */
	/* The other half of an exact rename: of a deletion where the content went to, of an
	 * addition where it came from. Borrowed; NULL where there is none. */
	const char *renamed_to;
	const char *renamed_from;
	unsigned old_mode; /* MODE_NONE where there is no such side */
	unsigned new_mode;
	struct oid old_id;
	struct oid new_id;
	unsigned attributes; /* enum change_attribute bits */
	bool seen;    /* false for plans and what the policy ignores: rules do not see it */
	bool counted; /* false also for what is generated or binary: see policy_count() */

	unsigned loaded; /* enum change_need bits that are there already */
	bool binary;	 /* a NUL in the first 8000 bytes, or too large to be looked at */
	size_t old_bytes, new_bytes;
	size_t old_lines, new_lines; /* 0 for a binary file */
	struct text_lines added, removed;
	struct str new_text; /* the whole new file; empty for a binary or a deleted one */
};

struct changeset {
	struct change *items; /* sorted by path, as bytes; no path twice */
	size_t count;
	size_t capacity;
	struct oid
		base_commit; /* null for an empty base, or where only trees were compared */
	struct oid base_tree; /* null: nothing */
	struct oid commit;    /* null for what is only staged */
	struct oid tree;
	char *ref;     /* the pushed ref, or NULL; owned */
	char *message; /* the commit message where there is one, or NULL; owned */
	char *branch; /* that is checked out or pushed from, without refs/heads/, or NULL; owned */
	char *target; /* the ref that is pushed to, without refs/heads/, or NULL; owned */
	char *author; /* the author's e-mail address, or NULL; owned */
	bool merge;   /* the commit has several parents */

	/* Fills what `need` asks for in one of the items. NULL: all is there. */
	int (*load)(void *context, struct change *change, unsigned need,
		    struct pg_error *err);
	void *load_context;
};

/*
 * Make sure that the bits of need (enum change_need) are loaded. Returns 0, or -1 with err where
 * a blob cannot be read: the change can then not be judged.
 */
int change_load(const struct changeset *set, struct change *change, unsigned need,
		struct pg_error *err);

/* Append a zeroed change with a copy of path, seen and counted; the address is good until the next one. */
struct change *changeset_add(struct changeset *set, enum change_status status,
			     const char *path);

/* The change of exactly this path, or NULL. Borrowed. The items must be sorted. */
struct change *changeset_find(const struct changeset *set, const char *path);

/* Sort by path and tie each addition to a deletion of the same content and kind of file. */
void changeset_finish(struct changeset *set);

/* How many changes are counted, less those of a selection (or NULL). */
size_t changeset_counted(const struct changeset *set, const struct selection *without);

/* Free everything in it; it is {0} again. */
void changeset_clear(struct changeset *set);

/* Append one line (without its '\n') to a set of lines. */
void text_lines_add(struct text_lines *lines, const char *line, size_t len, int number);

/* The number of the line that holds the byte at offset of text; lines must not be empty. */
int text_lines_number_at(const struct text_lines *lines, size_t offset);

/* "A", "M", "D" or "T", as git prints it. */
const char *change_status_letter(enum change_status status);

#endif
