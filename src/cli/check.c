/* plangate check: the whole question, asked by hand or by CI. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ci.h"
#include "cli.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/gate/gate.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
#include "plangate/report/report.h"
#include "watch.h"

DEFINE_CLEANUP(struct repo, repo_free)

enum { FILE_WIDTH = 80 };

/* The options, as given. */
struct request {
	bool staged, worktree, ci, verbose;
	const char *range, *commit, *plan, *policy, *target;
	struct word_choice stage, format;
	const struct strlist *outputs; /* FILE or NAME:FILE */
	enum color_choice color;
};

/* The change that the environment of a build tells of. */
static int name_build(struct repo *repo, struct ci_change *build,
		      struct named_change *change, struct pg_error *err)
{
	change->kind = SPEC_RANGE;
	if (ci_change_read(build, err) < 0 ||
	    revision_commit(repo, build->base, &change->from, err) < 0)
		return -1;
	return revision_commit(repo, build->head, &change->to, err);
}

static int judge_request(struct repo *repo, const struct request *request,
			 const struct gate_options *options, struct verdict *verdict,
			 struct pg_error *err)
{
	CLEANUP(ci_change_clear) struct ci_change build = {0};
	struct gate_options how = *options;
	struct named_change change = {.kind = SPEC_WORKTREE};

	if (request->ci) {
		if (name_build(repo, &build, &change, err) < 0)
			return -1;
		how.target = how.target ? how.target : build.target;
	} else if (!request->worktree &&
		   cli_name_change(repo, request->range, request->commit, &change, err) <
			   0) {
		return -1;
	}
	return gate_judge(repo, &how, &change, verdict, err);
}

/* The format of an output "NAME:FILE", *file being behind the colon; that of --format for "FILE". */
static const struct report_format *output_format(const struct request *request,
						 const char *output, const char **file)
{
	size_t len = strcspn(output, ":");
	CLEANUP(freep) char *name = xmemdup(output, len);
	const struct report_format *format = output[len] ? report_find(name) : NULL;

	*file = format ? output + len + 1 : output;
	return format ? format : report_find(request->format.word);
}

static int write_file(const struct request *request, const char *output,
		      const struct verdict *verdict, struct pg_error *err)
{
	const struct report_options options = {.width = FILE_WIDTH,
					       .verbose = request->verbose};
	CLEANUP(str_clear) struct str text = {0};
	const char *file;

	output_format(request, output, &file)->write(&text, verdict, &options);
	return file_write(file, str_text(&text), text.len, 0644, err);
}

/* Whether a report tells how many lines change. */
static bool counts_lines(const struct request *request)
{
	bool counts = report_find(request->format.word)->counts_lines;
	const char *file;

	for (size_t i = 0; i < request->outputs->count; i++)
		counts = counts || output_format(request, request->outputs->items[i], &file)
					   ->counts_lines;
	return counts;
}

/* A CI system may name a file, and show what is appended to it beside the job. */
static int write_beside(const struct request *request, const struct verdict *verdict,
			struct pg_error *err)
{
	const struct report_format *format = report_find(request->format.word);
	const struct report_options options = {.width = FILE_WIDTH,
					       .verbose = request->verbose};
	const char *path = format->beside ? getenv(format->beside) : NULL;
	CLEANUP(str_clear) struct str text = {0};
	FILE *file;

	if (!path || !*path)
		return 0;
	format->write_beside(&text, verdict, &options);
	file = fopen(path, "ae");
	if (!file)
		return pg_fail(err, PG_ERR_SYSTEM, "%s '%s': %s", format->beside, path,
			       strerror(errno));
	cli_write(file, &text);
	fclose(file);
	return 0;
}

/* Files first: whoever reads standard output finds them written. A plain FILE takes its place. */
static int write_report(const struct request *request, const struct verdict *verdict,
			const char *up, struct pg_error *err)
{
	const struct report_options options = {
		.color = terminal_colors(stdout, request->color),
		.width = terminal_width(stdout),
		.verbose = request->verbose,
		.up = up};
	CLEANUP(str_clear) struct str text = {0};
	bool taken = false;

	for (size_t i = 0; i < request->outputs->count; i++) {
		const char *output = request->outputs->items[i], *file;

		output_format(request, output, &file);
		taken = taken || file == output;
		if (write_file(request, output, verdict, err) < 0)
			return -1;
	}
	if (write_beside(request, verdict, err) < 0)
		return -1;
	if (taken)
		return 0;
	report_find(request->format.word)->write(&text, verdict, &options);
	cli_write(stdout, &text);
	return 0;
}

/* "main" is a branch. */
static char *whole_ref(const char *name)
{
	return strncmp(name, "refs/", 5) ? xasprintf("refs/heads/%s", name) : xstrdup(name);
}

