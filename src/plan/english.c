#include "english.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "plangate/base/text.h"

enum { MOST_BYTES = 160, MOST_UNIT = 48, MOST_WORDS = 6, MOST_SIGNS = 14 };

/* Marks that part what a line says, as they are typed with full width, and what a reader of English looks for. */
static const struct {
	const char *wide, *narrow;
	bool always; /* whatever stands before it */
} marks[] = {
	{"\uff1a", ": ", true},	 {"\uff1f", "? ", true},  {"\uff0c", ", ", false},
	{"\u3002", ". ", false}, {"\uff1b", "; ", false}, {"\u3001", ", ", false},
	{"\uff08", " (", false}, {"\uff09", ") ", false}, {"\uff01", "! ", false},
	{"\u2013", NULL, false}, {"\u2014", NULL, false}, {NULL, NULL, false},
};

struct translating {
	const struct lexicon *lexicon;
	struct str out;
	bool changed;
	bool estimate; /* the line says how much changes */
};

static size_t mark_at(const char *text, size_t len, size_t *index)
{
	for (size_t i = 0; marks[i].wide; i++) {
		size_t size = strlen(marks[i].wide);

		if (size <= len && !memcmp(text, marks[i].wide, size)) {
			*index = i;
			return size;
		}
	}
	return 0;
}

static bool ends_word(const char *text, size_t len)
{
	return !len || isspace((unsigned char)*text) || strchr("*_|)", *text);
}

/* Whether an ASCII mark parts what stands before it from what follows. */
static bool parts(const char *text, size_t len)
{
	if (strchr("|()[];", *text))
		return true;
	if (strchr(":,.!?", *text))
		return ends_word(text + 1, len - 1);
	return len > 2 && !memcmp(text, "- ", 2);
}

/* Behind a code span; behind its opening where it is never closed. */
static size_t code_length(const char *text, size_t len)
{
	size_t ticks = 0, run = 0;

	while (ticks < len && text[ticks] == '`')
		ticks++;
	for (size_t i = ticks; i < len; i++) {
		run = text[i] == '`' ? run + 1 : 0;
		if (run == ticks && (i + 1 == len || text[i + 1] != '`'))
			return i + 1;
	}
	return ticks;
}

static uint32_t code_at(const char *text, size_t *step)
{
	uint32_t code = 0;

	*step = utf8_decode(text, strnlen(text, 4), &code);
	if (!*step)
		*step = *text != '\0';
	return code;
}

/* Whether a word ends before this: where no blanks part words, each sign may end one. */
static bool is_end(const char *text, bool after_sign)
{
	size_t step;

	return !*text || *text == ' ' || after_sign || char_is_sign(code_at(text, &step));
}

/* In lower case; false where it is not plain ASCII, and has to be normalised. */
static bool fold_plain(char *words)
{
	for (char *p = words; *p; p++) {
		if (!isalnum((unsigned char)*p) && *p != ' ')
			return false;
		*p = (char)tolower((unsigned char)*p);
	}
	return true;
}

/* A slash or a dot at either end belongs to a path. */
static bool find(const struct lexicon *lexicon, const char *text, size_t len,
		 enum term *term)
{
	CLEANUP(freep) char *words = NULL, *normalised = NULL;

	if (!len || len > MOST_BYTES || strchr("/.\\", *text) ||
	    strchr("/.\\", text[len - 1]))
		return false;
	words = xmemdup(text, len);
	if (fold_plain(words))
		return lexicon_find(lexicon, TERM_OF_LABELS, words, len, term);
	normalised = nfc_words(words);
	return lexicon_find(lexicon, TERM_OF_LABELS, normalised, strlen(normalised), term);
}

/* "Schritt 3": the length of what stands before the number; 0: no number, or no part of the work. */
static size_t before_number(const struct lexicon *lexicon, const char *text, size_t len,
			    enum term *term)
{
	size_t end = len;

	while (end && isdigit((unsigned char)text[end - 1]))
		end--;
	if (end == len)
		return 0;
	len = end;
	while (end && text[end - 1] == ' ')
		end--;
	if (!find(lexicon, text, end, term))
		return 0;
	if (*term == TERM_STEPS)
		*term = TERM_STEP;
	return *term == TERM_STEP || *term == TERM_PHASE || *term == TERM_TASK ? len : 0;
}

