#include "revert.h"

#include <stdlib.h>
#include <string.h>

#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/change/case.h"
#include "plangate/git/history.h"
#include "plangate/git/objects.h"
#include "plangate/model/verdict.h"
#include "plangate/policy/policy.h"
#include "plangate/record/record.h"

/* A file as it stands on the way back from the change's old side to its new one. */
struct stand {
	unsigned mode;
	struct oid id;
	bool reached; /* as it is after the change */
};

/* A commit that is taken back. */
struct step {
	char *hex;
	struct selection files; /* of the change */
	bool dropped;		/* it is not, after all */
};

struct search {
	struct pg_case *c;
	struct stand *stands; /* beside the changes */
	bool in_a_row;	      /* looking for several commits, one after the other */
	struct step *steps;
	size_t step_count, step_capacity;
	struct selection reverted;
	struct selection waived; /* brought in by a record before */
};

static void search_clear(struct search *s)
{
	free(s->stands);
	selection_clear(&s->reverted);
	selection_clear(&s->waived);
	for (size_t i = 0; i < s->step_count; i++) {
		free(s->steps[i].hex);
		selection_clear(&s->steps[i].files);
	}
	free(s->steps);
}

static bool is_at(const struct stand *stand, unsigned mode, const struct oid *id)
{
	return stand->mode == mode && oid_equal(&stand->id, id);
}

static void begin(struct search *s, struct pg_case *c)
{
	s->c = c;
	s->stands = xcalloc(c->set.count + 1, sizeof(*s->stands));
	selection_init(&s->reverted, c->set.count);
	selection_init(&s->waived, c->set.count);
	for (size_t i = 0; i < c->set.count; i++)
		s->stands[i] = (struct stand){.mode = c->set.items[i].old_mode,
					      .id = c->set.items[i].old_id};
}

static bool same_lines(const struct text_lines *a, const struct text_lines *b)
{
	return a->text.len == b->text.len &&
	       !memcmp(str_text(&a->text), str_text(&b->text), a->text.len);
}

/* Whether a change removes and adds just the lines that a landed one added and removed. */
static int takes_lines_back(struct search *s, size_t index, struct changeset *landed,
			    struct change *then, bool *back, struct pg_error *err)
{
	struct change *now = &s->c->set.items[index];

	*back = false;
	if (now->status != CHANGE_MODIFIED || then->status != CHANGE_MODIFIED ||
	    now->old_mode != now->new_mode || then->old_mode != then->new_mode)
		return 0;
	if (change_load(&s->c->set, now, NEED_TEXT | NEED_DIFF, err) < 0 ||
	    change_load(landed, then, NEED_TEXT | NEED_DIFF, err) < 0)
		return -1;
	*back = !now->binary && !then->binary && then->added.count + then->removed.count &&
		same_lines(&now->removed, &then->added) &&
		same_lines(&now->added, &then->removed);
	return 0;
}

static bool is_record(const char *path)
{
	static const char folder[] = RECORDS_FOLDER "/";

	return !strncmp(path, folder, strlen(folder));
}

/* Plans and records come and go with the work, and are no part of it. */
static bool is_beside(const struct pg_case *c, const char *path)
{
	return policy_is_plan(c->policy, path) || is_record(path);
}

/* The change of the same path, which is none that moves: what moves is not taken back. NULL: there is none. */
static const struct change *change_of(const struct search *s, const char *path)
{
	const struct change *now = changeset_find(&s->c->set, path);

	return now && !now->renamed_to && !now->renamed_from ? now : NULL;
}

static size_t index_of(const struct search *s, const struct change *now)
{
	return (size_t)(now - s->c->set.items);
}

/* Whether the change takes back what a landed commit did to one file: from where it stands, or all that it does to it. */
static int takes_file_back(struct search *s, struct changeset *landed, struct change *then,
			   bool *back, struct pg_error *err)
{
	const struct change *now = change_of(s, then->path);
	struct stand *stand = now ? &s->stands[index_of(s, now)] : NULL;

	*back = false;
	if (!now || stand->reached || !is_at(stand, then->new_mode, &then->new_id)) {
		if (!now || stand->reached || s->in_a_row)
			return 0;
		return takes_lines_back(s, index_of(s, now), landed, then, back, err);
	}
	*back = s->in_a_row ||
		(now->new_mode == then->old_mode && oid_equal(&now->new_id, &then->old_id));
	return 0;
}

