/* Who may sign: by the tree of the base, and by nothing else. */
#include "scene.h"

#define SIGNER                                                                             \
	"sue@example.org namespaces=\"plangate-override@v1,plangate-approval@v1\" "        \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
#define RECORD_ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Read the trust of HEAD after this was done and committed. */
static int read_after(const char *script, struct repo **repo, struct trust *trust,
		      struct pg_error *err)
{
	struct oid tree;

	shell("git init -q -b main .; mkdir .plangate; echo x >x", NULL);
	shell(script, NULL);
	shell("git add .; git commit -qm x", NULL);
	*repo = open_here();
	tree = oid_of("HEAD^{tree}");
	return trust_read(trust, *repo, &tree, err);
}

static void signers_and_revocations_are_read(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(trust_clear) struct trust trust = {0};
	struct pg_error err = {0};

	(void)state;
	must(read_after("echo '" SIGNER "' >.plangate/signers;"
			"echo 'record " RECORD_ID " lost' >.plangate/revoked",
			&repo, &trust, &err),
	     &err);
	assert_true(trust.has_signers);
	assert_int_equal(trust.signers.count, 1);
	assert_true(strlist_has(&trust.revoked.records, RECORD_ID));
}

static void without_the_files_nobody_signs(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(trust_clear) struct trust trust = {0};
	struct pg_error err = {0};

	(void)state;
	must(read_after("", &repo, &trust, &err), &err);
	assert_false(trust.has_signers);
	assert_int_equal(trust.signers.count, 0);
}

static void an_empty_base_trusts_nobody(void **state)
{
	CLEANUP(trust_clear) struct trust trust = {0};
	struct pg_error err = {0};

	(void)state;
	must(trust_read(&trust, NULL, &(struct oid){0}, &err), &err);
	assert_false(trust.has_signers);
}

/* Each by itself, since a repository is made anew. */
static void is_refused(const char *script, const char *says)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(trust_clear) struct trust trust = {0};
	struct pg_error err = {0};

	shell("rm -rf r; mkdir r", NULL);
	assert_int_equal(chdir("r"), 0);
	fails(read_after(script, &repo, &trust, &err), &err, PG_ERR_POLICY, says);
	assert_int_equal(chdir(".."), 0);
}

static void files_that_are_not_valid_stop_the_judging(void **state)
{
	(void)state;
	is_refused("echo garbage >.plangate/signers", ".plangate/signers:1");
	is_refused("ln -s ../x .plangate/signers", ".plangate/signers: not a regular file");
	is_refused("mkdir .plangate/signers; echo x >.plangate/signers/x",
		   "not a regular file");
	is_refused(": >.plangate/revoked", ".plangate/revoked:1:1: empty");
	is_refused("ln -s ../x .plangate/revoked", ".plangate/revoked: not a regular file");
	is_refused("head -c 262145 /dev/zero | tr '\\0' '#' >.plangate/signers",
		   ".plangate/signers: more than 262144 bytes");
}

static void the_largest_signers_file_is_read(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(trust_clear) struct trust trust = {0};
	struct pg_error err = {0};

	(void)state;
	must(read_after("head -c 262144 /dev/zero | tr '\\0' '#' >.plangate/signers", &repo,
			&trust, &err),
	     &err);
	assert_true(trust.has_signers);
}

static void a_key_that_signers_names_must_be_beside_it(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(trust_clear) struct trust trust = {0};
	CLEANUP(str_clear) struct str key = {0};
	struct pg_error err = {0};

	(void)state;
	must(read_after("mkdir .plangate/keys; echo armour >.plangate/keys/ABC.asc", &repo,
			&trust, &err),
	     &err);
	must(trust_key(&trust, "ABC", &key, &err), &err);
	assert_string_equal(str_text(&key), "armour\n");
	fails(trust_key(&trust, "DEF", &key, &err), &err, PG_ERR_POLICY,
	      ".plangate/keys/DEF.asc: there is no such file");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(signers_and_revocations_are_read),
		FIXTURE_TEST(without_the_files_nobody_signs),
		cmocka_unit_test(an_empty_base_trusts_nobody),
		FIXTURE_TEST(files_that_are_not_valid_stop_the_judging),
		FIXTURE_TEST(the_largest_signers_file_is_read),
		FIXTURE_TEST(a_key_that_signers_names_must_be_beside_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
