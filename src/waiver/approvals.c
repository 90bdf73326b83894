#include "plangate/waiver/approvals.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/change/case.h"
#include "plangate/change/plans.h"
#include "plangate/change/trees.h"
#include "plangate/git/objects.h"
#include "plangate/model/selection.h"
#include "plangate/plan/document.h"
#include "plangate/policy/policy.h"
#include "plangate/waiver/signed.h"

void approvals_clear(struct approvals *approvals)
{
	signed_records_clear(&approvals->records);
	strlist_clear(&approvals->people);
}

static bool may_be_needed(const struct pg_case *c)
{
	const struct policy *policy = c->policy;

	for (size_t i = 0; i < c->findings.count; i++)
		if (finding_is_open(&c->findings.items[i]) &&
		    c->findings.items[i].approvals)
			return true;
	for (int risk = RISK_LOW; risk <= RISK_HIGH; risk++)
		if (policy->approvals[risk].count)
			return true;
	return false;
}

/* Whether a record holds for what a plan says, by either way of saying it. */
static bool holds_text(const struct record *record, const char *digest,
		       const char *text_digest)
{
	return !strcmp(record->digest, record->by_sections ? digest : text_digest);
}

static bool is_for(const struct record *record, const struct plan_text *text)
{
	CLEANUP(freep) char *quoted = text_quote_path(plan_path(text->plan));

	return !strcmp(record->plan, quoted) &&
	       holds_text(record, text->digest, text->text_digest);
}

/* Only what is about the exact text of a plan here is worth the time of checking it. */
static bool is_wanted(void *context, const struct record *record)
{
	const struct plan_texts *texts = context;

	for (size_t i = 0; i < texts->count; i++)
		if (is_for(record, &texts->items[i]))
			return true;
	return false;
}

static int digest_plans(const struct approvals *approvals, struct plan_texts *texts,
			struct pg_error *err)
{
	const struct pg_case *c = approvals->c;
	const struct tree_pair trees = trees_of(c->repo, &approvals->at->spec);

	for (size_t i = 0; i < texts->count; i++) {
		struct plan_text *text = &texts->items[i];
		struct plan_identity identity;

		if (plan_tree_digest(&c->policy->plans, plan_path(text->plan), &trees,
				     &identity, err) < 0)
			return -1;
		memcpy(text->digest, identity.digest, sizeof(text->digest));
		memcpy(text->text_digest, identity.text_digest, sizeof(text->text_digest));
		free(identity.chief);
	}
	return 0;
}

/*
 * An approval lands with its plan. Where the plan has changed since, or was given up, or is done and is to be taken up
 * again, it has no say any more, though its text may be what it was.
 */
static int void_landed(struct approvals *approvals, const struct plan_text *text,
		       struct pg_error *err)
{
	const struct pg_case *c = approvals->c;
	const struct oid *tree = &approvals->at->landed.tree;
	const struct tree_pair landed = {c->repo, tree, tree};
	struct plan_identity identity = {0};
	bool reopened;

	if (oid_is_null(tree))
		return 0;
	if (plan_tree_digest(&c->policy->plans, plan_path(text->plan), &landed, &identity,
			     err) < 0)
		return -1;
	reopened = identity.chief && identity.status == PLAN_DONE &&
		   plan_status(text->plan) != PLAN_DONE;
	for (size_t i = 0; i < approvals->records.count; i++) {
		struct signed_record *item = &approvals->records.items[i];
		CLEANUP(freep) char *path = record_path(item->record->id, -1);
		struct tree_item there;

		if (!is_for(item->record, text))
			continue;
		if (tree_find(c->repo, tree, path, &there, err) < 0) {
			free(identity.chief);
			return -1;
		}
		if (there.mode != MODE_NONE &&
		    (reopened ||
		     !holds_text(item->record, identity.digest, identity.text_digest)))
			strlist_clear(&item->persons);
	}
	free(identity.chief);
	return 0;
}

