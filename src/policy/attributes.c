/*
 * gitattributes. git decides from the last matching line to the first: what is decided stays, and a
 * macro only stands for its parts where it is what decides (attr.c: fill, macroexpand_one).
 */
#include "plangate/policy/attributes.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/str.h"
#include "plangate/model/changeset.h"

/* What git skips. */
enum { LINE_MOST_BYTES = 2048 };

static const char blanks[] = " \t\r\n";
static const char macro_start[] = "[attr]";

enum state { STATE_OPEN, STATE_UNSPECIFIED, STATE_SET, STATE_UNSET, STATE_VALUE };

/* "name", "-name", "!name", "name=value". */
struct assignment {
	size_t name; /* index in names */
	enum state state;
};

struct assignments {
	struct assignment *items;
	size_t count, capacity;
};

/* A line; or a macro, whose name is in `macro` and which has no pattern. */
struct line {
	struct glob *pattern;
	size_t macro;
	struct assignments assignments;
};

struct lines {
	struct line *items;
	size_t count, capacity;
};

struct attribute_file {
	char *folder;
	struct lines lines;
};

struct attributes {
	struct strlist names;
	struct lines macros;
	struct attribute_file *files; /* those above before those below */
	size_t count, capacity;
};

static void lines_clear(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		glob_free(lines->items[i].pattern);
		free(lines->items[i].assignments.items);
	}
	free(lines->items);
}

void attributes_free(struct attributes *attributes)
{
	if (!attributes)
		return;
	for (size_t i = 0; i < attributes->count; i++) {
		lines_clear(&attributes->files[i].lines);
		free(attributes->files[i].folder);
	}
	lines_clear(&attributes->macros);
	strlist_clear(&attributes->names);
	free(attributes->files);
	free(attributes);
}

static size_t name_index(struct attributes *attributes, const char *name, size_t len)
{
	for (size_t i = 0; i < attributes->names.count; i++)
		if (strlen(attributes->names.items[i]) == len &&
		    !memcmp(attributes->names.items[i], name, len))
			return i;
	strlist_add_mem(&attributes->names, name, len);
	return attributes->names.count - 1;
}

static bool is_name(const char *name, size_t len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789-._";

	return len && *name != '-' && strspn(name, letters) >= len;
}

static enum state value_state(const char *value, size_t len)
{
	if (len == 4 && !memcmp(value, "true", 4))
		return STATE_SET;
	return len == 5 && !memcmp(value, "false", 5) ? STATE_UNSET : STATE_VALUE;
}

/* One word of a line; false where it is no attribute, which spoils the whole line. */
static bool add_assignment(struct attributes *attributes, struct assignments *list,
			   const char *word, size_t len)
{
	struct assignment item = {.state = STATE_SET};
	size_t name;

	if (*word == '-' || *word == '!') {
		item.state = *word == '-' ? STATE_UNSET : STATE_UNSPECIFIED;
		word++;
		len--;
	}
	name = strcspn(word, "=");
	if (name > len)
		name = len;
	if (!is_name(word, name))
		return false;
	if (name < len && item.state == STATE_SET)
		item.state = value_state(word + name + 1, len - name - 1);
	item.name = name_index(attributes, word, name);
	*ARRAY_PUSH(list->items, list->count, list->capacity) = item;
	return true;
}

static bool add_assignments(struct attributes *attributes, struct assignments *list,
			    const char *words)
{
	for (words += strspn(words, blanks); *words; words += strspn(words, blanks)) {
		size_t len = strcspn(words, blanks);

		if (!add_assignment(attributes, list, words, len))
			return false;
		words += len;
	}
	return true;
}

/* The pattern in C quotes ("a\tb"); returns what follows it, or NULL where it is not closed. */
static const char *unquote(struct str *out, const char *p)
{
	static const char from[] = "abfnrtv", to[] = "\a\b\f\n\r\t\v";

	for (p++; *p && *p != '"'; p++) {
		const char *escape;

		if (*p != '\\') {
			str_add_char(out, *p);
			continue;
		}
		p++;
		escape = *p ? strchr(from, *p) : NULL;
		if (strspn(p, "01234567") >= 3) {
			str_add_char(out, (char)((p[0] - '0') * 64 + (p[1] - '0') * 8 +
						 (p[2] - '0')));
			p += 2;
		} else if (*p) {
			str_add_char(out, escape ? to[escape - from] : *p);
		} else {
			return NULL;
		}
	}
	return *p ? p + 1 : NULL;
}

/* Compile; braces mean nothing to git. NULL: it can match no file. */
static struct glob *compile(const char *pattern)
{
	CLEANUP(str_clear) struct str plain = {0};
	struct glob *glob = NULL;
	size_t len = strlen(pattern);

	if (!len || *pattern == '!' || pattern[len - 1] == '/')
		return NULL;
	for (; *pattern; pattern++) {
		if (strchr("{}", *pattern))
			str_add_char(&plain, '\\');
		str_add_char(&plain, *pattern);
		if (*pattern == '\\' && pattern[1])
			str_add_char(&plain, *++pattern);
	}
	return glob_new(&glob, str_text(&plain), 0, &(struct pg_error){0}) < 0 ? NULL
									       : glob;
}

