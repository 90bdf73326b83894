/* Whose approvals count for a plan's text, how many it needs, and what is said where there are too few. */
#include "plangate/base/array.h"
#include "plangate/change/plans.h"
#include "plangate/plan/document.h"
#include "plangate/waiver/approvals.h"
#include "plangate/waiver/signed.h"
#include "records.h"

#define PLAN "docs/plans/p.md"
#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* By hand: a change that asks for so many persons of a role, its plan, and what was signed. */
struct approving {
	struct pg_case c;
	struct trust trust;
	struct plan_text text;
	struct approvals approvals;
	struct selection covers; /* none: what the scope names */
	struct diagnostics out;
};

static void approving_clear(struct approving *a)
{
	approvals_clear(&a->approvals);
	plan_free(a->text.plan);
	diagnostics_clear(&a->out);
	selection_clear(&a->covers);
	strlist_clear(&a->trust.revoked.records);
	case_close(&a->c);
}

static void approving_init(struct approving *a, const char *demand, const char *risk)
{
	CLEANUP(str_clear) struct str policy = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};

	str_addf(&policy,
		 "version: 1\nrepository: \"" REPOSITORY
		 "\"\nsigners: {leads: [sue, sam]}\n"
		 "%s\n",
		 demand);
	case_by_hand(&a->c, str_text(&policy), "A a.c");
	a->c.trust = &a->trust;
	str_addf(&text, "# Implementation Plan: x\n\n## Scope\n- `a.c`\n- Risk Level: %s\n",
		 risk);
	a->text.plan =
		plan_read(PLAN, str_text(&text), text.len, &a->c.policy->plans, NULL);
	memcpy(a->text.digest, DIGEST, sizeof(DIGEST));
	a->approvals = (struct approvals){.c = &a->c, .at = &a->c, .least = SEVERITY_ERROR};
	strlist_add(&a->approvals.people, "ann");
	must(case_judge(&a->c, &err), &err);
}

/* An approval of the plan by these persons, an hour old and for another. */
static struct record *approve(struct approving *a, const char *persons)
{
	struct signed_records *list = &a->approvals.records;
	struct signed_record *item = ARRAY_PUSH(list->items, list->count, list->capacity);

	item->record = new_record(RECORD_APPROVAL);
	item->record->plan = xstrdup(PLAN);
	memcpy(item->record->digest, DIGEST, sizeof(DIGEST));
	item->record->by_sections = true;
	strlist_split(&item->persons, persons, strlen(persons), ' ');
	return item->record;
}

/* What the plan lacks: NULL, or words of the one diagnostic. */
static void lacks(struct approving *a, const char *says)
{
	diagnostics_clear(&a->out);
	approvals_check(&a->approvals, &a->text, a->covers.count ? &a->covers : NULL,
			STAGE_CLASS_COMMIT, &a->out);
	if (!says && a->out.count)
		fail_msg("%s", a->out.items[0].message);
	assert_int_equal(a->out.count, says ? 1 : 0);
	if (says && !strstr(a->out.items[0].message, says))
		fail_msg("'%s' is not in: %s", says, a->out.items[0].message);
}

#define ONE_LEAD "rules: [{id: r, when: {files: 1}, demand: {approvals: 1, role: leads}}]"
#define TWO_OF_ALL "rules: [{id: r, when: {files: 1}, demand: {approvals: 2}}]"

static void persons_are_counted_over_records_and_once_each(void **state)
{
	CLEANUP(approving_clear) struct approving a = {0};

	(void)state;
	approving_init(&a, TWO_OF_ALL, "LOW");
	lacks(&a,
	      "needs the approval of 2 persons who did not write the change, and has 0");
	approve(&a, "sue");
	approve(&a, "sue");
	lacks(&a, "and has 1");
	assert_string_equal(problem_id(a.out.items[0].problem), "not-approved");
	assert_string_equal(a.out.items[0].file, PLAN);
	assert_string_equal(a.out.items[0].fix,
			    "a person who may: plangate plan approve " PLAN);
	approve(&a, "mal");
	lacks(&a, NULL);
}

static void only_members_of_the_role_count(void **state)
{
	CLEANUP(approving_clear) struct approving a = {0};

	(void)state;
	approving_init(&a, ONE_LEAD, "LOW");
	approve(&a, "mal");
	lacks(&a, "needs the approval of 1 person of the role 'leads' who did not");
	approve(&a, "sam");
	lacks(&a, NULL);
}

