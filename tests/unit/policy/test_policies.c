/*
 * The loader against tests/corpus/policies: good/ loads, bad/ and bad-semantic/ do not. A file may
 * say in its first line what the error must hold ("# expect: ..."). tests/lint/schema.py holds the
 * JSON Schema to the same files.
 */
#include "../test.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/model/lexicon.h"
#include "plangate/policy/policy.h"

enum { POLICY_MOST_BYTES = 1 << 20 };

DEFINE_CLEANUP(struct policy, policy_free)

static char *expectation(const char *text)
{
	static const char start[] = "# expect: ";

	if (strncmp(text, start, strlen(start)) != 0)
		return strdup("");
	text += strlen(start);
	return strndup(text, strcspn(text, "\n"));
}

/* "name:line:column: ", whatever line and column are. */
static bool has_position(const char *text, const char *name)
{
	size_t len = strlen(name);
	const char *p = text + len;

	if (strncmp(text, name, len) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		if (*p++ != ':' || !strspn(p, "0123456789"))
			return false;
		p += strspn(p, "0123456789");
	}
	return !strncmp(p, ": ", 2);
}

/* The files that the corpus may extend. */
static int read_corpus(void *context, const char *path, struct str *out,
		       struct pg_error *err)
{
	CLEANUP(freep)
	char *file = file_join(PLANGATE_TEST_DATA "/corpus/policies/files", path);

	(void)context;
	if (!file_exists(file))
		return pg_fail(err, PG_ERR_POLICY, "%s: no such file", path);
	return file_read(file, POLICY_MOST_BYTES, out, err);
}

static const struct policy_source corpus = {read_corpus, NULL};

static void check_policy(const char *path, const char *name, bool good)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *expected = NULL;
	struct pg_error err = {0};
	int rc;

	if (file_read(path, POLICY_MOST_BYTES, &text, &err) < 0)
		fail_msg("%s", err.text);
	expected = expectation(str_text(&text));
	rc = policy_load(&policy, name, str_text(&text), text.len, &corpus, &err);
	if (good && rc < 0)
		fail_msg("%s", err.text);
	if (good)
		return;
	if (rc == 0)
		fail_msg("%s loads, and should not", name);
	assert_int_equal(err.kind, PG_ERR_POLICY);
	if ((!has_position(err.text, name) && strncmp(err.text, "rules/", 6)) ||
	    !strstr(err.text, expected))
		fail_msg("'%s' does not say '%s'", err.text, expected);
}

static size_t check_folder(const char *kind, bool good)
{
	CLEANUP(freep)
	char *folder = file_join(PLANGATE_TEST_DATA "/corpus/policies", kind);
	DIR *files = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(files);
	while ((entry = readdir(files))) {
		CLEANUP(freep) char *path = file_join(folder, entry->d_name);

		if (entry->d_name[0] == '.')
			continue;
		check_policy(path, entry->d_name, good);
		count++;
	}
	closedir(files);
	return count;
}

static void good_policies_load(void **state)
{
	(void)state;
	assert_true(check_folder("good", true) >= 30);
}

static void bad_policies_are_refused_where_they_are_wrong(void **state)
{
	(void)state;
	assert_true(check_folder("bad", false) >= 30);
	assert_true(check_folder("bad-semantic", false) >= 10);
}

static struct policy *loaded(const char *text)
{
	struct policy *policy = NULL;
	struct pg_error err = {0};

	if (policy_load(&policy, "p.yaml", text, strlen(text), &corpus, &err) < 0)
		fail_msg("%s", err.text);
	return policy;
}

static const struct rule *rule_named(const struct policy *policy, const char *id)
{
	size_t i = 0;

	while (i < policy->rule_count && strcmp(policy->rules[i].id, id) != 0)
		i++;
	assert_true(i < policy->rule_count);
	return &policy->rules[i];
}

