/* What those who write plans are told of a change before there is one. */
#include "../gate/gate_case.h"
#include "plangate/assist/survey.h"

#define SHELL PLAN_FUNCTION FILES_FUNCTION

static void survey(struct pg_case *c, struct repo *repo, enum spec_kind kind,
		   const char *from, const char *to)
{
	const struct named_change name = named(kind, from, to);
	struct pg_error err = {0};

	must(survey_open(c, repo, &name, &err), &err);
}

/* In a merge, too, it is the change that the gate judges. */
static void a_survey_and_the_gate_look_at_the_same_change(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL
	      "git checkout -qb side; files s 4; commit s; git checkout -q main;"
	      "files m 1; commit m; git merge -q --no-commit side >/dev/null; files own 3",
	      NULL);
	repo = open_here();
	survey(&c, repo, SPEC_STAGED, NULL, NULL);
	changes_are(&c, "src/own1.c src/own2.c src/own3.c");
	judge_staged(&g);
	assert_int_equal(g.verdict.changes[0].files, 3);
	assert_string_equal(g.verdict.changes[0].tree.hex, c.spec.tree.hex);
}

static void the_policy_is_head_s_or_the_staged_one_or_the_default(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct policy *policy = NULL;
	struct pg_error err = {0};

	(void)state;
	give_policy(MANY_POLICY);
	shell("git init -q -b main .; echo 1 >a; git add .; git commit -qm a", NULL);
	repo = open_here();
	must(survey_policy(repo, &policy, &err), &err);
	assert_string_equal(policy->extends.items[0], "plangate:default");
	policy_free(policy);
	must(policy_in_force(repo, &policy, &err), &err);
	assert_null(policy);
	shell("mkdir .plangate; cp ../policy .plangate/policy.yaml; git add .", NULL);
	must(survey_policy(repo, &policy, &err), &err);
	assert_string_equal(policy->file, POLICY_YAML);
	assert_int_equal(policy->extends.count, 0);
	policy_free(policy);
	must(policy_in_force(repo, &policy, &err), &err);
	assert_null(policy);
	shell("git commit -qm adopt; echo 'mode: warn' >>.plangate/policy.yaml; git add .",
	      NULL);
	must(survey_policy(repo, &policy, &err), &err);
	assert_false(policy->warn_only);
	policy_free(policy);
	must(policy_in_force(repo, &policy, &err), &err);
	assert_false(policy->warn_only);
	policy_free(policy);
}

static void a_bare_repository_has_the_policy_of_its_head(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell("git clone -q --bare . ../bare.git", NULL);
	assert_int_equal(chdir("../bare.git"), 0);
	repo = open_here();
	must(survey_policy(repo, &policy, &err), &err);
	assert_string_equal(policy->rules[policy->rule_count - 1].id, "many");
}

/* The analysis of what this script stages. */
struct analysing {
	struct repo *repo;
	struct pg_case c;
	struct analysis analysis;
};

static void analysing_clear(struct analysing *a)
{
	analysis_clear(&a->analysis);
	case_close(&a->c);
	repo_free(a->repo);
}

static void analyse(struct analysing *a, const char *policy, const char *script)
{
	struct pg_error err = {0};

	gated_repo(policy);
	shell(script, NULL);
	a->repo = open_here();
	survey(&a->c, a->repo, SPEC_STAGED, NULL, NULL);
	must(survey_analyse(&a->c, &a->analysis, &err), &err);
}

static const struct analysed_file *file_of(const struct analysing *a, const char *path)
{
	const struct analysed_file *file = analysis_find(&a->analysis, path);

	if (!file)
		fail_msg("%s is not in the analysis", path);
	return file;
}

static void what_changes_who_imports_it_and_what_tests_it(void **state)
{
	CLEANUP(analysing_clear) struct analysing a = {0};
	const struct analysed_file *file;

	(void)state;
	analyse(&a, MANY_POLICY,
		SHELL
		"mkdir app lib tests; echo 'def read(): pass' >lib/store.py;"
		"echo 'import lib.store' >app/main.py;"
		"echo 'from lib import store' >tests/test_store.py; : >lib/__init__.py;"
		"commit before; printf 'def read():\n    return 1\n' >lib/store.py;"
		"echo x >docs/a.txt; echo 'def gone(): pass' >lib/new.py; git add .");
	assert_int_equal(a.analysis.file_count, 3);
	file = file_of(&a, "lib/store.py");
	assert_int_equal(file->importers.count, 2);
	assert_string_equal(file->importers.items[0].path, "app/main.py");
	assert_int_equal(file->importers.items[0].line, 1);
	assert_true(strlist_has(&file->tests, "tests/test_store.py"));
	assert_int_equal(file->symbols.count, 1);
	assert_string_equal(file->symbols.items[0].name, "read");
	assert_true(file->symbols.items[0].is_public);
	assert_int_equal(a.analysis.lines, 2 + 1 + 1 + 1);
	assert_true(strlist_has(&a.analysis.modules, "lib/"));
	assert_true(strlist_has(&a.analysis.modules, "docs/"));
	assert_true(strlist_has(&a.analysis.dependents, "app/"));
	assert_false(strlist_has(&a.analysis.dependents, "tests/"));
	assert_int_equal(a.analysis.demand.profile, PROFILE_STANDARD);
}

