#include "visibility.h"

#include <ctype.h>
#include <string.h>

#include "plangate/model/language.h"
#include "words.h"

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

static bool has_a_word(const struct visibility *visibility, const char *line, size_t len)
{
	for (size_t i = 0; i < PUBLIC_WORDS && visibility->words[i]; i++)
		if (line_has(line, len, visibility->words[i]))
			return true;
	return false;
}

/* What is indented is a member, and seen as its class is. */
static bool is_exported(const struct visibility *visibility, const char *name,
			const char *line, size_t len)
{
	if (len && (*line == ' ' || *line == '\t'))
		return name[0] != '_' && !memchr(line, '#', len) &&
		       !has_a_word(visibility, line, len);
	return line_has(line, len, "export") || line_has(line, len, "exports");
}

bool symbol_is_public(const struct visibility *visibility, const char *name,
		      const char *line, size_t len)
{
	switch (visibility->rule) {
	case PUBLIC_UNLESS_WORD:
		return !has_a_word(visibility, line, len);
	case PUBLIC_BY_WORD:
		return has_a_word(visibility, line, len);
	case PUBLIC_BY_CAPITAL:
		return isupper((unsigned char)name[0]);
	case PUBLIC_UNLESS_UNDERSCORE:
		return name[0] != '_';
	case PUBLIC_BY_EXPORT:
		return is_exported(visibility, name, line, len);
	}
	return false;
}
