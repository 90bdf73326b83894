/* The predicates about modes, content and the change as a whole. */
#include "../test.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct policy, policy_free)

static struct policy *policy_when(const char *when)
{
	CLEANUP(str_clear) struct str text = {0};
	struct policy *policy = NULL;
	struct pg_error err = {0};

	str_addf(&text,
		 "version: 1\nsets: {core: [\"core/**\", engine.c], all-code: [$core, "
		 "lib.c]}\n"
		 "rules:\n  - id: r\n    when: %s\n",
		 when);
	if (policy_load(&policy, "p.yaml", text.data, text.len, NULL, &err) < 0)
		fail_msg("%s", err.text);
	return policy;
}

static void set_modes(struct change *change, unsigned before, unsigned after)
{
	change->old_mode = before;
	change->new_mode = after;
}

/* run.sh gains its executable bit; link becomes a symbolic link; sub is a submodule that goes;
 * logo.png is binary; core/a.c moves to core/b.c; engine.c gains three lines and loses one. */
static void fill(struct changeset *set)
{
	struct change *change;

	set_modes(changeset_add(set, CHANGE_MODIFIED, "run.sh"), 0100644, MODE_EXEC);
	set_modes(changeset_add(set, CHANGE_TYPE, "link"), 0100644, MODE_SYMLINK);
	set_modes(changeset_add(set, CHANGE_DELETED, "sub"), MODE_SUBMODULE, MODE_NONE);
	changeset_add(set, CHANGE_ADDED, "logo.png")->binary = true;
	change = changeset_add(set, CHANGE_DELETED, "core/a.c");
	memcpy(change->old_id.hex, "aa", 2);
	set_modes(change, 0100644, MODE_NONE);
	change = changeset_add(set, CHANGE_ADDED, "core/b.c");
	memcpy(change->new_id.hex, "aa", 2);
	set_modes(change, MODE_NONE, 0100644);
	change = changeset_add(set, CHANGE_MODIFIED, "engine.c");
	set_modes(change, 0100644, 0100644);
	text_lines_add(&change->added, "one", 3, 1);
	text_lines_add(&change->added, "two", 3, 2);
	text_lines_add(&change->added, "three", 5, 3);
	text_lines_add(&change->removed, "old", 3, 1);
	str_add(&change->new_text, "one\ntwo\nthree\nwas here before\r\n");
	set->message = xstrdup("Fix the engine\n\nRefs: #12\n");
	set->branch = xstrdup("feature/engine");
	set->target = xstrdup("main");
	set->author = xstrdup("Ann@Example.org");
	changeset_finish(set);
}

