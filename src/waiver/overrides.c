#include "plangate/waiver/overrides.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/base/utc.h"
#include "plangate/change/case.h"
#include "plangate/git/objects.h"
#include "plangate/model/verdict.h"
#include "plangate/policy/policy.h"
#include "plangate/waiver/ledger.h"
#include "plangate/waiver/signed.h"

struct applying {
	struct pg_case *c;
	const struct pg_case
		*whole; /* whose records count: the case, or what it is part of */
	struct replay *replay;
	struct change_verdict *out;
	struct signed_records records;
	struct strlist people;
	struct waive_file *files; /* every change but those of records */
	size_t *indexes;	  /* beside files: of the change in the changeset */
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
	for (size_t i = 0; a->waived && i < a->c->findings.count; i++)
		free(a->waived[i]);
	free(a->files);
	free(a->indexes);
	free(a->waived);
	free(a->target);
}

static const struct change *change_at(const struct applying *a, size_t file)
{
	return &a->c->set.items[a->indexes[file]];
}

/* Whether some file of the record has other content in the base than it allows. */
static int was_changed(const struct applying *a, const struct record *record, bool *changed,
		       struct pg_error *err)
{
	const struct changeset *set = &a->c->set;

	*changed = false;
	for (size_t i = 0; i < set->count && !*changed; i++) {
		CLEANUP(freep) char *quoted = text_quote_path(set->items[i].path);
		const struct record_entry *entry = record_entry_find(record, quoted);
		struct tree_item now;

		if (!entry)
			continue;
		if (tree_find(a->c->repo, &a->c->spec.policy_tree, set->items[i].path, &now,
			      err) < 0)
			return -1;
		*changed = now.mode != entry->mode || !oid_equal(&now.id, &entry->blob);
	}
	return 0;
}

/*
 * Why a record was used up, or NULL: the base had it, and what it let in was changed since; or the base has
 * it no more, and the server's ledger knows its nonce on this ref.
 */
static int find_use(const struct applying *a, const struct record *record, const char **why,
		    struct pg_error *err)
{
	CLEANUP(freep) char *path = record_path(record->id, -1);
	struct tree_item item;
	bool used = false;

	*why = NULL;
	if (tree_find(a->c->repo, &a->c->spec.policy_tree, path, &item, err) < 0)
		return -1;
	if (item.mode) {
		if (was_changed(a, record, &used, err) < 0)
			return -1;
		*why = used ? "it was used before, and what it let in was changed since"
			    : NULL;
		return 0;
	}
	if (a->replay &&
	    replay_is_spent(a->replay, a->whole->spec.ref, record->nonce, &used, err) < 0)
		return -1;
	*why = used ? "it was used on this ref before, as the server's ledger has it; "
		      "sign anew"
		    : NULL;
	return 0;
}

