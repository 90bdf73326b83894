/* What the files of a change hold: sizes, lines, and the lines that were added and removed. */
#include <string.h>

#include "git_internal.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "store.h"

/* git takes a file for binary by a NUL in its first 8000 bytes (buffer_is_binary). */
enum { BINARY_PROBE = 8000 };

static bool has_blob(unsigned mode)
{
	return mode != MODE_NONE && mode != MODE_SUBMODULE;
}

static int load_sizes(struct repo *repo, struct change *change, struct pg_error *err)
{
	if (has_blob(change->old_mode) &&
	    blob_size(repo, &change->old_id, &change->old_bytes, err) < 0)
		return -1;
	if (has_blob(change->new_mode) &&
	    blob_size(repo, &change->new_id, &change->new_bytes, err) < 0)
		return -1;
	change->loaded |= NEED_SIZE;
	return 0;
}

static bool is_binary(const struct str *text)
{
	size_t probe = text->len < BINARY_PROBE ? text->len : BINARY_PROBE;

	return probe && memchr(text->data, '\0', probe);
}

/* A last line counts without its line feed too. */
static size_t count_lines(const struct str *text)
{
	const char *at = str_text(text), *end = at + text->len;
	size_t lines = 0;

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));

		lines++;
		at = feed ? feed + 1 : end;
	}
	return lines;
}

static void add_all_lines(struct text_lines *lines, const struct str *text)
{
	const char *at = str_text(text), *end = at + text->len;
	int number = 0;

	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *stop = feed ? feed : end;

		text_lines_add(lines, at, (size_t)(stop - at), ++number);
		at = feed ? feed + 1 : end;
	}
}

static int add_diff_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
			 const git_diff_line *line, void *context)
{
	struct change *change = context;
	size_t len = line->content_len;

	(void)delta;
	(void)hunk;
	if (len && line->content[len - 1] == '\n')
		len--;
	if (line->origin == GIT_DIFF_LINE_ADDITION)
		text_lines_add(&change->added, line->content, len, line->new_lineno);
	else if (line->origin == GIT_DIFF_LINE_DELETION)
		text_lines_add(&change->removed, line->content, len, line->old_lineno);
	return 0;
}

static int load_diff(struct change *change, const struct str *before,
		     const struct str *after, struct pg_error *err)
{
	git_diff_options options;

	if (!before->len) {
		add_all_lines(&change->added, after);
	} else if (!after->len) {
		add_all_lines(&change->removed, before);
	} else {
		git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
		options.context_lines = 0;
		options.flags = GIT_DIFF_FORCE_TEXT;
		if (git_diff_buffers(before->data, before->len, NULL, after->data,
				     after->len, NULL, &options, NULL, NULL, NULL,
				     add_diff_line, change) < 0)
			return fail_git(err, "cannot compare two versions");
	}
	change->loaded |= NEED_DIFF;
	return 0;
}

static int read_side(struct repo *repo, unsigned mode, const struct oid *id,
		     struct str *text, struct pg_error *err)
{
	return has_blob(mode) ? blob_read(repo, id, BLOB_MOST_BYTES, text, err) : 0;
}

static void keep_text(struct change *change, struct str *after)
{
	str_clear(&change->new_text);
	change->new_text = *after;
	*after = (struct str){0};
	change->loaded |= NEED_CONTEXT;
}

static int load_text(struct repo *repo, struct change *change, unsigned need,
		     struct pg_error *err)
{
	CLEANUP(str_clear) struct str before = {0};
	CLEANUP(str_clear) struct str after = {0};

	if (change->old_bytes > BLOB_MOST_BYTES || change->new_bytes > BLOB_MOST_BYTES) {
		change->binary = true;
		change->loaded |= NEED_TEXT | NEED_DIFF | NEED_CONTEXT;
		return 0;
	}
	if (read_side(repo, change->old_mode, &change->old_id, &before, err) < 0 ||
	    read_side(repo, change->new_mode, &change->new_id, &after, err) < 0)
		return -1;
	change->loaded |= NEED_TEXT;
	change->binary = is_binary(&before) || is_binary(&after);
	if (change->binary) {
		change->loaded |= NEED_DIFF | NEED_CONTEXT;
		return 0;
	}
	change->old_lines = count_lines(&before);
	change->new_lines = count_lines(&after);
	if (need & NEED_DIFF && load_diff(change, &before, &after, err) < 0)
		return -1;
	if (need & NEED_CONTEXT)
		keep_text(change, &after);
	return 0;
}

/* Whether a remote has promised to have what is missing here: a partial clone. */
static int has_promisor(struct repo *repo, bool *has, struct pg_error *err)
{
	static const char *const args[] = {"config", "--get-regexp",
					   "^remote\\..*\\.promisor$", NULL};
	int status = repo_git(repo, args, false, NULL, err);

	*has = status == 0;
	return status < 0 ? -1 : 0;
}

int blobs_present(struct repo *repo, const struct changeset *set, struct pg_error *err)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct change *change = &set->items[i];
		CLEANUP(freep) char *path = NULL;
		bool promised = false;

		if (!has_blob(change->new_mode) || object_is_here(repo, &change->new_id))
			continue;
		if (has_promisor(repo, &promised, err) < 0)
			return -1;
		if (promised)
			return 0;
		path = text_quote_path(change->path);
		return pg_fail(err, PG_ERR_SYSTEM, "%s: object %s is missing; see git fsck",
			       path, change->new_id.hex);
	}
	return 0;
}

int content_load(void *context, struct change *change, unsigned need, struct pg_error *err)
{
	struct repo *repo = context;
	int rc = 0;

	if (!(change->loaded & NEED_SIZE))
		rc = load_sizes(repo, change, err);
	if (!rc && need & (NEED_TEXT | NEED_DIFF | NEED_CONTEXT))
		rc = load_text(repo, change, need, err);
	if (rc < 0) {
		CLEANUP(freep) char *path = text_quote_path(change->path);

		pg_prefix(err, "%s", path);
	}
	return rc;
}
