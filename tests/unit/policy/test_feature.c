/* new_feature: what a message says, which symbols are public, and what has only moved. */
#include "../test.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct policy, policy_free)

static struct policy *feature_policy(void)
{
	static const char text[] =
		"version: 1\nrules:\n  - id: r\n    when: {new_feature: true}\n";
	struct policy *policy = NULL;
	struct pg_error err = {0};

	if (policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err) < 0)
		fail_msg("%s", err.text);
	return policy;
}

static void judged(struct changeset *set, struct findings *findings)
{
	CLEANUP(policy_freep) struct policy *policy = feature_policy();
	struct pg_error err = {0};

	changeset_finish(set);
	policy_count(policy, set);
	if (policy_judge(policy, &(struct judged){.set = set}, findings, &err) < 0)
		fail_msg("%s", err.text);
}

static void add(struct text_lines *lines, const char *text)
{
	text_lines_add(lines, text, strlen(text), (int)lines->count + 1);
}

static void public_symbols_are_known_by_language(void **state)
{
	/* detail: the name, or NULL where the line declares nothing public */
	static const struct {
		const char *path, *line, *name;
	} rows[] = {
		{"a.py", "def export(rows):", "export"},
		{"a.py", "async def export():", "export"},
		{"a.py", "class Report(Base):", "Report"},
		{"a.py", "def _export(rows):", NULL},
		{"a.py", "    def export(self):", NULL},
		{"a.ts", "export async function load(x) {", "load"},
		{"a.ts", "export default class App {", "App"},
		{"a.tsx", "export const Chart = () => {", "Chart"},
		{"a.ts", "export interface Props {", "Props"},
		{"a.js", "exports.run = function () {", "run"},
		{"a.js", "function local() {", NULL},
		{"a.js", "export { a, b };", NULL},
		{"a.go", "func Open(path string) error {", "Open"},
		{"a.go", "func (s *Store) Close() error {", "Close"},
		{"a.go", "type Store struct {", "Store"},
		{"a.go", "func open() {", NULL},
		{"A.java", "    public List<String> names(int n) {", "names"},
		{"A.java", "public final class Report<T> extends Base {", "Report"},
		{"A.java", "    private void hide() {", NULL},
		{"A.java", "    public String name = call();", NULL},
		{"A.cs", "    public async Task<int> Save(User u)", "Save"},
		{"A.cs", "    public override string ToString()", NULL},
		{"A.kt", "fun String.shout(): String {", "shout"},
		{"A.kt", "data class User(val name: String)", "User"},
		{"A.kt", "    private fun hide() {", NULL},
		{"A.kt", "    override fun onCreate() {", NULL},
		{"a.rs", "pub async fn serve() {", "serve"},
		{"a.rs", "    pub struct User {", "User"},
		{"a.rs", "pub(crate) fn inner() {", NULL},
		{"a.rs", "fn inner() {", NULL},
		{"a.rb", "  def export!(rows)", "export!"},
		{"a.rb", "class Admin::ReportsController < Base", "ReportsController"},
		{"a.php", "    public static function find($id)", "find"},
		{"a.php", "abstract class Model", "Model"},
		{"a.php", "    protected function find($id)", NULL},
		{"a.php", "    public function __construct()", NULL},
		{"a.swift", "public func open() {", "open"},
		{"a.ex", "  def list_users(opts) do", "list_users"},
		{"a.ex", "  defp hidden(opts) do", NULL},
		{"a.h", "struct repo *repo_open(const char *path);", "repo_open"},
		{"a.h", "static inline int twice(int x)", NULL},
		{"a.h", "typedef int (*callback)(int);", NULL},
		{"a.c", "int repo_open(void)", NULL},
		{"a.yaml", "def export(rows):", NULL},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		CLEANUP(freep)
		char *detail = xasprintf("new public symbol: %s", rows[i].name);
		struct change *change = changeset_add(&set, CHANGE_MODIFIED, rows[i].path);

		add(&change->added, "");
		add(&change->added, rows[i].line);
		judged(&set, &findings);
		if ((findings.items[1].evidence_count > 0) != (rows[i].name != NULL))
			fail_msg("%s: '%s'", rows[i].path, rows[i].line);
		if (!rows[i].name)
			continue;
		assert_string_equal(findings.items[1].evidence[0].detail, detail);
		assert_int_equal(findings.items[1].evidence[0].line, 2);
	}
}

