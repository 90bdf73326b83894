#include "plangate/source/symbols.h"

#include <stdlib.h>
#include <string.h>

#include "mask.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/regex.h"
#include "visibility.h"
#include "words.h"

enum { MOST_PATTERNS = 16, MOST_SEEN = 2048 };

struct symbol_reading {
	const struct language *language;
	struct regex *patterns[MOST_PATTERNS];
	size_t count;
	struct symbols *out;
	const char *code;
	size_t len;
	unsigned line;
};

static void reading_clear(struct symbol_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		regex_free(reading->patterns[i]);
}

/* "\G" holds each pattern to where the search begins, which is the start of a line. */
static int compile(struct symbol_reading *reading, struct pg_error *err)
{
	const struct symbol_pattern *row = reading->language->symbols;

	for (; row->pattern && reading->count < MOST_PATTERNS; row++) {
		CLEANUP(freep) char *anchored = xasprintf("\\G(?:%s)", row->pattern);

		if (regex_new(&reading->patterns[reading->count], anchored, err) < 0)
			return -1;
		reading->count++;
	}
	return 0;
}

static void add(struct symbol_reading *reading, enum symbol_kind kind, size_t start,
		size_t end, size_t line_start, size_t line_end)
{
	struct symbols *out = reading->out;
	struct symbol *symbol;

	if (out->count >= SYMBOLS_MOST) {
		out->cut = true;
		return;
	}
	symbol = ARRAY_PUSH(out->items, out->count, out->capacity);
	symbol->kind = kind;
	symbol->name = xmemdup(reading->code + start, end - start);
	symbol->line = reading->line;
	symbol->is_public =
		symbol_is_public(&reading->language->visibility, symbol->name,
				 reading->code + line_start, line_end - line_start);
}

/* The first pattern that fits is what the line defines. */
static void read_line(struct symbol_reading *reading, size_t line_start, size_t line_end)
{
	/* A look-ahead may need some of the lines below, not all of a large file. */
	size_t rest = reading->len - line_start;
	size_t len = rest < MOST_SEEN ? rest : MOST_SEEN;
	struct pg_error ignored;

	for (size_t i = 0; i < reading->count; i++) {
		size_t start, end;
		int rc = regex_search(reading->patterns[i], reading->code + line_start, len,
				      0, &start, &end, &ignored);

		if (rc < 0)
			reading->out->cut = true;
		if (rc > 0 && end > start && start < line_end - line_start) {
			add(reading, reading->language->symbols[i].kind, line_start + start,
			    line_start + end, line_start, line_end);
			return;
		}
	}
}

int symbols_read(struct symbols *out, const char *path, const char *text, size_t len,
		 struct pg_error *err)
{
	CLEANUP(reading_clear)
	struct symbol_reading reading = {
		.language = language_of(path), .out = out, .len = len};
	CLEANUP(freep) char *code = NULL;

	if (!reading.language || !reading.language->syntax)
		return 0;
	if (len > SYMBOLS_MOST_BYTES) {
		out->cut = true;
		return 0;
	}
	if (compile(&reading, err) < 0)
		return -1;
	reading.code = code = mask_code(reading.language->syntax, text, len);
	for (size_t at = 0; at < len;) {
		const char *feed = memchr(code + at, '\n', len - at);
		size_t stop = feed ? (size_t)(feed - code) : len;

		reading.line++;
		if (skip_blanks(code + at, code + stop, false) < code + stop)
			read_line(&reading, at, stop);
		at = stop + 1;
	}
	return 0;
}

void symbols_clear(struct symbols *symbols)
{
	for (size_t i = 0; i < symbols->count; i++)
		free(symbols->items[i].name);
	free(symbols->items);
	*symbols = (struct symbols){0};
}

/* What stands behind the last separator, without a call's parentheses. */
static const char *last_component(const char *name, size_t *len)
{
	const char *start = name;

	*len = strlen(name);
	if (*len > 2 && !strcmp(name + *len - 2, "()"))
		*len -= 2;
	for (const char *c = name; c < name + *len; c++)
		if (strchr(".:#)", *c) || (*c == '>' && c > name && c[-1] == '-'))
			start = c + 1;
	*len -= (size_t)(start - name);
	return start;
}

const struct symbol *symbols_find(const struct symbols *symbols, const char *name)
{
	size_t len;
	const char *last = last_component(name, &len);

	for (size_t i = 0; i < symbols->count; i++)
		if (strlen(symbols->items[i].name) == len &&
		    !memcmp(symbols->items[i].name, last, len))
			return &symbols->items[i];
	return NULL;
}
