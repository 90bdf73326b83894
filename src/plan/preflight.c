/*
 * What a document must be before a Markdown parser sees it. libcmark-gfm 0.29 takes quadratic time
 * and memory for wide tables, unclosed brackets and deep nesting; the limits are several times what
 * the largest real plans have.
 */
#include <stdint.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/text.h"

enum {
	MOST_LINE = 16 * 1024,
	MOST_PIPES = 256,	 /* in a line */
	MOST_BRACKETS = 8000,	 /* '[' in all */
	MOST_DELIMITERS = 60000, /* of * _ ~ ` < in all */
	MOST_NESTING = 100,
};

struct counts {
	size_t pipes, brackets, delimiters;
};

/* How deep a line stands: its quotation and list markers, and two blanks as one. */
static size_t line_nesting(const char *line, size_t len)
{
	size_t blanks = 0, markers = 0, i;

	for (i = 0; i < len; i++) {
		if (line[i] == ' ')
			blanks++;
		else if (line[i] == '\t')
			blanks += 4;
		else if (line[i] == '>')
			markers++;
		else if (strchr("-*+", line[i]) && i + 1 < len && line[i + 1] == ' ')
			markers++;
		else
			break;
	}
	return i == len ? 0 : markers + blanks / 2;
}

static void count_line(struct counts *counts, const char *line, size_t len)
{
	counts->pipes = 0;
	for (size_t i = 0; i < len; i++) {
		counts->pipes += line[i] == '|';
		counts->brackets += line[i] == '[';
		counts->delimiters += line[i] != '\0' && strchr("*_~`<", line[i]) != NULL;
	}
}

static char *check_line(struct counts *counts, const char *line, size_t len)
{
	if (len > MOST_LINE)
		return xasprintf("a line has %zu bytes, more than %d", len, MOST_LINE);
	count_line(counts, line, len);
	if (counts->pipes > MOST_PIPES)
		return xasprintf("a line has %zu '|', more than %d", counts->pipes,
				 MOST_PIPES);
	if (counts->brackets > MOST_BRACKETS)
		return xasprintf("more than %d '['", MOST_BRACKETS);
	if (counts->delimiters > MOST_DELIMITERS)
		return xasprintf("more than %d of '*', '_', '~', '`' and '<'",
				 MOST_DELIMITERS);
	if (line_nesting(line, len) > MOST_NESTING)
		return xasprintf("lists or quotations are nested more than %d deep",
				 MOST_NESTING);
	return NULL;
}

static char *check_limits(const char *text, size_t len, int *line)
{
	struct counts counts = {0};

	if (len > PLAN_MOST_BYTES)
		return xasprintf("the document has %zu bytes, more than %d", len,
				 PLAN_MOST_BYTES);
	for (size_t start = 0; start < len; ++*line) {
		const char *newline = memchr(text + start, '\n', len - start);
		size_t end = newline ? (size_t)(newline - text) : len;
		char *reason = check_line(&counts, text + start, end - start);

		if (reason)
			return reason;
		start = end + 1;
	}
	return NULL;
}

static bool is_bidi_control(uint32_t code)
{
	return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static char *check_bytes(const char *text, size_t len, int *line)
{
	size_t step;

	for (size_t i = 0; i < len; i += step) {
		uint32_t code = 0;

		step = utf8_decode(text + i, len - i, &code);
		if (!step)
			return xasprintf("the document is not UTF-8 (byte 0x%02x)",
					 (unsigned char)text[i]);
		if (!code)
			return xstrdup("the document holds a NUL byte");
		if (is_bidi_control(code))
			return xasprintf(
				"the document holds the bidirectional control U+%04X",
				(unsigned)code);
		*line += code == '\n';
	}
	return NULL;
}

char *preflight_check(const char *text, size_t len, enum problem *problem, int *line)
{
	char *reason;

	*line = 1;
	*problem = PROBLEM_TOO_LARGE;
	reason = check_limits(text, len, line);
	if (reason) {
		if (len > PLAN_MOST_BYTES)
			*line = 0;
		return reason;
	}
	*line = 1;
	*problem = PROBLEM_ENCODING;
	return check_bytes(text, len, line);
}
