/* For rule authors: a rule as YAML that loads again, what keeps it from firing, what is odd in it. */
#include "../test.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct policy, policy_free)

static struct policy *loaded(const char *text)
{
	struct policy *policy = NULL;
	struct pg_error err = {0};

	if (policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err) < 0)
		fail_msg("%s\n%s", err.text, text);
	return policy;
}

static struct policy *policy_when(const char *when)
{
	CLEANUP(freep)
	char *text = xasprintf("version: 1\nrules:\n  - id: r\n    when: %s\n", when);

	return loaded(text);
}

/* A policy of this one rule, indented as an item of the list. */
static char *as_policy(const char *rule)
{
	struct str text = {0};
	const char *before = "version: 1\nrules:\n  - ";

	while (*rule) {
		size_t len = strcspn(rule, "\n");

		str_add(&text, before);
		str_add_mem(&text, rule, len);
		str_add_char(&text, '\n');
		rule += len + (rule[len] == '\n');
		before = "    ";
	}
	return str_take(&text);
}

static void a_rule_that_is_shown_loads_as_the_same_rule(void **state)
{
	static const char all[] =
		"version: 1\nextends: [plangate:default]\nrules:\n"
		"  - id: every-predicate\n    description: it's all of them\n    severity: "
		"warn\n"
		"    when:\n"
		"      files: 3\n      lines: {added: 1, total: '< 9'}\n      only_paths: "
		"[a]\n"
		"      no_paths: [b]\n      message: '''x'''\n      branch: [main]\n"
		"      target: 'r/*'\n      author: '*@x'\n      merge: false\n"
		"      new_feature: true\n      paths: ['a\"', '*.{c,h}']\n"
		"      paths_ignore: [$docs]\n      status: [added, type]\n      mode: "
		"exec\n"
		"      new_file: true\n      deleted: false\n      renamed: false\n"
		"      file_bytes: '> 8KB'\n      file_lines: 7\n      binary: false\n"
		"      added: ['\\bx', '#: y']\n      removed: r\n      touched: t\n      "
		"context: c\n"
		"      any: [{paths: [a]}, {all: [{files: 1}, {not: {paths: [b], added: "
		"c}}]}]\n"
		"      all: [{merge: true}]\n      not: {any: [{files: 1}]}\n"
		"    demand: {risk: HIGH, assess: [security, breaking], rollback: "
		"migration}\n"
		"  - {id: large-file, severity: 'off'}\n";
	CLEANUP(policy_freep) struct policy *policy = loaded(all);

	(void)state;
	for (size_t i = 0; i < policy->rule_count; i++) {
		CLEANUP(str_clear) struct str first = {0}, second = {0};
		CLEANUP(freep) char *text = NULL;
		CLEANUP(policy_freep) struct policy *again = NULL;

		rule_write(&policy->rules[i], &first);
		text = as_policy(str_text(&first));
		again = loaded(text);
		rule_write(&again->rules[0], &second);
		assert_string_equal(str_text(&first), str_text(&second));
	}
}

static void fill(struct changeset *set)
{
	struct change *change = changeset_add(set, CHANGE_MODIFIED, "src/a.c");

	text_lines_add(&change->added, "open()", 6, 3);
	changeset_add(set, CHANGE_ADDED, "docs/b.md");
	changeset_finish(set);
}

static void an_explanation_names_what_decides(void **state)
{
	static const struct {
		const char *when;
		bool fires;
		const char *first, *last;
	} rows[] = {
		{"{files: 3}", false, "this does not hold:", "files: '>= 3'"},
		{"{files: 2}", true, "2 files, limit >= 2", "2 files, limit >= 2"},
		{"{paths: ['src/**'], added: close}", false,
		 "for the nearest file, src/a.c, this does not hold:", "added: - 'close'"},
		{"{paths: ['src/**'], added: open}", true, "src/a.c:3: added: open()",
		 "src/a.c:3: added: open()"},
		{"{new_file: true, paths: ['*.c']}", false,
		 "for the nearest file, docs/b.md, this does not hold:", "paths: - '*.c'"},
		{"{paths: ['src/**'], any: [{added: x}, {paths: [a.c], new_file: true}]}",
		 false,
		 "for the nearest file, src/a.c, this does not hold:", "new_file: true"},
		{"{paths: [none], files: 9}", false,
		 "this does not hold:", "files: '>= 9'"},
		{"{all: [{files: 1}, {not: {paths: ['*.md']}}]}", false,
		 "this does not hold:", "not: paths: - '*.md'"},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(strlist_clear) struct strlist lines = {0};
		struct pg_error err = {0};
		bool fires = !rows[i].fires;

		fill(&set);
		policy_count(policy, &set);
		assert_int_equal(rule_explain(&policy->rules[0],
					      &(struct judged){.set = &set}, &fires, &lines,
					      &err),
				 0);
		assert_int_equal(fires, rows[i].fires);
		assert_true(lines.count > 0);
		assert_string_equal(lines.items[0], rows[i].first);
		assert_string_equal(lines.items[lines.count - 1], rows[i].last);
	}
}

