/* Whether an installed hook really blocks: asked of git itself, in a repository of its own. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "git_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/process.h"
#include "plangate/git/hooks.h"
#include "plangate/git/repo.h"

enum { MOST_STUB_BYTES = 1 << 20, PROBE_SECONDS = 60 };

static const char probe_policy[] = "version: 1\n"
				   "hooks: {strict: true}\n"
				   "rules:\n"
				   "  - id: probe\n"
				   "    when: {paths: [\"probe\"]}\n"
				   "    demand: {profile: light}\n";

static int run_there(const char *folder, const char *const *argv,
		     struct process_result *result, struct pg_error *err)
{
	static const char *const set[] = {"GIT_CONFIG_GLOBAL=/dev/null",
					  "GIT_CONFIG_NOSYSTEM=1",
					  "GIT_TERMINAL_PROMPT=0",
					  "GIT_AUTHOR_NAME=probe",
					  "GIT_AUTHOR_EMAIL=probe@localhost",
					  "GIT_COMMITTER_NAME=probe",
					  "GIT_COMMITTER_EMAIL=probe@localhost",
					  NULL};
	static const char *const unset[] = {"GIT_DIR",
					    "GIT_WORK_TREE",
					    "GIT_INDEX_FILE",
					    "GIT_COMMON_DIR",
					    "GIT_OBJECT_DIRECTORY",
					    "GIT_CONFIG_COUNT",
					    "GIT_CONFIG_PARAMETERS",
					    "GIT_TEMPLATE_DIR",
					    NULL};
	const struct process process = {.argv = argv,
					.set = set,
					.unset = unset,
					.folder = folder,
					.seconds = PROBE_SECONDS};

	return process_run(&process, result, err);
}

static int must_run(const char *folder, const char *const *argv, struct pg_error *err)
{
	CLEANUP(process_result_clear) struct process_result result = {0};

	if (run_there(folder, argv, &result, err) < 0)
		return -1;
	if (result.status)
		return pg_fail(err, PG_ERR_SYSTEM, "the probe: git %s ended with status %d",
			       argv[1], result.status);
	return 0;
}

static int write_there(const char *folder, const char *name, const char *text,
		       struct pg_error *err)
{
	CLEANUP(freep) char *path = file_join(folder, name);

	return file_write(path, text, strlen(text), 0644, err);
}

/* A repository with a policy, and a file staged that it demands a plan for. */
static int make_repository(const char *folder, struct pg_error *err)
{
	static const char *const init[] = {"git", "init", "-q", "--template=", ".", NULL};
	static const char *const add[] = {"git", "add", ".", NULL};
	static const char *const commit[] = {"git", "commit", "-q", "-m", "Policy", NULL};
	CLEANUP(freep) char *policies = file_join(folder, ".plangate");

	if (must_run(folder, init, err) < 0)
		return -1;
	if (mkdir(policies, 0700) < 0)
		return pg_fail(err, PG_ERR_SYSTEM, "'%s': %s", folder, strerror(errno));
	if (write_there(folder, ".plangate/policy.yaml", probe_policy, err) < 0 ||
	    must_run(folder, add, err) < 0 || must_run(folder, commit, err) < 0 ||
	    write_there(folder, "probe", "needs a plan\n", err) < 0)
		return -1;
	return must_run(folder, add, err);
}

/* The file is committed, and a bare repository has what was before it. */
static int make_remote(const char *folder, struct pg_error *err)
{
	static const char *const commit[] = {"git", "commit", "-q", "-m", "Probe", NULL};
	static const char *const init[] = {"git",	  "init",	"-q", "--bare",
					   "--template=", "remote.git", NULL};
	static const char *const push[] = {
		"git", "push", "-q", "./remote.git", "HEAD~1:refs/heads/main", NULL};

	if (must_run(folder, commit, err) < 0 || must_run(folder, init, err) < 0)
		return -1;
	return must_run(folder, push, err);
}

/* The file is in a patch, and not here. */
static int make_patch(const char *folder, struct pg_error *err)
{
	static const char *const commit[] = {"git", "commit", "-q", "-m", "Probe", NULL};
	static const char *const patch[] = {"git", "format-patch", "-q", "-1", NULL};
	static const char *const back[] = {"git", "reset", "-q", "--hard", "HEAD~1", NULL};

	if (must_run(folder, commit, err) < 0 || must_run(folder, patch, err) < 0)
		return -1;
	return must_run(folder, back, err);
}

/* The road of each hook: what is made before, where the hook stands, and what it is to stop. */
static const struct probe {
	const char *hook, *place;
	int (*prepare)(const char *folder, struct pg_error *err);
	const char *argv[6];
} probes[] = {
	{"pre-commit",
	 ".git/hooks/pre-commit",
	 NULL,
	 {"git", "commit", "-q", "-m", "Probe"}},
	{"commit-msg",
	 ".git/hooks/commit-msg",
	 NULL,
	 {"git", "commit", "-q", "-m", "Probe"}},
	{"prepare-commit-msg",
	 ".git/hooks/prepare-commit-msg",
	 NULL,
	 {"git", "commit", "-q", "-m", "Probe"}},
	{"pre-applypatch",
	 ".git/hooks/pre-applypatch",
	 make_patch,
	 {"git", "am", "-q", "0001-Probe.patch"}},
	{"pre-push",
	 ".git/hooks/pre-push",
	 make_remote,
	 {"git", "push", "-q", "./remote.git", "HEAD:refs/heads/main"}},
	{"pre-receive",
	 "remote.git/hooks/pre-receive",
	 make_remote,
	 {"git", "push", "-q", "./remote.git", "HEAD:refs/heads/main"}},
};

static const struct probe *probe_find(const char *hook)
{
	for (size_t i = 0; i < sizeof(probes) / sizeof(*probes); i++)
		if (!strcmp(probes[i].hook, hook))
			return &probes[i];
	return NULL;
}

bool hook_can_be_probed(const char *hook)
{
	return probe_find(hook) != NULL;
}

static int try_hook(const struct probe *probe, const char *folder, const struct str *stub,
		    bool *blocked, struct pg_error *err)
{
	CLEANUP(process_result_clear) struct process_result result = {0};
	CLEANUP(freep) char *place = file_join(folder, probe->place);

	if (make_repository(folder, err) < 0 ||
	    (probe->prepare && probe->prepare(folder, err) < 0) ||
	    file_write(place, str_text(stub), stub->len, 0755, err) < 0 ||
	    run_there(folder, probe->argv, &result, err) < 0)
		return -1;
	*blocked = result.status && strstr(str_text(&result.err), "plangate: blocked");
	return 0;
}

int hook_probe(struct repo *repo, const char *hook, bool *blocked, struct pg_error *err)
{
	const struct probe *probe = probe_find(hook);
	CLEANUP(freep) char *path = file_join(repo->hooks_dir, hook);
	CLEANUP(freep) char *folder = NULL;
	CLEANUP(str_clear) struct str stub = {0};
	int rc;

	*blocked = false;
	if (!probe)
		return pg_fail(err, PG_ERR_USAGE, "there is no probe of '%s'", hook);
	if (file_read(path, MOST_STUB_BYTES, &stub, err) < 0 ||
	    file_temp_folder(&folder, err) < 0)
		return -1;
	rc = try_hook(probe, folder, &stub, blocked, err);
	file_remove_tree(folder);
	return rc;
}
