/* Headings by meaning, whatever their spelling. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

static const char *const excluded[] = {
	"out of scope",
	"not in scope",
	"non goals",
	"nongoals",
	"non goal",
	"excluded",
	"exclusions",
	"files not touched",
	"not touched",
	"untouched",
	"unchanged",
	"files unchanged",
	"unchanged files",
	"no changes",
	"files not changed",
	"not changed",
	"files to leave alone",
	NULL,
};

/* Counted parts of the work: "Step 3", "Phase 2: the parser". */
static const char *const counted[] = {
	"step", "phase", "task", "part", "stage", "milestone", "section", "chapter", NULL,
};

static bool is_digits(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isdigit((unsigned char)word[i]))
			return false;
	return len > 0;
}

/* The length of the next word and where the one behind it begins. */
static size_t word_length(const char *text, const char **next)
{
	size_t len = strcspn(text, " ");

	*next = text + len + (text[len] == ' ');
	return len;
}

/* Behind "2 1 " and "step 3 "; the text itself if nothing would be left. */
static const char *after_number(const char *text)
{
	const char *at = text, *next;

	for (size_t i = 0; counted[i]; i++) {
		size_t len = strlen(counted[i]), digits;

		if (strncmp(text, counted[i], len) || text[len] != ' ')
			continue;
		digits = word_length(text + len + 1, &next);
		if (is_digits(text + len + 1, digits))
			at = next;
	}
	while (is_digits(at, word_length(at, &next)) && *next)
		at = next;
	return *at ? at : text;
}

/* "A. Scope", "IV) Scope": behind the letter or Roman number. */
static const char *after_letter(const char *text)
{
	size_t len = strspn(text, "IVXivx");

	if (!len && isalpha((unsigned char)*text))
		len = 1;
	if (!len || len > 5 || !text[len] || !strchr(".)", text[len]) ||
	    text[len + 1] != ' ')
		return text;
	return text + len + 1;
}

/* Leave out "(...)" and "{#...}". */
static char *without_tails(const char *text)
{
	struct str out = {0};

	while (*text) {
		const char *end = NULL;

		if (*text == '(')
			end = strchr(text, ')');
		else if (*text == '{' && text[1] == '#')
			end = strchr(text, '}');
		if (!end)
			str_add_char(&out, *text);
		text = end ? end + 1 : text + 1;
	}
	return str_take(&out);
}

char *name_normalise(const char *heading)
{
	CLEANUP(freep)
	char *plain = without_tails(after_letter(heading + strspn(heading, " ")));
	CLEANUP(freep) char *words = nfc_words(plain);

	return xstrdup(after_number(words));
}

/* Whether a word of the table, or its beginning before a '*', is the name. */
static bool is_word(const char *word, const char *name, bool begins)
{
	size_t len = strlen(word);

	if (len && word[len - 1] == '*')
		return begins && !strncmp(word, name, len - 1);
	return !begins && !strcmp(word, name);
}

static struct section_meaning find_word(const char *name, bool begins)
{
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++)
		for (const struct heading_word *word = row->words; word->name; word++)
			if (is_word(word->name, name, begins))
				return (struct section_meaning){row->kind, word->groups,
								word->pure, false};
	return (struct section_meaning){SECTION_NONE, 0, false, false};
}

static struct section_meaning meaning_of(const char *name,
					 const struct plan_settings *settings)
{
	struct section_meaning meaning = find_word(name, false);

	if (meaning.kind != SECTION_NONE)
		return meaning;
	if (settings->habit && habit_meaning(settings->habit, name) != SECTION_NONE)
		return (struct section_meaning){habit_meaning(settings->habit, name), 0,
						false, false};
	for (size_t i = 0; i < settings->word_count; i++) {
		CLEANUP(freep) char *word = name_normalise(settings->words[i].word);

		if (!strcmp(word, name))
			return (struct section_meaning){settings->words[i].kind, 0, true,
							false};
	}
	return meaning;
}

/* "x and y" means what both mean, if that is the same. */
static struct section_meaning meaning_of_both(const char *name,
					      const struct plan_settings *settings)
{
	const char *and = strstr(name, " and ");
	struct section_meaning left = {SECTION_NONE, 0, false, false}, right;
	CLEANUP(freep) char *first = NULL;

	if (!and)
		return left;
	first = xmemdup(name, (size_t)(and-name));
	left = meaning_of(first, settings);
	right = meaning_of(and+strlen(" and "), settings);
	left.pure = false;
	if (left.kind != right.kind)
		left.kind = SECTION_NONE;
	return left;
}

static bool begins(const char *text, const char *start)
{
	return !strncmp(text, start, strlen(start));
}

static bool is_counted_part(const char *name)
{
	for (size_t i = 0; i < 6; i++) {
		size_t len = strlen(counted[i]);

		if (begins(name, counted[i]) && name[len] == ' ' &&
		    isdigit((unsigned char)name[len + 1]))
			return true;
	}
	return false;
}

struct section_meaning name_meaning(const char *name, const struct plan_settings *settings)
{
	struct section_meaning meaning = meaning_of(name, settings);

	if (meaning.kind == SECTION_NONE)
		meaning = find_word(name, true);
	if (meaning.kind != SECTION_NONE)
		return meaning;
	if (is_counted_part(name))
		return (struct section_meaning){section_with_trait(SECTION_HAS_PARTS), 0,
						false, true};
	return meaning_of_both(name, settings);
}

bool name_is_title(const char *heading)
{
	CLEANUP(freep) char *words = NULL;
	const char *colon = strchr(heading, ':');
	CLEANUP(freep) char *before = NULL;

	if (!colon || !colon[1 + strspn(colon + 1, " ")])
		return false;
	before = xmemdup(heading, (size_t)(colon - heading));
	words = nfc_words(before);
	return !strcmp(words, "implementation plan") || !strcmp(words, "plan");
}

bool name_is_excluded(const char *normalised)
{
	return words_equal_any(normalised, excluded);
}

bool name_is_files(const char *normalised)
{
	static const struct plan_settings none = {0};

	return words_contain(normalised, "files") &&
	       section_has_trait(name_meaning(normalised, &none).kind, SECTION_HAS_FACTS);
}
