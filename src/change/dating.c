/* Which plans have landed, and which files they still cover. */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/change/case.h"
#include "plangate/change/plans.h"
#include "plangate/change/trees.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/model/folder.h"
#include "plangate/plan/document.h"
#include "plangate/plan/novelty.h"
#include "plangate/policy/policy.h"

DEFINE_CLEANUP(struct plan, plan_free)

enum {
	MOST_HISTORY = 200, /* commits that are looked at */
	MOST_LANDED = 10000,
	MOST_GONE = 50,
	MOST_MOVES = 20,
	MOST_STEPS_BACK = 50,
	DAY = 86400
};

/* A plan that has landed, by what it says there. */
struct landed_plan {
	char *path;
	struct plan *plan;
	struct plan_words words;
};

struct landed_plans {
	struct landed_plan *items;
	size_t count, capacity;
};

static void landed_plans_clear(struct landed_plans *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].path);
		plan_free(list->items[i].plan);
		plan_words_clear(&list->items[i].words);
	}
	free(list->items);
}

/* The plan at path in a tree; NULL where there is none. */
static int read_plan(const struct pg_case *c, const struct oid *tree, const char *path,
		     struct plan **plan, struct pg_error *err)
{
	const struct tree_pair trees = {c->repo, tree, tree};
	struct tree_item item;

	*plan = NULL;
	if (oid_is_null(tree))
		return 0;
	if (tree_find(c->repo, tree, path, &item, err) < 0)
		return -1;
	if (item.mode != MODE_PLAIN)
		return 0;
	return plan_from_tree(&c->policy->plans, path, &trees, plan, err);
}

static int add_landed(const struct pg_case *c, const struct oid *tree, const char *path,
		      struct landed_plans *out, struct pg_error *err)
{
	CLEANUP(plan_freep) struct plan *plan = NULL;
	struct landed_plan *item;

	if (read_plan(c, tree, path, &plan, err) < 0)
		return -1;
	if (!plan)
		return 0;
	item = ARRAY_PUSH(out->items, out->count, out->capacity);
	item->path = xstrdup(path);
	plan_words_read(&item->words, plan);
	item->plan = TAKE(plan);
	return 0;
}

/* Whether all documents of a plan are in the landed state as they are in the tree of the change. */
static int is_same(const struct pg_case *c, const struct plan *plan, bool *same,
		   struct pg_error *err)
{
	const char *path;

	*same = true;
	for (size_t i = 0; *same && (path = plan_document_path(plan, i)); i++) {
		struct tree_item now, then = {0};

		if (tree_find(c->repo, &c->spec.tree, path, &now, err) < 0 ||
		    (!oid_is_null(&c->landed.tree) &&
		     tree_find(c->repo, &c->landed.tree, path, &then, err) < 0))
			return -1;
		*same = then.mode && oid_equal(&now.id, &then.id);
	}
	return 0;
}

/* A state of a branch: a commit and its tree; null: nothing. */
struct state {
	struct oid commit, tree;
};

struct search {
	const struct pg_case *c;
	const struct state *at;
	struct landed_plans *out;
};

static int add_document(void *context, const char *path, unsigned mode,
			const struct oid *id, struct pg_error *err)
{
	struct search *search = context;

	(void)id;
	if (mode != MODE_PLAIN || !policy_is_plan(search->c->policy, path))
		return 0;
	if (search->out->count == MOST_LANDED)
		return pg_fail(err, PG_ERR_SYSTEM, "more than %d plan documents",
			       MOST_LANDED);
	return add_landed(search->c, &search->at->tree, path, search->out, err);
}

/* One that was taken out, as it last stood. */
static int add_gone(const struct pg_case *c, const struct oid *commit, const char *path,
		    struct landed_plans *out, struct pg_error *err)
{
	struct oid parents[MOST_PARENTS], tree;
	size_t count = 0;

	if (commit_parents(c->repo, commit, parents, MOST_PARENTS, &count, err) < 0 ||
	    !count || commit_tree(c->repo, &parents[0], &tree, err) < 0)
		return -1;
	return add_landed(c, &tree, path, out, err);
}

/* All plans that have landed up to a state, those too that were taken out again of late. */
static int read_landed(const struct pg_case *c, const struct state *at,
		       struct landed_plans *out, struct pg_error *err)
{
	CLEANUP(deleted_paths_clear) struct deleted_paths gone = {0};
	struct search search = {c, at, out};
	size_t taken = 0;

