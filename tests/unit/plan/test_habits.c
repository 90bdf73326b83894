/* Several documents as one plan: where a problem is told, and what hostile documents cannot do. */
#include "plan_case.h"
#include "plangate/base/alloc.h"
#include "plangate/model/habit.h"

#define FOLDER "openspec/changes/x/"

static const struct demand standard = {PROFILE_STANDARD, RISK_NONE, 0, false};

struct folder {
	const char *proposal, *design, *tasks, *spec; /* NULL: not there */
};

static const struct folder good = {
	.proposal = "# Change: Limit\n\n## Why\n\nIt is slow.\n\n## Impact\n\n"
		    "- Affected code: `src/a.ts`\n- Risk Level: LOW\n",
	.design = "## Decisions\n\nA counter per client, kept in memory.\n\n## "
		  "Rollback\n\nSet `LIMIT=0`.\n\n"
		  "## Open Questions\n\nNone.\n",
	.tasks = "- [ ] 1.1 Count in `src/b.ts`\n- [ ] 1.2 Test in `test/a.ts` that the "
		 "seventh is refused\n",
};

static struct plan *read_folder(const struct folder *folder, struct plan_settings *settings)
{
	const char *const texts[] = {folder->proposal, folder->design, folder->tasks,
				     folder->spec};
	static const char *const names[] = {FOLDER "proposal.md", FOLDER "design.md",
					    FOLDER "tasks.md", FOLDER "specs/a/spec.md"};
	struct plan_document documents[4];
	size_t count = 0;

	plan_settings_init(settings);
	settings->habit = habit_find("openspec");
	for (size_t i = 0; i < 4; i++)
		if (texts[i])
			documents[count++] = (struct plan_document){names[i], texts[i],
								    strlen(texts[i])};
	return plan_read_documents(documents, count, settings, NULL);
}

/* "code file:line" of each error, in their order, with "; " between. */
static char *errors_of(const struct folder *folder)
{
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	struct plan *plan = read_folder(folder, &settings);
	struct str text = {0};

	plan_check(plan,
		   &(struct plan_asking){.demand = &standard,
					 .settings = &settings,
					 .at = STAGE_CLASS_PUSH},
		   &out);
	for (size_t i = 0; i < out.count; i++) {
		const struct diagnostic *item = &out.items[i];

		if (item->severity == SEVERITY_ERROR)
			str_addf(&text, "%s%s %s:%d", text.len ? "; " : "",
				 problem_id(item->problem), item->file + strlen(FOLDER),
				 item->line);
	}
	plan_free(plan);
	return str_take(&text);
}

static void expect_errors(const struct folder *folder, const char *wanted)
{
	CLEANUP(freep) char *errors = errors_of(folder);

	assert_string_equal(errors, wanted);
}

static void a_folder_is_one_plan(void **state)
{
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	struct plan *plan = read_folder(&good, &settings);

	(void)state;
	assert_string_equal(plan_path(plan), FOLDER "proposal.md");
	assert_string_equal(plan_title(plan), "Change: Limit");
	assert_non_null(plan_covers(plan, "src/a.ts"));
	assert_non_null(plan_covers(plan, "src/b.ts"));
	assert_non_null(plan_covers(plan, "test/a.ts"));
	assert_null(plan_covers(plan, "src/c.ts"));
	assert_string_equal(plan_document_path(plan, 2), FOLDER "tasks.md");
	assert_null(plan_document_path(plan, 3));
	assert_string_equal(plan_scope_path(plan), FOLDER "proposal.md");
	assert_int_equal(plan_scope_line(plan), 9);
	plan_free(plan);
	expect_errors(&good, "");
}

static void problems_are_told_where_they_stand(void **state)
{
	struct folder f = good;

	(void)state;
	f.design = "## Decisions\n\nA counter per client, kept in memory.\n\n## "
		   "Rollback\n\nNone.\n\n"
		   "## Open Questions\n\n- Who pays?\n";
	expect_errors(&f, "weak-rollback design.md:5; open-question design.md:11");
	f = good;
	f.tasks = "---\nowner: me\n---\n- [ ] 1.1 [fill in: the step]\n- [ ] 1.2 test "
		  "`x`\n";
	expect_errors(&f, "placeholder tasks.md:4");
	f = good;
	f.spec = "## ADDED Requirements\n\nTBD\n";
	expect_errors(&f, "placeholder specs/a/spec.md:3");
	f = good;
	f.design = NULL;
	expect_errors(&f, "missing-section proposal.md:1");
	f = good;
	f.tasks = NULL;
	expect_errors(&f, "missing-section proposal.md:1");
}

