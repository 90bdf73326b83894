#include "plangate/base/glob.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "glob_internal.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/base/text.h"

enum { PATTERN_MOST_BYTES = 4096 };

struct glob {
	char *pattern;
	size_t shares;		       /* owners but one */
	struct glob_program *programs; /* one for each alternative */
	size_t count;
	size_t capacity;
	struct glob_class ends; /* the last bytes of what can match */
};

DEFINE_CLEANUP(struct glob, glob_free)

void glob_free(struct glob *glob)
{
	if (!glob)
		return;
	if (glob->shares) {
		glob->shares--;
		return;
	}
	for (size_t i = 0; i < glob->count; i++)
		glob_program_clear(&glob->programs[i]);
	free(glob->programs);
	free(glob->pattern);
	free(glob);
}

struct glob *glob_share(struct glob *glob)
{
	glob->shares++;
	return glob;
}

const char *glob_pattern(const struct glob *glob)
{
	return glob->pattern;
}

/*
 * gitignore's reading of one alternative, as a pattern for wildmatch: without a '/' inside it
 * stands at any depth, a first '/' only anchors, a last one means all that is below.
 */
static void add_rooted(struct str *out, const char *alternative, unsigned flags)
{
	size_t len = strlen(alternative);
	const char *slash = strchr(alternative, '/');
	bool inside = slash && slash + 1 < alternative + len;

	if (slash == alternative && len > 1) {
		alternative++;
		len--;
	} else if (!inside && !(flags & GLOB_ANCHORED)) {
		str_add(out, "**/");
	}
	str_add_mem(out, alternative, len);
	if (len > 0 && alternative[len - 1] == '/')
		str_add(out, "**");
}

static int fail_glob(struct pg_error *err, const char *pattern, const char *reason)
{
	CLEANUP(freep) char *shown = text_safe(pattern);

	return pg_fail(err, PG_ERR_POLICY, "pattern '%.200s' %s", shown, reason);
}

/* Nearly every path ends in none of the bytes that "{a,b}.{c,h}" ends in: one look settles that. */
static void note_end(struct glob *glob, const struct glob_program *program)
{
	unsigned char last;

	if (!program->literal_ends) {
		memset(&glob->ends, 0xFF, sizeof(glob->ends));
		return;
	}
	last = (unsigned char)program->literal[program->literal_len - 1];
	glob->ends.bits[last / 8] |= (unsigned char)(1 << last % 8);
}

static bool may_end(const struct glob *glob, const char *path, size_t len)
{
	unsigned char last = len ? (unsigned char)path[len - 1] : 0;

	return glob->ends.bits[last / 8] >> last % 8 & 1;
}

static int add_alternative(struct glob *glob, const char *alternative, unsigned flags,
			   struct pg_error *err)
{
	CLEANUP(str_clear) struct str rooted = {0};
	struct glob_program program = {0};
	const char *reason;

	add_rooted(&rooted, alternative, flags);
	reason = glob_program_compile(&program, str_text(&rooted),
				      flags & GLOB_LITERAL_BRACKETS);
	if (reason) {
		glob_program_clear(&program);
		return fail_glob(err, glob->pattern, reason);
	}
	note_end(glob, &program);
	*ARRAY_PUSH(glob->programs, glob->count, glob->capacity) = program;
	return 0;
}

int glob_new(struct glob **out, const char *pattern, unsigned flags, struct pg_error *err)
{
	CLEANUP(glob_freep) struct glob *glob = NULL;
	CLEANUP(strlist_clear) struct strlist alternatives = {0};
	const char *reason;

	if (!*pattern)
		return pg_fail(err, PG_ERR_POLICY, "pattern is empty");
	if (strlen(pattern) > PATTERN_MOST_BYTES)
		return pg_fail(err, PG_ERR_POLICY, "pattern is longer than %d bytes",
			       PATTERN_MOST_BYTES);
	reason = glob_expand(&alternatives, pattern, flags & GLOB_LITERAL_BRACKETS);
	if (reason)
		return fail_glob(err, pattern, reason);
	glob = xcalloc(1, sizeof(*glob));
	glob->pattern = xstrdup(pattern);
	for (size_t i = 0; i < alternatives.count; i++)
		if (add_alternative(glob, alternatives.items[i], flags, err) < 0)
			return -1;
	*out = TAKE(glob);
	return 0;
}

bool glob_match(const struct glob *glob, const char *path)
{
	size_t len = strlen(path);

	if (!may_end(glob, path, len))
		return false;
	for (size_t i = 0; i < glob->count; i++)
		if (glob_program_match(&glob->programs[i], path, len))
			return true;
	return false;
}

bool glob_wildmatch(const char *pattern, const char *text)
{
	struct glob_program program = {0};
	bool matches = !glob_program_compile(&program, pattern, false) &&
		       glob_program_match(&program, text, strlen(text));

	glob_program_clear(&program);
	return matches;
}