	if (oid_is_null(&at->commit))
		return 0;
	if (plan_folders_walk(c, &at->tree, add_document, &search, err) < 0 ||
	    recently_deleted(c->repo, &at->commit, MOST_HISTORY, &gone, err) < 0)
		return -1;
	for (size_t i = 0; i < gone.paths.count && taken < MOST_GONE; i++) {
		if (!policy_is_plan(c->policy, gone.paths.items[i]))
			continue;
		taken++;
		if (add_gone(c, &gone.commits[i], gone.paths.items[i], out, err) < 0)
			return -1;
	}
	return 0;
}

/* The landed plan that says all that these words say, or NULL; that of the same path comes first. */
static struct landed_plan *find_source(const struct landed_plans *landed,
				       const struct plan_words *words, const char *path)
{
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < landed->count; i++) {
			struct landed_plan *item = &landed->items[i];

			if (own == !strcmp(item->path, path) &&
			    !plan_words_add(words, &item->words))
				return item;
		}
	return NULL;
}

static void set_landed(struct plan_text *text, const char *path)
{
	text->landed = true;
	free(text->landed_path);
	text->landed_path = xstrdup(path);
}

/* What git is asked the history of: the document, or the folder that is the plan. */
static char *history_path(const struct pg_case *c, const char *path)
{
	long folder = folder_of(&c->policy->plans, path);

	return folder > 0 ? xmemdup(path, (size_t)folder) : xstrdup(path);
}

/* Where nothing is upstream: whether the plan was touched lately. */
static int is_recent(const struct pg_case *c, const struct plan *plan, bool *recent,
		     struct pg_error *err)
{
	CLEANUP(freep) char *place = history_path(c, plan_path(plan));
	const char *const paths[] = {place, NULL};
	CLEANUP(strlist_clear) struct strlist commits = {0};
	struct oid last;
	long long when = 0;

	*recent = false;
	if (c->landed.upstream || oid_is_null(&c->landed.commit))
		return 0;
	if (commits_of_paths(c->repo, &c->landed.commit, paths, 1, &commits, err) < 0)
		return -1;
	if (!commits.count || !oid_parse(&last, commits.items[0]))
		return 0;
	if (commit_time(c->repo, &last, &when, err) < 0)
		return -1;
	*recent = c->now - when < (long long)LANDED_RECENT_DAYS * DAY;
	return 0;
}

/* What needs no reading of others: those that were touched of late, and those that stand there byte for byte. */
static int date_plainly(const struct pg_case *c, struct plan_text *text, bool *settled,
			struct pg_error *err)
{
	if (is_recent(c, text->plan, settled, err) < 0)
		return -1;
	text->recent = *settled;
	if (*settled)
		return 0;
	if (is_same(c, text->plan, settled, err) < 0)
		return -1;
	if (*settled)
		set_landed(text, plan_path(text->plan));
	return 0;
}

int plan_texts_date(const struct pg_case *c, struct plan_texts *texts, struct pg_error *err)
{
	const struct state landed_state = {c->landed.commit, c->landed.tree};
	CLEANUP(landed_plans_clear) struct landed_plans landed = {0};
	bool is_read = false;

	for (size_t i = 0; i < texts->count; i++) {
		struct plan_text *text = &texts->items[i];
		CLEANUP(plan_words_clear) struct plan_words words = {0};
		struct landed_plan *source;
		bool settled = false;

		if (date_plainly(c, text, &settled, err) < 0)
			return -1;
		if (settled)
			continue;
		if (!is_read && read_landed(c, &landed_state, &landed, err) < 0)
			return -1;
		is_read = true;
		plan_words_read(&words, text->plan);
		source = find_source(&landed, &words, plan_path(text->plan));
		if (!source)
			continue;
		set_landed(text, source->path);
		if (strcmp(source->path, plan_path(text->plan)) != 0)
			text->source = TAKE(source->plan); /* of two copies, to the first */
	}
	return 0;
}

