/* plangate check: the whole question, asked by hand or by CI. */
#include <string.h>

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

/* The options, as given. */
struct request {
	bool staged, worktree, verbose;
	const char *range, *commit, *plan, *policy, *stage, *target, *format, *output;
	enum color_choice color;
};

int cli_split_range(const char *range, struct oid *from, struct oid *to,
		    struct pg_error *err)
{
	const char *dots = strstr(range, "..");
	CLEANUP(freep)
	char *left = dots ? xmemdup(range, (size_t)(dots - range)) : xstrdup(range);
	const char *right = dots ? dots + 2 + (dots[2] == '.') : "";

	if (revision_commit(*left ? left : "HEAD", from, err) < 0)
		return -1;
	return revision_commit(*right ? right : "HEAD", to, err);
}

static int judge_request(struct repo *repo, const struct request *request,
			 const struct gate_options *options, struct verdict *verdict,
			 struct pg_error *err)
{
	struct oid from, to;

	if (request->range)
		return cli_split_range(request->range, &from, &to, err) < 0
			       ? -1
			       : gate_range(repo, options, &from, &to, verdict, err);
	if (request->commit)
		return revision_commit(request->commit, &to, err) < 0
			       ? -1
			       : gate_commit(repo, options, &to, verdict, err);
	return request->worktree ? gate_worktree(repo, options, verdict, err)
				 : gate_staged(repo, options, verdict, err);
}

static int write_report(const struct request *request, const struct report_format *format,
			const struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	struct report_options options = {.color = !request->output &&
						  terminal_colors(stdout, request->color),
					 .width = terminal_width(stdout),
					 .verbose = request->verbose};

	format->write(&text, verdict, &options);
	if (request->output)
		return file_write(request->output, str_text(&text), text.len, 0644, err);
	cli_write(stdout, &text);
	return 0;
}

/* "main" is a branch. */
static char *whole_ref(const char *name)
{
	return strncmp(name, "refs/", 5) ? xasprintf("refs/heads/%s", name) : xstrdup(name);
}

static int run(const struct request *request, const struct report_format *format,
	       struct gate_options *options)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(freep) char *plan = NULL;
	CLEANUP(freep) char *target = request->target ? whole_ref(request->target) : NULL;
	CLEANUP(watch_stop) struct watch watch = {0};
	struct pg_error err = {0};

	watch_start(&watch, WATCH_SECONDS * 1000);
	if (repo_open(&repo, &err) < 0)
		return cli_fail(&err);
	repo_set_progress(repo, &watch.progress);
	if ((request->plan && repo_path(repo, request->plan, &plan, &err) < 0))
		return cli_fail(&err);
	options->plan = plan;
	options->target = target;
	if (judge_request(repo, request, options, &verdict, &err) < 0 ||
	    write_report(request, format, &verdict, &err) < 0)
		return cli_fail(&err);
	return cli_exit_code(&verdict);
}

static int bad_word(const struct usage *usage, const char *option, const char *word,
		    const char *const *words)
{
	const char *nearest = text_nearest(word, words);
	CLEANUP(freep) char *safe = text_safe(word);
	CLEANUP(str_clear) struct str all = {0};

	for (; *words; words++)
		str_addf(&all, "%s%s", all.len ? ", " : "", *words);
	return cli_usage_error(usage, "'%s' is no value for --%s (%s)%s%s%s", safe, option,
			       str_text(&all), nearest ? "; did you mean '" : "",
			       nearest ? nearest : "", nearest ? "'?" : "");
}

int cmd_check(int argc, char **argv)
{
	struct request r = {.format = "human"};
	const struct option_spec options[] = {
		{0, "staged", OPTION_FLAG, NULL, "what is staged (the default)", &r.staged},
		{0, "worktree", OPTION_FLAG, NULL, "the work tree, with untracked files",
		 &r.worktree},
		{0, "range", OPTION_VALUE, "A..B",
		 "what B brings since its common ancestor with A", &r.range},
		{0, "commit", OPTION_VALUE, "REV", "one commit against its parents",
		 &r.commit},
		{0, "plan", OPTION_VALUE, "FILE", "hold the change against this plan alone",
		 &r.plan},
		{0, "policy", OPTION_VALUE, "FILE", "judge by this policy, not the base's",
		 &r.policy},
		{0, "target", OPTION_VALUE, "REF",
		 "the branch or ref that the change goes to", &r.target},
		{0, "stage", OPTION_VALUE, "NAME", "apply another stage's severities",
		 &r.stage},
		{0, "format", OPTION_VALUE, "NAME", "human or json", &r.format},
		{'o', "output", OPTION_VALUE, "FILE", "write the report to a file",
		 &r.output},
		{'v', "verbose", OPTION_FLAG, NULL,
		 "rules that did not fire, and notes, too", &r.verbose},
		{0, "color", OPTION_COLOR, "WHEN", "auto, always or never", &r.color},
		OPTIONS_END};
	const struct usage usage = {"plangate check [--staged | --worktree | --range A..B "
				    "| --commit REV] [OPTIONS]",
				    "Say whether a change needs a plan, and whether the "
				    "plans in it cover it and hold\n"
				    "up. The policy is that of the change's base: HEAD, "
				    "the first parent of a commit, A.",
				    options};
	struct gate_options gate = {.stage = STAGE_MANUAL};
	const struct report_format *format;
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "check takes no operand '%s'", argv[first]);
	if (r.staged + r.worktree + !!r.range + !!r.commit > 1)
		return cli_usage_error(
			&usage, "name one of --staged, --worktree, --range, --commit");
	format = report_find(r.format);
	if (!format)
		return bad_word(&usage, "format", r.format, report_names());
	if (r.stage && !stage_find(&gate.stage, r.stage))
		return bad_word(&usage, "stage", r.stage, stage_names());
	gate.policy_file = r.policy;
	gate.count_lines = !strcmp(r.format, "json");
	return run(&r, format, &gate);
}
