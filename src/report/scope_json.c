/* The JSON of an analysis, version 1. Its schema is in docs/. */
#include "plangate/base/json.h"
#include "plangate/report/scope.h"

enum { DOCUMENT_VERSION = 1 };

static void write_places(struct json_writer *w, const char *key,
			 const struct analysed_places *places)
{
	json_key(w, key);
	json_open_list(w);
	for (size_t i = 0; i < places->count; i++) {
		json_open_object(w);
		json_put_string(w, "file", places->items[i].path);
		json_put_int(w, "line", places->items[i].line);
		json_close(w);
	}
	json_close(w);
}

static void write_symbols(struct json_writer *w, const struct analysed_symbols *symbols)
{
	json_key(w, "symbols");
	json_open_list(w);
	for (size_t i = 0; i < symbols->count; i++) {
		const struct analysed_symbol *symbol = &symbols->items[i];

		json_open_object(w);
		json_put_string(w, "name", symbol->name);
		json_put_string(w, "kind", symbol->is_type ? "type" : "function");
		json_put_bool(w, "public", symbol->is_public);
		json_put_int(w, "line", symbol->line);
		json_close(w);
	}
	json_close(w);
}

static void write_file(struct json_writer *w, const struct analysed_file *file)
{
	const struct change *change = file->change;

	json_open_object(w);
	json_put_string(w, "file", change->path);
	json_put_string(w, "status", change_status_letter(change->status));
	json_put_string(w, "renamed_from", change->renamed_from);
	json_put_bool(w, "binary", change->binary);
	json_put_bool(w, "test", file->is_test);
	json_put_int(w, "bytes", (long long)change->new_bytes);
	json_put_int(w, "lines", (long long)change->new_lines);
	json_put_int(w, "added", (long long)change->added.count);
	json_put_int(w, "removed", (long long)change->removed.count);
	json_put_string(w, "migration_way_back",
			file->is_migration ? way_back_name(file->way_back) : NULL);
	write_symbols(w, &file->symbols);
	write_places(w, "imported_by", &file->importers);
	write_places(w, "imports", &file->imports);
	json_put_list(w, "tests", &file->tests);
	json_close(w);
}

static void write_hints(struct json_writer *w, const struct analysis *analysis)
{
	json_key(w, "assessment");
	json_open_list(w);
	for (size_t i = 0; i < analysis->hint_count; i++) {
		const struct analysed_hint *hint = &analysis->hints[i];

		json_open_object(w);
		json_put_string(w, "group", assessment_name(hint->group));
		json_put_string(w, "item", hint->item);
		json_put_string(w, "file", hint->path);
		json_put_int(w, "line", hint->line);
		json_put_string(w, "detail", hint->detail);
		json_close(w);
	}
	json_close(w);
}

static void write_rules(struct json_writer *w, const struct findings *findings)
{
	json_key(w, "rules");
	json_open_list(w);
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].state != RULE_NOT_APPLICABLE)
			json_add_string(w, findings->items[i].rule);
	json_close(w);
}

void scope_json(struct str *out, const struct analysis *analysis)
{
	struct json_writer w = {0};
	const struct demand *demand = &analysis->demand;

	json_open_object(&w);
	json_put_int(&w, "version", DOCUMENT_VERSION);
	json_put_string(&w, "profile",
			demand->profile ? profile_name(demand->profile) : NULL);
	json_put_string(&w, "risk", demand->risk ? risk_name(demand->risk) : NULL);
	json_put_int(&w, "lines", (long long)analysis->lines);
	write_rules(&w, analysis->findings);
	json_key(&w, "files");
	json_open_list(&w);
	for (size_t i = 0; i < analysis->file_count; i++)
		write_file(&w, &analysis->files[i]);
	json_close(&w);
	json_put_list(&w, "modules", &analysis->modules);
	json_put_list(&w, "dependents", &analysis->dependents);
	write_hints(&w, analysis);
	json_put_list(&w, "notes", &analysis->notes);
	json_finish(&w, out);
}
