/* analyse.h - the parts of an analysis. */
#ifndef PLANGATE_SRC_GATE_ANALYSE_H
#define PLANGATE_SRC_GATE_ANALYSE_H

#include "gate_internal.h"
#include "plangate/model/analysis.h"

/* Who imports the files, what they import, and the tests that cover them. */
int analyse_imports(struct repo *repo, const struct change_spec *spec, struct analysis *out,
		    struct pg_error *err);

/* Which files are migrations, by the rules that fired, and whether there is a way back. */
void analyse_migrations(struct repo *repo, const struct change_spec *spec,
			struct analysis *out);

/* The lines that suggest answers, by the pack plangate:assessment. */
int analyse_hints(struct changeset *set, struct analysis *out, struct pg_error *err);

/* Append the folder of a path, with its slash ("./" at the root), once. */
void analysis_add_folder(struct strlist *list, const char *path);

#endif
