#include <string.h>

#include "../../test.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"
#include "plangate/plan/document.h"
#include "plangate/plan/path_code.h"
#include "plangate/plan/scaffold.h"
#include "plangate/plan/sync.h"

#define PLAN_FILE "docs/plans/x.md"

DEFINE_CLEANUP(struct plan, plan_free)

static const char *const hostile[] = {
	"new\nline.c",
	"\n",
	"\n\n",
	"two\n\nparagraphs.c",
	"cr\rlf\r\n.c",
	"tab\there",
	"\t",
	"a`b.c",
	"`",
	"``",
	"```sh",
	"a```b``c`.c",
	"`all`",
	" leading",
	"trailing ",
	"  both  ",
	" ",
	"\"quoted\"",
	"\"",
	"'single'",
	"back\\slash.c",
	"end\\",
	"\\",
	"\\n",
	"\\101.c",
	"a\\`b",
	"- item",
	"- [ ] box",
	"1. step",
	"# Tests",
	"## Scope",
	"---",
	"--- a",
	"| cell | cell |",
	"a|b.c",
	"\\|",
	"> quote",
	"<!-- a -->",
	"a<!--b-->c.c",
	"<!--",
	"-->",
	"<b>.c",
	"&amp;.c",
	"&#96;.c",
	"[x](y.c)",
	"](y)",
	"[id].tsx",
	"[[...slug]].tsx",
	"(group)/page.tsx",
	"~~struck.c~~",
	"**",
	"*.c",
	"a/**/b.c",
	"q?.c",
	"{a,b}.c",
	"{old => new}/x.c",
	"a -> b.c",
	"a => b.c",
	"a \u2192 b.c",
	"a, b.c",
	"a; b.c",
	"a \u2014 b.c",
	"a - not touched.c",
	"not touched",
	"all files",
	"Files: x.c",
	"Risk Level: HIGH",
	"x:12",
	"x#y",
	"x::y",
	":12",
	"#1",
	"@scope",
	"~",
	"$HOME",
	"-dash",
	"--flag=x/y.c",
	"...",
	"end.",
	".",
	"http://x/y.c",
	"mailto:x",
	"TODO",
	"[fill in: a name]",
	"caf\u00e9.c",
	"cafe\u0301.c",
	"\u1e9b\u0323.c",
	"no\377utf8.c",
	"\377",
	"\303",
	"cafe\u0301\377.c",
	"\300\200.c",
	"\355\240\200.c",
	"\u202e.c",
	"\u200b",
	"\u2028.c",
	"\ufeff.c",
	"\u00a0.c",
	"\u3000",
};

/* The plan read back, in which exactly this path stands, and not one that is nearly the same. */
static void assert_lists(const char *text, size_t len, const char *path)
{
	static const struct plan_settings settings = {0};
	CLEANUP(plan_freep)
	struct plan *plan = plan_read(PLAN_FILE, text, len, &settings, NULL);
	const struct scope_entry *entry = plan_covers(plan, path);
	CLEANUP(freep) char *longer = xasprintf("%sx", path);
	CLEANUP(freep) char *shorter = xmemdup(path, strlen(path) - 1);
	size_t count, others = strstr(text, "one/a.c") != NULL;

	plan_scope(plan, &count);
	if (!entry || entry->match != SCOPE_FILE || entry->broad || count != 1 + others ||
	    plan_covers(plan, longer) || (*shorter && plan_covers(plan, shorter)))
		print_message("not read back (%zu entries): '%s'\n%s\n", count, path, text);
	assert_non_null(entry);
	assert_int_equal(count, 1 + others);
	assert_int_equal(entry->match, SCOPE_FILE);
	assert_false(entry->broad);
	assert_null(plan_covers(plan, longer));
	assert_true(!*shorter || !plan_covers(plan, shorter));
}

static const char *const forms[] = {
	"# P: x\n\n## Scope\n\n- Files:\n  - %s (new)\n- Risk Level: LOW\n",
	"# P: x\n\n## Scope\n\n| File | Why |\n| --- | --- |\n| %s | so |\n",
	"# P: x\n\n## Scope\n\n- %s\n\n## Steps\n\n1. x\n",
	"# P: x\r\n\r\n## Scope\r\n\r\n- Files:\r\n  - %s - why\r\n",
	"# P: x\n\n## Scope\n\n1) %s: why\n",
	"# P: x\n\n## Scope\n\n%s\n",
	"# P: x\n\n## Scope\n\nThe change is in %s, all of it.\n",
	"# P: x\n\n## Approach\n\nSo.\n\nFiles:\n- %s\n",
};