static void lines_are_counted_with_any_line_end(void **state)
{
	struct folder f = good;

	(void)state;
	f.proposal = "# Change: Limit\r\n\r\n## Impact\r\n\r\n- Files: `src/a.ts`\r\n"
		     "- Risk Level: LOW\r\n";
	f.design = "\xef\xbb\xbf## Decisions\r\rA counter.\r\r## Rollback\r\rNone.";
	expect_errors(&f, "weak-rollback design.md:5");
}

/* Lists of tasks have tests below each phase, and bold labels that come again. */
static void what_comes_again_in_tasks_is_no_second_answer(void **state)
{
	struct folder f = good;

	(void)state;
	f.tasks = "## 1. One\n\n- [ ] `src/b.ts`\n\n### Tests\n\n- [ ] `test/a.ts`\n\n"
		  "## 2. Two\n\n- [ ] `src/c.ts`\n\n### Tests\n\n- [ ] `test/c.ts`\n";
	expect_errors(&f, "");
	f = good;
	f.design = "## Decisions\n\nTwo ways.\n\n**Implementation:**\n\nA counter.\n\n"
		   "**Implementation:**\n\nA timer.\n\n## Rollback\n\nSet `LIMIT=0`.\n";
	expect_errors(&f, "");
}

static void every_document_may_have_a_section_of_its_own(void **state)
{
	struct folder f = good;

	(void)state;
	f.proposal = "# Change: Limit\n\n## Impact\n\n- `src/a.ts`\n- Risk Level: LOW\n\n"
		     "## Open Questions\n\n- ~~Who?~~\n\n## Rollback\n\nSet `LIMIT=1`.\n";
	expect_errors(&f, "");
	f.proposal = "# Change: Limit\n\n## Impact\n\n- `src/a.ts`\n- Risk Level: LOW\n\n"
		     "## Open Questions\n\nWho?\n\n## Open Questions\n\nNone.\n";
	expect_errors(&f, "ambiguous-plan proposal.md:12");
}

static void a_list_of_risks_states_no_level(void **state)
{
	struct folder f = good;

	(void)state;
	f.proposal = "# Change: Limit\n\n- Risk: data is lost\n\n## Impact\n\n"
		     "- `src/a.ts`\n\n## Risks\n\n- Risk: LOW\n";
	expect_errors(&f, "");
}

static void only_the_chief_document_says_whether_it_is_in_force(void **state)
{
	struct folder f = good;

	(void)state;
	f.tasks = "---\nstatus: draft\n---\n- [ ] 1.1 Test `src/b.ts` in `test/a.ts`\n";
	expect_errors(&f, "");
	f.proposal = "---\nstatus: draft\n---\n## Impact\n\n- `src/a.ts`\n- Risk Level: "
		     "LOW\n";
	expect_errors(&f, "status proposal.md:2");
}

static void the_plans_own_documents_are_never_stale(void **state)
{
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	const struct demand none = {0};
	const struct plan_surroundings around = {.set = &set};
	struct pg_error err = {0};
	struct folder f = good;
	struct plan *plan;

	(void)state;
	f.proposal =
		"## Impact\n\n- `" FOLDER "proposal.md`\n- `" FOLDER "`\n- `src/a.ts`\n"
		"- `openspec/changes/y/`\n";
	f.tasks = NULL;
	changeset_add(&set, CHANGE_MODIFIED, "src/a.ts");
	changeset_finish(&set);
	plan = read_folder(&f, &settings);
	assert_int_equal(plan_reconcile(plan,
					&(struct plan_asking){.demand = &none,
							      .settings = &settings,
							      .at = STAGE_CLASS_PUSH},
					&around, &out, &err),
			 0);
	assert_int_equal(out.count, 1);
	assert_int_equal(out.items[0].line, 6);
	plan_free(plan);
}

