/*
 * match.h - plans against a change.
 *
 * Every file that counts must be in the scope of a plan that is valid for what the rules demand; several
 * plans may share the files among them.
 */
#ifndef PLANGATE_GATE_MATCH_H
#define PLANGATE_GATE_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/change/plans.h"
#include "plangate/model/demand.h"
#include "plangate/model/diagnostic.h"
#include "plangate/model/selection.h"
#include "plangate/model/stage.h"

struct approvals;
struct change;
struct pg_case;
struct pg_error;
struct plan;

/* A plan document of the tree, and how it stands to the change. */
struct candidate {
	struct plan_text *text;	 /* of the list's */
	bool passed_over;	 /* another plan was named; it is there to compare with */
	struct selection covers; /* of the files that need a plan, those that it covers */
	struct selection
		used; /* those that it names, and covered until they changed under it */
	size_t covered, used_count; /* how many those are */
	struct oid used_by;	    /* the last commit that used it up for one of them */
	bool checked;		    /* problems are there */
	bool usable;		    /* no problem of severity error */
	struct diagnostics problems;
};

struct candidates {
	struct plan_texts texts;
	struct candidate *items; /* those that the change touches come first */
	size_t count;
};

/* Read the plan documents of the tree of a case; where one is `named` (or NULL) the others are passed over. What each
 * covers is found out. Finds the landed state of the case. The caller clears. */
int candidates_read(struct pg_case *c, const char *named, struct candidates *out,
		    struct pg_error *err);
void candidates_clear(struct candidates *list);

/* Find out anew what of a case each plan covers: all that its scope names where it is fresh; where it has landed, what is
 * as it was before that. */
int candidates_cover(struct candidates *list, const struct pg_case *c,
		     struct pg_error *err);

/* Whether the scope of a plan names a change: by its path, or a moved file's by where it went. */
bool names_change(const struct plan *plan, const struct change *change);

/* A case and the plans that may be for it. All borrowed. */
struct matching {
	const struct pg_case *c;
	const struct pg_case *at; /* in whose tree the plans stand: c, or its whole */
	struct candidates *plans;
	const struct demand *demand;
	const struct approvals *approvals; /* that they are held against, or NULL */
	enum stage_class stage;
};

/* Hold the plans against the demand: *satisfied where all that must be covered is, by usable plans.
 * The reasons, or else the remarks on the plans that were used, are appended to out. */
int match_plans(const struct matching *matching, bool *satisfied, struct diagnostics *out,
		struct pg_error *err);

/* What usable plans cover, after match_plans(); `covered` has room for the changes of the case. */
void add_covered(const struct matching *matching, struct selection *covered);

/* What is wrong with one plan, by itself and, if it is to be held so, against the change. */
int check_plan(const struct matching *matching, const struct plan *plan,
	       bool against_change, struct diagnostics *out, struct pg_error *err);

#endif
