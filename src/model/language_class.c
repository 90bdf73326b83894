/* Languages of classes whose members carry modifiers: Java and its kin, C#, Dart, Swift. */
#include "language_internal.h"

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

static const struct syntax syntax_csharp = {
	C_COMMENTS,
	.quotes = {TRIPLE(0), DOUBLE},
	.quirks = SYNTAX_CHARACTERS | SYNTAX_VERBATIM,
};

#define MODIFIERS(more)                                                                    \
	"[ \\t]*+(?:@\\w+(?:\\([^()\\n]{0,200}\\))?[ "                                     \
	"\\t]+)*(?:(?:public|protected|private|static|final|abstract|override|async|"      \
	"virtual|sealed|default|native|synchronized|" more ")[ \\t]+)*"
#define CALL_NOT                                                                           \
	"(?!(?:if|for|while|switch|catch|return|new|else|throw|using|lock|foreach|when|"   \
	"fixed|await|assert|yield|do|try)\\b)"

#define JAVA MODIFIERS("strictfp|non-sealed|transient|volatile|def")

static const struct symbol_pattern java_symbols[] = {
	{T, JAVA "(?:class|interface|enum|record|@interface)[ \\t]+\\K\\w+"},
	{F, JAVA "(?:<[^\\n]{1,100}>[ \\t]+)?" CALL_NOT
		 "(?:[\\w.<>,?\\[\\] ]{1,200}[ \\t])??" CALL_NOT
		 "\\K\\w+(?=[ \\t]*\\([^;{}]{0,1000}\\)[^;{}()=]{0,300}\\{)"},
	{F, JAVA "(?:<[^\\n]{1,100}>[ \\t]+)?" CALL_NOT
		 "\\w[\\w.<>,?\\[\\] ]{0,200}[ \\t]" CALL_NOT
		 "\\K\\w+(?=[ \\t]*\\([^;{}=]{0,500}\\)[^;{}()=]{0,200};)"},
	{O, JAVA CALL_NOT "[\\w.<>,?\\[\\]]{1,200}[ \\t]+\\K\\w+(?=[ \\t]*(?:=(?!=)|;))"},
	{O, "[ \\t]+\\K[A-Z][A-Z0-9_]*(?=[ \\t]*(?:[,;(]|$))"},
	{F, NULL}};

#define KOTLIN                                                                             \
	MODIFIERS("internal|open|data|inline|suspend|operator|infix|tailrec|inner|"        \
		  "companion|const|lateinit|external|value|fun(?=[ "                       \
		  "\\t]+interface)|annotation|enum|expect|actual|implicit|lazy|case|"      \
		  "opaque|transparent")

static const struct symbol_pattern kotlin_symbols[] = {
	{T, KOTLIN "(?:class|interface|object|typealias)[ \\t]+\\K\\w+"},
	{F,
	 KOTLIN "fun[ \\t]+(?:<[^\\n]{1,100}>[ \\t]*)?(?:[\\w.<>?, ]{1,100}[.])?\\K\\w+"},
	{O, KOTLIN "(?:val|var)[ \\t]+(?:[\\w.<>?]{1,100}[.])?\\K\\w+"},
	{F, NULL}};

static const struct symbol_pattern scala_symbols[] = {
	{T, KOTLIN "(?:class|trait|object|type|enum)[ \\t]+\\K\\w+"},
	{F, KOTLIN "def[ \\t]+\\K\\w+"},
	{O, KOTLIN "(?:val|var|given)[ \\t]+\\K\\w+"},
	{F, NULL}};

#define CSHARP                                                                             \
	MODIFIERS("internal|partial|readonly|unsafe|extern|new|required|file|const|ref|"   \
		  "delegate")

static const struct symbol_pattern csharp_symbols[] = {
	{T, CSHARP "(?:class|interface|enum|struct|record(?:[ \\t]+(?:class|struct))?)[ "
		   "\\t]+\\K\\w+"},
	{F, CSHARP CALL_NOT
	 "(?:[\\w.<>,?\\[\\]() ]{1,200}[ \\t])??" CALL_NOT "\\K\\w+(?=[ "
	 "\\t]*(?:<[^>\\n]{0,80}>)?\\([^;{}]{0,1500}\\)[^;{}()=]{0,300}(?:\\{|=>|:))"},
	{F, CSHARP CALL_NOT
	 "[\\w.<>,?\\[\\]]{1,200}[ \\t]+" CALL_NOT
	 "\\K\\w+(?=[ \\t]*(?:<[^>\\n]{0,80}>)?\\([^;{}=]{0,800}\\)[^;{}()=]{0,200};)"},
	{O, CSHARP CALL_NOT
	 "[\\w.<>,?\\[\\]]{1,200}[ \\t]+\\K\\w+(?=[ \\t]*(?:=(?!=)|;|\\{|$))"},
	{F, NULL}};

#define SWIFT                                                                              \
	MODIFIERS("internal|fileprivate|open|class(?=[ "                                   \
		  "\\t]+(?:func|var|let))|mutating|nonmutating|convenience|required|lazy|" \
		  "weak|indirect|dynamic|nonisolated")

