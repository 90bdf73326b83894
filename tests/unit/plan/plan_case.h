/* plan_case.h - a whole plan of which a test changes one part, and what is then wrong with it. */
#ifndef PLANGATE_TESTS_PLAN_CASE_H
#define PLANGATE_TESTS_PLAN_CASE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/model/path_names.h"
#include "plangate/plan/document.h"

/* 2026-01-01: what a plan says of its last day is held against it. */
enum { CASE_NOW = 1767225600 };

#define PLAN_FILE "docs/plans/x.md"

/* NULL: the part as it is in a good plan; "": left out. */
struct plan_case {
	const char *front, *title, *scope, *approach, *steps, *tests, *rollback, *questions;
	const char *extra;   /* behind the last section */
	const char *changed; /* "a.c b.c"; NULL: app/a.py and app/b.py */
	const char *tree;    /* further files, which do not change */
	const char *whole;   /* instead of all parts */
	enum profile profile;
	enum risk risk;
	unsigned assess;
	bool migration;
	bool checkbox;
	enum stage_class at; /* the default is commit */
	const char *codes;   /* of severity error, sorted, with blanks between */
};

static inline const char *plan_part(const char *part, const char *good)
{
	return part ? part : good;
}

static inline void plan_case_text(struct str *out, const struct plan_case *c)
{
	const char *const parts[] = {
		plan_part(c->front, ""),
		plan_part(c->title, "# Implementation Plan: Stream the export\n"),
		plan_part(
			c->scope,
			"## Scope\n\n- Files:\n  - `app/a.py`\n  - `app/b.py`\n"
			"- Risk Level: MEDIUM\n- Estimated Changes: 2 files, ~40 lines\n"),
		plan_part(c->approach,
			  "## Approach\n\nRead in batches and write each as it comes.\n"),
		plan_part(c->steps, "## Steps\n\n1. Change `read_rows()` to batches.\n2. "
				    "Call it in `write_rows()`.\n"),
		plan_part(c->tests,
			  "## Tests\n\n- [ ] a table of 2,501 rows gives three batches\n"),
		plan_part(
			c->rollback,
			"## Rollback\n\nSet EXPORT_STREAMING=0, then revert the commit.\n"),
		plan_part(c->questions, "## Open Questions\n\nNone.\n"),
		plan_part(c->extra, ""),
	};

	if (c->whole) {
		str_add(out, c->whole);
		return;
	}
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		str_add(out, parts[i]);
		if (i && *parts[i])
			str_add_char(out, '\n');
	}
}

struct case_tree {
	struct strlist files;
	struct path_names changed, names; /* made of them when they are asked for */
	size_t changed_count;		  /* so many of the files change */
};

static inline enum path_kind case_lookup(void *context, const char *path)
{
	const struct case_tree *tree = context;
	size_t len = strlen(path);

	for (size_t i = 0; i < tree->files.count; i++) {
		const char *file = tree->files.items[i];

		if (!strcmp(file, path))
			return PATH_FILE;
		if (!strncmp(file, path, len) && file[len] == '/')
			return PATH_FOLDER;
	}
	return PATH_NONE;
}

static inline const struct path_names *case_changed(void *context)
{
	struct case_tree *tree = context;

	if (!tree->changed.paths.count)
		for (size_t i = 0; i < tree->changed_count; i++)
			path_names_add(&tree->changed, tree->files.items[i]);
	path_names_finish(&tree->changed);
	return &tree->changed;
}

static inline const struct path_names *case_names(void *context)
{
	struct case_tree *tree = context;

	if (!tree->names.paths.count)
		for (size_t i = 0; i < tree->files.count; i++)
			path_names_add(&tree->names, tree->files.items[i]);
	path_names_finish(&tree->names);
	return &tree->names;
}

/* By hand: what is called so. */
static inline bool case_is_new(void *context, const char *path)
{
	(void)context;
	return strstr(path, "new") != NULL;
}

static inline void case_tree_clear(struct case_tree *tree)
{
	strlist_clear(&tree->files);
	path_names_clear(&tree->changed);
	path_names_clear(&tree->names);
}

