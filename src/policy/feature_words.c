/* The data of new_feature: languages, commit types, and what is no part of a product. */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feature.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"

const char *const feature_exclusions[] = {
	"**/{migrations,migrate}/**",
	"**/{seed,seeds,seeders,factories}/**",
	"**/{example,examples,sample,samples,demo,demos}/**",
	"**/{scripts,tools,bench,benchmarks,vendor,third_party}/**",
	".github/**",
	"{setup,conf,conftest,manage}.py",
	"*.{config,conf}.{js,ts,mjs,cjs}",
	"*.d.ts",
	NULL,
};

#define JVM_WORDS                                                                          \
	"(?:static|final|abstract|sealed|partial|readonly|strictfp|unsafe|async|virtual)"

/* Alternatives begin at the start of the line, so that a long line costs one try. */
static const struct language languages[] = {
	{" py pyi ", "^(?:async\\s+)?(?:def|class)\\s+\\K[A-Za-z]\\w*"},
	{" js jsx ts tsx mjs cjs mts cts vue svelte ",
	 "^\\s*export\\s+(?:default\\s+)?(?:declare\\s+)?(?:async\\s+)?(?:abstract\\s+)?"
	 "(?:function\\b\\s*\\*?|class|const|let|var|interface|type|enum)\\s+\\K[A-Za-z_$]["
	 "\\w$]*"
	 "|^(?:module\\.)?exports\\.\\K[A-Za-z_$][\\w$]*(?=\\s*=)"},
	{" go ", "^(?:func\\s+(?:\\([^()]*\\)\\s*)?|type\\s+)\\K[A-Z]\\w*"},
	{" java cs ", "^\\s*public\\s+(?:" JVM_WORDS
		      "\\s+)*(?:class|interface|enum|record|struct|@interface)"
		      "\\s+\\K\\w+"
		      "|^\\s*public\\s+(?!override\\b|[^()]*\\boverride\\b)[^=;(){}]*?"
		      "\\b\\K[A-Za-z_]\\w*"
		      "(?=\\s*\\()"},
	{" kt kts ", "^\\s{0,4}(?:(?:public|open|data|sealed|abstract|suspend|inline|"
		     "operator|infix|enum|value|"
		     "annotation)\\s+)*(?:fun|class|interface|object)\\s+(?:<[^<>]*>\\s*)?("
		     "?:\\w+\\.)?\\K"
		     "[A-Za-z]\\w*"},
	{" scala ",
	 "^\\s{0,4}(?:(?:case|abstract|sealed|final)\\s+)*(?:class|object|trait)\\s+\\K"
	 "[A-Za-z]\\w*"},
	{" groovy dart ",
	 "^(?:(?:abstract|final|sealed|base)\\s+)*(?:class|mixin|enum)\\s+\\K"
	 "[A-Za-z]\\w*"},
	{" rs ", "^\\s*pub\\s+(?:(?:async|const|unsafe|extern\\s+\"C\")\\s+)*"
		 "(?:fn|struct|enum|trait|union)\\s+\\K[A-Za-z]\\w*"},
	{" rb rake ",
	 "^\\s*(?:class|module|def)\\s+(?:self\\.)?(?:[A-Z]\\w*::)*\\K[A-Za-z]\\w*[?!]?"},
	{" php ",
	 "^\\s*(?:(?:abstract|final|readonly)\\s+)*(?:class|interface|trait|enum)\\s+\\K"
	 "[A-Za-z]\\w*"
	 "|^\\s*(?:(?:abstract|final|static)\\s+)*public\\s+(?:static\\s+)?function\\s+&?"
	 "\\K"
	 "(?!__)\\w+|^function\\s+&?\\K\\w+"},
	{" swift ",
	 "^\\s*(?:public|open)\\s+(?:(?:static|final|class|override|mutating)\\s+)*"
	 "(?:func|class|struct|enum|protocol|actor)\\s+\\K\\w+"},
	{" ex exs ", "^\\s*(?:defmodule|def|defmacro)\\s+\\K[A-Za-z][\\w.]*[?!]?"},
	{" h hh hpp hxx ",
	 "^(?!static\\b|typedef\\b|return\\b|else\\b|using\\b|namespace\\b|friend\\b|if\\b|"
	 "for\\b|"
	 "while\\b|switch\\b)[A-Za-z_][\\w \\t*&:<>,]*[ \\t*&]\\K[A-Za-z]\\w*(?=\\()"
	 "|^(?:class|struct)\\s+\\K[A-Za-z]\\w*(?=[^;]*$)"},
	/* no rule for symbols: only new files count */
	{" c cc cpp cxx m mm fs erl clj cljs hs ml lua pl jl nim zig ", NULL},
};