static void who_made_the_change_does_not_approve_its_plan(void **state)
{
	CLEANUP(approving_clear) struct approving a = {0};

	(void)state;
	approving_init(&a, ONE_LEAD, "LOW");
	strlist_add(&a.approvals.people, "sue");
	approve(&a, "sue");
	lacks(&a, "and has 0");
	approve(&a, "sam");
	lacks(&a, NULL);
}

enum spoiled {
	OTHER_PLAN,
	OTHER_TEXT,
	OTHER_WAY,
	FOREIGN,
	EARLY,
	EXPIRED,
	REVOKED,
	SPOILED_COUNT
};

static void spoil(struct approving *a, struct record *record, enum spoiled how)
{
	switch (how) {
	case OTHER_PLAN:
		record->plan[0] = 'x';
		break;
	case OTHER_TEXT:
		record->digest[0] = 'f';
		break;
	case OTHER_WAY:
		record->by_sections = false;
		break;
	case FOREIGN:
		record->repository[0] = 'f';
		break;
	case EARLY:
		record->created = SCENE_NOW + WAIVE_CLOCK_SKEW + 1;
		break;
	case EXPIRED:
		record->expires = SCENE_NOW;
		break;
	case REVOKED:
		strlist_add(&a->trust.revoked.records, record->id);
		break;
	case SPOILED_COUNT:
		break;
	}
}

static void an_approval_of_something_else_does_not_count(void **state)
{
	(void)state;
	for (int how = 0; how <= SPOILED_COUNT; how++) {
		CLEANUP(approving_clear) struct approving a = {0};

		approving_init(&a, ONE_LEAD, "LOW");
		spoil(&a, approve(&a, "sue"), (enum spoiled)how);
		lacks(&a, how == SPOILED_COUNT ? NULL : "and has 0");
	}
}

static void an_approval_counts_to_its_last_second_and_for_ever_where_it_names_none(
	void **state)
{
	CLEANUP(approving_clear) struct approving a = {0};
	struct record *record;

	(void)state;
	approving_init(&a, ONE_LEAD, "LOW");
	record = approve(&a, "sue");
	record->created = SCENE_NOW + WAIVE_CLOCK_SKEW;
	record->expires = SCENE_NOW + 1;
	lacks(&a, NULL);
	record->expires = 0;
	lacks(&a, NULL);
}

static void without_an_id_of_the_repository_nothing_is_approved(void **state)
{
	CLEANUP(approving_clear) struct approving a = {0};

	(void)state;
	approving_init(&a, ONE_LEAD, "LOW");
	approve(&a, "sue");
	free(a.c.own_policy->repository);
	a.c.own_policy->repository = NULL;
	lacks(&a, "and has 0");
}

static void the_risk_that_a_plan_states_may_ask_for_approvals(void **state)
{
	static const struct {
		const char *policy, *risk, *says;
	} rows[] = {
		{"plans: {approvals: {HIGH: {approvals: 2}}}", "MEDIUM", NULL},
		{"plans: {approvals: {HIGH: {approvals: 2}}}", "HIGH", "2 persons who"},
		{"plans: {approvals: {MEDIUM: {approvals: 1, role: leads}}}", "MEDIUM",
		 "1 person of"},
		{"plans: {approvals: {MEDIUM: {approvals: 1, role: leads}}}", "HIGH",
		 "1 person of"},
		{"plans: {approvals: {MEDIUM: {approvals: 1, role: leads}}}", "LOW", NULL},
	};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(approving_clear) struct approving a = {0};

		approving_init(&a, rows[i].policy, rows[i].risk);
		lacks(&a, rows[i].says);
	}
}

static void only_open_findings_of_enough_weight_ask(void **state)
{
	CLEANUP(approving_clear) struct approving a = {0};
	struct finding *finding;

	(void)state;
	approving_init(&a, ONE_LEAD, "LOW");
	finding = &a.c.findings.items[a.c.findings.count - 1];
	finding->severity = SEVERITY_WARNING;
	lacks(&a, NULL);
	a.approvals.least = SEVERITY_WARNING;
	lacks(&a, "and has 0");
	finding->state = RULE_OVERRIDDEN;
	lacks(&a, NULL);
}

static void a_problem_that_is_off_is_not_told(void **state)
{
	CLEANUP(approving_clear) struct approving a = {0};

	(void)state;
	approving_init(&a, ONE_LEAD "\nplans: {problems: {not-approved: \"off\"}}", "LOW");
	lacks(&a, NULL);
}

