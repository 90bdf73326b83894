/* records.h - signed records in the gate: what is trusted, what a change brings, what it is worth. */
#ifndef PLANGATE_SRC_GATE_RECORDS_H
#define PLANGATE_SRC_GATE_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "gate_internal.h"
#include "plangate/record/signature.h"
#include "plangate/record/waive.h"

enum { MOST_NEW_RECORDS = 200, MOST_RECORDS = 20000 }; /* in force; files in all */

/* Who may sign, from the base of a change. */
struct trust {
	struct repo *repo;
	const struct oid *tree; /* of the base; borrowed */
	bool has_signers;
	struct signers signers;
	struct revoked revoked;
};

/* PG_ERR_POLICY where a file is there and not valid. The caller clears. */
int trust_read(struct trust *trust, struct repo *repo, const struct oid *tree,
	       struct pg_error *err);
void trust_clear(struct trust *trust);

/* Whose signature of a record this is; see signature_verify(). */
int trust_verify(struct trust *trust, const struct record *record,
		 const struct str *signature, long long now, char **person, char **why,
		 struct pg_error *err);

/*
 * Read one record of a tree, with those whose signatures hold, and add it to `records`: one of this type
 * that is wanted (by a NULL function: every one). What is no valid record is left out.
 */
struct record_wish {
	enum record_type type;
	bool (*wanted)(void *context, const struct record *record);
	void *context;
	long long now;
	bool expired_too; /* check the signatures of those that have expired */
};
int record_read(struct trust *trust, const struct oid *tree, const char *id,
		const struct record_wish *wish, struct signed_records *records,
		struct pg_error *err);

/* A change may not bring signers or revocations that nobody could read afterwards. */
int trust_check_new(struct repo *repo, const struct change_spec *spec,
		    const struct changeset *set, struct diagnostics *out,
		    struct pg_error *err);

/* The bytes of a file of the records folder; *found is false where it is not there or no regular file. */
int record_blob(struct repo *repo, const struct oid *tree, const char *path, size_t most,
		struct str *out, bool *found, struct pg_error *err);

/* The addresses of those who made a change to one of these files (sorted). */
int change_people(struct repo *repo, const struct change_spec *spec,
		  const struct strlist *paths, struct strlist *people,
		  struct pg_error *err);

/* The ref that a change goes to; NULL where that is not known. The caller frees. */
char *change_target(const struct change_spec *spec, const struct changeset *set);

/* Tell of each changed file below the records folder that is not a new, valid record. */
int records_guard(struct repo *repo, const struct change_spec *spec,
		  const struct changeset *set, struct diagnostics *out,
		  struct pg_error *err);

/* What records of a change are held against. */
struct record_scene {
	long long now; /* seconds since 1970 */
	struct repo *repo;
	const struct change_spec *spec;
	const struct policy *policy;
	struct changeset *set;
	struct trust *trust;
	struct replay *replay; /* of the server, or NULL */
	/* One commit of a range: the whole, whose records count for it too. Else NULL. */
	const struct change_spec *net;
	const struct changeset *net_set;
};

/*
 * Waive by the records that the change brings: findings whose rule does not fire on what is left become
 * RULE_OVERRIDDEN, those that still do are judged on the rest, and files that need no plan any more are
 * excused. Adds the overrides used and remarks on those that do not count.
 */
int overrides_apply(const struct record_scene *scene, struct change_verdict *out,
		    struct pg_error *err);

/* What approvals a change has and needs. */
struct approvals {
	const struct record_scene *scene;
	const struct findings *findings;
	enum severity least; /* of the findings that ask */
	struct signed_records records;
	bool read; /* the records: they are those of the plans, whatever is held against them */
	struct strlist people;
	long long now;
};
void approvals_clear(struct approvals *approvals);

/* Where a finding or the policy may ask for approvals, read those of the plans: those that hold for the
 * exact text of one. */
int approvals_load(struct approvals *approvals, struct candidates *plans,
		   struct pg_error *err);

/* Tell what approvals a plan lacks. */
void approvals_check(const struct approvals *approvals, const struct candidate *candidate,
		     enum stage_class at, struct diagnostics *out);

#endif
