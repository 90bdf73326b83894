/* The plan documents of the tree of a change: which are read, what is one plan, what an approval signs. */
#include "plangate/change/plans.h"
#include "plangate/change/trees.h"
#include "plangate/plan/document.h"
#include "plangate/record/record.h"
#include "scene.h"

#define FORM_POLICY "version: 1\nplans: {profile: openspec}\n"

/* "docs/plans/a.md docs/plans/b.md+": those that are read; + where the change touches one. */
static void plans_are(const struct pg_case *c, const char *paths)
{
	CLEANUP(plan_texts_clear) struct plan_texts texts = {0};
	CLEANUP(str_clear) struct str found = {0};
	struct pg_error err = {0};

	must(plan_texts_read(c, &texts, &err), &err);
	for (size_t i = 0; i < texts.count; i++)
		str_addf(&found, "%s%s%s", i ? " " : "", plan_path(texts.items[i].plan),
			 texts.items[i].touched ? "+" : "");
	assert_string_equal(str_text(&found), paths);
}

static void every_document_that_the_policy_names_is_read(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo("version: 1\nplans: {paths: [\"docs/plans/**/*.md\", \"rfcs/*.md\"]}\n");
	shell(PLAN_FUNCTION "plan docs/plans/a.md x; plan docs/plans/deep/b.md x;"
			    "plan rfcs/1.md x; plan rfcs/deep/2.md x; plan docs/c.md x;"
			    "git add .; git commit -qm plans; echo >>docs/plans/deep/b.md;"
			    "plan docs/plans/new.md x; git rm -q docs/plans/a.md;"
			    "echo x >docs/plans/note.txt; ln -s new.md docs/plans/link.md;"
			    "git add .",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	plans_are(&c, "docs/plans/deep/b.md+ docs/plans/new.md+ rfcs/1.md");
}

static void a_document_that_two_globs_name_is_read_once(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};

	(void)state;
	gated_repo("version: 1\nplans: {paths: [\"docs/**\", \"docs/plans/*.md\"]}\n");
	shell(PLAN_FUNCTION "plan docs/plans/a.md x; git add .", NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	plans_are(&c, "docs/plans/a.md+");
}

/* A change folder of OpenSpec, and an archived one. */
static struct repo *folders_here(struct pg_case *c)
{
	struct repo *repo;

	gated_repo(FORM_POLICY);
	shell("d=openspec/changes; mkdir -p $d/one/specs/a $d/archive/old $d/two;"
	      "echo '# Change: One' >$d/one/proposal.md; echo '- [ ] do' >$d/one/tasks.md;"
	      "echo '# Spec' >$d/one/specs/a/spec.md; echo '# Notes' >$d/one/notes.md;"
	      "echo '# Change: Old' >$d/archive/old/proposal.md; echo '# Change: Two' "
	      ">$d/two/proposal.md; git add .; git commit -qm plans;"
	      "echo '- [ ] more' >>$d/one/tasks.md; git add .",
	      NULL);
	repo = open_here();
	open_case(c, repo, SPEC_STAGED, NULL, NULL);
	return repo;
}

static void the_documents_of_a_folder_are_one_plan(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(plan_texts_clear) struct plan_texts texts = {0};
	struct pg_error err = {0};
	const struct plan *one;

	(void)state;
	repo = folders_here(&c);
	plans_are(&c, "openspec/changes/one/proposal.md+ openspec/changes/two/proposal.md");
	must(plan_texts_read(&c, &texts, &err), &err);
	one = texts.items[0].plan;
	assert_true(plan_has_document(one, "openspec/changes/one/tasks.md"));
	assert_true(plan_has_document(one, "openspec/changes/one/specs/a/spec.md"));
	assert_false(plan_has_document(one, "openspec/changes/one/notes.md"));
	assert_false(plan_has_document(one, "openspec/changes/two/proposal.md"));
}

static void identify(const struct pg_case *c, const char *path, struct plan_identity *out)
{
	const struct tree_pair trees = trees_of(c->repo, &c->spec);
	struct pg_error err = {0};

	must(plan_tree_digest(&c->policy->plans, path, &trees, out, &err), &err);
}

static void an_approval_of_a_folder_signs_all_its_documents(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(case_close) struct pg_case head = {0};
	struct plan_identity by_chief, by_part, before;

	(void)state;
	repo = folders_here(&c);
	identify(&c, "openspec/changes/one/proposal.md", &by_chief);
	identify(&c, "openspec/changes/one/specs/a/spec.md", &by_part);
	assert_string_equal(by_part.chief, "openspec/changes/one/proposal.md");
	assert_string_equal(by_part.digest, by_chief.digest);
	/* One of its documents was another before. */
	open_case(&head, repo, SPEC_COMMIT, NULL, "HEAD");
	identify(&head, "openspec/changes/one/proposal.md", &before);
	assert_string_not_equal(before.digest, by_chief.digest);
	/* So did an approval by the text alone. */
	assert_string_equal(by_part.text_digest, by_chief.text_digest);
	assert_string_not_equal(before.text_digest, by_chief.text_digest);
	free(by_chief.chief);
	free(by_part.chief);
	free(before.chief);
}

static void an_approval_of_one_document_signs_its_text(void **state)
{
	static const char text[] = "# Implementation Plan: x\n";
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	struct plan_identity found;
	char wanted[SHA256_HEX + 1];

	(void)state;
	gated_repo(MANY_POLICY);
	shell("mkdir docs/plans; echo '# Implementation Plan: x' >docs/plans/a.md;"
	      "ln -s a.md docs/plans/link.md; git add .",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	identify(&c, "docs/plans/a.md", &found);
	plan_digest(text, strlen(text), wanted);
	assert_string_equal(found.text_digest, wanted);
	assert_string_not_equal(found.digest, wanted);
	free(found.chief);
	identify(&c, "docs/plans/none.md", &found);
	assert_null(found.chief);
	identify(&c, "docs/plans/link.md", &found);
	assert_null(found.chief);
}

static void a_text_that_is_too_large_can_be_signed_by_nobody(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(plan_texts_clear) struct plan_texts texts = {0};
	struct pg_error err = {0};
	struct plan_identity large, most;
	CLEANUP(str_clear) struct str script = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	str_addf(&script,
		 "mkdir docs/plans; head -c %d /dev/zero | tr '\\0' '\\n' >docs/plans/l.md;"
		 "head -c %d /dev/zero | tr '\\0' '\\n' >docs/plans/m.md; git add .",
		 PLAN_MOST_BYTES + 1, PLAN_MOST_BYTES);
	shell(str_text(&script), NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	identify(&c, "docs/plans/l.md", &large);
	identify(&c, "docs/plans/m.md", &most);
	assert_string_equal(large.digest, "");
	assert_int_equal(strlen(most.digest), SHA256_HEX);
	free(large.chief);
	free(most.chief);
	must(plan_texts_read(&c, &texts, &err), &err);
	assert_int_equal(texts.count, 2);
	assert_false(plan_is_plan(texts.items[0].plan));
}

static void a_document_on_disk_is_read_as_it_stands_there(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	const struct plan_file file = {"../mine.md", "docs/plans/a.md"};
	struct plan_text text = {0};
	struct plan_identity staged;
	struct pg_error err = {0};

	(void)state;
	gated_repo(MANY_POLICY);
	shell(PLAN_FUNCTION
	      "plan docs/plans/a.md src/a.c; git add .; plan ../mine.md src/b.c",
	      NULL);
	repo = open_here();
	open_case(&c, repo, SPEC_STAGED, NULL, NULL);
	must(plan_from_disk(&c, &file, &text, &err), &err);
	assert_string_equal(plan_path(text.plan), "docs/plans/a.md");
	assert_non_null(plan_covers(text.plan, "src/b.c"));
	assert_null(plan_covers(text.plan, "src/a.c"));
	assert_true(text.touched);
	identify(&c, "docs/plans/a.md", &staged);
	assert_string_not_equal(text.digest, staged.digest);
	free(staged.chief);
	plan_free(text.plan);
}

static void of_a_folder_on_disk_what_is_beside_the_document_is_read_there_too(void **state)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	const struct plan_file file = {"openspec/changes/one/proposal.md",
				       "openspec/changes/one/proposal.md"};
	struct plan_text text = {0};
	struct pg_error err = {0};

	(void)state;
	repo = folders_here(&c);
	shell("cd openspec/changes/one; echo '- [ ] x' >design.md; rm specs/a/spec.md",
	      NULL);
	must(plan_from_disk(&c, &file, &text, &err), &err);
	/* One is not staged yet, one is no more on disk and still is. */
	assert_true(plan_has_document(text.plan, "openspec/changes/one/design.md"));
	assert_true(plan_has_document(text.plan, "openspec/changes/one/specs/a/spec.md"));
	plan_free(text.plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(every_document_that_the_policy_names_is_read),
		FIXTURE_TEST(a_document_that_two_globs_name_is_read_once),
		FIXTURE_TEST(the_documents_of_a_folder_are_one_plan),
		FIXTURE_TEST(an_approval_of_a_folder_signs_all_its_documents),
		FIXTURE_TEST(an_approval_of_one_document_signs_its_text),
		FIXTURE_TEST(a_text_that_is_too_large_can_be_signed_by_nobody),
		FIXTURE_TEST(a_document_on_disk_is_read_as_it_stands_there),
		FIXTURE_TEST(
			of_a_folder_on_disk_what_is_beside_the_document_is_read_there_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
