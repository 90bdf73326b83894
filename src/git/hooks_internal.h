/* hooks_internal.h - what hooks as files and hooks in git's configuration share. */
#ifndef PLANGATE_SRC_GIT_HOOKS_INTERNAL_H
#define PLANGATE_SRC_GIT_HOOKS_INTERNAL_H

#include <stdbool.h>

struct hook_view;
struct pg_error;
struct repo;
struct str;
struct strlist;

/* One word for a shell. */
void add_shell_quoted(struct str *out, const char *text);

/* Put every hook into its place; as entries of the configuration, which an older git refuses. */
int hooks_files_install(struct repo *repo, const char *program, bool strict,
			struct strlist *done, struct pg_error *err);
int hooks_config_set(struct repo *repo, const char *program, bool strict,
		     struct strlist *done, struct pg_error *err);

/* Take away what is plangate's: files, entries of the configuration. */
int hooks_files_remove(struct repo *repo, struct strlist *done, struct pg_error *err);
int hooks_config_remove(struct repo *repo, struct strlist *done, struct pg_error *err);

/* hook_look() for the file alone. */
void hook_file_look(struct repo *repo, const char *name, const char *program,
		    struct hook_view *out);

/* Whether git's configuration runs the program at this path for the hook, and this git looks there. */
bool hook_is_configured(struct repo *repo, const char *name, const char *program);

#endif
