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

static bool is_for(const struct record *record, const struct plan_text *text)
{
	CLEANUP(freep) char *quoted = text_quote_path(plan_path(text->plan));

	return !strcmp(record->plan, quoted) && !strcmp(record->digest, text->digest);
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
		free(identity.chief);
	}
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

static int read_entry(void *context, const char *path, unsigned mode, const struct oid *id,
		      struct pg_error *err)
{
	struct walk *walk = context;
	char record[SHA256_HEX + 1];
	int signature;

	(void)id;
	if (mode != 0100644 || !record_name_parse(path, record, &signature) ||
	    signature >= 0)
		return 0;
	if (++walk->seen > MOST_RECORDS)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d records", MOST_RECORDS);
	return record_read(&walk->wish, record, &walk->approvals->records, err);
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
	return tree_walk(c->repo, walk.wish.tree, RECORDS_FOLDER, read_entry, &walk, err);
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

/* How many persons of a role (NULL: of all) have approved, who did not write the change. */
static size_t count_persons(const struct approvals *approvals, const struct plan_text *text,
			    const char *role)
{
	const struct pg_case *c = approvals->c;
	CLEANUP(strlist_clear) struct strlist persons = {0};

	for (size_t i = 0; i < approvals->records.count; i++) {
		const struct signed_record *item = &approvals->records.items[i];

		if (!is_for(item->record, text) || !is_in_force(approvals, item->record))
			continue;
		for (size_t p = 0; p < item->persons.count; p++) {
			const char *person = item->persons.items[p];

			if (!strlist_has(&persons, person) &&
			    !is_author(approvals, person) &&
			    (!role ||
			     role_has(&c->policy->roles, &c->trust->signers, role, person)))
				strlist_add(&persons, person);
		}
	}
	return persons.count;
}

/* What a plan must have been approved by. */
struct need {
	unsigned count;	  /* persons */
	const char *role; /* or NULL: any signers */
};

static void check_need(const struct approvals *approvals, const struct plan_text *text,
		       struct need need, enum severity severity, struct diagnostics *out)
{
	size_t have = need.count ? count_persons(approvals, text, need.role) : 0;
	CLEANUP(freep) char *quoted = text_quote_path(plan_path(text->plan));
	struct diagnostic *item;

	if (have >= need.count || severity == SEVERITY_OFF)
		return;
	item = diagnostics_add(
		out, severity, PROBLEM_NOT_APPROVED, plan_path(text->plan), 0, 0,
		"this text of the plan needs the approval of %u person%s%s%s%s who "
		"did not write the change, and has %zu",
		need.count, need.count == 1 ? "" : "s", need.role ? " of the role '" : "",
		need.role ? need.role : "", need.role ? "'" : "", have);
	item->fix = xasprintf("a person who may: plangate plan approve %s", quoted);
}

void approvals_check(const struct approvals *approvals, const struct plan_text *text,
		     enum stage_class at, struct diagnostics *out)
{
	const struct pg_case *c = approvals->c;
	enum severity severity = c->policy->plans.severities.at[PROBLEM_NOT_APPROVED][at];

	for (size_t i = 0; i < c->findings.count; i++) {
		const struct finding *finding = &c->findings.items[i];

		if (finding_is_open(finding) && finding->severity >= approvals->least)
			check_need(approvals, text,
				   (struct need){finding->approvals, finding->role},
				   severity, out);
	}
	for (int risk = RISK_LOW; risk <= RISK_HIGH; risk++) {
		const struct risk_approvals *need = &c->policy->approvals[risk];

		if (plan_risk(text->plan) >= (enum risk)risk)
			check_need(approvals, text, (struct need){need->count, need->role},
				   severity, out);
	}
}
