/* What a push does to each ref: asked by the one who pushes, or by the server. */
#include <string.h>

#include "gate_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/error.h"
#include "plangate/base/glob.h"
#include "plangate/base/text.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/git/repo.h"

/* One ref of a push, with what is known of the remote. */
struct push {
	const struct push_update *update;
	const char *remote;
	struct oid tip; /* what is pushed, peeled to a commit */
	struct oid
		branch; /* the default branch, or the one of the policy; null: not known */
	struct oid left_at; /* where tip left that branch; null: not known, or never */
	bool receiving; /* asked by the server: the policy of `branch` judges new refs */
};

/*
 * A ref that is new to the remote, or was without a policy, is judged from where it left the
 * default branch, by the policy there. What is on other branches was judged for those alone.
 */
static int push_new(struct repo *repo, const struct gate_options *options,
		    const struct push *push, struct change_spec *spec,
		    struct verdict *verdict, struct pg_error *err)
{
	struct oid base = push->left_at;
	bool is_known = !oid_is_null(&push->branch);

	if (!is_known && remote_base(repo, push->remote, &push->tip, &base, err) < 0)
		return -1;
	if (spec_set_base(repo, spec, &base, err) < 0 ||
	    spec_set_commit(repo, spec, &push->tip, err) < 0)
		return -1;
	if (is_known && (oid_is_null(&base) || push->receiving) &&
	    commit_tree(repo, &push->branch, &spec->policy_tree, err) < 0)
		return -1;
	return run_change(repo, options, spec, verdict, err);
}

/* A refusal that no rule and no plan can help. */
static void refuse(struct verdict *verdict, const struct push_update *update,
		   const char *code, const char *reason)
{
	struct change_verdict *out = verdict_add(verdict);

	out->ref = xstrdup(update->ref);
	diagnostics_add(&out->diagnostics, SEVERITY_ERROR, code, NULL, 0, 0, "%s", reason);
	out->state = VERDICT_BLOCK;
}

/*
 * What an update that drops commits takes back is in no change that is judged: not the policy's own
 * files, then, or a forced push would bring back a weaker policy, or a key that was revoked. *path,
 * which the caller frees, is the first that the new tip has as it was before the dropped commits.
 */
static int find_rewound(struct repo *repo, const struct policy *policy,
			const struct oid *base, const struct oid *old,
			const struct oid *new, char **path, struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset dropped = {0};

	if (tree_compare(repo, base, old, &dropped, err) < 0)
		return -1;
	for (size_t i = 0; i < dropped.count && !*path; i++) {
		const struct change *change = &dropped.items[i];
		struct tree_item now;

		if (!policy_guards(policy, change->path))
			continue;
		if (tree_find(repo, new, change->path, &now, err) < 0)
			return -1;
		if (now.mode == change->old_mode && oid_equal(&now.id, &change->old_id))
			*path = xstrdup(change->path);
	}
	return 0;
}

/* *refused is set, and the verdict says why, where the policy would go back with the push. */
static int check_rewound(struct repo *repo, const struct push *push, const struct oid *old,
			 struct verdict *verdict, bool *refused, struct pg_error *err)
{
	CLEANUP(policy_freep) struct policy *policy = NULL;
	CLEANUP(freep) char *path = NULL;
	CLEANUP(freep) char *quoted = NULL;
	CLEANUP(freep) char *reason = NULL;
	struct oid base, base_tree = {0}, old_tree, new_tree;

	if (merge_base(repo, old, &push->tip, &base, err) < 0)
		return -1;
	if (oid_equal(&base, old))
		return 0;
	if ((!oid_is_null(&base) && commit_tree(repo, &base, &base_tree, err) < 0) ||
	    commit_tree(repo, old, &old_tree, err) < 0 ||
	    commit_tree(repo, &push->tip, &new_tree, err) < 0 ||
	    policy_from_tree(repo, &old_tree, &policy, err) < 0)
		return -1;
	if (!policy || policy->warn_only)
		return 0;
	if (find_rewound(repo, policy, &base_tree, &old_tree, &new_tree, &path, err) < 0)
		return -1;
	*refused = path != NULL;
	if (!path)
		return 0;
	quoted = text_quote_path(path);
	reason = xasprintf(
		"this push drops commits that changed '%s', and takes that back; "
		"rebase onto the remote's branch, and change it in a commit with a "
		"plan",
		quoted);
	refuse(verdict, push->update, "policy-rewound", reason);
	return 0;
}

/* A ref that is there already: what the default branch has is brought by nobody who merges it. */
static int push_on(struct repo *repo, const struct gate_options *options,
		   const struct push *push, const struct oid *old, struct change_spec *spec,
		   struct verdict *verdict, struct pg_error *err)
{
	bool refused = false;