static void errors_in_json_name_their_place(void **state)
{
	static const char *const rows[][2] = {
		{"{\"version\": 1.5}", "p.json:1:13: version must be 1"},
		{"{\"version\":\n \"1\"}", "p.json:2:2: version must be 1"},
		{"{\"version\": 1, \"rules\": {}}",
		 "p.json:1:25: rules must be a list, not a map"},
		{"{\"version\": 1,\n\n   \"rulez\": []}",
		 "p.json:3:4: unknown key in the policy 'rulez', did you mean 'rules'?"},
		{"{\"version\": 1, \"mode\": true}",
		 "p.json:1:24: mode must be a string: write \"true\""},
		{"{\"version\": 1, \"ignore\": [\"\xC3\xA9\", \"\xE2\x80\xAE\"]}",
		 "p.json:1:32: a path pattern holds control or invisible characters"},
		{"{\"version\": 1, \"plans\": {\"estimate_drift\": 1e3, "
		 "\"estimate_drift\": 2}}",
		 "p.json:1:49: duplicate key 'estimate_drift'"},
		{"{\"version\": 1, \"plans\": {\"estimate_drift\": 1001}}",
		 "p.json:1:44: estimate_drift must be from 1 to 1000"},
		{"[]", "p.json:1:1: the policy must be a map, not a list"},
		{"null", "p.json:1:1: '[' or '{' expected near 'null'"},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		struct policy *policy = NULL;
		struct pg_error err = {0};

		assert_int_equal(policy_load(&policy, "p.json", rows[i][0],
					     strlen(rows[i][0]), &corpus, &err),
				 -1);
		assert_string_equal(err.text, rows[i][1]);
	}
}

static void every_key_is_kept(void **state)
{
	CLEANUP(policy_freep)
	struct policy *policy = loaded("version: 1\n"
				       "repository: abcdefgh\n"
				       "mode: warn\n"
				       "ignore: vendor/\n"
				       "plans:\n"
				       "  paths: plans/*.md\n"
				       "  estimate_drift: 3\n"
				       "  tests: checkbox\n"
				       "  sections: {rollback: [Undo]}\n"
				       "  problems: {open-question: {push: off}}\n"
				       "rules:\n"
				       "  - id: r\n"
				       "    severity: warn\n"
				       "    description: |\n"
				       "      of two\n"
				       "      lines\n"
				       "    when: {files: 2}\n"
				       "    demand: {risk: LOW, assess: breaking}\n");
	const struct rule *rule = rule_named(policy, "r");
	enum term term;

	(void)state;
	assert_string_equal(policy->file, "p.yaml");
	assert_string_equal(policy->repository, "abcdefgh");
	assert_true(policy->warn_only);
	assert_true(policy_ignores(policy, "vendor/a"));
	assert_true(policy_is_plan(policy, "plans/a.md"));
	assert_false(policy_is_plan(policy, "docs/plans/a.md"));
	assert_string_equal(glob_pattern(policy->plans.paths.items[0]), "plans/*.md");
	assert_true(policy->plans.estimate_drift == 3);
	assert_true(policy->plans.tests_checkbox);
	assert_true(lexicon_find(policy->plans.lexicon, TERM_OF_LABELS, "undo", 4, &term));
	assert_int_equal(term, TERM_ROLLBACK);
	assert_int_equal(
		policy->plans.severities.at[PROBLEM_OPEN_QUESTION][STAGE_CLASS_PUSH],
		SEVERITY_OFF);
	assert_int_equal(rule->severity, SEVERITY_WARNING);
	assert_string_equal(rule->description, "of two lines");
	assert_string_equal(rule->pack, "");
	assert_int_equal(rule->line, 12);
	assert_int_equal(rule->demand.profile, PROFILE_STANDARD);
	assert_int_equal(rule->demand.risk, RISK_LOW);
	assert_int_equal(rule->demand.assess, ASSESS_BREAKING);
}

static void what_is_not_said_has_a_default(void **state)
{
	CLEANUP(policy_freep) struct policy *policy = loaded("version: 1\n");

	(void)state;
	assert_false(policy->warn_only);
	assert_null(policy->repository);
	assert_int_equal(policy->rule_count, 0);
	assert_string_equal(glob_pattern(policy->plans.paths.items[0]),
			    "docs/plans/**/*.md");
	assert_true(policy_is_plan(policy, "docs/plans/2026/x.md"));
	assert_false(policy_is_plan(policy, "docs/plans/x.txt"));
}

