/* What a condition means: which file it is about, what is evidence, what is never looked at. */
#include "../test.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct policy, policy_free)

/* One rule "r" with this `when`, in flow style. */
static struct policy *policy_when(const char *when)
{
	CLEANUP(str_clear) struct str text = {0};
	struct policy *policy = NULL;
	struct pg_error err = {0};

	str_addf(&text,
		 "version: 1\nignore: [\"vendor/**\"]\nrules:\n  - id: r\n    when: %s\n",
		 when);
	if (policy_load(&policy, "p.yaml", text.data, text.len, NULL, &err) < 0)
		fail_msg("%s", err.text);
	return policy;
}

/* src/big.c: modified, 600 lines, + "x = 1" at 7, - "y = 2" at 9; docs/a.md: added;
 * src/old.c: deleted; vendor/z.c: ignored; docs/plans/p.md: a plan. */
static void fill(struct changeset *set)
{
	struct change *big = changeset_add(set, CHANGE_MODIFIED, "src/big.c");

	big->old_lines = 600;
	big->new_lines = 590;
	big->old_bytes = 9000;
	big->new_bytes = 100000;
	text_lines_add(&big->added, "  x = 1", 7, 7);
	text_lines_add(&big->removed, "y = 2\r", 6, 9);
	changeset_add(set, CHANGE_ADDED, "docs/a.md")->new_lines = 4;
	changeset_add(set, CHANGE_DELETED, "src/old.c")->old_lines = 20;
	changeset_add(set, CHANGE_ADDED, "vendor/z.c")->new_lines = 900;
	changeset_add(set, CHANGE_ADDED, "docs/plans/p.md");
	changeset_finish(set);
}

static void judged(const struct policy *policy, struct changeset *set,
		   struct findings *findings)
{
	struct pg_error err = {0};

	policy_count(policy, set);
	if (policy_judge(policy, &(struct judged){.set = set}, findings, &err) < 0)
		fail_msg("%s", err.text);
}

static void conditions_mean_what_the_reference_says(void **state)
{
	static const struct {
		const char *when;
		bool fires;
		size_t files; /* that matched */
	} rows[] = {
		/* plans and ignored files are not counted */
		{"{files: 3}", true, 0},
		{"{files: 4}", false, 0},
		{"{files: '== 3'}", true, 0},
		{"{files: '< 3'}", false, 0},
		{"{paths: ['vendor/**']}", false, 0},
		{"{paths: ['docs/plans/**']}", false, 0},
		/* names */
		{"{paths: ['src/**']}", true, 2},
		{"{paths: [big.c]}", true, 1},
		{"{paths: [a.md, big.c]}", true, 2},
		{"{paths_ignore: ['src/**']}", true, 1},
		{"{paths_ignore: ['src/**', 'docs/**']}", false, 0},
		{"{status: [deleted]}", true, 1},
		{"{status: type}", false, 0},
		{"{new_file: true}", true, 1},
		{"{new_file: false}", true, 2},
		{"{deleted: true}", true, 1},
		/* sizes: the larger of before and after */
		{"{file_lines: '>= 600'}", true, 1},
		{"{file_lines: '> 600'}", false, 0},
		{"{file_bytes: '> 97KB'}", true, 1},
		{"{file_bytes: '>= 98 KB'}", false, 0},
		/* lines */
		{"{added: 'x = 1'}", true, 1},
		{"{added: '^x'}", false, 0},
		{"{added: 'y'}", false, 0},
		{"{removed: '2$'}", true, 1},
		{"{touched: 'y ='}", true, 1},
		{"{touched: [nothing, 'x =']}", true, 1},
		/* file predicates hold for one and the same file */
		{"{paths: ['src/**'], new_file: true}", false, 0},
		{"{paths: ['docs/**'], new_file: true}", true, 1},
		{"{added: 'x', removed: 'y'}", true, 1},
		{"{status: deleted, file_lines: '> 500'}", false, 0},
		{"{files: 3, paths_ignore: ['docs/**']}", true, 2},
		/* nested conditions are about the file that is bound */
		{"{paths: ['src/**'], not: {status: deleted}}", true, 1},
		{"{paths: ['docs/**'], any: [{status: deleted}, {added: x}]}", false, 0},
		{"{paths: ['src/**'], any: [{status: deleted}, {added: x}]}", true, 2},
		{"{paths: ['src/**'], all: [{status: deleted}, {added: x}]}", false, 0},
		{"{paths: ['src/**'], any: [{files: 99}, {files: 3}]}", true, 2},
		{"{paths: ['src/**'], not: {any: [{status: deleted}, {added: x}]}}", false,
		 0},
		/* where none is bound, each finds its own */
		{"{all: [{status: deleted}, {added: x}]}", true, 2},
		{"{all: [{status: deleted}, {paths: [none]}]}", false, 0},
		{"{any: [{paths: [none]}, {status: deleted}, {added: x}]}", true, 2},
		{"{any: [{paths: [big.c]}, {added: x}]}", true, 1},
		{"{not: {paths_ignore: ['src/**']}}", false, 0},
		{"{not: {paths_ignore: ['src/**', 'docs/**']}}", true, 0},
		{"{not: {paths: [none]}}", true, 0},
		{"{all: [{paths: ['src/**']}, {not: {paths: ['docs/**']}}]}", false, 0},
		{"{all: [{paths: ['src/**']}, {not: {paths: ['tests/**']}}]}", true, 2},
		{"{files: 3, not: {paths: [big.c]}}", false, 0},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};

		fill(&set);
		judged(policy, &set, &findings);
		assert_int_equal(findings.count, 2);
		if ((findings.items[1].state == RULE_UNSATISFIED) != rows[i].fires)
			fail_msg("%s does not give %d", rows[i].when, rows[i].fires);
		if (findings.items[1].files != rows[i].files)
			fail_msg("%s matches %zu files", rows[i].when,
				 findings.items[1].files);
		assert_true(rows[i].fires == (findings.items[1].evidence_count > 0));
	}
}

