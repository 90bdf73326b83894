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

/* More words than a name has. */
enum { MOST_WORDS = 5 };

static const struct section_meaning nothing = {.kind = SECTION_NONE};

/* Counted parts of the work: "Step 3", "Phase 2: the parser". */
static const char *const counted[] = {
	"step",	 "phase",     "task",	   "part",	 "stage", "milestone", "chunk",
	"slice", "increment", "iteration", "workstream", "pr",	  "wave",      NULL,
};

/* Counted, but not by the work. */
static const char *const numbered[] = {"section", "chapter", NULL};

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

static const char *after_counted(const char *text, const char *const *words)
{
	for (; *words; words++) {
		size_t len = strlen(*words), digits;
		const char *next;

		if (strncmp(text, *words, len) || text[len] != ' ')
			continue;
		digits = word_length(text + len + 1, &next);
		if (is_digits(text + len + 1, digits))
			return next;
	}
	return text;
}

/* Behind "2 1 " and "step 3 "; the text itself if nothing would be left. */
static const char *after_number(const char *text)
{
	const char *at = after_counted(text, counted), *next;

	if (at == text)
		at = after_counted(text, numbered);
	while (is_digits(at, word_length(at, &next)) && *next)
		at = next;
	return *at ? at : text;
}

/* Behind a number that is written in signs, and the mark behind it. */
static const char *after_sign(const char *text)
{
	static const char *const signs[] = {"\u4e00", "\u4e8c", "\u4e09", "\u56db",
					    "\u4e94", "\u516d", "\u4e03", "\u516b",
					    "\u4e5d", "\u5341", NULL};
	const char *at = text;

	for (size_t i = 0; signs[i]; i++) {
		if (strncmp(at, signs[i], 3))
			continue;
		at += 3;
		i = (size_t)-1;
	}
	if (at > text && !strncmp(at, "\u3001", 3))
		return at + 3;
	return at > text && strchr(".,)", *at) && *at ? at + 1 : text;
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
	char *plain =
		without_tails(after_sign(after_letter(heading + strspn(heading, " "))));
	CLEANUP(freep) char *words = nfc_words(plain);

	return xstrdup(after_number(words));
}

/* The next of the names that '|' separates; false behind the last. */
static bool next_name(const char **names, const char **name, size_t *len)
{
	if (!**names)
		return false;
	*name = *names;
	*len = strcspn(*names, "|");
	*names += *len + ((*names)[*len] == '|');
	return true;
}

static bool has_name(const char *names, const char *text, size_t len)
{
	const char *name;
	size_t size;

	while (next_name(&names, &name, &size))
		if (size == len && !strncmp(name, text, len))
			return true;
	return false;
}

/* "files to *": the beginning of the text. */
static bool has_beginning(const char *names, const char *text)
{
	const char *name;
	size_t len;

	while (next_name(&names, &name, &len))
		if (name[len - 1] == '*' && !strncmp(name, text, len - 1))
			return true;
	return false;
}

/* Few words, one of which is the noun, and all others only say which. */
static bool has_noun(const struct heading_words *words, const char *text)
{
	bool found = false;
	size_t count = 0;

	for (const char *at = text, *next; *at; at = next) {
		size_t len = word_length(at, &next);

		if (has_name(words->names, at, len))
			found = true;
		else if (!has_name(words->beside, at, len) && !is_digits(at, len))
			return false;
		if (++count > MOST_WORDS)
			return false;
	}
	return found;
}

enum name_use { AS_HEADING, AS_BEGINNING, WITH_NOUN };

static bool is_named(const struct heading_words *words, const char *name, enum name_use use)
{
	if (words->traits & HEADING_NOUN)
		return use == WITH_NOUN && has_noun(words, name);
	if (use == AS_BEGINNING)
		return has_beginning(words->names, name);
	return use == AS_HEADING && has_name(words->names, name, strlen(name));
}

static struct section_meaning find_word(const char *name, enum name_use use)
{
	for (const struct section_row *row = section_rows(); row->kind != SECTION_NONE;
	     row++)
		for (const struct heading_words *words = row->words; words->names; words++)
			if (is_named(words, name, use))
				return (struct section_meaning){
					.kind = row->kind,
					.groups = words->groups,
					.pure = words->traits & HEADING_PURE,
					.label = words->traits & HEADING_LABEL,
					.no_heading = words->traits & HEADING_ONLY_LABEL};
	return nothing;
}

static struct section_meaning meaning_of(const char *name,
					 const struct plan_settings *settings)
{
	struct section_meaning meaning = find_word(name, AS_HEADING);

	if (meaning.kind == SECTION_NONE && settings->habit)
		meaning.kind = habit_meaning(settings->habit, name);
	return meaning;
}

