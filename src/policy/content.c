/*
 * Regular expressions against the lines that a change adds and removes: one line at a time, so
 * that what stands side by side only in the diff is never taken for one text.
 *
 * PCRE2's limits count from each start in the subject anew: `(?:(?:a|b)*c)?$` takes a second for
 * 10000 bytes and four times that for twice as many. So a very long line is searched in pieces that
 * overlap, and there is a deadline for all rules together.
 */
#include <string.h>

#include "loading.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/regex.h"
#include "plangate/base/text.h"
#include "predicate.h"

enum { PIECE_BYTES = 8 << 10, PIECE_OVERLAP = 1 << 10, SHOWN_BYTES = 200 };

static int add_regex(struct loading *loading, const struct value *value, void *target)
{
	struct predicate *predicate = target;
	struct regex *regex = NULL;

	if (read_regex(loading, value, &regex) < 0)
		return -1;
	*ARRAY_PUSH(predicate->regexes, predicate->regex_count, predicate->regex_capacity) =
		regex;
	return 0;
}

int regexes_read(struct loading *loading, struct predicate *predicate,
		 const struct value *value)
{
	return read_each(loading, value, predicate->kind->name, add_regex, predicate);
}

/* The bytes of one line, and the text around a match in it. */
struct hit {
	const char *line;
	size_t len;
	int number;
	size_t start; /* of the match in the line */
};

/* at, or where the UTF-8 character begins that it would cut. */
static size_t whole_character(const char *line, size_t at)
{
	for (size_t back = 0; back < 4 && back < at; back++)
		if (((unsigned char)line[at - back] & 0xC0) != 0x80)
			return at - back;
	return at;
}

static int search_pieces(const struct regex *regex, const struct judging *judging,
			 struct hit *hit)
{
	size_t at = 0;

	for (;;) {
		size_t end = hit->len - at, start = 0;
		bool last = end <= PIECE_BYTES;
		int found = judging_check_time(judging);

		if (!last)
			end = whole_character(hit->line, at + PIECE_BYTES) - at;
		if (!found)
			found = regex_search_piece(regex, hit->line + at, end,
						   (at ? REGEX_CUT_BEFORE : 0) |
							   (last ? 0 : REGEX_CUT_BEHIND),
						   &start, &end, judging->err);
		hit->start = at + start;
		if (found || last)
			return found;
		at = whole_character(hit->line, at + PIECE_BYTES - PIECE_OVERLAP);
	}
}

static int search_line(const struct predicate *predicate, const struct judging *judging,
		       struct hit *hit)
{
	for (size_t i = 0; i < predicate->regex_count; i++) {
		int found = search_pieces(predicate->regexes[i], judging, hit);

		if (found)
			return found;
	}
	return 0;
}

static struct hit line_at(const struct text_lines *lines, size_t i)
{
	size_t start = lines->items[i].offset;
	size_t end = i + 1 < lines->count ? lines->items[i + 1].offset : lines->text.len;

	return (struct hit){.line = lines->text.data + start,
			    .len = end - start - 1, /* without its '\n' */
			    .number = lines->items[i].number};
}

/* The line without its indentation; of a long one, what stands around the match. */
static void tell_hit(struct judging *judging, const struct change *file, const char *side,
		     const struct hit *hit)
{
	size_t from = 0, len;

	while (from < hit->len && strchr(" \t", hit->line[from]))
		from++;
	if (hit->start > from + SHOWN_BYTES / 2)
		from = hit->start - SHOWN_BYTES / 2;
	while (from < hit->len && ((unsigned char)hit->line[from] & 0xC0) == 0x80)
		from++;
	len = hit->len - from;
	if (len > SHOWN_BYTES)
		len = SHOWN_BYTES;
	while (len && from + len < hit->len &&
	       ((unsigned char)hit->line[from + len] & 0xC0) == 0x80)
		len--;
	while (len && strchr(" \t\r", hit->line[from + len - 1]))
		len--;
	judging_tell(judging, file, hit->number, "%s: %.*s", side, (int)len,
		     hit->line + from);
}

/* Search one line and tell what was found, or on which line it failed. */
static int try_line(const struct predicate *predicate, struct judging *judging,
		    const struct change *file, const char *side, struct hit *hit)
{
	int found = search_line(predicate, judging, hit);

	if (found > 0)
		tell_hit(judging, file, side, hit);
	if (found < 0 && file) {
		CLEANUP(freep) char *path = text_quote_path(file->path);

		pg_prefix(judging->err, "%s:%d: %s", path, hit->number, side);
	} else if (found < 0) {
		pg_prefix(judging->err, "%s", side);
	}
	return found;
}

/* The lines of a text that is not cut into lines yet. */
static int text_holds(const struct predicate *predicate, struct judging *judging,
		      const struct change *file, const char *text, size_t len,
		      const char *side)
{
	struct hit hit = {.line = text};

	for (const char *end = text + len; hit.line < end; hit.line += hit.len + 1) {
		const char *feed = memchr(hit.line, '\n', (size_t)(end - hit.line));
		int found;

		hit.len = (size_t)((feed ? feed : end) - hit.line);
		hit.number += file != NULL;
		found = try_line(predicate, judging, file, side, &hit);
		if (found)
			return found;
	}
	return 0;
}

static int some_line_holds(const struct predicate *predicate, struct judging *judging,
			   const struct change *file, const struct text_lines *lines,
			   const char *side)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct hit hit = line_at(lines, i);
		int found = try_line(predicate, judging, file, side, &hit);

		if (found)
			return found;
	}
	return 0;
}

int added_holds(const struct predicate *predicate, struct judging *judging,
		struct change *file)
{
	return some_line_holds(predicate, judging, file, &file->added, "added");
}

int removed_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file)
{
	return some_line_holds(predicate, judging, file, &file->removed, "removed");
}

int touched_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file)
{
	int found = added_holds(predicate, judging, file);

	return found ? found : removed_holds(predicate, judging, file);
}

int context_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file)
{
	return text_holds(predicate, judging, file, str_text(&file->new_text),
			  file->new_text.len, "context");
}

/* Told only for the change as a whole: with a file bound it is asked for each. */
int message_holds(const struct predicate *predicate, struct judging *judging,
		  struct change *file)
{
	const char *message = judging->set->message;
	struct finding *finding = judging->finding;
	int found;

	if (!message)
		return 0;
	if (file)
		judging->finding = NULL;
	found = text_holds(predicate, judging, NULL, message, strlen(message), "message");
	judging->finding = finding;
	return found;
}
