/* plangate plan list: every plan document, and how it stands to what is staged. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli.h"
#include "plangate/assist/plans.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/json.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/git/repo.h"

DEFINE_CLEANUP(struct repo, repo_free)

enum { DAY = 24 * 60 * 60 };

/* "new", "today", "12 days". */
static void add_age(struct str *out, long long since, long long now)
{
	long long days = now > since ? (now - since) / DAY : 0;

	if (!since)
		str_add(out, "new");
	else if (!days)
		str_add(out, "today");
	else
		str_addf(out, "%lld day%s", days, days == 1 ? "" : "s");
}

static void pad_to(struct str *out, size_t start, size_t width)
{
	while (out->len - start < width)
		str_add_char(out, ' ');
	str_add(out, "  ");
}

static void add_row(struct str *out, const struct plan_row *row, size_t files, size_t width,
		    long long now)
{
	CLEANUP(freep) char *path = text_quote_path(row->path);
	size_t start = out->len;

	str_add(out, path);
	pad_to(out, start, width);
	start = out->len;
	str_add(out, row->is_plan ? plan_status_name(row->status) : "no plan");
	pad_to(out, start, 10);
	start = out->len;
	str_addf(out, "%zu of %zu", row->covered, files);
	pad_to(out, start, 9);
	start = out->len;
	if (row->problems)
		str_addf(out, "%zu error%s", row->problems, row->problems == 1 ? "" : "s");
	else
		str_add(out, "none");
	pad_to(out, start, 10);
	add_age(out, row->since, now);
	str_add_char(out, '\n');
}

static void write_human(struct str *out, const struct plan_rows *rows)
{
	size_t width = 4, start = 0;

	for (size_t i = 0; i < rows->count; i++) {
		CLEANUP(freep) char *path = text_quote_path(rows->items[i].path);

		width = strlen(path) > width ? strlen(path) : width;
	}
	if (!rows->count) {
		str_add(out, "no plan documents; 'plangate plan new TITLE' writes one\n");
		return;
	}
	str_add(out, "plan");
	pad_to(out, start, width);
	str_add(out, "status      covers     problems    age\n");
	for (size_t i = 0; i < rows->count; i++)
		add_row(out, &rows->items[i], rows->files, width, (time_t)utc_now());
}

static void write_json(struct str *out, const struct plan_rows *rows)
{
	struct json_writer w = {0};

	json_open_object(&w);
	json_put_int(&w, "version", 1);
	json_put_int(&w, "files", (long long)rows->files);
	json_key(&w, "plans");
	json_open_list(&w);
	for (size_t i = 0; i < rows->count; i++) {
		const struct plan_row *row = &rows->items[i];

		json_open_object(&w);
		json_put_string(&w, "path", row->path);
		json_put_string(&w, "title", row->title);
		json_put_string(&w, "status",
				row->is_plan ? plan_status_name(row->status) : NULL);
		json_put_int(&w, "covered", (long long)row->covered);
		json_put_int(&w, "errors", (long long)row->problems);
		json_key(&w, "since");
		if (row->since)
			json_add_int(&w, row->since);
		else
			json_add_null(&w);
		json_close(&w);
	}
	json_close(&w);
	json_finish(&w, out);
}

static int list_plans(bool json, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(plan_rows_clear) struct plan_rows rows = {0};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_open(&repo, err) < 0 || plan_rows_read(repo, &rows, err) < 0)
		return -1;
	(json ? write_json : write_human)(&out, &rows);
	cli_write(stdout, &out);
	return 0;
}

int cmd_plan_list(int argc, char **argv)
{
	struct word_choice format = {"human", cli_two_formats()};
	const struct option_spec options[] = {
		{0, "format", OPTION_WORD, "NAME", NULL, &format}, OPTIONS_END};
	const struct usage usage = {"plangate plan list [--format NAME]",
				    "List the plan documents of what is staged: status, "
				    "how many of the files that "
				    "need a plan\neach covers, whether it is valid, and "
				    "how long ago it was first "
				    "committed.",
				    options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "plan list takes no operand '%s'",
				       argv[first]);
	return list_plans(!strcmp(format.word, "json"), &err) < 0 ? cli_fail(&err)
								  : EXIT_PASS;
}
