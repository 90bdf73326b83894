#include "json_scan.h"

#include <stdint.h>
#include <string.h>

#include "plangate/base/text.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* Lines end with LF, CR or both, as in YAML. */
static void step(struct json_scan *scan, size_t bytes)
{
	for (; bytes; bytes--) {
		char c = *scan->at++;

		if (c == '\r' || c == '\n') {
			scan->line +=
				c == '\n' || scan->at == scan->end || *scan->at != '\n';
			scan->column = 1;
		} else if (((unsigned char)c & 0xC0) != 0x80) {
			scan->column++;
		}
	}
}

static size_t span(const struct json_scan *scan, const char *of)
{
	const char *p = scan->at;

	while (p < scan->end && *p && strchr(of, *p))
		p++;
	return (size_t)(p - scan->at);
}

static size_t string_length(const struct json_scan *scan)
{
	const char *p = scan->at + 1;

	while (p < scan->end && *p != '"' && (unsigned char)*p >= ' ')
		p += *p == '\\' && p + 1 < scan->end && (unsigned char)p[1] >= ' ' ? 2 : 1;
	return (size_t)(p - scan->at) + (p < scan->end && *p == '"');
}

static size_t token_length(const struct json_scan *scan)
{
	uint32_t code;
	size_t len;

	if (scan->at == scan->end)
		return 0;
	if (*scan->at == '"')
		return string_length(scan);
	if (*scan->at == '-' || (*scan->at >= '0' && *scan->at <= '9'))
		return span(scan, "0123456789+-.eE");
	len = span(scan, letters);
	if (!len)
		len = utf8_decode(scan->at, (size_t)(scan->end - scan->at), &code);
	return len ? len : 1;
}

bool json_scan_next(struct json_scan *scan)
{
	step(scan, span(scan, " \t\r\n"));
	scan->token = scan->at;
	scan->token_line = scan->line;
	scan->token_column = scan->column;
	scan->len = token_length(scan);
	step(scan, scan->len);
	return scan->len > 0;
}
