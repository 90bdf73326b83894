/*
 * What a template leaves. Its own words count wherever they stand; brackets of any words only where
 * they are a whole block or the whole value of a label; marks such as TBD in prose weigh less.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "gaps.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

/* Alone in a block, compared as words. */
static const char *const whole_words[] = {
	"tbd",
	"tba",
	"todo",
	"fixme",
	"xxx",
	"to be decided",
	"to be determined",
	"to be defined",
	"to be announced",
	"to be done",
	"to be written",
	"to be filled in",
	"to be added",
	"fill in",
	"fill me in",
	"fill this in",
	"please fill in",
	"your text here",
	"text here",
	"placeholder",
	"wip",
	NULL,
};

/* Anywhere, in any case. */
static const char *const template_words[] = {
	"lorem ipsum",	     "needs clarification",
	"your text here",    "(fill me in)",
	"(fill in)",	     "x files, ~y lines",
	"n files, ~m lines", "[remove if unused]",
	"[feature name]",    "[feature]",
	"insert text here",  "[describe ",
	"[fill in",	     NULL,
};

/* Anywhere in prose, in any case. */
static const char *const prose_words[] = {
	"to be decided", "to be determined",
	"to be defined", "to be filled in",
	"???",		 NULL,
};

/* In capitals. */
static const char *const capitals[] = {"TBD", "TODO", "FIXME", "TBA", "XXX", NULL};

/* Before a marker that is spoken of, not left: "no TODO". */
static const char *const before_mention[] = {
	"no",	    "the",	 "a",	 "an",	  "any",     "every", "each",
	"all",	    "this",	 "that", "these", "those",   "old",   "stale",
	"existing", "remaining", "or",	 "for",	  "without", "of",    NULL,
};

/* Behind one: "TODO comments". */
static const char *const after_mention[] = {
	"comment", "comments", "marker",  "markers", "item",	    "items",	    "list",
	"lists",   "entry",    "entries", "app",     "page",	    "tag",	    "tags",
	"string",  "strings",  "label",	  "labels",  "column",	    "file",	    "board",
	"note",	   "notes",    "api",	  "mvc",     "placeholder", "placeholders", NULL,
};

/* HTML's elements that documents use; any other "<word ...>" is a gap to fill. */
static const char *const elements[] = {
	"a",	   "abbr",   "b",	   "blockquote", "br",	  "center",  "code",
	"col",	   "dd",     "del",	   "details",	 "div",	  "dl",	     "dt",
	"em",	   "figure", "figcaption", "font",	 "h1",	  "h2",	     "h3",
	"h4",	   "h5",     "h6",	   "hr",	 "i",	  "iframe",  "img",
	"input",   "ins",    "kbd",	   "li",	 "mark",  "ol",	     "p",
	"picture", "pre",    "q",	   "s",		 "samp",  "section", "small",
	"source",  "span",   "strike",	   "strong",	 "style", "sub",     "summary",
	"sup",	   "svg",    "table",	   "tbody",	 "td",	  "th",	     "thead",
	"tr",	   "tt",     "u",	   "ul",	 "var",	  "video",   NULL,
};

static bool is_element(const char *name, size_t len)
{
	for (size_t i = 0; elements[i]; i++)
		if (strlen(elements[i]) == len && !strncasecmp(elements[i], name, len))
			return true;
	return false;
}

static bool has_lower(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (islower((unsigned char)text[i]))
			return true;
	return false;
}

/* "Source: a.md#2, b.md": where something is said. */
static bool is_reference(const char *text, size_t len)
{
	static const char *const starts[] = {
		"source:",    "sources:",    "src:",	  "ref:", "refs:",
		"reference:", "references:", "see ",	  "see:", "cf.",
		"from:",      "via ",	     "citation:", NULL};

	for (size_t i = 0; starts[i]; i++)
		if (len > strlen(starts[i]) + 2 &&
		    !strncasecmp(text, starts[i], strlen(starts[i])) &&
		    (memchr(text, '.', len) || memchr(text, '#', len) ||
		     memchr(text, '/', len)))
			return true;
	return false;
}

/* A letter, or a number before several words: "2-3 sentences about it", but neither "0, 1" nor a date. */
static bool begins_words(const char *text, size_t len)
{
	size_t words = 0;

	if (isalpha((unsigned char)*text))
		return true;
	if (!isdigit((unsigned char)*text))
		return false;
	for (size_t i = 1; i + 1 < len; i++)
		words += text[i - 1] == ' ' && islower((unsigned char)text[i]) &&
			 islower((unsigned char)text[i + 1]);
	return words > 1;
}

