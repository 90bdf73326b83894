/* What signed records waive: whose count, for which files, and what is said of those that do not. */
#include "overriding.h"

static void a_signed_record_waives_the_rule_for_its_files(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};
	const struct override_view *view;

	(void)state;
	record = record_for("source", "src/a.c");
	record->ticket = xstrdup("OPS-1");
	store(record, "sue");
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_OVERRIDDEN);
	assert_false(case_needs_plan(&o.c, index_of(&o.c, "src/a.c")));
	assert_int_equal(o.out->override_count, 1);
	view = &o.out->overrides[0];
	assert_string_equal(view->id, record->id);
	assert_string_equal(view->nonce, record->nonce);
	assert_string_equal(view->reason, "The shop is down");
	assert_string_equal(view->ticket, "OPS-1");
	assert_string_equal(view->created, "2025-12-31T23:00:00Z");
	assert_string_equal(view->expires, "2026-01-01T01:00:00Z");
	assert_int_equal(view->files, 1);
	assert_int_equal(view->rules.count, 1);
	assert_string_equal(view->rules.items[0], "source");
	assert_string_equal(view->signers.items[0], "sue@example.org");
	assert_int_equal(o.out->diagnostics.count, 0);
}

static void what_is_not_in_it_is_still_asked_for(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	record = record_for("source", "src/a.c");
	store(record, "sue");
	shell("echo 1 >src/b.c; git add .", NULL);
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_UNSATISFIED);
	assert_false(case_needs_plan(&o.c, index_of(&o.c, "src/a.c")));
	assert_true(case_needs_plan(&o.c, index_of(&o.c, "src/b.c")));
	/* The rule is judged on the rest alone. */
	assert_int_equal(finding_of(&o, "source")->files, 1);
	refused_as(&o, "files were changed since, or are not in it");
}

static void a_count_is_taken_anew_without_what_is_waived(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	signed_repo("version: 1\nrepository: \"" REPOSITORY "\"\nrules:\n"
		    "  - {id: many, when: {files: \">= 3\"}}\n");
	shell("for f in a b c; do echo 1 >src/$f.c; done; git add .", NULL);
	record = new_override("many", "src/a.c");
	store(record, "sue");
	override_staged(&o);
	assert_int_equal(state_of(&o, "many"), RULE_OVERRIDDEN);
	/* Two files alone need no plan. */
	assert_false(case_needs_plan(&o.c, index_of(&o.c, "src/b.c")));
}

static void a_file_of_another_rule_is_not_excused(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	record = record_for("source", "src/a.c");
	store(record, "sue");
	shell("mkdir infra; echo 1 >infra/x; git add .", NULL);
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_OVERRIDDEN);
	assert_int_equal(state_of(&o, "infra"), RULE_UNSATISFIED);
	assert_true(case_needs_plan(&o.c, index_of(&o.c, "infra/x")));
}

static void a_threshold_counts_persons(void **state)
{
	static const struct {
		const char *persons;
		bool waives;
		const char *says;
	} rows[] = {
		{"sue", false, "1 of 2 persons have signed"},
		{"sue sue", false, "1 of 2 persons have signed"},
		{"sue ann", false, "1 of 2 persons have signed"}, /* ann is not in ops */
		{"sue sam", true, NULL},
		{"sue sam sid", true, NULL}};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(record_freep) struct record *record = NULL;
		CLEANUP(overriding_clear) struct overriding o = {0};

		fresh_folder();
		signed_repo(SIGNED_POLICY);
		shell("mkdir infra; echo 1 >infra/x; git add .", NULL);
		record = new_override("infra", "infra/x");
		store(record, rows[i].persons);
		override_staged(&o);
		assert_int_equal(state_of(&o, "infra"),
				 rows[i].waives ? RULE_OVERRIDDEN : RULE_UNSATISFIED);
		refused_as(&o, rows[i].says);
	}
}

static void two_records_of_two_persons_do_as_well(void **state)
{
	CLEANUP(record_freep) struct record *first = NULL;
	CLEANUP(record_freep) struct record *second = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	signed_repo(SIGNED_POLICY);
	shell("mkdir infra; echo 1 >infra/x; git add .", NULL);
	first = new_override("infra", "infra/x");
	second = new_override("infra", "infra/x");
	second->nonce[0] = 'f';
	store(first, "sue");
	store(second, "sam");
	override_staged(&o);
	assert_int_equal(state_of(&o, "infra"), RULE_OVERRIDDEN);
	assert_int_equal(o.out->override_count, 2);
}