static void evidence_says_which_file_line_and_text(void **state)
{
	static const struct {
		const char *when;
		const char *file;
		int line;
		const char *detail;
	} rows[] = {
		{"{files: '>= 3'}", NULL, 0, "3 files, limit >= 3"},
		{"{paths: ['*.md']}", "docs/a.md", 0, "matches *.md"},
		{"{status: deleted}", "src/old.c", 0, "deleted"},
		{"{paths_ignore: ['src/**']}", "docs/a.md", 0, ""},
		{"{file_lines: 500, paths: [big.c]}", "src/big.c", 0,
		 "600 lines, limit >= 500"},
		{"{file_bytes: '> 80KB'}", "src/big.c", 0, "100000 bytes, limit > 80KB"},
		{"{added: 'x', status: modified}", "src/big.c", 7, "added: x = 1"},
		{"{touched: 'y'}", "src/big.c", 9, "removed: y = 2"},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		const struct evidence *evidence;

		fill(&set);
		judged(policy, &set, &findings);
		assert_int_equal(findings.items[1].evidence_count, 1);
		evidence = &findings.items[1].evidence[0];
		assert_string_equal(evidence->detail, rows[i].detail);
		assert_int_equal(evidence->line, rows[i].line);
		if (rows[i].file)
			assert_string_equal(evidence->file, rows[i].file);
		else
			assert_null(evidence->file);
	}
}

static void evidence_of_a_count_comes_once_before_that_of_files(void **state)
{
	static const char *const conditions[] = {
		"{files: 3, paths_ignore: ['docs/**']}",
		"{files: 3, any: [{paths_ignore: ['docs/**'], any: [{files: 9}, {files: "
		"2}]}]}",
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(conditions); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(conditions[i]);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		const struct evidence *evidence;

		fill(&set);
		judged(policy, &set, &findings);
		assert_int_equal(findings.items[1].evidence_count, 3);
		evidence = findings.items[1].evidence;
		assert_string_equal(evidence[0].detail, "3 files, limit >= 3");
		assert_string_equal(evidence[1].file, "src/big.c");
		assert_string_equal(evidence[1].detail, "");
		assert_string_equal(evidence[2].file, "src/old.c");
	}
}

/* Records what is loaded; fails for a file named "broken". */
static int load(void *context, struct change *change, unsigned need, struct pg_error *err)
{
	if (!strcmp(change->path, "broken"))
		return pg_fail(err, PG_ERR_SYSTEM, "broken: cannot be read");
	str_addf(context, "%s:%u ", change->path, need);
	change->loaded |= need;
	return 0;
}

static void content_is_read_only_where_it_decides(void **state)
{
	static const struct {
		const char *when;
		const char *loaded;
	} rows[] = {
		{"{paths: [a]}", ""},
		{"{added: x, paths: [none]}", ""},
		{"{added: x, paths: [b]}", "b:4 "},
		{"{added: x, files: 99}", ""},
		{"{added: x, file_lines: 1, paths: [b]}", "b:2 "},
		{"{added: x, file_bytes: 0, paths: [b]}", "b:1 b:4 "},
		{"{any: [{added: x}, {files: 1}], paths: [b]}", ""},
		{"{not: {added: x}, paths: [none]}", ""},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		CLEANUP(str_clear) struct str loaded = {0};

		changeset_add(&set, CHANGE_MODIFIED, "a");
		changeset_add(&set, CHANGE_MODIFIED, "b");
		changeset_finish(&set);
		set.load = load;
		set.load_context = &loaded;
		judged(policy, &set, &findings);
		if (strcmp(str_text(&loaded), rows[i].loaded) != 0)
			fail_msg("%s loads %s", rows[i].when, str_text(&loaded));
	}
}

