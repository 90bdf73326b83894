/*
 * document.h - read a plan from Markdown and hold it against its profile.
 *
 * Bytes are checked before a parser sees them: size, UTF-8, controls, and the limits that keep
 * Markdown parsing linear. A document over a limit is a plan with the problem too-large.
 */
#ifndef PLANGATE_PLAN_DOCUMENT_H
#define PLANGATE_PLAN_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/changeset.h"
#include "plangate/model/plan.h"

struct findings;
struct pg_error;
struct plan;
struct selection;

enum { PLAN_MOST_BYTES = 256 * 1024, PLAN_MOST_DOCUMENTS = 64 };

/*
 * Reading never fails: what is wrong with it is kept and told by plan_check(). `path` is
 * the document's own (links are relative to it). `lookup` may be NULL: then nothing is known to
 * exist. The caller frees with plan_free().
 */
/* One of the documents of a plan. */
struct plan_document {
	const char *path;
	const char *text; /* NULL: it has more than PLAN_MOST_BYTES */
	size_t len;
};

/*
 * Read a plan from all the documents of its folder, the chief one first. What each is to the plan, its
 * path tells by the settings' habit. Diagnostics name the document that they stand in.
 */
struct plan *plan_read_documents(const struct plan_document *documents, size_t count,
				 const struct plan_settings *settings,
				 const struct path_lookup *lookup);

/* A plan of one document. */
struct plan *plan_read(const char *path, const char *text, size_t len,
		       const struct plan_settings *settings,
		       const struct path_lookup *lookup);

/* A stand-in for a document whose size is over PLAN_MOST_BYTES, without its text. */
struct plan *plan_too_large(const char *path, size_t len);

void plan_free(struct plan *plan); /* accepts NULL */

/* Facts; strings are borrowed from the plan. */
const char *plan_path(const struct plan *plan);
const char *plan_title(const struct plan *plan); /* "" if there is none */
enum plan_status plan_status(const struct plan *plan);
enum risk plan_risk(const struct plan *plan); /* RISK_NONE if not stated or in doubt */
bool plan_is_plan(const struct plan *plan); /* false for not-a-plan, encoding, too-large */

/* Lines are counted on from one document of a plan to the next: the line in its own document, and where path
 * is not NULL the path of that one, borrowed. */
int plan_line(const struct plan *plan, int line, const char **path);

/* The entries of its scope, in the order of the document: those of lists first, then what steps name. */
const struct scope_entry *plan_scope(const struct plan *plan, size_t *count);

/* The first entry that covers path, or NULL. Compares in NFC. */
const struct scope_entry *plan_covers(const struct plan *plan, const char *path);

/* Why an entry does not cover path that may be meant for it: two files end so, other letters, another folder. NULL
 * where there is no such entry; the caller frees it. */
char *plan_why_uncovered(const struct plan *plan, const char *path);

/* A section that was recognised. */
struct plan_section {
	enum section_kind kind;
	const char *heading;  /* as it is written; borrowed */
	const char *document; /* its path; borrowed */
	int line;	      /* in that document */
};

/* The sections in the order of the document: false behind the last. */
bool plan_section_at(const struct plan *plan, size_t index, struct plan_section *out);

/* Boxes that are ticked, and that are not. */
void plan_boxes(const struct plan *plan, size_t *done, size_t *open);

/* What the estimate says, the upper ends of ranges; 0 where it is silent. */
void plan_estimate(const struct plan *plan, double *files, double *lines);

/* Where a further file would be listed: the line of the last entry of the scope, of its heading,
 * or of the title; at least 1. */
int plan_scope_line(const struct plan *plan);
/* The document that this line is in. */
const char *plan_scope_path(const struct plan *plan);

/* The paths of its documents, from 0; NULL behind the last. */
const char *plan_document_path(const struct plan *plan, size_t index);

/* What is asked of a plan, and when. Borrowed. */
struct plan_asking {
	const struct demand *demand; /* joined of all rules that fired */
	const struct plan_settings *settings;
	enum stage_class at;
	long long now; /* seconds since 1970, which its last day is held against */
	const struct changeset *set; /* whose files a fix names; NULL: none are known */
	const struct selection
		*needs; /* what of it a plan must cover; NULL: all that counts */
};

/* Whether the plan has a place where its files are listed: a section Scope, a list of files, front matter. */
bool plan_has_scope(const struct plan *plan);

/* Whether the section is missed: nothing else names files, or no risk level stands elsewhere. plan_check() tells it. */
bool plan_lacks_scope(const struct plan *plan);

/* A whole section Scope with the files of the change, for a plan that has none; the caller frees. */
char *plan_scope_fix(const struct plan *plan, const struct plan_asking *asking);

/*
 * Everything that is wrong with the plan by itself and for this demand: sections, placeholders,
 * risk, steps, tests, rollback, questions, assessments, status. Severities are those of the
 * settings at this stage; what is off is left out. Sorted by line.
 */
void plan_check(const struct plan *plan, const struct plan_asking *asking,
		struct diagnostics *out);

/* What a plan is held against; all borrowed. */
struct plan_surroundings {
	const struct changeset *set;
	const struct selection
		*needs; /* what of it a plan must cover; NULL: all that counts */
	const struct findings *findings;  /* of the rules that judged it, or NULL */
	const struct path_lookup *lookup; /* or NULL: nothing is known of the trees */
	const struct plan *const
		*others;	/* plan documents of the tree, itself may be one */
	const bool *others_new; /* beside others: this change brings it */
	size_t other_count;
	bool is_new; /* so does it the plan itself */
};

/*
 * What is wrong between the plan and the change it is for: scope, steps, tests, estimate and
 * assessments against what really changes, and text that is another plan's. Which files are left
 * uncovered is judged over all plans together, by the gate. Returns -1 with err where the content
 * of the change cannot be read.
 */
int plan_reconcile(const struct plan *plan, const struct plan_asking *asking,
		   const struct plan_surroundings *around, struct diagnostics *out,
		   struct pg_error *err);

#endif
