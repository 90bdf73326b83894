/* Tests that say what is tested. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/nfc.h"

/* Half of what the shortest honest test says that was seen: docs/plans.md, "Too little". */
enum { LEAST_TEST = 3 };

/* Beside the empty words: what is said of any test, and of how all will be well. */
/* clang-format off */
static const char *const vague[] = {
	"acceptance", "accepted", "accepts", "anything", "app", "application", "approved",
	"approves", "automated", "automatic", "automatically", "behaves", "behavior",
	"behaviour", "break", "breaks", "broken", "bug", "bugs", "build", "builds", "careful",
	"case", "cases", "check", "checked", "checks", "ci", "colleague", "colleagues",
	"compile", "compiles", "comprehensive", "confirm", "confirmed", "confirms", "corner",
	"correctness", "coverage", "covered", "crash", "crashes", "criteria", "definition",
	"designed", "e2e", "edge", "enough", "environment", "environments", "errors",
	"exhaustive", "extensive", "extensively", "fails", "failures", "fast", "free", "fully",
	"function", "functional", "functions", "green", "high", "important", "integration",
	"intended", "lgtm", "linting", "local", "locally", "looks", "machine", "machines",
	"manual", "manually", "met", "monitor", "monitoring", "more", "off", "once", "pass",
	"passed", "passes", "passing", "path", "peer", "perfectly", "performance", "pipeline",
	"platform", "platforms", "problem", "problems", "product", "production", "qa",
	"reasonable", "regression", "regressions", "release", "review", "reviewed", "reviews",
	"run", "running", "runs", "same", "sanity", "says", "scenario", "scenarios", "signed",
	"signs", "smoke", "smoothly", "software", "some", "still", "success", "successful",
	"successfully", "suite", "suites", "sure", "test", "tested", "testing", "tests",
	"thorough", "thoroughly", "todo", "unit", "validate", "validated", "validates",
	"validation", "verified", "verify", "without", "worked", "working", NULL,
};

/* That everything works, elsewhere. */
static const char *const vague_elsewhere[] = {
	"alles", "funktioniert", "werden", "geschrieben", "getestet", "tout", "fonctionne",
	"sont", "testé", "funciona", "tudo", "está", "probado", "все", "всё", "работает",
	"тесты", "проходят", "正常", "一切正常", "测试通过", "全部通过", "正常に動作する",
	"テストする", "모두", "정상", "테스트", NULL,
};
/* clang-format on */

/* "1", "t012", "us1": how lists of tasks number their items. */
static bool is_number(const char *word)
{
	word += *word == 't';
	word += !strncmp(word, "us", 2) ? 2 : 0;
	return *word && word[strspn(word, "0123456789")] == '\0';
}

/* Those whose feelings nobody can run: with a word of the other list, what is said is a wish. */
static const char *const persons[] = {
	"everybody", "everyone",     "nobody",	   "people",	"users",     "user",
	"customers", "customer",     "team",	   "teams",	"we",	     "developers",
	"reviewers", "stakeholders", "management", "operators", "engineers", NULL,
};
static const char *const feelings[] = {
	"happy",  "happier",	 "satisfied", "pleased", "like",      "likes",
	"love",	  "loves",	 "enjoy",     "enjoys",	 "quicker",   "faster",
	"easier", "better",	 "nicer",     "useful",	 "intuitive", "confident",
	"agrees", "comfortable", "prefer",    "prefers", "approves",  "understand",
	"glad",	  "good",	 "great",     "nice",	 "fine",      NULL,
};

static bool is_wish(const char *words)
{
	return words_contain_any(words, feelings) && words_contain_any(words, persons);
}

struct test_walk {
	const struct checking *checking;
	bool checkbox;	   /* a box is asked for */
	bool numbered;	   /* numbers of items name nothing */
	const char *title; /* its words say what is done, not how that is seen */
	bool found;
};

/* Whether a word says something that this very change does, by itself. */
static bool says_something(const struct test_walk *walk, const char *word)
{
	return words_with_content(word) && !(walk->numbered && is_number(word)) &&
	       !words_have(walk->title, word, strlen(word)) &&
	       !words_equal_any(word, vague) && !words_equal_any(word, vague_elsewhere) &&
	       !words_equal_any(word, feelings) && !words_equal_any(word, persons);
}

static bool names_test(const struct test_walk *walk, const char *text)
{
	CLEANUP(freep) char *words = text_english(walk->checking, text);
	char *rest = words, *word;

	if (is_wish(words))
		return false;
	while ((word = strsep(&rest, " ")))
		if (says_something(walk, word))
			return true;
	return false;
}

/* `a` is code and names nothing, and so does `tests`; several words are a command. */
static bool names_in_code(const struct block *block)
{
	CLEANUP(freep) char *words = nfc_words(block->text);
	size_t letters = 0;

	for (const char *p = block->text; *p; p++)
		letters += char_is_word(*p);
	return letters >= LEAST_TEST &&
	       (strchr(words, ' ') || !words_equal_any(words, vague));
}

static void walk_tests(struct test_walk *walk, const struct block *block, bool in_item,
		       bool in_box)
{
	if (block->kind == BLOCK_ITEM) {
		in_item = true;
		in_box = in_box || block->task;
	}
	if (block->kind == BLOCK_ROW)
		in_item = !block->header;
	if (block->text && block->kind != BLOCK_HTML) {
		bool named = (leaf_has_code(block) && names_in_code(block)) ||
			     (in_item && names_test(walk, block->text));

		walk->found = walk->found || (named && (in_box || !walk->checkbox));
	}
	if (block->kind == BLOCK_QUOTE)
		return;
	for (size_t i = 0; i < block->count && !walk->found; i++)
		walk_tests(walk, &block->children[i], in_item, in_box);
}

void check_tests(struct checking *checking)
{
	CLEANUP(freep) char *title = text_english(checking, plan_title(checking->plan));
	struct test_walk walk = {.checking = checking,
				 .checkbox = checking->settings->tests_checkbox,
				 .numbered = checking->plan->habit ||
					     checking->plan->part_count > 1,
				 .title = title};
	const struct section *tests = section_first(checking->plan, SECTION_TESTS),
			     *section;
	size_t at = 0;

	if (!check_applies(checking, SECTION_TESTS))
		return;
	while ((section = section_next(checking->plan, SECTION_TESTS, &at)))
		for (size_t i = 0; i < section->count; i++)
			walk_tests(&walk, section->blocks[i], section->inlined, false);
	if (!walk.found)
		checking_add(checking, PROBLEM_NO_TEST, tests->heading->line,
			     tests->heading->column, section_fix_body(SECTION_TESTS),
			     walk.checkbox
				     ? "no check box says what is tested"
				     : "no item, table row or command says what is tested");
}
