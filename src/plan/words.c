/* Looking for words in text. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/text.h"

bool char_is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

bool char_is_sign(uint32_t code)
{
	return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) ||
	       (code >= 0xac00 && code <= 0xd7af) || (code >= 0xf900 && code <= 0xfaff) ||
	       (code >= 0x20000 && code <= 0x3ffff);
}

static bool sign_at(const char *text)
{
	uint32_t code = 0;

	return utf8_decode(text, strnlen(text, 4), &code) && char_is_sign(code);
}

/* Whether a word may end before p: no word goes on there, or it is written of signs, without blanks. */
static bool is_edge(const char *text, const char *p)
{
	const char *before = p;

	if (p == text || !char_is_word(p[-1]) || !char_is_word(*p) || sign_at(p))
		return true;
	do
		before--;
	while (before > text && ((unsigned char)*before & 0xc0) == 0x80);
	return sign_at(before);
}

bool words_contain(const char *text, const char *words)
{
	size_t len = strlen(words);
	bool open_start = !char_is_word(words[0]), open_end = !char_is_word(words[len - 1]);

	for (const char *p = text; (p = strcasestr(p, words)); p++) {
		bool starts = open_start || is_edge(text, p);
		bool ends = open_end || is_edge(text, p + len);

		if (starts && ends)
			return true;
	}
	return false;
}

bool words_contain_any(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (words_contain(text, *list))
			return true;
	return false;
}

bool words_equal_any(const char *normalised, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(normalised, *list))
			return true;
	return false;
}

bool words_have(const char *words, const char *word, size_t len)
{
	while (*words) {
		size_t size = strcspn(words, " ");

		if (size == len && !strncmp(words, word, len))
			return true;
		words += size + (words[size] != '\0');
	}
	return false;
}

/* A label is a few words of letters, digits, blanks and the like before a colon and a blank. */
const char *words_after_label(const char *text)
{
	const char *colon = strpbrk(text, ":\n");
	size_t len;

	if (!colon || *colon == '\n')
		return text;
	len = (size_t)(colon - text);
	if (!len || len > 60 || (colon[1] && !isspace((unsigned char)colon[1])))
		return text;
	for (const char *p = text; p < colon; p++)
		if (!char_is_word(*p) && !strchr(" /&'()-.", *p))
			return text;
	return colon + 1 + strspn(colon + 1, " \t\n");
}

size_t signs_count(const char *text, size_t len)
{
	size_t signs = 0, step;

	for (size_t i = 0; i < len; i += step ? step : 1) {
		uint32_t code = 0;

		step = utf8_decode(text + i, len - i, &code);
		signs += step && char_is_sign(code);
	}
	return signs;
}

size_t words_count(const char *text)
{
	size_t count = 0, len = 0, signs;

	for (; *text; text += len) {
		len = 0;
		while (*text && !char_is_word(*text))
			text++;
		while (char_is_word(text[len]))
			len++;
		signs = signs_count(text, len);
		count += signs ? (signs + 1) / 2 : len > 0;
	}
	return count;
}

/* Blank to the eye, though Unicode counts them as letters or symbols. */
static bool is_blank_glyph(uint32_t code)
{
	return code <= 0x20 || code == 0xa0 || code == 0xad || code == 0x115f ||
	       code == 0x1160 || code == 0x2800 || code == 0x3000 || code == 0x3164 ||
	       code == 0xffa0 || (code >= 0x2000 && code <= 0x200f);
}

bool text_is_visible(const char *text)
{
	size_t len = strlen(text), step;
	uint32_t code;

	for (; len; text += step, len -= step) {
		step = utf8_decode(text, len, &code);
		if (!step || (!is_blank_glyph(code) && !text_is_unsafe(code)))
			return true;
	}
	return false;
}
