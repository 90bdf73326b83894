/* A scope is too broad by what it matches in the tree, not by its letters. */
#include "../plan_case.h"
#include "plangate/base/alloc.h"

#define TREE                                                                               \
	"app/c.py app/d.py lib/a.py lib/b.py lib/c.py ops/a.tf ops/b.tf web/a.ts "         \
	"web/b.ts "                                                                        \
	"web/c.ts README.md"

static void check_scope_of(const char *entries, const char *tree, const char *codes)
{
	CLEANUP(freep)
	char *scope = xasprintf("## Scope\n\n- Files:\n%s- Risk Level: LOW\n", entries);
	const struct plan_case c = {.scope = scope, .tree = tree, .codes = codes};

	plan_case_run(&c);
}

static void patterns_that_name_most_of_the_tree_are_too_broad(void **state)
{
	static const char *const broad[] = {
		"  - `{app,lib,ops,web}/**`\n",
		"  - `{app,lib,web}/*.*`\n",
		"  - `{a,l,o,w}*/**`\n",
		"  - `{a,l}*/**`\n  - `{o,w}*/**`\n",
		"  - `app/*`\n  - `lib/*`\n  - `ops/*`\n  - `web/*`\n",
		"  - `app/`\n  - `lib/`\n  - `ops/`\n  - `web/`\n",
		"  - `app/**`\n  - `lib/**/*`\n  - `ops/`\n  - `web/`\n",
		"  - `*/?.*`\n",
	};
	static const char *const narrow[] = {
		"  - `app/`\n",	    "  - `app/**`\n",
		"  - `app/*.py`\n", "  - `{app,lib}/**`\n",
		"  - `**/*.py`\n",  "  - `app/`\n  - `lib/`\n  - `web/`\n",
		"  - `a*/**`\n",    "  - `*/{a,b}.py`\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(broad) / sizeof(*broad); i++)
		check_scope_of(broad[i], TREE, "scope-too-broad");
	for (size_t i = 0; i < sizeof(narrow) / sizeof(*narrow); i++)
		check_scope_of(narrow[i], TREE, "");
}

/* A small repository is all that its plan speaks of. */
static void a_small_tree_may_be_named(void **state)
{
	(void)state;
	check_scope_of("  - `app/`\n", "README.md", "");
	check_scope_of("  - `app/`\n  - `tests/`\n  - `docs/`\n",
		       "tests/a.py docs/a.md README.md", "");
	check_scope_of("  - `app/**/*.py`\n", "app/c.py README.md", "");
}

/* One folder holds the tree, and a pattern most of it. */
static void far_more_than_changes_is_too_broad(void **state)
{
	CLEANUP(str_clear) struct str tree = {0};

	(void)state;
	for (int i = 0; i < 60; i++)
		str_addf(&tree, "app/x%d.py ", i);
	str_add(&tree, "README.md");
	check_scope_of("  - `app/*.py`\n", str_text(&tree), "scope-too-broad");
	check_scope_of("  - `app/**`\n", str_text(&tree), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_that_name_most_of_the_tree_are_too_broad),
		cmocka_unit_test(a_small_tree_may_be_named),
		cmocka_unit_test(far_more_than_changes_is_too_broad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
