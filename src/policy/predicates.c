/* The table of predicates, and those that look at a file's name, status and size or at the count. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/array.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"
#include "predicate.h"

static int add_glob(struct loading *loading, const struct value *value, void *target)
{
	struct predicate *predicate = target;
	struct glob *glob = NULL;

	if (read_glob(loading, value, &glob) < 0)
		return -1;
	*ARRAY_PUSH(predicate->globs, predicate->glob_count, predicate->glob_capacity) =
		glob;
	return 0;
}

static int globs_read(struct loading *loading, struct predicate *predicate,
		      const struct value *value)
{
	return read_each(loading, value, predicate->kind->name, add_glob, predicate);
}

static const struct glob *find_glob(const struct predicate *predicate, const char *path)
{
	for (size_t i = 0; i < predicate->glob_count; i++)
		if (glob_match(predicate->globs[i], path))
			return predicate->globs[i];
	return NULL;
}

static int paths_holds(const struct predicate *predicate, struct judging *judging,
		       struct change *file)
{
	const struct glob *glob = find_glob(predicate, file->path);

	if (!glob)
		return 0;
	judging_hint(judging, "matches %s", glob_pattern(glob));
	return 1;
}

static int paths_ignore_holds(const struct predicate *predicate, struct judging *judging,
			      struct change *file)
{
	(void)judging;
	return !find_glob(predicate, file->path);
}

static const char *const status_names[] = {"added", "modified", "deleted", "type", NULL};

static int add_status(struct loading *loading, const struct value *value, void *target)
{
	struct predicate *predicate = target;
	size_t index;

	if (read_word(loading, value, "status", status_names, &index) < 0)
		return -1;
	predicate->statuses |= 1U << index;
	return 0;
}

static int status_read(struct loading *loading, struct predicate *predicate,
		       const struct value *value)
{
	return read_each(loading, value, "status", add_status, predicate);
}

static int status_holds(const struct predicate *predicate, struct judging *judging,
			struct change *file)
{
	if (!(predicate->statuses & 1U << file->status))
		return 0;
	judging_hint(judging, "%s", status_names[file->status]);
	return 1;
}

static int truth_read(struct loading *loading, struct predicate *predicate,
		      const struct value *value)
{
	return read_bool(loading, value, predicate->kind->name, &predicate->truth);
}

static int new_file_holds(const struct predicate *predicate, struct judging *judging,
			  struct change *file)
{
	bool is_new = file->status == CHANGE_ADDED;

	if (is_new)
		judging_hint(judging, "new file");
	return is_new == predicate->truth;
}

static int deleted_holds(const struct predicate *predicate, struct judging *judging,
			 struct change *file)
{
	bool gone = file->status == CHANGE_DELETED;

	if (gone)
		judging_hint(judging, "deleted");
	return gone == predicate->truth;
}

static int count_read(struct loading *loading, struct predicate *predicate,
		      const struct value *value)
{
	return threshold_read(loading, value, false, &predicate->threshold);
}

static int size_read(struct loading *loading, struct predicate *predicate,
		     const struct value *value)
{
	return threshold_read(loading, value, true, &predicate->threshold);
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static int file_lines_holds(const struct predicate *predicate, struct judging *judging,
			    struct change *file)
{
	size_t lines = larger(file->old_lines, file->new_lines);

	if (!threshold_holds(&predicate->threshold, lines))
		return 0;
	judging_tell(judging, file, 0, "%zu lines, limit %s", lines,
		     predicate->threshold.text);
	return 1;
}

static int file_bytes_holds(const struct predicate *predicate, struct judging *judging,
			    struct change *file)
{
	size_t bytes = larger(file->old_bytes, file->new_bytes);

	if (!threshold_holds(&predicate->threshold, bytes))
		return 0;
	judging_tell(judging, file, 0, "%zu bytes, limit %s", bytes,
		     predicate->threshold.text);
	return 1;
}

static int files_holds(const struct predicate *predicate, struct judging *judging,
		       struct change *file)
{
	size_t files = judging->counted;

	if (!threshold_holds(&predicate->threshold, files))
		return 0;
	if (!file)
		judging_tell(judging, NULL, 0, "%zu file%s, limit %s", files,
			     files == 1 ? "" : "s", predicate->threshold.text);
	return 1;
}

/*
 * The one list of predicates: name, subject, the content that it looks at, how it is read from a
 * policy and how it is held against a change. docs/policy.md and rules/policy.schema.json are
 * tested against it.
 */
/* clang-format off */
#define PREDICATES(ROW) \
	ROW("files",	    SUBJECT_CHANGE, 0,	       count_read,   files_holds)	 \
	ROW("paths",	    SUBJECT_FILE,   0,	       globs_read,   paths_holds)	 \
	ROW("paths_ignore", SUBJECT_FILE,   0,	       globs_read,   paths_ignore_holds) \
	ROW("status",	    SUBJECT_FILE,   0,	       status_read,  status_holds)	 \
	ROW("new_file",	    SUBJECT_FILE,   0,	       truth_read,   new_file_holds)	 \
	ROW("deleted",	    SUBJECT_FILE,   0,	       truth_read,   deleted_holds)	 \
	ROW("file_bytes",   SUBJECT_FILE,   NEED_SIZE, size_read,    file_bytes_holds)	 \
	ROW("file_lines",   SUBJECT_FILE,   NEED_TEXT, count_read,   file_lines_holds)	 \
	ROW("added",	    SUBJECT_FILE,   NEED_DIFF, regexes_read, added_holds)	 \
	ROW("removed",	    SUBJECT_FILE,   NEED_DIFF, regexes_read, removed_holds)	 \
	ROW("touched",	    SUBJECT_FILE,   NEED_DIFF, regexes_read, touched_holds)	 \
	ROW("any",	    SUBJECT_PARTS,  0,	       any_read,     any_holds)		 \
	ROW("all",	    SUBJECT_PARTS,  0,	       any_read,     every_holds)	 \
	ROW("not",	    SUBJECT_PARTS,  0,	       not_read,     not_holds)
/* clang-format on */

#define AS_KIND(...) {__VA_ARGS__},
#define AS_NAME(name, ...) name,

const struct predicate_kind predicate_kinds[] = {
	PREDICATES(AS_KIND){NULL, SUBJECT_PARTS, 0, NULL, NULL},
};

const char *const *policy_predicate_names(void)
{
	static const char *const names[] = {PREDICATES(AS_NAME) NULL};

	return names;
}

const struct predicate_kind *predicate_kind_find(const char *name)
{
	for (const struct predicate_kind *kind = predicate_kinds; kind->name; kind++)
		if (!strcmp(kind->name, name))
			return kind;
	return NULL;
}

static void predicate_clear(struct predicate *predicate)
{
	for (size_t i = 0; i < predicate->part_count; i++)
		predicate_clear(&predicate->parts[i]);
	for (size_t i = 0; i < predicate->glob_count; i++)
		glob_free(predicate->globs[i]);
	for (size_t i = 0; i < predicate->regex_count; i++)
		regex_free(predicate->regexes[i]);
	free(predicate->parts);
	free(predicate->globs);
	free(predicate->regexes);
	threshold_clear(&predicate->threshold);
}

void predicate_free(struct predicate *predicate)
{
	if (predicate)
		predicate_clear(predicate);
	free(predicate);
}
