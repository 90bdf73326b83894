/* A plan against the change: one document, what the trees hold, and every problem that is told. */
#include "plan_case.h"
#include "plangate/base/alloc.h"
#include "plangate/model/finding.h"

struct held {
	const char *steps, *tests, *estimate, *approach, *assessment, *front;
	const char *other; /* another plan of the tree: "path|text" */
	const char *says;  /* in the first message of the code; NULL: it is not told */
	const char *code;
	enum severity severity;
	bool migration;
	bool is_new, other_is_new;
	bool evidence; /* a rule saw a line that speaks for security */
};

static bool mentions(void *context, const char *path, const char *name)
{
	(void)context;
	(void)path;
	return !strcmp(name, "read") || !strcmp(name, "test_read");
}

static char *document(const struct held *held)
{
	return xasprintf(
		"%s# Implementation Plan: Stream the export\n\n## Scope\n\n- `app/a.py`\n"
		"- `app/later.py`\n- Risk: LOW\n%s\n\n## Approach\n\n%s\n\n"
		"## Steps\n\n%s\n\n%s\n\n## Tests\n\n%s\n\n"
		"## Rollback\n\nRun the down step of the migration and redeploy.\n",
		held->front ? held->front : "",
		held->estimate ? held->estimate : "- Estimated Changes: 2 files, ~40 lines",
		held->approach ? held->approach : "Read in batches behind the iterator.",
		held->steps ? held->steps : "1. `app/a.py:read`: batches",
		held->assessment ? held->assessment : "",
		held->tests ? held->tests : "- [ ] `tests/test_a.py::test_read`");
}

/* 3 files, 300 added lines in the first. */
static void fill(struct changeset *set, struct case_tree *tree)
{
	case_changes(set, tree, "app/a.py tests/test_a.py db/1.sql");
	strlist_add(&tree->files, "app/b.py");
	strlist_add(&tree->files, "tests/test_b.py");
	for (int i = 1; i <= 300; i++)
		text_lines_add(&set->items[0].added, "x", 1, i);
}

static void add_evidence(struct findings *findings)
{
	struct finding *finding = findings_add(findings);

	finding->rule = xstrdup("guards");
	finding->state = RULE_UNSATISFIED;
	finding->demand.assess = ASSESS_SECURITY;
	finding_add_evidence(finding, "app/a.py", 7, "added: check_password");
}

static struct plan *read_other(const char *other, const struct plan_settings *settings)
{
	const char *text = other ? strchr(other, '|') + 1 : "";
	CLEANUP(freep)
	char *path =
		xmemdup(other ? other : "none|", other ? (size_t)(text - 1 - other) : 4);

	return plan_read(path, text, strlen(text), settings, NULL);
}

static void expect(const struct held *held, const struct diagnostics *out)
{
	const struct diagnostic *found = NULL;

	for (size_t i = 0; i < out->count && !found; i++)
		if (!strcmp(problem_id(out->items[i].problem), held->code))
			found = &out->items[i];
	if (!held->says) {
		if (found)
			fail_msg("%s: %s", problem_id(found->problem), found->message);
		return;
	}
	if (!found)
		fail_msg("%s is not told: %s", held->code, held->says);
	assert_non_null(strstr(found->message, held->says));
	assert_int_equal(found->severity, held->severity);
	assert_true(found->line > 1);
}

static void hold(const struct held *held)
{
	CLEANUP(freep) char *text = document(held);
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	CLEANUP(case_tree_clear) struct case_tree tree = {.changed_count = 0};
	const struct path_lookup lookup = {.kind = case_lookup,
					   .mentions = mentions,
					   .context = &tree,
					   .changed = case_changed,
					   .names = case_names};
	const struct demand demand = {.migration = held->migration};
	struct pg_error err = {0};
	const struct plan *plans[2];
	const bool is_new[] = {held->is_new, held->other_is_new};
	struct plan_surroundings around;
	struct plan *plan, *other;

	plan_settings_init(&settings);
	fill(&set, &tree);
	if (held->evidence)
		add_evidence(&findings);
	plan = plan_read(PLAN_FILE, text, strlen(text), &settings, &lookup);
	other = read_other(held->other, &settings);
	plans[0] = plan;
	plans[1] = other;
	around = (struct plan_surroundings){.set = &set,
					    .findings = &findings,
					    .lookup = &lookup,
					    .others = plans,
					    .others_new = is_new,
					    .other_count = 2,
					    .is_new = held->is_new};
	assert_int_equal(plan_reconcile(plan,
					&(struct plan_asking){.demand = &demand,
							      .settings = &settings,
							      .at = STAGE_CLASS_PUSH},
					&around, &out, &err),
			 0);
	expect(held, &out);
	plan_free(plan);
	plan_free(other);
}

