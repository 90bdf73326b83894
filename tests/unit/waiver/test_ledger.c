/* What the server's ledger holds of a push, and which nonces it shows to be spent. */
#include <string.h>

#include "../git/repo_fixture.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/change/spec.h"
#include "plangate/model/verdict.h"
#include "plangate/record/ledger.h"
#include "plangate/waiver/ledger.h"

#define LEDGER "ledger"
#define MAIN "refs/heads/main"

/* Ids that say where a ref stood. */
static struct oid tip(char digit)
{
	struct oid id = {{0}};

	memset(id.hex, digit, 40);
	return id;
}

/* A push of one ref from one tip to another ('0': none). */
static struct push_update update_of(const char *ref, char from, char to)
{
	return (struct push_update){
		.ref = xstrdup(ref), .remote = tip(from), .local = tip(to)};
}

/* A change of a verdict for a ref, with one rule in this state and, where there is a nonce, an override. */
static void add_change(struct verdict *verdict, const char *ref, const char *rule,
		       enum rule_state state, const char *nonce)
{
	struct change_verdict *change = verdict_add(verdict);
	struct finding *finding = findings_add(&change->findings);
	struct override_view *view;

	change->ref = xstrdup(ref);
	finding->rule = xstrdup(rule);
	finding->state = state;
	if (!nonce)
		return;
	view = ARRAY_PUSH(change->overrides, change->override_count,
			  change->override_capacity);
	view->id = xstrdup("id");
	view->nonce = xstrdup(nonce);
	strlist_add(&view->rules, rule);
	strlist_add(&view->signers, "sue@example.org");
}

/* Enter a decision on one ref; frees both. */
static void enter(struct verdict *verdict, struct push_update update, int status,
		  const char *reason)
{
	const struct push_updates updates = {&update, 1, 1};
	const struct decision decision = {.updates = &updates,
					  .verdict = verdict,
					  .status = status,
					  .reason = reason,
					  .pusher = "pat",
					  .now = 1767225600};
	struct pg_error err = {0};

	if (ledger_write_decision(LEDGER, &decision, &err) < 0)
		fail_msg("%s", err.text);
	verdict_clear(verdict);
	free(update.ref);
}

/* A push of main that this nonce let in. */
static void enter_push(char from, char to, int status, const char *nonce)
{
	struct verdict verdict = {0};

	add_change(&verdict, MAIN, "r", RULE_OVERRIDDEN, nonce);
	enter(&verdict, update_of(MAIN, from, to), status, NULL);
}

static void ledger_has(const char *text, bool there)
{
	CLEANUP(str_clear) struct str out = {0};
	struct pg_error err = {0};

	assert_int_equal(file_read(LEDGER, 1 << 20, &out, &err), 0);
	if ((strstr(str_text(&out), text) != NULL) != there)
		fail_msg("%s: %s", text, str_text(&out));
}

static void an_entry_says_who_pushed_what_and_what_was_decided(void **state)
{
	struct verdict verdict = {.state = VERDICT_BLOCK};

	(void)state;
	add_change(&verdict, MAIN, "r", RULE_UNSATISFIED, NULL);
	enter(&verdict, update_of(MAIN, '1', '2'), 1, NULL);
	ledger_has("\"time\":\"2026-01-01T00:00:00Z\"", true);
	ledger_has("\"pusher\":\"pat\"", true);
	ledger_has("\"ref\":\"refs/heads/main\"", true);
	ledger_has("\"old\":\"1111111111111111111111111111111111111111\"", true);
	ledger_has("\"new\":\"2222222222222222222222222222222222222222\"", true);
	ledger_has("\"verdict\":\"block\",\"status\":1,\"reason\":null", true);
	ledger_has("\"rules\":[{\"id\":\"r\",\"state\":\"unsatisfied\"}]", true);
	ledger_has("\"overrides\":[]", true);
}

static void what_could_not_be_judged_is_an_error_with_its_reason(void **state)
{
	struct verdict verdict = {0};

	(void)state;
	enter(&verdict, update_of(MAIN, '1', '2'), 3, "no such object");
	ledger_has("\"verdict\":\"error\",\"status\":3,\"reason\":\"no such object\"",
		   true);
}

static void a_rule_stands_once_with_its_worst_state_and_only_for_its_ref(void **state)
{
	struct verdict verdict = {0};

	(void)state;
	add_change(&verdict, MAIN, "a", RULE_OVERRIDDEN, "n1");
	add_change(&verdict, MAIN, "a", RULE_SATISFIED, NULL);
	add_change(&verdict, MAIN, "b", RULE_SATISFIED, NULL);
	add_change(&verdict, MAIN, "b", RULE_UNSATISFIED, NULL);
	add_change(&verdict, MAIN, "c", RULE_NOT_APPLICABLE, NULL);
	add_change(&verdict, "refs/heads/other", "d", RULE_UNSATISFIED, "n2");
	enter(&verdict, update_of(MAIN, '1', '2'), 0, NULL);
	ledger_has("\"rules\":[{\"id\":\"a\",\"state\":\"overridden\"},"
		   "{\"id\":\"b\",\"state\":\"unsatisfied\"}]",
		   true);
	ledger_has("\"overrides\":[{\"id\":\"id\",\"nonce\":\"n1\",\"rules\":[\"a\"],"
		   "\"signers\":[\"sue@example.org\"]}]",
		   true);
}

