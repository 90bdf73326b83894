/* editor.h - a person's own editor on a file. */
#ifndef PLANGATE_SRC_CLI_EDITOR_H
#define PLANGATE_SRC_CLI_EDITOR_H

struct pg_error;
struct repo;

/*
 * Open the editor that git would (GIT_EDITOR, core.editor, VISUAL, EDITOR) on a file and wait for its end. As git does,
 * what the person configured is given to the shell, and the path as its argument. -1 where there is no editor, or
 * where it ended with another status than 0.
 */
int editor_open(struct repo *repo, const char *path, struct pg_error *err);

#endif
