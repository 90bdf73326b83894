/* Overrides on their way through a range: what a commit used, and what is left to be planned. */
#include "../waiver/records.h"
#include "gate_case.h"

#define PLAN "docs/plans/p.md"
#define SHELL PLAN_FUNCTION FILES_FUNCTION
#define POLICY                                                                             \
	"version: 1\nrepository: \"" REPOSITORY "\"\nrules:\n"                             \
	"  - {id: many, when: {files: \">= 3\"}}\n"                                        \
	"  - {id: infra, when: {paths: [\"infra/**\"]}}\n"

/* The net change has what its commits used, too: a ledger must know that it is spent. */
static void what_a_commit_used_up_is_told_with_the_net_change(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	signed_repo(POLICY);
	shell(SHELL "git tag base; mkdir infra; echo 1 >infra/x; git add .", NULL);
	record = new_override("infra", "infra/x");
	store(record, "sue");
	shell(SHELL "commit waived; git rm -q infra/x; commit back", NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_PASS);
	assert_int_equal(g.verdict.count, 1);
	assert_int_equal(g.verdict.changes[0].override_count, 1);
	assert_string_equal(g.verdict.changes[0].overrides[0].id, record->id);
}

/* Three planned, one waived, two small: the two are judged without those that others speak of. */
static void what_is_waived_is_not_counted_among_small_commits(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	signed_repo(POLICY);
	shell(SHELL "git tag base; files a 3; plan " PLAN
		    " src/a1.c src/a2.c src/a3.c; commit a;"
		    "files b 2; commit b; echo 1 >src/c.c; git add .",
	      NULL);
	record = new_override("many", "src/c.c");
	store(record, "sue");
	shell(SHELL "commit c", NULL);
	judge_range(&g, "base", "HEAD");
	/* The record does not do for all of it, which is said; the rest is small. */
	state_is(&g, VERDICT_WARN);
	assert_int_equal(rule_of(&g, 0, "many"), RULE_SATISFIED);
	assert_int_equal(g.verdict.changes[0].override_count, 1);
}

/* What a commit of the range let in and the next one changed is not let in again by the same record. */
static void within_a_range_a_record_is_used_up_too(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	signed_repo(POLICY);
	shell(SHELL "git tag base; mkdir infra; echo 1 >infra/x; git add .", NULL);
	record = new_override("infra", "infra/x");
	store(record, "sue");
	shell(SHELL
	      "commit waived; echo 2 >infra/x; commit bad; echo 1 >infra/x; commit back",
	      NULL);
	judge_range(&g, "base", "HEAD");
	state_is(&g, VERDICT_BLOCK);
	assert_int_equal(g.verdict.count, 3);
	oid_is(&g.verdict.changes[1].commit, "HEAD~1");
	oid_is(&g.verdict.changes[2].commit, "HEAD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(what_a_commit_used_up_is_told_with_the_net_change),
		FIXTURE_TEST(what_is_waived_is_not_counted_among_small_commits),
		FIXTURE_TEST(within_a_range_a_record_is_used_up_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