	if (check_rewound(repo, push, old, verdict, &refused, err) < 0)
		return -1;
	if (refused)
		return 0;
	if (!oid_is_null(&push->left_at))
		spec->other_parents[spec->other_count++] = push->left_at;
	return run_range(repo, options, spec, old, &push->tip, verdict, err);
}

/* Fill in what is known of the remote; *is_commit is false for a ref that is none of ours. */
static int look_at_push(struct repo *repo, struct push *push, bool *is_commit,
			struct pg_error *err)
{
	const struct push_update *update = push->update;

	if (revision_peel(repo, &update->local, &push->tip, is_commit, err) < 0)
		return -1;
	if (!*is_commit)
		return revision_is_data(repo, &update->local, err);
	if (!push->receiving && remote_default(repo, push->remote, &push->branch, err) < 0)
		return -1;
	if (oid_is_null(&push->branch))
		return 0;
	return merge_base(repo, &push->tip, &push->branch, &push->left_at, err);
}

/* Whether the remote's old tip is here and has a policy. */
static int old_tip_has_policy(struct repo *repo, const struct push_update *update,
			      struct oid *old, bool *has, struct pg_error *err)
{
	struct oid tree;

	*has = false;
	if (oid_is_null(&update->remote))
		return 0;
	if (revision_peel(repo, &update->remote, old, has, err) < 0)
		return -1;
	if (!*has)
		return 0;
	if (commit_tree(repo, old, &tree, err) < 0)
		return -1;
	return tree_has_policy(repo, &tree, has, err);
}

static int push_one(struct repo *repo, const struct gate_options *options,
		    const char *remote, const struct oid *policy_commit,
		    const struct push_update *update, struct verdict *verdict,
		    struct pg_error *err)
{
	struct change_spec spec = {.ref = update->ref,
				   .branch = update->local_ref,
				   .is_range = true,
				   .pushers = options->pushers};
	struct push push = {.update = update, .remote = remote, .receiving = policy_commit};
	bool is_commit = false, has = false;
	struct oid old;

	if (policy_commit)
		push.branch = *policy_commit;
	if (oid_is_null(&update->local))
		return 0;
	if (look_at_push(repo, &push, &is_commit, err) < 0)
		return -1;
	if (!is_commit)
		return 0;
	if (old_tip_has_policy(repo, update, &old, &has, err) < 0)
		return -1;
	return has ? push_on(repo, options, &push, &old, &spec, verdict, err)
		   : push_new(repo, options, &push, &spec, verdict, err);
}

int gate_push(struct repo *repo, const struct gate_options *options, const char *remote,
	      const struct push_update *updates, size_t count, struct verdict *verdict,
	      struct pg_error *err)
{
	verdict->stage = options->stage;
	if (count > GATE_MOST_UPDATES)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d refs in one push",
			       GATE_MOST_UPDATES);
	for (size_t i = 0; i < count; i++)
		if (push_one(repo, options, remote, NULL, &updates[i], verdict, err) < 0)
			return pg_prefix(err, "%s", updates[i].ref);
	verdict_finish(verdict);
	return 0;
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
		refuse(verdict, update, "policy-required",
		       "this server asks for a policy (plangate.required), and this branch "
		       "would have none; 'plangate init' proposes one");
	return 0;
}

static int receive_one(struct repo *repo, const struct gate_options *options,
		       const struct receive_settings *settings, const struct oid *policy,
		       const struct push_update *update, struct verdict *verdict,
		       struct pg_error *err)
{
	bool deletes = oid_is_null(&update->local);

	if (is_reserved(update->ref)) {
		refuse(verdict, update, "reserved-ref",
		       "refs/replace and refs/plangate cannot be pushed: they change what "
		       "others see of the history");
		return 0;
	}
	if (deletes && is_protected(settings, update->ref))
		refuse(verdict, update, "protected-ref",
		       "this ref is protected (plangate.protect) and cannot be deleted");
	if (deletes)
		return 0;
	if (settings->required && check_required(repo, update, verdict, err) < 0)
		return -1;
	return push_one(repo, options, "", policy, update, verdict, err);
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

int gate_receive(struct repo *repo, const struct gate_options *options,
		 const struct receive_settings *settings, const struct push_update *updates,
		 size_t count, struct verdict *verdict, struct pg_error *err)
{
	struct oid policy;

	verdict->stage = options->stage;
	if (count > GATE_MOST_UPDATES)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d refs in one push",
			       GATE_MOST_UPDATES);
	if (policy_ref_commit(repo, settings->policy_ref, &policy, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (receive_one(repo, options, settings, &policy, &updates[i], verdict,
				err) < 0)
			return pg_prefix(err, "%s", updates[i].ref);
	verdict_finish(verdict);
	return 0;
}
