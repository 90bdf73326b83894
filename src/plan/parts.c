/* The documents of a plan, parsed one by one, so that nothing left open in one reaches the next. */
#include <string.h>

#include "english.h"
#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/model/folder.h"

enum { MOST_MARKS = 50 };

static const char byte_order_mark[] = "\xef\xbb\xbf";

void plan_refuse(struct plan *plan, enum problem problem, char *reason, int line)
{
	plan->unreadable = true;
	plan->unreadable_problem = problem;
	plan->unreadable_reason = reason;
	plan->unreadable_line = line;
}

static enum habit_role role_of(const struct plan_settings *settings, const char *path)
{
	long folder = folder_of(settings, path);

	return folder < 0 ? HABIT_DOCUMENT : folder_part(settings, path, folder)->role;
}

/* As the parser counts them: "\r" alone ends a line too. */
static int count_lines(const char *text, size_t len)
{
	int lines = 1;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n' ||
			 (text[i] == '\r' && (i + 1 == len || text[i + 1] != '\n'));
	return lines;
}

/* The whole of a document; of the first it goes without saying. */
static int whole_part(const struct plan *plan, const struct plan_part *part)
{
	return part == plan->parts ? 0 : part->first_line + 1;
}

static int line_of(const char *text, const char *at)
{
	return count_lines(text, (size_t)(at - text));
}

/* Comments are no text, but a template's own orders in them tell that nobody has read it. */
static void find_marks(struct plan *plan, const struct plan_part *part, const char *text)
{
	for (size_t i = 0; plan->habit && plan->habit->hidden[i]; i++) {
		const char *words = plan->habit->hidden[i];
		const char *at = text;

		while ((at = strstr(at, words)) && plan->mark_count < MOST_MARKS) {
			struct plan_mark *mark = ARRAY_PUSH(plan->marks, plan->mark_count,
							    plan->mark_capacity);

			mark->line = part->first_line + line_of(text, at);
			mark->words = words;
			at += strlen(words);
		}
	}
}

/* What it says of the whole plan. Only the chief document and metadata say whether it is in force;
 * what metadata says goes before the rest. */
static void join_front(struct plan *plan, const struct plan_part *part,
		       struct front_matter *front)
{
	struct front_matter before = plan->front;
	bool chief = part == plan->parts || part->role == HABIT_METADATA;

	if (!chief) {
		free(front->status);
		front->status = NULL;
	}
	if (part->role == HABIT_METADATA) {
		plan->front = (struct front_matter){0};
		front_matter_merge(&plan->front, front, part->first_line - 1);
		front_matter_merge(&plan->front, &before, 0);
	} else {
		front_matter_merge(&plan->front, front, part->first_line);
	}
}

static void adopt_blocks(struct block *into, struct block *from)
{
	for (size_t i = 0; i < from->count; i++)
		*ARRAY_PUSH(into->children, into->count, into->capacity) =
			from->children[i];
	free(from->children);
	*from = (struct block){0};
}

/* A heading of level 0 around a document that is one section from end to end. */
static void add_heading(struct plan *plan, const struct plan_part *part)
{
	const char *name = section_kind_name(section_of_document(part->role));
	struct block *heading =
		ARRAY_PUSH(plan->root.children, plan->root.count, plan->root.capacity);

	heading->kind = BLOCK_HEADING;
	heading->line = part->first_line + 1;
	heading->column = 1;
	heading->text = xstrdup(name);
	heading->prose = xstrdup(name);
	heading->source = xstrdup(name);
}

static bool parse_part(struct plan *plan, const struct plan_part *part, const char *text,
		       size_t len, const struct lexicon *lexicon)
{
	CLEANUP(freep)
	char *plain = tags_are_used(text, len) ? tags_as_markdown(text, len) : NULL;
	CLEANUP(freep) char *english = NULL;
	struct block_text written = {plain ? plain : text, plain ? strlen(plain) : len,
				     part->first_line + part->front_lines};
	struct block blocks = {0};
	bool too_deep = false;

	if (section_of_document(part->role) != SECTION_NONE)
		add_heading(plan, part);
	english = english_markdown(lexicon, written.text, written.len);
	block_parse(&blocks, &written, english, &too_deep);
	adopt_blocks(&plan->root, &blocks);
	if (too_deep)
		plan_refuse(plan, PROBLEM_TOO_LARGE,
			    xasprintf("lists or quotations are nested more than %d deep",
				      BLOCK_MOST_DEPTH),
			    whole_part(plan, part));
	return !too_deep;
}

