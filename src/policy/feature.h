/* feature.h - what new_feature knows: conventional commits, and public symbols by language. */
#ifndef PLANGATE_POLICY_FEATURE_H
#define PLANGATE_POLICY_FEATURE_H

#include <stddef.h>

/* How a language says that a name can be used from elsewhere. */
struct language {
	const char *endings; /* of file names, with a blank around each: " py pyi " */
	const char *symbol; /* regular expression on one line; its match is the name (\K) */
};

enum { MOST_LANGUAGES = 32 };

/* The index of the language of a file by its ending, or -1. */
int feature_language(const char *path);
const struct language *language_at(int index);

/* What the subject of a message says by its conventional type ("feat(ui): ..."). */
enum message_kind { MESSAGE_SAYS_NOTHING, MESSAGE_SAYS_FEATURE, MESSAGE_SAYS_OTHER };
enum message_kind message_kind(const char *message, const char **subject, size_t *len);

/* Files of which no feature is made, besides what $light names; ends with NULL. */
extern const char *const feature_exclusions[];

#endif
