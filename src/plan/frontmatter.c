/* YAML between two lines of "---" at the very beginning. */
#include <ctype.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/value.h"

/* The length of the line at text, with its end of line. */
static size_t line_length(const char *text, size_t len)
{
	const char *newline = memchr(text, '\n', len);

	return newline ? (size_t)(newline - text) + 1 : len;
}

static bool is_fence(const char *line, size_t len, const char *mark)
{
	while (len && isspace((unsigned char)line[len - 1]))
		len--;
	return len == 3 && !memcmp(line, mark, 3);
}

/* Where the closing line begins, or 0; counts the lines up to and with it. */
static size_t find_end(const char *text, size_t len, size_t *after, int *lines)
{
	size_t at = line_length(text, len);

	*lines = 1;
	while (at < len) {
		size_t step = line_length(text + at, len - at);

		++*lines;
		if (is_fence(text + at, step, "---") || is_fence(text + at, step, "...")) {
			*after = at + step;
			return at;
		}
		at += step;
	}
	return 0;
}

/* The first of them that is there says what the plan covers. */
static const char *const scope_keys[] = {
	"scope",	  "files",	     "files_modified", "files-modified",
	"modified_files", "files_to_modify", "files_changed",  NULL,
};

static bool is_scope_key(const char *name, size_t len)
{
	for (size_t i = 0; scope_keys[i]; i++)
		if (strlen(scope_keys[i]) == len && !memcmp(scope_keys[i], name, len))
			return true;
	return false;
}

static void read_scalar(const struct value *map, const char *key, char **out, int *line)
{
	const struct value *value = value_get(map, key);

	if (value && value->kind == VALUE_LIST && value->count == 1)
		value = &value->items[0];
	if (!value || !value->text || value->kind == VALUE_NULL)
		return;
	*out = xstrdup(value->text);
	*line = value->line;
}

/* One text or a list of them; accepts NULL. */
static void read_texts(struct strlist *list, const struct value *value)
{
	if (!value)
		return;
	if (value->kind == VALUE_STRING)
		strlist_add(list, value->text);
	for (size_t i = 0; value->kind == VALUE_LIST && i < value->count; i++)
		if (value->items[i].text)
			strlist_add(list, value->items[i].text);
}

static void read_scope(struct front_matter *front, const struct value *map)
{
	for (size_t i = 0; scope_keys[i]; i++) {
		const struct value *value = value_get(map, scope_keys[i]);

		if (!value)
			continue;
		front->scope_line = value->line;
		read_texts(&front->scope, value);
		return;
	}
}

static void read_map(struct front_matter *front, const struct value *map)
{
	read_scalar(map, "status", &front->status, &front->status_line);
	read_scalar(map, "risk", &front->risk, &front->risk_line);
	read_scalar(map, "expires", &front->expires, &front->expires_line);
	read_scalar(map, "profile", &front->profile, &front->profile_line);
	read_texts(&front->supersedes, value_get(map, "supersedes"));
	read_scope(front, map);
}

/* Its lines count from the one behind the opening "---". */
static void shift_lines(struct front_matter *front)
{
	front->status_line += front->status_line != 0;
	front->risk_line += front->risk_line != 0;
	front->expires_line += front->expires_line != 0;
	front->scope_line += front->scope_line != 0;
}

/* A value without quotes, "[...]" or a remark; empty where there is none. */
static char *plain_value(const char *text, size_t len)
{
	const char *remark = memmem(text, len, " #", 2);

	if (remark)
		len = (size_t)(remark - text);
	while (len && (isspace((unsigned char)*text) || strchr("\"'[", *text))) {
		text++;
		len--;
	}
	while (len &&
	       (isspace((unsigned char)text[len - 1]) || strchr("\"']", text[len - 1])))
		len--;
	return xmemdup(text, len);
}

static void add_list(struct strlist *list, const char *values)
{
	CLEANUP(freep) char *copy = xstrdup(values);
	char *rest = copy, *word;

	while ((word = strsep(&rest, ","))) {
		CLEANUP(freep) char *value = plain_value(word, strlen(word));

		if (*value)
			strlist_add(list, value);
	}
}

struct line_keys {
	struct front_matter *front;
	bool in_scope; /* the lines that follow are its items */
};

