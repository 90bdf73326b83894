/* plangate init: a first policy, and the hooks. */
#include <string.h>
#include <sys/random.h>

#include "cli.h"
#include "init_signers.h"
#include "plangate/assist/propose.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"
#include "plangate/record/signers.h"

DEFINE_CLEANUP(struct repo, repo_free)

enum { ID_BYTES = 16 };

static int add_random_id(struct str *out, struct pg_error *err)
{
	unsigned char bytes[ID_BYTES];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return pg_fail(err, PG_ERR_SYSTEM, "no random numbers to be had");
	for (size_t i = 0; i < sizeof(bytes); i++)
		str_addf(out, "%02x", bytes[i]);
	return 0;
}

/* "  - x  # because of y" for each pack. */
static void add_packs(struct str *out, const struct proposal *proposal)
{
	str_add(out,
		"# Built-in rules; 'plangate rules list' shows them. default: 3 or more "
		"files, a file over\n"
		"# 500 lines or 80 KB, high-risk files, security, schema, new features.\n"
		"extends:\n");
	for (size_t i = 0; i < proposal->packs.count; i++) {
		CLEANUP(freep) char *reason = text_quote_path(proposal->reasons.items[i]);

		str_addf(out, "  - %s", proposal->packs.items[i]);
		if (*reason)
			str_addf(out, "  # there is %s", reason);
		str_add_char(out, '\n');
	}
}

static void add_count(struct str *out, const struct proposal *proposal)
{
	str_add(out, "\n# all: every file counts. code: tests, documentation, "
		     "translations, lock files and\n"
		     "# generated files do not.\n");
	if (proposal->commits)
		str_addf(out,
			 "# Of the last %zu commits here, 3 files or a large one would "
			 "have asked for a\n"
			 "# plan on %zu %% with all, on %zu %% with code.\n",
			 proposal->commits, 100 * proposal->fired_all / proposal->commits,
			 100 * proposal->fired_code / proposal->commits);
	str_add(out, "count: code\n");
}

/* A double-quoted YAML scalar; what it cannot hold is left out of a proposal. */
static bool is_plain_path(const char *path)
{
	return utf8_valid(path, strlen(path)) && !strpbrk(path, "\"\\*?[]{}\n\t");
}

static void add_lands(struct str *out, const struct proposal *proposal)
{
	bool any = false;

	for (size_t i = 0; i < proposal->lands.count; i++) {
		const char *branch = proposal->lands.items[i];

		if (!utf8_valid(branch, strlen(branch)) || strpbrk(branch, "\"\\"))
			continue;
		str_addf(out, "%s\"%s\"",
			 any ? ", "
			     : "\n# Branches where work lands, by the merges that they "
			       "received: there a plan is used\n# up.\nlands: [",
			 branch);
		any = true;
	}
	str_add(out, any ? "]\n" : "");
}

static void add_rules(struct str *out, const struct proposal *proposal)
{
	str_add(out,
		"\nrules:\n"
		"  # Number and size alone fire most often and say least, so a light plan "
		"(scope,\n"
		"  # tests, rollback) is enough for them; what else a change touches asks "
		"for more.\n"
		"  - id: many-files\n"
		"    demand: {profile: light}\n"
		"  - id: large-file\n"
		"    demand: {profile: light}\n"
		"\n"
		"  # The files that carry everything else: a mistake there reaches far.\n"
		"  - id: high-risk-file\n"
		"    description: a file changes that much of this repository depends on\n"
		"    when:\n"
		"      paths:\n");
	for (size_t i = 0; i < proposal->file_count; i++) {
		const struct risky_file *file = &proposal->files[i];

		if (is_plain_path(file->path))
			str_addf(out,
				 "        - \"/%s\"  # %zu lines, changed by %zu of %zu "
				 "commits, named by %zu files\n",
				 file->path, file->lines, file->changes, proposal->commits,
				 file->importers);
	}
	if (!proposal->file_count)
		str_add(out, "        - api.py  # an example: name yours\n");
	str_add(out, "    demand: {profile: standard, risk: MEDIUM}\n");
}

