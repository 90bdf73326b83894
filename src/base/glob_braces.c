/* {a,b} into alternatives, before anything else is read. */
#include <string.h>

#include "glob_internal.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"

/* The byte behind what stands at p as one unit: an escape, a class or a single byte. */
static const char *next_unit(const char *p, bool literal_brackets)
{
	if (*p == '\\' && p[1])
		return p + 2;
	if (*p == '[' && !literal_brackets) {
		const char *end = glob_class_end(p);

		return end ? end + 1 : p + 1;
	}
	return p + 1;
}

/* The '}' that closes the '{' at open, or NULL; *commas is how many stand directly inside. */
static const char *group_end(const char *open, bool literal_brackets, size_t *commas)
{
	size_t depth = 0;

	*commas = 0;
	for (const char *p = open; *p; p = next_unit(p, literal_brackets)) {
		if (*p == '{')
			depth++;
		else if (*p == ',' && depth == 1)
			++*commas;
		else if (*p == '}' && --depth == 0)
			return p;
	}
	return NULL;
}

/* The end of the alternative at p: the ',' or '}' that belongs to the group around it. */
static const char *branch_end(const char *p, bool literal_brackets)
{
	size_t depth = 0;

	for (; *p; p = next_unit(p, literal_brackets)) {
		if (*p == '{')
			depth++;
		else if ((*p == ',' || *p == '}') && depth == 0)
			break;
		else if (*p == '}')
			depth--;
	}
	return p;
}

struct expansion {
	struct strlist *out;
	struct strlist todo; /* texts whose groups are still to be opened, from `done` on */
	size_t done;
	bool literal_brackets;
};

static void expansion_clear(struct expansion *e)
{
	strlist_clear(&e->todo);
}

/* Replace the group open..close of text by each of its branches. */
static const char *open_group(struct expansion *e, const char *text, const char *open,
			      const char *close)
{
	const char *branch = open + 1;

	for (;;) {
		CLEANUP(str_clear) struct str whole = {0};
		const char *end = branch_end(branch, e->literal_brackets);

		str_add_mem(&whole, text, (size_t)(open - text));
		str_add_mem(&whole, branch, (size_t)(end - branch));
		str_add(&whole, close + 1);
		strlist_add(&e->todo, str_text(&whole));
		if (e->todo.count - e->done + e->out->count > GLOB_MOST_ALTERNATIVES)
			return "has more than 256 alternatives";
		if (end >= close)
			return NULL;
		branch = end + 1;
	}
}

/* Open the first real group of text, or hand it out where there is none. */
static const char *expand_one(struct expansion *e, const char *text)
{
	const char *p = text;

	while (*p) {
		size_t commas;
		const char *close;

		if (*p != '{') {
			p = next_unit(p, e->literal_brackets);
			continue;
		}
		close = group_end(p, e->literal_brackets, &commas);
		if (!close)
			return "has a '{' that is not closed";
		if (commas)
			return open_group(e, text, p, close);
		p++;
	}
	strlist_add(e->out, text);
	return NULL;
}

/* Every group is searched for its end again and again: bounded nesting keeps that linear. */
static const char *check_nesting(const char *pattern, bool literal_brackets)
{
	size_t depth = 0;

	for (const char *p = pattern; *p; p = next_unit(p, literal_brackets)) {
		if (*p == '[' && !literal_brackets && !glob_class_end(p))
			return "has a '[' that is not closed, or an unknown [:class:]";
		if (*p == '{' && ++depth > GLOB_MOST_NESTING)
			return "nests braces more than 8 deep";
		if (*p == '}' && depth)
			depth--;
	}
	return NULL;
}

const char *glob_expand(struct strlist *out, const char *pattern, bool literal_brackets)
{
	CLEANUP(expansion_clear)
	struct expansion e = {.out = out, .literal_brackets = literal_brackets};
	const char *reason = check_nesting(pattern, literal_brackets);

	strlist_add(&e.todo, pattern);
	while (!reason && e.done < e.todo.count) {
		CLEANUP(freep) char *text = TAKE(e.todo.items[e.done]);

		e.done++;
		reason = expand_one(&e, text);
	}
	return reason;
}