/* A record for src/a.c by somebody, under a rule with these further keys: why it does not count. */
static void rule_says(const char *override, const char *person, const char *says)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};
	CLEANUP(str_clear) struct str policy = {0};

	fresh_folder();
	str_addf(&policy,
		 "version: 1\nrepository: \"" REPOSITORY "\"\n"
		 "signers: {release: [sue@example.org, ann@example.org]}\n"
		 "rules:\n  - {id: source, when: {paths: [\"src/**\"]}, override: {%s}}\n",
		 override);
	signed_repo(str_text(&policy));
	shell("echo 1 >src/a.c; echo 1 >docs/x; git add .", NULL);
	record = new_override("source", "src/a.c");
	store(record, person);
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), says ? RULE_UNSATISFIED : RULE_OVERRIDDEN);
	refused_as(&o, says);
}

static void the_rule_says_who_may_waive_it(void **state)
{
	(void)state;
	rule_says("signers: [release]", "sue", NULL);
	rule_says("signers: [release]", "sam",
		  "sam@example.org is in no role that may waive it");
	rule_says("signers: [release]", "ann",
		  "ann@example.org is an author, committer or pusher of this change");
	rule_says("signers: [release], self: true", "ann", NULL);
	rule_says("exact: true", "sue",
		  "the rule asks for a record of the whole change, and no more");
	rule_says("allowed: false", "sue", "the rule cannot be waived");
	rule_says("max_age: 1h", "sue", "it is made for longer than the 1 hours");
	rule_says("max_age: 2h", "sue", NULL);
	rule_says("threshold: 1", "eve", "signature 0: ");
	rule_says("threshold: 1", "", "nobody signed it");
}

static void an_exact_record_of_the_whole_change_counts(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	signed_repo(
		"version: 1\nrepository: \"" REPOSITORY "\"\nrules:\n"
		"  - {id: source, when: {paths: [\"src/**\"]}, override: {exact: true}}\n");
	shell("echo 1 >src/a.c; git rm -q src/main.c; git add .", NULL);
	record = new_override("source", "src/a.c src/main.c");
	store(record, "sue");
	override_staged(&o);
	/* The record's own files are not part of what it lists. */
	assert_int_equal(state_of(&o, "source"), RULE_OVERRIDDEN);
}

/* How a record is spoiled before it is signed. */
enum spoiled { REPOSITORY_ID, TARGET, EARLY, EXPIRED, CONTENT, MODE, SPOILED_COUNT };

static const char *spoil(struct record *record, enum spoiled how)
{
	switch (how) {
	case REPOSITORY_ID:
		free(record->repository);
		record->repository = xstrdup("fedcba9876543210");
		return "it is for another repository";
	case TARGET:
		strlist_clear(&record->target_refs);
		strlist_add(&record->target_refs, "refs/heads/release");
		return "it is not for refs/heads/main";
	case EARLY:
		record->created = SCENE_NOW + WAIVE_CLOCK_SKEW + 1;
		return "it is not valid before 2026-01-01T00:05:01Z";
	case EXPIRED:
		record->expires = SCENE_NOW;
		return "it expired at 2026-01-01T00:00:00Z";
	case CONTENT:
		memset(record->entries[0].blob.hex, '1',
		       strlen(record->entries[0].blob.hex));
		return "files were changed since, or are not in it";
	case MODE:
		record->entries[0].mode = 0100755;
		return "files were changed since, or are not in it";
	case SPOILED_COUNT:
		break;
	}
	return NULL;
}

static void a_record_that_says_the_wrong_thing_waives_nothing(void **state)
{
	(void)state;
	for (int how = 0; how < SPOILED_COUNT; how++) {
		CLEANUP(record_freep) struct record *record = NULL;
		CLEANUP(overriding_clear) struct overriding o = {0};
		const char *says;

		fresh_folder();
		record = record_for("source", "src/a.c");
		says = spoil(record, (enum spoiled)how);
		store(record, "sue");
		override_staged(&o);
		assert_int_equal(state_of(&o, "source"), RULE_UNSATISFIED);
		assert_int_equal(o.out->override_count, 0);
		refused_as(&o, says);
	}
}

static void the_last_moment_of_a_record_is_the_one_before_it_expires(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	record = record_for("source", "src/a.c");
	record->created = SCENE_NOW;
	record->expires = SCENE_NOW + 1;
	store(record, "sue");
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_OVERRIDDEN);
}

static void a_revoked_record_waives_nothing(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};
	CLEANUP(str_clear) struct str script = {0};

	(void)state;
	record = record_for("source", "src/a.c");
	record_write(record);
	str_addf(&script,
		 "git stash -q; echo 'record %s lost' >.plangate/revoked; git add .;"
		 "git commit -qm revoke; git stash pop -q --index",
		 record->id);
	shell(str_text(&script), NULL);
	store(record, "sue");
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_UNSATISFIED);
	refused_as(&o, "it is revoked");
}

