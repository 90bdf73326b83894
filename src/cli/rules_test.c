/* plangate rules test: fixtures against the rules, as TAP. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/names.h"
#include "plangate/base/text.h"
#include "plangate/git/repo.h"
#include "plangate/policy/fixture.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

enum { FIXTURE_MOST_BYTES = 1 << 20 };

static const char default_folder[] = ".plangate/fixtures";

struct tap {
	struct str out;
	size_t cases, failed;
};

static void tap_clear(struct tap *tap)
{
	str_clear(&tap->out);
}

static void tell(void *context, const struct fixture_result *result)
{
	struct tap *tap = context;
	CLEANUP(freep) char *name = text_safe(result->name);
	CLEANUP(freep) char *file = text_safe(result->file);

	tap->cases++;
	tap->failed += !result->passed;
	str_addf(&tap->out, "%sok %zu - %s\n", result->passed ? "" : "not ", tap->cases,
		 name);
	if (!result->passed)
		str_addf(&tap->out, "# %s:%d\n# fires:%s\n# should fire:%s\n", file,
			 result->line, *result->fired ? result->fired : " nothing",
			 *result->expected ? result->expected : " nothing");
}

/* The .yaml files of a folder, in order of their names. */
static int list_folder(const char *folder, struct strlist *files, struct pg_error *err)
{
	DIR *stream = opendir(folder);
	struct dirent *entry;

	if (!stream)
		return pg_fail(err, PG_ERR_USAGE, "cannot read the folder %s: %s", folder,
			       strerror(errno));
	while ((entry = readdir(stream))) {
		const char *ending = strrchr(entry->d_name, '.');
		CLEANUP(freep) char *path = file_join(folder, entry->d_name);

		if (entry->d_name[0] != '.' && ending &&
		    (!strcmp(ending, ".yaml") || !strcmp(ending, ".yml")))
			strlist_add(files, path);
	}
	closedir(stream);
	strlist_sort(files);
	return 0;
}

static int run_folder(const struct policy *policy, const char *folder, struct tap *tap,
		      struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist files = {0};

	if (list_folder(folder, &files, err) < 0)
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		CLEANUP(str_clear) struct str text = {0};

		if (file_read(files.items[i], FIXTURE_MOST_BYTES, &text, err) < 0 ||
		    fixture_run(policy, files.items[i], str_text(&text), text.len, tell,
				tap, err) < 0)
			return -1;
	}
	return 0;
}

/* The name of a pack without what all of them begin with. */
static const char *short_name(const char *pack)
{
	static const char prefix[] = "plangate:";

	return pack + (strncmp(pack, prefix, strlen(prefix)) ? 0 : strlen(prefix));
}

/* The short names of all packs, ended by NULL; the caller frees the array. */
static const char **pack_words(void)
{
	const char *const *names = policy_pack_names();
	const char **words;
	size_t count = 0;

	while (names[count])
		count++;
	words = xcalloc(count + 1, sizeof(*words));
	for (size_t i = 0; i < count; i++)
		words[i] = short_name(names[i]);
	return words;
}

/* A policy that extends this pack alone. */
static int pack_policy(const char *pack, struct policy **policy, struct pg_error *err)
{
	CLEANUP(freep)
	char *text = xasprintf("version: 1\nextends: [\"plangate:%s\"]\n", pack);

	return policy_load(policy, "--pack", text, strlen(text), NULL, err);
}

static int find_policy(const char *pack, struct policy **policy, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;

	if (pack)
		return pack_policy(pack, policy, err);
	return repo_open(&repo, err) < 0 ? -1 : survey_policy(repo, policy, err);
}

static int default_fixtures(char **folder, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(freep) char *top = NULL;

	if (repo_open(&repo, err) < 0 || repo_toplevel(repo, &top, err) < 0)
		return -1;
	*folder = file_join(top, default_folder);
	return 0;
}

static int run_all(const char *pack, char *const *folders, struct tap *tap,
		   struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(freep) char *folder = NULL;

	if (find_policy(pack, &policy, err) < 0)
		return -1;
	if (!*folders)
		return default_fixtures(&folder, err) < 0
			       ? -1
			       : run_folder(policy, folder, tap, err);
	for (; *folders; folders++)
		if (run_folder(policy, *folders, tap, err) < 0)
			return -1;
	return 0;
}

/* Leave the short name of a pack in *pack, if one is named at all. */
static int check_pack(const struct usage *usage, const char **pack)
{
	CLEANUP(freep) const char **words = pack_words();
	size_t ignored;

	if (!*pack)
		return OPTIONS_OK;
	*pack = short_name(*pack);
	return names_find(words, *pack, &ignored)
		       ? OPTIONS_OK
		       : cli_bad_word(usage, "pack", *pack, words);
}

int cmd_rules_test(int argc, char **argv)
{
	const char *pack = NULL;
	const struct option_spec options[] = {{0, "pack", OPTION_VALUE, "NAME",
					       "the rules of this built-in pack alone",
					       &pack},
					      OPTIONS_END};
	const struct usage usage = {
		"plangate rules test [--pack NAME] [DIR...]",
		"Hold the changes that the fixtures in each DIR (.plangate/fixtures) "
		"describe against the\npolicy in force, and print as TAP whether the rules "
		"fire that should. Exit status 1 where\none does not.",
		options};
	CLEANUP(tap_clear) struct tap tap = {0};
	struct pg_error err = {0};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code == OPTIONS_OK)
		code = check_pack(&usage, &pack);
	if (code != OPTIONS_OK)
		return code;
	if (pack && first == argc)
		return cli_usage_error(&usage, "--pack needs a DIR");
	if (run_all(pack, argv + first, &tap, &err) < 0) {
		str_addf(&tap.out, "Bail out!\n");
		cli_write(stdout, &tap.out);
		return cli_fail(&err);
	}
	str_addf(&tap.out, "1..%zu\n", tap.cases);
	cli_write(stdout, &tap.out);
	return tap.failed ? EXIT_BLOCKED : EXIT_PASS;
}
