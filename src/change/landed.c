#include "plangate/change/landed.h"

#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/glob.h"
#include "plangate/base/str.h"
#include "plangate/change/case.h"
#include "plangate/git/objects.h"
#include "plangate/git/refs.h"
#include "plangate/policy/policy.h"

static const char heads[] = "refs/heads/", remotes[] = "refs/remotes/";

/* Branches where work lands, as far as they are known. */
struct landing {
	const struct policy *policy;
	const struct strlist *server; /* whole refs, by wildmatch; NULL: not on a server */
	struct ref_list refs;
	struct strlist names; /* "main" or "origin/main" */
	struct strlist ids;   /* beside names */
	bool from_refs;	      /* nobody named them: the remotes' default branches */
};

static void landing_clear(struct landing *landing)
{
	ref_list_clear(&landing->refs);
	strlist_clear(&landing->names);
	strlist_clear(&landing->ids);
}

static void add_ref(struct landing *landing, const struct ref *ref, const char *name)
{
	strlist_add(&landing->names, name);
	strlist_add(&landing->ids, ref->id.hex);
}

/* The branch behind "refs/remotes/origin/", or NULL. */
static const char *branch_of_remote(const char *ref)
{
	const char *slash = strncmp(ref, remotes, strlen(remotes))
				    ? NULL
				    : strchr(ref + strlen(remotes), '/');

	return slash ? slash + 1 : NULL;
}

/* Whether two refs are of the same remote. */
static bool same_remote(const char *a, const char *b)
{
	const char *branch = branch_of_remote(a);

	return branch && !strncmp(a, b, (size_t)(branch - a));
}

static const struct ref *find_of_remote(const struct ref_list *refs, const char *like,
					const char *branch)
{
	for (size_t i = 0; i < refs->count; i++) {
		const char *other = branch_of_remote(refs->items[i].name);

		if (other && !strcmp(other, branch) &&
		    same_remote(like, refs->items[i].name))
			return &refs->items[i];
	}
	return NULL;
}

/* Of each remote its HEAD, else main, else master. */
static void add_defaults(struct landing *landing)
{
	static const char *const names[] = {"HEAD", "main", "master"};

	for (size_t i = 0; i < landing->refs.count; i++) {
		const struct ref *ref = &landing->refs.items[i], *chosen = NULL;

		if (i && same_remote(landing->refs.items[i - 1].name, ref->name))
			continue;
		for (size_t n = 0; n < sizeof(names) / sizeof(*names) && !chosen; n++)
			chosen = find_of_remote(&landing->refs, ref->name, names[n]);
		if (chosen)
			add_ref(landing, chosen,
				(*chosen->symbolic ? chosen->symbolic : chosen->name) +
					strlen(remotes));
	}
}

static bool is_named(const struct landing *landing, const char *branch)
{
	return glob_list_find(&landing->policy->lands, branch) != NULL;
}

static void add_named(struct landing *landing)
{
	for (size_t i = 0; i < landing->refs.count; i++) {
		const struct ref *ref = &landing->refs.items[i];
		const char *branch = landing->server ? ref->name + strlen(heads)
						     : branch_of_remote(ref->name);

		if (branch && !*ref->symbolic && is_named(landing, branch))
			add_ref(landing, ref,
				landing->server ? branch : ref->name + strlen(remotes));
	}
}

static bool is_served(const struct strlist *server, const char *ref)
{
	for (size_t i = 0; i < server->count; i++)
		if (glob_wildmatch(server->items[i], ref))
			return true;
	return false;
}

static void add_served(struct landing *landing)
{
	for (size_t i = 0; i < landing->refs.count; i++) {
		const struct ref *ref = &landing->refs.items[i];

		if (!strncmp(ref->name, heads, strlen(heads)) &&
		    is_served(landing->server, ref->name))
			add_ref(landing, ref, ref->name + strlen(heads));
	}
}

static int landing_read(struct landing *landing, struct repo *repo, struct pg_error *err)
{
	static const char *const defaults[] = {"refs/remotes/*/HEAD", "refs/remotes/*/main",
					       "refs/remotes/*/master", NULL};
	bool named = landing->policy->lands.count;
	CLEANUP(strlist_clear) struct strlist patterns = {0};

	if (landing->server)
		strlist_add(&patterns, "refs/heads");
	else if (named)
		strlist_add(&patterns, "refs/remotes");
	for (size_t i = 0; !landing->server && !named && defaults[i]; i++)
		strlist_add(&patterns, defaults[i]);
	if (refs_list(repo, &patterns, &landing->refs, err) < 0)
		return -1;
	landing->from_refs = !named && !landing->server;
	if (named)
		add_named(landing);
	else if (landing->server)
		add_served(landing);
	else
		add_defaults(landing);
	return 0;
}

/* Whether a push goes to a branch where work lands. */
static bool lands(const struct landing *landing, const struct change_spec *spec)
{
	const char *branch = spec->ref && !strncmp(spec->ref, heads, strlen(heads))
				     ? spec->ref + strlen(heads)
				     : NULL;
	CLEANUP(freep) char *name = NULL;

	if (!branch)
		return false;
	if (landing->policy->lands.count)
		return is_named(landing, branch);
	if (landing->server)
		return is_served(landing->server, spec->ref);
	name = xasprintf("%s/%s", spec->remote ? spec->remote : "", branch);
	return strlist_has(&landing->names, name);
}

/* Behind which the change begins: what is not committed yet, or one commit, begins behind its base. */
static const struct oid *tip_of(const struct change_spec *spec)
{
	return spec->is_range ? &spec->commit : &spec->base_commit;
}

static int find_commit(struct pg_case *c, struct pg_error *err)
{
	const struct change_spec *spec = &c->spec;
	CLEANUP(landing_clear)
	struct landing landing = {.policy = c->policy, .server = spec->landing};

	c->landed.commit = spec->base_commit;
	c->landed.upstream = spec->landed_known;
	if (spec->landed_known)
		return 0;
	if (landing_read(&landing, c->repo, err) < 0)
		return -1;
	c->landed.upstream = landing.ids.count != 0;
	if (!oid_is_null(&spec->old_tip) && lands(&landing, spec)) {
		c->landed.upstream = true;
		c->landed.commit = spec->old_tip;
		return 0;
	}
	if (!c->landed.upstream || oid_is_null(tip_of(spec)))
		return 0;
	return nearest_base(c->repo, tip_of(spec), &landing.ids, &c->landed.commit, err);
}

int case_find_landed(struct pg_case *c, struct pg_error *err)
{
	if (c->landed.is_known)
		return 0;
	if (c->whole)
		c->landed = c->whole->landed;
	else if (find_commit(c, err) < 0)
		return -1;
	if (!oid_is_null(&c->landed.commit) && oid_is_null(&c->landed.tree) &&
	    commit_tree(c->repo, &c->landed.commit, &c->landed.tree, err) < 0)
		return -1;
	c->landed.is_known = true;
	return 0;
}

int landing_branches(struct repo *repo, const struct policy *policy, struct strlist *names,
		     bool *from_refs, struct pg_error *err)
{
	CLEANUP(landing_clear) struct landing landing = {.policy = policy};

	if (landing_read(&landing, repo, err) < 0)
		return -1;
	for (size_t i = 0; i < landing.names.count; i++)
		strlist_add(names, landing.names.items[i]);
	*from_refs = landing.from_refs;
	return 0;
}