static void predicates_mean_what_the_reference_says(void **state)
{
	static const struct {
		const char *when;
		bool fires;
	} rows[] = {
		{"{mode: exec, paths: [run.sh]}", true},
		{"{mode: exec, paths_ignore: [run.sh]}", false},
		{"{mode: [symlink], status: type}", true},
		{"{mode: [symlink, exec], deleted: true}", false},
		{"{mode: submodule, deleted: true}", true},
		{"{binary: true, paths: ['*.png']}", true},
		{"{binary: true, paths_ignore: ['*.png']}", false},
		{"{binary: false, paths: ['*.png']}", false},
		{"{renamed: true, deleted: true}", true},
		{"{renamed: true, new_file: true, paths: [core/b.c]}", true},
		{"{renamed: false, paths: ['core/**']}", false},
		{"{renamed: true, paths_ignore: ['core/**']}", false},
		{"{context: 'was here before$'}", true},
		{"{context: '^was'}", true},
		{"{context: '^here'}", false},
		{"{context: 'one.*two'}", false},
		{"{added: two, context: [nothing, before]}", true},
		{"{removed: old, context: old}", false},
		/* the change as a whole */
		{"{only_paths: ['**']}", true},
		{"{only_paths: ['core/**', engine.c]}", false},
		{"{no_paths: ['docs/**']}", true},
		{"{no_paths: ['docs/**', engine.c]}", false},
		{"{lines: {added: 3}}", true},
		{"{lines: {added: 4}}", false},
		{"{lines: {removed: '== 1'}}", true},
		{"{lines: {total: '> 3'}}", true},
		{"{lines: {total: '> 4'}}", false},
		{"{lines: {added: 3, removed: 2}}", false},
		{"{lines: {added: 3}, paths: [run.sh]}", true},
		{"{lines: {added: 3}, paths: [none]}", false},
		{"{message: '(?i)^fix'}", true},
		{"{message: ['^no', '^Refs: #\\d+$']}", true},
		{"{message: 'Fix.*Refs'}", false},
		{"{paths: [run.sh], any: [{message: x9}, {message: engine}]}", true},
		{"{branch: 'feature/*'}", true},
		{"{branch: engine}", false},
		{"{branch: [main, '**/engine']}", true},
		{"{target: main}", true},
		{"{target: 'release/*'}", false},
		{"{author: '*@example.org'}", true},
		{"{author: 'ANN@*'}", true},
		{"{author: bob@example.org}", false},
		{"{merge: true}", false},
		{"{merge: false}", true},
		/* named sets */
		{"{paths: $core, deleted: true}", true},
		{"{paths: [x, $all-code], added: one}", true},
		{"{paths_ignore: [$core], added: one}", false},
		{"{paths: $light}", false},
		{"{no_paths: [$tests, $docs, $locale, $locks, $generated]}", true},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		struct pg_error err = {0};

		fill(&set);
		policy_count(policy, &set);
		if (policy_judge(policy, &(struct judged){.set = &set}, &findings, &err) <
		    0)
			fail_msg("%s", err.text);
		if ((findings.items[1].state == RULE_UNSATISFIED) != rows[i].fires)
			fail_msg("%s does not give %d", rows[i].when, rows[i].fires);
		assert_true(rows[i].fires == (findings.items[1].evidence_count > 0));
	}
}

static void evidence_says_what_was_seen(void **state)
{
	static const struct {
		const char *when;
		const char *file;
		int line;
		const char *detail;
	} rows[] = {
		{"{mode: exec}", "run.sh", 0, "is exec"},
		{"{mode: submodule}", "sub", 0, "was submodule"},
		{"{binary: true}", "logo.png", 0, "binary"},
		{"{renamed: true, deleted: true}", "core/a.c", 0, "renamed to core/b.c"},
		{"{renamed: true, paths_ignore: [a.c]}", "core/b.c", 0,
		 "renamed from core/a.c"},
		{"{context: before}", "engine.c", 4, "context: was here before"},
		{"{lines: {added: 3}}", NULL, 0, "3 lines added, limit >= 3"},
		{"{lines: {total: '> 3'}}", NULL, 0, "4 lines in total, limit > 3"},
		{"{message: Refs}", NULL, 0, "message: Refs: #12"},
		{"{branch: '**'}", NULL, 0, "branch feature/engine"},
		{"{target: main}", NULL, 0, "target main"},
		{"{author: 'ann@*'}", NULL, 0, "author ann@example.org"},
		{"{only_paths: ['**']}", NULL, 0, "every file matches **"},
		{"{no_paths: [x]}", NULL, 0, "no file matches x"},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		struct pg_error err = {0};

		fill(&set);
		policy_count(policy, &set);
		assert_int_equal(policy_judge(policy, &(struct judged){.set = &set},
					      &findings, &err),
				 0);
		assert_true(findings.items[1].evidence_count >= 1);
		assert_string_equal(findings.items[1].evidence[0].detail, rows[i].detail);
		assert_int_equal(findings.items[1].evidence[0].line, rows[i].line);
		if (rows[i].file)
			assert_string_equal(findings.items[1].evidence[0].file,
					    rows[i].file);
		else
			assert_null(findings.items[1].evidence[0].file);
	}
}

static void what_is_not_known_does_not_match(void **state)
{
	static const char *const conditions[] = {
		"{message: '.*'}", "{branch: '**'}",
		"{target: '**'}",  "{author: '*'}",
		"{merge: true}",   "{new_feature: true}",
		"{context: '.*'}", "{mode: [exec, symlink, submodule]}",
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(conditions); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(conditions[i]);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		struct pg_error err = {0};

		changeset_add(&set, CHANGE_DELETED, "a.c");
		changeset_finish(&set);
		policy_count(policy, &set);
		assert_int_equal(policy_judge(policy, &(struct judged){.set = &set},
					      &findings, &err),
				 0);
		if (findings.items[1].state != RULE_NOT_APPLICABLE)
			fail_msg("%s fires", conditions[i]);
	}
}