static void of_a_deleted_file_those_who_imported_it_are_told(void **state)
{
	CLEANUP(analysing_clear) struct analysing a = {0};
	const struct analysed_file *file;

	(void)state;
	analyse(&a, MANY_POLICY,
		SHELL
		"mkdir lib app; printf 'class Old:\n    pass\n' >lib/old.py;"
		"echo 'import lib.old' >app/main.py; : >lib/__init__.py; commit before;"
		"git rm -q lib/old.py");
	file = file_of(&a, "lib/old.py");
	assert_int_equal(file->importers.count, 1);
	assert_string_equal(file->importers.items[0].path, "app/main.py");
	assert_string_equal(file->symbols.items[0].name, "Old");
	assert_true(file->symbols.items[0].is_type);
}

static void plans_are_not_part_of_it_and_a_move_is_one_file(void **state)
{
	CLEANUP(analysing_clear) struct analysing a = {0};

	(void)state;
	analyse(&a, MANY_POLICY,
		SHELL "git mv src/main.c src/moved.c; plan docs/plans/p.md src/moved.c;"
		      "mkdir tests; echo 1 >tests/test_a.c; git add .");
	assert_int_equal(a.analysis.file_count, 2);
	assert_false(file_of(&a, "src/moved.c")->is_test);
	assert_true(file_of(&a, "tests/test_a.c")->is_test);
}

static void a_migration_says_whether_there_is_a_way_back(void **state)
{
	static const struct {
		const char *path;
		enum way_back way;
	} rows[] = {
		{"migrations/1.up.sql", WAY_BACK_THERE},
		{"migrations/2.sql", WAY_BACK_NONE},
		{"migrations/3.sql", WAY_BACK_THERE},
		{"migrations/4.py", WAY_BACK_NONE},
		{"migrations/5.py", WAY_BACK_THERE},
		{"migrations/6.rb", WAY_BACK_NONE},
		{"migrations/7.conf", WAY_BACK_UNKNOWN},
	};
	CLEANUP(analysing_clear) struct analysing a = {0};

	(void)state;
	analyse(&a,
		"version: 1\nrules:\n  - {id: data, when: {paths: [\"migrations/**\"]}, "
		"demand: "
		"{rollback: migration}}\n",
		SHELL
		"mkdir migrations tests; cd migrations; echo 'create table a' >1.up.sql;"
		"echo 'drop table a' >1.down.sql; echo 'create table b' >2.sql;"
		"printf -- '-- migrate:down\ndrop table c' >3.sql;"
		"printf 'def upgrade():\n  x()\ndef downgrade():\n  pass\n' >4.py;"
		"printf 'def upgrade():\n  x()\ndef downgrade():\n  y()\n' >5.py;"
		"echo 'raise IrreversibleMigration' >6.rb; echo x >7.conf; cd ..;"
		"git add .");
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		const struct analysed_file *file = file_of(&a, rows[i].path);

		assert_true(file->is_migration);
		if (file->way_back != rows[i].way)
			fail_msg("%s: %s", rows[i].path, way_back_name(file->way_back));
	}
}

static void lines_that_answer_an_assessment_are_hints(void **state)
{
	CLEANUP(analysing_clear) struct analysing a = {0};
	bool found = false;

	(void)state;
	analyse(&a, MANY_POLICY,
		SHELL
		"mkdir app; echo 'password = request.form[\"password\"]' >app/login.py;"
		"git add .");
	for (size_t i = 0; i < a.analysis.hint_count; i++)
		found = found || (a.analysis.hints[i].group == ASSESS_SECURITY &&
				  !strcmp(a.analysis.hints[i].path, "app/login.py"));
	assert_true(found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_survey_and_the_gate_look_at_the_same_change),
		FIXTURE_TEST(the_policy_is_head_s_or_the_staged_one_or_the_default),
		FIXTURE_TEST(a_bare_repository_has_the_policy_of_its_head),
		FIXTURE_TEST(what_changes_who_imports_it_and_what_tests_it),
		FIXTURE_TEST(of_a_deleted_file_those_who_imported_it_are_told),
		FIXTURE_TEST(plans_are_not_part_of_it_and_a_move_is_one_file),
		FIXTURE_TEST(a_migration_says_whether_there_is_a_way_back),
		FIXTURE_TEST(lines_that_answer_an_assessment_are_hints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