static void read_key(struct line_keys *keys, const char *line, size_t len, int number)
{
	struct front_matter *front = keys->front;
	const struct {
		const char *name;
		char **value;
		int *line;
	} known[] = {
		{"status", &front->status, &front->status_line},
		{"risk", &front->risk, &front->risk_line},
		{"expires", &front->expires, &front->expires_line},
	};
	const char *colon = memchr(line, ':', len);
	size_t name = colon ? (size_t)(colon - line) : 0;
	CLEANUP(freep) char *value = colon ? plain_value(colon + 1, len - name - 1) : NULL;

	keys->in_scope = is_scope_key(line, name);
	if (keys->in_scope) {
		front->scope_line = number;
		add_list(&front->scope, value);
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (name != strlen(known[i].name) || memcmp(line, known[i].name, name))
			continue;
		if (*known[i].value && !front->error)
			front->error =
				xasprintf("the key '%s' is there twice", known[i].name);
		free(*known[i].value);
		*known[i].value = TAKE(value);
		*known[i].line = number;
		return;
	}
}

/*
 * Line by line, where it is no YAML: people write `title: Export: streaming` and `- *.c`. Only the
 * keys that matter here are read.
 */
static void read_lines(struct front_matter *front, const char *text, size_t len)
{
	struct line_keys keys = {front, false};
	int number = 1;

	for (size_t at = 0, step; at < len; at += step) {
		const char *line = text + at;

		step = line_length(line, len - at);
		number++;
		if (keys.in_scope && (*line == '-' || isspace((unsigned char)*line))) {
			CLEANUP(freep) char *item = NULL;
			size_t skip = 0;

			while (skip < step && strchr(" \t-", line[skip]))
				skip++;
			item = plain_value(line + skip, step - skip);
			if (*item)
				strlist_add(&front->scope, item);
		} else {
			read_key(&keys, line, step, number);
		}
	}
}

void front_matter_read(struct front_matter *front, const char *text, size_t len)
{
	size_t first = line_length(text, len), after = 0, end;
	struct pg_error err = {0};
	struct value value = {0};

	*front = (struct front_matter){0};
	if (!is_fence(text, first, "---"))
		return;
	end = find_end(text, len, &after, &front->lines);
	if (!end) {
		front->lines = 0;
		return;
	}
	front->end = after;
	if (value_parse_yaml(&value, "front matter", text + first, end - first, &err) < 0) {
		read_lines(front, text + first, end - first);
		return;
	}
	if (value.kind == VALUE_MAP)
		read_map(front, &value);
	shift_lines(front);
	value_clear(&value);
}

/* As if there were a line "---" before it, so that lines are counted as in front matter. */
void front_matter_read_file(struct front_matter *front, const char *text, size_t len)
{
	struct pg_error err = {0};
	struct value value = {0};

	*front = (struct front_matter){0};
	if (value_parse_yaml(&value, "metadata", text, len, &err) < 0) {
		read_lines(front, text, len);
		return;
	}
	if (value.kind == VALUE_MAP)
		read_map(front, &value);
	shift_lines(front);
	value_clear(&value);
}

static void take_value(char **into, int *into_line, char **from, int line)
{
	if (*into || !*from) {
		free(*from);
	} else {
		*into = *from;
		*into_line = line;
	}
	*from = NULL;
}

void front_matter_merge(struct front_matter *into, struct front_matter *from,
			int first_line)
{
	int nowhere = 0;

	take_value(&into->error, &nowhere, &from->error, 0);
	take_value(&into->status, &into->status_line, &from->status,
		   first_line + from->status_line);
	take_value(&into->risk, &into->risk_line, &from->risk,
		   first_line + from->risk_line);
	take_value(&into->expires, &into->expires_line, &from->expires,
		   first_line + from->expires_line);
	take_value(&into->profile, &into->profile_line, &from->profile,
		   first_line + from->profile_line);
	for (size_t i = 0; i < from->supersedes.count; i++)
		strlist_add(&into->supersedes, from->supersedes.items[i]);
	if (!into->scope.count)
		into->scope_line = first_line + from->scope_line;
	for (size_t i = 0; i < from->scope.count; i++)
		strlist_add(&into->scope, from->scope.items[i]);
	front_matter_clear(from);
}

void front_matter_clear(struct front_matter *front)
{
	free(front->error);
	free(front->status);
	free(front->risk);
	free(front->expires);
	free(front->profile);
	strlist_clear(&front->scope);
	strlist_clear(&front->supersedes);
	*front = (struct front_matter){0};
}