/* Those who made what the plan is for may not approve it; who wrote the plan alone may. */
static int read_people(struct approvals *approvals, struct pg_error *err)
{
	const struct pg_case *c = approvals->c;
	CLEANUP(strlist_clear) struct strlist paths = {0};

	for (size_t i = 0; i < c->set.count; i++)
		if (c->set.items[i].seen && !selection_has(&c->without, i))
			strlist_add(&paths, c->set.items[i].path);
	return change_people(c->repo, &approvals->at->spec, &paths, &approvals->people,
			     err);
}

struct walk {
	struct approvals *approvals;
	struct record_wish wish;
	size_t seen;
};

/* By the id that the walk has: to find each by its name would read a large folder anew for each. */
static int read_entry(void *context, const char *path, unsigned mode, const struct oid *id,
		      struct pg_error *err)
{
	struct walk *walk = context;
	struct repo *repo = walk->approvals->c->repo;
	CLEANUP(str_clear) struct str text = {0};
	char record[SHA256_HEX + 1];
	size_t size = 0;
	int signature;

	if (mode != 0100644 || !record_name_parse(path, record, &signature) ||
	    signature >= 0)
		return 0;
	if (++walk->seen > MOST_RECORDS)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d records", MOST_RECORDS);
	if (blob_size(repo, id, &size, err) < 0)
		return -1;
	if (size > RECORD_MOST_BYTES)
		return 0;
	if (blob_read(repo, id, RECORD_MOST_BYTES, &text, err) < 0)
		return -1;
	return record_take(&walk->wish, record, &text, &walk->approvals->records, err);
}

int approvals_load(struct approvals *approvals, struct plan_texts *texts,
		   struct pg_error *err)
{
	const struct pg_case *c = approvals->c;
	struct walk walk = {.approvals = approvals,
			    .wish = {.trust = c->trust,
				     .tree = &approvals->at->spec.tree,
				     .type = RECORD_APPROVAL,
				     .wanted = is_wanted,
				     .context = texts,
				     .now = c->now}};

	if (!texts->count || !may_be_needed(c))
		return 0;
	strlist_clear(&approvals->people);
	if (read_people(approvals, err) < 0)
		return -1;
	if (approvals->read)
		return 0;
	approvals->read = true;
	if (digest_plans(approvals, texts, err) < 0)
		return -1;
	if (tree_walk(c->repo, walk.wish.tree, RECORDS_FOLDER, read_entry, &walk, err) < 0)
		return -1;
	for (size_t i = 0; approvals->records.count && i < texts->count; i++)
		if (void_landed(approvals, &texts->items[i], err) < 0)
			return -1;
	return 0;
}

static bool is_in_force(const struct approvals *approvals, const struct record *record)
{
	const struct pg_case *c = approvals->c;

	return c->policy->repository &&
	       !strcmp(c->policy->repository, record->repository) &&
	       record->created <= c->now + WAIVE_CLOCK_SKEW &&
	       (!record->expires || record->expires > c->now) &&
	       !strlist_has(&c->trust->revoked.records, record->id);
}

static bool is_author(const struct approvals *approvals, const char *person)
{
	for (size_t i = 0; i < approvals->people.count; i++)
		if (signers_is_address(&approvals->c->trust->signers, person,
				       approvals->people.items[i]))
			return true;
	return false;
}

/* Whether a record names this file as the change leaves it. */
static bool names_state(const struct record *record, const struct change *change)
{
	CLEANUP(freep) char *quoted = text_quote_path(change->path);
	const struct record_entry *entry = record_entry_find(record, quoted);

	return entry && entry->mode == change->new_mode &&
	       (entry->mode == MODE_NONE || oid_equal(&entry->blob, &change->new_id));
}

/* The same of one commit of a range, where it may be that the range as a whole leaves it so. */
static bool accepts(const struct approvals *approvals, const struct record *record,
		    const struct change *change)
{
	const struct change *end = changeset_find(&approvals->at->set, change->path);

	return names_state(record, change) || (end && names_state(record, end));
}

