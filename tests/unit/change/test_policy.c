/* Whose policy judges: that of a tree, of a file, of those who write; and where judging begins. */
#include "plangate/base/value.h"
#include "plangate/change/policy.h"
#include "scene.h"

static const char other[] = "version: 1\nmode: warn\n";

/* The policy of HEAD's tree, after this was done and committed; NULL where it has none. */
static struct policy *policy_after(const char *script, int *rc, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct policy *policy = NULL;
	struct oid tree;

	gated_repo(MANY_POLICY);
	shell(script, NULL);
	shell("git add -A; git commit -qm changed --allow-empty", NULL);
	repo = open_here();
	tree = oid_of("HEAD^{tree}");
	*rc = policy_from_tree(repo, &tree, &policy, err);
	return policy;
}

static struct policy *good_policy_after(const char *script)
{
	struct pg_error err = {0};
	struct policy *policy;
	int rc;

	policy = policy_after(script, &rc, &err);
	must(rc, &err);
	return policy;
}

static void bad_policy_after(const char *script, const char *says)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error err = {0};
	int rc;

	policy = policy_after(script, &rc, &err);
	fails(rc, &err, PG_ERR_POLICY, says);
	assert_null(policy);
}

static void yaml_is_read(void **state)
{
	CLEANUP(policy_freep) struct policy *policy = good_policy_after("");

	(void)state;
	assert_string_equal(policy->file, POLICY_YAML);
}

static void json_is_read(void **state)
{
	CLEANUP(policy_freep)
	struct policy *policy =
		good_policy_after("git rm -q .plangate/policy.yaml;"
				  "mkdir -p .plangate; echo '{\"version\": 1, "
				  "\"mode\": \"warn\"}' "
				  ">.plangate/policy.json");

	(void)state;
	assert_string_equal(policy->file, POLICY_JSON);
	assert_true(policy->warn_only);
}

static void both_are_one_too_many(void **state)
{
	(void)state;
	bad_policy_after("echo '{\"version\": 1}' >.plangate/policy.json",
			 "there is a .plangate/policy.json too");
}

static void none_is_no_error(void **state)
{
	(void)state;
	assert_null(good_policy_after("git rm -q .plangate/policy.yaml"));
}

static void a_broken_one_says_where(void **state)
{
	(void)state;
	bad_policy_after("printf 'version: 1\nrule: []\n' >.plangate/policy.yaml",
			 ".plangate/policy.yaml:2:1: ");
}

static void a_link_is_no_policy(void **state)
{
	(void)state;
	bad_policy_after("rm .plangate/policy.yaml; ln -s ../x .plangate/policy.yaml",
			 "not a regular file");
}

static void one_that_is_too_large_is_not_read(void **state)
{
	CLEANUP(str_clear) struct str script = {0};

	(void)state;
	str_addf(&script, "head -c %d /dev/zero | tr '\\0' '#' >>.plangate/policy.yaml",
		 VALUE_MOST_BYTES);
	bad_policy_after(str_text(&script), "more than a policy may have");
}

static void what_it_extends_comes_from_the_same_tree(void **state)
{
	CLEANUP(policy_freep)
	struct policy *policy = good_policy_after(
		"printf 'version: 1\nextends: [more.yaml]\n' "
		">.plangate/policy.yaml;"
		"printf 'version: 1\nrules: [{id: more, when: {files: 9}}]\n'"
		" >more.yaml");

	(void)state;
	assert_string_equal(policy->rules[policy->rule_count - 1].id, "more");
	assert_true(policy_guards(policy, "more.yaml"));
}

static void what_it_extends_must_be_there(void **state)
{
	(void)state;
	bad_policy_after(
		"printf 'version: 1\nextends: [gone.yaml]\n' "
		">.plangate/policy.yaml; echo >gone.yaml; echo gone.yaml >.gitignore",
		"gone.yaml: there is no such file in the tree of the policy");
}

static void a_file_on_disk_extends_what_the_tree_has(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(policy_freep) struct policy *policy = NULL;
	struct pg_error err = {0};
	struct oid tree;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("printf 'version: 1\nrules: []\n' >more.yaml; git add .; git commit -qm x;"
	      "rm more.yaml; printf 'version: 1\nextends: [more.yaml]\n' >../mine.yaml",
	      NULL);
	repo = open_here();
	tree = oid_of("HEAD^{tree}");
	must(policy_from_file(repo, "../mine.yaml", &tree, &policy, &err), &err);
	assert_true(policy_guards(policy, "more.yaml"));
	policy_free(policy);
	policy = NULL;
	fails(policy_from_file(repo, "../nowhere.yaml", &tree, &policy, &err), &err,
	      PG_ERR_SYSTEM, "nowhere.yaml");
}

