/* plangate plan: write and check plan documents. */
#include <string.h>
#include <time.h>

#include "cli.h"
#include "editor.h"
#include "plangate/assist/plans.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/git/making.h"
#include "plangate/git/repo.h"
#include "plangate/plan/document.h"
#include "plangate/plan/file_name.h"
#include "plangate/plan/scaffold.h"
#include "plangate/policy/policy.h"
#include "plangate/report/report.h"

DEFINE_CLEANUP(struct repo, repo_free)

enum { MOST_OF_A_NAME = 999 };

/* The folder of plans.paths' first glob: its components before the first wildcard. */
static char *plan_folder(const struct policy *policy)
{
	const char *pattern = glob_pattern(policy->plans.paths.items[0]);
	size_t len = strcspn(pattern, "*?[{\\");

	while (len && pattern[len - 1] != '/')
		len--;
	return len ? xmemdup(pattern, len - 1) : xstrdup(".");
}

/* <top>/docs/plans/2026-11-23-title.md, or where plans are folders 2026-11-23-title/plan.md; the caller frees. */
static char *numbered_path(const struct policy *policy, const char *top, const char *title,
			   unsigned number)
{
	CLEANUP(freep) char *folder = plan_folder(policy);
	CLEANUP(freep) char *name = NULL, *inside = NULL;
	time_t now = (time_t)utc_now();
	struct tm date;

	localtime_r(&now, &date);
	if (policy->plans.habit)
		name = plan_habit_file(policy->plans.habit, title, number);
	else
		name = plan_file_name(title, number, date.tm_year + 1900, date.tm_mon + 1,
				      date.tm_mday);
	inside = xasprintf("%s/%s", folder, name);
	return policy_is_plan(policy, inside)
		       ? xasprintf("%s/%s", top, inside)
		       : xasprintf("%s/%.*s/plan.md", top,
				   (int)(strlen(inside) - strlen(".md")), inside);
}

/* Whether the file has the line with the title of the new plan: it is this plan, written before. */
static bool has_title(const char *file, const struct str *plan)
{
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *line = NULL;
	struct pg_error ignored = {0};
	const char *title = strstr(str_text(plan), "# ");

	if (file_read(file, PLAN_MOST_BYTES, &text, &ignored) < 0)
		return false;
	line = xmemdup(title, strcspn(title, "\n") + 1);
	return strstr(str_text(&text), line) != NULL;
}

/* The first that is free; one of the same title is no other plan, and keeps the name. */
static int default_path(struct repo *repo, const struct policy *policy, const char *title,
			const struct str *plan, char **path, struct pg_error *err)
{
	CLEANUP(freep) char *top = NULL;

	if (repo_toplevel(repo, &top, err) < 0)
		return -1;
	for (unsigned number = 1; number <= MOST_OF_A_NAME; number++) {
		free(*path);
		*path = numbered_path(policy, top, title, number);
		if (!file_exists(*path) || has_title(*path, plan))
			break;
	}
	return 0;
}

struct new_request {
	const char *title, *output;
	struct word_choice profile;
	bool print, edit;
};

/* What to do with it next. A rule that leaves a folder out cannot be taken back for what is in it. */
static int tell_next(struct repo *repo, const char *path, const char *shown,
		     struct pg_error *err)
{
	CLEANUP(freep) char *rule = NULL;
	CLEANUP(freep) char *safe = NULL;

	if (repo_ignored_by(repo, path, &rule, err) < 0)
		return -1;
	if (rule) {
		safe = text_safe(rule);
		fprintf(stderr,
			"plangate: git ignores this file (%s): so it is added with -f, or "
			"that line is changed\n",
			safe);
	}
	fprintf(stderr,
		"plangate: fill in what is marked '[fill in: ...]', then: git add %s%s\n"
		"plangate: to see what is still missing: plangate plan check %s\n",
		rule ? "-f " : "", shown, shown);
	return 0;
}