/* Records what is loaded. */
static int load(void *context, struct change *change, unsigned need, struct pg_error *err)
{
	(void)err;
	str_addf(context, "%s:%u ", change->path, need);
	change->loaded |= need;
	return 0;
}

static void content_of_the_whole_change_is_read_only_where_it_decides(void **state)
{
	static const struct {
		const char *when;
		const char *loaded;
	} rows[] = {
		{"{lines: {added: 1}}", "a:4 b:4 "},
		{"{lines: {added: 1}, files: 9}", ""},
		{"{lines: {added: 1}, paths: [none]}", ""},
		{"{lines: {added: 0}, paths: [b], file_bytes: 1}", "a:4 b:4 b:1 "},
		{"{lines: {added: 1}, message: x}", ""},
		{"{context: x, paths: [b]}", "b:8 "},
		{"{context: x, added: y, paths: [b]}", "b:4 "},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		CLEANUP(str_clear) struct str loaded = {0};
		struct pg_error err = {0};

		changeset_add(&set, CHANGE_MODIFIED, "a");
		changeset_add(&set, CHANGE_MODIFIED, "b");
		changeset_finish(&set);
		set.load = load;
		set.load_context = &loaded;
		policy_count(policy, &set);
		assert_int_equal(policy_judge(policy, &(struct judged){.set = &set},
					      &findings, &err),
				 0);
		if (strcmp(str_text(&loaded), rows[i].loaded) != 0)
			fail_msg("%s loads %s", rows[i].when, str_text(&loaded));
	}
}

static void count_code_leaves_light_files_out(void **state)
{
	static const struct {
		const char *path;
		bool counted;
	} rows[] = {
		{"src/a.c", true},
		{"README.md", false},
		{"tests/a.c", false},
		{"pkg/x_test.go", false},
		{"Cargo.lock", false},
		{"i18n/de/a.json", false},
		{"api/x.pb.go", false},
		{"src/testing.c", true},
		{".plangate/policy.yaml", true},
		{".plangate/README.md", true},
	};
	static const char text[] = "version: 1\ncount: code\n";
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(policy_load(&policy, "p.yaml", text, strlen(text), NULL, &err), 0);
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};

		changeset_add(&set, CHANGE_MODIFIED, rows[i].path);
		policy_count(policy, &set);
		if (set.items[0].counted != rows[i].counted)
			fail_msg("'%s' is not %d", rows[i].path, rows[i].counted);
	}
}

/* It is seen, and what is said of its name fires; how large it is says nothing. */
static void what_is_generated_is_not_large(void **state)
{
	static const struct {
		const char *when;
		bool fires;
	} rows[] = {{"{paths: [big.c]}", true},
		    {"{file_lines: '> 500'}", false},
		    {"{file_bytes: '> 80KB'}", false},
		    {"{paths: [big.c], file_lines: '> 500'}", false},
		    {"{paths: [big.c], file_bytes: '> 80KB'}", false}};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(policy_freep) struct policy *policy = policy_when(rows[i].when);
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(findings_clear) struct findings findings = {0};
		struct change *change = changeset_add(&set, CHANGE_MODIFIED, "big.c");
		struct pg_error err = {0};

		change->attributes = ATTRIBUTE_GENERATED;
		change->new_lines = 600;
		change->new_bytes = 100000;
		changeset_add(&set, CHANGE_MODIFIED, "other.c");
		changeset_finish(&set);
		policy_count(policy, &set);
		assert_int_equal(policy_judge(policy, &(struct judged){.set = &set},
					      &findings, &err),
				 0);
		if ((findings.items[1].state == RULE_UNSATISFIED) != rows[i].fires)
			fail_msg("%s", rows[i].when);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(predicates_mean_what_the_reference_says),
		cmocka_unit_test(evidence_says_what_was_seen),
		cmocka_unit_test(what_is_not_known_does_not_match),
		cmocka_unit_test(content_of_the_whole_change_is_read_only_where_it_decides),
		cmocka_unit_test(count_code_leaves_light_files_out),
		cmocka_unit_test(what_is_generated_is_not_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
