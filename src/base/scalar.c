#include "scalar.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/value.h"

static const struct {
	const char *text;
	enum value_kind kind;
	bool boolean;
} words[] = {
	{"", VALUE_NULL, false},      {"~", VALUE_NULL, false},
	{"null", VALUE_NULL, false},  {"Null", VALUE_NULL, false},
	{"NULL", VALUE_NULL, false},  {"true", VALUE_BOOL, true},
	{"True", VALUE_BOOL, true},   {"TRUE", VALUE_BOOL, true},
	{"false", VALUE_BOOL, false}, {"False", VALUE_BOOL, false},
	{"FALSE", VALUE_BOOL, false},
};

static bool resolve_word(struct value *value)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcmp(value->text, words[i].text) != 0)
			continue;
		value->kind = words[i].kind;
		value->boolean = words[i].boolean;
		return true;
	}
	return false;
}

/* All of text is digits of this base, at least one. */
static bool all_digits(const char *text, const char *digits)
{
	return *text && !text[strspn(text, digits)];
}

/* 0 where the text is no integer. */
static int integer_base(const char *text)
{
	const char *digits = text + (*text == '-' || *text == '+');

	if (all_digits(digits, "0123456789"))
		return 10;
	if (!strncmp(text, "0x", 2) && all_digits(text + 2, "0123456789abcdefABCDEF"))
		return 16;
	if (!strncmp(text, "0o", 2) && all_digits(text + 2, "01234567"))
		return 8;
	return 0;
}

static bool resolve_integer(struct value *value)
{
	int base = integer_base(value->text);
	const char *digits = base == 8 ? value->text + 2 : value->text;

	if (!base)
		return false;
	errno = 0;
	value->integer = strtoll(digits, NULL, base);
	if (errno)
		return false;
	value->kind = VALUE_INT;
	value->number = (double)value->integer;
	return true;
}

static size_t skip_digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool is_float(const char *text)
{
	const char *p = text + (*text == '-' || *text == '+');
	size_t whole = skip_digits(p), part = 0;

	p += whole;
	if (*p == '.') {
		part = skip_digits(++p);
		p += part;
	}
	if (!whole && !part)
		return false;
	if (*p == 'e' || *p == 'E') {
		p++;
		p += *p == '-' || *p == '+';
		if (!skip_digits(p))
			return false;
		p += skip_digits(p);
	}
	return !*p;
}

static bool resolve_float(struct value *value)
{
	if (!is_float(value->text))
		return false;
	value->kind = VALUE_FLOAT;
	value->number = strtod(value->text, NULL);
	return true;
}

void scalar_resolve(struct value *value)
{
	if (!resolve_word(value) && !resolve_integer(value) && !resolve_float(value))
		value->kind = VALUE_STRING;
}
