/* A path written so that reading the plan gives the same path back, whatever its bytes. */
#include "plangate/plan/path_code.h"

#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "plangate/base/text.h"

static void add_octal(struct str *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		str_addf(out, "\\%03o", (unsigned)(unsigned char)bytes[i]);
}

/* What a code span, a cell of a table or a paragraph would take for its own. */
static bool is_marked(const char *at, uint32_t code)
{
	return code == '`' || code == '|' || (code == '<' && at[1] == '!');
}

/* In double quotes with C's escapes. */
static void add_quoted(struct str *out, const char *path)
{
	size_t len = strlen(path), step;

	str_add_char(out, '"');
	for (size_t i = 0; i < len; i += step) {
		uint32_t code = 0;

		step = utf8_decode(path + i, len - i, &code);
		if (!step || text_is_unsafe(code) || is_marked(path + i, code))
			add_octal(out, path + i, step ? step : 1);
		else if (code == '"' || code == '\\')
			str_addf(out, "\\%c", (char)code);
		else
			str_add_mem(out, path + i, step);
		step = step ? step : 1;
	}
	str_add_char(out, '"');
}

/* Whether the bare path in a code span is read as just this file. */
static bool is_plain(const char *path)
{
	static const struct scope_reader nowhere = {0};
	bool literal;
	CLEANUP(freep) char *clean = NULL;

	if (!utf8_valid(path, strlen(path)) || strpbrk(path, "`*?{}\"\\, |"))
		return false;
	for (const char *p = path; *p;) {
		uint32_t code = 0;

		p += utf8_decode(p, strlen(p), &code);
		if (text_is_unsafe(code))
			return false;
	}
	if (strstr(path, "->") || strstr(path, "=>") || path_is_broad(path))
		return false;
	clean = path_clean(path, PATH_IN_CODE, &nowhere, &literal);
	return clean && !strcmp(clean, path);
}

void plan_path_code(struct str *out, const char *path)
{
	str_add_char(out, '`');
	if (is_plain(path))
		str_add(out, path);
	else
		add_quoted(out, path);
	str_add_char(out, '`');
}