/* The way to the top folder, for what there is to do next. NULL where nothing is. */
static int find_way_up(struct repo *repo, const struct verdict *verdict, char **up,
		       struct pg_error *err)
{
	static const char *const args[] = {"rev-parse", "--show-cdup", NULL};
	CLEANUP(str_clear) struct str out = {0};

	if (verdict->state != VERDICT_BLOCK)
		return 0;
	if (repo_git(repo, args, false, &out, err) < 0)
		return -1;
	*up = xmemdup(str_text(&out), strcspn(str_text(&out), "\n"));
	return 0;
}

static int run(const struct request *request, struct gate_options *options)
{
	CLEANUP(freep) char *up = NULL;
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(freep) char *plan = NULL;
	CLEANUP(freep) char *target = request->target ? whole_ref(request->target) : NULL;
	CLEANUP(watch_stop) struct watch watch = {0};
	struct pg_error err = {0};

	watch_start(&watch, WATCH_SECONDS * 1000);
	if (repo_open(&repo, &err) < 0)
		return cli_fail(&err);
	options->progress = &watch.progress;
	if (request->plan && repo_path(repo, request->plan, &plan, &err) < 0)
		return cli_fail(&err);
	options->plan = plan;
	options->target = target;
	if (judge_request(repo, request, options, &verdict, &err) < 0 ||
	    find_way_up(repo, &verdict, &up, &err) < 0 ||
	    write_report(request, &verdict, up, &err) < 0)
		return cli_fail(&err);
	return cli_exit_code(&verdict);
}

/* "jsn:report.json" is hardly a file of that name; whoever means one writes "./jsn:report.json". */
static int check_outputs(const struct usage *usage, const struct strlist *outputs)
{
	for (size_t i = 0; i < outputs->count; i++) {
		size_t len = strcspn(outputs->items[i], ":");
		CLEANUP(freep) char *name = xmemdup(outputs->items[i], len);

		if (outputs->items[i][len] && !report_find(name) &&
		    text_nearest(name, report_names()))
			return cli_bad_word(usage, "output", name, report_names());
	}
	return OPTIONS_OK;
}

int cmd_check(int argc, char **argv)
{
	CLEANUP(strlist_clear) struct strlist outputs = {0};
	struct request r = {.format = {report_names()[0], report_names()},
			    .stage = {NULL, stage_names()},
			    .outputs = &outputs};
	const struct option_spec options[] = {
		{0, "staged", OPTION_FLAG, NULL, "what is staged (the default)", &r.staged},
		{0, "worktree", OPTION_FLAG, NULL, "the work tree, with untracked files",
		 &r.worktree},
		{0, "range", OPTION_VALUE, "A..B",
		 "what B brings since its common ancestor with A", &r.range},
		{0, "ci", OPTION_FLAG, NULL,
		 "what this build of a CI system is about, by its environment", &r.ci},
		{0, "commit", OPTION_VALUE, "REV", "one commit against its parents",
		 &r.commit},
		{0, "plan", OPTION_VALUE, "FILE", "hold the change against this plan alone",
		 &r.plan},
		{0, "policy", OPTION_VALUE, "FILE", "judge by this policy, not the base's",
		 &r.policy},
		{0, "target", OPTION_VALUE, "REF",
		 "the branch or ref that the change goes to", &r.target},
		{0, "stage", OPTION_WORD, "NAME", "apply another stage's severities",
		 &r.stage},
		{0, "format", OPTION_WORD, "NAME", NULL, &r.format},
		{'o', "output", OPTION_LIST, "FILE",
		 "write the report to a file; NAME:FILE, also several times: in another "
		 "format",
		 &outputs},
		{'v', "verbose", OPTION_FLAG, NULL,
		 "rules that did not fire, and notes, too", &r.verbose},
		{0, "color", OPTION_COLOR, "WHEN", NULL, &r.color},
		OPTIONS_END};
	const struct usage usage = {"plangate check [--staged | --worktree | --range A..B "
				    "| --ci | --commit REV] [OPTIONS]",
				    "Say whether a change needs a plan, and whether the "
				    "plans in it cover it and hold\n"
				    "up. The policy is that of the change's base: HEAD, "
				    "the first parent of a commit, A.",
				    options};
	struct gate_options gate = {.stage = STAGE_MANUAL};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "check takes no operand '%s'", argv[first]);
	if (r.staged + r.worktree + r.ci + !!r.range + !!r.commit > 1)
		return cli_usage_error(
			&usage,
			"name one of --staged, --worktree, --range, --ci, --commit");
	code = check_outputs(&usage, &outputs);
	if (code != OPTIONS_OK)
		return code;
	if (r.range || r.ci)
		gate.stage = STAGE_CI;
	if (r.stage.word)
		stage_find(&gate.stage, r.stage.word);
	gate.policy_file = r.policy;
	gate.count_lines = counts_lines(&r);
	return run(&r, &gate);
}
