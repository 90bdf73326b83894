#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/utc.h"
#include "plangate/record/record.h"

#define BLOB "0123456789012345678901234567890123456789"

DEFINE_CLEANUP(struct record, record_free)

static const struct oid blob = {BLOB};

static struct record *example(void)
{
	struct record *record = xcalloc(1, sizeof(*record));

	record->repository = xstrdup("0123456789abcdef");
	strlist_add(&record->target_refs, "refs/heads/**");
	strlist_add(&record->rules, "many");
	record_add_entry(record, "src/a.c", 0100644, &blob);
	record_add_entry(record, "src/b.c", 0, &(struct oid){0});
	record->reason = xstrdup("the shop is down");
	record->author = xstrdup("ann@example.org");
	utc_parse("2026-11-24T09:00:00Z", &record->created);
	utc_parse("2026-11-24T13:00:00Z", &record->expires);
	snprintf(record->nonce, sizeof(record->nonce), "00112233445566778899aabbccddeeff");
	record_write(record);
	return record;
}

/* Parse text under its own id. */
static int parse(struct record **out, const char *text, struct pg_error *err)
{
	char id[SHA256_HEX + 1];

	sha256_hex(text, strlen(text), id);
	return record_parse(out, id, text, strlen(text), err);
}

static char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return xasprintf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void what_is_written_is_read(void **state)
{
	CLEANUP(record_freep) struct record *written = example();
	CLEANUP(record_freep) struct record *read = NULL;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(parse(&read, str_text(&written->bytes), &err), 0);
	assert_string_equal(read->id, written->id);
	assert_string_equal(read->reason, "the shop is down");
	assert_int_equal(read->entry_count, 2);
	assert_int_equal(read->entries[0].mode, 0100644);
	assert_string_equal(read->entries[0].blob.hex, BLOB);
	assert_true(oid_is_null(&read->entries[1].blob));
	assert_non_null(record_entry_find(read, "src/b.c"));
	assert_null(record_entry_find(read, "src/c.c"));
	assert_int_equal(read->expires - read->created, 4 * 3600);
}

static struct record *approval(void)
{
	struct record *record = xcalloc(1, sizeof(*record));

	record->type = RECORD_APPROVAL;
	record->repository = xstrdup("0123456789abcdef");
	record->plan = xstrdup("docs/plans/a.md");
	sha256_hex("x", 1, record->digest);
	record->reason = xstrdup("");
	record->author = xstrdup("ann@example.org");
	utc_parse("2026-11-24T09:00:00Z", &record->created);
	snprintf(record->nonce, sizeof(record->nonce), "00112233445566778899aabbccddeeff");
	record_write(record);
	return record;
}