static int takes_all_back(struct search *s, struct changeset *landed, bool *back,
			  struct pg_error *err)
{
	size_t files = 0;

	*back = true;
	for (size_t i = 0; i < landed->count && *back; i++) {
		if (is_beside(s->c, landed->items[i].path))
			continue;
		files++;
		if (takes_file_back(s, landed, &landed->items[i], back, err) < 0)
			return -1;
	}
	*back = *back && files;
	return 0;
}

/* Step back over a commit: one of several in a row brings a file nearer to where it goes, one by itself all the way. */
static void step_over(struct search *s, const struct changeset *landed, const char *hex)
{
	struct step *step = ARRAY_PUSH(s->steps, s->step_count, s->step_capacity);

	step->hex = xstrdup(hex);
	selection_init(&step->files, s->c->set.count);
	for (size_t i = 0; i < landed->count; i++) {
		const struct change *then = &landed->items[i];
		const struct change *now = change_of(s, then->path);
		struct stand *stand = now ? &s->stands[index_of(s, now)] : NULL;

		if (!stand || is_beside(s->c, then->path))
			continue;
		selection_add(&step->files, index_of(s, now));
		stand->mode = then->old_mode;
		stand->id = then->old_id;
		stand->reached = !s->in_a_row || is_at(stand, now->new_mode, &now->new_id);
	}
}

static int read_landed(struct search *s, const char *hex, struct changeset *landed,
		       struct pg_error *err)
{
	struct oid commit, parents[MOST_PARENTS], before = {0}, after;
	size_t count = 0;

	landed->load = content_load;
	landed->load_context = s->c->repo;
	if (!oid_parse(&commit, hex))
		return pg_fail(err, PG_ERR_SYSTEM, "git rev-list named no commit");
	if (commit_parents(s->c->repo, &commit, parents, MOST_PARENTS, &count, err) < 0)
		return -1;
	/* Nobody takes the beginning back: it is what there was. */
	if (!count)
		return 0;
	if (commit_tree(s->c->repo, &parents[0], &before, err) < 0 ||
	    commit_tree(s->c->repo, &commit, &after, err) < 0 ||
	    tree_compare(s->c->repo, &before, &after, landed, err) < 0)
		return -1;
	changeset_finish(landed);
	return 0;
}

/* What came in by a signed record then does not come in again by a revert of its revert. */
static void note_waived(struct search *s, const struct changeset *landed)
{
	bool waived = false;

	for (size_t i = 0; i < landed->count; i++)
		waived = waived || is_record(landed->items[i].path);
	for (size_t i = 0; waived && i < landed->count; i++) {
		const struct change *then = &landed->items[i];
		const struct change *now = changeset_find(&s->c->set, then->path);

		if (now && now->new_mode == then->new_mode &&
		    oid_equal(&now->new_id, &then->new_id))
			selection_add(&s->waived, index_of(s, now));
	}
}

static int look_through(struct search *s, const struct strlist *commits,
			struct pg_error *err)
{
	for (size_t i = 0; i < commits->count; i++) {
		CLEANUP(changeset_clear) struct changeset landed = {0};
		bool back = false;

		if (read_landed(s, commits->items[i], &landed, err) < 0)
			return -1;
		note_waived(s, &landed);
		if (takes_all_back(s, &landed, &back, err) < 0)
			return -1;
		if (back)
			step_over(s, &landed, commits->items[i]);
	}
	return 0;
}

/* A file that several commits brought nearer, and not all the way, is not taken back, and nor is what came with it. */
static void keep_whole_steps(struct search *s)
{
	bool changed = true;

	for (size_t i = 0; i < s->c->set.count; i++)
		if (s->stands[i].reached)
			selection_add(&s->reverted, i);
	while (changed) {
		changed = false;
		for (size_t k = 0; k < s->step_count; k++) {
			struct step *step = &s->steps[k];

			for (size_t i = 0; i < s->c->set.count && !step->dropped; i++)
				step->dropped = selection_has(&step->files, i) &&
						!selection_has(&s->reverted, i);
			for (size_t i = 0; i < s->c->set.count && step->dropped; i++) {
				changed = changed || (selection_has(&step->files, i) &&
						      selection_has(&s->reverted, i));
				if (selection_has(&step->files, i))
					s->reverted.has[i] = false;
			}
		}
	}
}

