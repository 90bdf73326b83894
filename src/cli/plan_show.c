/* plangate plan show: a plan document as plangate understands it. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "plangate/assist/plans.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/json.h"
#include "plangate/base/text.h"
#include "plangate/git/repo.h"
#include "plangate/plan/document.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct plan, plan_free)

static const char *match_name(enum scope_match match)
{
	switch (match) {
	case SCOPE_FILE:
		return "file";
	case SCOPE_FOLDER:
		return "folder";
	case SCOPE_GLOB:
		break;
	}
	return "pattern";
}

static void add_line(struct str *out, const char *label, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text && *text ? text : "not stated");

	str_addf(out, "%-10s %s\n", label, safe);
}

/* Of a plan of several documents: which one the lines below it are in. */
static void add_document(struct str *out, const struct plan *plan, const char *document,
			 const char **last)
{
	CLEANUP(freep) char *path = text_quote_path(document);

	if (plan_document_path(plan, 1) && document != *last)
		str_addf(out, "  %s\n", path);
	*last = document;
}

static void add_sections(struct str *out, const struct plan *plan)
{
	struct plan_section section;
	const char *last = NULL;

	str_add(out, "\nSections\n");
	for (size_t i = 0; plan_section_at(plan, i, &section); i++) {
		CLEANUP(freep) char *heading = text_safe(section.heading);

		add_document(out, plan, section.document, &last);
		str_addf(out, "  %4d  %-15s %s\n", section.line,
			 section_kind_name(section.kind), heading);
	}
}

static void add_scope(struct str *out, const struct plan *plan)
{
	size_t count;
	const struct scope_entry *scope = plan_scope(plan, &count);
	const char *document, *last = NULL;

	str_add(out, "\nScope\n");
	for (size_t i = 0; i < count; i++) {
		CLEANUP(freep) char *path = text_quote_path(scope[i].pattern);
		int line = plan_line(plan, scope[i].line, &document);

		add_document(out, plan, document, &last);
		str_addf(out, "  %4d  %-15s %s%s\n", line, match_name(scope[i].match), path,
			 scope[i].broad ? " (too broad)" : "");
	}
}

static void write_human(struct str *out, const struct plan *plan)
{
	size_t done, open;
	double files, lines;

	plan_boxes(plan, &done, &open);
	plan_estimate(plan, &files, &lines);
	add_line(out, "title", plan_title(plan));
	add_line(out, "status", plan_status_name(plan_status(plan)));
	add_line(out, "risk", risk_name(plan_risk(plan)));
	str_addf(out, "%-10s %.0f files, %.0f lines\n", "estimate", files, lines);
	str_addf(out, "%-10s %zu ticked, %zu open\n", "boxes", done, open);
	add_sections(out, plan);
	add_scope(out, plan);
}

static void write_json_lists(struct json_writer *w, const struct plan *plan)
{
	size_t count;
	const struct scope_entry *scope = plan_scope(plan, &count);
	struct plan_section section;

	json_key(w, "sections");
	json_open_list(w);
	for (size_t i = 0; plan_section_at(plan, i, &section); i++) {
		json_open_object(w);
		json_put_string(w, "kind", section_kind_name(section.kind));
		json_put_string(w, "heading", section.heading);
		json_put_string(w, "document", section.document);
		json_put_int(w, "line", section.line);
		json_close(w);
	}
	json_close(w);
	json_key(w, "scope");
	json_open_list(w);
	for (size_t i = 0; i < count; i++) {
		const char *document;
		int line = plan_line(plan, scope[i].line, &document);

		json_open_object(w);
		json_put_string(w, "match", match_name(scope[i].match));
		json_put_string(w, "pattern", scope[i].pattern);
		json_put_string(w, "document", document);
		json_put_int(w, "line", line);
		json_close(w);
	}
	json_close(w);
}

static void write_json(struct str *out, const struct plan *plan)
{
	struct json_writer w = {0};
	const char *risk = risk_name(plan_risk(plan));
	size_t done, open;
	double files, lines;

	plan_boxes(plan, &done, &open);
	plan_estimate(plan, &files, &lines);
	json_open_object(&w);
	json_put_int(&w, "version", 1);
	json_put_string(&w, "path", plan_path(plan));
	json_put_string(&w, "title", plan_title(plan));
	json_put_bool(&w, "plan", plan_is_plan(plan));
	json_put_string(&w, "status", plan_status_name(plan_status(plan)));
	json_put_string(&w, "risk", *risk ? risk : NULL);
	json_put_int(&w, "estimated_files", (long long)files);
	json_put_int(&w, "estimated_lines", (long long)lines);
	json_put_int(&w, "boxes_done", (long long)done);
	json_put_int(&w, "boxes_open", (long long)open);
	write_json_lists(&w, plan);
	json_finish(&w, out);
}

static int show(const char *file, bool json, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(plan_freep) struct plan *plan = NULL;
	CLEANUP(freep) char *path = NULL;
	CLEANUP(str_clear) struct str out = {0};

	if (repo_open(&repo, err) < 0 || repo_path(repo, file, &path, err) < 0 ||
	    plan_file_read(repo, &(struct plan_file){file, path}, &plan, err) < 0)
		return -1;
	(json ? write_json : write_human)(&out, plan);
	cli_write(stdout, &out);
	return 0;
}

int cmd_plan_show(int argc, char **argv)
{
	struct word_choice format = {"human", cli_two_formats()};
	const struct option_spec options[] = {
		{0, "format", OPTION_WORD, "NAME", NULL, &format}, OPTIONS_END};
	const struct usage usage = {
		"plangate plan show [--format NAME] FILE",
		"Show a plan document as it is understood: status, risk, estimate, the "
		"sections "
		"by their\nmeaning and the files in its scope, with their lines.",
		options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 1)
		return cli_usage_error(&usage, "plan show needs one file");
	return show(argv[first], !strcmp(format.word, "json"), &err) < 0 ? cli_fail(&err)
									 : EXIT_PASS;
}