static void spec_kit_speaks_of_its_marker(void **state)
{
	static const struct {
		const char *line, *code;
	} rows[] = {
		{"No NEEDS CLARIFICATION items remain.", NULL},
		{"All NEEDS CLARIFICATION resolved, TODO: the rest.", "placeholder"},
		{"Keep it for [NEEDS CLARIFICATION: how long?].", "placeholder"},
		{"**Storage**: files or NEEDS CLARIFICATION", "placeholder"},
	};
	CLEANUP(plan_settings_clear) struct plan_settings settings;

	(void)state;
	plan_settings_init(&settings);
	settings.habit = habit_find("spec-kit");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		CLEANUP(diagnostics_clear) struct diagnostics out = {0};
		CLEANUP(freep)
		char *text = xasprintf(
			"# Implementation Plan: X\n\n## Summary\n\n%s\n\n## Files\n\n"
			"- `src/a.c`\n- Risk Level: LOW\n\n## Tests\n\n- [ ] `make check` "
			"reads "
			"a file\n\n## Steps\n\n1. Read pages in `src/a.c`\n\n## "
			"Rollback\n\nRevert it.\n",
			rows[i].line);
		struct plan *plan = plan_read("specs/001-x/plan.md", text, strlen(text),
					      &settings, NULL);

		plan_check(plan,
			   &(struct plan_asking){.demand = &standard,
						 .settings = &settings,
						 .at = STAGE_CLASS_PUSH},
			   &out);
		assert_int_equal(diagnostics_reach(&out, SEVERITY_ERROR),
				 rows[i].code != NULL);
		for (size_t d = 0; rows[i].code && d < out.count; d++)
			if (out.items[d].severity == SEVERITY_ERROR)
				assert_string_equal(problem_id(out.items[d].problem),
						    rows[i].code);
		plan_free(plan);
	}
}

/* What is left open in one document must not swallow, nor cover with, the next. */
static void documents_do_not_reach_each_other(void **state)
{
	struct folder f = good;

	(void)state;
	f.proposal = "# Change: Limit\n\n## Impact\n\n- Files: `src/a.ts`\n- Risk Level: "
		     "LOW\n\n```\n## Rollback\n";
	expect_errors(&f, "");
	f.proposal = "# Change: Limit\n\n## Impact\n\n- Files: `src/a.ts`\n- Risk Level: "
		     "LOW\n\n<!-- \n";
	expect_errors(&f, "");
	f.proposal = good.proposal;
	f.design = "## Decisions\n\nA counter.\n\n## Out of scope\n\n- `x`\n\n## "
		   "Rollback\n\nSet `LIMIT=0`.\n";
	expect_errors(&f, "");
}

static void requirements_speak_of_scope_and_questions_alone(void **state)
{
	struct folder f = good;

	(void)state;
	f.design = "## Decisions\n\nA counter.\n";
	f.spec = "---\nstatus: draft\n---\n## Rollback\n\nSet `LIMIT=0`.\n";
	expect_errors(&f, "missing-section design.md:1");
}

static void tasks_cover_files_and_not_folders(void **state)
{
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	struct folder f = good;
	struct plan *plan;

	(void)state;
	f.tasks = "- [ ] clean up src/lib/ and `src/*.c`, do not touch nothing\n"
		  "- [ ] rewrite src/lib/ and `src/*.c`, then src/d.ts\n"
		  "- [ ] do not change `src/e.ts`\n> - `src/f.ts`\n";
	plan = read_folder(&f, &settings);
	assert_null(plan_covers(plan, "src/lib/x.ts"));
	assert_null(plan_covers(plan, "src/x.c"));
	assert_non_null(plan_covers(plan, "src/d.ts"));
	assert_null(plan_covers(plan, "src/e.ts"));
	assert_null(plan_covers(plan, "src/f.ts"));
	plan_free(plan);
}

