/* A push, asked by the one who pushes and by the server. */
#include "gate_case.h"

#define PLAN "docs/plans/p.md"
#define SHELL PLAN_FUNCTION FILES_FUNCTION
#define MAIN "refs/heads/main"

/* One ref: from and to are revisions, NULL for none. */
struct ref_row {
	const char *ref, *from, *to;
};

struct asking {
	struct gate_options options;
	const struct receive_settings *settings; /* the server's; NULL: who pushes asks */
	const char *remote;
};

static int push(struct gate_case *g, const struct asking *asking,
		const struct ref_row *rows, size_t count, struct pg_error *err)
{
	struct push_updates updates = {calloc(count, sizeof(*updates.items)), count, count};
	struct gate_options options = asking->options;
	int rc;

	gate_clear(g);
	*g = (struct gate_case){.repo = open_here()};
	options.now = options.now ? options.now : SCENE_NOW;
	for (size_t i = 0; i < count; i++) {
		struct push_update *update = &updates.items[i];

		update->ref = update->local_ref = strdup(rows[i].ref);
		update->local = rows[i].to ? oid_of(rows[i].to) : (struct oid){0};
		update->remote = rows[i].from ? oid_of(rows[i].from) : (struct oid){0};
	}
	rc = asking->settings ? gate_receive(g->repo, &options, asking->settings, &updates,
					     &g->verdict, err)
			      : gate_push(g->repo, &options,
					  asking->remote ? asking->remote : "origin",
					  &updates, &g->verdict, err);
	for (size_t i = 0; i < count; i++)
		free(updates.items[i].ref);
	free(updates.items);
	return rc;
}

/* Push one ref to a server with these settings (NULL: by its client). */
static void push_one(struct gate_case *g, const struct receive_settings *settings,
		     const char *ref, const char *from, const char *to)
{
	const struct ref_row row = {ref, from, to};
	const struct asking asking = {.settings = settings};
	struct pg_error err = {0};

	must(push(g, &asking, &row, 1, &err), &err);
}

static const struct receive_settings plain;

static void what_a_push_brings_to_a_ref_is_judged_by_its_old_tip(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL
	      "git tag old; files a 3; commit bad; git tag bad; printf 'version: 1\n' "
	      ">.plangate/policy.yaml; commit weaker; git tag weaker; files b 3;"
	      "commit worse; git checkout -q -B main old; git tag worse main@{1}",
	      NULL);
	push_one(&g, NULL, MAIN, "old", "bad");
	state_is(&g, VERDICT_BLOCK);
	assert_string_equal(g.verdict.changes[0].ref, MAIN);
	push_one(&g, &plain, MAIN, "old", "worse");
	state_is(&g, VERDICT_BLOCK);
	/* The weaker policy is in force where it has landed. */
	push_one(&g, NULL, MAIN, "weaker", "worse");
	state_is(&g, VERDICT_PASS);
}

static void a_deletion_and_what_is_no_commit_are_not_judged(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	push_one(&g, NULL, MAIN, "HEAD", NULL);
	assert_int_equal(g.verdict.count, 0);
	push_one(&g, NULL, "refs/tags/data", NULL, "HEAD^{tree}");
	assert_int_equal(g.verdict.count, 0);
	push_one(&g, NULL, "refs/tags/blob", NULL, "HEAD:src/main.c");
	assert_int_equal(g.verdict.count, 0);
}

static void an_object_that_is_not_here_stops_the_push(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	struct push_update update = {.local_ref = (char *)(uintptr_t)MAIN,
				     .ref = (char *)(uintptr_t)MAIN,
				     .local = {"1111111111111111111111111111111111111111"}};
	const struct push_updates updates = {&update, 1, 1};
	const struct gate_options options = {.now = SCENE_NOW};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	g.repo = open_here();
	fails(gate_push(g.repo, &options, "origin", &updates, &g.verdict, &err), &err,
	      PG_ERR_SYSTEM, MAIN);
}

static void a_new_branch_of_the_client_begins_at_the_remote_s_default(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "git remote add origin ../nowhere; files a 3; commit landed;"
		    "git update-ref refs/remotes/origin/main HEAD; files b 2; commit small",
	      NULL);
	push_one(&g, NULL, "refs/heads/topic", NULL, "HEAD");
	state_is(&g, VERDICT_PASS);
	assert_int_equal(g.verdict.changes[0].files, 2);
	oid_is(&g.verdict.changes[0].base, "HEAD~1");
	shell(SHELL "files c 3; commit more", NULL);
	push_one(&g, NULL, "refs/heads/topic", NULL, "HEAD");
	state_is(&g, VERDICT_BLOCK);
}

static void what_the_default_branch_has_is_brought_by_nobody(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "git remote add origin ../nowhere; git branch topic; files a 3;"
		    "commit landed; git update-ref refs/remotes/origin/main HEAD;"
		    "git checkout -q topic; files t 2; commit small; git tag old;"
		    "git merge -q -m merged main",
	      NULL);
	push_one(&g, NULL, "refs/heads/topic", "old", "HEAD");
	state_is(&g, VERDICT_PASS);
	assert_int_equal(g.verdict.changes[0].files, 0);
}

