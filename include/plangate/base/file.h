/* file.h - whole files, read within limits and written all or not at all. */
#ifndef PLANGATE_BASE_FILE_H
#define PLANGATE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pg_error;
struct str;

/* Append the content of a file of at most `most` bytes to out. Follows links. -1: not readable, no
 * regular file, or larger. */
int file_read(const char *path, size_t most, struct str *out, struct pg_error *err);

/* Whether something is there under this name; a dangling link counts. */
bool file_exists(const char *path);

/*
 * Replace or create a file with these bytes and mode: written beside it under another name, synced
 * and renamed, so that a reader sees the old file or the new one. Missing folders are made.
 */
int file_write(const char *path, const void *data, size_t len, mode_t mode,
	       struct pg_error *err);

/* Copy a regular file to a new one that only we may read; nothing is synced: for scratch copies. */
int file_copy(const char *from, const char *to, struct pg_error *err);

/* Make a folder and those above it. */
int file_make_folder(const char *path, struct pg_error *err);

/* Make a private, empty folder in $TMPDIR or /tmp; *path is the caller's to free. */
int file_temp_folder(char **path, struct pg_error *err);

/* Remove a folder and everything below it, without following links; what is gone already is fine. */
void file_remove_tree(const char *path);

/* "folder/name"; the caller frees it. */
char *file_join(const char *folder, const char *name);

#endif
