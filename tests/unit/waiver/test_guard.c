/* What a change may not do to records and signers, whatever its rules say. */
#include "plangate/waiver/guard.h"
#include "plangate/waiver/signed.h"
#include "records.h"

#define SOME_ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define SOME_RECORD RECORDS_FOLDER "/" SOME_ID

/* Hold the guard against what is staged: one refusal that says this, or (NULL) none. */
static void guard_says(const char *says)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	struct pg_error err = {0};

	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	must(records_guard(&c, &out, &err), &err);
	if (!says) {
		if (out.count)
			fail_msg("%s", out.items[0].message);
		return;
	}
	assert_int_equal(out.count, 1);
	if (!strstr(out.items[0].message, says))
		fail_msg("'%s' is not in: %s", says, out.items[0].message);
	assert_int_equal(out.items[0].severity, SEVERITY_ERROR);
	assert_string_equal(problem_id(out.items[0].problem), "bad-record");
	assert_string_equal(out.items[0].rule, POLICY_CHANGE_RULE);
	assert_non_null(strstr(out.items[0].message, out.items[0].file));
}

static void a_valid_record_and_its_signature_may_be_added(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	shell("echo 1 >src/a.c; git add .", NULL);
	record = new_override("source", "src/a.c");
	store(record, "sue sam");
	guard_says(NULL);
}

static void records_are_never_changed_or_removed(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "");
	shell("git commit -qm record; echo | tee -a .plangate/records/*.json >/dev/null; "
	      "git add .",
	      NULL);
	guard_says("records are added, never changed or removed");
	shell("git rm -qf .plangate/records/*.json", NULL);
	guard_says("records are added, never changed or removed");
	shell("git reset -q --hard; chmod +x .plangate/records/*.json; git add .", NULL);
	guard_says("records are added, never changed or removed");
}

static void the_folder_holds_nothing_but_records(void **state)
{
	(void)state;
	gated_repo(SIGNED_POLICY);
	shell("mkdir .plangate/records; echo x >.plangate/records/notes.txt; git add .",
	      NULL);
	guard_says("it is no name of a record");
	/* What should not have been there may go. */
	shell("git commit -qm notes; git rm -q .plangate/records/notes.txt", NULL);
	guard_says(NULL);
}

static void what_lies_beside_the_folder_is_not_its_business(void **state)
{
	(void)state;
	gated_repo(SIGNED_POLICY);
	shell("mkdir .plangate/records.d; echo x >.plangate/records.d/x; git add .", NULL);
	guard_says(NULL);
}

static void a_record_is_a_plain_file(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "");
	shell("chmod +x .plangate/records/*.json; git add .", NULL);
	guard_says("it is not a plain file");
	shell("f=$(ls .plangate/records/*.json); rm $f; ln -s x $f; git add .", NULL);
	guard_says("it is not a plain file");
}

static void a_record_is_what_a_reader_takes(void **state)
{
	(void)state;
	gated_repo(SIGNED_POLICY);
	shell("mkdir .plangate/records; echo '{}' >" SOME_RECORD ".json; git add .", NULL);
	guard_says("its name is not the SHA-256 of its content");
	shell("git rm -qf " SOME_RECORD ".json; mkdir -p .plangate/records; echo '{}' >x;"
	      "mv x .plangate/records/$(sha256sum <x | cut -d' ' -f1).json; git add .",
	      NULL);
	guard_says("must have the key 'type'");
}

static void a_record_that_is_too_large_is_not_read(void **state)
{
	CLEANUP(str_clear) struct str script = {0};

	(void)state;
	gated_repo(SIGNED_POLICY);
	str_addf(&script,
		 "mkdir .plangate/records; head -c %d /dev/zero >" SOME_RECORD
		 ".json; git add .",
		 RECORD_MOST_BYTES + 1);
	shell(str_text(&script), NULL);
	guard_says("it is too large");
}

static void a_signature_signs_a_record_that_is_there(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "sue");
	shell("git rm -qf .plangate/records/*.json", NULL);
	guard_says("it signs a record that is not there");
}

static void a_signature_stands_alone_in_its_file(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "sue");
	shell("echo more | tee -a .plangate/records/*.0.sig >/dev/null; git add .", NULL);
	guard_says("it is no signature, or there is something beside it");
	shell("head -c 65537 /dev/zero >$(ls .plangate/records/*.0.sig); git add .", NULL);
	guard_says("it is no signature, or there is something beside it");
}

