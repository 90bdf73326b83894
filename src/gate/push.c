/* What a push does to each ref: asked by the one who pushes, or by the server. */
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/change/policy.h"
#include "plangate/gate/gate.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"
#include "plangate/policy/policy.h"
#include "stages.h"

DEFINE_CLEANUP(struct policy, policy_free)

/* A push as one side of it sees it. */
struct push {
	struct repo *repo;
	const struct gate_options *options;
	const char *remote; /* name or URL; "" for the server */
	/* The server: its settings, and the commit of the policy's ref; else NULL. */
	const struct receive_settings *settings;
	const struct oid *receiving;
	const struct strlist *landing; /* see change_spec */
	struct verdict *verdict;
};

/* A refusal that no rule and no plan can help. */
static void refuse(struct verdict *verdict, const struct push_update *update,
		   enum problem problem, const char *reason)
{
	struct change_verdict *out = verdict_add(verdict);

	out->ref = xstrdup(update->ref);
	diagnostics_add_fixed(&out->diagnostics, problem, NULL, 0, "%s", reason);
	out->state = VERDICT_BLOCK;
}

/* The trees of an update that drops commits: where old and new part, and of both. */
struct rewind {
	struct oid base, old, tip;
};

/*
 * What an update that drops commits takes back is in no change that is judged: not the policy's own
 * files, then, or a forced push would bring back a weaker policy, or a key that was revoked. *path,
 * which the caller frees, is the first that the new tip has as it was before the dropped commits.
 */
static int find_rewound(struct repo *repo, const struct policy *policy,
			const struct rewind *trees, char **path, struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset dropped = {0};

	if (tree_compare(repo, &trees->base, &trees->old, &dropped, err) < 0)
		return -1;
	for (size_t i = 0; i < dropped.count && !*path; i++) {
		const struct change *change = &dropped.items[i];
		struct tree_item now;

		if (!policy_guards(policy, change->path))
			continue;
		if (tree_find(repo, &trees->tip, change->path, &now, err) < 0)
			return -1;
		if (now.mode == change->old_mode && oid_equal(&now.id, &change->old_id))
			*path = xstrdup(change->path);
	}
	return 0;
}

/* Tell of a file of the policy that would go back with the push. */
static void refuse_rewound(struct verdict *verdict, const struct push_update *update,
			   const char *path)
{
	CLEANUP(freep) char *quoted = text_quote_path(path);
	CLEANUP(freep)
	char *reason = xasprintf(
		"this push drops commits that changed '%s', and takes that back; "
		"rebase onto the remote's branch, and change it in a commit with a "
		"plan",
		quoted);

	refuse(verdict, update, PROBLEM_POLICY_REWOUND, reason);
}

/* *refused is set, and the verdict says why, where the policy would go back with the push. */
static int check_rewound(const struct push *push, const struct push_update *update,
			 const struct pushed_ref *pushed, bool *refused,
			 struct pg_error *err)
{
	struct repo *repo = push->repo;
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(freep) char *path = NULL;
	struct rewind trees = {0};
	struct oid base;

	if (merge_base(repo, &pushed->old, &pushed->tip, &base, err) < 0)
		return -1;
	if (oid_equal(&base, &pushed->old))
		return 0;
	if ((!oid_is_null(&base) && commit_tree(repo, &base, &trees.base, err) < 0) ||
	    commit_tree(repo, &pushed->old, &trees.old, err) < 0 ||
	    commit_tree(repo, &pushed->tip, &trees.tip, err) < 0 ||
	    policy_from_tree(repo, &trees.old, &policy, err) < 0)
		return -1;
	if (!policy || policy->warn_only)
		return 0;
	if (find_rewound(repo, policy, &trees, &path, err) < 0)
		return -1;
	*refused = path != NULL;
	if (path)
		refuse_rewound(push->verdict, update, path);
	return 0;
}

