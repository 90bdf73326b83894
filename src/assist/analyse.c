/* What can be known of a change before anybody writes its plan. */
#include "analyse.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/model/language.h"
#include "plangate/source/symbols.h"

static int load_all(struct changeset *set, struct pg_error *err)
{
	const unsigned need = NEED_SIZE | NEED_TEXT | NEED_DIFF | NEED_CONTEXT;

	for (size_t i = 0; i < set->count; i++)
		if (change_load(set, &set->items[i], need, err) < 0)
			return -1;
	return 0;
}

static void add_files(struct analysis *out, const struct pg_case *c)
{
	const struct changeset *set = &c->set;

	out->files = xcalloc(set->count + 1, sizeof(*out->files));
	for (size_t i = 0; i < set->count; i++) {
		const struct change *change = &set->items[i];

		if (!case_needs_plan(c, i))
			continue;
		out->lines += change->added.count + change->removed.count;
		if (change->renamed_to)
			continue;
		out->files[out->file_count].is_test = path_is_test(change->path);
		out->files[out->file_count++].change = change;
	}
}

static void add_symbol(struct analysed_file *file, const struct symbol *symbol, int line)
{
	struct analysed_symbols *list = &file->symbols;
	struct analysed_symbol *item;

	if (symbol->kind == SYMBOL_OTHER)
		return;
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->items[i].name, symbol->name))
			return;
	item = ARRAY_PUSH(list->items, list->count, list->capacity);
	*item = (struct analysed_symbol){.name = xstrdup(symbol->name),
					 .is_type = symbol->kind == SYMBOL_TYPE,
					 .is_public = symbol->is_public,
					 .line = line};
}

/* The definition that a line most likely stands in: the last one that begins at or above it. */
static const struct symbol *around_line(const struct symbols *symbols, int line)
{
	const struct symbol *found = NULL;

	for (size_t i = 0; i < symbols->count && (int)symbols->items[i].line <= line; i++)
		if (symbols->items[i].kind != SYMBOL_OTHER)
			found = &symbols->items[i];
	return found;
}

/* A type around the line, too, where a method of it changes. */
static void add_around(struct analysed_file *file, const struct symbols *symbols, int line)
{
	const struct symbol *symbol = around_line(symbols, line);

	if (symbol)
		add_symbol(file, symbol, (int)symbol->line);
}

/* What is defined on removed lines and nowhere in the new file is gone. */
static int add_gone(struct analysed_file *file, const struct symbols *now,
		    struct pg_error *err)
{
	const struct text_lines *removed = &file->change->removed;
	struct symbols gone = {0};
	int rc = symbols_read(&gone, file->change->path, str_text(&removed->text),
			      removed->text.len, err);

	for (size_t i = 0; rc == 0 && i < gone.count; i++) {
		size_t line = gone.items[i].line - 1;

		if (!symbols_find(now, gone.items[i].name) && line < removed->count)
			add_symbol(file, &gone.items[i], removed->items[line].number);
	}
	symbols_clear(&gone);
	return rc;
}

static int add_symbols(struct analysed_file *file, struct pg_error *err)
{
	const struct change *change = file->change;
	struct symbols now = {0};
	int rc;

	if (change->binary || !path_is_source(change->path))
		return 0;
	rc = symbols_read(&now, change->path, str_text(&change->new_text),
			  change->new_text.len, err);
	for (size_t i = 0; rc == 0 && i < change->added.count; i++)
		add_around(file, &now, change->added.items[i].number);
	if (rc == 0)
		rc = add_gone(file, &now, err);
	symbols_clear(&now);
	return rc;
}

void analysis_add_folder(struct strlist *list, const char *path)
{
	const char *slash = strrchr(path, '/');
	CLEANUP(freep)
	char *folder = slash ? xmemdup(path, (size_t)(slash - path) + 1) : xstrdup("./");

	if (!strlist_has(list, folder))
		strlist_add(list, folder);
}

static void add_modules(struct analysis *out)
{
	for (size_t i = 0; i < out->file_count; i++)
		analysis_add_folder(&out->modules, out->files[i].change->path);
	strlist_sort(&out->modules);
	for (size_t i = 0; i < out->file_count; i++)
		for (size_t k = 0; k < out->files[i].importers.count; k++) {
			const char *path = out->files[i].importers.items[k].path;
			struct strlist *known = &out->modules;
			struct strlist folder = {0};

			analysis_add_folder(&folder, path);
			if (!path_is_test(path) && !strlist_has(known, folder.items[0]))
				analysis_add_folder(&out->dependents, path);
			strlist_clear(&folder);
		}
	strlist_sort(&out->dependents);
}

int survey_analyse(struct pg_case *c, struct analysis *out, struct pg_error *err)
{
	if (case_judge(c, err) < 0 || load_all(&c->set, err) < 0)
		return -1;
	out->set = &c->set;
	out->findings = &c->findings;
	findings_join(&c->findings, SEVERITY_NOTE, &out->demand);
	add_files(out, c);
	for (size_t i = 0; i < out->file_count; i++)
		if (add_symbols(&out->files[i], err) < 0)
			return -1;
	if (analyse_imports(c, out, err) < 0)
		return -1;
	add_modules(out);
	analyse_migrations(c, out);
	return analyse_hints(&c->set, out, err);
}
