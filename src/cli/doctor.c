/* plangate doctor: which roads into the history are gated here, and what to run where one is not. */
#include <string.h>

#include "cli.h"
#include "doctor_lands.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/text.h"
#include "plangate/git/hooks.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct repo, repo_free)
DEFINE_CLEANUP(struct policy, policy_free)

enum { MOST_CONFIG_BYTES = 1 << 20 };

/* What comes by each hook. */
static const struct {
	const char *hook, *road;
} roads[] = {
	{"pre-commit", "git commit"},
	{"pre-merge-commit", "git merge"},
	{"commit-msg", "commit messages"},
	{"pre-push", "git push"},
	{"prepare-commit-msg", "cherry-pick, revert, rebase, commit --no-verify"},
	{"pre-applypatch", "git am"},
	{"pre-receive", "what is pushed here"},
};

static const char *road_of(const char *hook)
{
	for (size_t i = 0; i < sizeof(roads) / sizeof(*roads); i++)
		if (!strcmp(roads[i].hook, hook))
			return roads[i].road;
	return hook;
}

static bool mentions_plangate(const char *folder, const char *name)
{
	CLEANUP(freep) char *path = file_join(folder, name);
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error ignored;

	return file_read(path, MOST_CONFIG_BYTES, &text, &ignored) == 0 &&
	       strstr(str_text(&text), "plangate");
}

/* The managers of hooks whose files say where they look. */
static const char *manager_file(const char *top, const char *text, const char *hook,
				char **own)
{
	static const struct {
		const char *word, *file;
	} managers[] = {
		{"lefthook", "lefthook.yml"},
		{"lefthook", ".lefthook.yml"},
		{"lefthook", "lefthook.yaml"},
		{"prek", ".pre-commit-config.yaml"},
		{"pre-commit", ".pre-commit-config.yaml"},
		{"overcommit", ".overcommit.yml"},
	};

	*own = xasprintf(".husky/%s", hook);
	if (strstr(text, "husky") && mentions_plangate(top, *own))
		return *own;
	for (size_t i = 0; i < sizeof(managers) / sizeof(*managers); i++)
		if (strstr(text, managers[i].word) &&
		    mentions_plangate(top, managers[i].file))
			return managers[i].file;
	return NULL;
}

/* A hook that is not ours may call plangate by its own text, or by its manager's configuration. */
static bool print_foreign(struct repo *repo, const struct hook_view *view)
{
	CLEANUP(freep) char *top = NULL;
	CLEANUP(freep) char *own = NULL;
	struct pg_error ignored;
	const char *file = strstr(view->text, "plangate") ? view->path : NULL;

	if (!file && !repo_is_bare(repo) && repo_toplevel(repo, &top, &ignored) == 0)
		file = manager_file(top, view->text, view->name, &own);
	if (file)
		printf("gated: %s calls plangate, by its text; it was not run\n", file);
	else
		printf("NOT GATED: another hook is there; run: plangate install\n");
	return file != NULL;
}

static bool print_road(struct repo *repo, const struct hook_view *view)
{
	printf("%-19s %s: ", view->name, road_of(view->name));
	switch (view->state) {
	case HOOK_CONFIGURED:
		puts("gated, by git's configuration");
		return true;
	case HOOK_OURS:
		puts("gated");
		return true;
	case HOOK_MISSING:
		puts("NOT GATED: there is no hook; run: plangate install");
		return false;
	case HOOK_NOT_EXECUTABLE:
		puts("NOT GATED: the hook is not executable; run: plangate install");
		return false;
	case HOOK_OTHER_VERSION:
		puts("NOT GATED: the hook calls another plangate; run: plangate install");
		return false;
	case HOOK_FOREIGN:
		break;
	}
	return print_foreign(repo, view);
}

static void look_at_roads(struct repo *repo, const char *program, bool strict, bool *gated,
			  struct strlist *probes)
{
	for (const char *const *name = hook_names(repo, strict); *name; name++) {
		CLEANUP(hook_view_clear) struct hook_view view = {0};

		hook_look(repo, *name, program, &view);
		if (!print_road(repo, &view))
			*gated = false;
		else if (view.state == HOOK_OURS && hook_can_be_probed(*name))
			strlist_add(probes, *name);
	}
}

static int look_at_policy(struct repo *repo, bool *gated, bool *strict,
			  struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;

	if (policy_in_force(repo, &policy, err) < 0) {
		if (err->kind != PG_ERR_POLICY)
			return -1;
		printf("policy: NOT GATED: it is invalid, everything is blocked: %s\n",
		       err->text);
		*gated = false;
		return 0;
	}
	if (!policy) {
		puts("policy: NOT GATED: HEAD has none, nothing is demanded; run: plangate "
		     "init, "
		     "and commit it");
		*gated = false;
		return 0;
	}
	*strict = policy->strict_hooks;
	if (policy->warn_only) {
		puts("policy: NOT GATED: 'mode: warn' reports and blocks nothing");
		*gated = false;
	} else {
		puts("policy: that of HEAD is in force");
	}
	return print_landing(repo, policy, err);
}

static int look_at_folder(struct repo *repo, struct pg_error *err)
{
	CLEANUP(freep) char *scope = NULL;
	CLEANUP(freep) char *quoted = text_quote_path(repo_hooks_dir(repo));

	if (hooks_scope(repo, &scope, err) < 0)
		return -1;
	printf("hooks: %s%s%s%s\n", quoted, scope ? " (core.hooksPath, " : "",
	       scope ? scope : "", scope ? ")" : "");
	return 0;
}

/* git itself is asked, in repositories of its own, whether the installed hooks block. */
static int probe_hooks(struct repo *repo, const struct strlist *probes, bool *gated,
		       struct pg_error *err)
{
	for (size_t i = 0; i < probes->count; i++) {
		const char *hook = probes->items[i];
		bool blocked;

		if (hook_probe(repo, hook, &blocked, err) < 0)
			return -1;
		printf(blocked ? "probe: the installed %s blocks what needs a plan\n"
			       : "probe: NOT GATED: the installed %s lets through what "
				 "needs a plan; run: plangate install\n",
		       hook);
		*gated = *gated && blocked;
	}
	return 0;
}

static int examine(bool *gated, struct pg_error *err)
{
	CLEANUP(repo_freep) struct repo *repo = NULL;
	CLEANUP(freep) char *program = NULL;
	CLEANUP(strlist_clear) struct strlist probes = {0};
	bool strict = false;

	*gated = true;
	if (repo_open(&repo, err) < 0 || cli_program_path(&program, err) < 0 ||
	    look_at_folder(repo, err) < 0 || look_at_policy(repo, gated, &strict, err) < 0)
		return -1;
	look_at_roads(repo, program, strict, gated, &probes);
	return probe_hooks(repo, &probes, gated, err);
}

int cmd_doctor(int argc, char **argv)
{
	static const struct option_spec options[] = {OPTIONS_END};
	static const struct usage usage = {
		"plangate doctor",
		"Tell of each road into the history of this repository whether it is "
		"gated, "
		"and what to\n"
		"run where it is not. All hooks but that of a merge are tried in "
		"repositories "
		"of their own;\n"
		"hooks of others are read and never run. Status 1 where a road is not "
		"gated.",
		options};
	struct pg_error err = {0};
	bool gated;
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (first < argc)
		return cli_usage_error(&usage, "doctor takes no operand '%s'", argv[first]);
	if (examine(&gated, &err) < 0)
		return cli_fail(&err);
	return gated ? EXIT_PASS : EXIT_BLOCKED;
}
