/*
 * folder.h - documents that belong together: a folder that is one plan.
 *
 * Either a habit says which documents a folder has, or `plans.folders` or a wildcard for the folder in
 * `plans.paths` says that all that paths name below a folder is one plan.
 */
#ifndef PLANGATE_MODEL_FOLDER_H
#define PLANGATE_MODEL_FOLDER_H

struct habit_part;
struct plan_settings;

/* Set which folders are plans from what the settings say already: habit, paths, folders_wish. */
void folder_settle(struct plan_settings *settings);

/* What the documents of a folder can be, in the order in which they are read; NULL where every document is a plan of
 * its own. */
const struct habit_part *folder_parts(const struct plan_settings *settings);

/* The length of the folder whose plan a document belongs to, without its last slash; -1 where it belongs to none. */
long folder_of(const struct plan_settings *settings, const char *path);

/* What a document is in the folder of that length; NULL where it is nothing. */
const struct habit_part *folder_part(const struct plan_settings *settings, const char *path,
				     long folder);

#endif
