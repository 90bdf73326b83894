/* Every change that rules/fixtures describes, held against the pack it is for. */
#include "../test.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/value.h"
#include "plangate/policy/policy.h"

enum { FIXTURE_MOST_BYTES = 1 << 20, LEAST_CASES = 60 };

DEFINE_CLEANUP(struct policy, policy_free)

static const char pack_policy[] = "version: 1\nextends: [plangate:default]\n";

static const char *text_or(const struct value *map, const char *key, const char *other)
{
	const struct value *value = value_get(map, key);

	return value ? value->text : other;
}

static size_t number_or(const struct value *map, const char *key, size_t other)
{
	const struct value *value = value_get(map, key);

	return value ? (size_t)value->integer : other;
}

static enum change_status status_named(const char *name)
{
	static const char *const names[] = {"added", "modified", "deleted", "type"};

	for (size_t i = 0; i < TEST_COUNT(names); i++)
		if (!strcmp(names[i], name))
			return (enum change_status)i;
	fail_msg("no status '%s'", name);
	return CHANGE_TYPE;
}

static void add_lines(struct text_lines *lines, const struct value *texts)
{
	if (texts && texts->kind != VALUE_LIST)
		text_lines_add(lines, texts->text, strlen(texts->text), 1);
	for (size_t i = 0; texts && texts->kind == VALUE_LIST && i < texts->count; i++)
		text_lines_add(lines, texts->items[i].text, strlen(texts->items[i].text),
			       (int)i + 1);
}

/* A path alone is a modified file of ten lines. */
static void add_file(struct changeset *set, const struct value *file)
{
	bool plain = file->kind == VALUE_STRING;
	const char *status = plain ? "modified" : text_or(file, "status", "modified");
	struct change *change = changeset_add(
		set, status_named(status), plain ? file->text : text_or(file, "path", ""));
	size_t lines = number_or(file, "lines", 10),
	       bytes = number_or(file, "bytes", 30 * lines);

	change->old_lines = change->status == CHANGE_ADDED ? 0 : lines;
	change->old_bytes = change->status == CHANGE_ADDED ? 0 : bytes;
	change->new_lines = change->status == CHANGE_DELETED ? 0 : lines;
	change->new_bytes = change->status == CHANGE_DELETED ? 0 : bytes;
	add_lines(&change->added, value_get(file, "added"));
	add_lines(&change->removed, value_get(file, "removed"));
}

static void add_fired(struct str *out, const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].state == RULE_UNSATISFIED)
			str_addf(out, " %s", findings->items[i].rule);
}

static void add_expected(struct str *out, const struct value *fires,
			 const struct findings *findings)
{
	size_t known = 0;

	for (size_t i = 0; i < findings->count; i++) {
		for (size_t j = 0; j < fires->count; j++) {
			if (strcmp(fires->items[j].text, findings->items[i].rule) != 0)
				continue;
			str_addf(out, " %s", findings->items[i].rule);
			known++;
		}
	}
	if (known != fires->count)
		fail_msg("line %d: an id in fires is that of no rule", fires->line);
}

static int wrong_case(const struct policy *policy, const char *file,
		      const struct value *test)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	CLEANUP(str_clear) struct str fired = {0}, expected = {0};
	const struct value *files = value_get(test, "files"),
			   *fires = value_get(test, "fires");
	struct pg_error err = {0};

	if (!files || !fires || fires->kind != VALUE_LIST)
		fail_msg("%s:%d: a case has name, files and fires", file, test->line);
	for (size_t i = 0; i < files->count; i++)
		add_file(&set, &files->items[i]);
	changeset_finish(&set);
	policy_count(policy, &set);
	if (policy_judge(policy, &set, &findings, &err) < 0)
		fail_msg("%s:%d: %s", file, test->line, err.text);
	add_fired(&fired, &findings);
	add_expected(&expected, fires, &findings);
	if (!strcmp(str_text(&fired), str_text(&expected)))
		return 0;
	print_error("%s:%d: '%s' fires:%s, not:%s\n", file, test->line,
		    text_or(test, "name", ""), str_text(&fired), str_text(&expected));
	return 1;
}

struct tally {
	size_t cases;
	int wrong;
};

static void run_file(const struct policy *policy, const char *path, struct tally *tally)
{
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(value_clear) struct value root = {0};
	struct pg_error err = {0};
	const struct value *cases;

	if (file_read(path, FIXTURE_MOST_BYTES, &text, &err) < 0 ||
	    value_parse_yaml(&root, path, str_text(&text), text.len, &err) < 0)
		fail_msg("%s", err.text);
	cases = value_get(&root, "cases");
	if (!cases || cases->kind != VALUE_LIST)
		fail_msg("%s: no list of cases", path);
	for (size_t i = 0; i < cases->count; i++) {
		tally->cases++;
		tally->wrong += wrong_case(policy, path, &cases->items[i]);
	}
}

static void every_fixture_fires_as_it_says(void **state)
{
	static const char folder[] = PLANGATE_SOURCE "/rules/fixtures/default";
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error err = {0};
	struct tally tally = {0};
	DIR *files = opendir(folder);
	struct dirent *entry;

	(void)state;
	assert_non_null(files);
	if (policy_load(&policy, "p.yaml", pack_policy, strlen(pack_policy), &err) < 0)
		fail_msg("%s", err.text);
	while ((entry = readdir(files))) {
		CLEANUP(freep) char *path = file_join(folder, entry->d_name);

		if (entry->d_name[0] != '.')
			run_file(policy, path, &tally);
	}
	closedir(files);
	assert_int_equal(tally.wrong, 0);
	assert_true(tally.cases >= LEAST_CASES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fixture_fires_as_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