/* "[attr]name words": only the root's file may define one. */
static void add_macro(struct attributes *attributes, const char *text)
{
	size_t len = strcspn(text, blanks);
	struct line *line;

	if (!is_name(text, len))
		return;
	line = ARRAY_PUSH(attributes->macros.items, attributes->macros.count,
			  attributes->macros.capacity);
	line->macro = name_index(attributes, text, len);
	if (!add_assignments(attributes, &line->assignments, text + len))
		line->assignments.count = 0;
}

static void add_line(struct attributes *attributes, struct attribute_file *file,
		     const char *text)
{
	CLEANUP(str_clear) struct str pattern = {0};
	struct line *line;
	const char *words = text;

	if (*text == '"') {
		words = unquote(&pattern, text);
	} else {
		words += strcspn(text, blanks);
		str_add_mem(&pattern, text, (size_t)(words - text));
	}
	if (!words)
		return;
	line = ARRAY_PUSH(file->lines.items, file->lines.count, file->lines.capacity);
	line->pattern = compile(str_text(&pattern));
	if (!line->pattern || !add_assignments(attributes, &line->assignments, words))
		line->assignments.count = 0;
}

/* Keep the files of folders above before those below. */
static struct attribute_file *add_file(struct attributes *attributes, const char *folder)
{
	struct attribute_file *files;
	size_t at = attributes->count;

	(void)ARRAY_PUSH(attributes->files, attributes->count, attributes->capacity);
	files = attributes->files;
	for (; at > 0 && strlen(files[at - 1].folder) > strlen(folder); at--)
		files[at] = files[at - 1];
	files[at] = (struct attribute_file){.folder = xstrdup(folder)};
	return &files[at];
}

void attributes_add(struct attributes *attributes, const char *folder, const char *text,
		    size_t len)
{
	struct attribute_file *file = add_file(attributes, folder);
	CLEANUP(strlist_clear) struct strlist lines = {0};

	if (len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
		text += 3;
		len -= 3;
	}
	strlist_split(&lines, text, len, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		const char *line = lines.items[i] + strspn(lines.items[i], blanks);

		if (!*line || *line == '#' || strlen(lines.items[i]) >= LINE_MOST_BYTES)
			continue;
		if (strncmp(line, macro_start, strlen(macro_start)) != 0)
			add_line(attributes, file, line);
		else if (!*folder)
			add_macro(attributes,
				  line + strlen(macro_start) +
					  strspn(line + strlen(macro_start), blanks));
	}
}

struct attributes *attributes_new(void)
{
	struct attributes *attributes = xcalloc(1, sizeof(*attributes));

	add_macro(attributes, "binary -diff -merge -text");
	return attributes;
}

static void decide(const struct attributes *attributes, enum state *states,
		   const struct assignments *list);

/* The last definition of a macro is the one that counts. */
static void expand(const struct attributes *attributes, enum state *states, size_t name)
{
	for (size_t i = attributes->macros.count; i-- > 0;) {
		if (attributes->macros.items[i].macro != name)
			continue;
		decide(attributes, states, &attributes->macros.items[i].assignments);
		return;
	}
}

/* From the last word to the first; each name is decided, and expanded, at most once. */
static void decide(const struct attributes *attributes, enum state *states,
		   const struct assignments *list)
{
	for (size_t i = list->count; i-- > 0;) {
		const struct assignment *item = &list->items[i];

		if (states[item->name] != STATE_OPEN)
			continue;
		states[item->name] = item->state;
		if (item->state == STATE_SET)
			expand(attributes, states, item->name);
	}
}

/* The path as it is seen from a folder, or NULL where it is not below it. */
static const char *path_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	if (!len)
		return path;
	return !strncmp(path, folder, len) && path[len] == '/' ? path + len + 1 : NULL;
}

static enum state state_of(const struct attributes *attributes, const enum state *states,
			   const char *name)
{
	for (size_t i = 0; i < attributes->names.count; i++)
		if (!strcmp(attributes->names.items[i], name))
			return states[i];
	return STATE_OPEN;
}

unsigned attributes_of(const struct attributes *attributes, const char *path)
{
	static const struct {
		const char *name;
		enum state state;
		unsigned bit;
	} meanings[] = {
		{"linguist-generated", STATE_SET, ATTRIBUTE_GENERATED},
		{"linguist-vendored", STATE_SET, ATTRIBUTE_VENDORED},
		{"binary", STATE_SET, ATTRIBUTE_BINARY},
		{"diff", STATE_UNSET, ATTRIBUTE_BINARY},
	};
	CLEANUP(freep)
	enum state *states = xcalloc(attributes->names.count + 1, sizeof(*states));
	unsigned bits = 0;

	for (size_t f = attributes->count; f-- > 0;) {
		const struct attribute_file *file = &attributes->files[f];
		const char *below = path_below(path, file->folder);

		for (size_t i = file->lines.count; below && i-- > 0;)
			if (file->lines.items[i].assignments.count &&
			    glob_match(file->lines.items[i].pattern, below))
				decide(attributes, states,
				       &file->lines.items[i].assignments);
	}
	for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++)
		if (state_of(attributes, states, meanings[i].name) == meanings[i].state)
			bits |= meanings[i].bit;
	return bits;
}

void attributes_apply(const struct attributes *attributes, struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++)
		set->items[i].attributes = attributes_of(attributes, set->items[i].path);
}
