/* The history judged again, each change by the clock of its commit. */
#include "../gate/gate_case.h"
#include "plangate/assist/audit.h"
#include "plangate/model/audit.h"

#define P "docs/plans/p.md"
#define SHELL                                                                              \
	PLAN_FUNCTION FILES_FUNCTION "on() { d=$1; shift; GIT_COMMITTER_DATE=\"$d "        \
				     "12:00:00 +0000\" git commit -qm \"$*\"; };"

static void audit(struct audit *audit, const char *from)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	struct oid base = {0}, tip = oid_of("HEAD");
	struct pg_error err = {0};

	if (from)
		base = oid_of(from);
	must(audit_run(repo, &base, &tip, audit, &err), &err);
}

/* "plan nothing ": what let each change in, oldest first, a bypass with a '!'. */
static void let_in_by(const char *from, const char *wanted)
{
	CLEANUP(audit_clear) struct audit found = {0};
	CLEANUP(str_clear) struct str words = {0};

	audit(&found, from);
	assert_int_equal(found.count, found.verdict.count);
	for (size_t i = 0; i < found.verdict.count; i++)
		str_addf(&words, "%s%s ", audit_satisfied_by(&found.verdict.changes[i]),
			 audit_is_bypass(&found.verdict.changes[i]) ? "!" : "");
	if (strcmp(str_text(&words), wanted) != 0)
		fail_msg("%s", str_text(&words));
}

static void every_change_since_the_policy_is_judged(void **state)
{
	CLEANUP(audit_clear) struct audit found = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "files a 3; plan " P " src/a1.c src/a2.c src/a3.c; git add .;"
		    "GIT_AUTHOR_EMAIL=bob@x on 2024-06-01 planned; files b 1;"
		    "on 2024-06-02 small; files c 3; on 2024-06-03 bypass",
	      NULL);
	let_in_by(NULL, "plan  nothing! ");
	let_in_by("HEAD~1", "nothing! ");
	audit(&found, NULL);
	assert_int_equal(found.items[0].when, 1717243200);
	assert_string_equal(found.items[0].author, "bob@x");
}

static void a_plan_expires_by_the_clock_of_the_commit(void **state)
{
	static const struct {
		const char *expires, *wanted;
	} rows[] = {{"2024-12-31", "plan "},
		    {"2024-06-01", "plan "},
		    {"2024-05-31", "nothing! "}};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(str_clear) struct str script = {0};

		shell("rm -rf .git .plangate src docs", NULL);
		gated_repo(MANY_POLICY);
		str_addf(&script, "EXPIRES=%s;", rows[i].expires);
		str_add(&script,
			SHELL "files a 3; FRONT=\"---\nexpires: $EXPIRES\n---\n\" plan " P
			      " src/a1.c src/a2.c src/a3.c; git add .;"
			      "on 2024-06-01 landed");
		shell(str_text(&script), NULL);
		let_in_by(NULL, rows[i].wanted);
	}
}

static void a_merge_is_one_change_and_its_commits_are_judged_by_its_clock(void **state)
{
	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL
	      "git checkout -qb side; files a 3; FRONT='---\nexpires: 2024-06-15\n---\n' "
	      "plan " P " src/a1.c src/a2.c src/a3.c; git add .; on 2024-06-01 planned;"
	      "echo more >>src/a1.c; git add .; on 2024-06-02 more; git checkout -q main;"
	      "GIT_COMMITTER_DATE='2024-06-10 12:00:00 +0000' git merge -q --no-ff -m in "
	      "side",
	      NULL);
	let_in_by(NULL, "plan ");
	shell("git reset -q --hard HEAD~1; GIT_COMMITTER_DATE='2024-06-20 12:00:00 +0000' "
	      "git "
	      "merge -q --no-ff -m late side",
	      NULL);
	let_in_by(NULL, "nothing! ");
}

static void the_policy_is_that_of_the_time(void **state)
{
	(void)state;
	gated_repo("version: 1\n");
	shell(SHELL "files a 3; on 2024-06-01 free; cat >.plangate/policy.yaml "
		    "<<'END'\n" MANY_POLICY
		    "END\ngit add .; on 2024-06-02 stricter; files b 3;"
		    "on 2024-06-03 bypass",
	      NULL);
	let_in_by(NULL, " nothing! nothing! ");
}

static void without_a_policy_there_is_nothing_to_audit(void **state)
{
	(void)state;
	shell("git init -q -b main .; for i in 1 2; do echo $i >a; git add .; git commit "
	      "-qm $i;"
	      "done",
	      NULL);
	let_in_by(NULL, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(every_change_since_the_policy_is_judged),
		FIXTURE_TEST(a_plan_expires_by_the_clock_of_the_commit),
		FIXTURE_TEST(a_merge_is_one_change_and_its_commits_are_judged_by_its_clock),
		FIXTURE_TEST(the_policy_is_that_of_the_time),
		FIXTURE_TEST(without_a_policy_there_is_nothing_to_audit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