static void warnings_can_be_waived_and_what_is_off_is_not_looked_at(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};
	CLEANUP(overriding_clear) struct overriding other = {0};

	(void)state;
	signed_repo("version: 1\nrepository: \"" REPOSITORY "\"\nrules:\n"
		    "  - {id: source, when: {paths: [\"src/**\"]}, severity: warn}\n");
	shell("echo 1 >src/a.c; git add .", NULL);
	record = new_override("source", "src/a.c");
	store(record, "sue");
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_OVERRIDDEN);
	shell("git reset -q --hard; echo 1 >docs/x; git add .", NULL);
	override_staged(&other);
	assert_int_equal(other.out->override_count, 0);
	assert_false(other.out->can_override);
}

static void the_report_says_how_to_ask_for_a_signature_only_where_it_could_help(
	void **state)
{
	static const struct {
		const char *policy;
		bool helps;
	} rows[] = {
		{SIGNED_POLICY, true},
		{"version: 1\nrules:\n  - {id: source, when: {paths: [\"src/**\"]}}\n",
		 false},
		{"version: 1\nrepository: \"" REPOSITORY "\"\nrules:\n"
		 "  - {id: source, when: {paths: [\"src/**\"]}, override: {allowed: "
		 "false}}\n",
		 false},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(overriding_clear) struct overriding o = {0};

		fresh_folder();
		signed_repo(rows[i].policy);
		shell("echo 1 >src/a.c; git add .", NULL);
		override_staged(&o);
		assert_int_equal(o.out->can_override, rows[i].helps);
	}
}

static void without_signers_nobody_can_help(void **state)
{
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	gated_repo(SIGNED_POLICY);
	shell("echo 1 >src/a.c; git add .", NULL);
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_UNSATISFIED);
	assert_false(o.out->can_override);
}

static void a_rule_that_did_not_fire_is_not_said_to_be_waived(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	signed_repo("version: 1\nrepository: \"" REPOSITORY "\"\nrules:\n"
		    "  - {id: infra, when: {paths: [\"infra/**\"]}}\n"
		    "  - {id: source, when: {paths: [\"src/**\"]}}\n");
	shell("echo 1 >src/a.c; git add .", NULL);
	record = new_override("infra", "src/a.c");
	strlist_add(&record->rules, "source");
	store(record, "sue");
	override_staged(&o);
	assert_int_equal(o.out->overrides[0].rules.count, 1);
	assert_string_equal(o.out->overrides[0].rules.items[0], "source");
	assert_int_equal(state_of(&o, "infra"), RULE_NOT_APPLICABLE);
}

/* Nobody waives the rule on the policy's own files, whatever else is waived beside them. */
static void the_policy_s_own_files_are_never_excused(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	record = record_for("source", "src/a.c");
	shell("echo '# more' >>.plangate/policy.yaml; git add .", NULL);
	store(record, "sue");
	override_staged(&o);
	assert_int_equal(state_of(&o, "source"), RULE_OVERRIDDEN);
	assert_int_equal(state_of(&o, POLICY_CHANGE_RULE), RULE_UNSATISFIED);
	assert_true(case_needs_plan(&o.c, index_of(&o.c, POLICY_YAML)));
	assert_false(case_needs_plan(&o.c, index_of(&o.c, "src/a.c")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_signed_record_waives_the_rule_for_its_files),
		FIXTURE_TEST(what_is_not_in_it_is_still_asked_for),
		FIXTURE_TEST(a_count_is_taken_anew_without_what_is_waived),
		FIXTURE_TEST(a_file_of_another_rule_is_not_excused),
		FIXTURE_TEST(a_threshold_counts_persons),
		FIXTURE_TEST(two_records_of_two_persons_do_as_well),
		FIXTURE_TEST(the_rule_says_who_may_waive_it),
		FIXTURE_TEST(an_exact_record_of_the_whole_change_counts),
		FIXTURE_TEST(a_record_that_says_the_wrong_thing_waives_nothing),
		FIXTURE_TEST(the_last_moment_of_a_record_is_the_one_before_it_expires),
		FIXTURE_TEST(a_revoked_record_waives_nothing),
		FIXTURE_TEST(warnings_can_be_waived_and_what_is_off_is_not_looked_at),
		FIXTURE_TEST(
			the_report_says_how_to_ask_for_a_signature_only_where_it_could_help),
		FIXTURE_TEST(without_signers_nobody_can_help),
		FIXTURE_TEST(a_rule_that_did_not_fire_is_not_said_to_be_waived),
		FIXTURE_TEST(the_policy_s_own_files_are_never_excused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