static void refuses(struct policy *policy, struct changeset *set, const char *expected)
{
	CLEANUP(findings_clear) struct findings findings = {0};
	struct pg_error err = {0};

	policy_count(policy, set);
	assert_int_equal(
		policy_judge(policy, &(struct judged){.set = set}, &findings, &err), -1);
	assert_int_equal(err.kind, PG_ERR_SYSTEM);
	if (!strstr(err.text, expected))
		fail_msg("%s", err.text);
}

static void what_cannot_be_judged_is_an_error_that_names_the_rule(void **state)
{
	CLEANUP(policy_freep)
	struct policy *policy = policy_when("{not: {added: '^(a+)+$'}}");
	CLEANUP(changeset_clear) struct changeset broken = {0}, slow = {0};
	CLEANUP(str_clear) struct str loaded = {0};
	struct change *change;

	(void)state;
	changeset_add(&broken, CHANGE_MODIFIED, "broken");
	broken.load = load;
	broken.load_context = &loaded;
	refuses(policy, &broken, "rule 'r': broken: cannot be read");
	change = changeset_add(&slow, CHANGE_MODIFIED, "s.c");
	text_lines_add(&change->added, "fine", 4, 1);
	text_lines_add(&change->added, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 41, 12);
	refuses(policy, &slow, "rule 'r': s.c:12: added: ^(a+)+$: ");
}

static void a_long_line_is_searched_whole(void **state)
{
	static const size_t places[] = {0, 8190, 8192, 65530, 130000, 199990};
	CLEANUP(policy_freep) struct policy *policy = policy_when("{added: 'needle'}");

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(places); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		CLEANUP(freep) char *line = malloc(200000);
		struct change *change = changeset_add(&set, CHANGE_MODIFIED, "a.js");

		assert_non_null(line);
		memset(line, '.', 200000);
		memcpy(line + places[i], "needle", 6);
		text_lines_add(&change->added, line, 200000, 1);
		judged(policy, &set, &findings);
		assert_int_equal(findings.items[1].state, RULE_UNSATISFIED);
		assert_non_null(strstr(findings.items[1].evidence[0].detail, "needle"));
		assert_true(strlen(findings.items[1].evidence[0].detail) < 250);
	}
}

static void a_long_line_is_cut_between_characters(void **state)
{
	CLEANUP(policy_freep)
	struct policy *policy = policy_when("{added: '^.?\\x{E9}{3}$|\\xC3(?!\\xA9)'}");
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	CLEANUP(str_clear) struct str line = {0};
	struct change *change = changeset_add(&set, CHANGE_MODIFIED, "a.js");

	(void)state;
	str_add_char(&line, '.');
	for (int i = 0; i < 10000; i++)
		str_add(&line, "\xC3\xA9");
	text_lines_add(&change->added, line.data, line.len, 1);
	judged(policy, &set, &findings);
	assert_int_equal(findings.items[1].state, RULE_NOT_APPLICABLE);
}

static void a_piece_of_a_line_has_no_ends_of_its_own(void **state)
{
	static const char *const patterns[] = {"{added: 'a$'}", "{added: '^a'}"};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(patterns); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(patterns[i]);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		CLEANUP(freep) char *line = malloc(30000);
		struct change *change = changeset_add(&set, CHANGE_MODIFIED, "a.js");

		assert_non_null(line);
		memset(line, 'a', 30000);
		line[0] = line[29999] = 'b';
		text_lines_add(&change->added, line, 30000, 1);
		judged(policy, &set, &findings);
		assert_int_equal(findings.items[1].state, RULE_NOT_APPLICABLE);
	}
}

static void nothing_counted_fires_nothing(void **state)
{
	CLEANUP(policy_freep) struct policy *policy = policy_when("{not: {paths: [none]}}");
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};

	(void)state;
	changeset_add(&set, CHANGE_ADDED, "docs/plans/p.md");
	judged(policy, &set, &findings);
	assert_int_equal(findings.items[1].state, RULE_NOT_APPLICABLE);
}