/* On the way back through the commits that touched a plan. */
struct tracing {
	const struct pg_case *c;
	const struct plan *plan; /* in the landed state; borrowed */
	struct plan_words words;
	struct state landing; /* the commit by which the text landed as it is */
	struct state before;  /* its first parent; null: it has none */
	bool found;	      /* the text before it said less */
	bool added;	      /* there was none under this path before it */
	const char *path;     /* of the plan where it has landed; borrowed */
	bool alone;	      /* it landed in a commit of plans and nothing else */
};

static void tracing_clear(struct tracing *t)
{
	plan_words_clear(&t->words);
}

static int set_states(struct tracing *t, const struct oid *commit, struct pg_error *err)
{
	struct oid parents[MOST_PARENTS];
	size_t count = 0;

	t->landing.commit = *commit;
	t->before = (struct state){0};
	if (commit_parents(t->c->repo, commit, parents, MOST_PARENTS, &count, err) < 0)
		return -1;
	if (!count)
		return 0;
	t->before.commit = parents[0];
	return commit_tree(t->c->repo, &parents[0], &t->before.tree, err);
}

/* One commit, from the newest: is the text new in it? */
static int trace_commit(struct tracing *t, const char *hex, const char *path,
			struct pg_error *err)
{
	CLEANUP(plan_words_clear) struct plan_words words = {0};
	CLEANUP(plan_freep) struct plan *then = NULL;
	struct oid commit;

	if (!oid_parse(&commit, hex))
		return pg_fail(err, PG_ERR_SYSTEM, "git rev-list named no commit");
	if (set_states(t, &commit, err) < 0 ||
	    read_plan(t->c, &t->before.tree, path, &then, err) < 0)
		return -1;
	if (then)
		plan_words_read(&words, then);
	t->added = !then;
	t->found = then && plan_words_add(&t->words, &words);
	return 0;
}

/* Under one path, as far back as it goes. */
static int trace_path(struct tracing *t, const struct oid *from, const char *path,
		      struct pg_error *err)
{
	CLEANUP(freep) char *place = history_path(t->c, path);
	const char *const paths[] = {place, NULL};
	CLEANUP(strlist_clear) struct strlist commits = {0};

	if (commits_of_paths(t->c->repo, from, paths, MOST_HISTORY, &commits, err) < 0)
		return -1;
	for (size_t i = 0; i < commits.count && !t->found; i++)
		if (trace_commit(t, commits.items[i], path, err) < 0)
			return -1;
	return 0;
}

/* A text that was moved, or copied from one that had landed, landed with that one. */
static int trace(struct tracing *t, const char *path, struct pg_error *err)
{
	CLEANUP(freep) char *name = xstrdup(path);
	struct oid from = t->c->landed.commit;

	for (int i = 0; i < MOST_MOVES; i++) {
		CLEANUP(landed_plans_clear) struct landed_plans landed = {0};
		const struct landed_plan *source;

		if (trace_path(t, &from, name, err) < 0)
			return -1;
		if (t->found || !t->added || oid_is_null(&t->before.commit))
			return 0;
		if (read_landed(t->c, &t->before, &landed, err) < 0)
			return -1;
		source = find_source(&landed, &t->words, name);
		if (!source)
			return 0;
		free(name);
		name = xstrdup(source->path);
		from = t->before.commit;
	}
	return 0;
}

/* Whether the plan says more after a commit than before it, so that the commit has a text of its own. */
static int brings_text(const struct tracing *t, const struct oid *before,
		       const struct oid *after, bool *brings, struct pg_error *err)
{
	CLEANUP(plan_words_clear) struct plan_words old_words = {0}, new_words = {0};
	CLEANUP(plan_freep) struct plan *old_plan = NULL;
	CLEANUP(plan_freep) struct plan *new_plan = NULL;

	*brings = false;
	if (read_plan(t->c, before, t->path, &old_plan, err) < 0 ||
	    read_plan(t->c, after, t->path, &new_plan, err) < 0)
		return -1;
	if (!new_plan)
		return 0;
	plan_words_read(&new_words, new_plan);
	if (old_plan)
		plan_words_read(&old_words, old_plan);
	*brings = !old_plan || plan_words_add(&new_words, &old_words);
	return 0;
}

/* Whether all that a commit changes is in the scope of the plan, or is a plan. Where the last text came alone, a commit that
 * has a text of its own was other work: the plan goes on. */
