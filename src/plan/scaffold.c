#include "plangate/plan/scaffold.h"

#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/text.h"
#include "plangate/plan/path_code.h"
#include "scaffold_internal.h"

enum {
	MOST_REASONS = 2,	/* a file */
	MOST_LIST = 150 * 1024, /* bytes; more files are listed by their folders */
};

/* Their documents need not say that they are in force; where they do, it is not we who accept. */
static void add_title(struct str *out, const char *title, const struct habit *habit)
{
	CLEANUP(freep) char *safe = text_safe(title ? title : "");

	if (!habit)
		str_add(out, "---\nstatus: active\n---\n");
	str_addf(out, "# %s", habit ? habit->title : "Implementation Plan: ");
	if (safe[strspn(safe, " ")])
		str_add(out, safe);
	else
		scaffold_gap(out, GAP_TITLE);
	str_add(out, "\n\n");
}

/* Evidence without a detail says only that the file is one of those that change. */
static const struct evidence *evidence_for(const struct finding *finding, const char *path)
{
	for (size_t i = 0; i < finding->evidence_count; i++) {
		const struct evidence *evidence = &finding->evidence[i];

		if (evidence->file && evidence->detail && *evidence->detail &&
		    !strcmp(evidence->file, path))
			return evidence;
	}
	return NULL;
}

/* " - high risk: `rule`: `what it saw`" of the rules whose evidence is in this file. */
static void add_reasons(const struct scaffold *s, const char *path)
{
	size_t told = 0;

	for (size_t i = 0; s->analysis->findings && i < s->analysis->findings->count &&
			   told < MOST_REASONS;
	     i++) {
		const struct finding *finding = &s->analysis->findings->items[i];
		const struct evidence *evidence = evidence_for(finding, path);

		if (!evidence || finding->state == RULE_NOT_APPLICABLE)
			continue;
		str_add(s->out, told++ ? "; " : " - ");
		if (finding->demand.risk == RISK_HIGH)
			str_add(s->out, "high risk: ");
		scaffold_code(s->out, finding->rule);
		str_add(s->out, ": ");
		scaffold_code(s->out, evidence->detail);
	}
}

static void add_file(const struct scaffold *s, const struct change *change)
{
	size_t lines = change->new_lines ? change->new_lines : change->old_lines;

	str_add(s->out, "  - ");
	if (change->renamed_from) {
		plan_path_code(s->out, change->renamed_from);
		str_add(s->out, " -> ");
	}
	plan_path_code(s->out, change->path);
	if (change->status == CHANGE_ADDED && !change->renamed_from)
		str_add(s->out, " (new)");
	if (change->status == CHANGE_DELETED)
		str_add(s->out, " (deleted)");
	if (change->binary)
		str_add(s->out, " (binary)");
	else
		str_addf(s->out, " (+%zu/-%zu, %zu line%s)", change->added.count,
			 change->removed.count, lines, lines == 1 ? "" : "s");
	add_reasons(s, change->path);
	str_add_char(s->out, '\n');
}

/* The folder of a path at most depth components deep, with its slash; the path where it has none. */
static char *folder_of(const char *path, int depth)
{
	const char *end = path, *slash;

	while (depth-- > 0 && (slash = strchr(end, '/')))
		end = slash + 1;
	return end == path ? xstrdup(path) : xmemdup(path, (size_t)(end - path));
}

static void add_folder(struct str *out, const char *folder)
{
	str_add(out, "  - ");
	plan_path_code(out, folder);
	str_add_char(out, '\n');
}

static void add_folders(const struct scaffold *s, int depth)
{
	CLEANUP(freep) char *last = NULL;

	for (size_t i = 0; i < s->analysis->file_count; i++) {
		CLEANUP(freep)
		char *folder = folder_of(s->analysis->files[i].change->path, depth);

		if (last && !strcmp(last, folder))
			continue;
		add_folder(s->out, folder);
		free(last);
		last = TAKE(folder);
	}
}

/* Whether the list from `start` on stays within what a plan may hold. */
static bool fits(const struct scaffold *s, size_t start)
{
	enum problem problem;
	int line;
	CLEANUP(freep)
	char *reason = preflight_check(str_text(s->out) + start, s->out->len - start,
				       &problem, &line);

	return !reason && s->out->len - start <= MOST_LIST;
}

static void cut_to(struct str *out, size_t len)
{
	out->len = len;
	if (out->data)
		out->data[len] = '\0';
}

static void add_files(const struct scaffold *s)
{
	size_t start;

	str_add(s->out, "- Files:\n");
	start = s->out->len;
	for (size_t i = 0; i < s->analysis->file_count; i++)
		add_file(s, s->analysis->files[i].change);
	for (int depth = 8; depth && !fits(s, start); depth /= 2) {
		cut_to(s->out, start);
		add_folders(s, depth);
	}
}

static void add_estimate(const struct scaffold *s)
{
	size_t files = s->analysis->file_count;

	str_addf(s->out, "- Estimated Changes: %zu %s, ~%zu lines\n", files,
		 files == 1 ? "file" : "files", s->analysis->lines);
}

static void scaffold_scope(const struct scaffold *s, enum section_kind kind)
{
	scaffold_heading(s, kind);
	add_files(s);
	str_add(s->out, "- Risk Level: ");
	if (s->demand->risk == RISK_NONE)
		scaffold_gap(s->out, GAP_RISK);
	else
		str_add(s->out, risk_name(s->demand->risk));
	str_add_char(s->out, '\n');
	add_estimate(s);
	str_add_char(s->out, '\n');
}

static void scaffold_approach(const struct scaffold *s, enum section_kind kind)
{
	scaffold_heading(s, kind);
	scaffold_gap(s->out, GAP_APPROACH);
	str_add(s->out, "\n\n");
}

static void scaffold_questions(const struct scaffold *s, enum section_kind kind)
{
	scaffold_heading(s, kind);
	scaffold_gap(s->out, GAP_QUESTIONS);
	str_add_char(s->out, '\n');
}

/* As it is asked for where it is missing. */
static void add_fix(const struct scaffold *s, const struct section_row *row)
{
	const char *body = section_fix_body(row->kind);

	if (!body)
		return;
	scaffold_heading(s, row->kind);
	str_addf(s->out, "%s\n", body);
}

#define AS_SCAFFOLD(kind, words, document, from, traits, shared, questions, missing, fix,  \
		    check, against, scaffold)                                              \
	scaffold,

/* What no profile asks for may still have something to say. */
static void add_sections(const struct scaffold *s)
{
	static void (*const parts[])(const struct scaffold *,
				     enum section_kind) = {SECTIONS(AS_SCAFFOLD)};
	const struct section_row *rows = section_rows();

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (rows[i].from != PROFILE_NONE && !section_is_asked(&rows[i], s->profile))
			continue;
		if (parts[i])
			parts[i](s, rows[i].kind);
		else
			add_fix(s, &rows[i]);
	}
}

void plan_scaffold(struct str *out, const char *title, const struct analysis *analysis,
		   const struct demand *demand, const struct habit *habit)
{
	struct scaffold s = {out, analysis, demand, demand->profile, habit};

	if (s.profile == PROFILE_NONE)
		s.profile = PROFILE_STANDARD;
	add_title(out, title, habit);
	if (habit)
		str_add(out, habit->intro);
	add_sections(&s);
}
