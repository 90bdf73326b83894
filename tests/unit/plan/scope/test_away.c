/* What a plan names and leaves as it is: by a label, or by how its sentence goes. */
#include "../plan_case.h"
#include "plangate/base/alloc.h"

static const char *const labels[] = {
	"Out",	       "Deferred",   "Later",		"Follow-up",   "Related",
	"See also",    "Existing",   "Context",		"For context", "Prior art",
	"Won't do",    "Reads",	     "Reads from",	"Uses",	       "Next PR",
	"Separate PR", "No change",  "As is",		"Stays",       "Blocked by",
	"Unaffected",  "Left alone", "Phase 2 (later)", NULL};

/* "@" stands for the file. */
static const char *const sentences[] = {
	"Change `app/b.py`, modelled on @.",
	"Change `app/b.py` rather than @.",
	"Change `app/b.py` like @.",
	"Change `app/b.py`; do not touch @.",
	"Change `app/b.py`. @ is unchanged.",
	"Change `app/b.py` the way @ does.",
	"Change `app/b.py`; leave @ alone.",
	"Change `app/b.py`; keep @ as it is.",
	"Change `app/b.py` to match @.",
	"Change `app/b.py` in the style of @.",
	"Change `app/b.py`, using @ as a template.",
	"Change `app/b.py`; mirror @.",
	"Change `app/b.py`; reference: @.",
	"Change `app/b.py`, which is called from @.",
	"Change `app/b.py` as described in @.",
	NULL,
};
static const char *const changing[] = {
	"Change `app/b.py` and @.",
	"Call it from @.",
	"Keep `app/b.py` and update @.",
	"Use it in @.",
	"Move the reader from `app/b.py` to @.",
	"Update the references in @.",
	"Their matching tests and @ are extended.",
	NULL,
};

static bool covers(const char *text)
{
	CLEANUP(case_tree_clear) struct case_tree tree = {.changed_count = 2};
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	const struct path_lookup lookup = {.kind = case_lookup,
					   .context = &tree,
					   .changed = case_changed,
					   .names = case_names};
	struct plan *plan;
	bool found;

	plan_settings_init(&settings);
	case_tree_add(&tree, "app/a.py app/b.py app/c.py");
	plan = plan_read(PLAN_FILE, text, strlen(text), &settings, &lookup);
	found = plan_covers(plan, "app/a.py") != NULL;
	plan_free(plan);
	return found;
}

/* The form with the words for its "%". */
static char *fill(const char *form, const char *words)
{
	const char *at = strchr(form, '%');

	return xasprintf("%.*s%s%s", (int)(at - form), form, words, at + 1);
}

static void expect(bool expected, const char *form, const char *words)
{
	CLEANUP(freep) char *text = fill(form, words);

	if (covers(text) != expected)
		fail_msg("%s", text);
}

static void a_label_leaves_out_what_is_below_it(void **state)
{
	(void)state;
	for (size_t i = 0; labels[i]; i++) {
		expect(false, "# X\n\n## Scope\n\n- `app/b.py`\n- %: `app/a.py`\n",
		       labels[i]);
		expect(false, "# X\n\n## Scope\n\n- `app/b.py`\n\n**%:**\n\n- `app/a.py`\n",
		       labels[i]);
		expect(false, "# X\n\n## Scope\n\n- `app/b.py`\n\n### %\n\n- `app/a.py`\n",
		       labels[i]);
		expect(false, "# X\n\n## Steps\n\n1. `app/b.py`\n\n### %\n\n- `app/a.py`\n",
		       labels[i]);
	}
	expect(true, "# X\n\n## Scope\n\n- %: `app/a.py`\n", "Readers");
	expect(true, "# X\n\n## Scope\n\n- %: `app/a.py`\n", "Keeper");
}

static void a_sentence_leaves_out_what_it_says(void **state)
{
	static const char form[] = "# X\n\n## Steps\n\n1. %\n";
	(void)state;
	for (int yes = 0; yes < 2; yes++) {
		const char *const *list = yes ? changing : sentences;

		for (; *list; list++) {
			const char *at = strchr(*list, '@');
			CLEANUP(freep)
			char *words = xasprintf("%.*s`app/a.py`%s", (int)(at - *list),
						*list, at + 1);

			expect(yes, form, words);
		}
	}
}

static void names_behind_a_folder_are_meant_instead_of_it(void **state)
{
	static const char *const written[] = {
		"- `app/`: `%`", "- `app/` (`%`)", "- `app/` \342\200\224 `%`",
		"- app: %",	 "app/\n\n- %",	   NULL};

	(void)state;
	for (size_t i = 0; written[i]; i++) {
		CLEANUP(freep) char *form = fill("# X\n\n## Scope\n\n%\n", written[i]);

		expect(true, form, "a.py");
		expect(false, form, "b.py");
	}
	expect(true, "# X\n\n## Scope\n\n- `app/`: %\n", "all readers");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_label_leaves_out_what_is_below_it),
		cmocka_unit_test(a_sentence_leaves_out_what_it_says),
		cmocka_unit_test(names_behind_a_folder_are_meant_instead_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
