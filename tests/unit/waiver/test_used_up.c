/* Overrides of a range: what the base used up already, what the ledger knows, and what a commit may use. */
#include "overriding.h"
#include "plangate/model/override.h"
#include "plangate/waiver/ledger.h"
#include "plangate/waiver/signed.h"

/*
 * main: signers, then "landed", which brings src/a.c and a record for it. topic: the same content and record,
 * from before it. What main did behind that is up to a script.
 */
static struct record *landed_twice(const char *then)
{
	struct record *record = record_for("source", "src/a.c");

	store(record, "sue");
	shell("git commit -qm landed; git checkout -qb topic HEAD~1;"
	      "git checkout -q main -- .; git commit -qm again; git checkout -q main",
	      NULL);
	shell(then, NULL);
	return record;
}

static void what_the_base_let_in_and_still_has_may_come_again(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	record = landed_twice("echo 1 >docs/x; git add .; git commit -qm other");
	override_range(&o, "main", "topic");
	assert_int_equal(state_of(&o, "source"), RULE_OVERRIDDEN);
}

static void what_was_changed_since_was_used_up(void **state)
{
	static const char *const changes[] = {
		"echo 2 >src/a.c; git commit -qam changed",
		"chmod +x src/a.c; git commit -qam mode",
		"git rm -q src/a.c; git commit -qm gone",
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(changes); i++) {
		CLEANUP(record_freep) struct record *record = NULL;
		CLEANUP(overriding_clear) struct overriding o = {0};

		fresh_folder();
		record = landed_twice(changes[i]);
		override_range(&o, "main", "topic");
		assert_int_equal(state_of(&o, "source"), RULE_UNSATISFIED);
		refused_as(&o, "it was used before, and what it let in was changed since");
	}
}

/* An entry of the ledger for a push of a record that landed: main was at old, and then at new. */
static void write_ledger(const struct record *record, const char *ref, const char *tip)
{
	struct verdict verdict = {0};
	struct change_verdict *change = verdict_add(&verdict);
	struct override_view view = {.id = xstrdup(record->id),
				     .nonce = xstrdup(record->nonce)};
	struct push_update update = {.ref = xstrdup(ref)};
	struct push_updates updates = {&update, 1, 1};
	const struct decision decision = {
		.updates = &updates, .verdict = &verdict, .now = SCENE_NOW};
	struct pg_error err = {0};

	update.local = oid_of(tip);
	change->ref = xstrdup(ref);
	change->overrides = xcalloc(1, sizeof(view));
	change->overrides[0] = view;
	change->override_count = change->override_capacity = 1;
	must(ledger_write_decision("../ledger", &decision, &err), &err);
	verdict_clear(&verdict);
	free(update.ref);
}

/* What topic brings to main, asked with the ledger by a push that found main at HEAD. */
static void push_topic(struct overriding *o, const char *ref)
{
	struct push_update update = {.ref = xstrdup("refs/heads/main")};
	const struct push_updates updates = {&update, 1, 1};
	struct replay replay = {.path = "../ledger", .updates = &updates};
	struct named_change name = named(SPEC_RANGE, "main", "topic");
	struct change_spec spec = {0};
	struct pg_error err = {0};

	update.remote = oid_of("main");
	o->repo = open_here();
	must(spec_make(o->repo, &name, STAGE_PRE_RECEIVE, &spec, &err), &err);
	spec.ref = ref;
	must(case_open(&o->c, o->repo, &spec, &(struct case_options){.now = SCENE_NOW},
		       &err),
	     &err);
	must(case_read_trust(&o->c, &err), &err);
	must(case_judge(&o->c, &err), &err);
	o->out = verdict_add(&o->verdict);
	must(overrides_apply(&o->c, &replay, o->out, &err), &err);
	replay_clear(&replay);
	free(update.ref);
}

/* topic brings a record whose nonce another push of main had; main has taken both back since. */
static struct record *ledgered(void)
{
	struct record *record = record_for("source", "src/a.c");

	store(record, "sue");
	shell("git checkout -qb topic; git commit -qm again; git checkout -q main", NULL);
	write_ledger(record, "refs/heads/main", "main");
	return record;
}

static void a_nonce_that_the_ledger_knows_is_spent_on_its_ref_alone(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding main = {0};
	CLEANUP(overriding_clear) struct overriding other = {0};

	(void)state;
	record = ledgered();
	push_topic(&main, "refs/heads/main");
	assert_int_equal(state_of(&main, "source"), RULE_UNSATISFIED);
	refused_as(&main, "it was used on this ref before, as the server's ledger has it");
	push_topic(&other, "refs/heads/other");
	assert_int_equal(state_of(&other, "source"), RULE_OVERRIDDEN);
}