/* The longest unit at the beginning, of at most so many bytes and words as there are. */
static size_t unit_at(const struct lexicon *lexicon, const char *text, enum term *term)
{
	size_t best = 0, step;

	for (size_t i = 0; text[i] && !isdigit((unsigned char)text[i]) && i < MOST_UNIT;) {
		bool sign = char_is_sign(code_at(text + i, &step));
		enum term found;

		i += step;
		if (!is_end(text + i, sign) && char_is_word(text[i]))
			continue;
		if (!find(lexicon, text, i, &found) ||
		    (found != TERM_FILES && found != TERM_LINES))
			continue;
		*term = found;
		best = i;
	}
	return best;
}

size_t english_unit(const struct lexicon *lexicon, const char *text, enum term *term)
{
	size_t start = strspn(text, " \t"), word;
	size_t unit = unit_at(lexicon, text + start, term);

	if (unit)
		return start + unit;
	word = strcspn(text + start, " 0123456789");
	if (text[start + word] != ' ')
		return 0;
	start += word + 1;
	unit = unit_at(lexicon, text + start, term);
	return unit ? start + unit : 0;
}

/* "3 Dateien und 40 Zeilen"; whether there were any. */
static bool translate_counts(struct translating *t, const char *text, size_t len)
{
	CLEANUP(freep) char *copy = xmemdup(text, len);
	bool any = false;

	for (const char *p = copy; *p;) {
		bool digit = isdigit((unsigned char)*p);
		size_t unit;
		enum term term;

		str_add_char(&t->out, *p++);
		unit = digit && !isdigit((unsigned char)*p)
			       ? english_unit(t->lexicon, p, &term)
			       : 0;
		if (!unit)
			continue;
		str_addf(&t->out, " %s", term_name(term));
		t->changed = any = true;
		p += unit;
		if ((unsigned char)*p >= 0x80)
			str_add_char(&t->out, ' ');
	}
	return any;
}

/* What stands between two marks, without the signs of Markdown around it; false: it is no term, and nothing is
 * written. */
static bool put_term(struct translating *t, const char *text, size_t len)
{
	static const char around[] = " \t*_#>+-~\"'\r";
	size_t start = 0, end = len, number;
	enum term term;

	while (start < end && strchr(around, text[start]))
		start++;
	while (end > start && strchr(around, text[end - 1]))
		end--;
	number = before_number(t->lexicon, text + start, end - start, &term);
	if (!number && !find(t->lexicon, text + start, end - start, &term))
		return false;
	str_add_mem(&t->out, text, start);
	str_addf(&t->out, "%s%s", term_name(term), number ? " " : "");
	if (number)
		str_add_mem(&t->out, text + start + number, end - start - number);
	str_add_mem(&t->out, text + end, len - end);
	t->changed = true;
	t->estimate = t->estimate || term == TERM_ESTIMATE;
	return true;
}

static bool translate(struct translating *t, const char *text, size_t len)
{
	if (put_term(t, text, len))
		return true;
	if (t->estimate)
		return translate_counts(t, text, len);
	str_add_mem(&t->out, text, len);
	return false;
}

/* A mark of full width becomes a narrow one beside what was translated. */
static void add_wide(struct translating *t, const char *text, size_t len, size_t index,
		     bool beside)
{
	if (marks[index].narrow && (beside || marks[index].always)) {
		str_add(&t->out, marks[index].narrow);
		t->changed = true;
	} else {
		str_add_mem(&t->out, text, len);
	}
}

static bool is_heading(const char *line, size_t len)
{
	size_t blanks = 0;

	while (blanks < len && line[blanks] == ' ')
		blanks++;
	return blanks < len && line[blanks] == '#';
}

static bool mentions_estimate(const char *line, size_t len)
{
	return memmem(line, len, "stimat", 6) != NULL;
}