#define HOLD_ALL(rows)                                                                     \
	for (size_t i_ = 0; i_ < TEST_COUNT(rows); i_++)                                   \
	hold(&(rows)[i_])

static void steps_name_what_is_there(void **state)
{
	static const struct held rows[] = {
		{.code = "unknown-step-target"},
		{.steps = "1. `app/b.py`: unchanged, but there",
		 .code = "unknown-step-target"},
		{.steps = "1. `a.py:read`: by the end of its path",
		 .code = "unknown-step-target"},
		{.steps = "1. `app/later.py:later`: planned",
		 .code = "unknown-step-target"},
		{.steps = "1. run `npm run build`, then `git checkout feature/x.py`",
		 .code = "unknown-step-target"},
		{.steps = "1. fetch `https://example.org/a.py`",
		 .code = "unknown-step-target"},
		{.steps = "1. `app/*.py`: all", .code = "unknown-step-target"},
		{.steps = "1. `app/a.py:120-140`: lines", .code = "unknown-step-target"},
		{.steps = "1. app/none.py is only prose", .code = "unknown-step-target"},
		{.steps = "1. Run `make dist`, which writes `dist/app.js`",
		 .code = "unknown-step-target"},
		{.steps = "1. `app/none.py`: batches",
		 .code = "unknown-step-target",
		 .says = "'app/none.py'",
		 .severity = SEVERITY_ERROR},
		{.steps = "1. Change `app/a.py`; a cache in `app/none.py` is future work.",
		 .code = "unknown-step-target"},
		{.steps = "1. Change `app/a.py` rather than write a `app/none.py`.",
		 .code = "unknown-step-target"},
		{.steps = "1. Create `app/none.py`.", .code = "unknown-step-target"},
		{.steps = "1. Create the cache of rows in `app/none.py`.",
		 .code = "unknown-step-target"},
		{.steps = "1. `app/none.py` (new): the cache",
		 .code = "unknown-step-target"},
		{.steps = "1. The cache becomes a new file `app/none.py`.",
		 .code = "unknown-step-target"},
		{.steps = "- [ ] `app/a.py`\n- [ ] `app/none.py`\uff08\u65b0\u898f\uff09",
		 .code = "unknown-step-target"},
		{.steps = "1. Add a cache to `app/none.py`.",
		 .code = "unknown-step-target",
		 .says = "'app/none.py'",
		 .severity = SEVERITY_ERROR},
		{.steps = "1. Create it. Then change `app/none.py`.",
		 .code = "unknown-step-target",
		 .says = "'app/none.py'",
		 .severity = SEVERITY_ERROR},
		{.steps = "1. first\n   - then `lib/deep/none.c#Row`",
		 .code = "unknown-step-target",
		 .says = "'lib/deep/none.c'",
		 .severity = SEVERITY_ERROR},
		{.steps = "1. `app/a.py:write`: batches",
		 .code = "unknown-step-target",
		 .says = "'write' in 'app/a.py'",
		 .severity = SEVERITY_WARNING},
		{.steps = "1. `app/a.py::Export.read()`: batches",
		 .code = "unknown-step-target"},
		{.steps = "1. `app/a.py::Export.flush()`: batches",
		 .code = "unknown-step-target",
		 .says = "'flush'",
		 .severity = SEVERITY_WARNING},
	};

	(void)state;
	HOLD_ALL(rows);
}

