#include "server.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/file.h"
#include "plangate/base/utc.h"
#include "plangate/git/repo.h"
#include "plangate/waiver/ledger.h"

static void receive_settings_clear(struct receive_settings *settings)
{
	free(settings->policy_ref);
	strlist_clear(&settings->protect);
}

/* From the server's own configuration. */
static int read_settings(struct repo *repo, struct receive_settings *settings,
			 struct pg_error *err)
{
	static const char *const all[] = {"config", "-z", "--get-all", "plangate.protect",
					  NULL};
	CLEANUP(str_clear) struct str out = {0};
	CLEANUP(freep) char *required = NULL;

	if (repo_config(repo, "plangate.required", "bool", &required, err) < 0 ||
	    repo_config(repo, "plangate.policyRef", NULL, &settings->policy_ref, err) < 0 ||
	    repo_git(repo, all, false, &out, err) < 0)
		return -1;
	settings->required = required && !strcmp(required, "true");
	strlist_split(&settings->protect, str_text(&out), out.len, '\0');
	return 0;
}

int server_landing(struct repo *repo, struct strlist *refs, struct pg_error *err)
{
	CLEANUP(receive_settings_clear) struct receive_settings settings = {0};

	if (read_settings(repo, &settings, err) < 0)
		return -1;
	return receive_landing(repo, &settings, refs, err);
}

/* Where servers say who pushes, in this order; set by the server for its hooks. */
static const char *const pusher_variables[] = {
	"GL_USERNAME",	      /* GitLab */
	"GITEA_PUSHER_NAME",  /* Gitea, Forgejo */
	"GITEA_PUSHER_EMAIL", /* the same */
	"GITHUB_USER_LOGIN",  /* GitHub Enterprise Server */
	"GL_USER",	      /* gitolite */
	"REMOTE_USER",	      /* git-http-backend behind a web server */
	NULL};

static void find_pushers(struct strlist *pushers)
{
	for (const char *const *v = pusher_variables; *v; v++) {
		const char *name = getenv(*v);

		if (name && *name && !strlist_has(pushers, name))
			strlist_add(pushers, name);
	}
}

/* plangate.ledger, else beside the repository's own files. */
static int find_ledger(struct repo *repo, char **path, struct pg_error *err)
{
	if (repo_config(repo, "plangate.ledger", "path", path, err) < 0)
		return -1;
	if (!*path)
		*path = file_join(repo_common_dir(repo), "plangate/ledger.jsonl");
	if (**path == '/')
		return 0;
	return pg_fail(err, PG_ERR_SYSTEM,
		       "plangate.ledger must be an absolute path, not '%s'", *path);
}

/* Whether core.sharedRepository lets a group write here: by its words, or by the bit of an octal mode. */
static int find_shared(struct repo *repo, bool *shared, struct pg_error *err)
{
	static const char *const words[] = {"group", "true",  "1",	   "yes", "on",
					    "all",   "world", "everybody", "2",	  NULL};
	CLEANUP(freep) char *value = NULL;

	if (repo_config(repo, "core.sharedRepository", NULL, &value, err) < 0)
		return -1;
	*shared = value && *value == '0' && strtol(value, NULL, 8) & 0020;
	for (const char *const *w = words; value && *w; w++)
		*shared = *shared || !strcasecmp(value, *w);
	return 0;
}

/* What cannot be written down is not let in; what was not decided is written down with its reason. */
static int write_down(const char *ledger, struct decision *decision, int rc,
		      struct pg_error *err)
{
	struct pg_error other = {0};

	if (rc < 0) {
		decision->status = (int)err->kind;
		decision->reason = err->text;
		ledger_write_decision(ledger, decision, &other);
		return -1;
	}
	decision->status = cli_exit_code(decision->verdict);
	return ledger_write_decision(ledger, decision, err);
}

int server_receive(struct repo *repo, const struct gate_options *options,
		   const struct push_updates *updates, struct verdict *verdict,
		   struct pg_error *err)
{
	CLEANUP(receive_settings_clear) struct receive_settings settings = {0};
	CLEANUP(strlist_clear) struct strlist pushers = {0};
	CLEANUP(freep) char *ledger = NULL;
	CLEANUP(replay_clear) struct replay replay = {.updates = updates};
	struct gate_options served = *options;
	struct decision decision = {
		.updates = updates, .verdict = verdict, .now = utc_now()};
	int rc;

	if (read_settings(repo, &settings, err) < 0 ||
	    find_ledger(repo, &ledger, err) < 0 ||
	    find_shared(repo, &decision.shared, err) < 0)
		return -1;
	find_pushers(&pushers);
	decision.pusher = pushers.count ? pushers.items[0] : NULL;
	replay.path = ledger;
	served.pushers = &pushers;
	served.replay = &replay;
	served.now = decision.now;
	rc = gate_receive(repo, &served, &settings, updates, verdict, err);
	return write_down(ledger, &decision, rc, err);
}
