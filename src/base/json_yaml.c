#include "json_yaml.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

struct walk {
	struct str *out;
	const char *name;
	const char *at;
	const char *end;
	int line, column; /* of at */
	struct pg_error *err;
};

/* Copy the character at w->at, which takes len bytes. A tab can only stand between tokens, where
 * libyaml does not take it everywhere. */
static void copy(struct walk *w, size_t len)
{
	str_add_mem(w->out, *w->at == '\t' ? " " : w->at, len);
	if (*w->at == '\n') {
		w->line++;
		w->column = 1;
	} else {
		w->column++;
	}
	w->at += len;
}

/* What libyaml does not take as it is (see yaml_private.h, IS_BREAK and IS_PRINTABLE). */
static bool is_refused(uint32_t code)
{
	return (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
	       code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

static uint32_t hex4(const char *digits)
{
	char copy_of[5] = {0};

	memcpy(copy_of, digits, 4);
	return (uint32_t)strtoul(copy_of, NULL, 16);
}

/* An escape; validated text has whole ones, and pairs whole. Counts the columns it saves. */
static size_t copy_escape(struct walk *w)
{
	uint32_t high = w->at[1] == 'u' ? hex4(w->at + 2) : 0;

	if (high < 0xD800 || high > 0xDBFF) {
		copy(w, 1);
		copy(w, 1);
		return 0;
	}
	str_addf(w->out, "\\U%08X",
		 0x10000 + ((high - 0xD800) << 10) + (hex4(w->at + 8) - 0xDC00));
	w->at += 12;
	w->column += 12;
	return 2;
}

static int copy_character(struct walk *w)
{
	uint32_t code = 0;
	size_t len = utf8_decode(w->at, (size_t)(w->end - w->at), &code);

	if (is_refused(code))
		return pg_fail(w->err, PG_ERR_POLICY,
			       "%s:%d:%d: the character U+%04X must be written \\u%04x",
			       w->name, w->line, w->column, code, code);
	copy(w, len);
	return 0;
}

static int copy_string(struct walk *w)
{
	size_t saved = 0;

	copy(w, 1);
	while (*w->at != '"') {
		if (*w->at == '\\')
			saved += copy_escape(w);
		else if (copy_character(w) < 0)
			return -1;
	}
	copy(w, 1);
	while (saved--)
		str_add_char(w->out, ' ');
	return 0;
}

int json_to_yaml(struct str *out, const char *name, const char *text, size_t len,
		 struct pg_error *err)
{
	struct walk w = {out, name, text, text + len, 1, 1, err};

	while (w.at < w.end) {
		if (*w.at != '"')
			copy(&w, 1);
		else if (copy_string(&w) < 0)
			return -1;
	}
	return 0;
}
