/* What a person is asked to sign: every file of a change, or the text of a plan. */
#include "plangate/assist/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/change/case.h"
#include "plangate/change/plans.h"
#include "plangate/change/trees.h"
#include "plangate/gate/gate.h"
#include "plangate/git/repo.h"
#include "plangate/plan/document.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"

enum { USUAL_SECONDS = 4 * 3600 };

DEFINE_CLEANUP(struct record, record_free)

/* Open the case that the gate would judge. */
static int open_case(struct pg_case *c, struct repo *repo, const struct named_change *name,
		     struct pg_error *err)
{
	const struct case_options options = {0};
	struct change_spec spec = {0};

	return spec_make(repo, name, STAGE_MANUAL, &spec, err) < 0
		       ? -1
		       : case_open(c, repo, &spec, &options, err);
}

static int add_nonce(struct record *record, struct pg_error *err)
{
	unsigned char bytes[RECORD_NONCE_BYTES];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return pg_fail(err, PG_ERR_SYSTEM, "no random numbers to be had");
	for (size_t i = 0; i < sizeof(bytes); i++)
		snprintf(record->nonce + 2 * i, 3, "%02x", bytes[i]);
	return 0;
}

/* What every record says. */
static int begin(const struct pg_case *c, const char *reason, struct record *record,
		 struct pg_error *err)
{
	const struct policy *policy = c->policy;

	if (!policy)
		return pg_fail(
			err, PG_ERR_USAGE,
			"there is no policy in the base of this change, so nothing is "
			"demanded yet");
	if (!policy->repository)
		return pg_fail(err, PG_ERR_USAGE,
			       "%s has no key 'repository', which ties records to this "
			       "repository: give it 8 to 64 random letters and digits",
			       policy->file);
	if (repo_author(c->repo, &record->author, err) < 0)
		return -1;
	if (!record->author)
		return pg_fail(err, PG_ERR_USAGE,
			       "git does not know who you are: set user.email");
	record->repository = xstrdup(policy->repository);
	record->reason = text_safe(reason);
	record->created = c->now;
	return add_nonce(record, err);
}

/* The rules that block, as long as somebody may waive them. */
static int rules_that_block(const struct policy *policy, const struct verdict *verdict,
			    struct strlist *rules, struct pg_error *err)
{
	const struct findings *findings = &verdict->changes[0].findings;
	const char *forbidden = NULL;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		const struct override_settings *settings =
			policy_override(policy, finding->rule);

		if (finding->state != RULE_UNSATISFIED ||
		    finding->severity != SEVERITY_ERROR)
			continue;
		if (settings && settings->allowed)
			strlist_add(rules, finding->rule);
		else
			forbidden = finding->rule;
	}
	if (rules->count)
		return 0;
	if (forbidden)
		return pg_fail(err, PG_ERR_USAGE,
			       "the rule '%s' blocks, and cannot be waived", forbidden);
	return pg_fail(err, PG_ERR_USAGE,
		       "no rule blocks this change: there is nothing to waive");
}

static int fail_rule(const struct policy *policy, const char *id, struct pg_error *err)
{
	CLEANUP(freep) const char **ids = policy_rule_ids(policy);
	CLEANUP(freep) char *safe = text_safe(id);
	CLEANUP(str_clear) struct str nearest = {0};

	text_add_nearest(&nearest, id, ids);
	return pg_fail(err, PG_ERR_USAGE, "there is no rule '%s'%s", safe,
		       str_text(&nearest));
}

static int named_rules(const struct policy *policy, const struct strlist *named,
		       struct strlist *rules, struct pg_error *err)
{
	for (size_t i = 0; i < named->count; i++) {
		const struct override_settings *settings =
			policy_override(policy, named->items[i]);
		CLEANUP(freep) char *safe = text_safe(named->items[i]);

		if (!settings && strcmp(named->items[i], POLICY_CHANGE_RULE) != 0)
			return fail_rule(policy, named->items[i], err);
		if (!settings || !settings->allowed)
			return pg_fail(err, PG_ERR_USAGE, "the rule '%s' cannot be waived",
				       safe);
		strlist_add(rules, named->items[i]);
	}
	return 0;
}

static int set_expiry(const struct policy *policy, const struct override_request *request,
		      struct record *record, struct pg_error *err)
{
	long long seconds = request->seconds ? request->seconds : USUAL_SECONDS;

	for (size_t i = 0; i < record->rules.count; i++) {
		long long most = policy_override(policy, record->rules.items[i])->max_age;

		if (seconds <= most)
			continue;
		if (request->seconds)
			return pg_fail(
				err, PG_ERR_USAGE,
				"the rule '%s' lets an override be good for %lld minutes "
				"at most",
				record->rules.items[i], most / 60);
		seconds = most;
	}
	record->expires = record->created + seconds;
	return 0;
}

static int compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct record_entry *)a)->path,
		      ((const struct record_entry *)b)->path);
}

/* The files of a change as it leaves them; `guarded`: those alone that decide what is gated. */
static int add_entries(const struct pg_case *c, bool guarded, struct record *record,
		       struct pg_error *err)
{
	const struct changeset *set = &c->set;
	char id[SHA256_HEX + 1];
	int signature;

