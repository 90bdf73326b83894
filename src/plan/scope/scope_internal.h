/* scope_internal.h - the parts of the scope reader. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_SCOPE_INTERNAL_H
#define PLANGATE_SRC_PLAN_SCOPE_SCOPE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct block;
struct plan;
struct scope_entry;
struct scope_reader;

/* entry.c. A literal path is taken as it is; else it may be a folder, a glob or a rename in braces. */
void scope_add(struct scope_reader *reader, const char *path, bool literal, int line,
	       int column);

/* Before the paths of a leaf are added. */
void scope_begin_leaf(struct scope_reader *reader);

/* fence.c: one path a line, or a tree. */
void scope_read_fence(struct scope_reader *reader, const struct block *block);

/* mention.c: files that steps and tasks name. */
void scope_read_mentions(struct scope_reader *reader);

/* newcomers.c: what the change brings into a folder, but not below that. */
void scope_add_new(struct scope_reader *reader, const char *folder, int line, int column);
/* Take out the folders that steps mention, where lists name files in them. */
void scope_drop_places(struct plan *plan);

/* command.c: files that the commands of a fence write, stage or move. */
void scope_read_commands(struct scope_reader *reader, const struct block *fence);
void scope_read_command(struct scope_reader *reader, const char *command, int line);

/* index.c: compiled for scope_find(). */
void scope_index(struct plan *plan);
void scope_forget_index(struct plan *plan);
void scope_entry_clear(struct scope_entry *entry);

/* item.c: the paths of one leaf. */
struct item_path {
	char *path;
	bool literal;
	int line; /* counted from the leaf's first */
};
struct item_paths {
	struct item_path *items;
	size_t count;
	size_t capacity;
	bool excluded;	  /* it says that these are not touched */
	bool begins;	  /* the first thing, but for a verb, is a path */
	bool label_files; /* has a label such as "Files:" */
	bool label_other; /* its last label is not about files */
	bool everything;  /* "all files" */
};
enum item_how {
	READ_LABELLED = 1 << 0,	 /* only what stands behind a label such as "Files:" */
	READ_SENTENCES = 1 << 1, /* a folder that a sentence names is none of the scope */
};
void item_paths_read(struct item_paths *out, const struct block *leaf,
		     const struct scope_reader *reader, unsigned how);
void item_paths_clear(struct item_paths *paths);

#endif