static void the_type_of_a_message_decides(void **state)
{
	static const struct {
		const char *message;
		bool symbol, fires;
	} rows[] = {
		{"feat: export", false, true},
		{"Feature(ui)!: export", false, true},
		{"\n# comment\nfeat(x): export\n", false, true},
		{"fixup! feat: export", false, true},
		{"fix: export", true, false},
		{"refactor(core): export", true, false},
		{"chore!: export", true, false},
		{"docs: export", true, false},
		{"ci: export", true, false},
		{"export: add CSV", true, true},
		{"Add an export", true, true},
		{"Add an export", false, false},
		{"Explain feat: in the guide", false, false},
		{"", true, true},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		struct change *change = changeset_add(&set, CHANGE_MODIFIED, "a.py");

		add(&change->added, rows[i].symbol ? "def export():" : "x = 1");
		set.message = xstrdup(rows[i].message);
		judged(&set, &findings);
		if ((findings.items[1].state == RULE_UNSATISFIED) != rows[i].fires)
			fail_msg("'%s'", rows[i].message);
	}
}

static void a_new_source_file_is_a_feature_outside_tests(void **state)
{
	static const struct {
		const char *path;
		int lines;
		bool fires;
	} rows[] = {
		{"src/export.c", 20, true},	   {"src/export.c", 19, false},
		{"tests/export.c", 50, false},	   {"docs/conf.py", 50, false},
		{"db/migrations/1.py", 50, false}, {"scripts/release.py", 50, false},
		{"data.json", 50, false},	   {"web/App.vue", 50, true},
		{"src/test_parser.c", 50, false},  {"src/FooIT.java", 50, false},
		{"lib/conftest.py", 50, false},	   {"x.bats", 50, false},
		{"src/latest.c", 50, true},	   {"attest.go", 50, true},
		{"src/contest/a.py", 50, true},	   {"src/kernels.cu", 50, true},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		struct change *change = changeset_add(&set, CHANGE_ADDED, rows[i].path);

		for (int n = 0; n < rows[i].lines; n++)
			add(&change->added, "x = 1");
		judged(&set, &findings);
		if ((findings.items[1].state == RULE_UNSATISFIED) != rows[i].fires)
			fail_msg("%s", rows[i].path);
	}
}

static void what_moves_is_not_new(void **state)
{
	CLEANUP(changeset_clear) struct changeset set = {0}, renamed = {0};
	CLEANUP(findings_clear) struct findings findings = {0}, others = {0};
	struct change *change = changeset_add(&set, CHANGE_MODIFIED, "a.py");

	(void)state;
	add(&change->removed, "def export():");
	change = changeset_add(&set, CHANGE_ADDED, "b.py");
	add(&change->added, "def export(rows, more):");
	for (int i = 0; i < 30; i++)
		add(&change->added, "    x = 1");
	judged(&set, &findings);
	assert_int_equal(findings.items[1].state, RULE_NOT_APPLICABLE);

	memcpy(changeset_add(&renamed, CHANGE_DELETED, "a.py")->old_id.hex, "aa", 2);
	change = changeset_add(&renamed, CHANGE_ADDED, "b.py");
	memcpy(change->new_id.hex, "aa", 2);
	add(&change->added, "def export():");
	judged(&renamed, &others);
	assert_int_equal(others.items[1].state, RULE_NOT_APPLICABLE);
}

static void a_long_line_costs_little_and_fails_nothing(void **state)
{
	static const char *const paths[] = {"a.py", "a.ts",    "A.java", "A.kt",
					    "a.rs", "a.rb",    "a.php",	 "a.h",
					    "a.go", "a.swift", "a.scala"};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(paths); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		CLEANUP(str_clear) struct str line = {0};
		struct change *change = changeset_add(&set, CHANGE_MODIFIED, paths[i]);

		str_add(&line, "public ");
		while (line.len < 1990)
			str_add(&line, "static ");
		for (int n = 0; n < 2000; n++)
			text_lines_add(&change->added, line.data, 1990, n + 1);
		judged(&set, &findings);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(public_symbols_are_known_by_language),
		cmocka_unit_test(the_type_of_a_message_decides),
		cmocka_unit_test(a_new_source_file_is_a_feature_outside_tests),
		cmocka_unit_test(what_moves_is_not_new),
		cmocka_unit_test(a_long_line_costs_little_and_fails_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
