#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/record/signers.h"

/* Keys made for these tests alone. */
#define KEY1                                                                               \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
#define KEY2                                                                               \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/"
#define BOTH "namespaces=\"plangate-override@v1,plangate-approval@v1\""
#define FPR "0123456789ABCDEF0123456789ABCDEF01234567"

static int parse(struct signers *out, const char *text, struct pg_error *err)
{
	return signers_parse(out, "signers", text, strlen(text), err);
}

static void good_lines_are_read(void **state)
{
	static const char text[] = "# who may sign\n\n"
				   "sue@example.org,sue@home " BOTH " " KEY1 " her laptop\n"
				   "sue@home\tvalid-before=\"20301231Z\",namespaces=\"git,"
				   "plangate-override@v1\" " KEY2 "\n"
				   "sam@example.org " BOTH " openpgp " FPR "\n";
	struct signers signers = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(parse(&signers, text, &err), 0);
	assert_int_equal(signers.count, 3);
	assert_true(signers.items[0].may[RECORD_APPROVAL]);
	assert_false(signers.items[1].may[RECORD_APPROVAL]);
	assert_true(signers.items[1].may[RECORD_OVERRIDE] && signers.items[1].to);
	assert_int_equal(signers.items[2].kind, SIGNER_OPENPGP);
	assert_string_equal(signers_person(&signers, "sue@home"), "sue@example.org");
	assert_string_equal(signers_person(&signers, "sam@example.org"), "sam@example.org");
	assert_string_equal(signers_person(&signers, "nobody"), "nobody");
	assert_true(signers_is_address(&signers, "sue@example.org", "SUE@home"));
	assert_false(signers_is_address(&signers, "sue@example.org", "sam@example.org"));
	signers_clear(&signers);
}

static void those_a_ca_vouches_for_are_several(void **state)
{
	struct signers signers = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(
		parse(&signers, "a@x,b@x cert-authority," BOTH " " KEY1 "\n", &err), 0);
	assert_string_equal(signers_person(&signers, "b@x"), "b@x");
	signers_clear(&signers);
}

static void what_ssh_would_skip_or_widen_is_an_error(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"garbage\n", "no key"},
		{"sue@x " KEY1 "\n",
		 "write namespaces=\"plangate-override@v1,plangate-approval@v1"},
		{"*@x " BOTH " " KEY1 "\n", "pattern"},
		{"!sue@x,sam@x " BOTH " " KEY1 "\n", "pattern"},
		{"\"sue x\" " BOTH " " KEY1 "\n", "quoted"},
		{"sue@x,sue@x " BOTH " " KEY1 "\n", "twice"},
		{"sue@x,, " BOTH " " KEY1 "\n", "empty"},
		{"sue@x namespaces=\"plangate-*\" " KEY1 "\n", "pattern"},
		{"sue@x namespaces=\"git\" " KEY1 "\n",
		 "none of plangate-override@v1, plangate-approval@v1"},
		{"sue@x namespaces=git " KEY1 "\n", "quotes"},
		{"sue@x " BOTH "," BOTH " " KEY1 "\n", "twice"},
		{"sue@x no-such," BOTH " " KEY1 "\n", "no option"},
		{"sue@x x=\"1\"," BOTH " " KEY1 "\n", "unknown option"},
		{"sue@x valid-before=\"soon\"," BOTH " " KEY1 "\n", "no time"},
		{"sue@x " BOTH " " KEY1 "\nsam@x " BOTH " " KEY1 "\n", "already"},
		{"sue@x " BOTH " " KEY1 "\r\n", "CRLF"},
		{"\xef\xbb\xbfsue@x " BOTH " " KEY1 "\n", "byte order mark"},
		{"sue@x " BOTH " ssh-ed25519 AAAA\n", "none of type"},
		{"sue@x " BOTH " ssh-ed25519 A!AA\n", "base64"},
		{"sue@x " BOTH
		 " ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERIT"
		 "FBUWFxgZGhscHR4f\n",
		 "none of type"},
		{"sue@x " BOTH " openpgp 01234567\n", "fingerprint"},
		{"sue@x cert-authority," BOTH " openpgp " FPR "\n", "cert-authority"},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(cases); i++) {
		struct signers signers = {0};
		struct pg_error err = {0};

		if (parse(&signers, cases[i].text, &err) == 0)
			fail_msg("'%s' is taken", cases[i].text);
		assert_int_equal(err.kind, PG_ERR_POLICY);
		if (!strstr(err.text, cases[i].says) || strncmp(err.text, "signers:", 8))
			fail_msg("'%s' does not say '%s'", err.text, cases[i].says);
	}
}

static void revocations_are_read_or_refused(void **state)
{
	static const char good[] =
		"# taken back\nrecord "
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852"
		"b855 a mistake\nkey SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
		"key " FPR " lost\n";
	static const char *const bad[] = {
		"", "x\n", "record 12\n", "key SHA256:short\n", "key\n", "record\n"};
	struct revoked revoked = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(revoked_parse(&revoked, "r", good, strlen(good), &err), 0);
	assert_int_equal(revoked.records.count, 1);
	assert_int_equal(revoked.keys.count, 2);
	revoked_clear(&revoked);
	for (size_t i = 0; i < TEST_COUNT(bad); i++) {
		assert_int_equal(revoked_parse(&revoked, "r", bad[i], strlen(bad[i]), &err),
				 -1);
		assert_int_equal(err.kind, PG_ERR_POLICY);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_lines_are_read),
		cmocka_unit_test(those_a_ca_vouches_for_are_several),
		cmocka_unit_test(what_ssh_would_skip_or_widen_is_an_error),
		cmocka_unit_test(revocations_are_read_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
