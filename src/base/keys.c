#include "plangate/base/keys.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/names.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

int fail_value(const struct loading *loading, const struct value *at, const char *format,
	       ...)
{
	CLEANUP(freep) char *text = NULL;
	va_list args;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	if (!loading->file)
		return pg_fail(loading->err, PG_ERR_POLICY, "%s", text);
	return pg_fail(loading->err, PG_ERR_POLICY, "%s:%d:%d: %s", loading->file, at->line,
		       at->column, text);
}

static char *join_words(const char *const *words)
{
	struct str out = {0};

	for (size_t i = 0; words[i]; i++)
		str_addf(&out, "%s%s", i ? ", " : "", words[i]);
	return str_take(&out);
}

int fail_word(const struct loading *loading, const struct value *at, const char *what,
	      const char *const *words)
{
	CLEANUP(freep) char *shown = text_safe(at->text);
	CLEANUP(freep) char *all = NULL;
	const char *nearest = text_nearest(at->text, words);

	if (nearest)
		return fail_value(loading, at, "unknown %s '%.100s', did you mean '%s'?",
				  what, shown, nearest);
	all = join_words(words);
	return fail_value(loading, at, "unknown %s '%.100s'; known are: %s", what, shown,
			  all);
}

const char **keys_names(const struct key *keys)
{
	size_t count = 0;
	const char **names;

	while (keys[count].name)
		count++;
	names = xcalloc(count + 1, sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = keys[i].name;
	return names;
}

static int check_keys(struct loading *loading, const struct value *map, const char *what,
		      const struct key *keys)
{
	CLEANUP(freep) const char **names = keys_names(keys);
	CLEANUP(freep) char *kind = xasprintf("key in %s", what);
	size_t index;

	for (size_t i = 0; i < map->count; i++)
		if (!names_find(names, value_key(map, i)->text, &index))
			return fail_word(loading, value_key(map, i), kind, names);
	return 0;
}

int read_kind(struct loading *loading, const struct value *value, const char *what,
	      enum value_kind kind)
{
	if (value->kind != kind)
		return fail_value(loading, value, "%s must be %s, not %s", what,
				  value_kind_name(kind), value_kind_name(value->kind));
	return 0;
}

int keys_read(struct loading *loading, const struct value *map, const char *what,
	      const struct key *keys, void *target)
{
	if (read_kind(loading, map, what, VALUE_MAP) < 0 ||
	    check_keys(loading, map, what, keys) < 0)
		return -1;
	for (size_t i = 0; keys[i].name; i++) {
		const struct value *value = value_get(map, keys[i].name);

		if (!value && keys[i].required)
			return fail_value(loading, map, "%s must have the key '%s'", what,
					  keys[i].name);
		if (value && keys[i].read(loading, value, target) < 0)
			return -1;
	}
	return 0;
}

static int check_string(struct loading *loading, const struct value *value,
			const char *what)
{
	if (value->kind == VALUE_INT || value->kind == VALUE_FLOAT ||
	    value->kind == VALUE_BOOL)
		return fail_value(loading, value, "%s must be a string: write \"%s\"", what,
				  value->text);
	if (read_kind(loading, value, what, VALUE_STRING) < 0)
		return -1;
	if (!*value->text)
		return fail_value(loading, value, "%s is empty", what);
	return 0;
}

static int fail_unsafe(struct loading *loading, const struct value *value, const char *what)
{
	return fail_value(loading, value, "%s holds control or invisible characters", what);
}

int read_string(struct loading *loading, const struct value *value, const char *what,
		const char **out)
{
	if (check_string(loading, value, what) < 0)
		return -1;
	if (!text_is_safe(value->text))
		return fail_unsafe(loading, value, what);
	*out = value->text;
	return 0;
}

int read_prose(struct loading *loading, const struct value *value, const char *what,
	       char **out)
{
	CLEANUP(str_clear) struct str folded = {0};

	if (check_string(loading, value, what) < 0)
		return -1;
	for (const char *p = value->text; *p;) {
		size_t word = strcspn(p, " \t\n");

		if (folded.len && word)
			str_add_char(&folded, ' ');
		str_add_mem(&folded, p, word);
		p += word;
		p += strspn(p, " \t\n");
	}
	if (!text_is_safe(str_text(&folded)))
		return fail_unsafe(loading, value, what);
	free(*out);
	*out = str_take(&folded);
	return 0;
}

int read_each(struct loading *loading, const struct value *value, const char *what,
	      int (*read)(struct loading *, const struct value *, void *), void *target)
{
	if (value->kind != VALUE_LIST)
		return read(loading, value, target);
	if (!value->count)
		return fail_value(loading, value, "%s is an empty list", what);
	for (size_t i = 0; i < value->count; i++)
		if (read(loading, &value->items[i], target) < 0)
			return -1;
	return 0;
}

int read_word(struct loading *loading, const struct value *value, const char *what,
	      const char *const *words, size_t *index)
{
	const char *text = NULL;

	if (read_string(loading, value, what, &text) < 0)
		return -1;
	if (!names_find(words, text, index))
		return fail_word(loading, value, what, words);
	return 0;
}

int read_bool(struct loading *loading, const struct value *value, const char *what,
	      bool *out)
{
	if (read_kind(loading, value, what, VALUE_BOOL) < 0)
		return -1;
	*out = value->boolean;
	return 0;
}

int read_whole(struct loading *loading, const struct value *value, const char *what,
	       long long least, long long most, long long *out)
{
	if (value->kind != VALUE_INT || value->integer < least || value->integer > most)
		return fail_value(loading, value,
				  "%s must be a whole number from %lld to %lld", what,
				  least, most);
	*out = value->integer;
	return 0;
}
