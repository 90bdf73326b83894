/* What a repository tells of itself, also where some of its blobs are not here. */
#include "../change/scene.h"
#include "plangate/assist/propose.h"

/* lib/core.py is imported by three and changed four times; a login page; documents of that kind. */
#define HISTORY                                                                            \
	"git init -q -b main .; mkdir -p lib app doc/plans auth; : >lib/__init__.py;"      \
	"echo 'x = 1' >lib/core.py; for f in a b c; do echo 'import lib.core' "            \
	">app/$f.py; done; echo x >doc/plans/0.md; echo x >auth/page.py;"                  \
	"git add .; git commit -qm begin;"                                                 \
	"for i in 1 2 3; do echo \"y = $i\" >>lib/core.py; git commit -qam $i; done;"      \
	"for f in a b c; do echo '# more' >>app/$f.py; done; echo x >notes.md; git add .;" \
	"git commit -qm many;"

static void proposal_of(struct proposal *proposal)
{
	CLEANUP(repo_freep) struct repo *repo = open_here();
	struct pg_error err = {0};

	must(propose(repo, proposal, &err), &err);
}

static void packs_folder_and_risky_files_are_read_from_the_repository(void **state)
{
	struct proposal proposal = {0};

	(void)state;
	shell(HISTORY, NULL);
	proposal_of(&proposal);
	assert_string_equal(proposal.packs.items[0], "plangate:default");
	assert_string_equal(proposal.reasons.items[0], "");
	assert_true(strlist_has(&proposal.packs, "plangate:security"));
	assert_true(strlist_has(&proposal.reasons, "auth/page.py"));
	assert_string_equal(proposal.plan_folder, "doc/plans");
	assert_int_equal(proposal.file_count, 1);
	assert_string_equal(proposal.files[0].path, "lib/core.py");
	assert_int_equal(proposal.files[0].importers, 3);
	assert_int_equal(proposal.files[0].changes, 3);
	assert_int_equal(proposal.files[0].lines, 4);
	/* The first commit says nothing of how people work. */
	assert_int_equal(proposal.commits, 4);
	assert_int_equal(proposal.fired_all, 1);
	assert_int_equal(proposal.fired_code, 1);
	proposal_clear(&proposal);
}

static void an_empty_repository_proposes_the_default(void **state)
{
	struct proposal proposal = {0};

	(void)state;
	shell("git init -q -b main .", NULL);
	proposal_of(&proposal);
	assert_int_equal(proposal.packs.count, 1);
	assert_int_equal(proposal.commits, 0);
	assert_string_equal(proposal.plan_folder, "docs/plans");
	proposal_clear(&proposal);
}

/* Delete every blob of the history that HEAD does not have, and one that it has. */
#define DAMAGE                                                                             \
	"git rev-list --objects --all --not $(git rev-parse HEAD^{tree}) -- lib app |"     \
	" cut -d' ' -f1 >../some; git rev-parse HEAD:app/a.py >>../some;"                  \
	"while read -r id; do case $(git cat-file -t $id) in blob)"                        \
	" rm -f .git/objects/$(echo $id | sed 's,^..,&/,');; esac; done <../some;"

static void what_is_damaged_is_left_out(void **state)
{
	struct proposal proposal = {0};

	(void)state;
	shell(HISTORY DAMAGE, NULL);
	proposal_of(&proposal);
	/* One importer less: two are too few for a risky file. */
	assert_int_equal(proposal.file_count, 0);
	assert_int_equal(proposal.fired_all, proposal.commits ? 1 : 0);
	assert_string_equal(proposal.plan_folder, "doc/plans");
	assert_true(strlist_has(&proposal.packs, "plangate:security"));
	proposal_clear(&proposal);
}

static size_t count_objects(void)
{
	CLEANUP(str_clear) struct str out = {0};

	shell("git cat-file --batch-all-objects --batch-check --unordered | wc -l", &out);
	return (size_t)strtoul(str_text(&out), NULL, 10);
}

/* In a partial clone nothing is fetched for it, whether or not the remote is there. */
static void in_a_partial_clone_nothing_is_fetched(void **state)
{
	static const char *const remotes[] = {"", "mv ../work ../away; mkdir ../work"};

	(void)state;
	shell(HISTORY "git config uploadpack.allowFilter true;"
		      "git clone -q --filter=blob:none \"file://$PWD\" ../partial",
	      NULL);
	assert_int_equal(chdir("../partial"), 0);
	for (size_t i = 0; i < TEST_COUNT(remotes); i++) {
		struct proposal proposal = {0};
		size_t before, after;

		shell(remotes[i], NULL);
		before = count_objects();
		proposal_of(&proposal);
		after = count_objects();
		assert_int_equal(before, after);
		/* What is checked out is here, and which files change needs no content. */
		assert_int_equal(proposal.file_count, 1);
		assert_int_equal(proposal.files[0].importers, 3);
		assert_int_equal(proposal.files[0].changes, 3);
		assert_string_equal(proposal.plan_folder, "doc/plans");
		proposal_clear(&proposal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(packs_folder_and_risky_files_are_read_from_the_repository),
		FIXTURE_TEST(an_empty_repository_proposes_the_default),
		FIXTURE_TEST(what_is_damaged_is_left_out),
		FIXTURE_TEST(in_a_partial_clone_nothing_is_fetched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
