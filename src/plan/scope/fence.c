/* A fenced list of files: one path a line, or a tree drawn with boxes, ASCII or indentation. */
#include <string.h>

#include "../plan_internal.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "resolve.h"
#include "scope_internal.h"

/* What a tree is drawn with; each stands for about one column. */
static const char *const strokes[] = {
	"\u2502", "\u251c", "\u2514", "\u2500", "\u2570", "\u256d", "\u2503", "\u2523",
	"\u2517", "\u2501", "\u00a0", "|",	"`",	  "+",	    NULL,
};

struct fence_line {
	char *name; /* without drawing and remark; "" where there is none */
	int column; /* where it begins */
	bool drawn; /* behind strokes */
	bool fresh; /* its remark says that it is new */
};

struct fence {
	struct fence_line *items;
	size_t count;
	size_t capacity;
};

static size_t stroke_length(const char *p)
{
	if ((*p == '-' && (p[1] == '-' || p[1] == ' ')) || (*p == '\\' && p[1] == '-'))
		return 1;
	for (size_t i = 0; strokes[i]; i++) {
		size_t len = strlen(strokes[i]);

		if (!strncmp(p, strokes[i], len))
			return len;
	}
	return 0;
}

static const char *skip_drawing(const char *line, int *column, bool *drawn)
{
	*column = 0;
	*drawn = false;
	for (;;) {
		size_t len = stroke_length(line);

		if (len)
			*drawn = true;
		else if (*line == ' ' || *line == '\t')
			len = 1;
		else
			return line;
		*column += *line == '\t' ? 8 : 1;
		line += len;
	}
}

/* Leave out what stands behind the path: "# why", "(new)", "<- here", a second column. */
static char *without_remark(const char *text)
{
	static const char *const marks[] = {"  ",      " #",	  "\t",	 " (",	" <", " //",
					    " \u2190", " \u2014", " - ", " --", NULL};
	size_t len = strlen(text);

	for (size_t i = 0; marks[i]; i++) {
		const char *mark = strstr(text, marks[i]);

		if (mark && mark > text && (size_t)(mark - text) < len)
			len = (size_t)(mark - text);
	}
	while (len && strchr(" \t\r,", text[len - 1]))
		len--;
	return xmemdup(text, len);
}

/* "M src/a.c", "+ src/b.c": behind git's letter. */
static const char *skip_status(const char *text)
{
	if (*text && strchr("AMDRCT+-~*", *text) && text[1] == ' ') {
		text++;
		text += strspn(text, " ");
	}
	return text;
}

/* "# NEW", "(create)" */
static bool says_new(const char *remark)
{
	static const char *const list[] = {"new", "create", "created",
					   "add", "added",  NULL};

	return words_contain_any(remark, list);
}

static void read_line(struct fence *fence, const char *line)
{
	struct fence_line *item = ARRAY_PUSH(fence->items, fence->count, fence->capacity);
	const char *text = skip_drawing(line, &item->column, &item->drawn);

	text = skip_status(text);
	item->name = *text == '#' ? xstrdup("") : without_remark(text);
	item->fresh = says_new(text + strlen(item->name));
}

static void fence_read(struct fence *fence, const char *text)
{
	CLEANUP(freep) char *copy = xstrdup(text);
	char *rest = copy, *line;

	while ((line = strsep(&rest, "\n")))
		read_line(fence, line);
}

static void fence_clear(struct fence *fence)
{
	for (size_t i = 0; i < fence->count; i++)
		free(fence->items[i].name);
	free(fence->items);
}

/* The line that a line hangs below: the nearest one before that begins further left. */
static long parent_of(const long *stack, size_t depth)
{
	return depth ? stack[depth - 1] : -1;
}

static bool has_children(const struct fence *fence, size_t at)
{
	for (size_t i = at + 1; i < fence->count; i++)
		if (*fence->items[i].name)
			return fence->items[i].column > fence->items[at].column;
	return false;
}

/* Whether indentation means folders: something hangs below a name that can be one. */
static bool is_tree(const struct fence *fence)
{
	for (size_t i = 0; i < fence->count; i++) {
		const char *name = fence->items[i].name;

		if (*name && (fence->items[i].drawn ||
			      (name[strlen(name) - 1] == '/' && has_children(fence, i))))
			return true;
	}
	return false;
}

/* A root such as "." or "my-project/" above the tree is not part of its paths unless it is there. */
static char *join(const char *folder, const char *name)
{
	size_t len = strlen(folder);

	if (!strcmp(folder, ".") || !strcmp(folder, "./"))
		return xstrdup(name);
	return xasprintf("%s%s%s", folder, len && folder[len - 1] != '/' ? "/" : "", name);
}

static void add_fence_path(struct scope_reader *reader, const char *path, int line,
			   bool fresh)
{
	bool literal;
	CLEANUP(freep) char *clean = path_clean(path, PATH_ALONE, reader, &literal);

	/* What is new in a folder that others have files in already. */
	if (clean && fresh && scope_lookup(reader, clean) == PATH_FOLDER &&
	    !path_is_new_folder(reader->lookup, clean))
		scope_add_new(reader, clean, line, 1);
	else if (clean)
		scope_add(reader, clean, literal, line, 1);
}

/* A line of its own: a path, or the two names of a rename. */
static void add_line(struct scope_reader *reader, char *name, int line, bool fresh)
{
	static const char *const arrows[] = {" -> ", " => ", " \u2192 ", NULL};

	for (size_t i = 0; arrows[i] && !strchr(name, '{'); i++) {
		char *arrow = strstr(name, arrows[i]);

		if (!arrow)
			continue;
		*arrow = '\0';
		add_fence_path(reader, arrow + strlen(arrows[i]), line, false);
		break;
	}
	add_fence_path(reader, name, line, fresh);
}

static void read_tree(struct scope_reader *reader, const struct fence *fence, int line)
{
	CLEANUP(freep) long *stack = xcalloc(fence->count + 1, sizeof(*stack));
	char **paths = xcalloc(fence->count + 1, sizeof(*paths));
	size_t depth = 0;

	for (size_t i = 0; i < fence->count; i++) {
		const struct fence_line *item = &fence->items[i];
		long parent;

		if (!*item->name)
			continue;
		while (depth && fence->items[stack[depth - 1]].column >= item->column)
			depth--;
		parent = parent_of(stack, depth);
		paths[i] =
			parent < 0 ? xstrdup(item->name) : join(paths[parent], item->name);
		if (depth < 64)
			stack[depth++] = (long)i;
		if (!has_children(fence, i))
			add_fence_path(reader, paths[i], line + (int)i, item->fresh);
	}
	for (size_t i = 0; i < fence->count; i++)
		free(paths[i]);
	free(paths);
}

void scope_read_fence(struct scope_reader *reader, const struct block *block)
{
	CLEANUP(fence_clear) struct fence fence = {0};
	int line = block->line + 1;

	fence_read(&fence, block->text);
	if (is_tree(&fence)) {
		read_tree(reader, &fence, line);
		return;
	}
	for (size_t i = 0; i < fence.count; i++)
		if (*fence.items[i].name)
			add_line(reader, fence.items[i].name, line + (int)i,
				 fence.items[i].fresh);
}
