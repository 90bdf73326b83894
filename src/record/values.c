#include "values.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"

/* Bytes. */
enum { MOST_TEXT = 1000, MOST_PATH = 8192 };

static int read_text(struct loading *loading, const struct value *value, const char *what,
		     size_t most, const char **out)
{
	if (read_string(loading, value, what, out) < 0)
		return -1;
	if (strlen(*out) > most)
		return fail_value(loading, value, "%s is longer than %zu bytes", what,
				  most);
	return 0;
}

int take_text(struct loading *loading, const struct value *value, const char *what,
	      char **out)
{
	const char *text = NULL;

	if (read_text(loading, value, what, MOST_TEXT, &text) < 0)
		return -1;
	if (!text[strspn(text, " ")])
		return fail_value(loading, value, "%s is empty", what);
	*out = xstrdup(text);
	return 0;
}

int take_path(struct loading *loading, const struct value *value, const char *what,
	      char **out)
{
	const char *text = NULL;

	if (read_text(loading, value, what, MOST_PATH, &text) < 0)
		return -1;
	*out = xstrdup(text);
	return 0;
}

bool is_hex(const char *text, size_t digits)
{
	return strlen(text) == digits && strspn(text, "0123456789abcdef") == digits;
}

int read_hex(struct loading *loading, const struct value *value, const char *what,
	     size_t digits, char *out)
{
	const char *text = NULL;

	if (read_string(loading, value, what, &text) < 0)
		return -1;
	if (!is_hex(text, digits))
		return fail_value(loading, value, "%s is not %zu hexadecimal digits", what,
				  digits);
	memcpy(out, text, digits + 1);
	return 0;
}

int read_count(struct loading *loading, const struct value *value, const char *what,
	       size_t most)
{
	if (read_kind(loading, value, what, VALUE_LIST) < 0)
		return -1;
	if (!value->count || value->count > most)
		return fail_value(loading, value, "%s must have from 1 to %zu items", what,
				  most);
	return 0;
}

int read_set(struct loading *loading, const struct value *value, const char *what,
	     size_t most, struct strlist *out)
{
	CLEANUP(freep) char *each = xasprintf("an item of %s", what);

	if (read_count(loading, value, what, most) < 0)
		return -1;
	for (size_t i = 0; i < value->count; i++) {
		const struct value *item = &value->items[i];
		const char *text = NULL;

		if (read_text(loading, item, each, MOST_TEXT, &text) < 0)
			return -1;
		if (i && strcmp(value->items[i - 1].text, text) >= 0)
			return fail_value(loading, item,
					  "%s is not sorted, or has an item twice", what);
		strlist_add(out, text);
	}
	return 0;
}
