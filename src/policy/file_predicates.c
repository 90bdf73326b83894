/* The predicates that look at a file's name, status, mode and size, and at the count of files. */
#include "loading.h"
#include "plangate/base/glob.h"
#include "predicate.h"

int globs_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value)
{
	return read_each(loading, value, predicate->kind->name, read_path_glob,
			 &predicate->globs);
}

int paths_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file)
{
	const struct glob *glob = glob_list_find(&predicate->globs, file->path);

	if (!glob)
		return 0;
	judging->named = true;
	judging_hint(judging, "matches %s", glob_pattern(glob));
	return 1;
}

int paths_ignore_holds(const struct predicate *predicate, struct judging *judging,
		       struct change *file)
{
	(void)judging;
	return !glob_list_find(&predicate->globs, file->path);
}

const char *const file_status_names[] = {"added", "modified", "deleted", "type", NULL};

static int add_status(struct loading *loading, const struct value *value, void *target)
{
	struct predicate *predicate = target;
	size_t index;

	if (read_word(loading, value, "status", file_status_names, &index) < 0)
		return -1;
	predicate->choices |= 1U << index;
	return 0;
}

int file_status_read(struct loading *loading, struct predicate *predicate,
		     const struct value *value)
{
	return read_each(loading, value, "status", add_status, predicate);
}

int file_status_holds(const struct predicate *predicate, struct judging *judging,
		      struct change *file)
{
	if (!(predicate->choices & 1U << file->status))
		return 0;
	judging_hint(judging, "%s", file_status_names[file->status]);
	return 1;
}

int truth_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value)
{
	return read_bool(loading, value, predicate->kind->name, &predicate->truth);
}

int new_file_holds(const struct predicate *predicate, struct judging *judging,
		   struct change *file)
{
	bool is_new = file->status == CHANGE_ADDED;

	if (is_new)
		judging_hint(judging, "new file");
	return is_new == predicate->truth;
}

int deleted_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file)
{
	bool gone = file->status == CHANGE_DELETED;

	if (gone)
		judging_hint(judging, "deleted");
	return gone == predicate->truth;
}

const char *const file_mode_names[] = {"exec", "symlink", "submodule", NULL};

static const unsigned modes[] = {MODE_EXEC, MODE_SYMLINK, MODE_SUBMODULE};

static int add_mode(struct loading *loading, const struct value *value, void *target)
{
	struct predicate *predicate = target;
	size_t index;

	if (read_word(loading, value, "mode", file_mode_names, &index) < 0)
		return -1;
	predicate->choices |= 1U << index;
	return 0;
}

int file_mode_read(struct loading *loading, struct predicate *predicate,
		   const struct value *value)
{
	return read_each(loading, value, "mode", add_mode, predicate);
}

/* What the file is now, or was before it was deleted. */
int file_mode_holds(const struct predicate *predicate, struct judging *judging,
		    struct change *file)
{
	bool gone = file->new_mode == MODE_NONE;
	unsigned mode = gone ? file->old_mode : file->new_mode;

	for (size_t i = 0; file_mode_names[i]; i++) {
		if (!(predicate->choices & 1U << i) || mode != modes[i])
			continue;
		judging_hint(judging, "%s %s", gone ? "was" : "is", file_mode_names[i]);
		return 1;
	}
	return 0;
}

int binary_holds(const struct predicate *predicate, struct judging *judging,
		 struct change *file)
{
	bool binary = file->binary || file->attributes & ATTRIBUTE_BINARY;

	if (binary)
		judging_hint(judging, "binary");
	return binary == predicate->truth;
}

int renamed_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file)
{
	if (file->renamed_to)
		judging_hint(judging, "renamed to %s", file->renamed_to);
	if (file->renamed_from)
		judging_hint(judging, "renamed from %s", file->renamed_from);
	return (file->renamed_to || file->renamed_from) == predicate->truth;
}

int count_read(struct loading *loading, struct predicate *predicate,
	       const struct value *value)
{
	return threshold_read(loading, value, false, &predicate->threshold);
}

int size_read(struct loading *loading, struct predicate *predicate,
	      const struct value *value)
{
	return threshold_read(loading, value, true, &predicate->threshold);
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

int file_lines_holds(const struct predicate *predicate, struct judging *judging,
		     struct change *file)
{
	size_t lines = larger(file->old_lines, file->new_lines);

	if (!file->counted || !threshold_holds(&predicate->threshold, lines))
		return 0;
	judging_tell(judging, file, 0, "%zu lines, limit %s", lines,
		     predicate->threshold.text);
	return 1;
}

int file_bytes_holds(const struct predicate *predicate, struct judging *judging,
		     struct change *file)
{
	size_t bytes = larger(file->old_bytes, file->new_bytes);

	if (!file->counted || !threshold_holds(&predicate->threshold, bytes))
		return 0;
	judging_tell(judging, file, 0, "%zu bytes, limit %s", bytes,
		     predicate->threshold.text);
	return 1;
}

int files_holds(const struct predicate *predicate, struct judging *judging,
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