static void a_tree_has_a_policy_valid_or_not(void **state)
{
	static const struct {
		const char *script;
		bool has;
	} rows[] = {{"git rm -q .plangate/policy.yaml", false},
		    {"mkdir -p .plangate; echo garbage >.plangate/policy.json", true},
		    {"echo garbage >.plangate/policy.yaml", true},
		    {"git rm -q .plangate/policy.*", false},
		    {"mkdir -p .plangate; ln -s x .plangate/policy.yaml", true}};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	repo = open_here();
	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		struct oid tree;
		bool has = !rows[i].has;

		shell(rows[i].script, NULL);
		shell("git add -A; git commit -qm x", NULL);
		tree = oid_of("HEAD^{tree}");
		must(tree_has_policy(repo, &tree, &has, &err), &err);
		if (has != rows[i].has)
			fail_msg("%s", rows[i].script);
	}
}

/* Adopt a spec of this range (or "staged"); *none and the notes are the caller's to look at. */
static struct change_spec adopt(struct repo *repo, const char *from, struct strlist *notes,
				bool *none)
{
	struct change_spec spec = from ? make_spec(repo, SPEC_RANGE, from, "HEAD")
				       : make_spec(repo, SPEC_STAGED, NULL, NULL);
	struct pg_error err = {0};

	must(spec_adopt(repo, &spec, notes, none, &err), &err);
	return spec;
}

static void judging_begins_behind_the_commit_that_brings_the_policy(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(strlist_clear) struct strlist notes = {0};
	struct change_spec spec;
	bool none = true;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo 1 >src/a.c; git add .; git commit -qm a", NULL);
	repo = open_here();
	spec = adopt(repo, "HEAD~2", &notes, &none);
	oid_is(&spec.base_commit, "HEAD~1");
	oid_is(&spec.policy_tree, "HEAD~1^{tree}");
	assert_false(none);
	assert_int_equal(notes.count, 1);
	assert_non_null(strstr(notes.items[0], "adopts plangate; judging begins after it"));
	/* Another ref that is adopted by the same commit is not told again. */
	adopt(repo, "HEAD~2", &notes, &none);
	assert_int_equal(notes.count, 1);
}

static void a_base_with_a_policy_stays_the_base(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(strlist_clear) struct strlist notes = {0};
	struct change_spec spec;
	bool none = true;

	(void)state;
	gated_repo(MANY_POLICY);
	shell("echo garbage >.plangate/policy.yaml; git commit -qam broken;"
	      "echo 1 >src/a.c; git add .; git commit -qm a",
	      NULL);
	repo = open_here();
	spec = adopt(repo, "HEAD~1", &notes, &none);
	oid_is(&spec.base_commit, "HEAD~1");
	assert_false(none);
	assert_int_equal(notes.count, 0);
}

static void where_no_commit_brings_one_there_is_none(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(strlist_clear) struct strlist notes = {0};
	struct change_spec spec;
	bool none = false;

	(void)state;
	shell("git init -q -b main .; for i in 1 2; do echo $i >a; git add .; git commit "
	      "-qm $i;"
	      "done",
	      NULL);
	repo = open_here();
	spec = adopt(repo, "HEAD~1", &notes, &none);
	oid_is(&spec.base_commit, "HEAD~1");
	assert_true(none);
	none = false;
	adopt(repo, NULL, &notes, &none);
	assert_true(none);
	assert_int_equal(notes.count, 0);
}

static void the_commit_that_is_being_made_may_adopt(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(strlist_clear) struct strlist notes = {0};
	bool none = false;

	(void)state;
	give_policy(other);
	shell("git init -q -b main .; echo 1 >a; git add .; git commit -qm 1;"
	      "mkdir .plangate; cp ../policy .plangate/policy.yaml; git add .",
	      NULL);
	repo = open_here();
	adopt(repo, NULL, &notes, &none);
	assert_true(none);
	assert_int_equal(notes.count, 1);
	assert_string_equal(notes.items[0],
			    "this commit adopts plangate; judging begins after it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(yaml_is_read),
		FIXTURE_TEST(json_is_read),
		FIXTURE_TEST(both_are_one_too_many),
		FIXTURE_TEST(none_is_no_error),
		FIXTURE_TEST(a_broken_one_says_where),
		FIXTURE_TEST(a_link_is_no_policy),
		FIXTURE_TEST(one_that_is_too_large_is_not_read),
		FIXTURE_TEST(what_it_extends_comes_from_the_same_tree),
		FIXTURE_TEST(what_it_extends_must_be_there),
		FIXTURE_TEST(a_file_on_disk_extends_what_the_tree_has),
		FIXTURE_TEST(a_tree_has_a_policy_valid_or_not),
		FIXTURE_TEST(judging_begins_behind_the_commit_that_brings_the_policy),
		FIXTURE_TEST(a_base_with_a_policy_stays_the_base),
		FIXTURE_TEST(where_no_commit_brings_one_there_is_none),
		FIXTURE_TEST(the_commit_that_is_being_made_may_adopt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