static int write_policy_text(struct str *out, const struct proposal *proposal,
			     const struct strlist *persons, struct pg_error *err)
{
	str_add(out, "# The policy of plangate: which changes need a plan, and what it "
		     "must bring.\n"
		     "# Every key is explained in docs/policy.md of plangate. The policy "
		     "that judges a\n"
		     "# change is the one in its base, so an edit here takes effect once "
		     "it has landed.\n"
		     "version: 1\n"
		     "\n"
		     "# Ties signed records to this repository. Keep it.\n"
		     "repository: \"");
	if (add_random_id(out, err) < 0)
		return -1;
	str_add(out, "\"\n");
	add_signers(out, persons);
	str_add(out, "\n");
	add_packs(out, proposal);
	str_add(out, "\n# warn reports everything and blocks nothing.\nmode: enforce\n");
	add_count(out, proposal);
	str_add(out, "\n# Never counted.\n"
		     "ignore: [\"vendor/\", \"third_party/\", \"node_modules/\"]\n");
	add_lands(out, proposal);
	str_addf(out, "\nplans:\n  paths: [\"%s/**/*.md\"]\n", proposal->plan_folder);
	add_rules(out, proposal);
	return 0;
}

static int write_policy(struct repo *repo, const struct str *text, struct pg_error *err)
{
	CLEANUP(freep) char *top = NULL;
	CLEANUP(freep) char *yaml = NULL;
	CLEANUP(freep) char *json = NULL;

	if (repo_toplevel(repo, &top, err) < 0)
		return -1;
	yaml = file_join(top, POLICY_YAML);
	json = file_join(top, POLICY_JSON);
	if (file_exists(yaml) || file_exists(json))
		return pg_fail(
			err, PG_ERR_USAGE,
			"there is a policy already (%s); nothing was written; 'plangate "
			"install' sets up the hooks alone",
			file_exists(yaml) ? POLICY_YAML : POLICY_JSON);
	if (file_write(yaml, str_text(text), text->len, 0644, err) < 0)
		return -1;
	printf("wrote %s:\n\n", POLICY_YAML);
	return 0;
}

/* Beside the policy that names them; a file that is there already is somebody's decision. */
static int write_signers(struct repo *repo, const struct str *lines, struct pg_error *err)
{
	CLEANUP(freep) char *top = NULL;
	CLEANUP(freep) char *file = NULL;

	if (!lines->len)
		return 0;
	if (repo_toplevel(repo, &top, err) < 0)
		return -1;
	file = file_join(top, SIGNERS_FILE);
	if (file_exists(file)) {
		puts("kept " SIGNERS_FILE " as it is");
		return 0;
	}
	if (file_write(file, str_text(lines), lines->len, 0644, err) < 0)
		return -1;
	puts("wrote " SIGNERS_FILE " from your git configuration: check whom it lists");
	return 0;
}

static int run(bool print, bool no_hooks, struct pg_error *err)
{
	CLEANUP(proposal_clear) struct proposal proposal = {0};
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(str_clear) struct str text = {0};
	CLEANUP(str_clear) struct str signers = {0};
	CLEANUP(strlist_clear) struct strlist persons = {0};

	if (repo_open(&repo, err) < 0 || propose(repo, &proposal, err) < 0 ||
	    propose_signers(repo, &signers, &persons, err) < 0 ||
	    write_policy_text(&text, &proposal, &persons, err) < 0)
		return -1;
	if (print) {
		cli_write(stdout, &text);
		return 0;
	}
	if (write_policy(repo, &text, err) < 0)
		return -1;
	cli_write(stdout, &text);
	if (write_signers(repo, &signers, err) < 0)
		return -1;
	if (!no_hooks && cli_install_hooks(repo, err) < 0)
		return -1;
	puts("Next: read " POLICY_YAML
	     ", then git add it and commit; judging begins after that "
	     "commit");
	return 0;
}

int cmd_init(int argc, char **argv)
{
	bool print = false, no_hooks = false;
	const struct option_spec options[] = {
		{0, "print", OPTION_FLAG, NULL,
		 "write the policy to standard output, and nothing else", &print},
		{0, "no-hooks", OPTION_FLAG, NULL, "leave the hooks alone", &no_hooks},
		OPTIONS_END};
	const struct usage usage = {"plangate init [--print | --no-hooks]",
				    "Write a first policy with the default pack to "
				    ".plangate/policy.yaml and install the\n"
				    "hooks; where git is set up to sign with an ssh key, "
				    ".plangate/signers too. Where there is a\n"
				    "policy, nothing is written.",
				    options};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "init takes no operand '%s'", argv[first]);
	return run(print, no_hooks, &err) < 0 ? cli_fail(&err) : EXIT_PASS;
}
