/* The least that sections say: what says nothing is refused, and what is short and honest is not. */
#include "plan_case.h"
#include "plangate/base/alloc.h"

static void check_tests_of(const char *text, const char *codes)
{
	CLEANUP(freep) char *section = xasprintf("## Tests\n\n%s\n", text);
	const struct plan_case c = {
		.tests = section, .at = STAGE_CLASS_PUSH, .codes = codes};

	plan_case_run(&c);
}

static void check_rollback_of(const char *text, const char *codes)
{
	CLEANUP(freep) char *section = xasprintf("## Rollback\n\n%s\n", text);
	const struct plan_case c = {
		.rollback = section, .at = STAGE_CLASS_PUSH, .codes = codes};

	plan_case_run(&c);
}

static void wishes_are_no_tests(void **state)
{
	static const char *const wishes[] = {
		"- everything should work",
		"- all tests pass",
		"- we will test it well",
		"- CI is green, and there are no regressions",
		"- [ ] thorough testing of all features",
		"- it works as designed on all platforms",
		"- tested on my machine",
		"- acceptance criteria are met",
		"- the export works",
		"- [ ] `tests`",
		"- :tada:",
		"- [^1]",
		"- https://ci.example.org/",
		"- blah",
		"- alles funktioniert",
		"- 一切正常",
	};
	static const char *const tests[] = {
		"- an empty table",    "- exit status 2",
		"- Windows",	       "- [ ] `make check`",
		"- round trip",	       "- `ctest`",
		"- timeout",	       "- smoke test on the old phone",
		"- leere Tabelle",     "- 空のテーブル",
		"- parser tests",      "- existing parser tests pass",
		"- no row is lost",    "- manual: open the file in a spreadsheet",
		"```\nmake test\n```",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wishes) / sizeof(*wishes); i++)
		check_tests_of(wishes[i], "no-test");
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		check_tests_of(tests[i], "");
}

static void promises_are_no_way_back(void **state)
{
	static const char *const promises[] = {
		"We will roll back if something goes wrong.",
		"Undo the change.",
		"Deploy again.",
		"Use version control.",
		"The steps are safe to run again.",
		"Each step can be run as often as wanted.",
		"A revert is not needed.",
		"[revert the commit](https://example.org/how)",
		"https://example.org/revert",
		":leftwards_arrow_with_hook:",
	};
	static const char *const ways[] = {
		"Revert the commit.", "git revert",
		"Set EXPORT=0.",      "Flag off.",
		"Downgrade to 1.2.",  "Roll back to the last release.",
		"helm rollback",      "Unpublish the package.",
		"Delete the file.",   "Revert both commits; they are safe to run again.",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(promises) / sizeof(*promises); i++)
		check_rollback_of(promises[i], "weak-rollback");
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		check_rollback_of(ways[i], "");
}

static void check_approach_of(const char *text, const char *codes)
{
	CLEANUP(freep) char *section = xasprintf("## Approach\n\n%s\n", text);
	const struct plan_case c = {
		.approach = section, .at = STAGE_CLASS_PUSH, .codes = codes};

	plan_case_run(&c);
}

static void what_nobody_reads_is_no_approach(void **state)
{
	static const char *const nothing[] = {
		"[^1]",
		":tada: :rocket: :white_check_mark:",
		"[Streaming writer design for batches](https://example.org/a)",
		"https://example.org/streaming/design/batches",
		"①② ③④ ⑤⑥",
		"@alice @bob @carol",
		"#123 #456 v1.2.3",
		"foo bar baz",
		"rows rows rows",
		"的的的的的的",
		"Robust, scalable and maintainable architecture.",
		"ａｐｐｒｏａｃｈ ａｓ ｄｅｓｃｒｉｂｅｄ ａｂｏｖｅ",
	};
	static const char *const unseen[] = {
		"\xf0\x9f\x8e\x89 \xf0\x9f\x9a\x80",
		"![rows are fetched in batches of a thousand](a.png)",
		"<div><p></p></div>",
		"[a]: https://example.org \"rows in batches\"\n\n.",
		"\u200b\u200b \u2060",
	};
	static const char *const something[] = {
		"Read rows lazily, thousand a time.",
		"A cursor instead of a list.",
		"Cache lookups per request.",
		"`read_rows()` becomes a generator.",
		"Rows come through [the reader](../app/a.py), a thousand at a time.",
		"Zeilen werden in Blöcken gelesen.",
		"Строки читаются пакетами.",
		"分批读取行，内存保持平稳。",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(nothing) / sizeof(*nothing); i++)
		check_approach_of(nothing[i], "boilerplate");
	for (size_t i = 0; i < sizeof(unseen) / sizeof(*unseen); i++)
		check_approach_of(unseen[i], "empty-section");
	for (size_t i = 0; i < sizeof(something) / sizeof(*something); i++)
		check_approach_of(something[i], "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wishes_are_no_tests),
		cmocka_unit_test(promises_are_no_way_back),
		cmocka_unit_test(what_nobody_reads_is_no_approach),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