/* Where the policy names its people, they accept each of its own files byte for byte. */
static void the_policy_s_own_files_are_approved_as_they_are(void **state)
{
	static const struct {
		unsigned mode;
		char digit; /* of the blob */
		const char *person, *says;
	} rows[] = {{0100644, '1', "sue", NULL},
		    {0100644, '2', "sue", "as it is here needs the approval of 1 person"},
		    {0100755, '1', "sue", "as it is here needs the approval of 1 person"},
		    {0100644, '1', "mal", "of the role 'policy' who did not write"}};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(approving_clear) struct approving a = {0};
		struct oid blob = {{0}};
		struct change *change;
		struct pg_error err = {0};

		approving_init(&a, "", "LOW");
		case_close(&a.c);
		case_by_hand(&a.c,
			     "version: 1\nrepository: \"" REPOSITORY
			     "\"\nsigners: {policy: [sue]}\n",
			     "M .plangate/policy.yaml");
		a.c.trust = &a.trust;
		change = &a.c.set.items[0];
		change->new_mode = 0100644;
		memset(change->new_id.hex, '1', 40);
		memset(blob.hex, rows[i].digit, 40);
		must(case_judge(&a.c, &err), &err);
		record_add_entry(approve(&a, rows[i].person), POLICY_YAML, rows[i].mode,
				 &blob);
		selection_init(&a.covers, 1);
		selection_add(&a.covers, 0);
		lacks(&a, rows[i].says);
	}
}

/* Real ones. */
#define APPROVED_POLICY                                                                    \
	"version: 1\nrepository: \"" REPOSITORY "\"\n"                                     \
	"rules:\n  - {id: source, when: {paths: [\"src/**\"]}, demand: {approvals: 1}}\n"

struct loading {
	struct repo *repo;
	struct pg_case c;
	struct plan_texts texts;
	struct approvals approvals;
};

static void loading_clear(struct loading *l)
{
	approvals_clear(&l->approvals);
	plan_texts_clear(&l->texts);
	case_close(&l->c);
	repo_free(l->repo);
}

static int load(struct loading *l, struct pg_error *err)
{
	struct pg_error other = {0};

	l->repo = open_here();
	open_case(&l->c, l->repo, SPEC_STAGED, NULL, NULL);
	must(case_read_trust(&l->c, &other), &other);
	must(case_judge(&l->c, &other), &other);
	must(plan_texts_read(&l->c, &l->texts, &other), &other);
	l->approvals = (struct approvals){.c = &l->c, .at = &l->c, .least = SEVERITY_ERROR};
	return approvals_load(&l->approvals, &l->texts, err);
}

static struct record *approval_of(const char *path)
{
	struct record *record = new_record(RECORD_APPROVAL);
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};

	must(file_read(path, 1 << 20, &text, &err), &err);
	record->plan = xstrdup(path);
	plan_digest(str_text(&text), text.len, record->digest);
	return record;
}

static void approvals_of_the_exact_text_are_read_from_the_tree(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(record_freep) struct record *other = NULL;
	CLEANUP(loading_clear) struct loading l = {0};
	struct pg_error err = {0};

	(void)state;
	signed_repo(APPROVED_POLICY);
	shell(PLAN_FUNCTION "plan " PLAN " src/a.c; echo 1 >src/a.c; git add .", NULL);
	record = approval_of(PLAN);
	other = approval_of(PLAN);
	other->digest[0] = other->digest[0] == 'f' ? 'e' : 'f';
	store(record, "sue");
	store(other, "sam");
	must(load(&l, &err), &err);
	assert_int_equal(l.approvals.records.count, 1);
	assert_string_equal(l.approvals.records.items[0].record->id, record->id);
	assert_true(strlist_has(&l.approvals.records.items[0].persons, "sue@example.org"));
	assert_string_equal(l.texts.items[0].text_digest, record->digest);
	assert_true(strlist_has(&l.approvals.people, "ann@example.org"));
	/* Whatever is held against them next, the records are those of the plans. */
	must(approvals_load(&l.approvals, &l.texts, &err), &err);
	assert_int_equal(l.approvals.records.count, 1);
}

static void where_nobody_asks_nothing_is_read(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(loading_clear) struct loading l = {0};
	struct pg_error err = {0};

	(void)state;
	signed_repo(SIGNED_POLICY);
	shell(PLAN_FUNCTION "plan " PLAN " src/a.c; echo 1 >src/a.c; git add .", NULL);
	record = approval_of(PLAN);
	store(record, "sue");
	must(load(&l, &err), &err);
	assert_int_equal(l.approvals.records.count, 0);
	assert_string_equal(l.texts.items[0].digest, "");
}

