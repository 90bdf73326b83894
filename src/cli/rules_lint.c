/* plangate rules lint: what is odd in a policy. */
#include <string.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/base/value.h"
#include "plangate/git/repo.h"
#include "plangate/policy/author.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

/* Files that a file extends, as they are in the work tree. */
static int read_beside(void *top, const char *path, struct str *out, struct pg_error *err)
{
	CLEANUP(freep) char *file = file_join(top, path);

	if (!file_exists(file))
		return pg_fail(err, PG_ERR_POLICY, "%s: there is no such file", path);
	return file_read(file, VALUE_MOST_BYTES, out, err);
}

static int load_file(struct repo *repo, const char *file, struct policy **policy,
		     struct pg_error *err)
{
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(freep) char *top = NULL;
	struct policy_source source = {read_beside, NULL};

	if (repo_toplevel(repo, &top, err) < 0 ||
	    file_read(file, VALUE_MOST_BYTES, &text, err) < 0)
		return -1;
	source.context = top;
	return policy_load(policy, file, str_text(&text), text.len, &source, err);
}

static void add_diagnostic(struct str *out, const struct diagnostic *item)
{
	CLEANUP(freep) char *message = text_safe(item->message);
	CLEANUP(freep) char *file = text_safe(item->file ? item->file : "");

	str_addf(out, "%s:%d: %s: %s [%s]\n", file, item->line,
		 severity_name(item->severity), message, problem_id(item->problem));
}

static int lint(const char *file)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(diagnostics_clear) struct diagnostics found = {0};
	CLEANUP(str_clear) struct str out = {0};
	struct pg_error err = {0};

	if (repo_open(&repo, &err) < 0 || (file ? load_file(repo, file, &policy, &err)
						: survey_policy(repo, &policy, &err)) < 0)
		return cli_fail(&err);
	policy_lint(policy, &found);
	for (size_t i = 0; i < found.count; i++)
		add_diagnostic(&out, &found.items[i]);
	if (!found.count)
		str_addf(&out, "%s: nothing odd\n", policy->file);
	cli_write(stdout, &out);
	return found.count ? EXIT_BLOCKED : EXIT_PASS;
}

int cmd_rules_lint(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate rules lint [FILE]",
		"Find what is odd in the policy in force, or in FILE: rules that can never "
		"fire, patterns\nthat match everything or that another of the list covers, "
		"regular expressions that match\nthe empty string or run away. Exit status "
		"1 "
		"where something is found.",
		options};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first > 1)
		return cli_usage_error(&usage, "rules lint takes one FILE");
	return lint(argv[first]);
}