/* As it was named, or else as a path from the current folder. */
static int from_here(struct repo *repo, const char *named, const char *inside, char **here,
		     struct pg_error *err)
{
	static const char *const args[] = {"rev-parse", "--show-cdup", NULL};
	CLEANUP(str_clear) struct str up = {0};

	if (named) {
		*here = xstrdup(named);
		return 0;
	}
	if (repo_git(repo, args, true, &up, err) < 0)
		return -1;
	*here = xasprintf("%.*s%s", (int)strcspn(str_text(&up), "\n"), str_text(&up),
			  inside);
	return 0;
}

static int write_plan(struct repo *repo, const struct new_request *request,
		      const char *path, const struct str *text, struct pg_error *err)
{
	CLEANUP(freep) char *inside = NULL;
	CLEANUP(freep) char *here = NULL;
	CLEANUP(freep) char *shown = NULL;
	CLEANUP(freep) char *next = NULL;

	if (file_exists(path))
		return pg_fail(err, PG_ERR_USAGE,
			       "'%s' exists already; name another with --output", path);
	if (file_write(path, str_text(text), text->len, 0644, err) < 0 ||
	    repo_path(repo, path, &inside, err) < 0)
		return -1;
	if (from_here(repo, request->output, inside, &here, err) < 0)
		return -1;
	shown = text_quote_path(here);
	next = text_quote_argument(here);
	printf("%s\n", shown);
	return tell_next(repo, path, next, err);
}

/* Also where git ignores it: whoever writes a plan there means it. */
static int edit_and_stage(struct repo *repo, const char *path, struct pg_error *err)
{
	CLEANUP(str_clear) struct str out = {0};
	const char *const args[] = {"add", "-f", "--", path, NULL};

	if (editor_open(repo, path, err) < 0)
		return -1;
	return repo_git(repo, args, true, &out, err) < 0 ? -1 : 0;
}

/* What the commit that is being made is called, where nobody gave a title. */
static int find_title(struct repo *repo, struct new_request *request, char **title,
		      struct pg_error *err)
{
	if (request->title)
		return 0;
	if (making_subject(repo, title, err) < 0)
		return -1;
	if (!*title)
		return pg_fail(
			err, PG_ERR_USAGE,
			"no message of a commit is known to take the title from; give one: "
			"plangate plan new \"What this change does\"");
	request->title = *title;
	return 0;
}

static int new_plan(struct new_request *request, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(analysis_clear) struct analysis analysis = {0};
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *path = xstrdup(request->output);
	CLEANUP(freep) char *title = NULL;
	const struct named_change staged = {.kind = SPEC_STAGED};
	struct demand demand;

	if (repo_open(&repo, err) < 0 || find_title(repo, request, &title, err) < 0 ||
	    survey_open(&c, repo, &staged, err) < 0 ||
	    survey_analyse(&c, &analysis, err) < 0)
		return -1;
	demand = analysis.demand;
	if (request->profile.word)
		profile_find(&demand.profile, request->profile.word);
	plan_scaffold(&text, request->title, &analysis, &demand, c.policy->plans.habit);
	if (request->print) {
		cli_write(stdout, &text);
		return 0;
	}
	if (!path && default_path(repo, c.policy, request->title, &text, &path, err) < 0)
		return -1;
	if (write_plan(repo, request, path, &text, err) < 0)
		return -1;
	return request->edit ? edit_and_stage(repo, path, err) : 0;
}