/* What a plan must have been approved by. */
struct need {
	unsigned count;		     /* persons */
	const char *role;	     /* or NULL: any signers */
	const struct change *change; /* this file as it is, or NULL: the plan */
};

/* How many persons have approved, who did not write the change. */
static size_t count_persons(const struct approvals *approvals, const struct plan_text *text,
			    struct need need)
{
	const struct pg_case *c = approvals->c;
	CLEANUP(strlist_clear) struct strlist persons = {0};

	for (size_t i = 0; i < approvals->records.count; i++) {
		const struct signed_record *item = &approvals->records.items[i];

		if (!is_for(item->record, text) || !is_in_force(approvals, item->record) ||
		    (need.change && !accepts(approvals, item->record, need.change)))
			continue;
		for (size_t p = 0; p < item->persons.count; p++) {
			const char *person = item->persons.items[p];

			if (!strlist_has(&persons, person) &&
			    !is_author(approvals, person) &&
			    (!need.role || role_has(&c->policy->roles, &c->trust->signers,
						    need.role, person)))
				strlist_add(&persons, person);
		}
	}
	return persons.count;
}

static void check_need(const struct approvals *approvals, const struct plan_text *text,
		       struct need need, enum severity severity, struct diagnostics *out)
{
	size_t have = need.count ? count_persons(approvals, text, need) : 0;
	CLEANUP(freep) char *plan = text_quote_argument(plan_path(text->plan));
	CLEANUP(freep)
	char *file = need.change ? text_quote_path(need.change->path) : NULL;
	struct diagnostic *item;

	if (have >= need.count || severity == SEVERITY_OFF)
		return;
	item = diagnostics_add(
		out, severity, PROBLEM_NOT_APPROVED, plan_path(text->plan), 0, 0,
		"%s%s%s needs the approval of %u person%s%s%s%s who did not write the "
		"change, and has %zu",
		file ? "'" : "", file ? file : "this text of the plan",
		file ? "' as it is here" : "", need.count, need.count == 1 ? "" : "s",
		need.role ? " of the role '" : "", need.role ? need.role : "",
		need.role ? "'" : "", have);
	item->fix = xasprintf("a person who may: plangate plan approve %s", plan);
}

/* Each of plangate's own files is accepted as it is, or not at all. */
static void check_files(const struct approvals *approvals, const struct plan_text *text,
			const struct selection *covers, enum severity severity,
			struct diagnostics *out)
{
	const struct pg_case *c = approvals->c;

	for (size_t i = 0; i < c->set.count; i++) {
		const struct change *change = &c->set.items[i];

		if (policy_guards(c->policy, change->path) && case_needs_plan(c, i) &&
		    (covers ? selection_has(covers, i)
			    : plan_covers(text->plan, change->path) != NULL))
			check_need(approvals, text, (struct need){1, POLICY_ROLE, change},
				   severity, out);
	}
}

void approvals_check(const struct approvals *approvals, const struct plan_text *text,
		     const struct selection *covers, enum stage_class at,
		     struct diagnostics *out)
{
	const struct pg_case *c = approvals->c;
	enum severity severity = c->policy->plans.severities.at[PROBLEM_NOT_APPROVED][at];

	if (roles_find(&c->policy->roles, POLICY_ROLE))
		check_files(approvals, text, covers, severity, out);
	for (size_t i = 0; i < c->findings.count; i++) {
		const struct finding *finding = &c->findings.items[i];

		if (finding_is_open(finding) && finding->severity >= approvals->least &&
		    strcmp(finding->rule, POLICY_CHANGE_RULE) != 0)
			check_need(approvals, text,
				   (struct need){finding->approvals, finding->role, NULL},
				   severity, out);
	}
	for (int risk = RISK_LOW; risk <= RISK_HIGH; risk++) {
		const struct risk_approvals *need = &c->policy->approvals[risk];

		if (plan_risk(text->plan) >= (enum risk)risk)
			check_need(approvals, text,
				   (struct need){need->count, need->role, NULL}, severity,
				   out);
	}
}