static int read_records(struct applying *a, struct pg_error *err)
{
	const struct changeset *set = &a->whole->set;
	const struct record_wish wish = {.trust = a->c->trust,
					 .tree = &a->whole->spec.tree,
					 .type = RECORD_OVERRIDE,
					 .now = a->c->now};
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
		if (record_read(&wish, id, &a->records, err) < 0)
			return -1;
		if (a->records.count == before)
			continue;
		in_force += a->records.items[before].record->expires > a->c->now;
		if (in_force > MOST_NEW_RECORDS)
			return pg_fail(err, PG_ERR_SYSTEM,
				       "more than %d overrides in force in one change",
				       MOST_NEW_RECORDS);
		if (find_use(a, a->records.items[before].record, &used, err) < 0)
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
	const struct changeset *set = &a->c->set;
	char id[SHA256_HEX + 1];
	int signature;

	a->files = xcalloc(set->count, sizeof(*a->files));
	a->indexes = xcalloc(set->count, sizeof(*a->indexes));
	for (size_t i = 0; i < set->count; i++) {
		const struct change *change = &set->items[i];

		if (record_name_parse(change->path, id, &signature))
			continue;
		a->indexes[a->file_count] = i;
		a->files[a->file_count++] =
			(struct waive_file){.path = text_quote_path(change->path),
					    .mode = change->new_mode,
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
	struct findings *findings = &a->c->findings;
	bool any = false;

	a->waived = xcalloc(findings->count, sizeof(*a->waived));
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		const struct override_settings *settings =
			policy_override(a->c->policy, finding->rule);
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

/* Judge a rule on the files that are not waived for it; what a waived file demanded is demanded no more. */
static int judge_the_rest(struct applying *a, struct finding *finding, const bool *waived,
			  struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection without = {0};
	CLEANUP(selection_clear) struct selection all = {0};
	CLEANUP(findings_clear) struct findings again = {0};
	struct judged judged;

	selection_init(&without, a->c->set.count);
	for (size_t f = 0; f < a->file_count; f++)
		if (waived[f])
			selection_add(&without, a->indexes[f]);
	judged = case_rest(a->c, &without, &all);
	if (policy_judge_rule(a->c->policy, finding->rule, &judged, &again, err) < 0)
		return -1;
	if (again.count && finding_is_open(&again.items[0])) {
		struct finding other = *finding;

		*finding = again.items[0];
		again.items[0] = other;
	} else {
		finding->state = RULE_OVERRIDDEN;
	}
	return 0;
}

static int judge_anew(struct applying *a, struct pg_error *err)
{
	struct findings *findings = &a->c->findings;

	for (size_t i = 0; i < findings->count; i++)
		if (a->waived[i] &&
		    judge_the_rest(a, &findings->items[i], a->waived[i], err) < 0)
			return -1;
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
	const struct findings *findings = &a->c->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		bool own = !policy_override(a->c->policy, finding->rule);

		if (!finding_is_open(finding) || finding->severity < least)
			continue;
		if (own ? policy_guards(a->c->policy, change_at(a, file)->path)
			: !a->waived[i] || !a->waived[i][file])
			return true;
	}
	return false;
}

static void excuse_waived(struct applying *a)
{
	enum severity least = any_open(&a->c->findings, SEVERITY_ERROR) ? SEVERITY_ERROR
									: SEVERITY_WARNING;

	for (size_t f = 0; f < a->file_count; f++)
		if (!is_asked_for(a, f, least))
			selection_add(&a->c->excused, a->indexes[f]);
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
	const struct override_settings *settings = policy_override(a->c->policy, rule);
	CLEANUP(freep) char *why = settings ? explain(a, item, rule, settings) : NULL;
	CLEANUP(freep) char *path = record_path(item->record->id, -1);

	if (!why)
		return;
	diagnostics_add_fixed(&a->out->diagnostics, PROBLEM_OVERRIDE_REFUSED, path, 0,
			      "the override %.12s does not waive '%s': %s",
			      item->record->id, rule, why)
		->rule = xstrdup(rule);
}

static void tell_refused(struct applying *a)
{
	const struct findings *findings = &a->c->findings;

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
	const struct findings *findings = &a->c->findings;

	if (!a->c->trust->signers.count || !a->c->policy->repository)
		return false;
	for (size_t i = 0; i < findings->count; i++) {
		const struct override_settings *settings =
			policy_override(a->c->policy, findings->items[i].rule);

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
			strlist_add(&paths, change_at(a, f)->path);
	}
	return change_people(a->c->repo, &a->c->spec, &paths, &a->people, err);
}

static struct waiving waiving_of(const struct applying *a)
{
	return (struct waiving){.records = &a->records,
				.signers = &a->c->trust->signers,
				.revoked = &a->c->trust->revoked,
				.roles = &a->c->policy->roles,
				.people = &a->people,
				.repository = a->c->policy->repository,
				.ref = a->target,
				.now = a->c->now,
				.files = a->files,
				.file_count = a->file_count};
}

static int apply(struct applying *a, struct pg_error *err)
{
	list_files(a);
	if (read_people(a, err) < 0)
		return -1;
	a->target = change_target(a->whole);
	a->waiving = waiving_of(a);
	if (waive_findings(a)) {
		if (judge_anew(a, err) < 0)
			return -1;
		excuse_waived(a);
		case_settle(a->c);
	}
	tell_refused(a);
	return 0;
}

int overrides_apply(struct pg_case *c, struct replay *replay, struct change_verdict *out,
		    struct pg_error *err)
{
	CLEANUP(applying_clear)
	struct applying a = {
		.c = c, .whole = c->whole ? c->whole : c, .replay = replay, .out = out};

	if (!any_open(&c->findings, SEVERITY_WARNING))
		return 0;
	if (read_records(&a, err) < 0)
		return -1;
	if (a.records.count && apply(&a, err) < 0)
		return -1;
	out->can_override = can_override(&a);
	return 0;
}
