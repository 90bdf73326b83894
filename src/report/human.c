/* What a person reads: what fired and why, which plans were looked at, what is wrong, what next. */
#include <string.h>

#include "formats.h"
#include "human.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"

enum { MOST_EVIDENCE = 5, MOST_PLANS = 10, MOST_REVERTS = 5 };

/* "path:line: detail", made safe. */
static void write_evidence(const struct writer *w, const struct evidence *evidence)
{
	CLEANUP(str_clear) struct str line = {0};
	CLEANUP(freep) char *path = evidence->file ? text_quote_path(evidence->file) : NULL;

	if (path)
		str_add(&line, path);
	if (path && evidence->line)
		str_addf(&line, ":%d", evidence->line);
	if (path && evidence->detail && *evidence->detail)
		str_add(&line, ": ");
	if (evidence->detail)
		text_add_safe(&line, evidence->detail);
	str_addf(w->out, "%*s", 2 * HANG, "");
	wrapped(w, str_text(&line), 2 * HANG, 3 * HANG);
}

static void write_finding(const struct writer *w, const struct finding *finding)
{
	size_t shown = finding->evidence_count;
	CLEANUP(freep) char *rule = text_safe(finding->rule);
	CLEANUP(freep)
	char *description = text_safe(finding->description ? finding->description : "");

	str_add(w->out, "  ");
	styled(w, BOLD, rule);
	if (finding->severity == SEVERITY_WARNING)
		str_add(w->out, " (warning)");
	if (finding->state == RULE_OVERRIDDEN)
		str_add(w->out, " (overridden)");
	if (*description) {
		str_add(w->out, ": ");
		wrapped(w, description, columns(rule, strlen(rule)) + 4, HANG);
	} else {
		str_add_char(w->out, '\n');
	}
	if (shown > MOST_EVIDENCE && !w->options->verbose)
		shown = MOST_EVIDENCE;
	for (size_t i = 0; i < shown; i++)
		write_evidence(w, &finding->evidence[i]);
	if (shown < finding->evidence_count)
		str_addf(w->out, "%*sand more (--verbose shows them)\n", 2 * HANG, "");
}

static bool is_shown(const struct writer *w, const struct finding *finding)
{
	return w->options->verbose || finding->state == RULE_UNSATISFIED;
}

static void write_findings(const struct writer *w, const struct findings *findings)
{
	bool any = false;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (!is_shown(w, finding))
			continue;
		if (!any)
			str_add(w->out, "\nRules:\n");
		any = true;
		if (finding->state == RULE_NOT_APPLICABLE)
			str_addf(w->out, "  %s: did not fire\n", finding->rule);
		else
			write_finding(w, finding);
	}
}

/* Each once: several rules may ask for the same. */
static void write_approvals(const struct writer *w, const struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		bool told = !finding_is_open(finding) || !finding->approvals;

		for (size_t k = 0; k < i && !told; k++)
			told = finding_is_open(&findings->items[k]) &&
			       findings->items[k].approvals == finding->approvals &&
			       !strcmp(findings->items[k].role ? findings->items[k].role
							       : "",
				       finding->role ? finding->role : "");
		if (!told)
			str_addf(w->out, ", approved by %u%s%s", finding->approvals,
				 finding->role ? " of " : "",
				 finding->role ? finding->role : "");
	}
}

static void write_demand(const struct writer *w, const struct change_verdict *change)
{
	const struct demand *demand = &change->demand;

	if (demand->profile == PROFILE_NONE)
		return;
	str_addf(w->out, "\nDemanded: a plan of profile %s", profile_name(demand->profile));
	if (demand->risk != RISK_NONE)
		str_addf(w->out, ", risk %s or higher", risk_name(demand->risk));
	for (unsigned bit = 1; bit <= ASSESS_DEPENDENCIES; bit <<= 1)
		if (demand->assess & bit)
			str_addf(w->out, ", %s assessed",
				 assessment_name((enum assessment)bit));
	if (demand->migration)
		str_add(w->out, ", a rollback that undoes the migration");
	write_approvals(w, &change->findings);
	str_add_char(w->out, '\n');
}

