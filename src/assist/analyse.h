/* analyse.h - the parts of an analysis. */
#ifndef PLANGATE_SRC_ASSIST_ANALYSE_H
#define PLANGATE_SRC_ASSIST_ANALYSE_H

#include "plangate/model/analysis.h"

struct pg_case;
struct pg_error;

/* Who imports the files, what they import, and the tests that cover them. */
int analyse_imports(const struct pg_case *c, struct analysis *out, struct pg_error *err);

/* Which files are migrations, by the rules that fired, and whether there is a way back. */
void analyse_migrations(const struct pg_case *c, struct analysis *out);

/* The lines that suggest answers, by the pack plangate:assessment. */
int analyse_hints(struct changeset *set, struct analysis *out, struct pg_error *err);

/* Append the folder of a path, with its slash ("./" at the root), once. */
void analysis_add_folder(struct strlist *list, const char *path);

#endif