static void an_approval_may_be_silent_and_last(void **state)
{
	CLEANUP(record_freep) struct record *written = approval();
	CLEANUP(record_freep) struct record *read = NULL;
	struct pg_error err = {0};

	(void)state;
	if (parse(&read, str_text(&written->bytes), &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(read->type, RECORD_APPROVAL);
	assert_string_equal(read->plan, "docs/plans/a.md");
	assert_string_equal(read->digest, written->digest);
	assert_string_equal(read->reason, "");
	assert_int_equal(read->expires, 0);
}

static void kinds_have_names_of_their_own(void **state)
{
	(void)state;
	for (int i = 0; i < RECORD_TYPES; i++) {
		const char *name = record_type_name((enum record_type)i);
		CLEANUP(freep) char *namespace = xasprintf("%s@v1", name);

		assert_string_equal(record_namespace((enum record_type)i), namespace);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(record_type_name((enum record_type)k),
						name);
	}
}

static void records_say_what_they_do(void **state)
{
	CLEANUP(record_freep) struct record *override = example();
	CLEANUP(record_freep) struct record *accepts = approval();
	CLEANUP(str_clear) struct str out = {0};

	(void)state;
	record_tell(&out, override);
	assert_string_equal(str_text(&out), "waives many for 2 files: the shop is down");
	str_reset(&out);
	record_explain(&out, override);
	assert_string_equal(
		str_text(&out),
		"signing that these 2 files may enter without satisfying many\n"
		"for refs/heads/** until 2026-11-24T13:00:00Z, because: the shop "
		"is down\n"
		"  src/a.c\n"
		"  src/b.c (deleted)\n");
	str_reset(&out);
	record_tell(&out, accepts);
	assert_string_equal(str_text(&out), "approves docs/plans/a.md");
	str_reset(&out);
	record_explain(&out, accepts);
	assert_string_equal(str_text(&out),
			    "signing that the staged text of docs/plans/a.md "
			    "is accepted (digest 2d711642b726)\n");
}

static void one_way_of_writing_is_taken(void **state)
{
	static const struct {
		const char *from, *to, *says;
	} cases[] = {
		{"\"version\": 1", "\"version\": 2", "version"},
		{"\"version\": 1", "\"version\": 1, \"version\": 1", "uplicate"},
		{"\"version\": 1", "\"version\": 1, \"more\": 1",
		 "unknown key in an override 'more'; known are: type, version, repository"},
		{"\"ticket\"", "\"tickets\"", "did you mean 'ticket'?"},
		{"\"ticket\": null,", "", "an override must have the key 'ticket'"},
		{"plangate-override", "plangate-approval",
		 "unknown key in an approval 'target_refs'"},
		{"plangate-override", "other",
		 "unknown type 'other'; known are: plangate-override"},
		{"\"many\"", "\"*\"", "no id of a rule"},
		{"\"many\"", "\"many\", \"many\"", "twice"},
		{"\"many\"", "", "from 1"},
		{"\"refs/heads/**\"", "\"**\"", "refs/"},
		{"src/a.c", "src/b.c", "sorted"},
		{"src/a.c", "src/z.c", "sorted"},
		{"100644", "100600", "mode"},
		{"\"100644\"", "null", "not null together"},
		{BLOB, "0000000000000000000000000000000000000000", "object id"},
		{BLOB, "012345", "object id"},
		{"the shop is down", "", "reason"},
		{"the shop is down", "x\\u202ey", "invisible"},
		{"the shop is down", "x\\ny", "control"},
		{"2026-11-24T13:00:00Z", "2026-11-24T09:00:00Z", "not after"},
		{"2026-11-24T13:00:00Z", "2026-11-24T13:00:00+01:00", "not a time"},
		{"\"2026-11-24T13:00:00Z\"", "null", "expires"},
		{"00112233", "0011223", "nonce"},
		{"{\n  \"type\"", "x{\n  \"type\"", "json"},
	};
	CLEANUP(record_freep) struct record *written = example();

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(cases); i++) {
		CLEANUP(record_freep) struct record *read = NULL;
		CLEANUP(freep)
		char *text =
			replaced(str_text(&written->bytes), cases[i].from, cases[i].to);
		struct pg_error err = {0};

		if (parse(&read, text, &err) == 0)
			fail_msg("'%s' for '%s' is taken", cases[i].to, cases[i].from);
		assert_int_equal(err.kind, PG_ERR_POLICY);
		if (!strstr(err.text, cases[i].says))
			fail_msg("'%s' does not say '%s'", err.text, cases[i].says);
	}
}

static void junk_depth_and_another_name_are_refused(void **state)
{
	CLEANUP(record_freep) struct record *written = example();
	CLEANUP(record_freep) struct record *read = NULL;
	CLEANUP(freep) char *junk = xasprintf("%s x", str_text(&written->bytes));
	CLEANUP(str_clear) struct str deep = {0};
	struct pg_error err = {0};
	char id[SHA256_HEX + 1];

	(void)state;
	assert_int_equal(parse(&read, junk, &err), -1);
	for (int i = 0; i < 3000; i++)
		str_add_char(&deep, '[');
	assert_int_equal(parse(&read, str_text(&deep), &err), -1);
	assert_int_equal(parse(&read, "[]", &err), -1);
	sha256_hex("x", 1, id);
	assert_int_equal(record_parse(&read, id, str_text(&written->bytes),
				      written->bytes.len, &err),
			 -1);
	assert_non_null(strstr(err.text, "SHA-256"));
}

static void names_of_files_are_exact(void **state)
{
#define ID "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	static const struct {
		const char *path;
		bool good;
		int signature;
	} cases[] = {
		{".plangate/records/" ID ".json", true, -1},
		{".plangate/records/" ID ".0.sig", true, 0},
		{".plangate/records/" ID ".15.sig", true, 15},
		{".plangate/records/" ID ".16.sig", false, 0},
		{".plangate/records/" ID ".00.sig", false, 0},
		{".plangate/records/" ID ".sig", false, 0},
		{".plangate/records/" ID ".json.sh", false, 0},
		{".plangate/records/x.json", false, 0},
		{".plangate/records/a/" ID ".json", false, 0},
		{"records/" ID ".json", false, 0},
	};
	char id[SHA256_HEX + 1];
	int signature;

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(cases); i++) {
		assert_int_equal(record_name_parse(cases[i].path, id, &signature),
				 cases[i].good);
		if (!cases[i].good)
			continue;
		CLEANUP(freep) char *path = record_path(id, signature);
		assert_int_equal(signature, cases[i].signature);
		assert_string_equal(path, cases[i].path);
	}
}

static void assert_digests(const char *a, const char *b, bool same)
{
	char left[SHA256_HEX + 1], right[SHA256_HEX + 1];

	plan_digest(a, strlen(a), left);
	plan_digest(b, strlen(b), right);
	if ((strcmp(left, right) == 0) != same)
		fail_msg("'%s' and '%s' %s", a, b, same ? "differ" : "are the same");
}

static void progress_does_not_change_a_digest(void **state)
{
	(void)state;
	assert_digests("## Tests\n- [ ] a b\n", "## Tests\n- [x] a b\n", true);
	assert_digests("## Tests\n  1. [ ] a b\n", "## Tests\n  1. [X] a b\n", true);
	assert_digests("## T\r\n- [ ] a\r\n", "\xef\xbb\xbf## T\n- [x] a\n", true);
	assert_digests("---\nstatus: active\n---\n# P\n", "---\nstatus: done\n---\n# P\n",
		       true);
	assert_digests("---\nstatus: active\n---\n# P\n", "---\nexpires: x\n---\n# P\n",
		       false);
	assert_digests("## Tests\n- [ ] a b\n", "## Tests\n- [ ] a c\n", false);
	assert_digests("```\n- [ ] a\n```\n", "```\n- [x] a\n```\n", false);
	assert_digests("## Risk Level\n- [x] a\n", "## Risk Level\n- [ ] a\n", false);
	assert_digests("- [x] HIGH\n- [ ] LOW\n", "- [ ] HIGH\n- [x] LOW\n", false);
	assert_digests("status: active\n", "status: done\n", false);
	assert_digests("- [x]", "- [ ]", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(an_approval_may_be_silent_and_last),
		cmocka_unit_test(kinds_have_names_of_their_own),
		cmocka_unit_test(records_say_what_they_do),
		cmocka_unit_test(one_way_of_writing_is_taken),
		cmocka_unit_test(junk_depth_and_another_name_are_refused),
		cmocka_unit_test(names_of_files_are_exact),
		cmocka_unit_test(progress_does_not_change_a_digest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
