/*
 * A leaf cut into words, code spans and links. The words come from the source, since the stars of a
 * bare glob are emphasis to a Markdown parser; what a link leads to comes from the parser.
 */
#include "token.h"

#include <ctype.h>
#include <string.h>

#include "../plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"

/* What is opened is looked for this far, so that many openings without an end stay linear. */
enum { MOST_AHEAD = 1024 };

struct scanner {
	struct tokens *out;
	const struct block *leaf;
	size_t next_link;
	struct str word;
	int braces;
};

static struct token *add_token(struct scanner *scan, enum token_kind kind, const char *text,
			       size_t len)
{
	struct tokens *out = scan->out;
	struct token *token = ARRAY_PUSH(out->items, out->count, out->capacity);

	token->kind = kind;
	token->text = xmemdup(text, len);
	return token;
}

static void end_word(struct scanner *scan)
{
	const char *text = str_text(&scan->word);
	size_t len = scan->word.len;
	bool dash = len && text[strspn(text, "-")] == '\0';

	if (len) {
		struct token *token =
			add_token(scan, dash ? TOKEN_DASH : TOKEN_WORD, text, len);
		size_t end = len;

		while (end && strchr("*_", text[end - 1]))
			end--;
		token->colon = end && text[end - 1] == ':';
		token->stop = end > 1 && text[end - 1] == '.' ? '.' : '\0';
	}
	str_reset(&scan->word);
	scan->braces = 0;
}

/* A code span: behind its closing run, or NULL if it is never closed. */
static const char *read_code(struct scanner *scan, const char *p)
{
	size_t ticks = strspn(p, "`");
	const char *start = p + ticks, *end = start;
	size_t len;

	while ((end = strchr(end, '`')) && strspn(end, "`") != ticks)
		end += strspn(end, "`");
	if (!end)
		return NULL;
	end_word(scan);
	len = (size_t)(end - start);
	if (len > 1 && start[0] == ' ' && start[len - 1] == ' ') {
		start++;
		len -= 2;
	}
	add_token(scan, TOKEN_CODE, start, len);
	end += ticks;
	if (*end == ':')
		scan->out->items[scan->out->count - 1].colon = true;
	if (*end == '.' && (!end[1] || isspace((unsigned char)end[1])))
		scan->out->items[scan->out->count - 1].stop = '.';
	return end;
}

/* The ']' that closes the '[' at p, or NULL. */
static const char *closing_bracket(const char *p)
{
	const char *limit = p + MOST_AHEAD;
	int depth = 0;

	for (; *p && p < limit; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '[')
			depth++;
		else if (*p == ']' && --depth == 0)
			return p;
	}
	return NULL;
}

/* Whether the parser's next link is the one at p: its text begins alike, but for marks. */
static bool is_link(const struct scanner *scan, const char *p, const char *close)
{
	const char *text;

	if (scan->next_link >= scan->leaf->link_count)
		return false;
	text = scan->leaf->links[scan->next_link].text;
	for (p++; p < close && *text; p++) {
		if (*p == *text)
			text++;
		else if (!strchr("`*_\\~ ", *p))
			return false;
	}
	return !*text;
}

/* A link at '[': behind its target, or NULL if it is none. */
static const char *read_link(struct scanner *scan, const char *p)
{
	const char *close = closing_bracket(p), *end;
	const struct block_link *link;
	struct token *token;

	if (!close || !is_link(scan, p, close))
		return NULL;
	end_word(scan);
	link = &scan->leaf->links[scan->next_link++];
	token = add_token(scan, TOKEN_LINK, link->text, strlen(link->text));
	token->url = xstrdup(link->url);
	end = close + 1;
	if (*end == '(' && strchr(end, ')'))
		end = strchr(end, ')') + 1;
	else if (*end == '[' && strchr(end, ']'))
		end = strchr(end, ']') + 1;
	token->colon = *end == ':';
	return end;
}

/* Text in double quotes, kept with them; NULL if it is not closed in this line. */
static const char *read_quoted(struct scanner *scan, const char *p)
{
	const char *end = p + 1;

	while (*end && *end != '"' && *end != '\n' && end - p < MOST_AHEAD)
		end += *end == '\\' && end[1] ? 2 : 1;
	if (*end != '"')
		return NULL;
	add_token(scan, TOKEN_CODE, p, (size_t)(end + 1 - p));
	return end + 1;
}

static const char *read_group(struct scanner *scan, const char *p)
{
	int depth = 0;

	for (const char *end = p; *end && *end != '\n' && end - p < MOST_AHEAD; end++) {
		depth += *end == '(';
		depth -= *end == ')';
		if (!depth) {
			add_token(scan, TOKEN_GROUP, p + 1, (size_t)(end - p - 1));
			return end + 1;
		}
	}
	return NULL;
}

/* The bytes of an arrow or a long dash at p, or 0. */
static size_t separator_length(const char *p, bool *dash)
{
	static const struct {
		const char *text;
		bool dash;
	} list[] = {
		{"->", false},	   {"=>", false},    {"\u2192", false}, {"\u27f6", false},
		{"\u21d2", false}, {"\u2014", true}, {"\u2013", true},	{"\u2015", true},
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		if (strncmp(p, list[i].text, strlen(list[i].text)))
			continue;
		*dash = list[i].dash;
		return strlen(list[i].text);
	}
	return 0;
}