/* "[any words]" as all of a text: neither a box, a reference, paths nor code. */
static bool is_bracketed(const char *text, size_t len, char open, char close)
{
	if (len < 4 || text[0] != open || text[len - 1] != close)
		return false;
	text++;
	len -= 2;
	if (memchr(text, open, len) || memchr(text, close, len) ||
	    memchr(text, CODE_MARK, len))
		return false;
	if (!begins_words(text, len) || !(has_lower(text, len) || memchr(text, ' ', len)))
		return false;
	return !is_reference(text, len) &&
	       (memchr(text, ' ', len) ||
		(!memchr(text, '/', len) && !memchr(text, '.', len)));
}

/* "<two words>" that is no HTML; one word only if it is all there is. */
static bool is_angle(const char *text, size_t len, bool whole)
{
	size_t name = 1;

	if (len < 4 || text[0] != '<' || text[len - 1] != '>')
		return false;
	if (!isalpha((unsigned char)text[1]) || memchr(text, '=', len) ||
	    memchr(text, '"', len))
		return false;
	while (isalnum((unsigned char)text[name]) || text[name] == '-')
		name++;
	if (is_element(text + 1, name - 1) || memchr(text, ':', name + 1))
		return text[name] == ':' && text[name + 1] == ' ';
	return whole || (memchr(text, ' ', len) && !memchr(text + 1, '<', len - 1));
}

static bool is_dots(const char *text)
{
	static const char *const dots[] = {"...",      "\u2026", "....", ".....", "[...]",
					   "[\u2026]", "???",	 "??",	 "____",  NULL};

	for (size_t i = 0; dots[i]; i++)
		if (!strcmp(text, dots[i]))
			return true;
	return false;
}

/* Without what surrounds words and says nothing. */
static char *trimmed(const char *text)
{
	size_t len;

	text += strspn(text, " \t\n\"'");
	len = strlen(text);
	while (len && strchr(" \t\n\"'", text[len - 1]))
		len--;
	if (len > 1 && strchr(",;", text[len - 1]))
		len--;
	return xmemdup(text, len);
}

/* "{{ any words }}" */
static bool is_double_braced(const char *text, size_t len)
{
	return len > 6 && !strncmp(text, "{{", 2) && !strncmp(text + len - 2, "}}", 2) &&
	       memchr(text + 3, ' ', len - 6) && !memchr(text + 2, '{', len - 4);
}

static bool is_whole(const char *text)
{
	CLEANUP(freep) char *value = trimmed(text);
	CLEANUP(freep) char *words = NULL;
	size_t len = strlen(value);

	if (!len || len > 400)
		return false;
	if (is_dots(value) || is_angle(value, len, true))
		return true;
	if (len > 1 && value[len - 1] == '.' && value[len - 2] != '.')
		len--;
	if (is_bracketed(value, len, '[', ']') || is_bracketed(value, len, '{', '}') ||
	    is_double_braced(value, len))
		return true;
	if (strchr(value, CODE_MARK))
		return false;
	words = nfc_words(value);
	return words_equal_any(words, whole_words);
}

/* Lines whose value is a placeholder: "Decision: ...", "- Review Manager: TBD". */
static bool has_whole_line(const char *text, char **words)
{
	CLEANUP(freep) char *copy = xstrdup(text);
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		const char *value = words_after_label(line);

		if (!is_whole(line) && !is_whole(value))
			continue;
		*words = trimmed(is_whole(line) ? line : value);
		return true;
	}
	return false;
}

static bool starts_gap(const char *text)
{
	static const char *const starts[] = {"todo:",
					     "tbd:",
					     "fixme:",
					     "[todo",
					     "[tbd",
					     "[insert ",
					     "[your ",
					     "[fill ",
					     "[fixme",
					     "[add ",
					     "[test 1]",
					     "[test 2]",
					     "[first step",
					     "[second step",
					     "[list]",
					     "[how to ",
					     "[any uncertainties",
					     "[what ",
					     "[why ",
					     NULL};

	for (size_t i = 0; starts[i]; i++)
		if (!strncasecmp(text, starts[i], strlen(starts[i])))
			return true;
	return false;
}

/* The word that ends before p, and the one that begins behind it, in lower case. */
static void neighbour(const char *text, const char *p, int step, char word[24])
{
	const char *end = p, *start;
	size_t len = 0;

	while (end > text && step < 0 && (end[-1] == ' ' || end[-1] == '/'))
		end--;
	while (*p == ' ' && step > 0)
		p++;
	start = step < 0 ? end : p;
	while (step < 0 && start > text && isalpha((unsigned char)start[-1]))
		start--;
	if (step > 0)
		for (end = p; isalpha((unsigned char)*end); end++)
			;
	for (; start < end && len < 23; start++)
		word[len++] = (char)tolower((unsigned char)*start);
	word[len] = '\0';
}

