#include <string.h>

#include "language_internal.h"
#include "scan.h"
#include "symbol_patterns.h"

#define DOUBLE                                                                             \
	{                                                                                  \
		"\"", "\"", QUOTE_ESCAPES                                                  \
	}
#define SINGLE                                                                             \
	{                                                                                  \
		"'", "'", QUOTE_ESCAPES                                                    \
	}
#define TRIPLE(flags)                                                                      \
	{                                                                                  \
		"\"\"\"", "\"\"\"", QUOTE_LINES | (flags)                                  \
	}
#define C_COMMENTS .line = {"//"}, .open = "/*", .close = "*/"

static const struct syntax syntax_python = {
	.line = {"#"},
	.quotes = {TRIPLE(QUOTE_ESCAPES),
		   {"'''", "'''", QUOTE_LINES | QUOTE_ESCAPES},
		   DOUBLE,
		   SINGLE},
};

static const struct syntax syntax_page = {
	C_COMMENTS,
	.quotes = {DOUBLE, SINGLE},
	.quirks = SYNTAX_TEMPLATES | SYNTAX_SLASH_REGEX | SYNTAX_SCRIPT_TAG,
};

static const struct syntax syntax_c = {
	C_COMMENTS,
	.quotes = {DOUBLE},
	.quirks = SYNTAX_CHARACTERS | SYNTAX_CPP_RAW,
};

static const struct syntax syntax_go = {
	C_COMMENTS,
	.quotes = {DOUBLE, {"`", "`", QUOTE_LINES}},
	.quirks = SYNTAX_CHARACTERS,
};

static const struct syntax syntax_java = {
	C_COMMENTS,
	.quotes = {TRIPLE(QUOTE_ESCAPES), DOUBLE},
	.quirks = SYNTAX_CHARACTERS,
};

static const struct syntax syntax_kotlin = {
	C_COMMENTS,
	.nested = true,
	.quotes = {TRIPLE(0), DOUBLE},
	.quirks = SYNTAX_CHARACTERS,
};

static const struct syntax syntax_rust = {
	C_COMMENTS,
	.nested = true,
	.quotes = {{"\"", "\"", QUOTE_ESCAPES | QUOTE_LINES}},
	.quirks = SYNTAX_CHARACTERS | SYNTAX_RUST_RAW,
};

static const struct syntax syntax_ruby = {
	.line = {"#"},
	.open = "=begin",
	.close = "\n=end",
	.quotes = {DOUBLE, SINGLE},
	.quirks = SYNTAX_RUBY_HEREDOC | SYNTAX_SLASH_REGEX,
};

static const struct syntax syntax_php = {
	.line = {"//", "#"},
	.open = "/*",
	.close = "*/",
	.quotes = {DOUBLE, SINGLE},
	.quirks = SYNTAX_PHP_HEREDOC | SYNTAX_ATTRIBUTES,
};

static const struct syntax syntax_csharp = {
	C_COMMENTS,
	.quotes = {TRIPLE(0), DOUBLE},
	.quirks = SYNTAX_CHARACTERS | SYNTAX_VERBATIM,
};

static const struct syntax syntax_elixir = {
	.line = {"#"},
	.quotes = {TRIPLE(QUOTE_ESCAPES), {"'''", "'''", QUOTE_LINES}, DOUBLE},
};

