/*
 * Each pattern begins at the start of a line, and what it matches behind "\K" is the name. The code
 * is masked, so quotes and comments need no thought.
 */
#include "symbol_patterns.h"

#include <ctype.h>
#include <string.h>

#include "words.h"

#define F SYMBOL_FUNCTION
#define T SYMBOL_TYPE
#define O SYMBOL_OTHER

const struct symbol_pattern python_symbols[] = {
	{F, "[ \\t]*(?:async[ \\t]+)?def[ \\t]+\\K\\w+"},
	{T, "[ \\t]*class[ \\t]+\\K\\w+"},
	{T, "type[ \\t]+\\K\\w+(?=[ \\t]*[=\\[])"},
	{O, "[ \\t]*\\K[A-Za-z_]\\w*(?=[ \\t]*(?::[^=\\n]{1,200})?=(?!=))"},
	{O, "[ \\t]+\\K[A-Za-z_]\\w*(?=[ \\t]*:[ \\t]*[A-Za-z_\"'][^\\n]{0,200}$)"},
	{F, NULL}};

#define TS_WORDS                                                                           \
	"(?:(?:export|default|declare|async|abstract|public|private|protected|static|"     \
	"readonly|override)[ \\t]+)*"

const struct symbol_pattern script_symbols[] = {
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

#define C_NOT "(?!(?:if|for|while|switch|return|else|do|case|goto|sizeof|defined)\\b)"

const struct symbol_pattern c_symbols[] = {
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

const struct symbol_pattern go_symbols[] = {
	{F, "func[ \\t]+(?:\\([^()\\n]{0,200}\\)[ \\t]*)?\\K\\w+"},
	{T, "type[ \\t]+\\K\\w+"},
	{O, "(?:var|const)[ \\t]+\\K\\w+"},
	{T, "\\t\\K[A-Za-z_]\\w*(?=[ \\t]+(?:struct|interface)[ \\t]*\\{)"},
	{F, "\\t\\K[A-Z]\\w*(?=\\([^()\\n]{0,300}\\)(?:[ \\t]+[^={}:\\n]{0,200})?$)"},
	{O, "\\t\\K[A-Za-z_]\\w*(?=(?:[ \\t]+[\\w.*\\[\\]]{1,80})?[ \\t]*=(?!=))"},
	{O, "\\t\\K[A-Z]\\w*(?=[ \\t]*$)"},
	{F, NULL}};

#define MODIFIERS(more)                                                                    \
	"[ \\t]*+(?:@\\w+(?:\\([^()\\n]{0,200}\\))?[ "                                     \
	"\\t]+)*(?:(?:public|protected|private|static|final|abstract|override|async|"      \
	"virtual|sealed|default|native|synchronized|" more ")[ \\t]+)*"
#define JAVA MODIFIERS("strictfp|non-sealed|transient|volatile|def")
#define CSHARP                                                                             \
	MODIFIERS("internal|partial|readonly|unsafe|extern|new|required|file|const|ref|"   \
		  "delegate")
#define CALL_NOT                                                                           \
	"(?!(?:if|for|while|switch|catch|return|new|else|throw|using|lock|foreach|when|"   \
	"fixed|await|assert|yield|do|try)\\b)"

const struct symbol_pattern java_symbols[] = {
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

const struct symbol_pattern csharp_symbols[] = {
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

#define KOTLIN                                                                             \
	MODIFIERS("internal|open|data|inline|suspend|operator|infix|tailrec|inner|"        \
		  "companion|const|lateinit|external|value|fun(?=[ "                       \
		  "\\t]+interface)|annotation|enum|expect|actual|implicit|lazy|case|"      \
		  "opaque|transparent")

const struct symbol_pattern kotlin_symbols[] = {
	{T, KOTLIN "(?:class|interface|object|typealias)[ \\t]+\\K\\w+"},
	{F,
	 KOTLIN "fun[ \\t]+(?:<[^\\n]{1,100}>[ \\t]*)?(?:[\\w.<>?, ]{1,100}[.])?\\K\\w+"},
	{O, KOTLIN "(?:val|var)[ \\t]+(?:[\\w.<>?]{1,100}[.])?\\K\\w+"},
	{F, NULL}};

const struct symbol_pattern scala_symbols[] = {
	{T, KOTLIN "(?:class|trait|object|type|enum)[ \\t]+\\K\\w+"},
	{F, KOTLIN "def[ \\t]+\\K\\w+"},
	{O, KOTLIN "(?:val|var|given)[ \\t]+\\K\\w+"},
	{F, NULL}};

#define RUST "[ \\t]*(?:pub(?:\\([^()\\n]{0,60}\\))?[ \\t]+)?(?:default[ \\t]+)?"

const struct symbol_pattern rust_symbols[] = {
	{F, RUST "(?:(?:const|async|unsafe|extern(?:[ \\t]+\"[^\"\\n]*\")?)[ \\t]+)*fn[ "
		 "\\t]+\\K\\w+"},
	{T, RUST "(?:unsafe[ \\t]+)?(?:struct|enum|trait|union|type)[ \\t]+\\K\\w+"},
	{O, RUST "(?:const|static)[ \\t]+(?:mut[ \\t]+)?\\K\\w+(?=[ \\t]*:)"},
	{O, RUST "mod[ \\t]+\\K\\w+"},
	{F, "[ \\t]*macro_rules![ \\t]*\\K\\w+"},
	{F, NULL}};

const struct symbol_pattern ruby_symbols[] = {
	{F, "[ \\t]*(?:(?:private|protected|public|private_class_method|memoize)[ "
	    "\\t]+)?def[ \\t]+(?:[\\w]{1,80}[.])?\\K\\w+[?!=]?"},
	{T, "[ \\t]*class[ \\t]+(?:\\w{1,80}::)*\\K[A-Z]\\w*"},
	{O, "[ \\t]*module[ \\t]+(?:\\w{1,80}::)*\\K[A-Z]\\w*"},
	{O, "[ \\t]*\\K[A-Z]\\w*(?=[ \\t]*(?:\\|\\|)?=(?![=~>]))"},
	{F, "[ "
	    "\\t]*(?:scope|attr_reader|attr_accessor|attr_writer|define_method|alias_"
	    "method|belongs_to|has_many|has_one|delegate)[ \\t(]+:\\K\\w+[?!]?"},
	{F, NULL}};

const struct symbol_pattern php_symbols[] = {
	{F, "[ \\t]*(?:(?:public|protected|private|static|final|abstract)[ "
	    "\\t]+)*function[ \\t]+&?[ \\t]*\\K\\w+"},
	{T, "[ \\t]*(?:(?:final|abstract|readonly)[ \\t]+)*(?:class|interface|trait|enum)[ "
	    "\\t]+\\K\\w+"},
	{O, "[ \\t]*(?:(?:public|protected|private|final)[ \\t]+)*const[ "
	    "\\t]+(?:\\w{1,80}[ \\t]+)?\\K\\w+(?=[ \\t]*=)"},
	{O, "[ \\t]*(?:(?:public|protected|private|static|readonly|var)[ "
	    "\\t]+)+(?:[?\\w\\\\|]{1,120}[ \\t]+)?\\$\\K\\w+"},
	{F, NULL}};

#define SWIFT                                                                              \
	MODIFIERS("internal|fileprivate|open|class(?=[ "                                   \
		  "\\t]+(?:func|var|let))|mutating|nonmutating|convenience|required|lazy|" \
		  "weak|indirect|dynamic|nonisolated")

const struct symbol_pattern swift_symbols[] = {
	{T, SWIFT "(?:class|struct|enum|protocol|actor|typealias)[ \\t]+\\K\\w+"},
	{F, SWIFT "func[ \\t]+\\K\\w+"},
	{F, SWIFT "\\Kinit(?=[?!]?[ \\t]*[(<])"},
	{O, SWIFT "(?:let|var)[ \\t]+\\K\\w+"},
	{O, "[ \\t]*(?:indirect[ \\t]+)?case[ \\t]+\\K\\w+(?![^\\n]*:)"},
	{F, NULL}};

const struct symbol_pattern elixir_symbols[] = {
	{F, "[ \\t]*def(?:p|macro|macrop|guard|guardp|delegate)?[ \\t]+\\K\\w+[?!]?"},
	{T, "[ \\t]*def(?:module|protocol|impl)[ \\t]+(?:\\w{1,80}[.])*\\K\\w+"},
	{T, "[ \\t]*@(?:type|typep|opaque)[ \\t]+\\K\\w+"},
	{O, "[ \\t]*@\\K\\w+(?=[ \\t]+\\S)"},
	{F, NULL}};

static bool line_has(const char *line, size_t len, const char *word)
{
	const char *at = line, *end = line + len;

	while (at < end) {
		if (word_stands(at, end, word))
			return true;
		at = is_word_byte(*at) ? skip_word(at, end) : at + 1;
	}
	return false;
}

bool python_is_public(const char *name, const char *line, size_t len)
{
	(void)line;
	(void)len;
	return name[0] != '_';
}

bool script_is_public(const char *name, const char *line, size_t len)
{
	bool member = len && (*line == ' ' || *line == '\t');

	if (member)
		return name[0] != '_' && !line_has(line, len, "private") &&
		       !line_has(line, len, "protected") && !memchr(line, '#', len);
	return line_has(line, len, "export") || line_has(line, len, "exports");
}

bool c_is_public(const char *name, const char *line, size_t len)
{
	(void)name;
	return !line_has(line, len, "static");
}

bool go_is_public(const char *name, const char *line, size_t len)
{
	(void)line;
	(void)len;
	return isupper((unsigned char)name[0]);
}

bool word_is_public(const char *name, const char *line, size_t len)
{
	(void)name;
	return line_has(line, len, "public") || line_has(line, len, "pub");
}

bool open_is_public(const char *name, const char *line, size_t len)
{
	(void)name;
	return !line_has(line, len, "private") && !line_has(line, len, "protected") &&
	       !line_has(line, len, "internal") && !line_has(line, len, "fileprivate");
}

bool elixir_is_public(const char *name, const char *line, size_t len)
{
	(void)name;
	return !line_has(line, len, "defp") && !line_has(line, len, "defmacrop") &&
	       !line_has(line, len, "typep");
}
