/* The table of predicates, and those that look at a file's name, status and size or at the count. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"
#include "predicate.h"

int globs_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value)
{
	return read_each(loading, value, predicate->kind->name, read_path_glob,
			 &predicate->globs);
}

static int paths_holds(const struct predicate *predicate, struct judging *judging,
		       struct change *file)
{
	const struct glob *glob = glob_list_find(&predicate->globs, file->path);

	if (!glob)
		return 0;
	judging->named = true;
	judging_hint(judging, "matches %s", glob_pattern(glob));
	return 1;
}

static int paths_ignore_holds(const struct predicate *predicate, struct judging *judging,
			      struct change *file)
{
	(void)judging;
	return !glob_list_find(&predicate->globs, file->path);
}

static const char *const status_names[] = {"added", "modified", "deleted", "type", NULL};

static int add_status(struct loading *loading, const struct value *value, void *target)
{
	struct predicate *predicate = target;
	size_t index;

	if (read_word(loading, value, "status", status_names, &index) < 0)
		return -1;
	predicate->choices |= 1U << index;
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
	if (!(predicate->choices & 1U << file->status))
		return 0;
	judging_hint(judging, "%s", status_names[file->status]);
	return 1;
}

int truth_read(struct loading *loading, struct predicate *predicate,
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

static const char *const mode_names[] = {"exec", "symlink", "submodule", NULL};
static const unsigned modes[] = {MODE_EXEC, MODE_SYMLINK, MODE_SUBMODULE};

static int add_mode(struct loading *loading, const struct value *value, void *target)
{
	struct predicate *predicate = target;
	size_t index;

	if (read_word(loading, value, "mode", mode_names, &index) < 0)
		return -1;
	predicate->choices |= 1U << index;
	return 0;
}

static int mode_read(struct loading *loading, struct predicate *predicate,
		     const struct value *value)
{
	return read_each(loading, value, "mode", add_mode, predicate);
}

/* What the file is now, or was before it was deleted. */
static int mode_holds(const struct predicate *predicate, struct judging *judging,
		      struct change *file)
{
	bool gone = file->new_mode == MODE_NONE;
	unsigned mode = gone ? file->old_mode : file->new_mode;

	for (size_t i = 0; mode_names[i]; i++) {
		if (!(predicate->choices & 1U << i) || mode != modes[i])
			continue;
		judging_hint(judging, "%s %s", gone ? "was" : "is", mode_names[i]);
		return 1;
	}
	return 0;
}

static int binary_holds(const struct predicate *predicate, struct judging *judging,
			struct change *file)
{
	bool binary = file->binary || file->attributes & ATTRIBUTE_BINARY;

	if (binary)
		judging_hint(judging, "binary");
	return binary == predicate->truth;
}

static int renamed_holds(const struct predicate *predicate, struct judging *judging,
			 struct change *file)
{
	if (file->renamed_to)
		judging_hint(judging, "renamed to %s", file->renamed_to);
	if (file->renamed_from)
		judging_hint(judging, "renamed from %s", file->renamed_from);
	return (file->renamed_to || file->renamed_from) == predicate->truth;
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

	if (!file->counted || !threshold_holds(&predicate->threshold, lines))
		return 0;
	judging_tell(judging, file, 0, "%zu lines, limit %s", lines,
		     predicate->threshold.text);
	return 1;
}

static int file_bytes_holds(const struct predicate *predicate, struct judging *judging,
			    struct change *file)
{
	size_t bytes = larger(file->old_bytes, file->new_bytes);

