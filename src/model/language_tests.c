/* Which paths are tests: by folders, which all languages share, and by the names of each. */
#include <string.h>

#include "language_internal.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"

static const char *const test_folders[] = {
	"test",	     "tests",	      "Tests",
	"spec",	     "specs",	      "__tests__",
	"__mocks__", "__snapshots__", "e2e",
	"cypress",   "testing",	      "unittest",
	"unittests", "testdata",      "test-data",
	"test_data", "test_utils",    "integration_tests",
	"testutil",  "fixtures",      NULL};

/* What may stand beside a word: in a pattern, and whether it belongs to the word. */
static const struct {
	const char *pattern;
	bool belongs;
} besides[] = {
	[BESIDE_ANY] = {"", false},	      [BESIDE_MARK] = {"[-_.]", true},
	[BESIDE_UNDERSCORE] = {"_", true},    [BESIDE_DOT] = {".", true},
	[BESIDE_SMALL] = {"[a-z0-9]", false},
};

static bool may_stand(enum test_beside beside, char c)
{
	switch (beside) {
	case BESIDE_ANY:
		return true;
	case BESIDE_MARK:
		return c == '-' || c == '_' || c == '.';
	case BESIDE_UNDERSCORE:
		return c == '_';
	case BESIDE_DOT:
		return c == '.';
	case BESIDE_SMALL:
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
	}
	return false;
}

/* A part of a file's name. */
struct part {
	const char *start;
	size_t len;
};

/* The name of a file without its ending. */
static struct part stem_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return (struct part){name, dot ? (size_t)(dot - name) : strlen(name)};
}

static bool same_part(struct part a, struct part b)
{
	return a.len == b.len && !memcmp(a.start, b.start, a.len);
}

/* Whether a test can be called so; *rest is what is left of its name. */
static bool fits(const struct test_name *name, struct part stem, struct part *rest)
{
	size_t word = strlen(name->word);
	bool ends = name->place == TEST_ENDS;
	const char *at = stem.start + (ends && stem.len >= word ? stem.len - word : 0);

	if (stem.len < word || memcmp(at, name->word, word) != 0)
		return false;
	*rest = (struct part){ends ? stem.start : at + word, stem.len - word};
	if (name->place == TEST_IS)
		return !rest->len;
	if (name->beside == BESIDE_ANY)
		return true;
	if (!rest->len || !may_stand(name->beside, ends ? at[-1] : at[word]))
		return false;
	rest->len -= besides[name->beside].belongs;
	rest->start += besides[name->beside].belongs && !ends;
	return true;
}

static bool in_test_folder(const char *path)
{
	const char *slash;

	for (; (slash = strchr(path, '/')); path = slash + 1)
		for (const char *const *folder = test_folders; *folder; folder++)
			if (strlen(*folder) == (size_t)(slash - path) &&
			    !memcmp(path, *folder, (size_t)(slash - path)))
				return true;
	return false;
}

bool path_is_named_test(const char *path)
{
	const struct language *language = language_of(path);
	struct part stem = stem_of(path), rest;

	for (const struct test_name *name = language ? language->tests : NULL;
	     name && name->word; name++)
		if (fits(name, stem, &rest))
			return true;
	return false;
}

bool path_is_test(const char *path)
{
	return in_test_folder(path) || path_is_named_test(path);
}

/* Whether a test of this language may have its name from that of the file. */
static bool is_named_for(const struct language *language, const char *test,
			 const char *path)
{
	struct part stem = stem_of(test), own = stem_of(path), rest;

	for (const struct test_name *name = language->tests; name->word; name++)
		if (fits(name, stem, &rest) && same_part(rest, own))
			return true;
	/* tests/foo.c is about foo.c. */
	return same_part(stem, own) && in_test_folder(test);
}

bool path_is_test_of(const char *test, const char *path)
{
	const struct language *language = language_of(test), *own;

	if (!language || !is_named_for(language, test, path))
		return false;
	own = language_of(path);
	return own && !strcmp(language->name, own->name) && !path_is_test(path);
}

/* "{a,b}", or "a" where there is no other. */
static void add_choice(struct str *out, const struct strlist *words)
{
	str_add(out, words->count > 1 ? "{" : "");
	for (size_t i = 0; i < words->count; i++)
		str_addf(out, "%s%s", i ? "," : "", words->items[i]);
	str_add(out, words->count > 1 ? "}" : "");
}

static void add_names(struct str *out, const struct test_name *tests)
{
	CLEANUP(strlist_clear) struct strlist words = {0};

	for (; tests->word; tests++) {
		const char *beside = besides[tests->beside].pattern;
		CLEANUP(str_clear) struct str word = {0};

		if (tests->place == TEST_ENDS)
			str_addf(&word, "*%s", beside);
		str_add(&word, tests->word);
		if (tests->place == TEST_BEGINS)
			str_addf(&word, "%s*", beside);
		strlist_add(&words, str_text(&word));
	}
	add_choice(out, &words);
}

/* The endings of a row, without their dots. */
static void take_endings(struct strlist *out, const char *endings)
{
	while ((endings = strchr(endings, '.'))) {
		size_t len = strcspn(++endings, " ");

		strlist_add_mem(out, endings, len);
		endings += len;
	}
}

/* One pattern for rows that stand together and call their tests alike; returns the last. */
static const struct language *add_rows(struct strlist *out, const struct language *row)
{
	CLEANUP(strlist_clear) struct strlist endings = {0};
	CLEANUP(str_clear) struct str pattern = {0};

	take_endings(&endings, row->endings);
	for (; row[1].name && row[1].tests == row->tests; row++)
		take_endings(&endings, row[1].endings);
	add_names(&pattern, row->tests);
	str_add_char(&pattern, '.');
	add_choice(&pattern, &endings);
	strlist_add(out, str_text(&pattern));
	return row;
}

void test_patterns(struct strlist *out)
{
	CLEANUP(strlist_clear) struct strlist folders = {0};
	CLEANUP(str_clear) struct str pattern = {0};

	for (const char *const *folder = test_folders; *folder; folder++)
		strlist_add(&folders, *folder);
	str_add(&pattern, "**/");
	add_choice(&pattern, &folders);
	str_add(&pattern, "/**");
	strlist_add(out, str_text(&pattern));
	for (const struct language *const *family = language_families; *family; family++)
		for (const struct language *row = *family; row->name; row++)
			row = add_rows(out, row);
}