static void a_ref_of_any_bytes_is_written_as_it_is_shown(void **state)
{
	struct verdict verdict = {0};

	(void)state;
	enter(&verdict, update_of("refs/heads/\xff", '1', '2'), 0, NULL);
	ledger_has("\\\"refs/heads/\\\\377\\\"", true);
}

/* Whether a nonce is spent on a ref, asked by a push that finds main at this tip. */
static bool is_spent(const char *ref, const char *nonce, char found_at)
{
	struct push_update update = update_of(MAIN, found_at, '9');
	const struct push_updates updates = {&update, 1, 1};
	struct replay replay = {.path = LEDGER, .updates = &updates};
	struct pg_error err = {0};
	bool spent = false;

	if (replay_is_spent(&replay, ref, nonce, &spent, &err) < 0)
		fail_msg("%s", err.text);
	replay_clear(&replay);
	free(update.ref);
	return spent;
}

static void a_nonce_is_spent_where_the_push_that_it_let_in_has_landed(void **state)
{
	(void)state;
	enter_push('1', '2', 0, "landed");
	enter_push('2', '3', 0, "lost");
	/* Another push found main where the first had brought it; nobody where the second had. */
	assert_true(is_spent(MAIN, "landed", '2'));
	assert_false(is_spent(MAIN, "lost", '2'));
	assert_true(is_spent(MAIN, "lost", '3'));
	assert_false(is_spent("refs/heads/other", "landed", '2'));
	assert_false(is_spent(MAIN, "unknown", '3'));
}

static void that_it_landed_is_seen_by_a_push_of_long_ago_too(void **state)
{
	(void)state;
	enter_push('1', '2', 0, "landed");
	assert_false(is_spent(MAIN, "landed", '7'));
	enter_push('2', '7', 1, NULL);
	assert_true(is_spent(MAIN, "landed", '7'));
}

static void a_push_that_was_refused_spends_nothing(void **state)
{
	(void)state;
	enter_push('1', '2', 1, "refused");
	assert_false(is_spent(MAIN, "refused", '2'));
}

static void without_a_ledger_nothing_is_spent_and_a_broken_one_is_an_error(void **state)
{
	struct push_update update = update_of(MAIN, '1', '2');
	const struct push_updates updates = {&update, 1, 1};
	struct replay replay = {.path = LEDGER, .updates = &updates};
	struct pg_error err = {0};
	bool spent = true;

	(void)state;
	assert_false(is_spent(MAIN, "any", '2'));
	enter_push('1', '2', 0, "n");
	shell("sed -i s/pat/eve/ " LEDGER, NULL);
	assert_int_equal(replay_is_spent(&replay, MAIN, "n", &spent, &err), -1);
	assert_int_equal(err.kind, PG_ERR_SYSTEM);
	assert_non_null(strstr(err.text, "the ledger 'ledger' is broken"));
	replay_clear(&replay);
	free(update.ref);
}

static void a_ledger_is_read_once_a_push(void **state)
{
	struct push_update update = update_of(MAIN, '2', '3');
	const struct push_updates updates = {&update, 1, 1};
	struct replay replay = {.path = LEDGER, .updates = &updates};
	struct pg_error err = {0};
	bool spent = false;

	(void)state;
	enter_push('1', '2', 0, "n");
	assert_int_equal(replay_is_spent(&replay, MAIN, "n", &spent, &err), 0);
	assert_true(spent);
	shell("rm " LEDGER, NULL);
	assert_int_equal(replay_is_spent(&replay, MAIN, "n", &spent, &err), 0);
	assert_true(spent);
	replay_clear(&replay);
	free(update.ref);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(an_entry_says_who_pushed_what_and_what_was_decided),
		FIXTURE_TEST(what_could_not_be_judged_is_an_error_with_its_reason),
		FIXTURE_TEST(a_rule_stands_once_with_its_worst_state_and_only_for_its_ref),
		FIXTURE_TEST(a_ref_of_any_bytes_is_written_as_it_is_shown),
		FIXTURE_TEST(a_nonce_is_spent_where_the_push_that_it_let_in_has_landed),
		FIXTURE_TEST(that_it_landed_is_seen_by_a_push_of_long_ago_too),
		FIXTURE_TEST(a_push_that_was_refused_spends_nothing),
		FIXTURE_TEST(
			without_a_ledger_nothing_is_spent_and_a_broken_one_is_an_error),
		FIXTURE_TEST(a_ledger_is_read_once_a_push),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