/* "x and y" means what both mean, if that is the same. */
static struct section_meaning meaning_of_both(const char *name,
					      const struct plan_settings *settings)
{
	const char *and = strstr(name, " and ");
	struct section_meaning left = nothing, right;
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

/* "step 3 the parser" */
static bool is_counted_part(const char *name)
{
	for (size_t i = 0; counted[i]; i++) {
		size_t len = strlen(counted[i]);

		if (!strncmp(name, counted[i], len) && name[len] == ' ' &&
		    isdigit((unsigned char)name[len + 1]))
			return true;
	}
	return false;
}

static struct section_meaning any_meaning(const char *name,
					  const struct plan_settings *settings)
{
	struct section_meaning meaning = meaning_of(name, settings);

	if (meaning.kind == SECTION_NONE)
		meaning = find_word(name, AS_BEGINNING);
	if (meaning.kind == SECTION_NONE && is_counted_part(name))
		return (struct section_meaning){
			.kind = section_with_trait(SECTION_HAS_PARTS), .part = true};
	if (meaning.kind == SECTION_NONE)
		meaning = meaning_of_both(name, settings);
	if (meaning.kind == SECTION_NONE && !name_is_excluded(name) && !name_is_aside(name))
		meaning = find_word(name, WITH_NOUN);
	return meaning;
}

struct section_meaning name_meaning(const char *name, const struct plan_settings *settings)
{
	struct section_meaning meaning = any_meaning(name, settings);

	return meaning.no_heading ? nothing : meaning;
}

struct section_meaning name_label_meaning(const char *name,
					  const struct plan_settings *settings)
{
	struct section_meaning meaning = any_meaning(name, settings);

	return meaning.label ? meaning : nothing;
}

/* Behind ":" or a dash between blanks; NULL where there is none. */
static const char *after_head(const char *heading, size_t *len)
{
	static const char *const marks[] = {": ", " - ", " \u2013 ", " \u2014 ", NULL};
	const char *first = NULL;

	for (size_t i = 0; marks[i]; i++) {
		const char *at = strstr(heading, marks[i]);

		if (at && (!first || at < heading + *len)) {
			*len = (size_t)(at - heading);
			first = at + strlen(marks[i]);
		}
	}
	return first;
}

struct section_meaning name_head_meaning(const char *heading,
					 const struct plan_settings *settings)
{
	size_t len = 0;
	CLEANUP(freep) char *head = NULL, *name = NULL;

	if (!after_head(heading, &len))
		return nothing;
	head = xmemdup(heading, len);
	name = name_normalise(head);
	return name_label_meaning(name, settings);
}

/* Of "M1: read", "PR 2 - write", "Stage B": the length of what counts the part; 0: nothing does. */
static size_t part_mark(const char *heading)
{
	static const char *const coded[] = {"m",  "t",	"p",  "s",  "c",  "pr",
					    "us", "wp", "ms", "ws", "ph", NULL};

	for (size_t i = 0; counted[i]; i++) {
		size_t len = strlen(counted[i]);

		if (!strncasecmp(heading, counted[i], len) && heading[len] == ' ' &&
		    isalnum((unsigned char)heading[len + 1]))
			return len + 2 + strspn(heading + len + 2, "0123456789.IVXivx");
	}
	for (size_t i = 0; coded[i]; i++) {
		size_t len = strlen(coded[i]);

		if (!strncasecmp(heading, coded[i], len) &&
		    isdigit((unsigned char)heading[len]))
			return len + strspn(heading + len, "0123456789.");
	}
	return 0;
}

bool name_is_part(const char *heading)
{
	const char *start = heading;
	size_t len;

	while (*start && !isalnum((unsigned char)*start))
		start++;
	len = part_mark(start);
	start += len;
	if (!len)
		return false;
	return !*start || start[-1] == '.' || strchr(":)", *start) ||
	       !strncmp(start, " - ", 3) || !strncmp(start, " \u2013 ", 5) ||
	       !strncmp(start, " \u2014 ", 5) || !strncmp(start, "\u2014", 3);
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

/* What was thought of and not taken: no section and no risk level of the plan stands there. */
bool name_is_aside(const char *normalised)
{
	static const char *const beginnings[] = {
		"alternative",	       "rejected",
		"discarded",	       "considered options",
		"options considered",  "approaches considered",
		"other options",       "other approaches",
		"pros and cons of",    "what we considered",
		"options we rejected", NULL};

	for (size_t i = 0; beginnings[i]; i++)
		if (!strncmp(normalised, beginnings[i], strlen(beginnings[i])))
			return true;
	return false;
}

bool name_is_files(const char *normalised)
{
	static const struct plan_settings none = {0};

	return words_contain(normalised, "files") &&
	       section_has_trait(name_meaning(normalised, &none).kind, SECTION_HAS_FACTS);
}