/* Spoken of: in quotes, in a path or a name, "no TODO", "TODO comments". */
static bool is_mention(const char *text, const char *p, size_t len)
{
	char before[24], after[24];

	if (p > text && (char_is_word(p[-1]) || strchr("\"'/.-#@$", p[-1])))
		return true;
	if (char_is_word(p[len]) || strchr("\"'/-_", p[len] ? p[len] : ' '))
		return true;
	if (p[len] == '.' && char_is_word(p[len + 1]))
		return true;
	neighbour(text, p, -1, before);
	neighbour(text, p + len, 1, after);
	return words_equal_any(before, before_mention) ||
	       words_equal_any(after, after_mention);
}

static bool find_capitals(const char *text, char **words)
{
	for (size_t i = 0; capitals[i]; i++) {
		size_t len = strlen(capitals[i]);

		for (const char *p = text; (p = strstr(p, capitals[i])); p += len) {
			if (is_mention(text, p, len))
				continue;
			*words = xstrdup(capitals[i]);
			return true;
		}
	}
	return false;
}

/* The end of "{{name}}" at p; NULL where it is none. */
static const char *variable_end(const char *p)
{
	const char *name = p + 2 + strspn(p + 2, " "), *end = name;

	while (isalnum((unsigned char)*end) || *end == '_')
		end++;
	if (end == name)
		return NULL;
	end += strspn(end, " ");
	return strncmp(end, "}}", 2) ? NULL : end + 2;
}

/* "As a {{role}}, I want {{action}}": one may be spoken of, several are what a machine should have filled in. */
static bool find_variables(const char *text, char **words)
{
	const char *first = NULL;

	for (const char *p = text; (p = strstr(p, "{{")); p += 2) {
		const char *end = variable_end(p);

		if (end && first) {
			*words = xmemdup(first, (size_t)(end - first));
			return true;
		}
		first = end ? p : first;
	}
	return false;
}

/* Gaps in brackets within prose: "<two words>", "{two words or more}", "[TODO: x]". */
static bool find_gap(const char *text, char **words)
{
	for (const char *p = text; (p = strpbrk(p, "<{[")); p++) {
		char close = *p == '<' ? '>' : *p == '{' ? '}' : ']';
		const char *end = memchr(p, close, strnlen(p, 200));
		size_t len = end ? (size_t)(end + 1 - p) : 0;
		bool gap = false;

		if (!end || (p > text && (char_is_word(p[-1]) || p[-1] == '/')))
			continue;
		if (*p == '<')
			gap = is_angle(p, len, false);
		else if (*p == '[')
			gap = starts_gap(p);
		else
			gap = is_bracketed(p, len, '{', '}') && memchr(p, ' ', len) &&
			      !memchr(p, '=', len) && !memchr(p, ';', len) &&
			      !memchr(p, '"', len);
		if (!gap)
			continue;
		*words = xmemdup(p, len);
		return true;
	}
	return false;
}

/* What to show of a hit: a bracket with all that is in it. */
static char *whole_hit(const char *text, const char *hit)
{
	const char *at = strcasestr(text, hit);
	const char *end = at && *at == '[' ? strchr(at, ']') : NULL;

	return end ? xmemdup(at, (size_t)(end + 1 - at)) : xstrdup(hit);
}

static bool find_any(const char *text, const char *const *list, char **words)
{
	for (; *list; list++) {
		if (!words_contain(text, *list))
			continue;
		*words = whole_hit(text, *list);
		return true;
	}
	return false;
}

static enum placeholder find_in_html(const char *html, char **words)
{
	for (const char *p = html; (p = strchr(p, '<')); p++) {
		const char *end = memchr(p, '>', strnlen(p, 400));

		if (!end || !is_angle(p, (size_t)(end + 1 - p), true))
			continue;
		*words = xmemdup(p, (size_t)(end + 1 - p));
		return PLACEHOLDER_WHOLE;
	}
	return PLACEHOLDER_NONE;
}

enum placeholder placeholder_find(const struct block *block, char **words)
{
	const char *prose = block->prose;

	*words = NULL;
	if (block->kind == BLOCK_HTML)
		return find_in_html(block->text, words);
	if (!prose)
		return PLACEHOLDER_NONE;
	if (gap_is_left(block->text, words))
		return PLACEHOLDER_WHOLE;
	if (has_whole_line(prose, words) || find_any(prose, template_words, words) ||
	    find_variables(prose, words))
		return PLACEHOLDER_WHOLE;
	if (starts_gap(prose)) {
		*words = xmemdup(prose, strcspn(prose, "\n"));
		return PLACEHOLDER_WHOLE;
	}
	if (find_capitals(prose, words) || find_gap(prose, words) ||
	    find_any(prose, prose_words, words))
		return PLACEHOLDER_PROSE;
	return PLACEHOLDER_NONE;
}

bool placeholder_is(const struct block *block)
{
	CLEANUP(freep) char *words = NULL;

	return placeholder_find(block, &words) != PLACEHOLDER_NONE;
}