static int cmd_plan_new(int argc, char **argv)
{
	struct new_request r = {.profile = {NULL, profile_names()}};
	const struct option_spec options[] = {
		{'o', "output", OPTION_VALUE, "FILE", "write it there", &r.output},
		{'e', "edit", OPTION_FLAG, NULL, "open it in your editor, then stage it",
		 &r.edit},
		{0, "print", OPTION_FLAG, NULL, "write to standard output, not to a file",
		 &r.print},
		{0, "profile", OPTION_WORD, "NAME", "in place of what is demanded",
		 &r.profile},
		OPTIONS_END};
	const struct usage usage = {
		"plangate plan new [OPTIONS] [TITLE]",
		"Write a plan for what is staged, filled in with all "
		"that can be known: the files with\n"
		"their sizes, what makes them high-risk, the estimate. "
		"What only a person knows is left\n"
		"marked, and is refused until it is filled in. Without a "
		"title it is that of the message\n"
		"of the commit that is being made or was refused.",
		options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first > 1 ||
	    (first < argc && !argv[first][strspn(argv[first], " \t\n")]))
		return cli_usage_error(&usage, "plan new takes one title, in quotes");
	r.title = argv[first];
	return new_plan(&r, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}

struct check_request {
	struct word_choice format, stage;
	enum stage at;
	bool verbose;
	enum color_choice color;
};

static int check_file(struct repo *repo, const char *file,
		      const struct check_request *request, int *code, struct pg_error *err)
{
	CLEANUP(verdict_clear) struct verdict verdict = {0};
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *path = NULL;
	const struct report_format *format = report_find(request->format.word);
	const struct report_options options = {
		.color = terminal_colors(stdout, request->color),
		.width = terminal_width(stdout),
		.verbose = request->verbose};

	if (repo_path(repo, file, &path, err) < 0 ||
	    plan_file_check(repo, &(struct plan_file){file, path}, request->at, &verdict,
			    err) < 0)
		return -1;
	(format->write_plan ? format->write_plan : format->write)(&text, &verdict,
								  &options);
	cli_write(stdout, &text);
	if (cli_exit_code(&verdict) > *code)
		*code = cli_exit_code(&verdict);
	return 0;
}

static int cmd_plan_check(int argc, char **argv)
{
	struct check_request r = {.format = {report_names()[0], report_names()},
				  .stage = {NULL, stage_names()}};
	const struct option_spec options[] = {
		{0, "format", OPTION_WORD, "NAME", NULL, &r.format},
		{0, "stage", OPTION_WORD, "NAME", "apply another stage's severities",
		 &r.stage},
		{'v', "verbose", OPTION_FLAG, NULL, "notes too", &r.verbose},
		{0, "color", OPTION_COLOR, "WHEN", NULL, &r.color},
		OPTIONS_END};
	const struct usage usage = {
		"plangate plan check [OPTIONS] FILE...",
		"Check plan documents as they are in the work tree, by what the staged "
		"change demands\n"
		"of them, or by the standard profile where it demands nothing.",
		options};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct pg_error err = {0};
	int first, worst = EXIT_PASS, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first == argc)
		return cli_usage_error(&usage, "plan check needs a file");
	if (r.stage.word)
		stage_find(&r.at, r.stage.word);
	if (repo_open(&repo, &err) < 0)
		return cli_fail(&err);
	for (; first < argc; first++)
		if (check_file(repo, argv[first], &r, &worst, &err) < 0)
			return cli_fail(&err);
	return worst;
}

int cmd_plan(int argc, char **argv)
{
	static const struct verb verbs[] = {
		{"new", "write a plan for what is staged", cmd_plan_new},
		{"check", "check plan documents", cmd_plan_check},
		{"approve", "sign that you accept a plan's exact text", cmd_plan_approve},
		{"continue", "go on with a plan that has landed", cmd_plan_continue},
		{"sync", "bring files and estimate up to date", cmd_plan_sync},
		{"list", "list the plans, and what each covers", cmd_plan_list},
		{"show", "show a plan as it is understood", cmd_plan_show},
		{NULL, NULL, NULL},
	};
	static const struct option_spec none[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate plan new | check | sync | continue | list | show | approve",
		"Write, check, look at and approve plan documents. "
		"'plangate help plan new' and so on "
		"explain each.",
		none};

	return cli_dispatch_nested(verbs, "plangate plan", &usage, argc, argv);
}
