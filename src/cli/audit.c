/* plangate audit: what landed, and what let it in. */
#include "plangate/model/audit.h"

#include "cli.h"
#include "plangate/assist/audit.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/change/spec.h"
#include "plangate/git/history.h"
#include "plangate/git/repo.h"
#include "plangate/report/audit.h"

DEFINE_CLEANUP(struct repo, repo_free)

static int run(const char *range, const struct audit_format *format, bool *bypass,
	       struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(audit_clear) struct audit audit = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct named_change span = {.kind = SPEC_RANGE};

	if (repo_open(&repo, err) < 0)
		return -1;
	if (range ? cli_split_range(repo, range, &span, err) < 0
		  : revision_commit(repo, "HEAD", &span.to, err) < 0)
		return -1;
	if (audit_run(repo, &span.from, &span.to, &audit, err) < 0)
		return -1;
	format->write(&text, &audit);
	cli_write(stdout, &text);
	*bypass = audit.verdict.state >= VERDICT_BLOCK;
	return 0;
}

int cmd_audit(int argc, char **argv)
{
	static const struct verb verbs[] = {
		{"verify", "is a server's ledger whole?", cmd_audit_verify},
		{NULL, NULL, NULL}};
	struct word_choice format = {audit_format_names()[0], audit_format_names()};
	const char *range = NULL;
	const struct option_spec options[] = {
		{0, "range", OPTION_VALUE, "A..B",
		 "what landed on B since A, not all of HEAD", &range},
		{0, "format", OPTION_WORD, "NAME", NULL, &format},
		OPTIONS_END};
	const struct usage usage = {"plangate audit [OPTIONS] | verify LEDGER",
				    "Judge again every change that landed since plangate "
				    "was adopted, as it was then: "
				    "which\n"
				    "rules fired, what satisfied them (a plan, an override "
				    "and by whom, nothing). "
				    "Status 1\n"
				    "where one landed that should not have.",
				    options};
	struct pg_error err = {0};
	bool bypass = false;
	int first, code;

	if (argc > 1 && argv[1][0] != '-')
		return cli_dispatch(verbs, "plangate audit", argc - 1, argv + 1);
	code = options_parse(&usage, argc, argv, &first);
	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "audit takes no operand '%s'", argv[first]);
	if (run(range, audit_format_find(format.word), &bypass, &err) < 0)
		return cli_fail(&err);
	return bypass ? EXIT_BLOCKED : EXIT_PASS;
}
