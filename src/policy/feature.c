/*
 * new_feature: what the message says by its type; where it says nothing, new public symbols and new
 * source files. What the same change takes away elsewhere under the same name has only moved.
 */
#include "feature.h"

#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/regex.h"
#include "plangate/model/language.h"
#include "predicate.h"

/* A new file of fewer lines is no feature by itself; a longer line is no declaration. */
enum { NEW_FILE_LINES = 20, LINE_MOST_BYTES = 2000, SHOWN_SUBJECT = 120 };

/* The compiled public_line of a language. */
struct public_regex {
	const struct language *language;
	struct regex *regex;
};

struct scan {
	const struct predicate *predicate;
	struct judging *judging;
	struct public_regex *regexes; /* of the languages met so far */
	size_t regex_count, regex_capacity;
	struct strlist removed; /* names; sorted before it is asked */
};

static void scan_clear(struct scan *scan)
{
	for (size_t i = 0; i < scan->regex_count; i++)
		regex_free(scan->regexes[i].regex);
	free(scan->regexes);
	strlist_clear(&scan->removed);
}

int feature_read(struct loading *loading, struct predicate *predicate,
		 const struct value *value)
{
	if (truth_read(loading, predicate, value) < 0)
		return -1;
	glob_list_share(&predicate->globs,
			sets_find(policy_loading(loading)->built_in, "light"));
	for (const char *const *pattern = feature_exclusions; *pattern; pattern++) {
		struct glob *glob = NULL;

		if (glob_new(&glob, *pattern, 0, loading->err) < 0)
			return -1;
		glob_list_take(&predicate->globs, glob);
	}
	return 0;
}

/* The expression for a language's symbols, compiled when first asked for; NULL: it has none. */
static int symbol_regex(struct scan *scan, const struct language *language,
			struct regex **regex)
{
	*regex = NULL;
	if (!language->public_line)
		return 0;
	for (size_t i = 0; i < scan->regex_count && !*regex; i++)
		if (scan->regexes[i].language == language)
			*regex = scan->regexes[i].regex;
	if (*regex)
		return 0;
	if (regex_new(regex, language->public_line, scan->judging->err) < 0)
		return -1;
	*ARRAY_PUSH(scan->regexes, scan->regex_count, scan->regex_capacity) =
		(struct public_regex){language, *regex};
	return 0;
}

struct symbol {
	const char *name;
	size_t len;
	int line;
};

/*
 * Call each for the names that some lines declare; 1 from it ends the search. Returns the last
 * result, or -1.
 */
static int each_symbol(struct scan *scan, const struct language *language,
		       const struct text_lines *lines,
		       int (*each)(void *context, const struct symbol *symbol),
		       void *context)
{
	struct regex *regex = NULL;
	int rc = symbol_regex(scan, language, &regex);

	for (size_t i = 0; !rc && regex && i < lines->count; i++) {
		const char *line = lines->text.data + lines->items[i].offset;
		size_t end =
			i + 1 < lines->count ? lines->items[i + 1].offset : lines->text.len;
		size_t len = end - lines->items[i].offset - 1, from = 0, to = 0;

		if (len > LINE_MOST_BYTES)
			continue;
		rc = judging_check_time(scan->judging);
		if (!rc)
			rc = regex_search(regex, line, len, 0, &from, &to,
					  scan->judging->err);
		if (rc > 0)
			rc = each(context, &(struct symbol){line + from, to - from,
							    lines->items[i].number});
	}
	return rc;
}

