#include "doctor_lands.h"

#include <stdio.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/change/landed.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"
#include "server.h"

/* "main, release/1.2" */
static char *join(const struct strlist *names)
{
	struct str out = {0};

	for (size_t i = 0; i < names->count; i++) {
		CLEANUP(freep) char *safe = text_safe(names->items[i]);

		str_addf(&out, "%s%s", i ? ", " : "", safe);
	}
	return str_take(&out);
}

static bool ref_is_there(struct repo *repo, const char *ref)
{
	const char *const args[] = {"rev-parse", "--verify", "--quiet", ref, NULL};
	CLEANUP(str_clear) struct str out = {0};
	struct pg_error ignored;

	return repo_git(repo, args, false, &out, &ignored) == 0;
}

static bool begins_with_remote(const struct strlist *names, const char *remote)
{
	size_t len = strlen(remote);

	for (size_t i = 0; i < names->count; i++)
		if (!strncmp(names->items[i], remote, len) && names->items[i][len] == '/')
			return true;
	return false;
}

/* A clone may lack what its remote calls the default branch: then main or master is a guess. */
static void print_unknown(struct repo *repo, const char *remote,
			  const struct strlist *names)
{
	CLEANUP(freep) char *head = xasprintf("refs/remotes/%s/HEAD", remote);
	CLEANUP(freep) char *safe = text_quote_argument(remote);
	bool guessed = begins_with_remote(names, remote);

	if (guessed && ref_is_there(repo, head))
		return;
	printf("lands: the default branch of %s is not known here, %s; run: git remote "
	       "set-head %s --auto\n",
	       safe,
	       guessed ? "main or master is taken for it"
		       : "so that nothing is known to land there",
	       safe);
}

static int print_remotes(struct repo *repo, const struct strlist *names,
			 struct pg_error *err)
{
	static const char *const args[] = {"remote", NULL};
	CLEANUP(strlist_clear) struct strlist remotes = {0};
	CLEANUP(str_clear) struct str out = {0};

	if (repo_git(repo, args, true, &out, err) < 0)
		return -1;
	strlist_split(&remotes, str_text(&out), out.len, '\n');
	for (size_t i = 0; i < remotes.count; i++)
		if (*remotes.items[i])
			print_unknown(repo, remotes.items[i], names);
	if (!out.len)
		printf("lands: not known: there is no remote, so a plan is used up once it "
		       "was not touched for %d days\n",
		       LANDED_RECENT_DAYS);
	return 0;
}

static int print_server(struct repo *repo, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist refs = {0};
	CLEANUP(freep) char *joined = NULL;

	if (server_landing(repo, &refs, err) < 0)
		return -1;
	joined = join(&refs);
	printf("lands: %s, by plangate.policyRef and plangate.protect\n", joined);
	return 0;
}

static void print_named(const struct policy *policy, const struct strlist *names,
			bool is_server)
{
	CLEANUP(freep) char *joined = join(names);
	CLEANUP(str_clear) struct str patterns = {0};

	for (size_t i = 0; i < policy->lands.count; i++) {
		CLEANUP(freep)
		char *safe = text_safe(glob_pattern(policy->lands.items[i]));

		str_addf(&patterns, "%s%s", i ? ", " : "", safe);
	}
	if (names->count || is_server)
		printf("lands: %s, by 'lands' in the policy\n",
		       is_server ? str_text(&patterns) : joined);
	else
		printf("lands: no branch that is known here is one of 'lands' in the "
		       "policy "
		       "(%s); git fetch may bring it\n",
		       str_text(&patterns));
}

int print_landing(struct repo *repo, const struct policy *policy, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist names = {0};
	CLEANUP(freep) char *joined = NULL;
	bool from_refs;

	if (repo_is_bare(repo) && !policy->lands.count)
		return print_server(repo, err);
	if (landing_branches(repo, policy, &names, &from_refs, err) < 0)
		return -1;
	if (!from_refs) {
		print_named(policy, &names, repo_is_bare(repo));
		return 0;
	}
	joined = join(&names);
	if (names.count)
		printf("lands: %s, by the default branch of each remote\n", joined);
	return print_remotes(repo, &names, err);
}
