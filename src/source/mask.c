#include "mask.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/model/language.h"
#include "words.h"

enum {
	MOST_TEMPLATES = 32,	 /* templates in templates */
	MOST_NESTING = 1000,	 /* comments in comments */
	MOST_REGEX = 512,	 /* bytes of a pattern */
	MOST_MARK = 64,		 /* bytes of what ends a here-document */
	MOST_LOST_HEREDOCS = 16, /* so many are searched for in vain */
};

struct masker {
	const struct syntax *syntax;
	const char *text;
	size_t len, at;
	char *code;
	/* up to here no quote of that kind closes on this line */
	size_t no_close[SYNTAX_QUOTES];
	size_t braces[MOST_TEMPLATES];
	size_t templates;
	size_t heredoc, heredoc_end; /* lines that are no code */
	size_t lost_heredocs;
};

static bool stands(const struct masker *m, size_t at, const char *word)
{
	size_t len = strlen(word);

	return at <= m->len && len <= m->len - at && !memcmp(m->text + at, word, len);
}

static void keep(struct masker *m, size_t count)
{
	while (count-- && m->at < m->len) {
		m->code[m->at] = m->text[m->at];
		m->at++;
	}
}

static void fill(struct masker *m, size_t end, char with)
{
	for (; m->at < end && m->at < m->len; m->at++)
		m->code[m->at] = m->text[m->at] == '\n' ? '\n' : with;
}

static size_t line_end(const struct masker *m, size_t at)
{
	const char *feed = memchr(m->text + at, '\n', m->len - at);

	return feed ? (size_t)(feed - m->text) : m->len;
}

/* Where a word stands next, or the end of the text. */
static size_t find(const struct masker *m, size_t at, const char *word, size_t len)
{
	const char *hit = at < m->len ? memmem(m->text + at, m->len - at, word, len) : NULL;

	return hit ? (size_t)(hit - m->text) : m->len;
}

static bool mask_line_comment(struct masker *m)
{
	for (const char *const *line = m->syntax->line;
	     line < m->syntax->line + SYNTAX_LINES; line++) {
		if (!*line || !stands(m, m->at, *line))
			continue;
		if (m->syntax->quirks & SYNTAX_ATTRIBUTES && stands(m, m->at, "#["))
			continue;
		fill(m, line_end(m, m->at), ' ');
		return true;
	}
	return false;
}

/* Behind the close that belongs to the open at m->at. */
static size_t nested_end(const struct masker *m)
{
	const struct syntax *s = m->syntax;
	size_t depth = 0, at = m->at;

	while (at < m->len) {
		if (stands(m, at, s->open) && depth < MOST_NESTING) {
			depth++;
			at += strlen(s->open);
		} else if (stands(m, at, s->close)) {
			at += strlen(s->close);
			if (!--depth)
				break;
		} else {
			at++;
		}
	}
	return at;
}

static bool mask_block_comment(struct masker *m)
{
	const struct syntax *s = m->syntax;
	size_t end;

	if (!s->open || !stands(m, m->at, s->open))
		return false;
	/* "=begin" of Ruby is one at the start of a line alone. */
	if (s->open[0] == '=' && m->at && m->text[m->at - 1] != '\n')
		return false;
	if (s->nested)
		end = nested_end(m);
	else
		end = find(m, m->at + strlen(s->open), s->close, strlen(s->close)) +
		      strlen(s->close);
	fill(m, end, ' ');
	return true;
}

/* Where the quote closes, or `end`. */
static size_t quote_end(const struct masker *m, const struct quote *quote, size_t at,
			size_t end, bool escapes)
{
	char first = quote->close[0];

	for (; at < end; at++) {
		if (escapes && m->text[at] == '\\')
			at++;
		else if (m->text[at] == first && stands(m, at, quote->close))
			return at;
	}
	return end;
}

/* A backslash at its end lets a string go on in the next line, in C and its kin and in Python. */
static size_t logical_line_end(const struct masker *m, size_t at, bool escapes)
{
	size_t end = line_end(m, at);

	while (escapes && end < m->len && end > at && m->text[end - 1] == '\\')
		end = line_end(m, end + 1);
	return end;
}

