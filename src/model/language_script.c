/* Languages that are run from their text: Python, JavaScript, Ruby, PHP, Elixir. */
#include "language_internal.h"

static const struct syntax syntax_python = {
	.line = {"#"},
	.quotes = {TRIPLE(QUOTE_ESCAPES),
		   {"'''", "'''", QUOTE_LINES | QUOTE_ESCAPES},
		   DOUBLE,
		   SINGLE},
};

static const struct symbol_pattern python_symbols[] = {
	{F, "[ \\t]*(?:async[ \\t]+)?def[ \\t]+\\K\\w+"},
	{T, "[ \\t]*class[ \\t]+\\K\\w+"},
	{T, "type[ \\t]+\\K\\w+(?=[ \\t]*[=\\[])"},
	{O, "[ \\t]*\\K[A-Za-z_]\\w*(?=[ \\t]*(?::[^=\\n]{1,200})?=(?!=))"},
	{O, "[ \\t]+\\K[A-Za-z_]\\w*(?=[ \\t]*:[ \\t]*[A-Za-z_\"'][^\\n]{0,200}$)"},
	{F, NULL}};

static const struct test_name python_tests[] = {TEST_WORDS, TEST(IS, ANY, "conftest"),
						NO_MORE_TESTS};
static const char *const python_forms[] = {".py", ".pyi", "/__init__.py", "/__init__.pyi",
					   NULL};

const struct syntax syntax_script = {
	C_COMMENTS,
	.quotes = {DOUBLE, SINGLE},
	.quirks = SYNTAX_TEMPLATES | SYNTAX_SLASH_REGEX,
};

static const struct syntax syntax_page = {
	C_COMMENTS,
	.quotes = {DOUBLE, SINGLE},
	.quirks = SYNTAX_TEMPLATES | SYNTAX_SLASH_REGEX | SYNTAX_SCRIPT_TAG,
};

#define TS_WORDS                                                                           \
	"(?:(?:export|default|declare|async|abstract|public|private|protected|static|"     \
	"readonly|override)[ \\t]+)*"

static const struct symbol_pattern script_symbols[] = {
	{F, "[ \\t]*" TS_WORDS "function[ \\t]*\\*?[ \\t]*\\K[\\w$]+"},
	{T, "[ \\t]*" TS_WORDS
	    "(?:class|interface|enum|const[ \\t]+enum|namespace)[ \\t]+\\K[\\w$]+"},
	{T, "[ \\t]*" TS_WORDS "type[ \\t]+\\K[\\w$]+(?=[ \\t]*[=<])"},
	{F, "[ \\t]*" TS_WORDS
	    "(?:const|let|var)[ \\t]+\\K[\\w$]+(?=[^=\\n]{0,300}=[ \\t]*(?:async\\b[ "
	    "\\t]*)?(?:function\\b|(?:<[^>\\n]{0,200}>[ \\t]*)?\\(|[\\w$]+[ \\t]*=>))"},
	{O, "[ \\t]*" TS_WORDS "(?:const|let|var)[ \\t]+\\K[\\w$]+"},
	{F, "[ \\t]+" TS_WORDS "(?:get[ \\t]+|set[ \\t]+|\\*[ "
	    "\\t]*|#)?\\K(?!(?:if|for|while|switch|catch|return|function|await|super|throw|"
	    "typeof|new)\\b)[\\w$]+(?=[ \\t]*(?:<[^>\\n]{0,200}>)?[ "
	    "\\t]*\\((?:[^(){};]|\\([^()]*+\\)|\\{[^{}]*+\\})*+\\)[^;()=]{"
	    "0,300}\\{)"},
	{F,
	 "[ \\t]+" TS_WORDS
	 "#?\\K[\\w$]+(?=[ \\t]*(?::[^=\\n]{0,200})?[=:][ \\t]*(?:async\\b[ "
	 "\\t]*)?(?:function\\b|\\([^()\\n]{0,300}\\)[^=\\n]{0,100}=>|[\\w$]+[ \\t]*=>))"},
	{F, "(?:module[.])?exports[.]\\K[\\w$]+(?=[ \\t]*=)"},
	{F, "[\\w$]{1,80}[.]prototype[.]\\K[\\w$]+(?=[ \\t]*=)"},
	{F, NULL}};

