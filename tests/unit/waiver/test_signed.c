/* Which records of a tree are read, and whose signatures on them hold. */
#include "plangate/waiver/signed.h"
#include "records.h"

/* The record of what is staged, by the trust of HEAD. */
struct stage_case {
	struct repo *repo;
	struct pg_case c;
	struct record_wish wish;
	struct signed_records found;
};

static void stage_clear(struct stage_case *s)
{
	signed_records_clear(&s->found);
	case_close(&s->c);
	repo_free(s->repo);
}

static void stage_open(struct stage_case *s)
{
	struct pg_error err = {0};

	s->repo = open_here();
	open_case(&s->c, s->repo, SPEC_STAGED, NULL, NULL);
	must(case_read_trust(&s->c, &err), &err);
	s->wish = (struct record_wish){.trust = s->c.trust,
				       .tree = &s->c.spec.tree,
				       .type = RECORD_OVERRIDE,
				       .now = SCENE_NOW};
}

static void read_one(struct stage_case *s, const char *id)
{
	struct pg_error err = {0};

	must(record_read(&s->wish, id, &s->found, &err), &err);
}

/* "sue@example.org sam@example.org" */
static void persons_are(const struct stage_case *s, const char *persons)
{
	CLEANUP(str_clear) struct str out = {0};

	assert_int_equal(s->found.count, 1);
	for (size_t i = 0; i < s->found.items[0].persons.count; i++)
		str_addf(&out, "%s%s", i ? " " : "", s->found.items[0].persons.items[i]);
	assert_string_equal(str_text(&out), persons);
}

static void a_person_counts_once_however_often_they_sign(void **state)
{
	CLEANUP(stage_clear) struct stage_case s = {0};
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "sue sam sue");
	stage_open(&s);
	read_one(&s, record->id);
	persons_are(&s, "sue@example.org sam@example.org");
	assert_int_equal(s.found.items[0].remarks.count, 0);
	assert_string_equal(s.found.items[0].record->id, record->id);
}

static void a_signature_that_does_not_hold_leaves_a_remark(void **state)
{
	CLEANUP(stage_clear) struct stage_case s = {0};
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "eve sam");
	stage_open(&s);
	read_one(&s, record->id);
	persons_are(&s, "sam@example.org");
	assert_int_equal(s.found.items[0].remarks.count, 1);
	assert_non_null(strstr(s.found.items[0].remarks.items[0], "signature 0: "));
}

static void the_signers_are_those_of_the_base(void **state)
{
	CLEANUP(stage_clear) struct stage_case s = {0};
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	shell("printf 'eve@example.org namespaces=\"plangate-override@v1\" %s\\n' "
	      "\"$(cut -d' ' -f1,2 ../keys/eve.pub)\" >>.plangate/signers; git add .",
	      NULL);
	record = new_override("source", "src/main.c");
	store(record, "eve");
	stage_open(&s);
	read_one(&s, record->id);
	persons_are(&s, "");
}

static bool is_foreign(void *context, const struct record *record)
{
	return strcmp(record->repository, context) != 0;
}

static void only_records_that_are_wanted_are_read(void **state)
{
	CLEANUP(stage_clear) struct stage_case s = {0};
	CLEANUP(record_freep) struct record *record = NULL;
	char here[] = REPOSITORY, elsewhere[] = "fedcba9876543210";

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "");
	stage_open(&s);
	s.wish.type = RECORD_APPROVAL;
	read_one(&s, record->id);
	assert_int_equal(s.found.count, 0);
	s.wish.type = RECORD_OVERRIDE;
	s.wish.wanted = is_foreign;
	s.wish.context = here;
	read_one(&s, record->id);
	assert_int_equal(s.found.count, 0);
	s.wish.context = elsewhere;
	read_one(&s, record->id);
	assert_int_equal(s.found.count, 1);
}

static void of_an_expired_record_the_signatures_are_checked_only_for_who_asks(void **state)
{
	static const struct {
		long long now;
		bool too;
		const char *persons;
	} rows[] = {{SCENE_NOW + HOUR - 1, false, "sue@example.org"},
		    {SCENE_NOW + HOUR, false, ""},
		    {SCENE_NOW + HOUR, true, "sue@example.org"}};
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "sue");
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		CLEANUP(stage_clear) struct stage_case s = {0};

		stage_open(&s);
		s.wish.now = rows[i].now;
		s.wish.expired_too = rows[i].too;
		read_one(&s, record->id);
		persons_are(&s, rows[i].persons);
	}
}

static void what_is_no_valid_record_is_left_out(void **state)
{
	CLEANUP(stage_clear) struct stage_case s = {0};
	CLEANUP(record_freep) struct record *record = NULL;

	(void)state;
	signed_repo(SIGNED_POLICY);
	record = new_override("source", "src/main.c");
	store(record, "sue");
	shell("echo | tee -a .plangate/records/*.json >/dev/null; git add .", NULL);
	stage_open(&s);
	read_one(&s, record->id);
	read_one(&s, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	assert_int_equal(s.found.count, 0);
}

/* Whether the bytes of this path of HEAD may be read. */
static void blob_is_found(const char *path, bool found)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	CLEANUP(str_clear) struct str out = {0};
	struct pg_error err = {0};
	struct oid tree = oid_of("HEAD^{tree}");
	bool is_found = !found;

	must(record_blob(repo, &tree, path, &out, &is_found, &err), &err);
	if (is_found != found)
		fail_msg("%s", path);
	assert_int_equal(out.len != 0, found);
}