static void an_inherited_rule_is_changed_field_by_field(void **state)
{
	CLEANUP(policy_freep)
	struct policy *base = loaded("version: 1\nextends: plangate:default\n");
	CLEANUP(policy_freep)
	struct policy *policy = loaded("version: 1\n"
				       "rules:\n"
				       "  - {id: schema, severity: \"off\"}\n"
				       "  - {id: ours, when: {files: 1}}\n"
				       "  - {id: many-files, demand: {risk: LOW}}\n"
				       "extends: plangate:default\n");
	const struct rule *schema = rule_named(policy, "schema");

	(void)state;
	assert_int_equal(policy->rule_count, base->rule_count + 1);
	assert_string_equal(policy->rules[policy->rule_count - 1].id, "ours");
	assert_int_equal(schema->severity, SEVERITY_OFF);
	assert_string_equal(schema->pack, "plangate:schema");
	assert_string_equal(schema->description, rule_named(base, "schema")->description);
	assert_int_equal(schema->demand.risk, RISK_HIGH);
	assert_true(schema->demand.migration);
	assert_non_null(schema->when);
	assert_int_equal(rule_named(policy, "many-files")->demand.risk, RISK_LOW);
}

static void every_pack_is_there_and_says_why(void **state)
{
	const char *const *names = policy_pack_names();

	(void)state;
	assert_null(policy_pack_text("plangate:none"));
	assert_null(policy_pack_text("default"));
	for (; *names; names++) {
		CLEANUP(str_clear) struct str text = {0};
		CLEANUP(policy_freep) struct policy *policy = NULL;

		assert_non_null(policy_pack_text(*names));
		str_addf(&text, "version: 1\nextends: [%s]\n", *names);
		policy = loaded(str_text(&text));
		assert_true(policy->rule_count > 0);
		for (size_t i = 0; i < policy->rule_count; i++)
			assert_true(strlen(policy->rules[i].description) > 20);
	}
}

static void patterns_and_rules_are_limited(void **state)
{
	CLEANUP(str_clear) struct str text = {0};
	struct policy *policy = NULL;
	struct pg_error err = {0};

	(void)state;
	str_add(&text, "version: 1\nignore: [");
	for (int i = 0; i < 2001; i++)
		str_add(&text, "a,");
	str_add(&text, "]\n");
	assert_int_equal(policy_load(&policy, "p.yaml", text.data, text.len, NULL, &err),
			 -1);
	assert_non_null(strstr(err.text, "more than 2000 patterns"));
	str_reset(&text);
	str_add(&text, "version: 1\nrules:\n");
	for (int i = 0; i < 501; i++)
		str_addf(&text, "- {id: r%d, when: {files: 1}}\n", i);
	assert_int_equal(policy_load(&policy, "p.yaml", text.data, text.len, NULL, &err),
			 -1);
	assert_non_null(strstr(err.text, "more than 500 rules"));
}

static void files_are_extended_once_and_guarded(void **state)
{
	CLEANUP(policy_freep)
	struct policy *policy =
		loaded("version: 1\nextends: [rules/team.yaml, plangate:default, "
		       "rules/more.json]\nignore: ['rules/**']\n");
	const struct rule *large = rule_named(policy, "large-file");

	(void)state;
	assert_int_equal(large->severity, SEVERITY_WARNING); /* not undone by the pack */
	assert_string_equal(large->pack, "plangate:default");
	assert_string_equal(rule_named(policy, "team-rule")->pack, "rules/team.yaml");
	assert_int_equal(policy->files.count, 2);
	assert_true(policy_guards(policy, "rules/more.json"));
	assert_true(policy_guards(policy, ".plangate/x"));
	assert_false(policy_guards(policy, "rules/other.yaml"));
	assert_false(policy_ignores(policy, "rules/team.yaml"));
	assert_true(policy_ignores(policy, "rules/other.yaml"));
}

static void without_a_source_only_packs_are_extended(void **state)
{
	static const char text[] = "version: 1\nextends: rules/team.yaml\n";
	struct policy *policy = NULL;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err),
			 -1);
	assert_non_null(
		strstr(err.text, "p.yaml:2:10: 'rules/team.yaml' is no built-in pack"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_policies_load),
		cmocka_unit_test(bad_policies_are_refused_where_they_are_wrong),
		cmocka_unit_test(errors_in_json_name_their_place),
		cmocka_unit_test(every_key_is_kept),
		cmocka_unit_test(what_is_not_said_has_a_default),
		cmocka_unit_test(an_inherited_rule_is_changed_field_by_field),
		cmocka_unit_test(files_are_extended_once_and_guarded),
		cmocka_unit_test(without_a_source_only_packs_are_extended),
		cmocka_unit_test(every_pack_is_there_and_says_why),
		cmocka_unit_test(patterns_and_rules_are_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