/* The commit of a range at this revision, by the records of the whole. */
static void override_commit(const struct pg_case *whole, const char *revision,
			    enum rule_state state)
{
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	struct change_verdict *out = verdict_add(&verdict);
	struct pg_error err = {0};
	struct oid id = oid_of(revision);

	must(case_open_commit(&c, whole, id.hex, &err), &err);
	must(case_judge(&c, &err), &err);
	must(overrides_apply(&c, NULL, out, &err), &err);
	for (size_t i = 0; i < c.findings.count; i++)
		if (!strcmp(c.findings.items[i].rule, "source"))
			assert_int_equal(c.findings.items[i].state, state);
}

static void a_commit_is_waived_by_a_record_that_a_later_one_brings(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(overriding_clear) struct overriding o = {0};

	(void)state;
	record = record_for("source", "src/a.c");
	shell("git commit -qm code; echo 2 >>src/main.c; git commit -qam more", NULL);
	store(record, "sue");
	shell("git commit -qm record", NULL);
	override_range(&o, "HEAD~3", "HEAD");
	override_commit(&o.c, "HEAD~2", RULE_OVERRIDDEN);
	override_commit(&o.c, "HEAD~1", RULE_UNSATISFIED);
}

/* Whoever made another part of a range may sign for this one. */
static void the_authors_of_what_is_waived_may_not_sign_and_others_may(void **state)
{
	static const struct {
		const char *author;
		enum rule_state state;
	} rows[] = {{"sue", RULE_UNSATISFIED}, {"sid", RULE_OVERRIDDEN}};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(record_freep) struct record *record = NULL;
		CLEANUP(overriding_clear) struct overriding o = {0};
		CLEANUP(str_clear) struct str script = {0};

		fresh_folder();
		record = record_for("source", "src/a.c");
		str_addf(&script,
			 "GIT_AUTHOR_EMAIL=%s@example.org git commit -qm code;"
			 "echo 1 >docs/x; git add .; GIT_AUTHOR_EMAIL=sue@example.org git "
			 "commit -qm docs",
			 rows[i].author);
		shell(str_text(&script), NULL);
		store(record, "sue");
		shell("git commit -qm record", NULL);
		override_range(&o, "HEAD~3", "HEAD");
		assert_int_equal(state_of(&o, "source"), rows[i].state);
	}
}

/* Write and stage so many overrides that nobody signed, which expire then. */
static void add_records(int count, int first, long long expires)
{
	for (int i = first; i < first + count; i++) {
		CLEANUP(record_freep) struct record *record = new_record(RECORD_OVERRIDE);
		CLEANUP(freep) char *path = NULL;
		struct pg_error err = {0};

		strlist_add(&record->target_refs, "refs/heads/**");
		strlist_add(&record->rules, "source");
		record_add_entry(record, "x", MODE_NONE, &(struct oid){0});
		snprintf(record->nonce, sizeof(record->nonce), "%032x", (unsigned)i);
		record->created = expires - HOUR;
		record->expires = expires;
		record_write(record);
		path = record_path(record->id, -1);
		must(file_write(path, record->bytes.data, record->bytes.len, 0644, &err),
		     &err);
	}
	shell("git add .", NULL);
}

static void a_change_brings_so_many_overrides_in_force_and_no_more(void **state)
{
	CLEANUP(overriding_clear) struct overriding most = {0};
	CLEANUP(overriding_clear) struct overriding more = {0};
	struct pg_error err = {0};

	(void)state;
	gated_repo(SIGNED_POLICY);
	shell("echo 1 >src/a.c; git add .", NULL);
	add_records(MOST_NEW_RECORDS, 0, SCENE_NOW + HOUR);
	/* Those that have expired are not in force: they cost nothing and do not count. */
	add_records(20, 1000, SCENE_NOW);
	must(override_change(&most, named(SPEC_STAGED, NULL, NULL), NULL, &err), &err);
	add_records(1, 2000, SCENE_NOW + 1);
	fails(override_change(&more, named(SPEC_STAGED, NULL, NULL), NULL, &err), &err,
	      PG_ERR_SYSTEM, "more than 200 overrides in force in one change");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(what_the_base_let_in_and_still_has_may_come_again),
		FIXTURE_TEST(what_was_changed_since_was_used_up),
		FIXTURE_TEST(a_nonce_that_the_ledger_knows_is_spent_on_its_ref_alone),
		FIXTURE_TEST(a_commit_is_waived_by_a_record_that_a_later_one_brings),
		FIXTURE_TEST(the_authors_of_what_is_waived_may_not_sign_and_others_may),
		FIXTURE_TEST(a_change_brings_so_many_overrides_in_force_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
