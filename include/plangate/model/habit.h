/*
 * habit.h - the documents that teams write already, as one table: KEPs, RFCs, decision records, change
 * folders. `plans.profile` of a policy names one of them.
 *
 * A habit says where its documents are, which of them are one plan, what their headings and statuses
 * mean, what their templates leave, and where in them a section of ours has its place. What a plan
 * must bring is the same for all.
 */
#ifndef PLANGATE_MODEL_HABIT_H
#define PLANGATE_MODEL_HABIT_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/plan.h"

/* What a document is to its plan. */
enum habit_role {
	HABIT_DOCUMENT, /* read by its headings */
	HABIT_TASKS,	/* all of it is Steps; files named in its items are in the scope */
	HABIT_DESIGN,	/* all of it is Approach */
	HABIT_REQUIREMENTS, /* only Scope and Open Questions are read in it */
	HABIT_METADATA,	    /* YAML beside the document: status, risk, scope, expires */
};

/* A document of a plan that is a folder. Tables of these end with a NULL pattern. */
struct habit_part {
	const char *pattern; /* from the plan's folder, for glob_wildmatch() */
	enum habit_role role;
};

/* Ends with a NULL text. A last '*' stands for any further words. */
struct habit_word {
	const char *text; /* normalised heading */
	enum section_kind kind;
};

/* Ends with a NULL word. */
struct habit_status {
	const char *word; /* as nfc_words() gives it: the whole status, or its first word */
	enum plan_status status;
};

/* Where a section of ours has its place. */
struct habit_place {
	const char *document; /* of the plan's folder; NULL: the plan's own */
	const char *heading;  /* NULL: our name */
};

/* Lists of strings end with NULL and are never NULL themselves. */
struct habit {
	const char *name;
	const char *const *paths; /* plans.paths where the policy has none */
	const char *const *apart; /* documents of theirs that are no plans, by wildmatch */
	const struct habit_part *parts; /* NULL: every document is a plan of its own */
	const struct habit_word *words;
	const struct habit_status *statuses;
	bool statuses_closed;	   /* a status that is not listed is none */
	const char *active;	   /* how an active plan says so, to be pasted */
	const char *active_place;  /* the document that says it; NULL: the plan's own */
	const char *const *marks;  /* what their template leaves, in what a reader sees */
	const char *const *hidden; /* the same in comments and metadata */
	const char *spoken; /* a mark of their template that is spoken of too; or NULL */
	bool braces;	    /* "{...}" as a whole block is their template's */
	struct habit_place places[SECTION_KIND_COUNT];
	const char *file;  /* of a new plan in its folder; "%s": its title as a name */
	const char *title; /* before the title of a new plan */
	const char *intro; /* what their document has before our sections */
};

/* No table of them has more. */
enum { HABIT_MOST = 16 };

/* By its name; NULL if there is none. */
const struct habit *habit_find(const char *name);

/* By its place in the table, from 0; NULL behind the last. */
const struct habit *habit_at(size_t index);

/* Whether a document of theirs is no plan: a template, an index, an archived change. */
bool habit_is_apart(const struct habit *habit, const char *path);

/* The length of the folder whose plan a document belongs to, without its last slash; -1 where it
 * belongs to none. */
long habit_folder(const struct habit *habit, const char *path);

/* What a document is in the folder of that length, by a table of parts; NULL where it is nothing. */
const struct habit_part *habit_part_among(const struct habit_part *parts, const char *path,
					  long folder);

/* Likewise, by the habit's. */
const struct habit_part *habit_part_find(const struct habit *habit, const char *path,
					 long folder);

/* What a normalised heading means to them; SECTION_NONE where it is not listed. */
enum section_kind habit_meaning(const struct habit *habit, const char *heading);

#endif
