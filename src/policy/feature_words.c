/* The data of new_feature: commit types, and what is no part of a product. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "feature.h"

const char *const feature_exclusions[] = {
	"**/{migrations,migrate}/**",
	"**/{seed,seeds,seeders,factories}/**",
	"**/{example,examples,sample,samples,demo,demos}/**",
	"**/{scripts,tools,bench,benchmarks,vendor,third_party}/**",
	".github/**",
	"{setup,conf,manage}.py",
	"*.{config,conf}.{js,ts,mjs,cjs}",
	"*.d.ts",
	NULL,
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
