/* Every change that rules/fixtures describes, held against the pack it is for. */
#include "../test.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/policy/fixture.h"
#include "plangate/policy/policy.h"

enum { FIXTURE_MOST_BYTES = 1 << 20, LEAST_CASES = 60 };

DEFINE_CLEANUP(struct policy, policy_free)

struct tally {
	size_t cases;
	size_t wrong;
};

static void count(void *context, const struct fixture_result *result)
{
	struct tally *tally = context;

	tally->cases++;
	if (result->passed)
		return;
	tally->wrong++;
	print_error("%s:%d: '%s' fires:%s, not:%s\n", result->file, result->line,
		    result->name, result->fired, result->expected);
}

static void run_file(const struct policy *policy, const char *path, struct tally *tally)
{
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};

	if (file_read(path, FIXTURE_MOST_BYTES, &text, &err) < 0 ||
	    fixture_run(policy, path, str_text(&text), text.len, count, tally, &err) < 0)
		fail_msg("%s", err.text);
}

/* rules/fixtures/<pack>/ is for a policy that extends this pack alone. */
static void run_folder(const char *pack, struct tally *tally)
{
	CLEANUP(freep)
	char *folder = file_join(PLANGATE_SOURCE "/rules/fixtures", strchr(pack, ':') + 1);
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error err = {0};
	DIR *files = opendir(folder);
	struct dirent *entry;

	if (!files)
		fail_msg("%s has no fixtures", pack);
	str_addf(&text, "version: 1\nextends: [%s]\n", pack);
	if (policy_load(&policy, "p.yaml", text.data, text.len, NULL, &err) < 0)
		fail_msg("%s", err.text);
	while ((entry = readdir(files))) {
		CLEANUP(freep) char *path = file_join(folder, entry->d_name);

		if (entry->d_name[0] != '.')
			run_file(policy, path, tally);
	}
	closedir(files);
}

static void every_fixture_fires_as_it_says(void **state)
{
	struct tally tally = {0};

	(void)state;
	for (const char *const *pack = policy_pack_names(); *pack; pack++)
		run_folder(*pack, &tally);
	assert_int_equal(tally.wrong, 0);
	assert_true(tally.cases >= LEAST_CASES);
}

static void ignore(void *context, const struct fixture_result *result)
{
	(void)context;
	(void)result;
}

static void what_is_no_fixture_is_refused_where_it_is_wrong(void **state)
{
	static const struct {
		const char *text;
		const char *says;
	} rows[] = {
		{"cases: []", "f.yaml:1:8: cases is an empty list"},
		{"case: []",
		 "f.yaml:1:1: unknown key in a fixture 'case', did you mean 'cases'?"},
		{"cases: [{name: a, files: [x]}]", "must have the key 'fires'"},
		{"cases: [{name: a, files: [x], fires: [many]}]", "unknown rule 'many'"},
		{"cases: [{name: a, files: [{path: x, state: added}], fires: []}]",
		 "unknown key in a file 'state'"},
		{"cases: [{name: a, files: [{path: x, status: gone}], fires: []}]",
		 "unknown status 'gone'"},
		{"cases: [{name: a, files: [{path: x, lines: -1}], fires: []}]",
		 "lines must be a whole number"},
	};
	static const char policy_text[] = "version: 1\n";
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(policy_load(&policy, "p.yaml", policy_text, strlen(policy_text),
				     NULL, &err),
			 0);
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		assert_int_equal(fixture_run(policy, "f.yaml", rows[i].text,
					     strlen(rows[i].text), ignore, NULL, &err),
				 -1);
		if (!strstr(err.text, rows[i].says))
			fail_msg("%s", err.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fixture_fires_as_it_says),
		cmocka_unit_test(what_is_no_fixture_is_refused_where_it_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
