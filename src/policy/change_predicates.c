/* Predicates about the change as a whole: its size, its paths, where it goes and who made it. */
#include <ctype.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "predicate.h"

static int read_limit(struct loading *loading, const struct value *value, void *target)
{
	return threshold_read(loading, value, false, target);
}

static int read_added(struct loading *loading, const struct value *value, void *limits)
{
	return read_limit(loading, value, (struct threshold *)limits);
}

static int read_removed(struct loading *loading, const struct value *value, void *limits)
{
	return read_limit(loading, value, (struct threshold *)limits + 1);
}

static int read_total(struct loading *loading, const struct value *value, void *limits)
{
	return read_limit(loading, value, (struct threshold *)limits + 2);
}

static const struct key lines_keys[] = {
	{"added", false, read_added},
	{"removed", false, read_removed},
	{"total", false, read_total},
	{NULL, false, NULL},
};

int lines_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value)
{
	if (value->kind == VALUE_MAP && !value->count)
		return fail_value(loading, value,
				  "lines is empty: give it added, removed or total");
	return keys_read(loading, value, "lines", lines_keys, predicate->line_limits);
}

/* How many lines the counted files gain and lose, and both. */
static int sum_lines(struct judging *judging, size_t sums[LINE_SIDES])
{
	for (size_t i = 0; i < judging->set->count; i++) {
		struct change *change = &judging->set->items[i];

		if (!judging_counts(judging, i))
			continue;
		if (change_load(judging->set, change, NEED_DIFF, judging->err) < 0)
			return -1;
		sums[0] += change->added.count;
		sums[1] += change->removed.count;
	}
	sums[2] = sums[0] + sums[1];
	return 0;
}

int lines_hold(const struct predicate *predicate, struct judging *judging,
	       struct change *file)
{
	size_t sums[LINE_SIDES] = {0};

	if (sum_lines(judging, sums) < 0)
		return -1;
	for (size_t i = 0; i < LINE_SIDES; i++) {
		const struct threshold *limit = &predicate->line_limits[i];

		if (limit->text && !threshold_holds(limit, sums[i]))
			return 0;
	}
	for (size_t i = 0; i < LINE_SIDES && !file; i++)
		if (predicate->line_limits[i].text)
			judging_tell(judging, NULL, 0, "%zu lines %s, limit %s", sums[i],
				     i == 2 ? "in total" : lines_keys[i].name,
				     predicate->line_limits[i].text);
	return 1;
}

/* The first counted file that matches a pattern of the predicate, or does not. */
static const struct change *first_file(const struct predicate *predicate,
				       const struct judging *judging, bool matches)
{
	const struct changeset *set = judging->set;

	for (size_t i = 0; i < set->count; i++)
		if (judging_counts(judging, i) &&
		    !!glob_list_find(&predicate->globs, set->items[i].path) == matches)
			return &set->items[i];
	return NULL;
}

int only_paths_holds(const struct predicate *predicate, struct judging *judging,
		     struct change *file)
{
	if (first_file(predicate, judging, false))
		return 0;
	if (!file)
		judging_tell(judging, NULL, 0, "every file matches %s",
			     glob_pattern(predicate->globs.items[0]));
	return 1;
}

int no_paths_holds(const struct predicate *predicate, struct judging *judging,
		   struct change *file)
{
	if (first_file(predicate, judging, true))
		return 0;
	if (!file)
		judging_tell(judging, NULL, 0, "no file matches %s",
			     glob_pattern(predicate->globs.items[0]));
	return 1;
}

/* A pattern of the name of a branch: "main" is not "feature/main". */
static int add_name(struct loading *loading, const struct value *value, void *target)
{
	struct glob *glob = NULL;

	if (read_glob(loading, value, GLOB_ANCHORED, &glob) < 0)
		return -1;
	glob_list_take(target, glob);
	return 0;
}

int names_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value)
{
	return read_each(loading, value, predicate->kind->name, add_name,
			 &predicate->globs);
}

static char *lower_case(const char *text)
{
	char *copy = xstrdup(text);

	for (char *p = copy; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return copy;
}

/* Addresses are compared without regard to letter case. */
static int add_address(struct loading *loading, const struct value *value, void *target)
{
	struct value lower = *value;
	CLEANUP(freep) char *text = value->text ? lower_case(value->text) : NULL;

	lower.text = text;
	return add_name(loading, &lower, target);
}

int author_read(struct loading *loading, struct predicate *predicate,
		const struct value *value)
{
	return read_each(loading, value, "author", add_address, &predicate->globs);
}

/* Whether there is such a name and it matches. */
static int name_holds(const struct predicate *predicate, struct judging *judging,
		      const struct change *file, const char *name)
{
	if (!name || !glob_list_find(&predicate->globs, name))
		return 0;
	if (!file)
		judging_tell(judging, NULL, 0, "%s %s", predicate->kind->name, name);
	return 1;
}

int branch_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file)
{
	return name_holds(predicate, judging, file, judging->set->branch);
}

int target_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file)
{
	return name_holds(predicate, judging, file, judging->set->target);
}

int author_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file)
{
	CLEANUP(freep)
	char *address = judging->set->author ? lower_case(judging->set->author) : NULL;

	return name_holds(predicate, judging, file, address);
}

int merge_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file)
{
	bool merge = judging->set->merge;

	if (merge && predicate->truth && !file)
		judging_tell(judging, NULL, 0, "a merge");
	return merge == predicate->truth;
}