static void tests_that_are_named_are_there_and_change(void **state)
{
	static const struct held rows[] = {
		{.code = "untested-change"},
		{.tests = "- [ ] `tests/test_b.py` still passes",
		 .code = "untested-change"},
		{.tests = "- [ ] a table of 2,501 rows", .code = "untested-change"},
		{.tests = "- [ ] `tests/test_none.py`",
		 .code = "untested-change",
		 .says = "'tests/test_none.py' exists neither",
		 .severity = SEVERITY_WARNING},
		{.tests = "- [ ] New case in `tests/test_b.py`",
		 .code = "untested-change",
		 .says = "does not change",
		 .severity = SEVERITY_WARNING},
		{.tests = "- [ ] `tests/test_a.py::test_gone`",
		 .code = "untested-change",
		 .says = "no 'test_gone'",
		 .severity = SEVERITY_WARNING},
	};

	(void)state;
	HOLD_ALL(rows);
}

static void the_estimate_is_compared(void **state)
{
	static const struct held rows[] = {
		{.code = "estimate-drift",
		 .says = "says 40 lines, but 300",
		 .severity = SEVERITY_WARNING},
		{.estimate = "- Estimated Changes: 2 files, ~150 lines",
		 .code = "estimate-drift"},
		{.estimate = "- Estimated Changes: 1 file, 90-120 lines",
		 .code = "estimate-drift"},
		{.estimate = "- Estimate: about 0.1k LOC",
		 .code = "estimate-drift",
		 .says = "says 100 lines",
		 .severity = SEVERITY_WARNING},
		{.estimate = "- Estimated Changes: 1 file, up to 1,000 lines",
		 .code = "estimate-drift"},
		{.estimate = "| Estimated size | 12 added lines |\n| --- | --- |\n"
			     "| Estimated size | 12 added lines |",
		 .code = "estimate-drift",
		 .says = "says 12 lines",
		 .severity = SEVERITY_WARNING},
		{.estimate = "- 3 lines of prose", .code = "estimate-drift"},
	};

	(void)state;
	HOLD_ALL(rows);
}

static void text_that_says_nothing_is_boilerplate(void **state)
{
	static const struct held rows[] = {
		{.code = "boilerplate"},
		{.approach = "Implement the approach as described above.",
		 .code = "boilerplate",
		 .says = "'Approach' says ",
		 .severity = SEVERITY_ERROR},
		{.approach = "Stream the export.",
		 .code = "boilerplate",
		 .says = "says nothing that",
		 .severity = SEVERITY_ERROR},
		{.approach = "We will make the necessary changes to the code, following "
			     "existing patterns and best practices.",
		 .code = "boilerplate",
		 .says = "says ",
		 .severity = SEVERITY_ERROR},
		{.approach = "Stream the export with `copy_expert` and one buffer.",
		 .code = "boilerplate"},
		{.approach = "Stream the export in batches behind the reader.",
		 .code = "boilerplate"},
	};

	(void)state;
	HOLD_ALL(rows);
}

#define LONG_TEXT                                                                          \
	"Rows are read in batches of a thousand, each is written as it comes, and the "    \
	"memory stays flat."
#define OTHER_PLAN "# Plan: Old\n\n## Scope\n\n- `z.c`\n\n## Approach\n\n" LONG_TEXT "\n"

