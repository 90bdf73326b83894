/* The fix of a missing Scope, pasted, passes. */
#include "plan_case.h"
#include "plangate/base/alloc.h"

static const char start[] =
	"# Stream the export\n\n## Approach\n\nRead in batches and write each as it "
	"comes.\n\n## Steps\n\n1. Change `read_rows()` to batches.\n\n## Tests\n\n- [ ] a "
	"table of 2,501 rows gives three batches\n\n## Rollback\n\nSet EXPORT_STREAMING=0, "
	"then revert the commit.\n";

/* The fix of the first problem of a kind; "" where there is none. Counts the files that are not covered. */
static char *fix_of(const char *text, enum risk risk, enum problem problem,
		    size_t *uncovered)
{
	const struct demand demand = {.profile = PROFILE_STANDARD, .risk = risk};
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	CLEANUP(case_tree_clear) struct case_tree tree = {.changed_count = 0};
	const struct path_lookup lookup = {.kind = case_lookup,
					   .context = &tree,
					   .changed = case_changed,
					   .names = case_names};
	const struct plan_surroundings around = {.set = &set, .lookup = &lookup};
	const struct plan_asking asking = {.demand = &demand,
					   .settings = &settings,
					   .at = STAGE_CLASS_PUSH,
					   .now = CASE_NOW,
					   .set = &set};
	struct pg_error err = {0};
	char *fix = NULL;
	struct plan *plan;

	plan_settings_init(&settings);
	case_changes(&set, &tree, "app/a.py Makefile my\"file");
	for (size_t i = 0; i < set.count; i++)
		set.items[i].counted = true;
	plan = plan_read(PLAN_FILE, text, strlen(text), &settings, &lookup);
	plan_check(plan, &asking, &out);
	assert_int_equal(plan_reconcile(plan, &asking, &around, &out, &err), 0);
	for (size_t i = 0; i < out.count && !fix; i++)
		if (out.items[i].problem == problem && out.items[i].fix)
			fix = xstrdup(out.items[i].fix);
	for (size_t i = 0; i < set.count; i++)
		*uncovered += !plan_covers(plan, set.items[i].path);
	plan_free(plan);
	return fix ? fix : xstrdup("");
}

static void a_missing_scope_is_ready_to_paste(void **state)
{
	(void)state;
	for (enum risk risk = RISK_LOW; risk <= RISK_HIGH; risk++) {
		size_t before = 0, after = 0;
		CLEANUP(freep)
		char *fix = fix_of(start, risk, PROBLEM_MISSING_SECTION, &before);
		CLEANUP(freep) char *text = xasprintf("%s\n%s\n", start, fix);
		CLEANUP(freep) char *low = NULL, *missing = NULL, *bad = NULL;

		assert_int_equal(before, 3);
		assert_non_null(strstr(fix, "  - `app/a.py`"));
		assert_null(strstr(fix, "path/to/file"));
		missing = fix_of(text, risk, PROBLEM_STALE_SCOPE, &after);
		low = fix_of(text, risk, PROBLEM_RISK_TOO_LOW, &after);
		bad = fix_of(text, risk, PROBLEM_BAD_RISK_LEVEL, &after);
		assert_int_equal(after, 0);
		assert_string_equal(low, "");
		assert_string_equal(missing, "");
		assert_string_equal(bad, "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_missing_scope_is_ready_to_paste),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