static int is_work_of(const struct tracing *t, const struct oid *before,
		      const struct oid *after, bool *is, struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	struct oid before_tree, after_tree;
	bool brings = false;

	if (commit_tree(t->c->repo, before, &before_tree, err) < 0 ||
	    commit_tree(t->c->repo, after, &after_tree, err) < 0 ||
	    tree_compare(t->c->repo, &before_tree, &after_tree, &set, err) < 0 ||
	    (t->alone && brings_text(t, &before_tree, &after_tree, &brings, err) < 0))
		return -1;
	*is = set.count != 0 && !brings;
	for (size_t i = 0; i < set.count && *is; i++)
		*is = plan_covers(t->plan, set.items[i].path) ||
		      policy_is_plan(t->c->policy, set.items[i].path);
	return 0;
}

static int find_alone(struct tracing *t, struct pg_error *err)
{
	CLEANUP(changeset_clear) struct changeset set = {0};
	struct oid after;

	if (commit_tree(t->c->repo, &t->landing.commit, &after, err) < 0 ||
	    tree_compare(t->c->repo, &t->before.tree, &after, &set, err) < 0)
		return -1;
	t->alone = true;
	for (size_t i = 0; i < set.count && t->alone; i++)
		t->alone = policy_is_plan(t->c->policy, set.items[i].path);
	return 0;
}

/*
 * Who writes the plan last, and lands without a merge, has done its work in the commits right before it: as long as they
 * are of the same author and touch nothing else, they are of the same piece of work.
 */
static int step_back(struct tracing *t, struct pg_error *err)
{
	CLEANUP(freep) char *author = NULL;
	CLEANUP(freep) char *message = NULL;
	struct oid at = t->landing.commit, parents[MOST_PARENTS];
	size_t count = 0;

	if (find_alone(t, err) < 0 ||
	    commit_words(t->c->repo, &at, &message, &author, err) < 0)
		return -1;
	for (int i = 0; i < MOST_STEPS_BACK; i++) {
		CLEANUP(freep) char *other = NULL;
		CLEANUP(freep) char *words = NULL;
		bool is = false;

		if (commit_parents(t->c->repo, &at, parents, MOST_PARENTS, &count, err) < 0)
			return -1;
		if (count != 1)
			return 0;
		if (commit_words(t->c->repo, &at, &words, &other, err) < 0 ||
		    (i && is_work_of(t, &parents[0], &at, &is, err) < 0))
			return -1;
		if (i && (!is || strcmp(author, other) != 0))
			return 0;
		t->before.commit = at = parents[0];
	}
	return 0;
}

/* Set text->before. */
static int date_text(const struct pg_case *c, struct plan_text *text, struct pg_error *err)
{
	CLEANUP(tracing_clear) struct tracing t = {.c = c, .path = text->landed_path};
	CLEANUP(plan_freep) struct plan *landed = NULL;

	text->is_dated = true;
	if (read_plan(c, &c->landed.tree, text->landed_path, &landed, err) < 0)
		return -1;
	t.plan = landed ? landed : text->plan;
	plan_words_read(&t.words, t.plan);
	if (trace(&t, text->landed_path, err) < 0)
		return -1;
	if (oid_is_null(&t.before.commit))
		return 0;
	return step_back(&t, err) < 0
		       ? -1
		       : commit_tree(c->repo, &t.before.commit, &text->before, err);
}

int plan_text_is_open(const struct pg_case *c, struct plan_text *text,
		      const struct change *change, bool *open, struct oid *used_by,
		      struct pg_error *err)
{
	const char *const paths[] = {change->path, NULL};
	CLEANUP(strlist_clear) struct strlist commits = {0};
	struct tree_item then = {0}, now = {0};

	*used_by = (struct oid){0};
	if (!text->is_dated && date_text(c, text, err) < 0)
		return -1;
	if ((!oid_is_null(&text->before) &&
	     tree_find(c->repo, &text->before, change->path, &then, err) < 0) ||
	    tree_find(c->repo, &c->landed.tree, change->path, &now, err) < 0)
		return -1;
	*open = then.mode == now.mode && oid_equal(&then.id, &now.id);
	if (*open)
		return 0;
	if (commits_of_paths(c->repo, &c->landed.commit, paths, 1, &commits, err) < 0)
		return -1;
	if (commits.count)
		oid_parse(used_by, commits.items[0]);
	return 0;
}
