#include "plangate/base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first < 0xE0)
		return 2;
	if (first >= 0xE0 && first < 0xF0)
		return 3;
	if (first >= 0xF0 && first < 0xF5)
		return 4;
	return 0;
}

size_t utf8_decode(const char *text, size_t len, uint32_t *code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	static const unsigned char payload[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	const unsigned char *bytes = (const unsigned char *)text;
	size_t need = len ? sequence_length(bytes[0]) : 0;
	uint32_t value;

	if (!need || need > len)
		return 0;
	value = bytes[0] & payload[need];
	for (size_t i = 1; i < need; i++) {
		if (!is_continuation(bytes[i]))
			return 0;
		value = value << 6 | (bytes[i] & 0x3F);
	}
	if (value < least[need] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
		return 0;
	*code = value;
	return need;
}

bool utf8_valid(const char *text, size_t len)
{
	uint32_t code;

	while (len) {
		size_t taken = utf8_decode(text, len, &code);

		if (!taken)
			return false;
		text += taken;
		len -= taken;
	}
	return true;
}

void utf8_add(struct str *out, uint32_t code)
{
	if (code < 0x80) {
		str_add_char(out, (char)code);
	} else if (code < 0x800) {
		str_add_char(out, (char)(0xC0 | code >> 6));
		str_add_char(out, (char)(0x80 | (code & 0x3F)));
	} else if (code < 0x10000) {
		str_add_char(out, (char)(0xE0 | code >> 12));
		str_add_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
		str_add_char(out, (char)(0x80 | (code & 0x3F)));
	} else {
		str_add_char(out, (char)(0xF0 | code >> 18));
		str_add_char(out, (char)(0x80 | (code >> 12 & 0x3F)));
		str_add_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
		str_add_char(out, (char)(0x80 | (code & 0x3F)));
	}
}

/* The ranges are Unicode 15's Cc, Zl, Zp and the Cf characters that reorder or hide text. */
bool text_is_unsafe(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0x7F, 0x9F},	{0xAD, 0xAD},	  {0x61C, 0x61C},
		      {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
		      {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

	/* Nearly every character that is asked about: a policy is read in each check. */
	if (code < 0x7F)
		return code < 0x20;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

bool text_is_safe(const char *text)
{
	size_t len = strlen(text);
	uint32_t code;

	while (len) {
		size_t taken = utf8_decode(text, len, &code);

		if (!taken || text_is_unsafe(code))
			return false;
		text += taken;
		len -= taken;
	}
	return true;
}

static void add_escaped(struct str *out, uint32_t code)
{
	if (code == '\n')
		str_add(out, "\\n");
	else if (code == '\t')
		str_add(out, "\\t");
	else if (code == '\r')
		str_add(out, "\\r");
	else if (code == 0x1B)
		str_add(out, "\\e");
	else if (code < 0x80)
		str_addf(out, "\\x%02X", code);
	else
		str_addf(out, "\\u{%X}", code);
}

void text_add_safe(struct str *out, const char *text)
{
	size_t len = strlen(text);

	while (len) {
		uint32_t code = 0;
		size_t taken = utf8_decode(text, len, &code);

		if (!taken) {
			str_addf(out, "\\x%02X", (unsigned char)*text);
			taken = 1;
		} else if (text_is_unsafe(code)) {
			add_escaped(out, code);
		} else {
			str_add_mem(out, text, taken);
		}
		text += taken;
		len -= taken;
	}
}

char *text_safe(const char *text)
{
	struct str out = {0};

	text_add_safe(&out, text);
	return str_take(&out);
}

static void add_quoted_byte(struct str *out, unsigned char byte)
{
	static const char names[] = "\aa\bb\tt\nn\vv\ff\rr\"\"\\\\";

	for (const char *n = names; *n; n += 2) {
		if (byte == (unsigned char)n[0]) {
			str_addf(out, "\\%c", n[1]);
			return;
		}
	}
	str_addf(out, "\\%03o", byte);
}

char *text_quote_path(const char *path)
{
	struct str out = {0};
	size_t len = strlen(path);
	bool plain = true;

	str_add_char(&out, '"');
	while (len) {
		uint32_t code = 0;
		size_t taken = utf8_decode(path, len, &code);
		bool harmless =
			taken && !text_is_unsafe(code) && code != '"' && code != '\\';

		taken = taken ? taken : 1;
		for (size_t i = 0; i < taken && !harmless; i++)
			add_quoted_byte(&out, (unsigned char)path[i]);
		if (harmless)
			str_add_mem(&out, path, taken);
		plain = plain && harmless;
		path += taken;
		len -= taken;
	}
	str_add_char(&out, '"');
	if (plain) {
		memmove(out.data, out.data + 1, out.len - 2);
		out.data[out.len - 2] = '\0';
	}
	return str_take(&out);
}

/* Whether every byte means itself in any shell, also at the beginning of a word. */
static bool is_plain_argument(const char *text)
{
	for (const char *p = text; *p; p++)
		if (!((unsigned char)*p >= 0x80 || isalnum((unsigned char)*p) ||
		      strchr("_-./+,:@%", *p)))
			return false;
	return *text != '\0';
}

char *text_quote_argument(const char *path)
{
	CLEANUP(freep) char *safe = text_safe(path);
	struct str out = {0};
	const char *lead = *path == '-' ? "./" : "";

	if (strcmp(safe, path) != 0) {
		str_addf(&out, "$'%s", lead);
		for (const char *p = path; *p; p++) {
			if (*p >= ' ' && *p < 0x7f && !strchr("\\'", *p))
				str_add_char(&out, *p);
			else
				str_addf(&out, "\\%03o", (unsigned char)*p);
		}
		str_add_char(&out, '\'');
		return str_take(&out);
	}
	str_add(&out, lead);
	if (is_plain_argument(path)) {
		str_add(&out, path);
		return str_take(&out);
	}
	str_add_char(&out, '\'');
	for (const char *p = path; *p; p++) {
		if (*p == '\'')
			str_add(&out, "'\\''");
		else
			str_add_char(&out, *p);
	}
	str_add_char(&out, '\'');
	return str_take(&out);
}

enum { LONGEST_WORD = 63 };

static size_t least_of(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Levenshtein's distance by one row of the table; both words are at most LONGEST_WORD long. */
static size_t distance(const char *a, const char *b)
{
	size_t row[LONGEST_WORD + 1], len_a = strlen(a), len_b = strlen(b);

	for (size_t j = 0; j <= len_b; j++)
		row[j] = j;
	for (size_t i = 1; i <= len_a; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= len_b; j++) {
			size_t above = row[j];

			row[j] = least_of(above + 1, row[j - 1] + 1,
					  diagonal + (a[i - 1] != b[j - 1]));
			diagonal = above;
		}
	}
	return row[len_b];
}

const char *text_nearest(const char *word, const char *const *words)
{
	size_t best = strlen(word) <= 3 ? 2 : 3;
	const char *nearest = NULL;

	if (strlen(word) > LONGEST_WORD)
		return NULL;
	for (; *words; words++) {
		size_t d = strlen(*words) <= LONGEST_WORD ? distance(word, *words) : best;

		if (d < best) {
			best = d;
			nearest = *words;
		}
	}
	return nearest;
}

void text_add_nearest(struct str *out, const char *word, const char *const *words)
{
	const char *nearest = text_nearest(word, words);

	if (nearest)
		str_addf(out, "; did you mean '%s'?", nearest);
}
