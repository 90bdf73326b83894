/*
 * Overrides: what persons have signed may enter without satisfying a rule. A record counts for the change
 * that brings it. One that the base has already was used up there: it does not let the same content
 * in again after it was taken out.
 */
#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/gate/ledger.h"
#include "plangate/git/objects.h"
#include "records.h"

struct applying {
	const struct record_scene *scene;
	struct change_verdict *out;
	struct signed_records records;
	struct strlist people;
	struct waive_file *files; /* beside `changes` */
	struct change **changes;  /* borrowed */
	size_t file_count;
	char *target;
	struct waiving waiving;
	bool **waived; /* by finding and file; NULL: that finding is not waived at all */
};

static void applying_clear(struct applying *a)
{
	signed_records_clear(&a->records);
	strlist_clear(&a->people);
	for (size_t i = 0; i < a->file_count; i++)
		free(a->files[i].path);
	for (size_t i = 0; a->waived && i < a->out->findings.count; i++)
		free(a->waived[i]);
	free(a->files);
	free(a->changes);
	free(a->waived);
	free(a->target);
}

/* git keeps one odd mode of old repositories, which it takes for the plain one. */
static unsigned plain_mode(unsigned mode)
{
	return mode == 0100664 ? 0100644 : mode;
}

/* Whether some file of the record has other content in the base than it allows. */
static int was_changed(const struct record_scene *scene, const struct record *record,
		       bool *changed, struct pg_error *err)
{
	const struct oid *tree = &scene->spec->policy_tree;

	*changed = false;
	for (size_t i = 0; i < scene->set->count && !*changed; i++) {
		CLEANUP(freep) char *quoted = text_quote_path(scene->set->items[i].path);
		const struct record_entry *entry = record_entry_find(record, quoted);
		struct tree_item now;

		if (!entry)
			continue;
		if (tree_find(scene->repo, tree, scene->set->items[i].path, &now, err) < 0)
			return -1;
		*changed = plain_mode(now.mode) != entry->mode ||
			   !oid_equal(&now.id, &entry->blob);
	}
	return 0;
}

/*
 * Why a record was used up, or NULL: the base had it, and what it let in was changed since; or the base has
 * it no more, and the server's ledger knows its nonce on this ref.
 */
static int find_use(const struct record_scene *scene, const struct record *record,
		    const char **why, struct pg_error *err)
{
	const struct change_spec *whole = scene->net ? scene->net : scene->spec;
	CLEANUP(freep) char *path = record_path(record->id, -1);
	struct tree_item item;
	bool used = false;

	*why = NULL;
	if (tree_find(scene->repo, &scene->spec->policy_tree, path, &item, err) < 0)
		return -1;
	if (item.mode) {
		if (was_changed(scene, record, &used, err) < 0)
			return -1;
		*why = used ? "it was used before, and what it let in was changed since"
			    : NULL;
		return 0;
	}
	if (scene->replay &&
	    replay_is_spent(scene->replay, whole->ref, record->nonce, &used, err) < 0)
		return -1;
	*why = used ? "it was used on this ref before, as the server's ledger has it; "
		      "sign anew"
		    : NULL;
	return 0;
}

static int read_records(struct applying *a, struct pg_error *err)
{
	const struct record_scene *scene = a->scene;
	const struct changeset *set = scene->net ? scene->net_set : scene->set;
	const struct oid *tree = scene->net ? &scene->net->tree : &scene->spec->tree;
	const struct record_wish wish = {.type = RECORD_OVERRIDE, .now = a->waiving.now};
	size_t in_force = 0;

	for (size_t i = 0; i < set->count; i++) {
		char id[SHA256_HEX + 1];
		int signature;
		const char *used = NULL;
		size_t before = a->records.count;

		if (set->items[i].status != CHANGE_ADDED ||
		    !record_name_parse(set->items[i].path, id, &signature) ||
		    signature >= 0)
			continue;
		if (record_read(scene->trust, tree, id, &wish, &a->records, err) < 0)
			return -1;
		if (a->records.count == before)
			continue;
		in_force += a->records.items[before].record->expires > a->waiving.now;
		if (in_force > MOST_NEW_RECORDS)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "more than %d overrides in force in one change",
				       MOST_NEW_RECORDS);
		if (find_use(scene, a->records.items[before].record, &used, err) < 0)
			return -1;
		if (!used)
			continue;
		strlist_clear(&a->records.items[before].persons);
		strlist_add(&a->records.items[before].remarks, used);
	}
	return 0;
}

static void list_files(struct applying *a)
{
	struct changeset *set = a->scene->set;
	char id[SHA256_HEX + 1];
	int signature;

	a->files = xcalloc(set->count, sizeof(*a->files));
	a->changes = xcalloc(set->count, sizeof(*a->changes));
	for (size_t i = 0; i < set->count; i++) {
		struct change *change = &set->items[i];

		if (record_name_parse(change->path, id, &signature))
			continue;
		a->changes[a->file_count] = change;
		a->files[a->file_count++] =
			(struct waive_file){.path = text_quote_path(change->path),
					    .mode = plain_mode(change->new_mode),
					    .blob = change->new_id};
		if (change->new_mode == MODE_NONE)
			a->files[a->file_count - 1].blob = (struct oid){0};
	}
}

