/* An analysis for people: plain text for a terminal, Markdown for a pull request or a chat. */
#include "plangate/report/scope.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/names.h"
#include "plangate/base/text.h"

enum { MOST_PLACES = 8, MOST_SHOWN = 400 };

struct writer {
	struct str *out;
	const struct analysis *analysis;
	bool markdown;
};

static void add_heading(const struct writer *w, const char *text)
{
	str_addf(w->out, w->markdown ? "\n## %s\n\n" : "\n%s\n", text);
}

/* Text of the repository: harmless on a terminal, and a code span in Markdown. */
static void add_text(const struct writer *w, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);

	if (strlen(safe) > MOST_SHOWN)
		safe[MOST_SHOWN] = '\0';
	for (char *p = safe; w->markdown && *p; p++)
		if (*p == '`')
			*p = '\'';
	str_addf(w->out, w->markdown ? "`%s`" : "%s", safe);
}

static void add_path(const struct writer *w, const char *path, int line)
{
	CLEANUP(freep) char *quoted = text_quote_path(path);
	CLEANUP(freep) char *place = line ? xasprintf("%s:%d", quoted, line) : NULL;

	add_text(w, place ? place : quoted);
}

/* A line below a file or an item. */
static void begin_detail(const struct writer *w, const char *label)
{
	str_addf(w->out, w->markdown ? "  - %s: " : "      %s: ", label);
}

static void begin_item(const struct writer *w)
{
	str_add(w->out, w->markdown ? "- " : "  ");
}

static void add_more(const struct writer *w, size_t count)
{
	if (count > MOST_PLACES)
		str_addf(w->out, " and %zu more", count - MOST_PLACES);
	str_add_char(w->out, '\n');
}

static void add_places(const struct writer *w, const char *label,
		       const struct analysed_places *places)
{
	CLEANUP(freep) char *counted = xasprintf("%s %zu", label, places->count);

	if (!places->count)
		return;
	begin_detail(w, counted);
	for (size_t i = 0; i < places->count && i < MOST_PLACES; i++) {
		str_add(w->out, i ? ", " : "");
		add_path(w, places->items[i].path, places->items[i].line);
	}
	add_more(w, places->count);
}

static void add_names(const struct writer *w, const char *label,
		      const struct strlist *names)
{
	if (!names->count)
		return;
	begin_detail(w, label);
	for (size_t i = 0; i < names->count && i < MOST_PLACES; i++) {
		str_add(w->out, i ? ", " : "");
		add_path(w, names->items[i], 0);
	}
	add_more(w, names->count);
}

static void add_symbols(const struct writer *w, const struct analysed_file *file,
			bool types)
{
	size_t count = 0;

	for (size_t i = 0; i < file->symbols.count; i++) {
		const struct analysed_symbol *symbol = &file->symbols.items[i];

		if (symbol->is_type != types || count++ >= MOST_PLACES)
			continue;
		if (count == 1)
			begin_detail(w, types ? "types" : "functions");
		str_add(w->out, count > 1 ? ", " : "");
		add_text(w, symbol->name);
	}
	if (count)
		add_more(w, count);
}

static void add_reasons(const struct writer *w, const struct analysed_file *file)
{
	const struct findings *findings = w->analysis->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		bool told = finding->state == RULE_NOT_APPLICABLE;

		for (size_t e = 0; e < finding->evidence_count && !told; e++) {
			const struct evidence *evidence = &finding->evidence[e];

			if (!evidence->file || strcmp(evidence->file, file->change->path) ||
			    !evidence->detail || !*evidence->detail)
				continue;
			begin_detail(w, finding->demand.risk == RISK_HIGH ? "high risk"
									  : "rule");
			str_addf(w->out, "%s: ", finding->rule);
			add_text(w, evidence->detail);
			str_add_char(w->out, '\n');
			told = true;
		}
	}
}