static bool mask_quote(struct masker *m, size_t kind)
{
	const struct quote *quote = &m->syntax->quotes[kind];
	size_t start = m->at + strlen(quote->open);
	bool verbatim =
		m->syntax->quirks & SYNTAX_VERBATIM && m->at &&
		(m->text[m->at - 1] == '@' || (m->at > 1 && m->text[m->at - 2] == '@'));
	bool escapes = quote->flags & QUOTE_ESCAPES && !verbatim;
	bool lines = quote->flags & QUOTE_LINES || verbatim;
	size_t limit, end;

	if (!lines && m->at < m->no_close[kind])
		return false;
	limit = lines ? m->len : logical_line_end(m, m->at, escapes);
	end = quote_end(m, quote, start, limit, escapes);
	if (end >= limit && !lines) {
		/* An apostrophe in the text of a page, say: no string after all. */
		m->no_close[kind] = limit;
		return false;
	}
	keep(m, strlen(quote->open));
	fill(m, end, MASKED);
	keep(m, strlen(quote->close));
	return true;
}

static bool mask_quotes(struct masker *m)
{
	for (size_t i = 0; i < SYNTAX_QUOTES && m->syntax->quotes[i].open; i++)
		if (stands(m, m->at, m->syntax->quotes[i].open) && mask_quote(m, i))
			return true;
	return false;
}

/* 'x', '\n', and one character of UTF-8; 'static and 1'000 are something else. */
static bool mask_character(struct masker *m)
{
	size_t end = m->at + 2;

	if (!(m->syntax->quirks & SYNTAX_CHARACTERS) || m->text[m->at] != '\'')
		return false;
	if (stands(m, m->at, "'\\")) {
		const struct quote quote = {"'", "'", QUOTE_ESCAPES};

		end = quote_end(m, &quote, m->at + 1,
				m->at + 16 < m->len ? m->at + 16 : m->len, true);
	} else {
		while (end < m->len && end < m->at + 5 &&
		       ((unsigned char)m->text[end] & 0xC0) == 0x80)
			end++;
	}
	if (end < m->len && m->text[end] == '\'') {
		keep(m, 1);
		fill(m, end, MASKED);
	}
	keep(m, 1);
	return true;
}

/* The text of a template up to its end or to "${". */
static void mask_template(struct masker *m)
{
	size_t at = m->at;

	while (at < m->len && m->text[at] != '`' && !stands(m, at, "${"))
		at += m->text[at] == '\\' ? 2 : 1;
	fill(m, at, MASKED);
	if (m->at < m->len && m->text[m->at] == '$') {
		keep(m, 2);
		m->braces[m->templates++] = 0;
	} else {
		keep(m, 1);
	}
}

static bool mask_templates(struct masker *m)
{
	char c = m->text[m->at];

	if (!(m->syntax->quirks & SYNTAX_TEMPLATES))
		return false;
	if (c == '`' && m->templates < MOST_TEMPLATES) {
		keep(m, 1);
		mask_template(m);
		return true;
	}
	if (m->templates && c == '{')
		m->braces[m->templates - 1]++;
	if (m->templates && c == '}' && !m->braces[m->templates - 1]--) {
		m->templates--;
		keep(m, 1);
		mask_template(m);
		return true;
	}
	return false;
}

/* Whether a '/' here begins a pattern, not a division: by what stands before it. */
static bool may_be_regex(const struct masker *m)
{
	static const char *const words[] = {
		"return", "typeof", "case", "in",     "of",    "when", "if",	 "unless",
		"and",	  "or",	    "not",  "match?", "split", "gsub", "delete", NULL};
	size_t at = m->at;

	while (at && (m->code[at - 1] == ' ' || m->code[at - 1] == '\t'))
		at--;
	if (!at || m->code[at - 1] == '\n')
		return m->at + 1 < m->len && !isspace((unsigned char)m->text[m->at + 1]);
	if (is_word_byte(m->code[at - 1])) {
		size_t start = at;

		while (start && at - start < 8 && is_word_byte(m->code[start - 1]))
			start--;
		return word_in(m->code + start, at - start, words);
	}
	return strchr("(,=:[!&|?{;~+-*%>", m->code[at - 1]) != NULL && m->code[at - 1];
}

static bool mask_regex(struct masker *m)
{
	size_t at = m->at + 1;
	bool class = false;

	if (!(m->syntax->quirks & SYNTAX_SLASH_REGEX) || m->text[m->at] != '/' ||
	    !may_be_regex(m))
		return false;
	for (; at < m->len && at < m->at + MOST_REGEX && m->text[at] != '\n'; at++) {
		char c = m->text[at];

		if (c == '\\')
			at++;
		else if (c == '[' || c == ']')
			class = c == '[';
		else if (c == '/' && !class)
			break;
	}
	if (at >= m->len || m->text[at] != '/')
		return false;
	keep(m, 1);
	fill(m, at, MASKED);
	keep(m, 1);
	return true;
}