static const char *read_struck(const char *p)
{
	const char *end = memmem(p + 2, strnlen(p + 2, MOST_AHEAD), "~~", 2);

	return end ? end + 2 : NULL;
}

/* Marks as wide as the signs of Chinese and Japanese, which have no blanks around them: what each stands for. */
static const struct {
	const char *text;
	char mark;
} wide_marks[] = {
	{"\u3001", ','}, {"\uff0c", ','}, {"\uff1b", ';'}, {"\u3002", '.'},
	{"\uff1a", ':'}, {"\u3000", ' '}, {"\uff08", '('},
};

static const char *read_wide_group(struct scanner *scan, const char *p)
{
	static const char closing[] = "\uff09";
	size_t size = strnlen(p, MOST_AHEAD), line = strcspn(p, "\n");
	const char *end = memmem(p, size < line ? size : line, closing, strlen(closing));

	if (!end)
		return p;
	add_token(scan, TOKEN_GROUP, p, (size_t)(end - p));
	return end + strlen(closing);
}

static const char *read_wide(struct scanner *scan, const char *p)
{
	size_t i = 0, count = sizeof(wide_marks) / sizeof(*wide_marks);
	struct token *last;

	while (i < count && strncmp(p, wide_marks[i].text, strlen(wide_marks[i].text)) != 0)
		i++;
	if (i == count)
		return NULL;
	end_word(scan);
	p += strlen(wide_marks[i].text);
	last = scan->out->count ? &scan->out->items[scan->out->count - 1] : NULL;
	if (wide_marks[i].mark == '(')
		return read_wide_group(scan, p);
	if (last && wide_marks[i].mark == ':')
		last->colon = true;
	else if (last && wide_marks[i].mark != ' ')
		last->stop = wide_marks[i].mark;
	return p;
}

/* What begins at p and is more than a byte of a word: behind it, or NULL. */
static const char *read_special(struct scanner *scan, const char *p)
{
	if (*p == '`')
		return read_code(scan, p);
	if (*p == '[')
		return read_link(scan, p);
	if (*p == '"' && !scan->word.len)
		return read_quoted(scan, p);
	if (*p == '(' && !scan->word.len)
		return read_group(scan, p);
	if (*p == '~' && p[1] == '~')
		return read_struck(p);
	return (unsigned char)*p >= 0x80 ? read_wide(scan, p) : NULL;
}

/* The end of "&amp;" and the blank of "my\\ file.md" belong to a word. */
static bool is_inside_name(const struct scanner *scan, const char *p)
{
	const char *word = str_text(&scan->word), *mark = strrchr(word, '&');

	if (*p == ';')
		return mark && mark[1] &&
		       !mark[1 + strspn(mark + 1, "abcdefghijklmnopqrstuvwxyz#0123456789")];
	return *p == ' ' && p[1] && scan->word.len && word[scan->word.len - 1] == '\\';
}

static const char *read_separator(struct scanner *scan, const char *p)
{
	bool dash = false;
	size_t len = scan->braces ? 0 : separator_length(p, &dash);

	if (len) {
		end_word(scan);
		if (dash)
			add_token(scan, TOKEN_DASH, p, len);
		return p + len;
	}
	if (*p == '\n') {
		end_word(scan);
		add_token(scan, TOKEN_LINE, "", 0);
		return p + 1;
	}
	if (is_inside_name(scan, p))
		return NULL;
	if ((isspace((unsigned char)*p) && !scan->braces) ||
	    (!scan->braces && (*p == ',' || *p == ';'))) {
		end_word(scan);
		if (scan->out->count && !isspace((unsigned char)*p))
			scan->out->items[scan->out->count - 1].stop = *p;
		return p + 1;
	}
	return NULL;
}

static void add_byte(struct scanner *scan, const char **p)
{
	if (**p == '\\' && ispunct((unsigned char)(*p)[1]))
		++*p;
	else if (**p == '{' && memchr(*p, '}', strnlen(*p, MOST_AHEAD)))
		scan->braces++;
	else if (**p == '}' && scan->braces)
		scan->braces--;
	str_add_char(&scan->word, *(*p)++);
}

static void scan_text(struct scanner *scan, const char *text)
{
	for (const char *p = text; *p;) {
		const char *next = read_special(scan, p);

		if (!next)
			next = read_separator(scan, p);
		if (next)
			p = next;
		else
			add_byte(scan, &p);
	}
	end_word(scan);
	str_clear(&scan->word);
}

void tokens_read(struct tokens *tokens, const struct block *leaf)
{
	CLEANUP(freep) char *source = xstrdup(leaf->source);
	struct scanner scan = {.out = tokens, .leaf = leaf};

	html_drop_comments(source);
	scan_text(&scan, source);
}

void tokens_read_text(struct tokens *tokens, const char *text)
{
	static const struct block none = {.link_count = 0};
	struct scanner scan = {.out = tokens, .leaf = &none};

	scan_text(&scan, text);
}

void tokens_clear(struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		free(tokens->items[i].text);
		free(tokens->items[i].url);
	}
	free(tokens->items);
	*tokens = (struct tokens){0};
}
