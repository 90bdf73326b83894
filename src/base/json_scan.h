/*
 * json_scan.h - JSON text token by token, with the line and column of each.
 *
 * jansson parses and says nothing of where its values stand; this walks the same text beside it. It
 * judges nothing: text that is no JSON gives tokens too, parted as jansson parts them, so that an
 * error finds the token that it is about.
 */
#ifndef PLANGATE_BASE_JSON_SCAN_H
#define PLANGATE_BASE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* Start with at, end, and line and column 1; the text must be UTF-8. */
struct json_scan {
	const char *at; /* behind the token */
	const char *end;
	int line, column; /* of at: from 1, columns in characters */

	const char *token; /* borrowed from the text */
	size_t len;	   /* of the token, in bytes; 0 at the end of the text */
	int token_line, token_column;
};

/*
 * Step to the next token: a string with its quotes, a number, a word, or a single character. A string
 * that is not closed ends before the first control character. False where only white space is left;
 * the token's place is then the end of the text.
 */
bool json_scan_next(struct json_scan *scan);

#endif