	for (size_t i = 0; i < set->count; i++) {
		const struct change *change = &set->items[i];
		CLEANUP(freep) char *path = text_quote_path(change->path);

		if (record_name_parse(change->path, id, &signature) ||
		    (guarded && !policy_guards(c->policy, change->path)))
			continue;
		if (record->entry_count == RECORD_MOST_ENTRIES)
			return pg_fail(err, PG_ERR_USAGE, "more than %d files",
				       RECORD_MOST_ENTRIES);
		record_add_entry(record, path, change->new_mode,
				 change->new_mode ? &change->new_id : &(struct oid){0});
	}
	if (record->entry_count)
		qsort(record->entries, record->entry_count, sizeof(*record->entries),
		      compare_entries);
	return 0;
}

static int add_targets(const struct strlist *targets, struct record *record,
		       struct pg_error *err)
{
	for (size_t i = 0; i < targets->count; i++) {
		const char *name = targets->items[i];
		CLEANUP(freep)
		char *ref = strncmp(name, "refs/", 5) ? xasprintf("refs/heads/%s", name)
						      : xstrdup(name);

		strlist_add(&record->target_refs, ref);
	}
	if (!targets->count)
		strlist_add(&record->target_refs, "refs/heads/**");
	strlist_sort_unique(&record->target_refs);
	if (record->target_refs.count > RECORD_MOST_REFS)
		return pg_fail(err, PG_ERR_USAGE, "more than %d refs", RECORD_MOST_REFS);
	return 0;
}

/* What was written must be what a reader takes. */
static int finish(struct record *record, struct pg_error *err)
{
	struct record *again = NULL;

	record_write(record);
	if (record_parse(&again, record->id, str_text(&record->bytes), record->bytes.len,
			 err) < 0) {
		err->kind = PG_ERR_USAGE;
		return pg_prefix(err, "this cannot be signed");
	}
	record_free(again);
	return 0;
}

/* The rules that are named, else all that block. */
static int choose_rules(struct pg_case *c, const struct override_request *request,
			struct record *record, struct pg_error *err)
{
	const struct gate_options options = {.stage = STAGE_MANUAL};
	CLEANUP(verdict_clear) struct verdict verdict = {0};

	if (gate_judge_case(c, &options, &verdict, err) < 0)
		return -1;
	if (request->rules->count
		    ? named_rules(c->policy, request->rules, &record->rules, err) < 0
		    : rules_that_block(c->policy, &verdict, &record->rules, err) < 0)
		return -1;
	strlist_sort_unique(&record->rules);
	return 0;
}

int draft_override(struct repo *repo, const struct override_request *request,
		   struct record **out, struct pg_error *err)
{
	CLEANUP(record_freep) struct record *record = xcalloc(1, sizeof(*record));
	CLEANUP(case_close) struct pg_case c = {0};

	if (open_case(&c, repo, &request->change, err) < 0 ||
	    begin(&c, request->reason, record, err) < 0 ||
	    choose_rules(&c, request, record, err) < 0)
		return -1;
	record->ticket = request->ticket ? text_safe(request->ticket) : NULL;
	if (set_expiry(c.policy, request, record, err) < 0 ||
	    add_targets(request->targets, record, err) < 0 ||
	    add_entries(&c, false, record, err) < 0 || finish(record, err) < 0)
		return -1;
	*out = TAKE(record);
	return 0;
}

static int digest_staged(const struct pg_case *c, const char *plan, struct record *record,
			 struct pg_error *err)
{
	const struct tree_pair trees = trees_of(c->repo, &c->spec);
	CLEANUP(freep) char *quoted = text_quote_path(plan);
	CLEANUP(freep) char *chief = NULL;
	struct plan_identity identity;

	if (plan_tree_digest(&c->policy->plans, plan, &trees, &identity, err) < 0)
		return -1;
	chief = identity.chief;
	if (!chief)
		return pg_fail(err, PG_ERR_USAGE, "the plan '%s' is not staged", quoted);
	if (!*identity.digest)
		return pg_fail(err, PG_ERR_USAGE,
			       "a document of the plan '%s' has more than %d bytes", quoted,
			       PLAN_MOST_BYTES);
	memcpy(record->digest, identity.digest, sizeof(record->digest));
	record->by_sections = true;
	record->plan = text_quote_path(chief);
	return 0;
}

int draft_approval(struct repo *repo, const struct approval_request *request,
		   struct record **out, struct pg_error *err)
{
	const struct named_change staged = {.kind = SPEC_STAGED};
	CLEANUP(record_freep) struct record *record = xcalloc(1, sizeof(*record));
	CLEANUP(case_close) struct pg_case c = {0};

	record->type = RECORD_APPROVAL;
	if (open_case(&c, repo, &staged, err) < 0 ||
	    begin(&c, request->reason ? request->reason : "", record, err) < 0)
		return -1;
	if (!policy_is_plan(c.policy, request->plan))
		return pg_fail(err, PG_ERR_USAGE,
			       "'%s' is no plan document by plans.paths of the policy",
			       request->plan);
	if (digest_staged(&c, request->plan, record, err) < 0 ||
	    add_entries(&c, true, record, err) < 0)
		return -1;
	record->expires = request->seconds ? record->created + request->seconds : 0;
	if (finish(record, err) < 0)
		return -1;
	*out = TAKE(record);
	return 0;
}
