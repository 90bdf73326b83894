/* What a person is asked to sign, and what is signed already. */
#include "../waiver/records.h"
#include "plangate/assist/records.h"
#include "plangate/base/utc.h"
#include "plangate/change/plans.h"
#include "plangate/change/trees.h"

static const struct strlist none;

/* A draft for what is staged; NULL with err where there is none. */
static struct record *draft(const struct override_request *request, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	struct override_request full = *request;
	struct record *record = NULL;

	full.change = named(SPEC_STAGED, NULL, NULL);
	full.rules = full.rules ? full.rules : &none;
	full.targets = full.targets ? full.targets : &none;
	full.reason = full.reason ? full.reason : "The shop is down";
	if (draft_override(repo, &full, &record, err) < 0)
		return NULL;
	return record;
}

static void blocked_repo(void)
{
	signed_repo(SIGNED_POLICY);
	shell("echo 1 >src/a.c; git rm -q src/main.c; echo 1 >docs/b.txt; git add .", NULL);
}

static void a_draft_lists_the_whole_change_and_the_rules_that_block(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	struct pg_error err = {0};
	struct oid id;

	(void)state;
	blocked_repo();
	record = draft(&(struct override_request){.ticket = "OPS-1"}, &err);
	if (!record)
		fail_msg("%s", err.text);
	id = oid_of(":src/a.c");
	assert_string_equal(record->repository, REPOSITORY);
	assert_string_equal(record->author, "ann@example.org");
	assert_string_equal(record->ticket, "OPS-1");
	assert_int_equal(record->rules.count, 1);
	assert_string_equal(record->rules.items[0], "source");
	assert_string_equal(record->target_refs.items[0], "refs/heads/**");
	assert_int_equal(record->entry_count, 3);
	assert_string_equal(record->entries[0].path, "docs/b.txt");
	assert_string_equal(record->entries[1].path, "src/a.c");
	assert_int_equal(record->entries[1].mode, 0100644);
	assert_string_equal(record->entries[1].blob.hex, id.hex);
	assert_int_equal(record->entries[2].mode, MODE_NONE);
	assert_true(oid_is_null(&record->entries[2].blob));
	assert_int_equal(record->expires - record->created, 4 * HOUR);
	assert_int_equal(strlen(record->nonce), 2 * RECORD_NONCE_BYTES);
}

static void targets_and_times_are_those_that_were_asked_for(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(strlist_clear) struct strlist targets = {0};
	struct pg_error err = {0};

	(void)state;
	blocked_repo();
	strlist_add(&targets, "release");
	strlist_add(&targets, "refs/tags/v1");
	record = draft(&(struct override_request){.targets = &targets, .seconds = 600},
		       &err);
	assert_string_equal(record->target_refs.items[0], "refs/heads/release");
	assert_string_equal(record->target_refs.items[1], "refs/tags/v1");
	assert_int_equal(record->expires - record->created, 600);
}

static void is_refused(const struct override_request *request, const char *says)
{
	struct pg_error err = {0};

	assert_null(draft(request, &err));
	assert_int_equal(err.kind, PG_ERR_USAGE);
	if (!strstr(err.text, says))
		fail_msg("%s", err.text);
}

static void there_is_nothing_to_sign_where_nothing_can_be_waived(void **state)
{
	CLEANUP(strlist_clear) struct strlist rules = {0};
	CLEANUP(strlist_clear) struct strlist guard = {0};

	(void)state;
	blocked_repo();
	strlist_add(&rules, "nosuch");
	strlist_add(&guard, POLICY_CHANGE_RULE);
	is_refused(&(struct override_request){.rules = &rules},
		   "there is no rule 'nosuch'");
	is_refused(&(struct override_request){.rules = &guard},
		   "the rule 'policy-change' cannot be waived");
	is_refused(&(struct override_request){.seconds = 25 * HOUR},
		   "lets an override be good for 1440 minutes at most");
	is_refused(&(struct override_request){.reason = ""}, "this cannot be signed");
	shell("git reset -q --hard; echo 1 >b; git add .", NULL);
	is_refused(&(struct override_request){0},
		   "no rule blocks this change: there is nothing to waive");
	shell("mv .plangate/policy.yaml x; sed -i '/^repository/d' x; mv x "
	      ".plangate/policy.yaml; git add .; git commit -qm x; echo 1 >src/c.c; git "
	      "add .",
	      NULL);
	is_refused(&(struct override_request){0}, "has no key 'repository'");
}

static void a_rule_that_lets_it_be_shorter_makes_it_shorter(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	struct pg_error err = {0};

	(void)state;
	signed_repo("version: 1\nrepository: \"" REPOSITORY
		    "\"\nrules:\n  - {id: source, when: "
		    "{paths: [\"src/**\"]}, override: {max_age: 1h}}\n");
	shell("echo 1 >src/a.c; git add .", NULL);
	record = draft(&(struct override_request){0}, &err);
	assert_int_equal(record->expires - record->created, HOUR);
}

static void a_rule_that_blocks_and_may_not_be_waived_is_named(void **state)
{
	(void)state;
	signed_repo("version: 1\nrepository: \"" REPOSITORY
		    "\"\nrules:\n  - {id: source, when: "
		    "{paths: [\"src/**\"]}, override: {allowed: false}}\n");
	shell("echo 1 >src/a.c; git add .", NULL);
	is_refused(&(struct override_request){0},
		   "the rule 'source' blocks, and cannot be waived");
}

static struct record *draft_of(const char *plan, long long seconds, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	const struct approval_request request = {.plan = plan, .seconds = seconds};
	struct record *record = NULL;

	return draft_approval(repo, &request, &record, err) < 0 ? NULL : record;
}

