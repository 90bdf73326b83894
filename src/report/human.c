/* What a person reads: what fired and why, which plans were looked at, what is wrong, what next. */
#include <string.h>

#include "formats.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/text.h"
#include "plangate/model/problem.h"

enum { MOST_DIAGNOSTICS = 30, MOST_EVIDENCE = 5, MOST_PLANS = 10, HANG = 4 };

struct writer {
	struct str *out;
	const struct report_options *options;
};

/* ANSI SGR numbers: bold, red, green, yellow, faint. */
#define BOLD "1"
#define RED "1;31"
#define GREEN "32"
#define YELLOW "33"
#define FAINT "2"

static void styled(const struct writer *w, const char *style, const char *text)
{
	if (w->options->color)
		str_addf(w->out, "\033[%sm%s\033[0m", style, text);
	else
		str_add(w->out, text);
}

/* How many columns the bytes take: code points, which is near enough for wrapping. */
static size_t columns(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

/* Append words, wrapped; the line already holds `used` columns, further ones begin at `indent`. */
static void wrapped(const struct writer *w, const char *text, size_t used, size_t indent)
{
	size_t width = (size_t)w->options->width;
	bool first = true;

	while (*text) {
		size_t len = strcspn(text, " ");
		size_t cells = columns(text, len);

		if (!first && used + 1 + cells > width) {
			str_addf(w->out, "\n%*s", (int)indent, "");
			used = indent;
		} else if (!first) {
			str_add_char(w->out, ' ');
			used++;
		}
		str_add_mem(w->out, text, len);
		used += cells;
		first = false;
		text += len;
		text += strspn(text, " ");
	}
	str_add_char(w->out, '\n');
}

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

static void write_plans(const struct writer *w, const struct change_verdict *change)
{
	if (!change->plan_count)
		return;
	str_add(w->out, "\nPlans looked at:\n");
	for (size_t i = 0; i < change->plan_count && i < MOST_PLANS; i++) {
		const struct plan_view *plan = &change->plans[i];
		CLEANUP(freep) char *path = text_quote_path(plan->path);

		str_addf(w->out, "  %s: covers %zu of %zu file%s, %s\n", path,
			 plan->covered, change->files, change->files == 1 ? "" : "s",
			 plan->valid ? "valid" : "not valid");
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

static const char *severity_style(enum severity severity)
{
	return severity == SEVERITY_ERROR     ? RED
	       : severity == SEVERITY_WARNING ? YELLOW
					      : FAINT;
}

static void write_place(const struct writer *w, const struct diagnostic *item)
{
	CLEANUP(freep) char *path = item->file ? text_quote_path(item->file) : NULL;

	if (!path)
		return;
	str_add(w->out, path);
	if (item->line)
		str_addf(w->out, ":%d", item->line);
	if (item->line && item->column)
		str_addf(w->out, ":%d", item->column);
	str_add(w->out, ": ");
}

/* A fix is to be pasted: its lines stay as they are. */
static void write_fix(const struct writer *w, const char *fix)
{
	CLEANUP(strlist_clear) struct strlist lines = {0};

	strlist_split(&lines, fix, strlen(fix), '\n');
	for (size_t i = 0; i < lines.count; i++) {
		CLEANUP(freep) char *line = text_safe(lines.items[i]);

		str_add(w->out, i ? "         " : "    fix: ");
		str_add(w->out, line);
		str_add_char(w->out, '\n');
	}
}

static void write_diagnostic(const struct writer *w, const struct diagnostic *item)
{
	CLEANUP(freep) char *message = text_safe(item->message);
	CLEANUP(str_clear) struct str line = {0};
	size_t start = w->out->len, used;

	write_place(w, item);
	used = columns(w->out->data + start, w->out->len - start);
	styled(w, severity_style(item->severity), severity_name(item->severity));
	str_addf(&line, ": %s [%s]", message, problem_id(item->problem));
	wrapped(w, str_text(&line), used + strlen(severity_name(item->severity)), HANG);
	if (item->fix)
		write_fix(w, item->fix);
}

static void write_diagnostics(const struct writer *w, const struct diagnostics *list)
{
	size_t shown = 0, hidden = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *item = &list->items[i];

		if (item->severity == SEVERITY_NOTE && !w->options->verbose)
			continue;
		if (shown == MOST_DIAGNOSTICS && !w->options->verbose) {
			hidden++;
			continue;
		}
		if (!shown++)
			str_add_char(w->out, '\n');
		write_diagnostic(w, item);
	}
	if (hidden)
		str_addf(w->out, "and %zu more (--verbose shows them)\n", hidden);
}

/* What is missing is a signature and nothing that can be mended in a file. */
static bool wants_approval(const struct diagnostic *item)
{
	return item->problem == PROBLEM_NOT_APPROVED;
}

/* The first file with an error, or NULL. */
static const char *broken_file(const struct change_verdict *change, bool *approval)
{
	for (size_t i = 0; i < change->diagnostics.count; i++) {
		const struct diagnostic *item = &change->diagnostics.items[i];

		if (item->severity != SEVERITY_ERROR || !item->file)
			continue;
		if (!wants_approval(item))
			return item->file;
		*approval = true;
	}
	return NULL;
}

/* Where a commit is being made, `plan sync` can list the files that a plan lacks. */
static bool lacks_files(const struct verdict *verdict)
{
	if (verdict->stage >= STAGE_PRE_PUSH || !verdict->count)
		return false;
	for (size_t i = 0; i < verdict->changes[0].diagnostics.count; i++)
		if (verdict->changes[0].diagnostics.items[i].problem ==
		    PROBLEM_UNCOVERED_FILE)
			return true;
	return false;
}

/* For people: whoever may sign for these rules can waive them. */
static void write_way_round(const struct writer *w, const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		if (verdict->changes[i].state != VERDICT_BLOCK ||
		    !verdict->changes[i].can_override)
			continue;
		str_addf(w->out,
			 "In an emergency, ask a person who may sign: plangate override "
			 "create "
			 "%s--reason \"Why it cannot wait\"\n",
			 verdict->stage == STAGE_PRE_PUSH ? "--range <remote>/<branch>.. "
							  : "");
		return;
	}
}

static void write_next(const struct writer *w, const struct verdict *verdict)
{
	const char *file = NULL, *again = verdict->stage >= STAGE_PRE_PUSH
						  ? "commit it and push again"
						  : "commit again";
	bool approval = false;

	for (size_t i = 0; i < verdict->count && !file; i++)
		if (verdict->changes[i].state == VERDICT_BLOCK)
			file = broken_file(&verdict->changes[i], &approval);
	str_add(w->out, "\nNext: ");
	if (file && !strncmp(file, ".plangate/records/", 18)) {
		CLEANUP(freep) char *path = text_quote_path(file);

		str_addf(w->out, "take %s back as it was, and %s\n", path, again);
	} else if (file) {
		CLEANUP(freep) char *path = text_quote_path(file);

		str_addf(
			w->out,
			lacks_files(verdict)
				? "plangate plan sync %s, or mend it by hand, then git add "
				  "%s and %s\n"
				: "mend %s, then git add %s and %s\n",
			path, path, again);
	} else if (approval) {
		str_addf(w->out, "ask for the approval, then %s\n", again);
	} else if (verdict->stage >= STAGE_PRE_PUSH) {
		str_add(w->out,
			"write a plan that covers these files (plangate help plan), commit "
			"it and push again\n");
	} else {
		styled(w, BOLD, "plangate plan new \"What this change does\"");
		str_add_char(w->out, '\n');
	}
	write_way_round(w, verdict);
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
	write_overrides(w, change);
	write_findings(w, &change->findings);
	if (change->state >= VERDICT_BLOCK || w->options->verbose)
		write_demand(w, change);
	if (change->state != VERDICT_PASS || w->options->verbose)
		write_plans(w, change);
	write_diagnostics(w, &change->diagnostics);
}

void report_plan(struct str *out, const struct verdict *verdict,
		 const struct report_options *options)
{
	const struct change_verdict *change = &verdict->changes[0];
	const struct writer w = {out, options};
	CLEANUP(freep) char *path = text_quote_path(change->plans[0].path);

	write_diagnostics(&w, &change->diagnostics);
	str_addf(out, "%s: ", path);
	styled(&w, change->plans[0].valid ? GREEN : RED,
	       change->plans[0].valid ? "valid" : "not valid");
	if (change->files)
		str_addf(out, "; covers %zu of %zu staged file%s", change->plans[0].covered,
			 change->files, change->files == 1 ? "" : "s");
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