/* Whether the remote's old tip is here and has a policy: else the ref is judged as a new one. */
static int look_at_old_tip(const struct push *push, const struct push_update *update,
			   struct oid *tip, struct oid *old, struct pg_error *err)
{
	struct oid tree;
	bool has = false;

	if (oid_is_null(&update->remote))
		return 0;
	if (revision_peel(push->repo, &update->remote, old, &has, err) < 0)
		return -1;
	if (has)
		*tip = *old;
	if (has && (commit_tree(push->repo, old, &tree, err) < 0 ||
		    tree_has_policy(push->repo, &tree, &has, err) < 0))
		return -1;
	if (!has)
		*old = (struct oid){0};
	return 0;
}

/* Fill in what is known of the ref; *is_commit is false for one that is none of ours. */
static int look_at_ref(const struct push *push, const struct push_update *update,
		       struct pushed_ref *pushed, bool *is_commit, struct pg_error *err)
{
	if (revision_peel(push->repo, &update->local, &pushed->tip, is_commit, err) < 0)
		return -1;
	if (!*is_commit)
		return revision_is_data(push->repo, &update->local, err);
	if (push->receiving)
		pushed->branch = *push->receiving;
	else if (remote_default(push->repo, push->remote, &pushed->branch, err) < 0)
		return -1;
	if (!oid_is_null(&pushed->branch) &&
	    merge_base(push->repo, &pushed->tip, &pushed->branch, &pushed->left_at, err) <
		    0)
		return -1;
	return 0;
}

static int push_one(const struct push *push, const struct push_update *update,
		    struct pg_error *err)
{
	struct change_spec spec = {.ref = update->ref,
				   .branch = update->local_ref,
				   .pushers = push->options->pushers,
				   .remote = push->remote,
				   .landing = push->landing};
	struct pushed_ref pushed = {.remote = push->remote, .receiving = push->receiving};
	bool is_commit = false, refused = false;

	if (oid_is_null(&update->local))
		return 0;
	if (look_at_ref(push, update, &pushed, &is_commit, err) < 0)
		return -1;
	if (!is_commit)
		return 0;
	if (look_at_old_tip(push, update, &spec.old_tip, &pushed.old, err) < 0)
		return -1;
	if (!oid_is_null(&pushed.old) &&
	    check_rewound(push, update, &pushed, &refused, err) < 0)
		return -1;
	if (refused)
		return 0;
	if (spec_make_push(push->repo, &pushed, &spec, err) < 0)
		return -1;
	return judge_spec(push->repo, push->options, &spec, push->verdict, err);
}

/* What clients have no business to write: replace refs change what git shows of every commit. */
static bool is_reserved(const char *ref)
{
	return !strncmp(ref, "refs/replace/", 13) || !strncmp(ref, "refs/plangate/", 14);
}

static bool is_protected(const struct receive_settings *settings, const char *ref)
{
	for (size_t i = 0; i < settings->protect.count; i++)
		if (glob_wildmatch(settings->protect.items[i], ref))
			return true;
	return false;
}

/* With plangate.required: no branch may be left without a policy. */
static int check_required(struct repo *repo, const struct push_update *update,
			  struct verdict *verdict, struct pg_error *err)
{
	struct oid commit, tree;
	bool is_commit = false, has = false;

	if (strncmp(update->ref, "refs/heads/", 11) != 0)
		return 0;
	if (revision_peel(repo, &update->local, &commit, &is_commit, err) < 0)
		return -1;
	if (!is_commit)
		return 0;
	if (commit_tree(repo, &commit, &tree, err) < 0 ||
	    tree_has_policy(repo, &tree, &has, err) < 0)
		return -1;
	if (!has)
		refuse(verdict, update, PROBLEM_POLICY_REQUIRED,
		       "this server asks for a policy (plangate.required), and this branch "
		       "would have none; 'plangate init' proposes one");
	return 0;
}