static const struct test_name script_tests[] = {TEST_WORDS,
						SPEC_WORDS,
						TEST_CASES,
						SPEC_CASES,
						TEST(ENDS, DOT, "cy"),
						TEST(ENDS, DOT, "e2e"),
						TEST(ENDS, DOT, "stories"),
						NO_MORE_TESTS};
static const char *const script_forms[] = {".ts",  ".tsx",    ".d.ts", ".mts", ".cts",
					   ".js",  ".jsx",    ".mjs",  ".cjs", ".json",
					   ".vue", ".svelte", NULL};
static const char script_public[] =
	"^\\s*export\\s+(?:default\\s+)?(?:declare\\s+)?(?:async\\s+)?(?:abstract\\s+)?(?:"
	"function\\b\\s*\\*?|class|const|let|var|interface|type|enum)\\s+\\K[A-Za-z_$][\\w$"
	"]*"
	"|^(?:module\\.)?exports\\.\\K[A-Za-z_$][\\w$]*(?=\\s*=)";

static const struct syntax syntax_ruby = {
	.line = {"#"},
	.open = "=begin",
	.close = "\n=end",
	.quotes = {DOUBLE, SINGLE},
	.quirks = SYNTAX_RUBY_HEREDOC | SYNTAX_SLASH_REGEX,
};

static const struct symbol_pattern ruby_symbols[] = {
	{F, "[ \\t]*(?:(?:private|protected|public|private_class_method|memoize)[ "
	    "\\t]+)?def[ \\t]+(?:[\\w]{1,80}[.])?\\K\\w+[?!=]?"},
	{T, "[ \\t]*class[ \\t]+(?:\\w{1,80}::)*\\K[A-Z]\\w*"},
	{O, "[ \\t]*module[ \\t]+(?:\\w{1,80}::)*\\K[A-Z]\\w*"},
	{O, "[ \\t]*\\K[A-Z]\\w*(?=[ \\t]*(?:\\|\\|)?=(?![=~>]))"},
	{F, "[ "
	    "\\t]*(?:scope|attr_reader|attr_accessor|attr_writer|define_method|alias_"
	    "method|belongs_to|has_many|has_one|delegate)[ \\t(]+:\\K\\w+[?!]?"},
	{F, NULL}};

static const struct test_name ruby_tests[] = {TEST_WORDS, SPEC_WORDS, NO_MORE_TESTS};
static const char *const ruby_forms[] = {".rb", NULL};

static const struct syntax syntax_php = {
	.line = {"//", "#"},
	.open = "/*",
	.close = "*/",
	.quotes = {DOUBLE, SINGLE},
	.quirks = SYNTAX_PHP_HEREDOC | SYNTAX_ATTRIBUTES,
};

static const struct symbol_pattern php_symbols[] = {
	{F, "[ \\t]*(?:(?:public|protected|private|static|final|abstract)[ "
	    "\\t]+)*function[ \\t]+&?[ \\t]*\\K\\w+"},
	{T, "[ \\t]*(?:(?:final|abstract|readonly)[ \\t]+)*(?:class|interface|trait|enum)[ "
	    "\\t]+\\K\\w+"},
	{O, "[ \\t]*(?:(?:public|protected|private|final)[ \\t]+)*const[ "
	    "\\t]+(?:\\w{1,80}[ \\t]+)?\\K\\w+(?=[ \\t]*=)"},
	{O, "[ \\t]*(?:(?:public|protected|private|static|readonly|var)[ "
	    "\\t]+)+(?:[?\\w\\\\|]{1,120}[ \\t]+)?\\$\\K\\w+"},
	{F, NULL}};

static const struct test_name php_tests[] = {TEST_WORDS, TEST_CASES, SPEC_CASES,
					     NO_MORE_TESTS};