/* Commits that are taken back by themselves first, then several in a row. */
static int look(struct search *s, struct pg_error *err)
{
	CLEANUP(strlist_clear) struct strlist commits = {0};
	const struct oid none = {0};
	const struct commit_range range = {.base = &none,
					   .known = &none,
					   .tip = &s->c->spec.base_commit,
					   .most = REVERT_MOST_COMMITS};

	if (oid_is_null(range.tip))
		return 0;
	if (commits_between(s->c->repo, &range, &commits, err) < 0 ||
	    look_through(s, &commits, err) < 0)
		return -1;
	s->in_a_row = true;
	if (look_through(s, &commits, err) < 0)
		return -1;
	keep_whole_steps(s);
	return 0;
}

/* plangate's own files are judged whoever had them before. */
static void leave_guarded(struct search *s)
{
	for (size_t i = 0; i < s->c->set.count; i++)
		if (selection_has(&s->waived, i) ||
		    policy_guards(s->c->policy, s->c->set.items[i].path))
			s->reverted.has[i] = false;
}

static const struct rule *rule_of(const struct policy *policy, const char *id)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		if (!strcmp(policy->rules[i].id, id))
			return &policy->rules[i];
	return NULL;
}

/* Judge a rule on what is not reverted. */
static int judge_the_rest(struct search *s, struct finding *finding, struct pg_error *err)
{
	CLEANUP(selection_clear) struct selection without = {0};
	CLEANUP(selection_clear) struct selection all = {0};
	CLEANUP(findings_clear) struct findings again = {0};
	struct judged judged;

	selection_init(&without, s->c->set.count);
	selection_add_all(&without, &s->c->excused);
	selection_add_all(&without, &s->reverted);
	judged = case_rest(s->c, &without, &all);
	if (policy_judge_rule(s->c->policy, finding->rule, &judged, &again, err) < 0)
		return -1;
	if (again.count && finding_is_open(&again.items[0])) {
		struct finding other = *finding;

		*finding = again.items[0];
		again.items[0] = other;
	} else if (s->c->policy->reverts == REVERTS_LIGHT) {
		finding->demand = (struct demand){.profile = PROFILE_LIGHT};
		finding->approvals = 0;
	} else {
		finding->state = RULE_EXEMPT;
	}
	return 0;
}

/* What a rule that is never exempt fired on needs its plan; where that is the change as a whole, all of it does. */
static void keep_asked_for(struct search *s)
{
	const struct findings *findings = &s->c->findings;

	for (size_t f = 0; f < findings->count; f++) {
		const struct finding *finding = &findings->items[f];
		const struct rule *rule = rule_of(s->c->policy, finding->rule);

		if (!finding_is_open(finding) || !rule || !rule->never_exempt)
			continue;
		for (size_t i = 0; i < s->c->set.count; i++)
			if (!finding->changes)
				s->reverted.has[i] = false;
		for (size_t i = 0; finding->changes && i < finding->files; i++)
			s->reverted.has[finding->changes[i]] = false;
	}
}

static int judge_anew(struct search *s, struct pg_error *err)
{
	struct findings *findings = &s->c->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct rule *rule = rule_of(s->c->policy, findings->items[i].rule);

		if (finding_is_open(&findings->items[i]) && rule && !rule->never_exempt &&
		    judge_the_rest(s, &findings->items[i], err) < 0)
			return -1;
	}
	return 0;
}

static bool any_open(const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		if (finding_is_open(&findings->items[i]))
			return true;
	return false;
}

int reverts_apply(struct pg_case *c, struct change_verdict *out, struct pg_error *err)
{
	CLEANUP(search_clear) struct search s = {0};

	if (c->policy->reverts == REVERTS_JUDGE || !any_open(&c->findings))
		return 0;
	begin(&s, c);
	if (look(&s, err) < 0)
		return -1;
	leave_guarded(&s);
	if (!selection_count(&s.reverted))
		return 0;
	if (judge_anew(&s, err) < 0)
		return -1;
	for (size_t i = 0; i < s.step_count; i++)
		if (!s.steps[i].dropped)
			strlist_add(&out->reverts, s.steps[i].hex);
	if (c->policy->reverts == REVERTS_LIGHT)
		return 0;
	keep_asked_for(&s);
	selection_add_all(&c->excused, &s.reverted);
	case_settle(c);
	return 0;
}
