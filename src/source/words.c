#include "words.h"

#include <ctype.h>
#include <string.h>

bool is_word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' ||
	       (unsigned char)c >= 0x80;
}

bool word_in(const char *word, size_t len, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == len && !memcmp(word, *words, len))
			return true;
	return false;
}

bool word_stands(const char *at, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - at) >= len && !memcmp(at, word, len) &&
	       (at + len == end || !is_word_byte(at[len]));
}

const char *skip_blanks(const char *at, const char *end, bool lines)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\f' ||
			    (lines && *at == '\n')))
		at++;
	return at;
}

const char *skip_word(const char *at, const char *end)
{
	while (at < end && is_word_byte(*at))
		at++;
	return at;
}
