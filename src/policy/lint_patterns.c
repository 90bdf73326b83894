#include "lint_patterns.h"

#include <string.h>
#include <time.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"
#include "plangate/base/str.h"

/* A line of so many bytes must be searched in so many milliseconds: usual expressions take less than
 * one, and what tries anew from every start takes a hundred times as long. */
enum { LONG_LINE = 8 << 10, MOST_MILLISECONDS = 35 };

bool glob_matches_all(const struct glob *glob)
{
	static const char *const paths[] = {"a", "src/a.c", ".x/y z", "A9_/b/c/d.tar.gz",
					    "docs/readme.md"};

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		if (!glob_match(glob, paths[i]))
			return false;
	return true;
}

/* A path that the pattern matches, with these words for its wildcards. */
static void add_sample(struct str *out, const char *pattern, const char *star,
		       const char *folders)
{
	if (!strchr(pattern, '/'))
		str_add(out, folders);
	if (*pattern == '/')
		pattern++;
	while (*pattern) {
		if (!strncmp(pattern, "**/", 3)) {
			str_add(out, folders);
			pattern += 3;
		} else if (!strncmp(pattern, "**", 2)) {
			str_addf(out, "%sq.z", folders);
			pattern += 2;
		} else if (*pattern == '*') {
			str_add(out, star);
			pattern++;
		} else {
			str_add_char(out, *pattern == '?' ? 'v' : *pattern);
			pattern++;
		}
	}
	if (out->len && out->data[out->len - 1] == '/')
		str_add(out, "q.z");
}

static bool covers(const struct glob *cover, const struct glob *glob)
{
	static const struct {
		const char *star, *folders;
	} words[] = {{"x", ""}, {"", "m/n/"}, {"k.w", "m/"}, {"-", "m/n/o/"}};
	const char *pattern = glob_pattern(glob);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		CLEANUP(str_clear) struct str path = {0};

		add_sample(&path, pattern, words[i].star, words[i].folders);
		if (!glob_match(cover, str_text(&path)))
			return false;
	}
	return true;
}

const struct glob *glob_covering(const struct glob_list *list, size_t i)
{
	if (strpbrk(glob_pattern(list->items[i]), "{[\\"))
		return NULL;
	for (size_t other = 0; other < list->count; other++) {
		if (other == i || !covers(list->items[other], list->items[i]))
			continue;
		/* of two that cover each other, the later is the one too many */
		if (other < i || strpbrk(glob_pattern(list->items[other]), "{[\\") ||
		    !covers(list->items[i], list->items[other]))
			return list->items[other];
	}
	return NULL;
}

static long long milliseconds(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What PCRE2 looks for before it tries at all: every letter and sign of the pattern, behind a byte
 * that few patterns match. */
static void add_tail(struct str *line, const char *pattern)
{
	str_add_char(line, '\x01');
	for (size_t i = strlen(pattern); i-- > 0;)
		str_add_char(line, pattern[i]);
}

static bool is_slow(const struct regex *regex, const char *piece)
{
	struct pg_error ignored = {0};
	CLEANUP(str_clear) struct str line = {0};
	long long begin = milliseconds();
	size_t start, end;

	while (line.len < LONG_LINE)
		str_add(&line, piece);
	add_tail(&line, regex_pattern(regex));
	return regex_search(regex, line.data, line.len, 0, &start, &end, &ignored) < 0 ||
	       milliseconds() - begin > MOST_MILLISECONDS;
}

/* What stands in the pattern itself is the likeliest to make it try long. */
static bool is_slow_on_own_words(const struct regex *regex)
{
	const char *pattern = regex_pattern(regex);
	char last[2] = {0};

	for (; *pattern; pattern++) {
		if ((unsigned char)*pattern < 0x20 || (unsigned char)*pattern > 0x7E ||
		    *pattern == last[0] || strchr("\\()[]{}|^$*+?.", *pattern))
			continue;
		last[0] = *pattern;
		if (is_slow(regex, last))
			return true;
	}
	return false;
}

static bool runs_away(const struct regex *regex)
{
	static const char *const pieces[] = {"a",  "A",	 "0",  "_",   " ",	 "\t",
					     "ab", "a ", "a,", "a.",  "(",	 "\"",
					     "'",  "\\", "a1", "=\"", "\xC3\xA9"};

	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
		if (is_slow(regex, pieces[i]))
			return true;
	return is_slow_on_own_words(regex);
}

/* Whether it matches the line, and whether with nothing. */
static bool matches(const struct regex *regex, const char *line, bool *nothing)
{
	struct pg_error ignored = {0};
	size_t start = 0, end = 0;
	bool found = regex_search(regex, line, strlen(line), 0, &start, &end, &ignored) > 0;

	*nothing = found && start == end;
	return found;
}

enum regex_fault regex_fault(const struct regex *regex)
{
	static const char *const lines[] = {"", "zq 7", "\tif (x) {", "A_B", "\xC3\xA4 #"};
	bool all = true, nothing = true;

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		bool empty;

		all = matches(regex, lines[i], &empty) && all;
		nothing = nothing && empty;
	}
	if (runs_away(regex))
		return REGEX_RUNS_AWAY;
	if (!all)
		return REGEX_FINE;
	return nothing ? REGEX_MATCHES_NOTHING : REGEX_MATCHES_ALL;
}
