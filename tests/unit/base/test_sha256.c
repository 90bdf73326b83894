#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/base64.h"
#include "plangate/base/sha256.h"
#include "plangate/base/str.h"
#include "plangate/base/utc.h"

static void digests_are_those_of_nist(void **state)
{
	/* FIPS 180-4 examples, and lengths around the padding from NIST's short messages. */
	static const struct {
		const char *text, *hex;
	} cases[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
		{"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopj"
		 "klmn"
		 "opqklmnopqrlmnopqrsmnopqrstnopqrstu",
		 "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
	};
	char hex[SHA256_HEX + 1];

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(cases); i++) {
		sha256_hex(cases[i].text, strlen(cases[i].text), hex);
		assert_string_equal(hex, cases[i].hex);
	}
}

static void a_million_bytes_are_digested(void **state)
{
	enum { MILLION = 1000000 };
	char *text = malloc(MILLION), hex[SHA256_HEX + 1];

	(void)state;
	assert_non_null(text);
	memset(text, 'a', MILLION);
	sha256_hex(text, MILLION, hex);
	assert_string_equal(
		hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	free(text);
}

static void base64_is_strict(void **state)
{
	static const char *const bad[] = {
		"A", "AA==A", "A===", "AB==", "AAB=", "A A=", "AA-_", "=AAA"};
	struct str out = {0};

	(void)state;
	assert_true(base64_decode("Zm9vYmE=", 8, &out));
	assert_string_equal(str_text(&out), "fooba");
	str_reset(&out);
	base64_encode("foob", 4, &out);
	assert_string_equal(str_text(&out), "Zm9vYg==");
	for (size_t i = 0; i < TEST_COUNT(bad); i++)
		assert_false(base64_decode(bad[i], strlen(bad[i]), &out));
	str_clear(&out);
}

static void moments_are_strict(void **state)
{
	static const char *const bad[] = {"",
					  "2026-11-24",
					  "2026-11-24 09:30:00Z",
					  "2026-11-24T09:30:00",
					  "2026-11-24T09:30:00+00:00",
					  "2026-02-30T09:30:00Z",
					  "2026-11-24T24:00:00Z",
					  "2026-11-24T09:30:00.5Z",
					  "1969-12-31T23:59:59Z"};
	char text[UTC_TEXT];
	long long moment = 0;

	(void)state;
	assert_true(utc_parse("2026-11-24T09:30:00Z", &moment));
	utc_format(moment, text);
	assert_string_equal(text, "2026-11-24T09:30:00Z");
	utc_format_compact(moment, text);
	assert_string_equal(text, "20261124093000Z");
	for (size_t i = 0; i < TEST_COUNT(bad); i++)
		assert_false(utc_parse(bad[i], &moment));
	assert_true(utc_parse_compact("20261124", &moment));
	assert_true(utc_parse_compact("202611240930Z", &moment));
	assert_false(utc_parse_compact("20261324", &moment));
	assert_false(utc_parse_compact("2026112409", &moment));
}

static void durations_have_a_unit(void **state)
{
	static const char *const bad[] = {"",	 "4",	"h",	"0h",	   "4 h",
					  "-4h", "4hh", "400d", "9999999m"};
	long long seconds = 0;

	(void)state;
	assert_true(duration_parse("4h", &seconds));
	assert_int_equal(seconds, 4 * 3600);
	assert_true(duration_parse("52w", &seconds));
	for (size_t i = 0; i < TEST_COUNT(bad); i++)
		assert_false(duration_parse(bad[i], &seconds));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digests_are_those_of_nist),
		cmocka_unit_test(a_million_bytes_are_digested),
		cmocka_unit_test(base64_is_strict),
		cmocka_unit_test(moments_are_strict),
		cmocka_unit_test(durations_have_a_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
