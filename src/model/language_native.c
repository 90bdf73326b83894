/* Languages that become machine code: C and its kin, Go, Rust. */
#include "language_internal.h"

static const struct syntax syntax_c = {
	C_COMMENTS,
	.quotes = {DOUBLE},
	.quirks = SYNTAX_CHARACTERS | SYNTAX_CPP_RAW,
};

#define C_NOT "(?!(?:if|for|while|switch|return|else|do|case|goto|sizeof|defined)\\b)"

static const struct symbol_pattern c_symbols[] = {
	{F, "[ \\t]*#[ \\t]*define[ \\t]+\\K\\w+(?=\\()"},
	{O, "[ \\t]*#[ \\t]*define[ \\t]+\\K\\w+"},
	{T, "[ \\t]*(?:typedef[ \\t]+|static[ \\t]+|export[ \\t]+)*(?:enum[ "
	    "\\t]+)?(?:struct|class|union|enum)[ \\t]+(?:\\w+\\([^()\\n]{0,100}\\)[ "
	    "\\t]*)?\\K\\w+(?=[^;()=]{0,400}\\{)"},
	{T, "[ \\t]*typedef\\b[^;{}()]{1,400}[ \\t\\n*]\\K\\w+(?=[ "
	    "\\t]*(?:\\[[^\\]\\n]{0,80}\\])?;)"},
	{T, "[ \\t]*typedef\\b[^;{}()]{1,400}\\([ \\t]*\\*[ \\t]*\\K\\w+(?=[ \\t]*\\))"},
	{T, "\\}[ \\t]*(?:\\w+\\([^()\\n]{0,80}\\)[ \\t]*)?\\K\\w+(?=[ \\t]*;)"},
	{T, "[ \\t]*using[ \\t]+\\K\\w+(?=[ \\t]*=)"},
	{T, "[ \\t]*(?:namespace|@interface|@protocol|@implementation)[ \\t]+\\K\\w+"},
	/* A function at the margin: types may stand on a line of their own. */
	{F, C_NOT "(?:[\\w:<>,*&~\\[\\] \\t]{0,200}[ \\t*&:~])??" C_NOT "\\K~?\\w+(?=[ "
		  "\\t]*\\([^;{}]{0,2000}\\)[^;{}()=]{0,200}(?::[^;{}]{0,500}|noexcept[^;{]"
		  "{0,80})?\\{)"},
	/* A method in a class, or a function in a namespace. */
	{F, "[ \\t]++" C_NOT "(?:[\\w:<>,*&~\\[\\] \\t]{0,200}[ \\t*&])??" C_NOT
	    "\\K~?\\w+(?=[ \\t]*\\([^;{}]{0,1000}\\)[ \\t\\w]{0,60}\\{)"},
	{F, "[ \\t]*(?:[\\w:<>,*& \\t]{0,200}[ \\t*&])?\\Koperator[^\\s\\w(]{1,3}(?=[ "
	    "\\t]*\\()"},
	{O, "(?:static[ \\t]+|const[ \\t]+|extern[ \\t]+|constexpr[ \\t]+)*\\w[\\w: "
	    "\\t*]{0,120}[ \\t*]\\K\\w+(?=[ \\t]*(?:\\[[^\\]\\n]{0,80}\\][ \\t]*)*=)"},
	{F, NULL}};

/* gtest and XCTest name files XTest; Kiwi, for Objective-C, names them XSpec as well. */
static const struct test_name c_tests[] = {TEST_WORDS, TEST_CASES, NO_MORE_TESTS};
static const struct test_name objective_tests[] = {TEST_WORDS, TEST_CASES, SPEC_CASES,
						   NO_MORE_TESTS};

#define C_READING                                                                          \
	.syntax = &syntax_c, .symbols = c_symbols,                                         \
	.visibility = {PUBLIC_UNLESS_WORD, {"static"}}, .reader = READS_C

static const struct syntax syntax_go = {
	C_COMMENTS,
	.quotes = {DOUBLE, {"`", "`", QUOTE_LINES}},
	.quirks = SYNTAX_CHARACTERS,
};

