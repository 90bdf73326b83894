#include "plangate/plan/novelty.h"

#include "plan_case.h"

static const char before[] = "---\nstatus: done\n---\n# Widths\n\n## Approach\n\nMeasure "
			     "each column once, and keep its "
			     "width beside it.\n\n## Steps\n\n- [ ] measure in `a.c`\n";

/* What replaces a part of the text before, and whether that says something new. */
struct edit {
	const char *from, *to;
	bool adds;
};

static char *replace(const char *text, const struct edit *edit)
{
	struct str out = {0};
	const char *at = strstr(text, edit->from);

	assert_non_null(at);
	str_add_mem(&out, text, (size_t)(at - text));
	str_add(&out, edit->to);
	str_add(&out, at + strlen(edit->from));
	return str_take(&out);
}

static void read_words(struct plan_words *words, const char *text)
{
	const struct plan_settings settings = {0};
	struct plan *plan = plan_read(PLAN_FILE, text, strlen(text), &settings, NULL);

	plan_words_read(words, plan);
	plan_free(plan);
}

static void only_what_says_something_is_new(void **state)
{
	static const struct edit edits[] = {
		{"done", "active", false},
		{"[ ]", "[x]", false},
		{"\n\n## Steps", "\n\n\n\n## Steps", false},
		{"beside it.", "beside it!", false},
		{"Measure each column", "Measure every column", false},
		{"`a.c`", "`b.c` src/c.c d.h", false},
		{"beside it.", "beside it. 1 2 3 4 5 6 7 8", false},
		{"beside it.", "beside it. So it is to be.", false},
		{"beside it.", "beside it. More more more more more.", false},
		{"## Steps", "## Progress\n\nmore of it\n\n## Steps", false},
		{"beside it.", "beside it. <!-- round the margins up too -->", false},
		{"beside it.", "beside it. Beta beta alpha beta alpha alpha.", false},
		{"beside it.", "beside it. Its width beside once column each, measure.",
		 false},
		{"Measure each column", "Measured by columns, once and beside", false},
		{"beside it.", "beside it. :tada: :rocket: :heart: :fire: :moon:", false},
		{"beside it.", "beside it. [^a] [^margins] [^fonts] [^paper]", false},
		{"beside it.", "beside it. <i title=\"round the margins up\">.</i>", false},
		{"beside it.", "beside it. aaa bbb ccc ddd eee fff", false},
		{"beside it.", "beside it. Continued on Monday, and it was still fine.",
		 false},
		{"## Steps", "[Round the margins up](a.md)\n\n## Steps", false},
		{"beside it.", "beside it. Round the margins up.", true},
		{"beside it.", "beside it. Narrow columns keep the width of the heading.",
		 true},
		{"- [ ] measure", "- [ ] let readers choose fonts\n- [ ] measure", true},
	};
	struct plan_words old;

	(void)state;
	read_words(&old, before);
	for (size_t i = 0; i < sizeof(edits) / sizeof(*edits); i++) {
		char *text = replace(before, &edits[i]);
		struct plan_words words;

		read_words(&words, text);
		if (plan_words_add(&words, &old) != edits[i].adds)
			fail_msg("'%s' for '%s'", edits[i].to, edits[i].from);
		plan_words_clear(&words);
		free(text);
	}
	plan_words_clear(&old);
}

/* Sections in another order say what they said. */
static void order_is_not_news(void **state)
{
	static const char one[] =
		"# T\n\n## A\n\nKeep the old parser for now.\n\n## B\n\nThen drop "
		"all flags.\n";
	static const char other[] =
		"# T\n\n## B\n\nThen drop all flags.\n\n## A\n\nKeep the old "
		"parser for now.\n";
	struct plan_words a, b;

	(void)state;
	read_words(&a, one);
	read_words(&b, other);
	assert_false(plan_words_add(&b, &a));
	plan_words_clear(&a);
	plan_words_clear(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_says_something_is_new),
		cmocka_unit_test(order_is_not_news),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
