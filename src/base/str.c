#include "plangate/base/str.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"

static void reserve(struct str *s, size_t more)
{
	size_t wanted = s->len + more + 1;

	if (wanted <= s->capacity)
		return;
	s->capacity = wanted > 2 * s->capacity ? wanted : 2 * s->capacity;
	s->data = xreallocarray(s->data, s->capacity, 1);
}

void str_add_mem(struct str *s, const void *data, size_t len)
{
	reserve(s, len);
	if (len)
		memcpy(s->data + s->len, data, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_add_mem(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	str_add_mem(s, &c, 1);
}

void str_addf(struct str *s, const char *format, ...)
{
	CLEANUP(freep) char *text = NULL;
	va_list args;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	str_add(s, text);
}

void str_reset(struct str *s)
{
	s->len = 0;
	if (s->data)
		s->data[0] = '\0';
}

void str_clear(struct str *s)
{
	free(s->data);
	*s = (struct str){0};
}

const char *str_text(const struct str *s)
{
	return s->data ? s->data : "";
}

char *str_take(struct str *s)
{
	char *text = s->data ? s->data : xstrdup("");

	*s = (struct str){0};
	return text;
}

void strlist_add_mem(struct strlist *list, const char *text, size_t len)
{
	*ARRAY_PUSH(list->items, list->count, list->capacity) = xmemdup(text, len);
}

void strlist_add(struct strlist *list, const char *text)
{
	strlist_add_mem(list, text, strlen(text));
}

bool strlist_has(const struct strlist *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->items[i], text))
			return true;
	return false;
}

void strlist_clear(struct strlist *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct strlist){0};
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void strlist_sort(struct strlist *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare_texts);
}

void strlist_sort_unique(struct strlist *list)
{
	size_t kept = 0;

	strlist_sort(list);
	for (size_t i = 0; i < list->count; i++) {
		if (kept && !strcmp(list->items[kept - 1], list->items[i]))
			free(list->items[i]);
		else
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

void strlist_split(struct strlist *list, const char *text, size_t len, char separator)
{
	const char *end = text + len;

	while (text < end) {
		const char *stop = memchr(text, separator, (size_t)(end - text));

		strlist_add_mem(list, text, (size_t)((stop ? stop : end) - text));
		text = stop ? stop + 1 : end;
	}
}
