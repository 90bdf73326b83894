/*
 * landed.h - what has landed before a change, and which plans have.
 *
 * A plan is for one piece of work. Work lands on the branches that the policy names (`lands`), else on the default
 * branch of each remote, on a server on the policy's ref and the protected ones. The landed state of a push to
 * such a branch is its old tip; of any other branch where it left the nearest of them; of a range (CI)
 * where it left its target; of a commit that is being made what the remotes have of it. Where nothing is
 * upstream it is the base, and plans that were touched in the last days still count as being worked on.
 */
#ifndef PLANGATE_CHANGE_LANDED_H
#define PLANGATE_CHANGE_LANDED_H

#include <stdbool.h>
#include <stddef.h>

#include "plangate/model/oid.h"

struct change;
struct pg_case;
struct pg_error;
struct plan_text;
struct plan_texts;
struct policy;
struct repo;
struct strlist;

enum { LANDED_RECENT_DAYS = 14 };

struct landed_state {
	bool is_known;	   /* the rest is there */
	bool upstream;	   /* there is a branch where work lands */
	struct oid commit; /* null: nothing has landed */
	struct oid tree;
};

/* Set c->landed, once. */
int case_find_landed(struct pg_case *c, struct pg_error *err);

/* The branches on which work lands, as they are known here: "origin/main", on a server "main". `from_refs` is
 * set where no policy and no server named them. Appends. */
int landing_branches(struct repo *repo, const struct policy *policy, struct strlist *names,
		     bool *from_refs, struct pg_error *err);

/*
 * Tell of each plan document whether it is fresh: its text is not among what has landed, under whatever name, or says
 * more than that. Sets `landed` and `landed_path` of those that are not. The case's landed state must be known.
 */
int plan_texts_date(const struct pg_case *c, struct plan_texts *texts,
		    struct pg_error *err);

/*
 * Whether a plan that has landed still covers a file: in the landed state it is as it was before the plan's text last
 * changed there. *used_by is the last commit there that changed it, null where it is untouched.
 */
int plan_text_is_open(const struct pg_case *c, struct plan_text *text,
		      const struct change *change, bool *open, struct oid *used_by,
		      struct pg_error *err);

#endif