static void lint_finds_what_is_odd(void **state)
{
	/* code: what is found, or NULL for nothing */
	static const struct {
		const char *rule, *code;
	} rows[] = {
		{"{id: a, when: {paths: ['src/**', '*.c']}}", NULL},
		{"{id: a, when: {paths: ['src/**', 'src/*.c']}}", "unreachable-pattern"},
		{"{id: a, when: {paths: ['src/*.c', 'src/**']}}", "unreachable-pattern"},
		{"{id: a, when: {paths: ['src/**', 'src/*']}}", "unreachable-pattern"},
		{"{id: a, when: {paths: ['**/x.c', '*.c']}}", "unreachable-pattern"},
		{"{id: a, when: {paths: [x.c, x.c]}}", "unreachable-pattern"},
		{"{id: a, when: {paths: ['src/*', '*.c', 'lib/**/x']}}", NULL},
		{"{id: a, when: {paths: ['**']}}", "matches-all"},
		{"{id: a, when: {paths_ignore: ['*']}}", "matches-all"},
		{"{id: a, when: {added: 'x*'}}", "empty-match"},
		{"{id: a, when: {added: '.*'}}", "matches-all"},
		{"{id: a, when: {added: '^$'}}", NULL},
		{"{id: a, when: {added: '^\\s*def \\w+\\('}}", NULL},
		{"{id: a, when: {any: [{touched: '^(a+)+$'}]}}", "runs-away"},
		{"{id: a, when: {touched: '(\\w+\\s?)*='}}", "runs-away"},
		{"{id: a, when: {new_file: true, deleted: true}}", "never-fires"},
		{"{id: a, when: {new_file: false, deleted: true}}", NULL},
		{"{id: a, when: {binary: true, added: x}}", "never-fires"},
		{"{id: a, when: {files: '< 1'}}", "never-fires"},
		{"{id: a, when: {files: '>= 1', not: {files: '>= 1'}}}", "never-fires"},
		{"{id: a, when: {paths: ['*.c'], not: {paths: ['*.c']}}}", "never-fires"},
		{"{id: a, when: {files: '< 2'}}", NULL},
		{"{id: a, when: {lines: {added: '< 0'}}}", "never-fires"},
		{"{id: a, severity: 'off', when: {files: 1}}", "off-without-reason"},
		{"{id: large-file, severity: 'off'}", "off-without-reason"},
		{"{id: large-file, severity: 'off', description: we have none}", NULL},
		{"{id: large-file, when: {paths: ['**']}}", "matches-all"},
		{"{id: a, when: {paths: [api.py, analytics.py]}}", "same-condition"},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(freep)
		char *text =
			xasprintf("version: 1\nextends: plangate:default\nrules:\n  - %s\n",
				  rows[i].rule);
		CLEANUP(policy_freep) struct policy *policy = loaded(text);
		CLEANUP(diagnostics_clear) struct diagnostics found = {0};

		policy_lint(policy, &found);
		if (found.count != (rows[i].code ? 1 : 0))
			fail_msg("%s: %zu found: %s", rows[i].rule, found.count,
				 found.count ? found.items[0].message : "");
		if (rows[i].code)
			assert_string_equal(problem_id(found.items[0].problem),
					    rows[i].code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_that_is_shown_loads_as_the_same_rule),
		cmocka_unit_test(an_explanation_names_what_decides),
		cmocka_unit_test(lint_finds_what_is_odd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
