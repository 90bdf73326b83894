/* named_folder.h - names that stand for folders, found by a search in halves. */
#ifndef PLANGATE_SRC_SOURCE_NAMED_FOLDER_H
#define PLANGATE_SRC_SOURCE_NAMED_FOLDER_H

#include <stddef.h>

/* A name and the folder that it stands for: a Go module, a crate, a PHP namespace. */
struct named_folder {
	char *name;
	char *folder;
	char *file; /* the file that the name alone stands for, or NULL */
};

struct named_folders {
	struct named_folder *items; /* sorted by name when the project is loaded */
	size_t count, capacity;
};

/* Takes copies; folder_len bytes of folder count. */
struct named_folder *named_folder_add(struct named_folders *list, const char *name,
				      size_t name_len, const char *folder,
				      size_t folder_len);
const struct named_folder *named_folder_find(const struct named_folders *list,
					     const char *name, size_t len);

/* By name, then by folder; before the first search. */
void named_folders_sort(struct named_folders *list);
void named_folders_clear(struct named_folders *list);

#endif
