#include "plan_case.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "plangate/model/language.h"
#include "plangate/plan/scaffold.h"

#include "../../../src/plan/gaps.h"

#define GAP "[fill in: "

static const char *const plain_paths[] = {
	"src/report/csv.c",
	"Makefile",
	"tests/test_csv.c",
	".github/workflows/ci.yml",
	"db/migrations/0042_orders.sql",
	"app/(auth)/[id]/page.tsx",
	"docs/r\u00e9sum\u00e9.md",
};

static const char *const hostile_paths[] = {
	"a`b.c",
	"``",
	"new\nline.c",
	"tab\there",
	"\"quoted\"",
	"back\\slash.c",
	"trailing ",
	" leading",
	"a b.c",
	"a -> b.c",
	"{old => new}/x.c",
	"star*.c",
	"**",
	"q?.c",
	"{a,b}.c",
	"[id].tsx",
	"a|b.c",
	"x:12",
	"x#y",
	"x::y",
	"-dash",
	"~",
	"~~struck~~",
	"<b>.c",
	"&amp;.c",
	"no\377utf8.c",
	"\u202e.c",
	"cafe\u0301.c",
	"a, b.c",
	"a;b",
	"not touched.c",
	"Risk Level: HIGH",
	"# Tests",
	"- [ ] x",
	"$HOME",
	"@",
	"...",
	"a/...",
	"TODO",
	"TBD.md",
	"end.",
	"(x)",
	"'single'",
	"_under_",
	"*bold*",
	"http:/x",
	"\u2014",
	"a\u2014b.c",
	"file",
};

static void add_changes(struct changeset *set, const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		changeset_add(set, i % 2 ? CHANGE_MODIFIED : CHANGE_ADDED, paths[i]);
	changeset_finish(set);
}

static bool stands_above(const char *text, const char *heading, const char *gap)
{
	const char *at = strstr(text, heading);

	return at && at < gap;
}

/* Each section answers a question of its own. */
static const char *filling(const char *text, const char *gap)
{
	if (stands_above(text, "\n## Rollback", gap))
		return "revert the commit, the first page is as it was before";
	if (stands_above(text, "\n## Test", gap))
		return "let a test of two pages compare what is printed";
	return "read with care and look at the second page";
}

/* What a person does: every gap gets words, a risk level where it stands. */
static void fill(struct str *out, const char *text)
{
	const char *whole = text, *gap;

	while ((gap = strstr(text, GAP))) {
		const char *end = strchr(gap, ']');

		assert_non_null(end);
		str_add_mem(out, text, (size_t)(gap - text));
		if (!strncmp(gap + strlen(GAP), "LOW, MEDIUM", 11))
			str_add(out, "MEDIUM");
		else
			str_add(out, filling(whole, gap));
		text = end + 1;
	}
	str_add(out, text);
}

/* As the gate would make it, without anything that only a repository knows. */
static void analyse(struct analysis *out, struct changeset *set,
		    const struct findings *findings)
{
	*out = (struct analysis){.set = set, .findings = findings};
	out->files = xcalloc(set->count + 1, sizeof(*out->files));
	for (size_t i = 0; i < set->count; i++) {
		struct analysed_file *file = &out->files[out->file_count];

		if (set->items[i].renamed_to)
			continue;
		file->change = &set->items[i];
		file->is_test = path_is_test(file->change->path);
		out->file_count++;
	}
	strlist_add(&out->modules, "src/");
}

static void scaffold(struct str *out, const char *title, struct changeset *set,
		     const struct findings *findings, const struct demand *demand)
{
	CLEANUP(analysis_clear) struct analysis analysis = {0};

	analyse(&analysis, set, findings);
	plan_scaffold(out, title, &analysis, demand, NULL);
}

static void check(const char *text, size_t len, const struct demand *demand,
		  struct diagnostics *out, const struct changeset *set)
{
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	const struct plan_surroundings around = {.set = set};
	struct pg_error err = {0};
	struct plan *plan;