/* A signature for a record that came before is fine. */
static void a_further_signature_may_be_added_later(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "sue");
	shell("git commit -qm record", NULL);
	sign_as(record, 1, "sam");
	shell("git add .", NULL);
	guard_says(NULL);
}

static void more_files_of_records_than_anybody_adds_are_an_error(void **state)
{
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	struct pg_error err = {0};

	(void)state;
	case_by_hand(&c, MANY_POLICY, "");
	for (int i = 0; i < MOST_RECORDS; i++) {
		char path[64];

		snprintf(path, sizeof(path), RECORDS_FOLDER "/%d", i);
		changeset_add(&c.set, CHANGE_DELETED, path);
	}
	must(records_guard(&c, &out, &err), &err);
	assert_int_equal(out.count, 0);
	changeset_add(&c.set, CHANGE_DELETED, RECORDS_FOLDER "/x");
	fails(records_guard(&c, &out, &err), &err, PG_ERR_SYSTEM,
	      "more than 20000 files of records in one change");
}

/* What the guard of signers says of what is staged; NULL: nothing. The file it names. */
static void signers_say(const char *says, const char *file)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	struct pg_error err = {0};

	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	must(signers_guard(&c, &out, &err), &err);
	assert_int_equal(out.count, says ? 1 : 0);
	if (!says)
		return;
	assert_string_equal(out.items[0].file, file);
	assert_string_equal(problem_id(out.items[0].problem), "bad-policy");
	assert_string_equal(out.items[0].rule, POLICY_CHANGE_RULE);
	assert_int_equal(out.items[0].severity, SEVERITY_ERROR);
	if (!strstr(out.items[0].message, says))
		fail_msg("%s", out.items[0].message);
}

static void nobody_brings_signers_that_nobody_could_read(void **state)
{
	(void)state;
	signed_repo(SIGNED_POLICY);
	shell("echo more >docs/x; git add .", NULL);
	signers_say(NULL, NULL);
	shell("echo garbage >>.plangate/signers; git add .", NULL);
	signers_say(".plangate/signers:5", SIGNERS_FILE);
	shell("git checkout -q HEAD .plangate; : >.plangate/revoked; git add .", NULL);
	signers_say(".plangate/revoked:1:1: empty", REVOKED_FILE);
	shell("echo '# none' >.plangate/revoked; echo '# all' >>.plangate/signers; git add "
	      ".",
	      NULL);
	signers_say(NULL, NULL);
	/* What the base has already is told elsewhere. */
	shell("echo garbage >>.plangate/signers; git add .; git commit -qm x; echo >y; git "
	      "add .",
	      NULL);
	signers_say(NULL, NULL);
}

static void what_cannot_be_read_at_all_is_an_error(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	struct pg_error err = {0};

	(void)state;
	signed_repo(SIGNED_POLICY);
	shell("echo '# all' >>.plangate/signers; git add .", NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	shell("id=$(git rev-parse :.plangate/signers);"
	      "rm -f .git/objects/$(echo $id | sed 's,^..,&/,')",
	      NULL);
	fails(signers_guard(&c, &out, &err), &err, PG_ERR_SYSTEM, "");
	assert_int_equal(out.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_valid_record_and_its_signature_may_be_added),
		FIXTURE_TEST(records_are_never_changed_or_removed),
		FIXTURE_TEST(the_folder_holds_nothing_but_records),
		FIXTURE_TEST(what_lies_beside_the_folder_is_not_its_business),
		FIXTURE_TEST(a_record_is_a_plain_file),
		FIXTURE_TEST(a_record_is_what_a_reader_takes),
		FIXTURE_TEST(a_record_that_is_too_large_is_not_read),
		FIXTURE_TEST(a_signature_signs_a_record_that_is_there),
		FIXTURE_TEST(a_signature_stands_alone_in_its_file),
		FIXTURE_TEST(a_further_signature_may_be_added_later),
		cmocka_unit_test(more_files_of_records_than_anybody_adds_are_an_error),
		FIXTURE_TEST(nobody_brings_signers_that_nobody_could_read),
		FIXTURE_TEST(what_cannot_be_read_at_all_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
