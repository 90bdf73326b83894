/* The steps, the tests and the way back of a new plan. */
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/model/language.h"
#include "plangate/plan/path_code.h"
#include "scaffold_internal.h"

enum {
	MOST_STEPS = 10,   /* files that get a step of their own */
	MOST_SYMBOLS = 3,  /* functions named in one step */
	MOST_COVERING = 5, /* tests that do not change and are named all the same */
	LONGEST = 1000,	   /* bytes of a path that is named in a step */
};

static bool is_short(const char *path)
{
	return strlen(path) <= LONGEST;
}

/* "`src/a.c:parse`, `src/a.c:check`", or the path alone. */
static void add_target(struct str *out, const struct analysed_file *file)
{
	const struct analysed_symbols *symbols = &file->symbols;
	size_t named = 0;

	for (size_t i = 0; i < symbols->count && named < MOST_SYMBOLS; i++) {
		if (symbols->items[i].is_type && symbols->count > 1)
			continue;
		str_add(out, named++ ? ", " : "");
		scaffold_place(out, file->change->path, symbols->items[i].name);
	}
	if (!named)
		plan_path_code(out, file->change->path);
}

void scaffold_steps(const struct scaffold *s, enum section_kind kind)
{
	size_t steps = 0;

	scaffold_heading(s, kind);
	for (size_t i = 0; i < s->analysis->file_count && steps < MOST_STEPS; i++) {
		const struct analysed_file *file = &s->analysis->files[i];

		if (!is_short(file->change->path))
			continue;
		str_addf(s->out, "%zu. ", ++steps);
		add_target(s->out, file);
		str_add(s->out, ": ");
		scaffold_gap(s->out, GAP_STEP);
		str_add_char(s->out, '\n');
	}
	if (!steps) {
		str_add(s->out, "1. ");
		scaffold_gap(s->out, GAP_ANY_STEP);
		str_add_char(s->out, '\n');
	}
	str_add_char(s->out, '\n');
}

static void add_strategy(struct str *out)
{
	scaffold_item(out, "Existing tests", GAP_EXISTING_TESTS);
	scaffold_item(out, "New unit tests", GAP_NEW_TESTS);
	scaffold_item(out, "New integration tests", GAP_NEW_TESTS);
	scaffold_item(out, "Edge cases", GAP_EDGE_CASES);
	scaffold_item(out, "Manual steps", GAP_MANUAL);
	scaffold_item(out, "Expected outcome", GAP_OUTCOME);
}

static void add_test(struct str *out, const char *path, enum gap gap)
{
	str_add(out, "- [ ] ");
	plan_path_code(out, path);
	str_add(out, ": ");
	scaffold_gap(out, gap);
	str_add_char(out, '\n');
}

/* Data and notes beside tests prove nothing by themselves. */
static bool is_proof(const struct change *change)
{
	return path_is_test(change->path) && language_of(change->path) &&
	       change->status != CHANGE_DELETED && is_short(change->path);
}

/* Those of the change, whether or not a plan must cover them. */
static size_t add_changed_tests(const struct scaffold *s)
{
	const struct changeset *set = s->analysis->set;
	size_t tests = 0;

	for (size_t i = 0; i < set->count && tests < MOST_STEPS; i++) {
		if (!is_proof(&set->items[i]))
			continue;
		tests++;
		add_test(s->out, set->items[i].path, GAP_TEST_PROVES);
	}
	return tests;
}

/* Tests that cover what changes, and do not change themselves: fewer where the change has `known` of its own. */
static size_t add_covering_tests(const struct scaffold *s, size_t known)
{
	size_t most = known < MOST_COVERING ? MOST_COVERING - known : 0;
	CLEANUP(strlist_clear) struct strlist named = {0};

	for (size_t i = 0; i < s->analysis->file_count; i++) {
		const struct analysed_file *file = &s->analysis->files[i];

		for (size_t t = 0; t < file->tests.count && named.count < most; t++) {
			const char *test = file->tests.items[t];

			if (strlist_has(&named, test) || !is_short(test) ||
			    changeset_find(s->analysis->set, test))
				continue;
			strlist_add(&named, test);
			add_test(s->out, test, GAP_TEST_COVERS);
		}
	}
	return named.count;
}

void scaffold_tests(const struct scaffold *s, enum section_kind kind)
{
	size_t tests;

	if (s->profile == PROFILE_FULL && !s->habit)
		str_add(s->out, "## Test Strategy\n\n");
	else
		scaffold_heading(s, kind);
	tests = add_changed_tests(s);
	tests += add_covering_tests(s, tests);
	if (!tests) {
		str_add(s->out, "- [ ] ");
		scaffold_gap(s->out, GAP_TEST);
		str_add_char(s->out, '\n');
	}
	if (s->profile == PROFILE_FULL)
		add_strategy(s->out);
	str_add_char(s->out, '\n');
}

static void add_migrations(const struct scaffold *s)
{
	static const char *const said[] = {
		[WAY_BACK_NONE] = "has no way back",
		[WAY_BACK_THERE] = "says how to undo itself",
		[WAY_BACK_UNKNOWN] = "may have a way back",
	};

	for (size_t i = 0; i < s->analysis->file_count; i++) {
		const struct analysed_file *file = &s->analysis->files[i];

		if (!file->is_migration || !is_short(file->change->path))
			continue;
		str_add(s->out, "- ");
		plan_path_code(s->out, file->change->path);
		str_addf(s->out, " %s\n", said[file->way_back]);
	}
	scaffold_item(s->out, "Is the migration reversible", GAP_MIGRATION);
}

void scaffold_rollback(const struct scaffold *s, enum section_kind kind)
{
	bool full = s->profile == PROFILE_FULL;

	scaffold_heading(s, kind);
	if (full) {
		scaffold_item(s->out, "How to undo", GAP_UNDO_STEPS);
		scaffold_item(s->out, "Feature flag", GAP_FLAG);
		scaffold_item(s->out, "Is git revert sufficient", GAP_REVERT);
	} else {
		scaffold_gap(s->out, GAP_UNDO);
		str_add_char(s->out, '\n');
	}
	if (s->demand->migration || full) {
		str_add(s->out, full ? "" : "\n");
		add_migrations(s);
	}
}
