/* JavaScript and TypeScript: where imports stand. What they mean is in script_resolve.c. */
#include <string.h>

#include "scan.h"
#include "script.h"

static const char *read_specifier(struct scan *scan, const char *at)
{
	const char *behind, *text;
	size_t len;

	text = scan_string(scan, at, &len, &behind);
	if (!text)
		return at;
	script_resolve(scan, at, text, len);
	return behind;
}

/* require("x"), import("x") and require.resolve("x"): from behind the word. */
static const char *read_call(struct scan *scan, const char *at)
{
	if (word_stands(at, scan->end, ".resolve"))
		at += 8;
	at = skip_blanks(at, scan->end, true);
	if (at >= scan->end || *at != '(')
		return at;
	return read_specifier(scan, skip_blanks(at + 1, scan->end, true));
}

/*
 * `import ... from "x"` and `export ... from "x"`, from behind the first word: names, braces, commas
 * and asterisks may stand between. Whatever else does ends it, and the scan goes on from there, so
 * that no byte is read twice.
 */
static const char *read_clause(struct scan *scan, const char *at)
{
	static const char *const others[] = {"import", "export", "const", "function",
					     "class",  "let",	 "var",	  NULL};
	bool from = false;

	while (at < scan->end) {
		const char *stop = skip_word(at, scan->end);

		if (stop > at) {
			if (word_in(at, (size_t)(stop - at), others))
				return at;
			from = word_stands(at, stop, "from");
			at = stop;
		} else if (*at == '"' || *at == '\'') {
			const char *behind = from ? read_specifier(scan, at) : at;

			/* `import { "a-b" as c } from`: a name may be a string. */
			return behind > at ? behind : at + 1;
		} else if (strchr(" \t\r\n{},*", *at) && *at) {
			at++;
		} else {
			return at;
		}
	}
	return at;
}

static const char *read_import(struct scan *scan, const char *at)
{
	const char *next = skip_blanks(at, scan->end, true);

	if (next < scan->end && *next == '(')
		return read_call(scan, next);
	if (next < scan->end && (*next == '"' || *next == '\''))
		return read_specifier(scan, next);
	return read_clause(scan, next);
}

static const char *read_export(struct scan *scan, const char *at)
{
	const char *next = skip_blanks(at, scan->end, true);

	if (word_stands(next, scan->end, "type"))
		next = skip_blanks(next + 4, scan->end, true);
	if (next >= scan->end || (*next != '{' && *next != '*'))
		return next;
	return read_clause(scan, next);
}

void scan_script(struct scan *scan)
{
	const char *at = scan->code;

	while (at < scan->end) {
		const char *stop = skip_word(at, scan->end);
		bool member = at > scan->code && at[-1] == '.' &&
			      !(at - scan->code > 2 && at[-2] == '.');

		if (stop == at)
			at++;
		else if (member)
			at = stop;
		else if (word_stands(at, stop, "import"))
			at = read_import(scan, stop);
		else if (word_stands(at, stop, "export"))
			at = read_export(scan, stop);
		else if (word_stands(at, stop, "require"))
			at = read_call(scan, stop);
		else
			at = stop;
	}
}