/* "covers 2 of 3 staged files", "covers both files"; `kind` is "staged " or "". */
static void write_covered(const struct writer *w, size_t covered, size_t files,
			  const char *kind)
{
	if (!covered)
		str_addf(w->out, "covers no %sfile", kind);
	else if (covered < files)
		str_addf(w->out, "covers %zu of %zu %sfiles", covered, files, kind);
	else if (files < 3)
		str_addf(w->out, "covers %s %sfile%s", files == 1 ? "the" : "both", kind,
			 files == 1 ? "" : "s");
	else
		str_addf(w->out, "covers all %zu %sfiles", files, kind);
}

static void write_plans(const struct writer *w, const struct change_verdict *change)
{
	if (!change->plan_count)
		return;
	str_add(w->out, "\nPlans looked at:\n");
	for (size_t i = 0; i < change->plan_count && i < MOST_PLANS; i++) {
		const struct plan_view *plan = &change->plans[i];
		CLEANUP(freep) char *path = text_quote_path(plan->path);

		str_addf(w->out, "  %s: ", path);
		write_covered(w, plan->covered, change->to_cover, "");
		str_addf(w->out, ", %s\n", plan->valid ? "valid" : "not valid");
	}
	if (change->plan_count > MOST_PLANS)
		str_addf(w->out, "  and %zu more\n", change->plan_count - MOST_PLANS);
}

static void add_words(struct str *out, const struct strlist *words)
{
	for (size_t i = 0; i < words->count; i++) {
		CLEANUP(freep) char *safe = text_safe(words->items[i]);

		str_addf(out, "%s%s", i ? ", " : "", safe);
	}
}

/* One line for each override that was used: nothing enters by one unseen. */
static void write_overrides(const struct writer *w, const struct change_verdict *change)
{
	for (size_t i = 0; i < change->override_count; i++) {
		const struct override_view *view = &change->overrides[i];
		CLEANUP(freep) char *reason = text_safe(view->reason);
		CLEANUP(freep) char *ticket = view->ticket ? text_safe(view->ticket) : NULL;

		str_addf(w->out, "plangate: override %.12s by ", view->id);
		add_words(w->out, &view->signers);
		str_add(w->out, " waives ");
		add_words(w->out, &view->rules);
		str_addf(w->out, " until %s: %s%s%s%s\n", view->expires, reason,
			 ticket ? " (" : "", ticket ? ticket : "", ticket ? ")" : "");
	}
}

static const char *headline(const struct change_verdict *change)
{
	if (change->state == VERDICT_PASS && change->override_count)
		return change->demand.profile == PROFILE_NONE
			       ? "its rules are waived by signed overrides"
			       : "a valid plan and signed overrides cover this change";
	if (change->state == VERDICT_PASS)
		return change->demand.profile == PROFILE_NONE
			       ? "no plan is needed"
			       : "a valid plan covers this change";
	if (change->state == VERDICT_WARN)
		return "passes with warnings";
	for (size_t i = 0; i < change->plan_count; i++)
		if (change->plans[i].covered)
			return "the plan for this change does not hold up yet";
	return change->demand.profile == PROFILE_NONE ? "this change cannot enter"
						      : "this change needs a plan";
}

/* By what it needs no plan, where landed work is taken back. */
static void write_reverts(const struct writer *w, const struct change_verdict *change)
{
	if (!change->reverts.count)
		return;
	str_addf(w->out, "plangate: takes back commit%s ",
		 change->reverts.count == 1 ? "" : "s");
	for (size_t i = 0; i < change->reverts.count && i < MOST_REVERTS; i++)
		str_addf(w->out, "%s%.12s", i ? ", " : "", change->reverts.items[i]);
	if (change->reverts.count > MOST_REVERTS)
		str_addf(w->out, " and %zu more", change->reverts.count - MOST_REVERTS);
	str_add(w->out, " exactly\n");
}

