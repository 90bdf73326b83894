/* plangate plan sync and continue: a plan document, brought up to what is staged, or to what comes next. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "plangate/assist/plans.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/git/repo.h"

DEFINE_CLEANUP(struct repo, repo_free)

static int write_back(const char *file, const struct str *text, struct pg_error *err)
{
	struct stat info;
	mode_t mode = stat(file, &info) == 0 ? info.st_mode & 0777 : 0644;

	return file_write(file, str_text(text), text->len, mode, err);
}

/* Whether the file holds exactly this already. */
static bool is_same(const char *file, const struct str *text)
{
	CLEANUP(str_clear) struct str now = {0};
	struct pg_error ignored = {0};

	return file_read(file, text->len + 1, &now, &ignored) == 0 &&
	       now.len == text->len && !memcmp(str_text(&now), str_text(text), now.len);
}

static int sync_file(struct repo *repo, const char *file, bool print, struct pg_error *err)
{
	CLEANUP(freep) char *path = NULL;
	CLEANUP(freep) char *shown = NULL;
	CLEANUP(freep) char *next = NULL;
	CLEANUP(str_clear) struct str text = {0};
	size_t added = 0;

	if (repo_path(repo, file, &path, err) < 0 ||
	    plan_file_sync(repo, &(struct plan_file){file, path}, &text, &added, err) < 0)
		return -1;
	if (print) {
		cli_write(stdout, &text);
		return 0;
	}
	shown = text_quote_path(file);
	if (is_same(file, &text)) {
		printf("%s: up to date\n", shown);
		return 0;
	}
	if (write_back(file, &text, err) < 0)
		return -1;
	printf("%s: %zu file%s added to the scope, estimate up to date\n", shown, added,
	       added == 1 ? "" : "s");
	next = text_quote_argument(file);
	fprintf(stderr, "plangate: read it, then: git add %s\n", next);
	return 0;
}

int cmd_plan_sync(int argc, char **argv)
{
	bool print = false;
	const struct option_spec options[] = {{0, "print", OPTION_FLAG, NULL,
					       "write to standard output, not to the file",
					       &print},
					      OPTIONS_END};
	const struct usage usage = {"plangate plan sync [--print] FILE...",
				    "List every staged file that needs a plan and that no "
				    "other plan covers in the "
				    "scope of the\nplan document FILE, and set the numbers "
				    "of its estimate. Every "
				    "other byte stays as it is.",
				    options};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first == argc)
		return cli_usage_error(&usage, "plan sync needs a file");
	if (repo_open(&repo, &err) < 0)
		return cli_fail(&err);
	for (; first < argc; first++)
		if (sync_file(repo, argv[first], print, &err) < 0)
			return cli_fail(&err);
	return EXIT_PASS;
}

static int continue_plan(const char *file, const char *words, bool print,
			 struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(freep) char *path = NULL;
	CLEANUP(freep) char *shown = text_quote_path(file);
	CLEANUP(freep) char *next = text_quote_argument(file);
	CLEANUP(str_clear) struct str text = {0};

	if (repo_open(&repo, err) < 0 || repo_path(repo, file, &path, err) < 0 ||
	    plan_file_continue(repo, &(struct plan_file){file, path}, words, &text, err) <
		    0)
		return -1;
	if (print) {
		cli_write(stdout, &text);
		return 0;
	}
	if (write_back(file, &text, err) < 0)
		return -1;
	printf("%s: goes on\n", shown);
	fprintf(stderr, "plangate: read it, then: plangate plan sync %s && git add %s\n",
		next, next);
	return 0;
}

int cmd_plan_continue(int argc, char **argv)
{
	bool print = false;
	const struct option_spec options[] = {{0, "print", OPTION_FLAG, NULL,
					       "write to standard output, not to the file",
					       &print},
					      OPTIONS_END};
	const struct usage usage = {
		"plangate plan continue [--print] FILE TEXT",
		"Go on with a plan that has landed: it covers its files again once it says "
		"what comes next.\nTEXT becomes one more step, and an entry of the section "
		"'Progress'; a plan that is done is active\nagain. Every other byte stays "
		"as "
		"it is.",
		options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 2)
		return cli_usage_error(&usage,
				       "plan continue needs a file, and what comes next "
				       "in quotes");
	return continue_plan(argv[first], argv[first + 1], print, &err) < 0 ? cli_fail(&err)
									    : EXIT_PASS;
}
