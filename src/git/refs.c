#include "plangate/git/refs.h"

#include <stdlib.h>
#include <string.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"

enum { MOST_PATTERNS = 60, MOST_OTHERS = 50 };

/* "<name> <symbolic or nothing> <id>"; no part of it can hold a blank. */
static int add_ref(struct ref_list *out, const char *line, struct pg_error *err)
{
	const char *symbolic = strchr(line, ' ');
	const char *id = symbolic ? strchr(symbolic + 1, ' ') : NULL;
	struct ref ref = {0};

	if (!id || !oid_parse(&ref.id, id + 1))
		return pg_fail(err, PG_ERR_SYSTEM, "git for-each-ref named no ref");
	if (out->count == REFS_MOST)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d branches", REFS_MOST);
	ref.name = xmemdup(line, (size_t)(symbolic - line));
	ref.symbolic = xmemdup(symbolic + 1, (size_t)(id - symbolic - 1));
	*ARRAY_PUSH(out->items, out->count, out->capacity) = ref;
	return 0;
}

int refs_list(struct repo *repo, const struct strlist *patterns, struct ref_list *out,
	      struct pg_error *err)
{
	const char *args[MOST_PATTERNS + 3] = {
		"for-each-ref", "--format=%(refname) %(symref) %(objectname)"};
	CLEANUP(strlist_clear) struct strlist lines = {0};
	CLEANUP(str_clear) struct str text = {0};

	if (!patterns->count)
		return 0;
	if (patterns->count > MOST_PATTERNS)
		return pg_fail(err, PG_ERR_SYSTEM, "too many patterns of branches");
	for (size_t i = 0; i < patterns->count; i++)
		args[2 + i] = patterns->items[i];
	if (repo_git(repo, args, true, &text, err) < 0)
		return -1;
	strlist_split(&lines, str_text(&text), text.len, '\n');
	for (size_t i = 0; i < lines.count; i++)
		if (lines.items[i][0] && add_ref(out, lines.items[i], err) < 0)
			return -1;
	return 0;
}

void ref_list_clear(struct ref_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].symbolic);
	}
	free(list->items);
	*list = (struct ref_list){0};
}

/* With as many of the others, from this one on, as a command takes. */
static int base_of_some(struct repo *repo, const struct oid *tip,
			const struct strlist *others, size_t from, struct oid *base,
			struct pg_error *err)
{
	const char *args[MOST_OTHERS + 3] = {"merge-base", tip->hex};

	for (size_t i = 0; i < MOST_OTHERS && from + i < others->count; i++)
		args[2 + i] = others->items[from + i];
	return merge_base_of(repo, args, base, err);
}

int nearest_base(struct repo *repo, const struct oid *tip, const struct strlist *others,
		 struct oid *base, struct pg_error *err)
{
	*base = (struct oid){0};
	for (size_t i = 0; i < others->count; i += MOST_OTHERS) {
		struct oid found, common;

		if (base_of_some(repo, tip, others, i, &found, err) < 0)
			return -1;
		if (oid_is_null(base)) {
			*base = found;
			continue;
		}
		if (oid_is_null(&found))
			continue;
		/* Both are ancestors of the tip: the nearer one has the other behind it. */
		if (merge_base(repo, base, &found, &common, err) < 0)
			return -1;
		if (oid_equal(&common, base))
			*base = found;
	}
	return 0;
}