/* r"text", r#"text"# and so on. */
static bool mask_rust_raw(struct masker *m)
{
	char close[MOST_MARK] = "\"";
	size_t at = m->at + 1, hashes = 0;

	if (!(m->syntax->quirks & SYNTAX_RUST_RAW) || m->text[m->at] != 'r' ||
	    (m->at && is_word_byte(m->text[m->at - 1]) && m->text[m->at - 1] != 'b'))
		return false;
	while (at < m->len && m->text[at] == '#' && hashes < MOST_MARK - 2) {
		close[++hashes] = '#';
		at++;
	}
	if (at >= m->len || m->text[at] != '"')
		return false;
	keep(m, hashes + 2);
	fill(m, find(m, m->at, close, hashes + 1), MASKED);
	keep(m, hashes + 1);
	return true;
}

/* R"mark(text)mark" */
static bool mask_cpp_raw(struct masker *m)
{
	char close[MOST_MARK] = ")";
	size_t used = 1, at = m->at + 2;

	if (!(m->syntax->quirks & SYNTAX_CPP_RAW) || !stands(m, m->at, "R\"") ||
	    (m->at && isalnum((unsigned char)m->text[m->at - 1]) &&
	     !strchr("uUL8", m->text[m->at - 1])))
		return false;
	while (at < m->len && m->text[at] != '(' && m->text[at] != '\n' && used < 20)
		close[used++] = m->text[at++];
	if (at >= m->len || m->text[at] != '(')
		return false;
	close[used++] = '"';
	keep(m, 2);
	fill(m, find(m, at, close, used), MASKED);
	fill(m, m->at + used - 1, MASKED);
	keep(m, 1);
	return true;
}

/* Where the line that is this mark alone, indented or not, ends; 0 if there is none. */
static size_t heredoc_end(const struct masker *m, size_t at, const char *mark, size_t len)
{
	while (at < m->len) {
		size_t end = line_end(m, at), word = at;

		while (word < end && (m->text[word] == ' ' || m->text[word] == '\t'))
			word++;
		if (end - word >= len && !memcmp(m->text + word, mark, len) &&
		    (end - word == len || !is_word_byte(m->text[word + len])))
			return word + len;
		at = end + 1;
	}
	return 0;
}

/* Note the lines of a here-document that is announced here; the line itself goes on as code. */
static void note_heredoc(struct masker *m)
{
	bool php = m->syntax->quirks & SYNTAX_PHP_HEREDOC;
	const char *open = php ? "<<<" : "<<";
	size_t at = m->at + strlen(open), start, body, end;

	if (!(m->syntax->quirks & (SYNTAX_PHP_HEREDOC | SYNTAX_RUBY_HEREDOC)) ||
	    !stands(m, m->at, open) || m->heredoc_end > m->at ||
	    m->lost_heredocs >= MOST_LOST_HEREDOCS)
		return;
	while (at < m->len && at < m->at + 6 && strchr("~-'\" ", m->text[at]))
		at++;
	for (start = at;
	     at < m->len && at - start < MOST_MARK && is_word_byte(m->text[at]);)
		at++;
	if (at == start || !(php || isupper((unsigned char)m->text[start])))
		return;
	body = line_end(m, at);
	end = heredoc_end(m, body, m->text + start, at - start);
	if (!end) {
		m->lost_heredocs++;
		return;
	}
	m->heredoc = body;
	m->heredoc_end = end;
}

static void mask_step(struct masker *m)
{
	if (m->heredoc_end && m->at == m->heredoc) {
		fill(m, m->heredoc_end, MASKED);
		m->heredoc_end = 0;
		return;
	}
	note_heredoc(m);
	if (mask_block_comment(m) || mask_line_comment(m) || mask_templates(m) ||
	    mask_rust_raw(m) || mask_cpp_raw(m) || mask_character(m) || mask_quotes(m) ||
	    mask_regex(m))
		return;
	keep(m, 1);
}

/* Blank all but the scripts of a page. */
static void mask_page(struct masker *m)
{
	while (m->at < m->len) {
		size_t tag = find(m, m->at, "<script", 7);
		size_t start = find(m, tag, ">", 1);
		size_t end = find(m, start, "</script", 8);

		fill(m, start + 1, ' ');
		while (m->at < end)
			mask_step(m);
	}
}

char *mask_code(const struct syntax *syntax, const char *text, size_t len)
{
	struct masker m = {.syntax = syntax, .text = text, .len = len};

	m.code = xcalloc(len + 1, 1);
	if (syntax->quirks & SYNTAX_SCRIPT_TAG)
		mask_page(&m);
	while (m.at < m.len)
		mask_step(&m);
	return m.code;
}