static void every_ref_of_a_push_is_judged(void **state)
{
	static const struct ref_row rows[] = {{"refs/heads/good", "old", "good"},
					      {"refs/heads/bad", "old", "bad"},
					      {"refs/heads/gone", "old", NULL}};
	CLEANUP(gate_clear) struct gate_case g = {0};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "git tag old; git checkout -qb good; files a 2; commit a;"
		    "git checkout -qb bad old; files b 3; commit b",
	      NULL);
	must(push(&g, &(struct asking){.remote = "origin"}, rows, 3, &err), &err);
	assert_int_equal(g.verdict.count, 2);
	assert_int_equal(g.verdict.changes[0].state, VERDICT_PASS);
	assert_int_equal(g.verdict.changes[1].state, VERDICT_BLOCK);
	assert_string_equal(g.verdict.changes[1].ref, "refs/heads/bad");
}

static void more_refs_than_anybody_pushes_are_an_error(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	struct push_update *items = calloc(PUSH_MOST_UPDATES + 1, sizeof(*items));
	struct push_updates updates = {items, PUSH_MOST_UPDATES, 0};
	const struct gate_options options = {.now = SCENE_NOW};
	struct pg_error err = {0};

	(void)state;
	assert_non_null(items);
	gated_repo(MANY_POLICY);
	g.repo = open_here();
	/* Deletions all: nothing is judged. */
	must(gate_push(g.repo, &options, "origin", &updates, &g.verdict, &err), &err);
	updates.count++;
	fails(gate_push(g.repo, &options, "origin", &updates, &g.verdict, &err), &err,
	      PG_ERR_SYSTEM, "more than 10000 refs in one push");
	free(items);
}

/* main: base policy; "strict" makes it stricter; a forced push drops that. */
static void forced_push(const char *script, const char *wanted)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	shell("rm -rf .git .plangate src docs", NULL);
	gated_repo(MANY_POLICY);
	shell(SHELL "git tag base; echo '# strict' >>.plangate/policy.yaml; commit strict;"
		    "git tag old; git reset -q --hard base",
	      NULL);
	shell(script, NULL);
	push_one(&g, NULL, MAIN, "old", "HEAD");
	said_is(&g, 0, wanted);
}

static void a_forced_push_takes_no_change_of_the_policy_back(void **state)
{
	(void)state;
	forced_push(SHELL "files a 1; commit a", "policy-rewound");
	forced_push(SHELL "chmod +x .plangate/policy.yaml; commit mode", "missing-plan "
									 "policy-change");
	/* One that has the change as well takes nothing back: it brings it, from where both part. */
	forced_push(SHELL "files a 1; commit a; git checkout -q old -- .plangate; commit s",
		    "missing-plan policy-change");
}

static void dropping_commits_that_are_not_the_policy_s_is_fine(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL
	      "git tag base; files a 1; commit a; git tag old; git reset -q --hard base;"
	      "files b 1; commit b",
	      NULL);
	push_one(&g, NULL, MAIN, "old", "HEAD");
	state_is(&g, VERDICT_PASS);
	oid_is(&g.verdict.changes[0].base, "base");
}

static void a_policy_that_only_warns_may_be_taken_back(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY "mode: warn\n");
	shell(SHELL "git tag base; echo '# more' >>.plangate/policy.yaml; commit more;"
		    "git tag old; git reset -q --hard base; files a 1; commit a",
	      NULL);
	push_one(&g, NULL, MAIN, "old", "HEAD");
	state_is(&g, VERDICT_PASS);
}

static void the_server_keeps_some_refs_to_itself(void **state)
{
	static const char *const reserved[] = {"refs/replace/x", "refs/plangate/x"};
	static const char *const free_ones[] = {"refs/replacement/x", "refs/plangates/x"};
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	for (size_t i = 0; i < TEST_COUNT(reserved); i++) {
		push_one(&g, &plain, reserved[i], NULL, "HEAD");
		state_is(&g, VERDICT_BLOCK);
		said_is(&g, 0, "reserved-ref");
		push_one(&g, &plain, free_ones[i], NULL, "HEAD");
		state_is(&g, VERDICT_PASS);
		/* A client is not asked about them. */
		push_one(&g, NULL, reserved[i], NULL, "HEAD");
		state_is(&g, VERDICT_PASS);
	}
}

static void protected_refs_are_not_deleted(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	struct receive_settings settings = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	strlist_add(&settings.protect, "refs/heads/release/*");
	strlist_add(&settings.protect, MAIN);
	push_one(&g, &settings, MAIN, "HEAD", NULL);
	said_is(&g, 0, "protected-ref");
	assert_int_equal(g.verdict.count, 1);
	push_one(&g, &settings, "refs/heads/release/1", "HEAD", NULL);
	state_is(&g, VERDICT_BLOCK);
	push_one(&g, &settings, "refs/heads/topic", "HEAD", NULL);
	assert_int_equal(g.verdict.count, 0);
	push_one(&g, &settings, MAIN, "HEAD~1", "HEAD");
	state_is(&g, VERDICT_PASS);
	strlist_clear(&settings.protect);
}