static void another_plans_text_is_boilerplate(void **state)
{
	static const struct held rows[] = {
		{.approach = LONG_TEXT,
		 .other = "docs/plans/a.md|" OTHER_PLAN,
		 .code = "boilerplate",
		 .says = "'docs/plans/a.md' word for word",
		 .severity = SEVERITY_ERROR},
		{.approach = "**" LONG_TEXT "**",
		 .other = "docs/plans/a.md|" OTHER_PLAN,
		 .code = "boilerplate",
		 .says = "word for word",
		 .severity = SEVERITY_ERROR},
		{.approach = LONG_TEXT,
		 .other = "docs/plans/y.md|" OTHER_PLAN,
		 .code = "boilerplate"},
		{.approach = LONG_TEXT,
		 .other = "docs/plans/y.md|---\nstatus: done\n---\n" OTHER_PLAN,
		 .code = "boilerplate",
		 .says = "word for word",
		 .severity = SEVERITY_ERROR},
		{.approach = LONG_TEXT " And more.",
		 .other = "docs/plans/a.md|" OTHER_PLAN,
		 .code = "boilerplate"},
		{.approach = LONG_TEXT,
		 .is_new = true,
		 .other = "docs/plans/y.md|" OTHER_PLAN,
		 .code = "boilerplate",
		 .says = "word for word",
		 .severity = SEVERITY_ERROR},
		{.approach = LONG_TEXT,
		 .other_is_new = true,
		 .other = "docs/plans/a.md|" OTHER_PLAN,
		 .code = "boilerplate"},
		{.approach = LONG_TEXT,
		 .front = "---\nsupersedes: a.md\n---\n",
		 .other = "docs/plans/a.md|" OTHER_PLAN,
		 .code = "boilerplate",
		 .says = "word for word",
		 .severity = SEVERITY_ERROR},
		{.approach = LONG_TEXT,
		 .front = "---\nsupersedes: a.md\n---\n",
		 .other = "docs/plans/a.md|---\nstatus: superseded\n---\n" OTHER_PLAN,
		 .code = "boilerplate"},
	};

	(void)state;
	HOLD_ALL(rows);
}

#define ASSESSMENT "## Risk Assessment\n\n"
#define SECURITY_NO                                                                        \
	"### Security\n\n- User input handling: no\n- Authentication and authorization: "  \
	"n/a\n- Data exposure: none\n- Rate limiting: "

static void a_no_against_the_evidence_is_told(void **state)
{
	static const struct held rows[] = {
		{.assessment = ASSESSMENT "- Database schema: no",
		 .migration = true,
		 .code = "missing-assessment",
		 .says = "a migration is in the change",
		 .severity = SEVERITY_ERROR},
		{.assessment =
			 ASSESSMENT "- Database schema: No, nothing of it is touched here",
		 .migration = true,
		 .code = "missing-assessment",
		 .says = "a migration is in the change",
		 .severity = SEVERITY_ERROR},
		{.assessment = ASSESSMENT "- Database schema: unchanged",
		 .migration = true,
		 .code = "missing-assessment",
		 .says = "a migration is in the change",
		 .severity = SEVERITY_ERROR},
		{.assessment = ASSESSMENT "- Database schema: we believe not",
		 .migration = true,
		 .code = "missing-assessment",
		 .says = "a migration is in the change",
		 .severity = SEVERITY_ERROR},
		/* four words that come to a no are one, more are an answer */
		{.assessment = ASSESSMENT "- Database schema: there is none here",
		 .migration = true,
		 .code = "missing-assessment",
		 .says = "a migration is in the change",
		 .severity = SEVERITY_ERROR},
		{.assessment = ASSESSMENT "- Database schema: there is none that grows",
		 .migration = true,
		 .code = "missing-assessment"},
		{.assessment = ASSESSMENT "- Database schema: yes, a column is added",
		 .migration = true,
		 .code = "missing-assessment"},
		{.assessment = ASSESSMENT "- Database schema: no",
		 .code = "missing-assessment"},
		{.assessment = ASSESSMENT SECURITY_NO "no",
		 .evidence = true,
		 .code = "missing-assessment",
		 .says = "app/a.py:7 speaks against it (rule guards)",
		 .severity = SEVERITY_ERROR},
		{.assessment = ASSESSMENT SECURITY_NO "no", .code = "missing-assessment"},
		{.assessment = ASSESSMENT SECURITY_NO "no, the variable is only renamed",
		 .evidence = true,
		 .code = "missing-assessment"},
	};

	(void)state;
	HOLD_ALL(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_name_what_is_there),
		cmocka_unit_test(tests_that_are_named_are_there_and_change),
		cmocka_unit_test(the_estimate_is_compared),
		cmocka_unit_test(text_that_says_nothing_is_boilerplate),
		cmocka_unit_test(another_plans_text_is_boilerplate),
		cmocka_unit_test(a_no_against_the_evidence_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
