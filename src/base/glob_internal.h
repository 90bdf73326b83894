/* glob_internal.h - the parts of a glob: braces, one compiled alternative, classes. */
#ifndef PLANGATE_BASE_GLOB_INTERNAL_H
#define PLANGATE_BASE_GLOB_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strlist;

enum { GLOB_MOST_ALTERNATIVES = 256, GLOB_MOST_NESTING = 8 };

/*
 * Append every alternative that the braces of pattern stand for. A group without a comma is no
 * group, as in a shell: its braces come out escaped. NULL, or the reason why not ("has ...").
 */
const char *glob_expand(struct strlist *out, const char *pattern, bool literal_brackets);

/* One step of matching; see glob_program.c. */
enum glob_op {
	GLOB_BYTE,
	GLOB_ANY,
	GLOB_CLASS,
	GLOB_STAR,
	GLOB_SKIP,
	GLOB_FOLDERS,
	GLOB_ALL
};

struct glob_step {
	enum glob_op op;
	unsigned char byte; /* of GLOB_BYTE */
	uint32_t class_at;  /* index of a class, of GLOB_CLASS */
};

struct glob_class {
	unsigned char bits[256 / 8];
};

struct glob_program {
	struct glob_step *steps;
	size_t count;
	size_t capacity;
	struct glob_class *classes;
	size_t class_count;
	size_t class_capacity;
	char *literal; /* bytes that every match holds, or NULL; owned */
	size_t literal_len;
	bool literal_ends; /* every match ends in them */
};

/* NULL, or the reason why the pattern can match nothing ("has ..."). */
const char *glob_program_compile(struct glob_program *program, const char *pattern,
				 bool literal_brackets);
/* text: len bytes and a NUL */
bool glob_program_match(const struct glob_program *program, const char *text, size_t len);
void glob_program_clear(struct glob_program *program);

/*
 * Read a class whose '[' is at *at, and set *at behind its ']'. NULL, or the reason why it is
 * none.
 */
const char *glob_class_read(struct glob_class *set, const char **at);

/* Where the class that begins at '[' ends (its ']'), or NULL where it never does. */
const char *glob_class_end(const char *open);

#endif