static void a_server_may_ask_for_a_policy(void **state)
{
	static const struct receive_settings required = {.required = true};
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	push_one(&g, &required, MAIN, NULL, "HEAD~1");
	state_is(&g, VERDICT_BLOCK);
	assert_string_equal(problem_id(g.verdict.changes[0].diagnostics.items[0].problem),
			    "policy-required");
	push_one(&g, &plain, MAIN, NULL, "HEAD~1");
	state_is(&g, VERDICT_PASS);
	push_one(&g, &required, MAIN, "HEAD~1", "HEAD");
	state_is(&g, VERDICT_PASS);
	/* Only branches are asked. */
	push_one(&g, &required, "refs/tags/v0", NULL, "HEAD~1");
	state_is(&g, VERDICT_PASS);
}

static void a_new_ref_on_the_server_is_judged_by_the_policy_s_ref(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};
	const struct receive_settings side = {.policy_ref = (char *)(uintptr_t) "side"};
	const struct receive_settings none = {.policy_ref = (char *)(uintptr_t) "nowhere"};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL
	      "git checkout -qb side HEAD~1; printf 'version: 1\n' >x; mkdir .plangate;"
	      "mv x .plangate/policy.yaml; commit lax; git checkout -qb topic main;"
	      "files a 3; commit a; git checkout -q main",
	      NULL);
	push_one(&g, &plain, "refs/heads/topic", NULL, "topic");
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0, "missing-plan many");
	push_one(&g, &side, "refs/heads/topic", NULL, "topic");
	assert_string_equal(g.verdict.changes[0].diagnostics.items[0].rule,
			    "policy-change");
	/* Where there is no such ref yet, judging begins where the policy comes in. */
	push_one(&g, &none, "refs/heads/topic", NULL, "topic");
	said_is(&g, 0, "missing-plan many");
	assert_int_equal(g.verdict.notes.count, 1);
}

static void all_of_a_push_is_held_against_one_time(void **state)
{
	static const struct {
		long long now;
		enum verdict_state state;
	} rows[] = {{SCENE_NOW - 1, VERDICT_PASS}, {SCENE_NOW, VERDICT_BLOCK}};
	static const struct ref_row refs[] = {{"refs/heads/a", "old", "a"},
					      {"refs/heads/b", "old", "b"}};
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL "git tag old; for b in a b; do git checkout -qb $b old; files $b 3;"
		    "FRONT='---\nexpires: 2025-12-31\n---\n' WAY=\"The parts of $b come "
		    "one by one, each can be replaced.\" plan "
		    "docs/plans/$b.md src/${b}1.c src/${b}2.c src/${b}3.c;"
		    "commit $b; echo more >>src/${b}1.c; commit more; done",
	      NULL);
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(gate_clear) struct gate_case g = {0};
		const struct asking asking = {.options = {.now = rows[i].now}};

		must(push(&g, &asking, refs, 2, &err), &err);
		assert_int_equal(g.verdict.count, 2);
		assert_int_equal(g.verdict.changes[0].state, rows[i].state);
		assert_int_equal(g.verdict.changes[1].state, rows[i].state);
	}
}

/* topic left main before the policy came, and is known to the remote. */
static void an_old_tip_without_a_policy_is_judged_like_a_new_ref(void **state)
{
	CLEANUP(gate_clear) struct gate_case g = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(SHELL
	      "git checkout -qb topic HEAD~1; echo 1 >x; commit x; git tag old; files a 3;"
	      "commit a; git checkout -q main",
	      NULL);
	push_one(&g, &plain, "refs/heads/topic", "old", "topic");
	state_is(&g, VERDICT_BLOCK);
	said_is(&g, 0, "missing-plan many");
	oid_is(&g.verdict.changes[0].base, "main~1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(what_a_push_brings_to_a_ref_is_judged_by_its_old_tip),
		FIXTURE_TEST(a_deletion_and_what_is_no_commit_are_not_judged),
		FIXTURE_TEST(an_object_that_is_not_here_stops_the_push),
		FIXTURE_TEST(a_new_branch_of_the_client_begins_at_the_remote_s_default),
		FIXTURE_TEST(what_the_default_branch_has_is_brought_by_nobody),
		FIXTURE_TEST(every_ref_of_a_push_is_judged),
		FIXTURE_TEST(more_refs_than_anybody_pushes_are_an_error),
		FIXTURE_TEST(a_forced_push_takes_no_change_of_the_policy_back),
		FIXTURE_TEST(dropping_commits_that_are_not_the_policy_s_is_fine),
		FIXTURE_TEST(a_policy_that_only_warns_may_be_taken_back),
		FIXTURE_TEST(the_server_keeps_some_refs_to_itself),
		FIXTURE_TEST(protected_refs_are_not_deleted),
		FIXTURE_TEST(a_server_may_ask_for_a_policy),
		FIXTURE_TEST(a_new_ref_on_the_server_is_judged_by_the_policy_s_ref),
		FIXTURE_TEST(all_of_a_push_is_held_against_one_time),
		FIXTURE_TEST(an_old_tip_without_a_policy_is_judged_like_a_new_ref),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
