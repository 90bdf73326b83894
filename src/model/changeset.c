#include "plangate/model/changeset.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/model/selection.h"

int change_load(const struct changeset *set, struct change *change, unsigned need,
		struct pg_error *err)
{
	if (!set->load || (change->loaded & need) == need)
		return 0;
	return set->load(set->load_context, change, need & ~change->loaded, err);
}

struct change *changeset_add(struct changeset *set, enum change_status status,
			     const char *path)
{
	struct change *change = ARRAY_PUSH(set->items, set->count, set->capacity);

	change->status = status;
	change->path = xstrdup(path);
	change->seen = change->counted = true;
	return change;
}

static int compare_path(const void *a, const void *b)
{
	const struct change *left = a, *right = b;

	return strcmp(left->path, right->path);
}

struct change *changeset_find(const struct changeset *set, const char *path)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(path, set->items[middle].path);

		if (!order)
			return &set->items[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* The id of the one side that an addition or a deletion has. */
static const char *content_id(const struct change *change)
{
	return change->status == CHANGE_DELETED ? change->old_id.hex : change->new_id.hex;
}

static int compare_content(const void *a, const void *b)
{
	const struct change *left = *(struct change *const *)a;
	const struct change *right = *(struct change *const *)b;
	int order = strcmp(content_id(left), content_id(right));

	return order ? order : strcmp(left->path, right->path);
}

static bool same_content(const struct change *deleted, const struct change *added)
{
	return deleted->old_id.hex[0] && oid_equal(&deleted->old_id, &added->new_id) &&
	       deleted->old_mode == added->new_mode;
}

/* Within sorted[0..count), all of one content, pair deletions with additions in order of path. */
static void pair_renames(struct change **sorted, size_t count)
{
	size_t a = 0;

	for (size_t d = 0; d < count; d++) {
		if (sorted[d]->status != CHANGE_DELETED)
			continue;
		while (a < count && sorted[a]->status != CHANGE_ADDED)
			a++;
		if (a == count)
			return;
		if (same_content(sorted[d], sorted[a])) {
			sorted[d]->renamed_to = sorted[a]->path;
			sorted[a]->renamed_from = sorted[d]->path;
		}
		a++;
	}
}

static void find_renames(struct changeset *set)
{
	CLEANUP(freep) struct change **sorted = xcalloc(set->count, sizeof(*sorted));
	size_t count = 0, start = 0;

	for (size_t i = 0; i < set->count; i++)
		if (set->items[i].status == CHANGE_DELETED ||
		    set->items[i].status == CHANGE_ADDED)
			sorted[count++] = &set->items[i];
	qsort(sorted, count, sizeof(*sorted), compare_content);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && !strcmp(content_id(sorted[start]), content_id(sorted[i])))
			continue;
		pair_renames(sorted + start, i - start);
		start = i;
	}
}

void changeset_finish(struct changeset *set)
{
	if (set->count)
		qsort(set->items, set->count, sizeof(*set->items), compare_path);
	find_renames(set);
}

size_t changeset_counted(const struct changeset *set, const struct selection *without)
{
	size_t counted = 0;

	for (size_t i = 0; i < set->count; i++)
		counted += set->items[i].counted && !selection_has(without, i);
	return counted;
}

static void text_lines_clear(struct text_lines *lines)
{
	str_clear(&lines->text);
	free(lines->items);
}

void changeset_clear(struct changeset *set)
{
	for (size_t i = 0; i < set->count; i++) {
		free(set->items[i].path);
		text_lines_clear(&set->items[i].added);
		text_lines_clear(&set->items[i].removed);
		str_clear(&set->items[i].new_text);
	}
	free(set->items);
	free(set->ref);
	free(set->message);
	free(set->branch);
	free(set->target);
	free(set->author);
	*set = (struct changeset){0};
}

void text_lines_add(struct text_lines *lines, const char *line, size_t len, int number)
{
	struct text_line *item = ARRAY_PUSH(lines->items, lines->count, lines->capacity);

	item->offset = lines->text.len;
	item->number = number;
	str_add_mem(&lines->text, line, len);
	str_add_char(&lines->text, '\n');
}

int text_lines_number_at(const struct text_lines *lines, size_t offset)
{
	size_t low = 0, high = lines->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (lines->items[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return lines->items[low].number;
}

const char *change_status_letter(enum change_status status)
{
	static const char *const letters[] = {"A", "M", "D", "T"};

	return letters[status];
}
