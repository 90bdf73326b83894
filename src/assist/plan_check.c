/* One plan document, held against what is staged. */
#include <stdlib.h>

#include "plangate/assist/plans.h"
#include "plangate/assist/survey.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/gate/match.h"
#include "plangate/model/verdict.h"
#include "plangate/plan/document.h"
#include "plangate/waiver/approvals.h"

static const struct named_change staged = {.kind = SPEC_STAGED};

static void plan_text_clear(struct plan_text *text)
{
	plan_free(text->plan);
}

/* Tell what approvals this text lacks, by the records that are staged. */
static int check_approvals(struct pg_case *c, const struct matching *m,
			   const struct plan_text *own, struct diagnostics *out,
			   struct pg_error *err)
{
	CLEANUP(approvals_clear)
	struct approvals approvals = {.c = c, .at = c, .least = SEVERITY_ERROR};

	if (case_read_trust(c, err) < 0 ||
	    approvals_load(&approvals, &m->plans->texts, err) < 0)
		return -1;
	approvals_check(&approvals, own, NULL, m->stage, out);
	return 0;
}

/* How many files of the change are in its scope. */
static size_t count_covered(const struct pg_case *c, const struct plan *plan)
{
	size_t covered = 0;

	for (size_t i = 0; i < c->set.count; i++)
		covered += case_needs_plan(c, i) &&
			   plan_covers(plan, c->set.items[i].path) != NULL;
	return covered;
}

static int check_text(struct pg_case *c, const struct matching *matching,
		      const struct plan_text *own, struct change_verdict *out,
		      struct pg_error *err)
{
	struct plan_view *view =
		ARRAY_PUSH(out->plans, out->plan_count, out->plan_capacity);

	view->path = xstrdup(plan_path(own->plan));
	view->covered = count_covered(c, own->plan);
	out->to_cover = selection_count(&c->needs);
	if (check_plan(matching, own->plan, view->covered != 0, &out->diagnostics, err) < 0)
		return -1;
	if ((view->covered || own->touched) &&
	    check_approvals(c, matching, own, &out->diagnostics, err) < 0)
		return -1;
	view->valid = !diagnostics_reach(&out->diagnostics, SEVERITY_ERROR);
	out->state = view->valid ? VERDICT_PASS : VERDICT_BLOCK;
	if (view->valid && diagnostics_reach(&out->diagnostics, SEVERITY_WARNING))
		out->state = VERDICT_WARN;
	return 0;
}

int plan_file_check(struct repo *repo, const struct plan_file *file, enum stage stage,
		    struct verdict *verdict, struct pg_error *err)
{
	CLEANUP(case_close) struct pg_case c = {0};
	CLEANUP(candidates_clear) struct candidates plans = {0};
	CLEANUP(plan_text_clear) struct plan_text own = {0};
	struct change_verdict *out = verdict_add(verdict);
	const struct matching matching = {.c = &c,
					  .at = &c,
					  .plans = &plans,
					  .demand = &out->demand,
					  .stage = stage_class(stage)};
	int rc;

	verdict->stage = stage;
	if (survey_open(&c, repo, &staged, err) < 0 || case_judge(&c, err) < 0 ||
	    plan_from_disk(&c, file, &own, err) < 0 ||
	    candidates_read(&c, NULL, &plans, err) < 0)
		return -1;
	case_describe(&c, out);
	findings_join(&c.findings, SEVERITY_NOTE, &out->demand);
	rc = check_text(&c, &matching, &own, out, err);
	out->findings = c.findings;
	c.findings = (struct findings){0};
	verdict_finish(verdict);
	return rc;
}

int plan_file_read(struct repo *repo, const struct plan_file *file, struct plan **out,
		   struct pg_error *err)
{
	CLEANUP(case_close) struct pg_case c = {0};
	struct plan_text text = {0};

	if (survey_open(&c, repo, &staged, err) < 0 ||
	    plan_from_disk(&c, file, &text, err) < 0)
		return -1;
	*out = text.plan;
	return 0;
}