static void put_english(const struct lexicon *lexicon, char **value)
{
	char *english = *value ? english_value(lexicon, *value) : NULL;

	free(*value);
	*value = english;
}

static bool read_text(struct plan *plan, struct plan_part *part, const char *text,
		      size_t len, const struct lexicon *lexicon)
{
	struct front_matter front;
	size_t end;

	if (len >= 3 && !memcmp(text, byte_order_mark, 3)) {
		text += 3;
		len -= 3;
	}
	find_marks(plan, part, text);
	if (part->role == HABIT_METADATA)
		front_matter_read_file(&front, text, len);
	else
		front_matter_read(&front, text, len);
	end = front.end;
	part->front_lines = front.lines;
	put_english(lexicon, &front.status);
	put_english(lexicon, &front.risk);
	join_front(plan, part, &front);
	return part->role == HABIT_METADATA ||
	       parse_part(plan, part, text + end, len - end, lexicon);
}

static bool read_part(struct plan *plan, const struct plan_document *document,
		      const struct plan_settings *settings)
{
	struct plan_part *part = &plan->parts[plan->part_count++];
	enum problem problem = PROBLEM_TOO_LARGE;
	CLEANUP(freep) char *text = NULL;
	char *reason;
	int line = 0;

	part->path = xstrdup(document->path);
	part->role = role_of(settings, document->path);
	part->first_line = plan->lines;
	part->first_child = plan->root.count;
	if (document->text)
		reason = preflight_check(document->text, document->len, &problem, &line);
	else
		reason = xasprintf("the document has %zu bytes, more than %d",
				   document->len, PLAN_MOST_BYTES);
	if (reason) {
		plan_refuse(plan, problem, reason,
			    line ? part->first_line + line : whole_part(plan, part));
		return false;
	}
	text = xmemdup(document->text, document->len);
	plan->lines += count_lines(text, document->len);
	return read_text(plan, part, text, document->len, settings->lexicon);
}

bool parts_read(struct plan *plan, const struct plan_document *documents, size_t count,
		const struct plan_settings *settings)
{
	plan->root.kind = BLOCK_DOCUMENT;
	plan->parts = xcalloc(count, sizeof(*plan->parts));
	if (count > PLAN_MOST_DOCUMENTS) {
		plan->parts[plan->part_count++].path = xstrdup(documents[0].path);
		plan_refuse(plan, PROBLEM_TOO_LARGE,
			    xasprintf("the folder has more than %d documents",
				      PLAN_MOST_DOCUMENTS),
			    0);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		if (!read_part(plan, &documents[i], settings))
			return false;
	return true;
}

void parts_clear(struct plan *plan)
{
	for (size_t i = 0; i < plan->part_count; i++)
		free(plan->parts[i].path);
	free(plan->parts);
}

const struct plan_part *part_at_line(const struct plan *plan, int line)
{
	size_t i = plan->part_count;

	while (i > 1 && plan->parts[i - 1].first_line >= line)
		i--;
	return &plan->parts[i - 1];
}

int part_line(const struct plan *plan, int line)
{
	return line ? line - part_at_line(plan, line)->first_line : 0;
}

size_t part_of_child(const struct plan *plan, size_t child)
{
	size_t i = plan->part_count;

	while (i > 1 && plan->parts[i - 1].first_child > child)
		i--;
	return i - 1;
}

const struct plan_part *part_find(const struct plan *plan, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < plan->part_count; i++) {
		const char *path = plan->parts[i].path;
		size_t whole = strlen(path);

		if (whole >= len && !strcmp(path + whole - len, name) &&
		    (whole == len || path[whole - len - 1] == '/'))
			return &plan->parts[i];
	}
	return NULL;
}