#define ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde"

static void bytes_are_read_by_the_name_of_a_record_within_its_limit(void **state)
{
	CLEANUP(str_clear) struct str script = {0};

	(void)state;
	str_addf(&script,
		 "git init -q -b main .; mkdir -p .plangate/records; cd .plangate/records;"
		 "head -c %d /dev/zero >" ID "0.json; head -c %d /dev/zero >" ID "1.json;"
		 "head -c %d /dev/zero >" ID "0.0.sig; head -c %d /dev/zero >" ID "0.1.sig;"
		 "echo x >" ID "2.json; chmod +x " ID "2.json; echo x >x.json;"
		 "git add .; git commit -qm x",
		 RECORD_MOST_BYTES, RECORD_MOST_BYTES + 1, SIGNATURE_MOST_BYTES,
		 SIGNATURE_MOST_BYTES + 1);
	shell(str_text(&script), NULL);
	blob_is_found(RECORDS_FOLDER "/" ID "0.json", true);
	blob_is_found(RECORDS_FOLDER "/" ID "1.json", false);
	blob_is_found(RECORDS_FOLDER "/" ID "0.0.sig", true);
	blob_is_found(RECORDS_FOLDER "/" ID "0.1.sig", false);
	blob_is_found(RECORDS_FOLDER "/" ID "2.json", false);
	blob_is_found(RECORDS_FOLDER "/" ID "3.json", false);
	blob_is_found(RECORDS_FOLDER "/x.json", false);
}

/* "ann bob": who made a change, before their '@'. */
static void people_are(const struct change_spec *spec, const char *path, const char *wanted)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	CLEANUP(strlist_clear) struct strlist people = {0};
	CLEANUP(strlist_clear) struct strlist paths = {0};
	CLEANUP(str_clear) struct str found = {0};
	struct pg_error err = {0};

	strlist_add(&paths, path);
	must(change_people(repo, spec, &paths, &people, &err), &err);
	strlist_sort_unique(&people);
	for (size_t i = 0; i < people.count; i++)
		str_addf(&found, "%s%.*s", i ? " " : "", (int)strcspn(people.items[i], "@"),
			 people.items[i]);
	assert_string_equal(str_text(&found), wanted);
}

static void those_who_made_a_change_are_authors_committers_and_pushers(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(strlist_clear) struct strlist pushers = {0};
	struct change_spec spec;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo 1 >src/a.c; git add .; GIT_AUTHOR_EMAIL=bob@x git commit -qm a;"
	      "echo 1 >src/b.c; git add .; GIT_AUTHOR_EMAIL=cid@x "
	      "GIT_COMMITTER_EMAIL=dan@x "
	      "git commit -qm b; echo 1 >src/c.c; git add .",
	      NULL);
	repo = open_here();
	spec = make_spec(repo, SPEC_STAGED, NULL, NULL);
	people_are(&spec, "src/a.c", "ann");
	spec = make_spec(repo, SPEC_COMMIT, NULL, "HEAD");
	people_are(&spec, "src/a.c", "cid dan");
	/* Of a range those alone who had a hand in these files. */
	spec = make_spec(repo, SPEC_RANGE, "HEAD~2", "HEAD");
	people_are(&spec, "src/a.c", "ann bob");
	people_are(&spec, "src/b.c", "cid dan");
	strlist_add(&pushers, "pat@x");
	spec.pushers = &pushers;
	people_are(&spec, "src/b.c", "cid dan pat");
}

static void a_change_goes_to_the_ref_that_is_named_or_its_own_branch(void **state)
{
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(freep) char *first = NULL;
	CLEANUP(freep) char *second = NULL;

	(void)state;
	case_by_hand(&c, MANY_POLICY, "A a");
	assert_null(change_target(&c));
	c.set.branch = xstrdup("topic");
	first = change_target(&c);
	assert_string_equal(first, "refs/heads/topic");
	c.spec.ref = "refs/tags/v1";
	second = change_target(&c);
	assert_string_equal(second, "refs/tags/v1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_person_counts_once_however_often_they_sign),
		FIXTURE_TEST(a_signature_that_does_not_hold_leaves_a_remark),
		FIXTURE_TEST(the_signers_are_those_of_the_base),
		FIXTURE_TEST(only_records_that_are_wanted_are_read),
		FIXTURE_TEST(
			of_an_expired_record_the_signatures_are_checked_only_for_who_asks),
		FIXTURE_TEST(what_is_no_valid_record_is_left_out),
		FIXTURE_TEST(bytes_are_read_by_the_name_of_a_record_within_its_limit),
		FIXTURE_TEST(those_who_made_a_change_are_authors_committers_and_pushers),
		cmocka_unit_test(a_change_goes_to_the_ref_that_is_named_or_its_own_branch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