/* Stage so many files with the name of a record, by a tree that is made at once. */
static void add_names(int count)
{
	CLEANUP(str_clear) struct str script = {0};

	str_addf(&script,
		 "id=$(echo x | git hash-object -w --stdin); seq -f '%%.0f' 1 %d |"
		 "while read -r i; do printf '100644 %%s "
		 "0\\t.plangate/records/%%064d.json\\n' "
		 "$id $i; done | git update-index --index-info",
		 count);
	shell(str_text(&script), NULL);
}

static void a_tree_has_so_many_records_and_no_more(void **state)
{
	CLEANUP(loading_clear) struct loading most = {0};
	CLEANUP(loading_clear) struct loading more = {0};
	struct pg_error err = {0};

	(void)state;
	signed_repo(APPROVED_POLICY);
	shell(PLAN_FUNCTION "plan " PLAN " src/a.c; echo 1 >src/a.c; git add .", NULL);
	add_names(MOST_RECORDS);
	must(load(&most, &err), &err);
	add_names(MOST_RECORDS + 1);
	fails(load(&more, &err), &err, PG_ERR_SYSTEM, "more than 20000 records");
}

static void where_a_rule_that_asks_did_not_fire_nothing_is_read(void **state)
{
	CLEANUP(record_freep) struct record *record = NULL;
	CLEANUP(loading_clear) struct loading l = {0};
	struct pg_error err = {0};

	(void)state;
	signed_repo(APPROVED_POLICY);
	shell(PLAN_FUNCTION "plan " PLAN " docs/a.txt; echo 1 >docs/a.txt; git add .",
	      NULL);
	record = approval_of(PLAN);
	store(record, "sue");
	must(load(&l, &err), &err);
	assert_int_equal(l.approvals.records.count, 0);
}

static void who_wrote_the_plan_alone_may_approve_it(void **state)
{
	CLEANUP(loading_clear) struct loading l = {0};
	struct pg_error err = {0};

	(void)state;
	signed_repo(APPROVED_POLICY);
	shell("git tag base;" PLAN_FUNCTION "plan " PLAN
	      " src/a.c; git add .; GIT_AUTHOR_EMAIL=sue@example.org "
	      "GIT_COMMITTER_EMAIL=sue@example.org git commit -qm plan; echo 1 >src/a.c;"
	      "git add .; git commit -qm code",
	      NULL);
	l.repo = open_here();
	open_case(&l.c, l.repo, SPEC_RANGE, "base", "HEAD");
	must(case_read_trust(&l.c, &err), &err);
	must(case_judge(&l.c, &err), &err);
	must(plan_texts_read(&l.c, &l.texts, &err), &err);
	l.approvals = (struct approvals){.c = &l.c, .at = &l.c, .least = SEVERITY_ERROR};
	must(approvals_load(&l.approvals, &l.texts, &err), &err);
	assert_true(strlist_has(&l.approvals.people, "ann@example.org"));
	assert_false(strlist_has(&l.approvals.people, "sue@example.org"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(persons_are_counted_over_records_and_once_each),
		cmocka_unit_test(only_members_of_the_role_count),
		cmocka_unit_test(who_made_the_change_does_not_approve_its_plan),
		cmocka_unit_test(an_approval_of_something_else_does_not_count),
		cmocka_unit_test(
			an_approval_counts_to_its_last_second_and_for_ever_where_it_names_none),
		cmocka_unit_test(without_an_id_of_the_repository_nothing_is_approved),
		cmocka_unit_test(the_risk_that_a_plan_states_may_ask_for_approvals),
		cmocka_unit_test(only_open_findings_of_enough_weight_ask),
		cmocka_unit_test(a_problem_that_is_off_is_not_told),
		FIXTURE_TEST(approvals_of_the_exact_text_are_read_from_the_tree),
		FIXTURE_TEST(where_nobody_asks_nothing_is_read),
		FIXTURE_TEST(a_tree_has_so_many_records_and_no_more),
		FIXTURE_TEST(where_a_rule_that_asks_did_not_fire_nothing_is_read),
		FIXTURE_TEST(who_wrote_the_plan_alone_may_approve_it),
		cmocka_unit_test(the_policy_s_own_files_are_approved_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
