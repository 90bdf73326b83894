/* What of a plan's text an approval holds on to: all but its progress. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plangate/base/sha256.h"
#include "plangate/base/str.h"
#include "plangate/record/record.h"

struct digesting {
	struct str out;
	size_t line;   /* number, from 0 */
	bool in_front; /* between the lines --- at the start */
	char fence;    /* '`' or '~' in a code block, else 0 */
	size_t fence_len;
	bool answers; /* below a heading whose boxes answer something */
};

static bool begins(const char *line, size_t len, const char *word)
{
	return len >= strlen(word) && !strncasecmp(line, word, strlen(word));
}

static bool holds(const char *line, size_t len, const char *word)
{
	for (; len >= strlen(word); line++, len--)
		if (begins(line, len, word))
			return true;
	return false;
}

static size_t skip_blanks(const char *line, size_t len, size_t at)
{
	while (at < len && (line[at] == ' ' || line[at] == '\t' || line[at] == '>'))
		at++;
	return at;
}

/* "status: done", and nothing else on the line. */
static bool is_status(const char *line, size_t len)
{
	static const char *const words[] = {"active", "draft", "done", "superseded",
					    "abandoned"};
	size_t at = 7;

	if (!begins(line, len, "status:"))
		return false;
	while (at < len && (line[at] == ' ' || line[at] == '"' || line[at] == '\''))
		at++;
	while (len > at && strchr(" \t\"'", line[len - 1]))
		len--;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (len - at == strlen(words[i]) && begins(line + at, len - at, words[i]))
			return true;
	return false;
}

/* Follow code blocks: what is in one is no task list. */
static bool in_code(struct digesting *d, const char *line, size_t len)
{
	size_t at = skip_blanks(line, len, 0), run = 0;
	char mark = at < len ? line[at] : 0;

	while (at + run < len && line[at + run] == mark)
		run++;
	if ((mark != '`' && mark != '~') || run < 3)
		return d->fence != 0;
	if (!d->fence) {
		d->fence = mark;
		d->fence_len = run;
	} else if (d->fence == mark && run >= d->fence_len) {
		d->fence = 0;
	}
	return true;
}

static void follow_headings(struct digesting *d, const char *line, size_t len)
{
	static const char *const words[] = {"risk",	   "assess",   "security",
					    "performance", "breaking", "dependenc"};

	if (!len || *line != '#')
		return;
	d->answers = false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		d->answers = d->answers || holds(line, len, words[i]);
}

/* Where the x of "- [x] text" is, or 0. */
static size_t find_tick(const char *line, size_t len)
{
	size_t at = skip_blanks(line, len, 0), digits = at;

	while (digits < len && isdigit((unsigned char)line[digits]))
		digits++;
	if (digits > at && digits < len && strchr(".)", line[digits]))
		at = digits;
	else if (at >= len || !strchr("-*+", line[at]))
		return 0;
	at++;
	if (at >= len || (line[at] != ' ' && line[at] != '\t'))
		return 0;
	at = skip_blanks(line, len, at);
	if (at + 3 >= len || line[at] != '[' || !strchr("xX", line[at + 1]) ||
	    line[at + 2] != ']' || line[at + 3] != ' ')
		return 0;
	return at + 1;
}

/* "- [x] LOW" is a statement, whatever it stands below. */
static bool is_level(const char *text, size_t len)
{
	while (len && strchr(" *_`", *text)) {
		text++;
		len--;
	}
	return begins(text, len, "low") || begins(text, len, "medium") ||
	       begins(text, len, "high");
}

static void add_line(struct digesting *d, const char *line, size_t len)
{
	size_t tick, start = d->out.len;

	if (d->line++ == 0 && len == 3 && !memcmp(line, "---", 3))
		d->in_front = true;
	else if (d->in_front && len == 3 && !memcmp(line, "---", 3))
		d->in_front = false;
	else if (d->in_front && is_status(line, len))
		return;
	str_add_mem(&d->out, line, len);
	str_add_char(&d->out, '\n');
	if (d->in_front || in_code(d, line, len))
		return;
	follow_headings(d, line, len);
	tick = find_tick(line, len);
	if (tick && !d->answers && !is_level(line + tick + 2, len - tick - 2))
		d->out.data[start + tick] = ' ';
}

void plan_digest(const char *text, size_t len, char digest[SHA256_HEX + 1])
{
	struct digesting d = {0};

	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		len -= 3;
	}
	while (len) {
		const char *end = memchr(text, '\n', len);
		size_t line = end ? (size_t)(end - text) : len;
		size_t step = end ? line + 1 : line;

		add_line(&d, text, line && text[line - 1] == '\r' ? line - 1 : line);
		text += step;
		len -= step;
	}
	sha256_hex(str_text(&d.out), d.out.len, digest);
	str_clear(&d.out);
}