/* Files that are there and do not change: "a.c b.c", or NULL. */
static inline void case_tree_add(struct case_tree *tree, const char *files)
{
	CLEANUP(freep) char *copy = strdup(files ? files : "");
	char *rest = copy, *path;

	while (*copy && (path = strsep(&rest, " ")))
		strlist_add(&tree->files, path);
}

static inline void case_changes(struct changeset *set, struct case_tree *tree,
				const char *changed)
{
	CLEANUP(freep) char *copy = strdup(changed ? changed : "app/a.py app/b.py");
	char *rest = copy, *path;

	while ((path = strsep(&rest, " "))) {
		changeset_add(set, CHANGE_MODIFIED, path);
		strlist_add(&tree->files, path);
		tree->changed_count++;
	}
	/* What the steps of the good plan name is there, changed or not. */
	strlist_add(&tree->files, "app/a.py");
	strlist_add(&tree->files, "app/b.py");
	changeset_finish(set);
}

static inline int case_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The distinct codes of all errors, as in plan_case.codes; the caller frees them. */
static inline char *case_codes(const struct diagnostics *list)
{
	CLEANUP(strlist_clear) struct strlist codes = {0};
	struct str out = {0};

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].severity == SEVERITY_ERROR &&
		    !strlist_has(&codes, problem_id(list->items[i].problem)))
			strlist_add(&codes, problem_id(list->items[i].problem));
	if (codes.count)
		qsort(codes.items, codes.count, sizeof(*codes.items), case_compare);
	for (size_t i = 0; i < codes.count; i++)
		str_addf(&out, "%s%s", i ? " " : "", codes.items[i]);
	return str_take(&out);
}

static inline void case_uncovered(const struct plan *plan, const struct changeset *set,
				  struct diagnostics *out)
{
	for (size_t i = 0; plan_is_plan(plan) && i < set->count; i++)
		if (!plan_covers(plan, set->items[i].path))
			diagnostics_add(out, SEVERITY_ERROR, PROBLEM_UNCOVERED_FILE, NULL,
					0, 0, "%s", set->items[i].path);
}

static inline void case_place(const struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *item = &list->items[i];

		if (!item->file)
			continue;
		assert_string_equal(item->file, PLAN_FILE);
		assert_true(*item->message &&
			    item->message[strlen(item->message) - 1] != '.');
	}
}

/* Read, check and reconcile one case, and compare its error codes. */
static inline void plan_case_run(const struct plan_case *c)
{
	const struct demand demand = {c->profile, c->risk, c->assess, c->migration};
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(plan_settings_clear) struct plan_settings settings;
	CLEANUP(changeset_clear) struct changeset set = {0};
	CLEANUP(diagnostics_clear) struct diagnostics out = {0};
	CLEANUP(case_tree_clear) struct case_tree tree = {.changed_count = 0};
	const struct path_lookup lookup = {.kind = case_lookup,
					   .is_new = case_is_new,
					   .context = &tree,
					   .changed = case_changed,
					   .names = case_names};
	const struct plan_surroundings around = {.set = &set, .lookup = &lookup};
	const struct plan_asking asking = {
		.demand = &demand, .settings = &settings, .at = c->at, .now = CASE_NOW};
	struct pg_error err = {0};
	CLEANUP(freep) char *codes = NULL;
	struct plan *plan;

	plan_settings_init(&settings);
	settings.tests_checkbox = c->checkbox;
	plan_case_text(&text, c);
	case_changes(&set, &tree, c->changed);
	case_tree_add(&tree, c->tree);
	plan = plan_read(PLAN_FILE, str_text(&text), text.len, &settings, &lookup);
	plan_check(plan, &asking, &out);
	assert_int_equal(plan_reconcile(plan, &asking, &around, &out, &err), 0);
	case_uncovered(plan, &set, &out);
	case_place(&out);
	codes = case_codes(&out);
	if (strcmp(codes, c->codes ? c->codes : ""))
		print_message("%s\n", str_text(&text));
	assert_string_equal(codes, c->codes ? c->codes : "");
	plan_free(plan);
}

#define PLAN_CASES_RUN(rows)                                                               \
	for (size_t i_ = 0; i_ < sizeof(rows) / sizeof(*(rows)); i_++)                     \
	plan_case_run(&(rows)[i_])

#endif