static const struct symbol_pattern go_symbols[] = {
	{F, "func[ \\t]+(?:\\([^()\\n]{0,200}\\)[ \\t]*)?\\K\\w+"},
	{T, "type[ \\t]+\\K\\w+"},
	{O, "(?:var|const)[ \\t]+\\K\\w+"},
	{T, "\\t\\K[A-Za-z_]\\w*(?=[ \\t]+(?:struct|interface)[ \\t]*\\{)"},
	{F, "\\t\\K[A-Z]\\w*(?=\\([^()\\n]{0,300}\\)(?:[ \\t]+[^={}:\\n]{0,200})?$)"},
	{O, "\\t\\K[A-Za-z_]\\w*(?=(?:[ \\t]+[\\w.*\\[\\]]{1,80})?[ \\t]*=(?!=))"},
	{O, "\\t\\K[A-Z]\\w*(?=[ \\t]*$)"},
	{F, NULL}};

/* What the go command takes for a test, and nothing else. */
static const struct test_name go_tests[] = {TEST(ENDS, UNDERSCORE, "test"), NO_MORE_TESTS};
static const char *const go_forms[] = {".go", NULL};

static const struct syntax syntax_rust = {
	C_COMMENTS,
	.nested = true,
	.quotes = {{"\"", "\"", QUOTE_ESCAPES | QUOTE_LINES}},
	.quirks = SYNTAX_CHARACTERS | SYNTAX_RUST_RAW,
};

#define RUST "[ \\t]*(?:pub(?:\\([^()\\n]{0,60}\\))?[ \\t]+)?(?:default[ \\t]+)?"

static const struct symbol_pattern rust_symbols[] = {
	{F, RUST "(?:(?:const|async|unsafe|extern(?:[ \\t]+\"[^\"\\n]*\")?)[ \\t]+)*fn[ "
		 "\\t]+\\K\\w+"},
	{T, RUST "(?:unsafe[ \\t]+)?(?:struct|enum|trait|union|type)[ \\t]+\\K\\w+"},
	{O, RUST "(?:const|static)[ \\t]+(?:mut[ \\t]+)?\\K\\w+(?=[ \\t]*:)"},
	{O, RUST "mod[ \\t]+\\K\\w+"},
	{F, "[ \\t]*macro_rules![ \\t]*\\K\\w+"},
	{F, NULL}};

static const struct test_name rust_tests[] = {TEST_WORDS, NO_MORE_TESTS};
static const char *const rust_forms[] = {".rs", "/mod.rs", "/lib.rs", "/main.rs", NULL};

const struct language native_languages[] = {
	{
		.name = "c",
		.endings = " .c .cc .cpp .cxx .inl .ipp .cu ",
		.tests = c_tests,
		C_READING,
	},
	{
		.name = "c",
		.endings = " .h .hh .hpp .hxx ",
		.tests = c_tests,
		.public_line = "^(?!static\\b|typedef\\b|return\\b|else\\b|using\\b|"
			       "namespace\\b|friend\\b|if\\b|for\\b|while\\b|switch\\b)[A-"
			       "Za-z_][\\w \\t*&:<>,]*[ \\t*&]\\K[A-Za-z]\\w*(?=\\()"
			       "|^(?:class|struct)\\s+\\K[A-Za-z]\\w*(?=[^;]*$)",
		C_READING,
	},
	{
		.name = "c",
		.endings = " .m .mm ",
		.tests = objective_tests,
		C_READING,
	},
	{
		.name = "go",
		.endings = " .go ",
		.tests = go_tests,
		.public_line = "^(?:func\\s+(?:\\([^()]*\\)\\s*)?|type\\s+)\\K[A-Z]\\w*",
		.syntax = &syntax_go,
		.symbols = go_symbols,
		.visibility = {PUBLIC_BY_CAPITAL, {NULL}},
		.reader = READS_GO,
		.import_forms = go_forms,
	},
	{
		.name = "rust",
		.endings = " .rs ",
		.tests = rust_tests,
		.public_line = "^\\s*pub\\s+(?:(?:async|const|unsafe|extern\\s+\"C\")\\s+)*"
			       "(?:fn|struct|enum|trait|union)\\s+\\K[A-Za-z]\\w*",
		.syntax = &syntax_rust,
		.symbols = rust_symbols,
		.visibility = {PUBLIC_BY_WORD, {"pub"}},
		.reader = READS_RUST,
		.import_forms = rust_forms,
	},
	{.name = NULL},
};