static void an_approval_is_of_the_staged_text_of_a_plan(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(record_freep) struct record *shorter = NULL;
	struct plan_identity identity;
	struct tree_pair trees;
	struct pg_error err = {0};

	(void)state;
	signed_repo(SIGNED_POLICY);
	shell(PLAN_FUNCTION "plan docs/plans/p.md src/a.c; git add .;"
			    "echo more >>docs/plans/p.md",
	      NULL);
	record = draft_of("docs/plans/p.md", 0, &err);
	if (!record)
		fail_msg("%s", err.text);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	trees = trees_of(repo, &c.spec);
	must(plan_tree_digest(&c.policy->plans, "docs/plans/p.md", &trees, &identity, &err),
	     &err);
	assert_int_equal(record->type, RECORD_APPROVAL);
	assert_true(record->by_sections);
	assert_string_equal(record->digest, identity.digest);
	free(identity.chief);
	assert_string_equal(record->plan, "docs/plans/p.md");
	assert_string_equal(record->reason, "");
	assert_int_equal(record->expires, 0);
	shorter = draft_of("docs/plans/p.md", HOUR, &err);
	assert_int_equal(shorter->expires - shorter->created, HOUR);
	assert_null(draft_of("docs/plans/none.md", 0, &err));
	assert_non_null(strstr(err.text, "the plan 'docs/plans/none.md' is not staged"));
	assert_null(draft_of("src/main.c", 0, &err));
	assert_non_null(strstr(err.text, "is no plan document by plans.paths"));
}

/* A record of what is staged, an hour old by the clock, with these seconds to go. */
static struct record *stored(const char *persons, long long seconds)
{
	struct record *record = new_override("source", "src/main.c");

	record->created = utc_now() - HOUR;
	record->expires = utc_now() + seconds;
	snprintf(record->nonce, sizeof(record->nonce), "%032llx", record->expires);
	store(record, persons);
	return record;
}

/* The word for a record. */
static void word_is(const struct record *record, const char *word, int next)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	struct record_states states = {0};
	struct pg_error err = {0};

	must(record_states_read(repo, record->id, &states, &err), &err);
	assert_int_equal(states.count, 1);
	assert_string_equal(record_state_word(&states.items[0]), word);
	assert_int_equal(states.items[0].next_number, next);
	record_states_clear(&states);
}

static void a_word_says_what_a_record_is_worth_now(void **state)
{
	CLEANUP(record_freep) struct record *in_force = NULL;
	CLEANUP(record_freep) struct record *expired = NULL;
	CLEANUP(record_freep) struct record *unsigned_one = NULL;
	CLEANUP(record_freep) struct record *foreign = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	in_force = stored("sue sam", HOUR);
	expired = stored("sue", -60);
	unsigned_one = stored("eve", HOUR + 1);
	foreign = new_override("source", "src/main.c");
	foreign->repository[0] = 'f';
	foreign->expires = utc_now() + HOUR;
	store(foreign, "sue");
	word_is(in_force, "in force", 2);
	word_is(expired, "expired", 1);
	word_is(unsigned_one, "not signed", 1);
	word_is(foreign, "for another repository", 1);
}

static void a_revoked_record_and_a_broken_one_are_told_as_such(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(str_clear) struct str script = {0};

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = stored("sue", HOUR);
	str_addf(&script,
		 "echo 'record %s' >.plangate/revoked; git add .plangate/revoked;"
		 "git commit -qm revoke",
		 record->id);
	shell(str_text(&script), NULL);
	word_is(record, "revoked", 1);
	shell("echo | tee -a .plangate/records/*.json >/dev/null; git add .", NULL);
	word_is(record, "broken", 1);
}

static void enough_signatures_leave_no_number(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record =
		stored("sue sam sid sue sue sue sue sue sue sue sue sue sue sue sue", HOUR);
	word_is(record, "in force", 15);
	sign_as(record, 15, "sam");
	shell("git add .", NULL);
	word_is(record, "in force", -1);
}

static void who_signed_is_told_by_the_signers_of_head(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(record_freep) struct record *record = NULL;
	static const char *const persons[] = {"sue", "eve"};
	struct pg_error err = {0};

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = stored("sue eve", HOUR);
	repo = open_here();
	for (int i = 0; i < 2; i++) {
		CLEANUP(freep) char *path = record_path(record->id, i);
		CLEANUP(str_clear) struct str text = {0};
		CLEANUP(freep) char *person = NULL;
		CLEANUP(freep) char *why = NULL;

		must(file_read(path, 1 << 20, &text, &err), &err);
		must(record_signer(repo, record, &text, &person, &why, &err), &err);
		assert_int_equal(person != NULL, !strcmp(persons[i], "sue"));
		assert_int_equal(why != NULL, !strcmp(persons[i], "eve"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_draft_lists_the_whole_change_and_the_rules_that_block),
		FIXTURE_TEST(targets_and_times_are_those_that_were_asked_for),
		FIXTURE_TEST(there_is_nothing_to_sign_where_nothing_can_be_waived),
		FIXTURE_TEST(a_rule_that_lets_it_be_shorter_makes_it_shorter),
		FIXTURE_TEST(a_rule_that_blocks_and_may_not_be_waived_is_named),
		FIXTURE_TEST(an_approval_is_of_the_staged_text_of_a_plan),
		FIXTURE_TEST(a_word_says_what_a_record_is_worth_now),
		FIXTURE_TEST(a_revoked_record_and_a_broken_one_are_told_as_such),
		FIXTURE_TEST(enough_signatures_leave_no_number),
		FIXTURE_TEST(who_signed_is_told_by_the_signers_of_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