static const struct symbol_pattern swift_symbols[] = {
	{T, SWIFT "(?:class|struct|enum|protocol|actor|typealias)[ \\t]+\\K\\w+"},
	{F, SWIFT "func[ \\t]+\\K\\w+"},
	{F, SWIFT "\\Kinit(?=[?!]?[ \\t]*[(<])"},
	{O, SWIFT "(?:let|var)[ \\t]+\\K\\w+"},
	{O, "[ \\t]*(?:indirect[ \\t]+)?case[ \\t]+\\K\\w+(?![^\\n]*:)"},
	{F, NULL}};

/* Maven keeps tests of a whole system apart by IT. In Java a Spec is mostly what the product
 * is about; in Kotlin, Scala, Groovy and Swift it is a test. */
#define SYSTEM_TESTS TEST(ENDS, SMALL, "IT"), TEST(ENDS, SMALL, "ITCase")
static const struct test_name java_tests[] = {TEST_WORDS, TEST_CASES, SYSTEM_TESTS,
					      NO_MORE_TESTS};
static const struct test_name jvm_tests[] = {TEST_WORDS, TEST_CASES, SPEC_CASES,
					     SYSTEM_TESTS, NO_MORE_TESTS};
static const struct test_name csharp_tests[] = {TEST_WORDS, TEST_CASES, NO_MORE_TESTS};
static const struct test_name dart_tests[] = {TEST_WORDS, SPEC_WORDS, NO_MORE_TESTS};
static const struct test_name swift_tests[] = {TEST_WORDS, TEST_CASES, SPEC_CASES,
					       NO_MORE_TESTS};

static const char *const jvm_forms[] = {".java", ".kt", ".scala", ".groovy", NULL};

/* Words that stand before what a line declares. */
#define JVM_WORDS                                                                          \
	"(?:static|final|abstract|sealed|partial|readonly|strictfp|unsafe|async|virtual)"
static const char java_public[] =
	"^\\s*public\\s+(?:" JVM_WORDS
	"\\s+)*(?:class|interface|enum|record|struct|@interface)\\s+\\K\\w+"
	"|^\\s*public\\s+(?!override\\b|[^()]*\\boverride\\b)[^=;(){}]*?\\b\\K[A-Za-z_]\\w*"
	"(?=\\s*\\()";
static const char plain_public[] =
	"^(?:(?:abstract|final|sealed|base)\\s+)*(?:class|mixin|enum)\\s+\\K[A-Za-z]\\w*";

const struct language class_languages[] = {
	{
		.name = "java",
		.endings = " .java ",
		.tests = java_tests,
		.public_line = java_public,
		.syntax = &syntax_java,
		.symbols = java_symbols,
		.visibility = {PUBLIC_BY_WORD, {"public"}},
		.reader = READS_JVM,
		.import_forms = jvm_forms,
	},
	{
		.name = "java",
		.endings = " .groovy ",
		.tests = jvm_tests,
		.public_line = plain_public,
		.syntax = &syntax_java,
		.symbols = java_symbols,
		.visibility = {PUBLIC_BY_WORD, {"public"}},
		.reader = READS_JVM,
		.import_forms = jvm_forms,
	},
	{
		.name = "java",
		.endings = " .kt .kts ",
		.tests = jvm_tests,
		.public_line =
			"^\\s{0,4}(?:(?:public|open|data|sealed|abstract|suspend|inline|"
			"operator|infix|enum|value|annotation)\\s+)*(?:fun|class|interface|"
			"object)\\s+(?:<[^<>]*>\\s*)?(?:\\w+\\.)?\\K[A-Za-z]\\w*",
		.syntax = &syntax_kotlin,
		.symbols = kotlin_symbols,
		.visibility = {PUBLIC_UNLESS_WORD, {HIDING_WORDS}},
		.reader = READS_JVM,
		.import_forms = jvm_forms,
	},
	{
		.name = "java",
		.endings = " .scala ",
		.tests = jvm_tests,
		.public_line = "^\\s{0,4}(?:(?:case|abstract|sealed|final)\\s+)*(?:class|"
			       "object|trait)\\s+\\K[A-Za-z]\\w*",
		.syntax = &syntax_kotlin,
		.symbols = scala_symbols,
		.visibility = {PUBLIC_UNLESS_WORD, {HIDING_WORDS}},
		.reader = READS_JVM,
		.import_forms = jvm_forms,
	},
	{
		.name = "csharp",
		.endings = " .cs ",
		.tests = csharp_tests,
		.public_line = java_public,
		.syntax = &syntax_csharp,
		.symbols = csharp_symbols,
		.visibility = {PUBLIC_BY_WORD, {"public"}},
	},
	{
		.name = "dart",
		.endings = " .dart ",
		.tests = dart_tests,
		.public_line = plain_public,
	},
	{
		.name = "swift",
		.endings = " .swift ",
		.tests = swift_tests,
		.public_line = "^\\s*(?:public|open)\\s+(?:(?:static|final|class|override|"
			       "mutating)\\s+)*(?:func|class|struct|enum|protocol|actor)"
			       "\\s+\\K\\w+",
		.syntax = &syntax_kotlin,
		.symbols = swift_symbols,
		.visibility = {PUBLIC_UNLESS_WORD, {HIDING_WORDS}},
	},
	{.name = NULL},
};