static void add_rule(struct override_view *view, const char *rule)
{
	if (!strlist_has(&view->rules, rule))
		strlist_add(&view->rules, rule);
}

static struct override_view *view_of(struct applying *a, const struct signed_record *item)
{
	const struct record *record = item->record;
	struct change_verdict *out = a->out;
	struct override_view *view;
	char text[UTC_TEXT];

	for (size_t i = 0; i < out->override_count; i++)
		if (!strcmp(out->overrides[i].id, record->id))
			return &out->overrides[i];
	view = ARRAY_PUSH(out->overrides, out->override_count, out->override_capacity);
	view->id = xstrdup(record->id);
	view->nonce = xstrdup(record->nonce);
	view->reason = xstrdup(record->reason);
	view->ticket = xstrdup(record->ticket);
	utc_format(record->created, text);
	view->created = xstrdup(text);
	utc_format(record->expires, text);
	view->expires = xstrdup(text);
	view->files = record->entry_count;
	for (size_t i = 0; i < item->persons.count; i++)
		strlist_add(&view->signers, item->persons.items[i]);
	return view;
}

/* Which files are waived for each finding; true where there is one. */
static bool waive_findings(struct applying *a)
{
	struct findings *findings = &a->out->findings;
	bool any = false;

	a->waived = xcalloc(findings->count, sizeof(*a->waived));
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		const struct override_settings *settings =
			policy_override(a->scene->policy, finding->rule);
		CLEANUP(freep) bool *used = xcalloc(a->records.count + 1, sizeof(*used));
		CLEANUP(freep) bool *waived = xcalloc(a->file_count, sizeof(*waived));

		if (!finding_is_open(finding) || !settings ||
		    !waive(&a->waiving, finding->rule, settings, waived, used))
			continue;
		any = true;
		a->waived[i] = TAKE(waived);
		for (size_t r = 0; r < a->records.count; r++)
			if (used[r])
				add_rule(view_of(a, &a->records.items[r]), finding->rule);
	}
	return any;
}

static void swap_findings(struct finding *a, struct finding *b)
{
	struct finding other = *a;

	*a = *b;
	*b = other;
}

/* Judge a rule on the files that are not waived for it. */
static int judge_the_rest(struct applying *a, struct finding *finding, const bool *waived,
			  struct pg_error *err)
{
	CLEANUP(findings_clear) struct findings again = {0};
	CLEANUP(freep) bool *seen = xcalloc(a->file_count, sizeof(*seen));
	CLEANUP(freep) bool *counted = xcalloc(a->file_count, sizeof(*counted));
	bool fires = false;
	int rc;

	for (size_t i = 0; i < a->file_count; i++) {
		seen[i] = a->changes[i]->seen;
		counted[i] = a->changes[i]->counted;
		a->changes[i]->seen = seen[i] && !(waived && waived[i]);
		a->changes[i]->counted = counted[i] && !(waived && waived[i]);
	}
	rc = policy_judge_again(a->scene->policy, finding->rule, a->scene->set, &again,
				&fires, err);
	for (size_t i = 0; i < a->file_count; i++) {
		a->changes[i]->seen = seen[i];
		a->changes[i]->counted = counted[i];
	}
	if (rc < 0)
		return -1;
	if (fires)
		swap_findings(finding, &again.items[again.count - 1]);
	else
		finding->state = RULE_OVERRIDDEN;
	return 0;
}

/* Anew for every rule that fired, since what a waived one demanded is demanded no more. */
static int judge_anew(struct applying *a, struct pg_error *err)
{
	struct findings *findings = &a->out->findings;

	for (size_t i = 0; i < a->scene->set->count; i++)
		a->scene->set->items[i].demanded = false;
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->items[i];

		if (finding_is_open(finding) &&
		    policy_override(a->scene->policy, finding->rule) &&
		    judge_the_rest(a, finding, a->waived[i], err) < 0)
			return -1;
	}
	return 0;
}

static bool any_open(const struct findings *findings, enum severity least)
{
	for (size_t i = 0; i < findings->count; i++)
		if (finding_is_open(&findings->items[i]) &&
		    findings->items[i].severity >= least)
			return true;
	return false;
}

/* Whether an open finding speaks of this file: it is not waived for it. */
static bool is_asked_for(const struct applying *a, size_t file, enum severity least)
{
	const struct findings *findings = &a->out->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		bool own = !policy_override(a->scene->policy, finding->rule);

		if (!finding_is_open(finding) || finding->severity < least)
			continue;
		if (own ? policy_guards(a->scene->policy, a->changes[file]->path)
			: !a->waived[i] || !a->waived[i][file])
			return true;
	}
	return false;
}

static void excuse_waived(struct applying *a)
{
	enum severity least = any_open(&a->out->findings, SEVERITY_ERROR)
				      ? SEVERITY_ERROR
				      : SEVERITY_WARNING;

	for (size_t f = 0; f < a->file_count; f++)
		a->changes[f]->excused = !is_asked_for(a, f, least);
}

