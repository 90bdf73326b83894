/* diff_like_git.h - what plangate and git say of the same two trees, as one text each. */
#ifndef PLANGATE_TESTS_DIFF_LIKE_GIT_H
#define PLANGATE_TESTS_DIFF_LIKE_GIT_H

#include <string.h>

#include "plangate/base/array.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "repo_fixture.h"

static inline void add_id(struct str *out, const struct oid *id, size_t digits)
{
	if (id->hex[0])
		str_addf(out, " %s", id->hex);
	else
		str_addf(out, " %0*d", (int)digits, 0);
}

/* The lines of `git diff-tree --raw -z --no-renames` for a finished set. */
static inline void add_raw(struct str *out, const struct changeset *set, size_t digits)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct change *change = &set->items[i];

		str_addf(out, ":%06o %06o", change->old_mode, change->new_mode);
		add_id(out, &change->old_id, digits);
		add_id(out, &change->new_id, digits);
		str_addf(out, " %s", change_status_letter(change->status));
		str_add_char(out, '\0');
		str_add(out, change->path);
		str_add_char(out, '\0');
	}
}

static inline int compare_records(const void *a, const void *b)
{
	const char *left = *(char *const *)a, *right = *(char *const *)b;

	return strcmp(left + strlen(left) + 1, right + strlen(right) + 1);
}

/* git sorts a file before it sorts the folder of the same name; plangate sorts paths as bytes. */
static inline void sort_raw(struct str *raw)
{
	size_t count = 0, capacity = 0;
	char **records = NULL;
	struct str sorted = {0};
	const char *end = str_text(raw) + raw->len;

	for (char *at = raw->data; raw->len && at < end;) {
		*ARRAY_PUSH(records, count, capacity) = at;
		at += strlen(at) + 1;
		at += strlen(at) + 1;
	}
	if (count)
		qsort(records, count, sizeof(*records), compare_records);
	for (size_t i = 0; i < count; i++) {
		size_t head = strlen(records[i]) + 1;

		str_add_mem(&sorted, records[i], head + strlen(records[i] + head) + 1);
	}
	free(records);
	str_clear(raw);
	*raw = sorted;
}

/* Fail where they differ, showing both with a blank for each NUL. */
static inline void assert_same_raw(struct str *ours, struct str *gits, const char *what)
{
	sort_raw(gits);
	if (ours->len == gits->len &&
	    (!ours->len || !memcmp(ours->data, gits->data, ours->len)))
		return;
	for (size_t i = 0; i < ours->len; i++)
		ours->data[i] = ours->data[i] ? ours->data[i] : ' ';
	for (size_t i = 0; i < gits->len; i++)
		gits->data[i] = gits->data[i] ? gits->data[i] : ' ';
	fail_msg("%s: plangate says\n%s\ngit says\n%s", what, str_text(ours),
		 str_text(gits));
}

#endif