	plan_settings_init(&settings);
	plan = plan_read(PLAN_FILE, text, len, &settings, NULL);
	plan_check(plan,
		   &(struct plan_asking){
			   .demand = demand, .settings = &settings, .at = STAGE_CLASS_PUSH},
		   out);
	assert_int_equal(plan_reconcile(plan,
					&(struct plan_asking){.demand = demand,
							      .settings = &settings,
							      .at = STAGE_CLASS_PUSH},
					&around, out, &err),
			 0);
	for (size_t i = 0; i < set->count; i++) {
		if (!plan_covers(plan, set->items[i].path))
			print_message("not covered: '%s'\n%s\n", set->items[i].path, text);
		assert_non_null(plan_covers(plan, set->items[i].path));
	}
	plan_free(plan);
}

static size_t count_gaps(const char *text)
{
	size_t count = 0;

	for (; (text = strstr(text, GAP)); text++)
		count++;
	return count;
}

/* Fresh: every gap is refused. Filled: nothing is. Both cover every file. */
static void try_scaffold(struct changeset *set, const struct demand *demand)
{
	CLEANUP(str_clear) struct str text = {0}, filled = {0};
	CLEANUP(diagnostics_clear) struct diagnostics fresh = {0}, after = {0};
	const struct findings none = {0};
	size_t refused = 0;

	scaffold(&text, "CSV export", set, &none, demand);
	check(str_text(&text), text.len, demand, &fresh, set);
	for (size_t i = 0; i < fresh.count; i++) {
		refused += !strcmp(problem_id(fresh.items[i].problem), "placeholder");
		refused += !strcmp(problem_id(fresh.items[i].problem), "bad-risk-level");
		assert_true(!strcmp(problem_id(fresh.items[i].problem), "placeholder") ||
			    !strcmp(problem_id(fresh.items[i].problem), "bad-risk-level"));
	}
	if (refused != count_gaps(str_text(&text)))
		print_message("%s\n", str_text(&text));
	assert_int_equal(refused, count_gaps(str_text(&text)));
	fill(&filled, str_text(&text));
	check(str_text(&filled), filled.len, demand, &after, set);
	if (after.count)
		print_message("%s: %s\n%s\n", problem_id(after.items[0].problem),
			      after.items[0].message, str_text(&filled));
	assert_int_equal(after.count, 0);
}

static void every_gap_is_refused_and_a_filled_plan_passes(void **state)
{
	CLEANUP(changeset_clear) struct changeset set = {0};

	(void)state;
	add_changes(&set, plain_paths, sizeof(plain_paths) / sizeof(*plain_paths));
	for (enum profile profile = PROFILE_NONE; profile <= PROFILE_FULL; profile++)
		for (enum risk risk = RISK_NONE; risk <= RISK_MEDIUM; risk++)
			for (unsigned assess = 0; assess < 16; assess += 5)
				for (int migration = 0; migration < 2; migration++)
					try_scaffold(&set,
						     &(struct demand){profile, risk, assess,
								      migration != 0});
}

static void hostile_names_are_covered(void **state)
{
	const struct demand demand = {PROFILE_STANDARD, RISK_LOW, 0, false};

	(void)state;
	for (size_t i = 0; i < sizeof(hostile_paths) / sizeof(*hostile_paths); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};

		add_changes(&set, hostile_paths + i, 1);
		try_scaffold(&set, &demand);
	}
}

static void hostile_names_are_covered_together(void **state)
{
	CLEANUP(changeset_clear) struct changeset set = {0};

	(void)state;
	add_changes(&set, hostile_paths, sizeof(hostile_paths) / sizeof(*hostile_paths));
	try_scaffold(&set,
		     &(struct demand){PROFILE_STANDARD, RISK_HIGH, ASSESS_SECURITY, true});
}

/* The covering entry is the file's own, not one that covers more. */
static void a_listed_name_covers_only_itself(void **state)
{
	const struct demand demand = {PROFILE_STANDARD, RISK_LOW, 0, false};
	const struct findings none = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(hostile_paths) / sizeof(*hostile_paths); i++) {
		CLEANUP(changeset_clear) struct changeset set = {0};
		CLEANUP(str_clear) struct str text = {0};
		CLEANUP(plan_settings_clear) struct plan_settings settings;
		struct plan *plan;

		plan_settings_init(&settings);
		add_changes(&set, hostile_paths + i, 1);
		scaffold(&text, "x", &set, &none, &demand);
		plan = plan_read(PLAN_FILE, str_text(&text), text.len, &settings, NULL);
		assert_null(plan_covers(plan, "quite/another.c"));
		assert_null(plan_covers(plan, "another"));
		plan_free(plan);
	}
}

