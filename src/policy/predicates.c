/* The table of predicates, and clauses read by it: any, all and not hold clauses in their turn. */
#include <stdlib.h>
#include <string.h>

#include "loading.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/base/regex.h"
#include "predicate.h"

DEFINE_CLEANUP(struct predicate, predicate_free)

/* Read by the table that they stand in. */
static int any_read(struct loading *loading, struct predicate *predicate,
		    const struct value *value);
static int not_read(struct loading *loading, struct predicate *predicate,
		    const struct value *value);

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
	ROW("status",       SUBJECT_FILE,    0,             file_status_read,   file_status_holds,       words_write,     file_status_names) \
	ROW("mode",         SUBJECT_FILE,    0,             file_mode_read,     file_mode_holds,         words_write,     file_mode_names) \
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

static const struct predicate_kind clause_kind = {
	"when", SUBJECT_PARTS, 0, NULL, clause_holds, NULL, NULL,
};

/* Cheap ones first, and of two alike the one that is not nested. */
static unsigned cost(const struct predicate *predicate)
{
	return 2 * predicate->needs + (predicate->kind->subject == SUBJECT_PARTS);
}

/* Put the last part where its cost belongs; those of equal cost stay in the order of the text. */
static void place_last(struct predicate *clause)
{
	struct predicate *parts = clause->parts;

	for (size_t i = clause->part_count - 1;
	     i > 0 && cost(&parts[i]) < cost(&parts[i - 1]); i--) {
		struct predicate swap = parts[i];

		parts[i] = parts[i - 1];
		parts[i - 1] = swap;
	}
}

static int fail_kind(struct loading *loading, const struct value *key)
{
	return fail_word(loading, key, "predicate", policy_predicate_names());
}

static int add_part(struct loading *loading, struct predicate *clause,
		    const struct value *key, const struct value *value)
{
	const struct predicate_kind *kind = predicate_kind_find(key->text);
	struct predicate *part;

	if (!kind)
		return fail_kind(loading, key);
	part = ARRAY_PUSH(clause->parts, clause->part_count, clause->part_capacity);
	part->kind = kind;
	part->needs = kind->needs;
	if (kind->read(loading, part, value) < 0)
		return -1;
	clause->needs |= part->needs;
	clause->binds |= kind->subject == SUBJECT_FILE;
	place_last(clause);
	return 0;
}

static int clause_read(struct loading *loading, struct predicate *clause,
		       const struct value *value)
{
	clause->kind = &clause_kind;
	if (value->kind != VALUE_MAP)
		return fail_value(loading, value, "a condition must be a map, not %s",
				  value_kind_name(value->kind));
	if (!value->count)
		return fail_value(loading, value, "an empty condition: name a predicate");
	for (size_t i = 0; i < value->count; i++)
		if (add_part(loading, clause, value_key(value, i), value_at(value, i)) < 0)
			return -1;
	return 0;
}

int clause_new(struct loading *loading, const struct value *value, struct predicate **out)
{
	CLEANUP(predicate_freep) struct predicate *clause = xcalloc(1, sizeof(*clause));

	if (clause_read(loading, clause, value) < 0)
		return -1;
	*out = TAKE(clause);
	return 0;
}

static int add_clause(struct loading *loading, struct predicate *parent,
		      const struct value *value)
{
	struct predicate *clause =
		ARRAY_PUSH(parent->parts, parent->part_count, parent->part_capacity);

	if (clause_read(loading, clause, value) < 0)
		return -1;
	parent->needs |= clause->needs;
	place_last(parent);
	return 0;
}

static int any_read(struct loading *loading, struct predicate *predicate,
		    const struct value *value)
{
	if (value->kind != VALUE_LIST || !value->count)
		return fail_value(loading, value, "%s must be a list of conditions",
				  predicate->kind->name);
	for (size_t i = 0; i < value->count; i++)
		if (add_clause(loading, predicate, &value->items[i]) < 0)
			return -1;
	return 0;
}

static int not_read(struct loading *loading, struct predicate *predicate,
		    const struct value *value)
{
	return add_clause(loading, predicate, value);
}