static void add_file(const struct writer *w, const struct analysed_file *file)
{
	const struct change *change = file->change;
	size_t lines = change->new_lines ? change->new_lines : change->old_lines;

	begin_item(w);
	add_path(w, change->path, 0);
	if (change->binary)
		str_addf(w->out, " %s, binary, %zu bytes\n",
			 change_status_letter(change->status), change->new_bytes);
	else
		str_addf(w->out, " %s, +%zu -%zu, %zu lines\n",
			 change_status_letter(change->status), change->added.count,
			 change->removed.count, lines);
	add_reasons(w, file);
	add_symbols(w, file, true);
	add_symbols(w, file, false);
	add_places(w, "imported by", &file->importers);
	add_places(w, "imports", &file->imports);
	add_names(w, "covered by", &file->tests);
	if (file->is_migration) {
		begin_detail(w, "migration, way back");
		str_addf(w->out, "%s\n", way_back_name(file->way_back));
	}
}

static void add_folders(const struct writer *w, const char *heading,
			const struct strlist *folders)
{
	if (!folders->count)
		return;
	add_heading(w, heading);
	for (size_t i = 0; i < folders->count; i++) {
		begin_item(w);
		add_path(w, folders->items[i], 0);
		str_add_char(w->out, '\n');
	}
}

static void add_hints(const struct writer *w)
{
	const struct analysis *analysis = w->analysis;

	for (size_t i = 0; i < analysis->hint_count; i++) {
		const struct analysed_hint *hint = &analysis->hints[i];

		if (!i)
			add_heading(w, "Look at");
		begin_item(w);
		str_addf(w->out, "%s, %s: ", assessment_name(hint->group), hint->item);
		add_path(w, hint->path, hint->line);
		str_add_char(w->out, ' ');
		add_text(w, hint->detail);
		str_add_char(w->out, '\n');
	}
}

static void add_summary(const struct writer *w)
{
	const struct analysis *analysis = w->analysis;
	const struct demand *demand = &analysis->demand;

	str_addf(w->out, "%zu file%s, %zu lines", analysis->file_count,
		 analysis->file_count == 1 ? "" : "s", analysis->lines);
	if (demand->profile == PROFILE_NONE)
		str_add(w->out, "; no plan is demanded\n");
	else
		str_addf(w->out, "; a plan of profile %s is demanded%s%s\n",
			 profile_name(demand->profile),
			 demand->risk ? ", risk at least " : "", risk_name(demand->risk));
}

static void write_scope(const struct writer *w)
{
	const struct analysis *analysis = w->analysis;

	add_summary(w);
	if (analysis->file_count)
		add_heading(w, "Files");
	for (size_t i = 0; i < analysis->file_count; i++)
		add_file(w, &analysis->files[i]);
	add_folders(w, "Modules touched", &analysis->modules);
	add_folders(w, "Modules that import from them", &analysis->dependents);
	add_hints(w);
	for (size_t i = 0; i < analysis->notes.count; i++)
		str_addf(w->out, "\nNote: %s\n", analysis->notes.items[i]);
}

static void scope_human(struct str *out, const struct analysis *analysis)
{
	write_scope(&(struct writer){out, analysis, false});
}

static void scope_markdown(struct str *out, const struct analysis *analysis)
{
	write_scope(&(struct writer){out, analysis, true});
}

/* A format is its row here and its function. */
#define FORMATS(ROW)                                                                       \
	ROW("human", scope_human)                                                          \
	ROW("json", scope_json)                                                            \
	ROW("markdown", scope_markdown)

#define FORMAT(name, function) {name, function},
#define NAME(name, function) name,

static const struct scope_format formats[] = {FORMATS(FORMAT)};

static const char *const names[] = {FORMATS(NAME) NULL};

const struct scope_format *scope_format_find(const char *name)
{
	size_t index;

	return names_find(names, name, &index) ? &formats[index] : NULL;
}

const char *const *scope_format_names(void)
{
	return names;
}
