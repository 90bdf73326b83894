/*
 * Plans whose parts stand between tags, <objective>, <tasks>, <verify>: each tag becomes the heading or the label that
 * says the same in Markdown, on the same line. Only where a line begins with one of the great tags, and not in a
 * fence.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"

/* What is written for an opening tag; a closing one is left out. */
static const struct {
	const char *name;
	const char *text;
	bool great; /* such a document is written in tags */
} tags[] = {
	{"objective", "## Approach", true},
	{"approach", "## Approach", true},
	{"design", "## Design", false},
	{"scope", "## Scope", false},
	{"tasks", "## Tasks", true},
	{"steps", "## Steps", false},
	{"step", "", false},
	{"tests", "## Tests", false},
	{"test", "**Test:** ", false},
	{"verification", "## Verification", true},
	{"success_criteria", "## Success criteria", true},
	{"acceptance_criteria", "**Acceptance criteria:** ", false},
	{"rollback", "## Rollback", true},
	{"open_questions", "## Open questions", true},
	{"risks", "## Risks", false},
	{"context", "## Context", false},
	{"execution_context", "## Execution context", false},
	{"interfaces", "", false},
	{"output", "## Output", false},
	{"threat_model", "## Threat model", false},
	{"task", "", true},
	{"name", "### ", false},
	{"files", "**Files:** ", false},
	{"action", "", false},
	{"behavior", "", false},
	{"implementation", "", false},
	{"read_first", "**Read first:** ", false},
	{"verify", "**Verify:** ", false},
	{"automated", "**Verify:** ", false},
	{"manual", "**Verify:** ", false},
	{"done", "**Done when:** ", false},
};

enum { TAG_COUNT = sizeof(tags) / sizeof(*tags) };

/* The tag "<name ...>" or "</name>" at text: its index, its end and whether it closes; -1: none. */
static long tag_at(const char *text, const char *end, const char **behind, bool *closes)
{
	const char *name = text + 1, *stop;
	size_t len = 0;

	*closes = name < end && *name == '/';
	name += *closes;
	while (name + len < end && (isalnum((unsigned char)name[len]) || name[len] == '_'))
		len++;
	stop = memchr(name, '>', (size_t)(end - name));
	if (!stop || (name[len] != '>' && name[len] != ' ' && name[len] != '/'))
		return -1;
	*behind = stop + 1;
	for (long i = 0; i < TAG_COUNT; i++)
		if (strlen(tags[i].name) == len && !strncasecmp(tags[i].name, name, len))
			return i;
	return -1;
}

static size_t line_length(const char *text, const char *end)
{
	const char *newline = memchr(text, '\n', (size_t)(end - text));

	return (size_t)((newline ? newline : end) - text);
}

static const char *skip_blanks(const char *text, const char *end)
{
	while (text < end && (*text == ' ' || *text == '\t'))
		text++;
	return text;
}

static bool is_fence(const char *line, const char *end)
{
	return end - line >= 3 && (!strncmp(line, "```", 3) || !strncmp(line, "~~~", 3));
}

/* One that is never closed is a gap of a template. */
static bool is_closed(long tag, const char *from, const char *all)
{
	CLEANUP(freep) char *close = xasprintf("</%s>", tags[tag].name);

	return memmem(from, (size_t)(all - from), close, strlen(close)) != NULL;
}

bool tags_are_used(const char *text, size_t len)
{
	const char *all = text + len;
	bool fenced = false;

	for (const char *line = text; line < all;) {
		const char *end = line + line_length(line, all), *behind;
		const char *start = skip_blanks(line, end);
		bool closes;
		long tag = *start == '<' ? tag_at(start, end, &behind, &closes) : -1;

		if (is_fence(start, end))
			fenced = !fenced;
		if (!fenced && tag >= 0 && tags[tag].great && !closes &&
		    is_closed(tag, end, all))
			return true;
		line = end + 1;
	}
	return false;
}

/* Lines between tags lose what the first of them is indented by. */
static void add_plain(struct str *out, const char *line, const char *end, long *indent)
{
	const char *start = skip_blanks(line, end), *behind;

	if (start < end && *indent < 0)
		*indent = start - line;
	line += start - line < *indent ? start - line : *indent > 0 ? *indent : 0;
	for (const char *p = line; p < end; p++) {
		bool closes;

		if (*p == '<' && tag_at(p, end, &behind, &closes) >= 0 && closes)
			return;
		str_add_char(out, *p);
	}
}

/* A line without its tags, the first opening one said in Markdown. */
static void add_line(struct str *out, const char *line, const char *end, long *indent)
{
	const char *start = skip_blanks(line, end), *next;
	bool said = false, closing;

	if (start == end || *start != '<' || tag_at(start, end, &next, &closing) < 0) {
		add_plain(out, line, end, indent);
		return;
	}
	*indent = -1;
	while (start < end) {
		const char *behind;
		bool closes;
		long tag = *start == '<' ? tag_at(start, end, &behind, &closes) : -1;

		if (tag < 0) {
			str_add_char(out, *start++);
			continue;
		}
		if (!closes && !said) {
			str_add(out, tags[tag].text);
			said = *tags[tag].text;
		}
		start = behind;
	}
}

char *tags_as_markdown(const char *text, size_t len)
{
	const char *all = text + len;
	struct str out = {0};
	bool fenced = false;
	long indent = -1;

	for (const char *line = text; line < all;) {
		const char *end = line + line_length(line, all);
		const char *start = skip_blanks(line, end);

		if (is_fence(start, end))
			fenced = !fenced;
		if (fenced || is_fence(start, end))
			str_add_mem(&out, line, (size_t)(end - line));
		else
			add_line(&out, line, end, &indent);
		if (end < all)
			str_add_char(&out, '\n');
		line = end + 1;
	}
	return str_take(&out);
}