	if (!file->counted || !threshold_holds(&predicate->threshold, bytes))
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
 * policy, held against a change and written, and its words. docs/policy.md and rules/policy.schema.json are
 * tested against it.
 */
/* clang-format off */
#define PREDICATES(ROW) \
	ROW("files",        SUBJECT_CHANGE,  0,             count_read,    files_holds,        threshold_write, NULL) \
	ROW("lines",        SUBJECT_CHANGE,  NEED_DIFF,     lines_read,    lines_hold,         lines_write,     NULL) \
	ROW("only_paths",   SUBJECT_CHANGE,  0,             globs_read,    only_paths_holds,   globs_write,     NULL) \
	ROW("no_paths",     SUBJECT_CHANGE,  0,             globs_read,    no_paths_holds,     globs_write,     NULL) \
	ROW("message",      SUBJECT_CHANGE,  0,             regexes_read,  message_holds,      regexes_write,   NULL) \
	ROW("branch",       SUBJECT_CHANGE,  0,             names_read,    branch_holds,       globs_write,     NULL) \
	ROW("target",       SUBJECT_CHANGE,  0,             names_read,    target_holds,       globs_write,     NULL) \
	ROW("author",       SUBJECT_CHANGE,  0,             author_read,   author_holds,       globs_write,     NULL) \
	ROW("merge",        SUBJECT_CHANGE,  0,             truth_read,    merge_holds,        truth_write,     NULL) \
	ROW("new_feature",  SUBJECT_CHANGE,  NEED_DIFF,     feature_read,  new_feature_holds,  truth_write,     NULL) \
	ROW("paths",        SUBJECT_FILE,    0,             globs_read,    paths_holds,        globs_write,     NULL) \
	ROW("paths_ignore", SUBJECT_FILE,    0,             globs_read,    paths_ignore_holds, globs_write,     NULL) \
	ROW("status",       SUBJECT_FILE,    0,             status_read,   status_holds,       words_write,     status_names) \
	ROW("mode",         SUBJECT_FILE,    0,             mode_read,     mode_holds,         words_write,     mode_names) \
	ROW("new_file",     SUBJECT_FILE,    0,             truth_read,    new_file_holds,     truth_write,     NULL) \
	ROW("deleted",      SUBJECT_FILE,    0,             truth_read,    deleted_holds,      truth_write,     NULL) \
	ROW("renamed",      SUBJECT_FILE,    0,             truth_read,    renamed_holds,      truth_write,     NULL) \
	ROW("file_bytes",   SUBJECT_FILE,    NEED_SIZE,     size_read,     file_bytes_holds,   threshold_write, NULL) \
	ROW("file_lines",   SUBJECT_FILE,    NEED_TEXT,     count_read,    file_lines_holds,   threshold_write, NULL) \
	ROW("binary",       SUBJECT_FILE,    NEED_TEXT,     truth_read,    binary_holds,       truth_write,     NULL) \
	ROW("added",        SUBJECT_FILE,    NEED_DIFF,     regexes_read,  added_holds,        regexes_write,   NULL) \
	ROW("removed",      SUBJECT_FILE,    NEED_DIFF,     regexes_read,  removed_holds,      regexes_write,   NULL) \
	ROW("touched",      SUBJECT_FILE,    NEED_DIFF,     regexes_read,  touched_holds,      regexes_write,   NULL) \
	ROW("context",      SUBJECT_FILE,    NEED_CONTEXT,  regexes_read,  context_holds,      regexes_write,   NULL) \
	ROW("any",          SUBJECT_PARTS,   0,             any_read,      any_holds,          clauses_write,   NULL) \
	ROW("all",          SUBJECT_PARTS,   0,             any_read,      every_holds,        clauses_write,   NULL) \
	ROW("not",          SUBJECT_PARTS,   0,             not_read,      not_holds,          not_write,       NULL)
/* clang-format on */

#define AS_KIND(...) {__VA_ARGS__},
#define AS_NAME(name, ...) name,

const struct predicate_kind predicate_kinds[] = {
	PREDICATES(AS_KIND){0},
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
	for (size_t i = 0; i < predicate->regex_count; i++)
		regex_free(predicate->regexes[i]);
	free(predicate->parts);
	glob_list_clear(&predicate->globs);
	free(predicate->regexes);
	threshold_clear(&predicate->threshold);
	for (size_t i = 0; i < LINE_SIDES; i++)
		threshold_clear(&predicate->line_limits[i]);
}

void predicate_free(struct predicate *predicate)
{
	if (predicate)
		predicate_clear(predicate);
	free(predicate);
}