static void many_files_are_listed_by_folder(void **state)
{
	CLEANUP(changeset_clear) struct changeset set = {0};

	(void)state;
	for (int i = 0; i < 9000; i++) {
		CLEANUP(freep)
		char *path = xasprintf("packages/part-%d/source/with/a/long/name/file-%d.c",
				       i % 40, i);

		changeset_add(&set, CHANGE_MODIFIED, path);
	}
	changeset_finish(&set);
	try_scaffold(&set, &(struct demand){PROFILE_LIGHT, RISK_LOW, 0, false});
}

static void renames_and_reasons_are_shown(void **state)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	CLEANUP(str_clear) struct str text = {0};
	const struct demand demand = {PROFILE_STANDARD, RISK_HIGH, 0, false};
	struct change *change = changeset_add(&set, CHANGE_DELETED, "old.c");
	struct finding *finding;

	(void)state;
	strcpy(change->old_id.hex, "1");
	change->old_mode = 0100644;
	change = changeset_add(&set, CHANGE_ADDED, "new.c");
	strcpy(change->new_id.hex, "1");
	change->new_mode = 0100644;
	changeset_add(&set, CHANGE_MODIFIED, "api.py");
	changeset_finish(&set);
	finding = findings_add(&findings);
	finding->rule = xstrdup("load-bearing");
	finding->state = RULE_UNSATISFIED;
	finding->demand.risk = RISK_HIGH;
	finding_add_evidence(finding, "api.py", 0, "matches `api.py`");
	scaffold(&text, "Move", &set, &findings, &demand);
	assert_non_null(strstr(str_text(&text), "`old.c` -> `new.c`"));
	assert_non_null(strstr(str_text(&text), "`api.py` (+0/-0, 0 lines) - high risk: "
						"`load-bearing`: `matches 'api.py'`"));
	assert_non_null(strstr(str_text(&text), "2 files"));
	try_scaffold(&set, &demand);
}

static void tests_that_change_are_listed_without_their_data(void **state)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(findings_clear) struct findings findings = {0};
	CLEANUP(str_clear) struct str text = {0};
	const struct demand demand = {PROFILE_STANDARD, RISK_LOW, 0, false};

	(void)state;
	changeset_add(&set, CHANGE_MODIFIED, "tests/notes.md");
	changeset_add(&set, CHANGE_MODIFIED, "tests/users.json");
	changeset_add(&set, CHANGE_MODIFIED, "tests/verbs.bats");
	changeset_finish(&set);
	scaffold(&text, "Verbs", &set, &findings, &demand);
	assert_non_null(strstr(str_text(&text), "- [ ] `tests/verbs.bats`: "));
	assert_null(strstr(str_text(&text), "- [ ] `tests/notes.md`: "));
	assert_null(strstr(str_text(&text), "- [ ] `tests/users.json`: "));
}

/* The markers alone are no answer: taken away, every gap is still refused. */
static void gaps_without_their_brackets_are_refused(void **state)
{
	static const char *const forms[] = {"%s", "(fill in: %s)", "fill in: %s",
					    "`[fill in: %s]`", "**%s.**"};

	(void)state;
	for (enum gap gap = 0; gap < GAP_COUNT; gap++) {
		CLEANUP(freep) char *words = nfc_words(gap_text(gap));

		assert_string_equal(words, gap_words(gap));
		for (size_t i = 0; i < TEST_COUNT(forms); i++) {
			CLEANUP(str_clear) struct str text = {0};
			CLEANUP(freep) char *found = NULL;
			const char *at = strstr(forms[i], "%s");

			str_add_mem(&text, forms[i], (size_t)(at - forms[i]));
			str_add(&text, gap_text(gap));
			str_add(&text, at + 2);
			assert_true(gap_is_left(str_text(&text), &found));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_gap_is_refused_and_a_filled_plan_passes),
		cmocka_unit_test(hostile_names_are_covered),
		cmocka_unit_test(hostile_names_are_covered_together),
		cmocka_unit_test(a_listed_name_covers_only_itself),
		cmocka_unit_test(many_files_are_listed_by_folder),
		cmocka_unit_test(renames_and_reasons_are_shown),
		cmocka_unit_test(tests_that_change_are_listed_without_their_data),
		cmocka_unit_test(gaps_without_their_brackets_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
