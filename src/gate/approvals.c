/* Approvals: persons who have signed that they accept one exact plan text. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/git/objects.h"
#include "records.h"

void approvals_clear(struct approvals *approvals)
{
	signed_records_clear(&approvals->records);
	strlist_clear(&approvals->people);
}

static bool may_be_needed(const struct approvals *approvals)
{
	const struct policy *policy = approvals->scene->policy;

	for (size_t i = 0; i < approvals->findings->count; i++)
		if (finding_is_open(&approvals->findings->items[i]) &&
		    approvals->findings->items[i].approvals)
			return true;
	for (int risk = RISK_LOW; risk <= RISK_HIGH; risk++)
		if (policy->approvals[risk].count)
			return true;
	return false;
}

static bool is_for(const struct record *record, const struct candidate *candidate)
{
	CLEANUP(freep) char *quoted = text_quote_path(plan_path(candidate->plan));

	return !strcmp(record->plan, quoted) && !strcmp(record->digest, candidate->digest);
}

/* Only what is about the exact text of a plan here is worth the time of checking it. */
static bool is_wanted(void *context, const struct record *record)
{
	const struct candidates *plans = context;

	for (size_t i = 0; i < plans->count; i++)
		if (is_for(record, &plans->items[i]))
			return true;
	return false;
}

static int digest_plans(const struct record_scene *scene, struct candidates *plans,
			struct pg_error *err)
{
	struct tree_pair trees = {scene->repo, &scene->spec->tree, &scene->spec->tree};

	for (size_t i = 0; i < plans->count; i++) {
		struct candidate *candidate = &plans->items[i];
		CLEANUP(freep) char *chief = NULL;

		if (plan_tree_digest(&scene->policy->plans, plan_path(candidate->plan),
				     &trees, &chief, candidate->digest, err) < 0)
			return -1;
	}
	return 0;
}

/* Those who made what the plan is for may not approve it; who wrote the plan alone may. */
static int read_people(struct approvals *approvals, struct pg_error *err)
{
	const struct record_scene *scene = approvals->scene;
	CLEANUP(strlist_clear) struct strlist paths = {0};

	for (size_t i = 0; i < scene->set->count; i++)
		if (scene->set->items[i].seen)
			strlist_add(&paths, scene->set->items[i].path);
	return change_people(scene->repo, scene->spec, &paths, &approvals->people, err);
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
	const struct record_scene *scene = walk->approvals->scene;
	char record[SHA256_HEX + 1];
	int signature;

	(void)id;
	if (mode != 0100644 || !record_name_parse(path, record, &signature) ||
	    signature >= 0)
		return 0;
	if (++walk->seen > MOST_RECORDS)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d records", MOST_RECORDS);
	return record_read(scene->trust, &scene->spec->tree, record, &walk->wish,
			   &walk->approvals->records, err);
}

int approvals_load(struct approvals *approvals, struct candidates *plans,
		   struct pg_error *err)
{
	const struct record_scene *scene = approvals->scene;
	struct walk walk = {.approvals = approvals};

	if (!plans->count || !may_be_needed(approvals))
		return 0;
	approvals->now = scene->now;
	walk.wish = (struct record_wish){.type = RECORD_APPROVAL,
					 .wanted = is_wanted,
					 .context = plans,
					 .now = approvals->now};
	strlist_clear(&approvals->people);
	if (read_people(approvals, err) < 0)
		return -1;
	if (approvals->read)
		return 0;
	approvals->read = true;
	if (digest_plans(scene, plans, err) < 0)
		return -1;
	return tree_walk(scene->repo, &scene->spec->tree, RECORDS_FOLDER, read_entry, &walk,
			 err);
}

static bool is_in_force(const struct approvals *approvals, const struct record *record)
{
	const struct record_scene *scene = approvals->scene;

	return scene->policy->repository &&
	       !strcmp(scene->policy->repository, record->repository) &&
	       record->created <= approvals->now + WAIVE_CLOCK_SKEW &&
	       (!record->expires || record->expires > approvals->now) &&
	       !strlist_has(&scene->trust->revoked.records, record->id);
}

static bool is_author(const struct approvals *approvals, const char *person)
{
	for (size_t i = 0; i < approvals->people.count; i++)
		if (signers_is_address(&approvals->scene->trust->signers, person,
				       approvals->people.items[i]))
			return true;
	return false;
}

/* How many persons of a role (NULL: of all) have approved, who did not write the change. */
static size_t count_persons(const struct approvals *approvals,
			    const struct candidate *candidate, const char *role)
{
	const struct record_scene *scene = approvals->scene;
	CLEANUP(strlist_clear) struct strlist persons = {0};

	for (size_t i = 0; i < approvals->records.count; i++) {
		const struct signed_record *item = &approvals->records.items[i];

		if (!is_for(item->record, candidate) ||
		    !is_in_force(approvals, item->record))
			continue;
		for (size_t p = 0; p < item->persons.count; p++) {
			const char *person = item->persons.items[p];

			if (!strlist_has(&persons, person) &&
			    !is_author(approvals, person) &&
			    (!role || role_has(&scene->policy->roles,
					       &scene->trust->signers, role, person)))
				strlist_add(&persons, person);
		}
	}
	return persons.count;
}

static void check_need(const struct approvals *approvals, const struct candidate *candidate,
		       unsigned count, const char *role, enum stage_class at,
		       struct diagnostics *out)
{
	enum severity severity =
		approvals->scene->policy->plans.severities.at[PROBLEM_NOT_APPROVED][at];
	size_t have = count ? count_persons(approvals, candidate, role) : 0;
	CLEANUP(freep) char *quoted = text_quote_path(plan_path(candidate->plan));
	struct diagnostic *item;

	if (have >= count || severity == SEVERITY_OFF)
		return;
	item = diagnostics_add(
		out, severity, problem_id(PROBLEM_NOT_APPROVED), plan_path(candidate->plan),
		0, 0,
		"this text of the plan needs the approval of %u person%s%s%s%s who "
		"did not write the change, and has %zu",
		count, count == 1 ? "" : "s", role ? " of the role '" : "",
		role ? role : "", role ? "'" : "", have);
	item->fix = xasprintf("a person who may: plangate plan approve %s", quoted);
}

void approvals_check(const struct approvals *approvals, const struct candidate *candidate,
		     enum stage_class at, struct diagnostics *out)
{
	if (!approvals || !approvals->scene)
		return;
	for (size_t i = 0; i < approvals->findings->count; i++) {
		const struct finding *finding = &approvals->findings->items[i];

		if (finding_is_open(finding) && finding->severity >= approvals->least)
			check_need(approvals, candidate, finding->approvals, finding->role,
				   at, out);
	}
	for (int risk = RISK_LOW; risk <= RISK_HIGH; risk++) {
		const struct risk_approvals *need =
			&approvals->scene->policy->approvals[risk];

		if (plan_risk(candidate->plan) >= (enum risk)risk)
			check_need(approvals, candidate, need->count, need->role, at, out);
	}
}