static void write_headline(const struct writer *w, const struct change_verdict *change)
{
	static const char *const styles[] = {GREEN, YELLOW, RED, RED};
	static const char *const words[] = {"pass", "warning", "blocked", "error"};
	CLEANUP(freep) char *ref = change->ref ? text_safe(change->ref) : NULL;

	str_add(w->out, "plangate: ");
	styled(w, styles[change->state], words[change->state]);
	str_addf(w->out, ": %s", headline(change));
	if (ref && change->one_of_range)
		str_addf(w->out, " (%s, commit %.12s)", ref, change->commit.hex);
	else if (change->one_of_range)
		str_addf(w->out, " (commit %.12s)", change->commit.hex);
	else if (ref)
		str_addf(w->out, " (%s)", ref);
	str_add_char(w->out, '\n');
}

static void write_change(const struct writer *w, const struct change_verdict *change)
{
	write_headline(w, change);
	write_reverts(w, change);
	write_overrides(w, change);
	write_findings(w, &change->findings);
	if (change->state >= VERDICT_BLOCK || w->options->verbose)
		write_demand(w, change);
	if (change->state != VERDICT_PASS || w->options->verbose)
		write_plans(w, change);
	write_problems(w, &change->diagnostics);
}

void report_plan(struct str *out, const struct verdict *verdict,
		 const struct report_options *options)
{
	const struct change_verdict *change = &verdict->changes[0];
	const struct writer w = {out, options};
	CLEANUP(freep) char *path = text_quote_path(change->plans[0].path);

	write_problems(&w, &change->diagnostics);
	str_addf(out, "%s: ", path);
	styled(&w, change->plans[0].valid ? GREEN : RED,
	       change->plans[0].valid ? "valid" : "not valid");
	if (change->to_cover) {
		str_add(out, "; ");
		write_covered(&w, change->plans[0].covered, change->to_cover, "staged ");
	}
	str_add_char(out, '\n');
}

static void write_notes(const struct writer *w, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->notes.count; i++)
		str_addf(w->out, "plangate: %s\n", verdict->notes.items[i]);
}

/* A rule that a plan would have satisfied and none did: by mode or severity it blocks nothing. */
static bool is_unsatisfied(const struct verdict *verdict)
{
	for (size_t c = 0; c < verdict->count; c++)
		for (size_t i = 0; i < verdict->changes[c].findings.count; i++)
			if (verdict->changes[c].findings.items[i].state == RULE_UNSATISFIED)
				return true;
	return false;
}

void report_hook(struct str *out, const struct verdict *verdict,
		 const struct report_options *options)
{
	const struct writer w = {out, options};

	if (verdict->state >= VERDICT_BLOCK || is_unsatisfied(verdict)) {
		report_human(out, verdict, options);
	} else {
		write_notes(&w, verdict);
		for (size_t i = 0; i < verdict->count; i++)
			write_overrides(&w, &verdict->changes[i]);
	}
}

void report_human(struct str *out, const struct verdict *verdict,
		  const struct report_options *options)
{
	const struct writer w = {out, options};

	write_notes(&w, verdict);
	if (verdict->warn_only && verdict->state == VERDICT_WARN)
		str_add(out, "plangate: mode is warn: nothing is blocked\n");
	for (size_t i = 0; i < verdict->count; i++) {
		if (i && options->verbose)
			str_add_char(out, '\n');
		if (verdict->count == 1 || verdict->changes[i].state != VERDICT_PASS ||
		    verdict->changes[i].override_count || options->verbose)
			write_change(&w, &verdict->changes[i]);
	}
	if (verdict->state == VERDICT_BLOCK)
		write_next(&w, verdict);
}
