/* plangate scope: what can be known of a change, without a plan. */
#include <string.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/cleanup.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
#include "plangate/report/scope.h"

DEFINE_CLEANUP(struct repo, repo_free)

struct request {
	struct word_choice format;
	const char *range, *commit;
};

static int print_scope(const struct request *request, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(analysis_clear) struct analysis analysis = {0};
	CLEANUP(str_clear) struct str out = {0};
	struct named_change change;

	if (repo_open(&repo, err) < 0 ||
	    cli_name_change(repo, request->range, request->commit, &change, err) < 0 ||
	    survey_open(&c, repo, &change, err) < 0 ||
	    survey_analyse(&c, &analysis, err) < 0)
		return -1;
	scope_format_find(request->format.word)->write(&out, &analysis);
	cli_write(stdout, &out);
	return 0;
}

int cmd_scope(int argc, char **argv)
{
	struct request r = {.format = {scope_format_names()[0], scope_format_names()}};
	const struct option_spec options[] = {
		{0, "range", OPTION_VALUE, "A..B", "what B brings since it left A",
		 &r.range},
		{0, "commit", OPTION_VALUE, "REV", "one commit", &r.commit},
		{0, "format", OPTION_WORD, "NAME", NULL, &r.format},
		OPTIONS_END};
	const struct usage usage = {
		"plangate scope [--range A..B | --commit REV] [--format NAME]",
		"Tell what a change touches: files and sizes, rules that fire, functions "
		"and "
		"types, who\nimports what changes, tests that cover it, migrations, and "
		"lines "
		"that the plan should\nassess. Without options: what is staged.",
		options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "scope takes no operand '%s'", argv[first]);
	if (r.range && r.commit)
		return cli_usage_error(&usage, "--range and --commit exclude each other");
	return print_scope(&r, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}