/* Too few persons for a file, or files that nobody has signed as they are. */
static char *explain_files(const struct applying *a, const char *rule,
			   const struct override_settings *settings)
{
	CLEANUP(freep) size_t *persons = xcalloc(a->file_count, sizeof(*persons));
	size_t matching = 0;

	waive_persons(&a->waiving, rule, settings, persons);
	for (size_t f = 0; f < a->file_count; f++) {
		if (persons[f] && persons[f] < settings->threshold)
			return xasprintf("%zu of %u persons have signed", persons[f],
					 settings->threshold);
		matching += persons[f] != 0;
	}
	return matching < a->file_count
		       ? xstrdup("files were changed since, or are not in it")
		       : NULL;
}

/* Why a record that names an open rule does not do; NULL where it does what it can. */
static char *explain(const struct applying *a, const struct signed_record *item,
		     const char *rule, const struct override_settings *settings)
{
	char *why = waive_refusal(&a->waiving, item->record, rule, settings);
	size_t may = 0;

	if (why)
		return why;
	if (!item->persons.count)
		return xstrdup(item->remarks.count ? item->remarks.items[0]
						   : "nobody signed it");
	for (size_t i = 0; i < item->persons.count; i++)
		may += !waive_bar(&a->waiving, item->persons.items[i], settings);
	if (!may)
		return xasprintf("%s %s", item->persons.items[0],
				 waive_bar(&a->waiving, item->persons.items[0], settings));
	return explain_files(a, rule, settings);
}

static void tell(struct applying *a, const struct signed_record *item, const char *rule)
{
	const struct override_settings *settings = policy_override(a->scene->policy, rule);
	CLEANUP(freep) char *why = settings ? explain(a, item, rule, settings) : NULL;
	CLEANUP(freep) char *path = record_path(item->record->id, -1);

	if (!why)
		return;
	diagnostics_add(&a->out->diagnostics, SEVERITY_WARNING, "override-refused", path, 0,
			0, "the override %.12s does not waive '%s': %s", item->record->id,
			rule, why)
		->rule = xstrdup(rule);
}

static void tell_refused(struct applying *a)
{
	const struct findings *findings = &a->out->findings;

	for (size_t r = 0; r < a->records.count; r++)
		for (size_t i = 0; i < findings->count; i++)
			if (finding_is_open(&findings->items[i]) &&
			    strlist_has(&a->records.items[r].record->rules,
					findings->items[i].rule))
				tell(a, &a->records.items[r], findings->items[i].rule);
}

/* Whether a signature could help: the report then says how to ask for one. */
static bool can_override(const struct applying *a)
{
	const struct findings *findings = &a->out->findings;

	if (!a->scene->trust->signers.count || !a->scene->policy->repository)
		return false;
	for (size_t i = 0; i < findings->count; i++) {
		const struct override_settings *settings =
			policy_override(a->scene->policy, findings->items[i].rule);

		if (finding_is_open(&findings->items[i]) && settings && settings->allowed)
			return true;
	}
	return false;
}

/* Whoever made another part of a push may sign for this one. */
static int read_people(struct applying *a, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist paths = {0};

	for (size_t f = 0; f < a->file_count; f++) {
		bool listed = false;

		for (size_t r = 0; r < a->records.count && !listed; r++)
			listed = record_entry_find(a->records.items[r].record,
						   a->files[f].path);
		if (listed)
			strlist_add(&paths, a->changes[f]->path);
	}
	return change_people(a->scene->repo, a->scene->spec, &paths, &a->people, err);
}

static int apply(struct applying *a, struct pg_error *err)
{
	const struct record_scene *scene = a->scene;

	list_files(a);
	if (read_people(a, err) < 0)
		return -1;
	a->target = change_target(scene->net ? scene->net : scene->spec,
				  scene->net ? scene->net_set : scene->set);
	a->waiving.records = &a->records;
	a->waiving.signers = &scene->trust->signers;
	a->waiving.revoked = &scene->trust->revoked;
	a->waiving.roles = &scene->policy->roles;
	a->waiving.people = &a->people;
	a->waiving.repository = scene->policy->repository;
	a->waiving.ref = a->target;
	a->waiving.files = a->files;
	a->waiving.file_count = a->file_count;
	if (waive_findings(a)) {
		if (judge_anew(a, err) < 0)
			return -1;
		excuse_waived(a);
	}
	tell_refused(a);
	return 0;
}

int overrides_apply(const struct record_scene *scene, struct change_verdict *out,
		    struct pg_error *err)
{
	CLEANUP(applying_clear) struct applying a = {.scene = scene, .out = out};

	if (!any_open(&out->findings, SEVERITY_WARNING))
		return 0;
	a.waiving.now = scene->now;
	if (read_records(&a, err) < 0)
		return -1;
	if (a.records.count && apply(&a, err) < 0)
		return -1;
	out->can_override = can_override(&a);
	return 0;
}