static const struct {
	const char *word;
	enum message_kind kind;
} types[] = {
	{"feat", MESSAGE_SAYS_FEATURE},	    {"feature", MESSAGE_SAYS_FEATURE},
	{"features", MESSAGE_SAYS_FEATURE}, {"fix", MESSAGE_SAYS_OTHER},
	{"bugfix", MESSAGE_SAYS_OTHER},	    {"hotfix", MESSAGE_SAYS_OTHER},
	{"refactor", MESSAGE_SAYS_OTHER},   {"refac", MESSAGE_SAYS_OTHER},
	{"perf", MESSAGE_SAYS_OTHER},	    {"chore", MESSAGE_SAYS_OTHER},
	{"docs", MESSAGE_SAYS_OTHER},	    {"doc", MESSAGE_SAYS_OTHER},
	{"test", MESSAGE_SAYS_OTHER},	    {"tests", MESSAGE_SAYS_OTHER},
	{"style", MESSAGE_SAYS_OTHER},	    {"build", MESSAGE_SAYS_OTHER},
	{"ci", MESSAGE_SAYS_OTHER},	    {"revert", MESSAGE_SAYS_OTHER},
	{"deps", MESSAGE_SAYS_OTHER},	    {"i18n", MESSAGE_SAYS_OTHER},
	{"release", MESSAGE_SAYS_OTHER},
};

const struct language *language_at(int index)
{
	return &languages[index];
}

int feature_language(const char *path)
{
	const char *name = strrchr(path, '/');
	const char *dot = strrchr(name ? name : path, '.');
	CLEANUP(freep) char *wanted = NULL;

	if (!dot || strchr(dot, ' '))
		return -1;
	wanted = xasprintf(" %s ", dot + 1);
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++)
		if (strstr(languages[i].endings, wanted))
			return (int)i;
	return -1;
}

/* The first line that is neither empty nor a comment, without what --fixup and --squash put first. */
static const char *find_subject(const char *message, size_t *len)
{
	static const char *const marks[] = {"fixup! ", "squash! ", "amend! "};

	while (*message == '\n' || *message == '#') {
		message += strcspn(message, "\n");
		message += *message == '\n';
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (!strncmp(message, marks[i], strlen(marks[i])))
			message += strlen(marks[i]);
	*len = strcspn(message, "\r\n");
	return message;
}

/* The length of the type in "type(scope)!: text"; 0 where there is none. */
static size_t type_length(const char *subject)
{
	size_t len = 0, at;

	while (isalnum((unsigned char)subject[len]))
		len++;
	at = len;
	if (subject[at] == '(') {
		at += strcspn(subject + at, ")\n");
		at += subject[at] == ')';
	}
	at += subject[at] == '!';
	return subject[at] == ':' ? len : 0;
}

enum message_kind message_kind(const char *message, const char **subject, size_t *len)
{
	size_t type;

	*subject = find_subject(message, len);
	type = type_length(*subject);
	for (size_t i = 0; type && i < sizeof(types) / sizeof(*types); i++)
		if (strlen(types[i].word) == type &&
		    !strncasecmp(types[i].word, *subject, type))
			return types[i].kind;
	return MESSAGE_SAYS_NOTHING;
}