static void limits_hold_for_each_document_and_their_number(void **state)
{
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	struct plan_document documents[PLAN_MOST_DOCUMENTS + 1];
	struct folder f = good;
	struct plan *plan;

	(void)state;
	f.tasks = "- \xff\n";
	expect_errors(&f, "encoding tasks.md:1");
	plan_settings_init(&settings);
	settings.habit = habit_find("openspec");
	for (size_t i = 0; i <= PLAN_MOST_DOCUMENTS; i++)
		documents[i] = (struct plan_document){FOLDER "specs/a/spec.md", "x", 1};
	plan = plan_read_documents(documents, PLAN_MOST_DOCUMENTS + 1, &settings, NULL);
	plan_check(plan,
		   &(struct plan_asking){.demand = &standard,
					 .settings = &settings,
					 .at = STAGE_CLASS_PUSH},
		   &out);
	assert_int_equal(out.count, 1);
	assert_string_equal(problem_id(out.items[0].problem), "too-large");
	plan_free(plan);
	diagnostics_clear(&out);
	documents[1].text = NULL;
	documents[1].len = PLAN_MOST_BYTES + 1;
	plan = plan_read_documents(documents, 2, &settings, NULL);
	plan_check(plan,
		   &(struct plan_asking){.demand = &standard,
					 .settings = &settings,
					 .at = STAGE_CLASS_PUSH},
		   &out);
	assert_string_equal(problem_id(out.items[0].problem), "too-large");
	plan_free(plan);
}

static enum plan_status status_with(const char *habit, const char *readme,
				    const char *metadata)
{
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	struct plan_document documents[2] = {
		{"keps/1-a/README.md", readme, strlen(readme)},
		{"keps/1-a/kep.yaml", metadata, metadata ? strlen(metadata) : 0}};
	enum plan_status status;
	struct plan *plan;

	plan_settings_init(&settings);
	settings.habit = habit_find(habit);
	plan = plan_read_documents(documents, metadata ? 2 : 1, &settings, NULL);
	status = plan_status(plan);
	plan_free(plan);
	return status;
}

static void statuses_are_read_where_they_stand(void **state)
{
	static const struct {
		const char *habit, *readme, *metadata;
		enum plan_status status;
	} rows[] = {
		{"kep", "# K\n", "status: provisional\n", PLAN_DRAFT},
		{"kep", "# K\n", "status: implementable\n", PLAN_ACTIVE},
		{"kep", "# K\n", "status: implemented (alpha)\n", PLAN_DONE},
		{"kep", "# K\n", "authors: [@a\nstatus: withdrawn # late\n",
		 PLAN_ABANDONED},
		{"kep", "---\nstatus: implementable\n---\n# K\n", "status: replaced\n",
		 PLAN_SUPERSEDED},
		{"kep", "---\nstatus: provisional\n---\n# K\n", "title: x\n", PLAN_DRAFT},
		{"kep", "# K\n", NULL, PLAN_ACTIVE},
		{"kep", "# K\n", "- a list\n", PLAN_ACTIVE},
		{"adr", "---\nstatus: accepted\n---\n# A\n", NULL, PLAN_ACTIVE},
		{"adr", "# A\n\n* Status: proposed\n", NULL, PLAN_DRAFT},
		{"adr", "# A\n\n## Status\n\nSuperseded by ADR 4\n", NULL, PLAN_SUPERSEDED},
		{"adr", "# A\n\n## Status\n", NULL, PLAN_ACTIVE},
		{"rfc", "- Feature Name: x\n- Status: In Review\n\n# Summary\n", NULL,
		 PLAN_DRAFT},
		{"rfc", "**Status:** Implemented\n", NULL, PLAN_DONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(
			status_with(rows[i].habit, rows[i].readme, rows[i].metadata),
			rows[i].status);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_is_one_plan),
		cmocka_unit_test(problems_are_told_where_they_stand),
		cmocka_unit_test(lines_are_counted_with_any_line_end),
		cmocka_unit_test(what_comes_again_in_tasks_is_no_second_answer),
		cmocka_unit_test(every_document_may_have_a_section_of_its_own),
		cmocka_unit_test(a_list_of_risks_states_no_level),
		cmocka_unit_test(only_the_chief_document_says_whether_it_is_in_force),
		cmocka_unit_test(the_plans_own_documents_are_never_stale),
		cmocka_unit_test(spec_kit_speaks_of_its_marker),
		cmocka_unit_test(documents_do_not_reach_each_other),
		cmocka_unit_test(requirements_speak_of_scope_and_questions_alone),
		cmocka_unit_test(tasks_cover_files_and_not_folders),
		cmocka_unit_test(limits_hold_for_each_document_and_their_number),
		cmocka_unit_test(statuses_are_read_where_they_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