static const char *const php_forms[] = {".php", NULL};

static const struct syntax syntax_elixir = {
	.line = {"#"},
	.quotes = {TRIPLE(QUOTE_ESCAPES), {"'''", "'''", QUOTE_LINES}, DOUBLE},
};

static const struct symbol_pattern elixir_symbols[] = {
	{F, "[ \\t]*def(?:p|macro|macrop|guard|guardp|delegate)?[ \\t]+\\K\\w+[?!]?"},
	{T, "[ \\t]*def(?:module|protocol|impl)[ \\t]+(?:\\w{1,80}[.])*\\K\\w+"},
	{T, "[ \\t]*@(?:type|typep|opaque)[ \\t]+\\K\\w+"},
	{O, "[ \\t]*@\\K\\w+(?=[ \\t]+\\S)"},
	{F, NULL}};

static const struct test_name elixir_tests[] = {TEST_WORDS, SPEC_WORDS, NO_MORE_TESTS};

const struct language script_languages[] = {
	{
		.name = "python",
		.endings = " .py .pyi .pyw ",
		.tests = python_tests,
		.public_line = "^(?:async\\s+)?(?:def|class)\\s+\\K[A-Za-z]\\w*",
		.syntax = &syntax_python,
		.symbols = python_symbols,
		.visibility = {PUBLIC_UNLESS_UNDERSCORE, {NULL}},
		.reader = READS_PYTHON,
		.import_forms = python_forms,
	},
	{
		.name = "javascript",
		.endings = " .js .jsx .mjs .cjs .ts .tsx .mts .cts ",
		.tests = script_tests,
		.public_line = script_public,
		.syntax = &syntax_script,
		.symbols = script_symbols,
		.visibility = {PUBLIC_BY_EXPORT, {"private", "protected"}},
		.reader = READS_SCRIPT,
		.import_forms = script_forms,
	},
	{
		.name = "javascript",
		.endings = " .vue .svelte ",
		.tests = script_tests,
		.public_line = script_public,
		.syntax = &syntax_page,
		.symbols = script_symbols,
		.visibility = {PUBLIC_BY_EXPORT, {"private", "protected"}},
		.reader = READS_SCRIPT,
		.import_forms = script_forms,
	},
	{
		.name = "ruby",
		.endings = " .rb .rake ",
		.tests = ruby_tests,
		.public_line = "^\\s*(?:class|module|def)\\s+(?:self\\.)?(?:[A-Z]\\w*::)*"
			       "\\K[A-Za-z]\\w*[?!]?",
		.syntax = &syntax_ruby,
		.symbols = ruby_symbols,
		.visibility = {PUBLIC_UNLESS_WORD, {HIDING_WORDS}},
		.reader = READS_RUBY,
		.import_forms = ruby_forms,
	},
	{
		.name = "php",
		.endings = " .php ",
		.tests = php_tests,
		.public_line = "^\\s*(?:(?:abstract|final|readonly)\\s+)*(?:class|"
			       "interface|trait|enum)\\s+\\K[A-Za-z]\\w*"
			       "|^\\s*(?:(?:abstract|final|static)\\s+)*public\\s+(?:"
			       "static\\s+)?function\\s+&?\\K(?!__)\\w+"
			       "|^function\\s+&?\\K\\w+",
		.syntax = &syntax_php,
		.symbols = php_symbols,
		.visibility = {PUBLIC_UNLESS_WORD, {HIDING_WORDS}},
		.reader = READS_PHP,
		.import_forms = php_forms,
	},
	{
		.name = "elixir",
		.endings = " .ex .exs ",
		.tests = elixir_tests,
		.public_line = "^\\s*(?:defmodule|def|defmacro)\\s+\\K[A-Za-z][\\w.]*[?!]?",
		.syntax = &syntax_elixir,
		.symbols = elixir_symbols,
		.visibility = {PUBLIC_UNLESS_WORD, {"defp", "defmacrop", "typep"}},
	},
	{.name = NULL},
};
