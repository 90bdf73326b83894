/* Plan documents as they stand to what is staged: checked, brought up to date, listed. */
#include "../gate/gate_case.h"
#include "plangate/assist/plans.h"
#include "plangate/plan/document.h"

#define P "docs/plans/p.md"
#define Q "docs/plans/q.md"
#define SHELL PLAN_FUNCTION FILES_FUNCTION
#define THE_PLAN "plan " P " src/a1.c src/a2.c src/a3.c;"

static const struct plan_file the_plan = {P, P};

/* Check the plan as it is on disk. The caller clears. */
static void check(struct gate_case *g, const struct plan_file *file, enum stage stage)
{
	struct pg_error err = {0};

	gate_clear(g);
	*g = (struct gate_case){.repo = open_here()};
	must(plan_file_check(g->repo, file, stage, &g->verdict, &err), &err);
}

static void a_plan_is_held_against_what_is_staged(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 3;" THE_PLAN, NULL);
	check(&g, &the_plan, STAGE_MANUAL);
	state_is(&g, VERDICT_PASS);
	assert_int_equal(g.verdict.changes[0].plans[0].covered, 3);
	assert_int_equal(g.verdict.changes[0].files, 3);
	assert_int_equal(rule_of(&g, 0, "many"), RULE_UNSATISFIED);
	shell("sed -i '/^## Rollback/,/^$/d' " P, NULL);
	check(&g, &the_plan, STAGE_MANUAL);
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0, "missing-section " P);
	assert_false(g.verdict.changes[0].plans[0].valid);
}

static void a_plan_of_another_change_is_checked_by_itself(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	/* That none of its files changes is not held against it; an open question is what the stage says. */
	shell(SHELL "files a 3; plan " P " src/other.c; sed -i 's/^None/- [ ] Who?/' " P,
	      NULL);
	check(&g, &the_plan, STAGE_MANUAL);
	said_is(&g, 0, "warning open-question " P);
	assert_int_equal(g.verdict.changes[0].plans[0].covered, 0);
	check(&g, &the_plan, STAGE_PRE_PUSH);
	said_is(&g, 0, "open-question " P);
}

static void an_approval_that_is_missing_is_told(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo("version: 1\nrepository: \"0123456789abcdef\"\nrules:\n"
		   "  - {id: four, when: {files: 1}, demand: {approvals: 1}}\n");
	shell(SHELL "files a 3;" THE_PLAN, NULL);
	check(&g, &the_plan, STAGE_MANUAL);
	said_is(&g, 0, "not-approved " P);
}

static void during_a_merge_it_is_held_against_what_the_merge_adds(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "git checkout -qb side; files s 4; commit s; git checkout -q main;"
		    "files m 1; commit m; git merge -q --no-commit side >/dev/null; files "
		    "a 3;" THE_PLAN,
	      NULL);
	check(&g, &the_plan, STAGE_MANUAL);
	state_is(&g, VERDICT_PASS);
	assert_int_equal(g.verdict.changes[0].files, 3);
}

/* Bring the plan up to date; the files that come into it. */
static size_t bring_up(struct str *out)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	struct pg_error err = {0};
	size_t added = 99;

	must(plan_file_sync(repo, &the_plan, out, &added, &err), &err);
	return added;
}

static void has(const struct str *text, const char *part, bool there)
{
	if ((strstr(str_text(text), part) != NULL) != there)
		fail_msg("'%s': %s", part, str_text(text));
}

static void files_that_no_plan_covers_are_listed_and_the_estimate_is_kept(void **state)
{
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 3; files b 2;" THE_PLAN
		    "WAY='Another way for the other file.' plan " Q
		    " src/b2.c; git add docs; git mv src/main.c src/moved.c",
	      NULL);
	assert_int_equal(bring_up(&text), 2);
	has(&text, "`src/b1.c`", true);
	has(&text, "`src/moved.c`", true);
	/* The other plan has it; a move is listed by where it went. */
	has(&text, "`src/b2.c`", false);
	has(&text, "`src/main.c`", false);
	has(&text, "Estimated Changes: 5 files, ~5 lines", true);
}

static void what_is_up_to_date_stays_as_it_is(void **state)
{
	CLEANUP(str_clear) struct str text = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 3;" THE_PLAN, NULL);
	assert_int_equal(bring_up(&text), 0);
	has(&text, "Estimated Changes: 3 files, ~3 lines", true);
}

static void what_is_no_plan_cannot_be_brought_up_to_date(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};
	size_t added;

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 3; mkdir docs/plans; echo '# Notes' >" P, NULL);
	repo = open_here();
	fails(plan_file_sync(repo, &the_plan, &text, &added, &err), &err, PG_ERR_USAGE,
	      "this is no plan yet");
}

static void a_document_is_read_as_plangate_understands_it(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct plan *plan = NULL;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "RISK=HIGH " THE_PLAN, NULL);
	repo = open_here();
	must(plan_file_read(repo, &the_plan, &plan, &err), &err);
	assert_string_equal(plan_path(plan), P);
	assert_int_equal(plan_risk(plan), RISK_HIGH);
	plan_free(plan);
}

static void every_plan_has_a_row_by_path(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct plan_rows rows = {0};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "mkdir docs/plans; plan " Q " src/q.c; echo '# Notes' >docs/plans/n.md;"
		    "git add .; GIT_COMMITTER_DATE='1700000000 +0000' git commit -qm old;"
		    "FRONT='---\nstatus: done\n---\n' WAY='The entry point moves, as it "
		    "moved once.' plan "
		    "docs/plans/d.md src/main.c; files a 3;"
		    "WAY='One file for each of three parts.' " THE_PLAN
		    "sed -i '/^## Rollback/,/^$/d' " P "; git add .",
	      NULL);
	repo = open_here();
	must(plan_rows_read(repo, &rows, &err), &err);
	assert_int_equal(rows.files, 3);
	assert_int_equal(rows.count, 4);
	assert_string_equal(rows.items[0].path, "docs/plans/d.md");
	assert_int_equal(rows.items[0].status, PLAN_DONE);
	assert_string_equal(rows.items[1].path, "docs/plans/n.md");
	assert_false(rows.items[1].is_plan);
	assert_string_equal(rows.items[2].path, P);
	assert_int_equal(rows.items[2].covered, 3);
	assert_int_equal(rows.items[2].problems, 1);
	assert_int_equal(rows.items[2].since, 0);
	assert_string_equal(rows.items[2].title, "Add the parts");
	assert_string_equal(rows.items[3].path, Q);
	assert_int_equal(rows.items[3].covered, 0);
	assert_int_equal(rows.items[3].problems, 0);
	assert_int_equal(rows.items[3].since, 1700000000);
	plan_rows_clear(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_plan_is_held_against_what_is_staged),
		FIXTURE_TEST(a_plan_of_another_change_is_checked_by_itself),
		FIXTURE_TEST(an_approval_that_is_missing_is_told),
		FIXTURE_TEST(during_a_merge_it_is_held_against_what_the_merge_adds),
		FIXTURE_TEST(files_that_no_plan_covers_are_listed_and_the_estimate_is_kept),
		FIXTURE_TEST(what_is_up_to_date_stays_as_it_is),
		FIXTURE_TEST(what_is_no_plan_cannot_be_brought_up_to_date),
		FIXTURE_TEST(a_document_is_read_as_plangate_understands_it),
		FIXTURE_TEST(every_plan_has_a_row_by_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