/* Of a heading only the name, up to its first colon; a title says what it likes behind that. */
static void translate_line(struct translating *t, const char *line, size_t len)
{
	size_t start = 0, index = 0, step;
	bool code = false, done = false, heading = is_heading(line, len);

	t->estimate = mentions_estimate(line, len);
	if (!memchr(line, '`', len) && put_term(t, line, len))
		return;
	for (size_t i = 0; i <= len; i += step) {
		size_t wide = i < len ? mark_at(line + i, len - i, &index) : 0;
		bool beside = false;

		step = wide ? wide : 1;
		if (i < len && line[i] == '`') {
			code = true;
			step = code_length(line + i, len - i);
			continue;
		}
		if (i < len && !wide && !parts(line + i, len - i))
			continue;
		if (code || done)
			str_add_mem(&t->out, line + start, i - start);
		else
			beside = translate(t, line + start, i - start);
		done = done || (heading && i < len && (wide ? !index : line[i] == ':'));
		if (wide)
			add_wide(t, line + i, wide, index, beside);
		else if (i < len)
			str_add_char(&t->out, line[i]);
		start = i + step;
		code = false;
	}
}

/* The fence that a line opens or closes; "" where it is none. */
static const char *fence_of(const char *line, size_t len)
{
	while (len && *line == ' ') {
		line++;
		len--;
	}
	if (len >= 3 && !memcmp(line, "```", 3))
		return "```";
	return len >= 3 && !memcmp(line, "~~~", 3) ? "~~~" : "";
}

char *english_markdown(const struct lexicon *lexicon, const char *text, size_t len)
{
	struct translating t = {.lexicon = lexicon};
	const char *inside = "";

	for (size_t at = 0; lexicon && at < len;) {
		const char *line = text + at, *end = memchr(line, '\n', len - at);
		size_t size = end ? (size_t)(end - line) : len - at;
		const char *fence = fence_of(line, size);

		if (*inside || *fence)
			str_add_mem(&t.out, line, size);
		else
			translate_line(&t, line, size);
		if (*fence && (!*inside || !strcmp(inside, fence)))
			inside = *inside ? "" : fence;
		if (end)
			str_add_char(&t.out, '\n');
		at += size + 1;
	}
	if (t.changed)
		return str_take(&t.out);
	str_clear(&t.out);
	return NULL;
}

char *english_value(const struct lexicon *lexicon, const char *text)
{
	enum term term;

	return xstrdup(find(lexicon, text, strlen(text), &term) ? term_name(term) : text);
}

/* The longest term that begins here: so many words, or so many signs. */
static size_t term_at(const struct lexicon *lexicon, const char *text, enum term *term)
{
	size_t best = 0, words = 0, signs = 0, step;

	for (size_t i = 0; text[i] && words < MOST_WORDS && signs < MOST_SIGNS;) {
		bool sign = char_is_sign(code_at(text + i, &step));

		i += step;
		signs += sign;
		words += text[i] == ' ';
		if (is_end(text + i, sign) &&
		    lexicon_find(lexicon, TERM_OF_PROSE, text, i, term))
			best = i;
	}
	return best;
}

/* The length of a sign, or of a word and the blanks behind it. */
static size_t step_over(const char *text)
{
	size_t step, len = 0;

	if (char_is_sign(code_at(text, &step)))
		return step;
	while (!is_end(text + len, false)) {
		code_at(text + len, &step);
		len += step;
	}
	return len + strspn(text + len, " ");
}

/* A blank between a term and a sign or word beside it. */
static void add_gap(struct str *out)
{
	if (out->len && out->data[out->len - 1] != ' ')
		str_add_char(out, ' ');
}

char *english_words(const struct lexicon *lexicon, const char *normalised)
{
	struct str out = {0};

	while (*normalised) {
		enum term term;
		size_t len = term_at(lexicon, normalised, &term);

		if (len) {
			add_gap(&out);
			str_add(&out, term_name(term));
			if (normalised[len] && normalised[len] != ' ')
				str_add_char(&out, ' ');
		} else {
			len = step_over(normalised);
			str_add_mem(&out, normalised, len);
		}
		normalised += len;
	}
	return str_take(&out);
}
