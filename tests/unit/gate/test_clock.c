/* All that one push is held against is held against one time: here the clock runs a day a look. */
#include <time.h>

#include "../waiver/records.h"
#include "gate_case.h"

static int looks;

/* In the place of the C library's, for this program: SCENE_NOW, then a day later each time. */
time_t time(time_t *out);
time_t time(time_t *out)
{
	time_t now = SCENE_NOW + (time_t)looks++ * DAY;

	if (out)
		*out = now;
	return now;
}

/* Two branches: a plan that is approved and expires today, and an override, for an hour each. */
#define POLICY                                                                             \
	"version: 1\nrepository: \"" REPOSITORY "\"\nrules:\n"                             \
	"  - {id: many, when: {files: \">= 3\"}, demand: {approvals: 1}}\n"                \
	"  - {id: infra, when: {paths: [\"infra/**\"]}}\n"

static struct record *approve_plan(void)
{
	struct record *record = new_record(RECORD_APPROVAL);
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};

	must(file_read("docs/plans/p.md", 1 << 20, &text, &err), &err);
	record->plan = xstrdup("docs/plans/p.md");
	plan_digest(str_text(&text), text.len, record->digest);
	return record;
}

/* Make the two branches behind the tag old. */
static void make_branches(void)
{
	CLEANUP(record_freep) struct record *approval = NULL;
	CLEANUP(record_freep) struct record *override = NULL;

	signed_repo(POLICY);
	shell(PLAN_FUNCTION FILES_FUNCTION
	      "git tag old; git checkout -qb planned; files a 3;"
	      "FRONT='---\nexpires: 2026-01-01\n---\n' plan docs/plans/p.md src/a1.c "
	      "src/a2.c "
	      "src/a3.c; git add .",
	      NULL);
	approval = approve_plan();
	store(approval, "sue");
	shell("git commit -qm planned; echo more >>src/a1.c; git commit -qam more;"
	      "git checkout -qb waived old; mkdir infra; echo 1 >infra/x; git add .",
	      NULL);
	override = new_override("infra", "infra/x");
	store(override, "sue");
	shell("git commit -qm waived; echo more >x; git add .; git commit -qm more", NULL);
}

static void push_both(struct gate_case *g, long long now)
{
	char planned[] = "refs/heads/planned", waived[] = "refs/heads/waived";
	struct push_update items[2] = {{.ref = planned, .local_ref = planned},
				       {.ref = waived, .local_ref = waived}};
	const struct push_updates updates = {items, 2, 2};
	const struct gate_options options = {.now = now};
	struct pg_error err = {0};

	for (int i = 0; i < 2; i++) {
		items[i].local = oid_of(items[i].ref);
		items[i].remote = oid_of("old");
	}
	g->repo = open_here();
	looks = 0;
	must(gate_push(g->repo, &options, "origin", &updates, &g->verdict, &err), &err);
	assert_int_equal(g->verdict.count, 2);
}

static void a_push_asks_the_clock_once_for_plans_approvals_and_overrides(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	make_branches();
	push_both(&g, 0);
	said_is(&g, 0, "");
	said_is(&g, 1, "");
	state_is(&g, VERDICT_PASS);
	assert_int_equal(rule_of(&g, 0, "many"), RULE_SATISFIED);
	assert_int_equal(rule_of(&g, 1, "infra"), RULE_OVERRIDDEN);
}

static void a_time_that_was_given_is_the_one_for_all_of_them(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	CLEANUP(gate_clear) struct gate_case late = {0};

	(void)state;
	make_branches();
	push_both(&g, SCENE_NOW + HOUR - 1);
	state_is(&g, VERDICT_PASS);
	push_both(&late, SCENE_NOW + DAY);
	said_is(&late, 0,
		"expired docs/plans/p.md many, not-approved docs/plans/p.md many");
	assert_int_equal(rule_of(&late, 1, "infra"), RULE_UNSATISFIED);
}

static void a_change_by_hand_asks_the_clock_once_too(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	const struct gate_options options = {.stage = STAGE_MANUAL};
	struct named_change name;
	struct pg_error err = {0};

	(void)state;
	make_branches();
	name = named(SPEC_RANGE, "old", "planned");
	g.repo = open_here();
	looks = 0;
	must(gate_judge(g.repo, &options, &name, &g.verdict, &err), &err);
	state_is(&g, VERDICT_PASS);
	assert_int_equal(rule_of(&g, 0, "many"), RULE_SATISFIED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_push_asks_the_clock_once_for_plans_approvals_and_overrides),
		FIXTURE_TEST(a_time_that_was_given_is_the_one_for_all_of_them),
		FIXTURE_TEST(a_change_by_hand_asks_the_clock_once_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