static int add_removed(void *context, const struct symbol *symbol)
{
	strlist_add_mem(context, symbol->name, symbol->len);
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_removed(const struct scan *scan, const struct symbol *symbol)
{
	CLEANUP(freep) char *name = xmemdup(symbol->name, symbol->len);

	return scan->removed.count &&
	       bsearch(&name, scan->removed.items, scan->removed.count,
		       sizeof(*scan->removed.items), compare_names);
}

/* Which names go, anywhere in the change. */
static int collect_removed(struct scan *scan)
{
	struct changeset *set = scan->judging->set;

	for (size_t i = 0; i < set->count; i++) {
		struct change *change = &set->items[i];
		const struct language *language = language_of(change->path);

		if (!judging_counts(scan->judging, i) || !language || change->renamed_to ||
		    change->status == CHANGE_ADDED)
			continue;
		if (change_load(set, change, NEED_DIFF, scan->judging->err) < 0 ||
		    each_symbol(scan, language, &change->removed, add_removed,
				&scan->removed) < 0)
			return -1;
	}
	if (scan->removed.count)
		qsort(scan->removed.items, scan->removed.count,
		      sizeof(*scan->removed.items), compare_names);
	return 0;
}

/* What one file brings. */
struct arrivals {
	struct scan *scan;
	const struct change *change;
	size_t declared; /* symbols, also those that only moved here */
	size_t fresh;
};

static int add_arrival(void *context, const struct symbol *symbol)
{
	struct arrivals *arrivals = context;

	arrivals->declared++;
	if (is_removed(arrivals->scan, symbol))
		return 0;
	arrivals->fresh++;
	judging_tell(arrivals->scan->judging, arrivals->change, symbol->line,
		     "new public symbol: %.*s", (int)symbol->len, symbol->name);
	return !arrivals->scan->judging->finding; /* one is enough where nobody listens */
}

static bool is_new_source(const struct arrivals *arrivals)
{
	return arrivals->change->status == CHANGE_ADDED && !arrivals->declared &&
	       arrivals->change->added.count >= NEW_FILE_LINES;
}

/* 1 where the file brings something new. */
static int file_brings(struct scan *scan, size_t index)
{
	struct change *change = &scan->judging->set->items[index];
	struct arrivals arrivals = {.scan = scan, .change = change};
	const struct language *language = language_of(change->path);

	if (!judging_counts(scan->judging, index) || !language ||
	    change->status == CHANGE_DELETED || change->renamed_from ||
	    glob_list_find(&scan->predicate->globs, change->path))
		return 0;
	if (change_load(scan->judging->set, change, NEED_DIFF, scan->judging->err) < 0 ||
	    each_symbol(scan, language, &change->added, add_arrival, &arrivals) < 0)
		return -1;
	if (!is_new_source(&arrivals))
		return arrivals.fresh > 0;
	judging_tell(scan->judging, change, 0, "new source file of %zu lines",
		     change->added.count);
	return 1;
}

static int code_brings(const struct predicate *predicate, struct judging *judging)
{
	CLEANUP(scan_clear)
	struct scan scan = {.predicate = predicate, .judging = judging};
	int found = 0;

	if (collect_removed(&scan) < 0)
		return -1;
	for (size_t i = 0; i < judging->set->count; i++) {
		int brings = file_brings(&scan, i);

		if (brings < 0)
			return -1;
		found |= brings;
		if (found && !judging->finding)
			break;
	}
	return found;
}

static int is_feature(const struct predicate *predicate, struct judging *judging)
{
	const char *message = judging->set->message, *subject = NULL;
	size_t len = 0;
	enum message_kind kind =
		message ? message_kind(message, &subject, &len) : MESSAGE_SAYS_NOTHING;

	if (kind == MESSAGE_SAYS_NOTHING)
		return code_brings(predicate, judging);
	if (kind == MESSAGE_SAYS_FEATURE)
		judging_tell(judging, NULL, 0, "message: %.*s",
			     (int)(len < SHOWN_SUBJECT ? len : SHOWN_SUBJECT), subject);
	return kind == MESSAGE_SAYS_FEATURE;
}

int new_feature_holds(const struct predicate *predicate, struct judging *judging,
		      struct change *file)
{
	struct finding *finding = judging->finding;
	int found;

	if (file || !predicate->truth)
		judging->finding = NULL;
	found = is_feature(predicate, judging);
	judging->finding = finding;
	return found < 0 ? found : (found > 0) == predicate->truth;
}
