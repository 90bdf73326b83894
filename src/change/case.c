#include "plangate/change/case.h"

#include "changes.h"
#include "plangate/base/alloc.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/utc.h"
#include "plangate/change/policy.h"
#include "plangate/git/objects.h"
#include "plangate/model/verdict.h"
#include "plangate/policy/policy.h"

static int choose_policy(struct pg_case *c, const struct case_options *options,
			 struct pg_error *err)
{
	struct policy **out = &c->own_policy;
	int rc;

	if (options->policy) {
		c->policy = options->policy;
		return 0;
	}
	if (options->policy_file)
		rc = policy_from_file(c->repo, options->policy_file, &c->spec.tree, out,
				      err);
	else if (options->for_writers)
		rc = policy_for_writers(c->repo, &c->spec, out, err);
	else
		rc = policy_from_tree(c->repo, &c->spec.policy_tree, out, err);
	c->policy = c->own_policy;
	return rc;
}

static int read_changes(struct pg_case *c, struct pg_error *err)
{
	if (spec_changes(c->repo, &c->spec, &c->set, err) < 0)
		return -1;
	selection_init(&c->without, c->set.count);
	selection_init(&c->excused, c->set.count);
	selection_init(&c->needs, c->set.count);
	if (c->policy)
		policy_count(c->policy, &c->set);
	return 0;
}

int case_open(struct pg_case *c, struct repo *repo, const struct change_spec *spec,
	      const struct case_options *options, struct pg_error *err)
{
	*c = (struct pg_case){.repo = repo,
			      .spec = *spec,
			      .now = options->now ? options->now : utc_now(),
			      .progress = options->progress};
	if (choose_policy(c, options, err) < 0 || read_changes(c, err) < 0)
		return -1;
	return c->policy ? blobs_present(repo, &c->set, err) : 0;
}

int case_leave_restored(struct pg_case *c, struct pg_error *err)
{
	for (size_t i = 0; i < c->set.count; i++) {
		const struct change *change = &c->set.items[i];
		struct tree_item before;

		if (tree_find(c->repo, &c->whole->spec.base_tree, change->path, &before,
			      err) < 0)
			return -1;
		if (before.mode == change->new_mode &&
		    oid_equal(&before.id, &change->new_id))
			selection_add(&c->without, i);
	}
	return 0;
}

static int open_part(struct pg_case *c, const struct pg_case *whole, enum spec_kind kind,
		     const char *hex, struct pg_error *err)
{
	struct named_change name = {.kind = kind};

	*c = (struct pg_case){.repo = whole->repo,
			      .whole = whole,
			      .policy = whole->policy,
			      .trust = whole->trust,
			      .now = whole->now,
			      .progress = whole->progress};
	if (!oid_parse(&name.to, hex))
		return pg_fail(err, PG_ERR_SYSTEM, "git rev-list named no commit");
	if (spec_make(c->repo, &name, STAGE_MANUAL, &c->spec, err) < 0)
		return -1;
	return read_changes(c, err);
}

int case_open_commit(struct pg_case *c, const struct pg_case *whole, const char *hex,
		     struct pg_error *err)
{
	return open_part(c, whole, SPEC_COMMIT, hex, err);
}

int case_open_landing(struct pg_case *c, const struct pg_case *whole, const char *hex,
		      struct pg_error *err)
{
	return open_part(c, whole, SPEC_LANDED, hex, err);
}

void case_close(struct pg_case *c)
{
	selection_clear(&c->without);
	selection_clear(&c->excused);
	selection_clear(&c->needs);
	findings_clear(&c->findings);
	changeset_clear(&c->set);
	trust_clear(&c->own_trust);
	policy_free(c->own_policy);
	*c = (struct pg_case){0};
}

int case_read_trust(struct pg_case *c, struct pg_error *err)
{
	if (c->trust)
		return 0;
	if (trust_read(&c->own_trust, c->repo, &c->spec.policy_tree, err) < 0)
		return -1;
	c->trust = &c->own_trust;
	return 0;
}

struct judged case_rest(struct pg_case *c, const struct selection *without,
			struct selection *all)
{
	selection_init(all, c->set.count);
	selection_add_all(all, &c->without);
	selection_add_all(all, without);
	return (struct judged){.set = &c->set, .without = all, .progress = c->progress};
}

int case_judge(struct pg_case *c, struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection all = {0};
	const struct judged judged = case_rest(c, NULL, &all);

	if (policy_judge(c->policy, &judged, &c->findings, err) < 0)
		return -1;
	case_settle(c);
	return 0;
}

void case_settle(struct pg_case *c)
{
	selection_clear(&c->needs);
	selection_init(&c->needs, c->set.count);
	for (size_t i = 0; i < c->set.count; i++)
		if (c->set.items[i].counted)
			selection_add(&c->needs, i);
	for (size_t f = 0; f < c->findings.count; f++) {
		const struct finding *finding = &c->findings.items[f];

		for (size_t i = 0; finding->changes && i < finding->files; i++)
			if (finding_is_open(finding))
				selection_add(&c->needs, finding->changes[i]);
	}
	for (size_t i = 0; i < c->set.count; i++)
		if (selection_has(&c->excused, i) || selection_has(&c->without, i))
			c->needs.has[i] = false;
}

bool case_needs_plan(const struct pg_case *c, size_t index)
{
	return selection_has(&c->needs, index);
}

size_t case_counted(const struct pg_case *c)
{
	return changeset_counted(&c->set, &c->without);
}

void case_describe(const struct pg_case *c, struct change_verdict *out)
{
	/* One that is named by hand may lie anywhere, and the default pack nowhere. */
	if (c->policy && policy_guards(c->policy, c->policy->file))
		out->policy = xstrdup(c->policy->file);
	out->ref = xstrdup(c->spec.ref);
	out->commit = c->spec.commit;
	out->base = c->spec.base_commit;
	out->tree = c->spec.tree;
	out->files = case_counted(c);
}