static const struct language languages[] = {
	{"python", " .py .pyi .pyw ", &syntax_python, scan_python, python_symbols,
	 python_is_public},
	{"javascript", " .js .jsx .mjs .cjs .ts .tsx .mts .cts ", &syntax_script,
	 scan_script, script_symbols, script_is_public},
	{"javascript", " .vue .svelte ", &syntax_page, scan_script, script_symbols,
	 script_is_public},
	{"c", " .c .h .cc .cpp .cxx .hh .hpp .hxx .inl .ipp .m .mm .cu ", &syntax_c, scan_c,
	 c_symbols, c_is_public},
	{"go", " .go ", &syntax_go, scan_go, go_symbols, go_is_public},
	{"java", " .java .groovy ", &syntax_java, scan_jvm, java_symbols, word_is_public},
	{"java", " .kt .kts ", &syntax_kotlin, scan_jvm, kotlin_symbols, open_is_public},
	{"java", " .scala ", &syntax_kotlin, scan_jvm, scala_symbols, open_is_public},
	{"rust", " .rs ", &syntax_rust, scan_rust, rust_symbols, word_is_public},
	{"ruby", " .rb .rake ", &syntax_ruby, scan_ruby, ruby_symbols, open_is_public},
	{"php", " .php ", &syntax_php, scan_php, php_symbols, open_is_public},
	{"csharp", " .cs ", &syntax_csharp, NULL, csharp_symbols, word_is_public},
	{"swift", " .swift ", &syntax_kotlin, NULL, swift_symbols, open_is_public},
	{"elixir", " .ex .exs ", &syntax_elixir, NULL, elixir_symbols, elixir_is_public},
};

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const struct language *language_row(const char *path)
{
	const char *name = file_name(path), *dot = strrchr(name, '.');
	size_t len = dot ? strlen(dot) : 0;

	for (size_t i = 0; len > 1 && i < sizeof(languages) / sizeof(*languages); i++) {
		const char *hit = strstr(languages[i].endings, dot);

		/* " .c " is found in " .cc " as well: go on to the one that ends there. */
		while (hit && hit[len] != ' ')
			hit = strstr(hit + 1, dot);
		if (hit)
			return &languages[i];
	}
	return NULL;
}

const char *source_language(const char *path)
{
	const struct language *language = language_row(path);

	return language ? language->name : NULL;
}

static const char *const test_folders[] = {
	"test",	     "tests",	 "__tests__",  "__mocks__",	    "spec",
	"specs",     "e2e",	 "cypress",    "testing",	    "unittest",
	"unittests", "testdata", "test_utils", "integration_tests", "testutil",
	"Tests",     NULL};

/* What a test's name begins or ends with; what is left names the file that it is about. */
static const struct affix {
	const char *before, *behind;
} test_affixes[] = {
	{"test_", ""}, {"", "_test"}, {"", "_tests"}, {"", ".test"},
	{"", ".spec"}, {"", "_spec"}, {"", "Tests"},  {"", "Test"},
	{"", "Spec"},  {"", "-test"}, {"", ".e2e"},   {"", ".cy"},
	{"test-", ""}, {"", "-spec"}, {"", "IT"},     {"", "TestCase"},
};

enum { AFFIXES = sizeof(test_affixes) / sizeof(*test_affixes) };

/* The bytes of a file's name before its ending. */
static size_t stem_length(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot > name ? (size_t)(dot - name) : strlen(name);
}

/* Whether the stem has the affix and something else. */
static bool has_affix(const struct affix *affix, const char *stem, size_t len)
{
	size_t before = strlen(affix->before), behind = strlen(affix->behind);

	return len > before + behind && !memcmp(stem, affix->before, before) &&
	       !memcmp(stem + len - behind, affix->behind, behind);
}

static bool in_test_folder(const char *path)
{
	const char *slash;

	for (; (slash = strchr(path, '/')); path = slash + 1)
		if (word_in(path, (size_t)(slash - path), test_folders))
			return true;
	return false;
}

bool source_is_test(const char *path)
{
	static const char *const whole[] = {"conftest", "tests", "test", NULL};
	const char *name = file_name(path);
	size_t len = stem_length(name);

	if (!language_row(path))
		return false;
	if (in_test_folder(path) || word_in(name, len, whole))
		return true;
	for (size_t i = 0; i < AFFIXES; i++)
		if (has_affix(&test_affixes[i], name, len))
			return true;
	return false;
}

static bool names_stem(const char *test, size_t len, const char *path)
{
	const char *name = file_name(path);
	size_t own = stem_length(name);

	return len == own && !memcmp(test, name, len);
}

bool source_test_names(const char *test, const char *path)
{
	const char *name = file_name(test), *a = source_language(test),
		   *b = source_language(path);
	size_t len = stem_length(name);

	if (!a || !b || strcmp(a, b) != 0 || !source_is_test(test) || source_is_test(path))
		return false;
	for (size_t i = 0; i < AFFIXES; i++) {
		size_t before = strlen(test_affixes[i].before);

		if (has_affix(&test_affixes[i], name, len) &&
		    names_stem(name + before, len - before - strlen(test_affixes[i].behind),
			       path))
			return true;
	}
	/* tests/foo.c is about foo.c. */
	return in_test_folder(test) && names_stem(name, len, path);
}