static int receive_one(const struct push *push, const struct push_update *update,
		       struct pg_error *err)
{
	const struct receive_settings *settings = push->settings;
	bool deletes = oid_is_null(&update->local);

	if (is_reserved(update->ref)) {
		refuse(push->verdict, update, PROBLEM_RESERVED_REF,
		       "refs/replace and refs/plangate cannot be pushed: they change what "
		       "others see of the history");
		return 0;
	}
	if (deletes && is_protected(settings, update->ref))
		refuse(push->verdict, update, PROBLEM_PROTECTED_REF,
		       "this ref is protected (plangate.protect) and cannot be deleted");
	if (deletes)
		return 0;
	if (settings->required &&
	    check_required(push->repo, update, push->verdict, err) < 0)
		return -1;
	return push_one(push, update, err);
}

/* Each ref as its side asks it, all by one clock. */
static int push_each(const struct push *push, const struct push_updates *updates,
		     struct pg_error *err)
{
	push->verdict->stage = push->options->stage;
	if (updates->count > PUSH_MOST_UPDATES)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d refs in one push",
			       PUSH_MOST_UPDATES);
	for (size_t i = 0; i < updates->count; i++)
		if ((push->settings ? receive_one : push_one)(push, &updates->items[i],
							      err) < 0)
			return pg_prefix(err, "%s", updates->items[i].ref);
	verdict_finish(push->verdict);
	return 0;
}

int gate_push(struct repo *repo, const struct gate_options *options, const char *remote,
	      const struct push_updates *updates, struct verdict *verdict,
	      struct pg_error *err)
{
	struct gate_options timed = *options;
	const struct push push = {
		.repo = repo, .options = &timed, .remote = remote, .verdict = verdict};

	timed.now = timed.now ? timed.now : utc_now();
	return push_each(&push, updates, err);
}

/* The commit of the policy's ref before this push; null where there is none yet. */
static int policy_ref_commit(struct repo *repo, const char *ref, struct oid *commit,
			     struct pg_error *err)
{
	const char *const args[] = {"rev-parse", "--verify", "--quiet", ref ? ref : "HEAD",
				    NULL};
	CLEANUP(str_clear) struct str out = {0};
	bool found = false;
	struct oid id;
	int status = repo_git(repo, args, false, &out, err);

	*commit = (struct oid){0};
	if (status < 0)
		return -1;
	if (status || !oid_parse(&id, str_text(&out)))
		return 0;
	return revision_peel(repo, &id, commit, &found, err);
}

int receive_landing(struct repo *repo, const struct receive_settings *settings,
		    struct strlist *landing, struct pg_error *err)
{
	CLEANUP(freep) char *branch = NULL;
	CLEANUP(freep) char *whole = NULL;
	const char *policy;

	if (repo_branch(repo, &branch, err) < 0)
		return -1;
	policy = settings->policy_ref ? settings->policy_ref : branch;
	whole = policy && strncmp(policy, "refs/", 5) ? xasprintf("refs/heads/%s", policy)
						      : xstrdup(policy);
	if (whole)
		strlist_add(landing, whole);
	for (size_t i = 0; i < settings->protect.count; i++)
		strlist_add(landing, settings->protect.items[i]);
	return 0;
}

int gate_receive(struct repo *repo, const struct gate_options *options,
		 const struct receive_settings *settings,
		 const struct push_updates *updates, struct verdict *verdict,
		 struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist landing = {0};
	struct gate_options timed = *options;
	struct oid policy;
	const struct push push = {.repo = repo,
				  .options = &timed,
				  .remote = "",
				  .settings = settings,
				  .receiving = &policy,
				  .landing = &landing,
				  .verdict = verdict};

	timed.now = timed.now ? timed.now : utc_now();
	if (policy_ref_commit(repo, settings->policy_ref, &policy, err) < 0 ||
	    receive_landing(repo, settings, &landing, err) < 0)
		return -1;
	return push_each(&push, updates, err);
}