/* As a person pastes it: what a fix says, in the first forms that a scope may have. */
static void pasted(const char *path, size_t count)
{
	CLEANUP(str_clear) struct str code = {0};

	plan_path_code(&code, path);
	for (size_t i = 0; i < count; i++) {
		const char *gap = strstr(forms[i], "%s");
		CLEANUP(str_clear) struct str text = {0};

		str_add_mem(&text, forms[i], (size_t)(gap - forms[i]));
		str_add(&text, str_text(&code));
		str_add(&text, gap + 2);
		assert_lists(str_text(&text), text.len, path);
	}
}

/* What `plan sync` puts in is what a fix says, under the heading and beside a list or a table. */
static void synced(const char *path)
{
	static const struct {
		enum sync_place place;
		const char *text, *before, *behind;
	} rows[] = {
		{SYNC_UNDER_HEADING, "# P: x\n\n## Scope\n\n## Steps\n\n1. x\n", "\n  - ",
		 "\n"},
		{SYNC_BESIDE, "# P: x\n\n## Scope\n\n* one/a.c\n\n## Steps\n\n1. x\n",
		 "\n* ", "\n"},
		{SYNC_BESIDE,
		 "# P: x\n\n## Scope\n\n| File | Why |\n| --- | --- |\n| one/a.c | so |\n",
		 "\n| ", " |  |\n"},
	};
	static const struct plan_settings settings = {0};

	for (size_t i = 0; i < TEST_COUNT(rows); i++) {
		const struct sync sync = {&path, 1, 1, 1, rows[i].place, NULL};
		size_t len = strlen(rows[i].text);
		CLEANUP(plan_freep)
		struct plan *plan =
			plan_read(PLAN_FILE, rows[i].text, len, &settings, NULL);
		CLEANUP(str_clear) struct str out = {0}, line = {0};

		assert_true(plan_sync(&out, plan, PLAN_FILE, rows[i].text, len, &sync));
		str_add(&line, rows[i].before);
		plan_path_code(&line, path);
		str_add(&line, rows[i].behind);
		assert_non_null(strstr(str_text(&out), str_text(&line)));
		assert_lists(str_text(&out), out.len, path);
	}
}

/* A new plan lists it too, once, and beside what else there is to say of it. */
static void scaffolded(const char *path)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	struct analysed_file file = {0};
	struct analysis analysis = {.set = &set, .files = &file, .file_count = 1};
	const struct demand demand = {.profile = PROFILE_LIGHT};
	CLEANUP(str_clear) struct str out = {0}, code = {0};

	changeset_add(&set, CHANGE_ADDED, path);
	changeset_finish(&set);
	file.change = &set.items[0];
	plan_scaffold(&out, "x", &analysis, &demand, NULL);
	assert_lists(str_text(&out), out.len, path);
	plan_path_code(&code, path);
	assert_non_null(strstr(str_text(&out), str_text(&code)));
}

static void round_trip(const char *path)
{
	pasted(path, TEST_COUNT(forms));
	synced(path);
	scaffolded(path);
}

static void hostile_names_are_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < TEST_COUNT(hostile); i++)
		round_trip(hostile[i]);
}

static void two_hostile_names_in_one_are_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < TEST_COUNT(hostile); i++) {
		for (size_t k = 0; k < TEST_COUNT(hostile); k++) {
			CLEANUP(freep)
			char *both = xasprintf("%s%s", hostile[i], hostile[k]);

			if (strcmp(both, "..") != 0)
				pasted(both, 2);
		}
	}
}

static void every_byte_is_read_back_wherever_it_stands(void **state)
{
	(void)state;
	for (int byte = 1; byte < 256; byte++) {
		char names[][8] = {"a?b.c", "?ab.c", "ab.c?", "a/?", "?/b.c", "a??b", "?"};

		for (size_t i = 0; i < TEST_COUNT(names) && byte != '/'; i++) {
			for (char *p = names[i]; *p; p++)
				if (*p == '?')
					*p = (char)byte;
			round_trip(names[i]);
		}
	}
}

static void a_plain_name_stays_plain(void **state)
{
	static const char *const plain[] = {"src/a.c", "app/(auth)/[id]/page.tsx",
					    ".github/workflows/ci.yml", "index.html",
					    "docs/r\u00e9sum\u00e9.md"};

	(void)state;
	for (size_t i = 0; i < TEST_COUNT(plain); i++) {
		CLEANUP(str_clear) struct str code = {0};
		CLEANUP(freep) char *expected = xasprintf("`%s`", plain[i]);

		plan_path_code(&code, plain[i]);
		assert_string_equal(str_text(&code), expected);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_names_are_read_back),
		cmocka_unit_test(two_hostile_names_in_one_are_read_back),
		cmocka_unit_test(every_byte_is_read_back_wherever_it_stands),
		cmocka_unit_test(a_plain_name_stays_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