static void a_rule_that_is_off_is_not_asked(void **state)
{
	CLEANUP(policy_freep)
	struct policy *policy = policy_when("{files: 1}\n    severity: off");
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};

	(void)state;
	fill(&set);
	judged(policy, &set, &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].rule, POLICY_CHANGE_RULE);
	assert_int_equal(findings.items[0].state, RULE_NOT_APPLICABLE);
}

static void plangate_s_own_folder_is_known_by_any_spelling(void **state)
{
	static const struct {
		const char *path;
		bool own;
	} rows[] = {
		{".plangate/policy.yaml", true},
		{".plangate/x/y", true},
		{".plangate", true},
		{".PlanGate/policy.yaml", true},
		{".PLANGATE", true},
		{".plangate./policy.yaml", true},
		{".plangate . /policy.yaml", true},
		{".plangate::$INDEX_ALLOCATION/policy.yaml", true},
		{".plangate\\policy.yaml", true},
		{"PLANGA~1/policy.yaml", true},
		{"planga~2/policy.yaml", true},
		{"PL2F3A~1/policy.yaml", true},
		{".plan\xE2\x80\x8Cgate/policy.yaml", true},
		{"\xEF\xBB\xBF.plangate/policy.yaml", true},
		{".plangate/Records/x", true},
		{".Plangate/records/x", true},
		{".plangate/records/x", false},
		{"plangate/policy.yaml", false},
		{".plangate2/policy.yaml", false},
		{"src/.plangate/policy.yaml", false},
		{".plangat/e", false},
		{"planga~x/y", false},
		{"plan~1/y", false},
		{"", false},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++)
		if (policy_is_own_file(rows[i].path) != rows[i].own)
			fail_msg("'%s' is not %d", rows[i].path, rows[i].own);
}

#define ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void plans_records_and_ignored_files_are_not_counted(void **state)
{
	static const struct {
		const char *path;
		bool counted;
	} rows[] = {
		{"docs/plans/p.md", false},
		{"vendor/x.c", false},
		{"src/x.c", true},
		{".plangate/records/" ID ".json", false},
		{".plangate/records/" ID ".0.sig", false},
		{".plangate/records/" ID ".sig", true},
		{".plangate/records/" ID ".json.sh", true},
		{".plangate/records/x.json", true},
		{".plangate/records/sub/" ID ".json", true},
		{".plangate/policy.yaml", true},
		{".plangate/signers", true},
	};
	CLEANUP(policy_freep)
	struct policy *policy = NULL;
	static const char text[] = "version: 1\nignore: ['vendor/**', '.plangate/[!r]*']\n";
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err), 0);
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};

		changeset_add(&set, CHANGE_ADDED, rows[i].path);
		policy_count(policy, &set);
		if (set.items[0].counted != rows[i].counted)
			fail_msg("'%s' is not %d", rows[i].path, rows[i].counted);
	}
}

static void the_built_in_rule_sees_what_a_policy_ignores(void **state)
{
	static const char text[] = "version: 1\nmode: warn\nignore: ['**']\n";
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err), 0);
	changeset_add(&set, CHANGE_DELETED, ".plangate/policy.yaml");
	changeset_add(&set, CHANGE_MODIFIED, "src/a.c");
	changeset_finish(&set);
	judged(policy, &set, &findings);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].state, RULE_UNSATISFIED);
	assert_int_equal(findings.items[0].severity, SEVERITY_ERROR);
	assert_int_equal(findings.items[0].demand.profile, PROFILE_LIGHT);
	assert_string_equal(findings.items[0].evidence[0].file, ".plangate/policy.yaml");
	assert_int_equal(changeset_counted(&set, NULL), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_mean_what_the_reference_says),
		cmocka_unit_test(evidence_says_which_file_line_and_text),
		cmocka_unit_test(evidence_of_a_count_comes_once_before_that_of_files),
		cmocka_unit_test(content_is_read_only_where_it_decides),
		cmocka_unit_test(what_cannot_be_judged_is_an_error_that_names_the_rule),
		cmocka_unit_test(a_long_line_is_searched_whole),
		cmocka_unit_test(a_long_line_is_cut_between_characters),
		cmocka_unit_test(a_piece_of_a_line_has_no_ends_of_its_own),
		cmocka_unit_test(nothing_counted_fires_nothing),
		cmocka_unit_test(a_rule_that_is_off_is_not_asked),
		cmocka_unit_test(plangate_s_own_folder_is_known_by_any_spelling),
		cmocka_unit_test(plans_records_and_ignored_files_are_not_counted),
		cmocka_unit_test(the_built_in_rule_sees_what_a_policy_ignores),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
