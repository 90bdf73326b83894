#include "plangate/plan/scaffold.h"

#include <ctype.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/text.h"

enum {
	MOST_STEPS = 10,	/* files that get a step of their own */
	MOST_REASONS = 2,	/* a file */
	MOST_LIST = 150 * 1024, /* bytes; more files are listed by their folders */
	MOST_FILE_NAME = 60,	/* characters of the title in a file name */
};

struct scaffold {
	struct str *out;
	const struct changeset *set;
	const struct findings *findings;
	const struct demand *demand;
	enum profile profile;
	const struct habit *habit; /* or NULL */
};

static void add_gap(struct str *out, const char *what)
{
	str_addf(out, FILL_IN "%s]", what);
}

/* One harmless line that no Markdown can come out of. */
static void add_code(struct str *out, const char *text)
{
	CLEANUP(freep) char *safe = text_safe(text);

	str_add_char(out, '`');
	for (const char *p = safe; *p; p++)
		str_add_char(out, *p == '`' ? '\'' : *p);
	str_add_char(out, '`');
}

/* Ours, or the one under which they would look for it. */
static void add_heading(const struct scaffold *s, enum section_kind kind)
{
	const char *theirs = s->habit ? s->habit->places[kind].heading : NULL;

	str_addf(s->out, "## %s\n\n", theirs ? theirs : section_kind_name(kind));
}

/* Their documents need not say that they are in force; where they do, it is not we who accept. */
static void add_title(struct str *out, const char *title, const struct habit *habit)
{
	CLEANUP(freep) char *safe = text_safe(title ? title : "");

	if (!habit)
		str_add(out, "---\nstatus: active\n---\n");
	str_addf(out, "# %s", habit ? habit->title : "Implementation Plan: ");
	if (safe[strspn(safe, " ")])
		str_add(out, safe);
	else
		add_gap(out, "the name of this change");
	str_add(out, "\n\n");
}

/* Evidence without a detail says only that the file is one of those that change. */
static const struct evidence *evidence_for(const struct finding *finding, const char *path)
{
	for (size_t i = 0; i < finding->evidence_count; i++) {
		const struct evidence *evidence = &finding->evidence[i];

		if (evidence->file && evidence->detail && *evidence->detail &&
		    !strcmp(evidence->file, path))
			return evidence;
	}
	return NULL;
}

/* " - high risk: `rule`: `what it saw`" of the rules whose evidence is in this file. */
static void add_reasons(const struct scaffold *s, const char *path)
{
	size_t told = 0;

	for (size_t i = 0; s->findings && i < s->findings->count && told < MOST_REASONS;
	     i++) {
		const struct finding *finding = &s->findings->items[i];
		const struct evidence *evidence = evidence_for(finding, path);

		if (!evidence || finding->state == RULE_NOT_APPLICABLE)
			continue;
		str_add(s->out, told++ ? "; " : " - ");
		if (finding->demand.risk == RISK_HIGH)
			str_add(s->out, "high risk: ");
		add_code(s->out, finding->rule);
		str_add(s->out, ": ");
		add_code(s->out, evidence->detail);
	}
}

static bool is_listed(const struct change *change)
{
	return change->counted && !change->renamed_to;
}

static void add_file(const struct scaffold *s, const struct change *change)
{
	size_t lines = change->new_lines ? change->new_lines : change->old_lines;

	str_add(s->out, "  - ");
	if (change->renamed_from) {
		path_add_code(s->out, change->renamed_from);
		str_add(s->out, " -> ");
	}
	path_add_code(s->out, change->path);
	if (change->status == CHANGE_ADDED && !change->renamed_from)
		str_add(s->out, " (new)");
	if (change->status == CHANGE_DELETED)
		str_add(s->out, " (deleted)");
	if (change->binary)
		str_add(s->out, " (binary)");
	else
		str_addf(s->out, " (+%zu/-%zu, %zu line%s)", change->added.count,
			 change->removed.count, lines, lines == 1 ? "" : "s");
	add_reasons(s, change->path);
	str_add_char(s->out, '\n');
}

/* The folder of a path at most depth components deep, with its slash; the path where it has none. */
static char *folder_of(const char *path, int depth)
{
	const char *end = path, *slash;

	while (depth-- > 0 && (slash = strchr(end, '/')))
		end = slash + 1;
	return end == path ? xstrdup(path) : xmemdup(path, (size_t)(end - path));
}

static void add_folder(struct str *out, const char *folder)
{
	str_add(out, "  - ");
	path_add_code(out, folder);
	str_add_char(out, '\n');
}

static void add_folders(const struct scaffold *s, int depth)
{
	CLEANUP(freep) char *last = NULL;

	for (size_t i = 0; i < s->set->count; i++) {
		CLEANUP(freep) char *folder = NULL;

		if (!s->set->items[i].counted)
			continue;
		folder = folder_of(s->set->items[i].path, depth);
		if (last && !strcmp(last, folder))
			continue;
		add_folder(s->out, folder);
		free(last);
		last = TAKE(folder);
	}
}

/* Whether the list from `start` on stays within what a plan may hold. */
static bool fits(const struct scaffold *s, size_t start)
{
	enum problem problem;
	int line;
	CLEANUP(freep)
	char *reason = preflight_check(str_text(s->out) + start, s->out->len - start,
				       &problem, &line);

	return !reason && s->out->len - start <= MOST_LIST;
}

static void cut_to(struct str *out, size_t len)
{
	out->len = len;
	if (out->data)
		out->data[len] = '\0';
}

static void add_files(const struct scaffold *s)
{
	size_t start;

	str_add(s->out, "- Files:\n");
	start = s->out->len;
	for (size_t i = 0; i < s->set->count; i++)
		if (is_listed(&s->set->items[i]))
			add_file(s, &s->set->items[i]);
	for (int depth = 8; depth && !fits(s, start); depth /= 2) {
		cut_to(s->out, start);
		add_folders(s, depth);
	}
}

static void add_estimate(const struct scaffold *s)
{
	size_t files = 0, lines = 0;

	for (size_t i = 0; i < s->set->count; i++) {
		const struct change *change = &s->set->items[i];

		files += is_listed(change);
		if (change->counted)
			lines += change->added.count + change->removed.count;
	}
	str_addf(s->out, "- Estimated Changes: %zu %s, ~%zu lines\n", files,
		 files == 1 ? "file" : "files", lines);
}

static void add_scope(const struct scaffold *s)
{
	add_heading(s, SECTION_SCOPE);
	add_files(s);
	str_add(s->out, "- Risk Level: ");
	if (s->demand->risk == RISK_NONE)
		add_gap(s->out, "LOW, MEDIUM or HIGH");
	else
		str_add(s->out, risk_name(s->demand->risk));
	str_add_char(s->out, '\n');
	add_estimate(s);
	str_add_char(s->out, '\n');
}

static bool is_test(const char *path)
{
	return strcasestr(path, "test") || strcasestr(path, "spec.") ||
	       strcasestr(path, "_spec");
}

static void add_approach(const struct scaffold *s)
{
	add_heading(s, SECTION_APPROACH);
	add_gap(s->out, "how it will work, and why this way");
	str_add(s->out, "\n\n");
}

static void add_steps(const struct scaffold *s)
{
	size_t steps = 0;

	add_heading(s, SECTION_STEPS);
	for (size_t i = 0; i < s->set->count && steps < MOST_STEPS; i++) {
		const struct change *change = &s->set->items[i];

		if (!is_listed(change) || strlen(change->path) > 1000)
			continue;
		str_addf(s->out, "%zu. ", ++steps);
		path_add_code(s->out, change->path);
		str_add(s->out, ": ");
		add_gap(s->out, "what is done there");
		str_add_char(s->out, '\n');
	}
	if (!steps) {
		str_add(s->out, "1. ");
		add_gap(s->out, "file, function or command, and what is done");
		str_add_char(s->out, '\n');
	}
	str_add_char(s->out, '\n');
}

static void add_item(struct str *out, const char *label, const char *gap)
{
	str_addf(out, "- %s: ", label);
	add_gap(out, gap);
	str_add_char(out, '\n');
}

static void add_strategy(struct str *out)
{
	add_item(out, "Existing tests", "which cover this, and whether they break");
	add_item(out, "New unit tests", "what each proves, and where");
	add_item(out, "New integration tests", "what each proves, and where");
	add_item(out, "Edge cases", "which are tested");
	add_item(out, "Manual steps", "what to do, with which demo files");
	add_item(out, "Expected outcome", "what a person then sees");
}

static void add_tests(const struct scaffold *s)
{
	size_t tests = 0;

	if (s->profile == PROFILE_FULL && !s->habit)
		str_add(s->out, "## Test Strategy\n\n");
	else
		add_heading(s, SECTION_TESTS);
	for (size_t i = 0; i < s->set->count && tests < MOST_STEPS; i++) {
		const struct change *change = &s->set->items[i];

		if (!is_listed(change) || change->status == CHANGE_DELETED ||
		    !is_test(change->path) || strlen(change->path) > 1000)
			continue;
		tests++;
		str_add(s->out, "- [ ] ");
		path_add_code(s->out, change->path);
		str_add(s->out, ": ");
		add_gap(s->out, "what it proves");
		str_add_char(s->out, '\n');
	}
	if (!tests) {
		str_add(s->out, "- [ ] ");
		add_gap(s->out, "what is tested, and where");
		str_add_char(s->out, '\n');
	}
	if (s->profile == PROFILE_FULL)
		add_strategy(s->out);
	str_add_char(s->out, '\n');
}

static void add_rollback(const struct scaffold *s)
{
	add_heading(s, SECTION_ROLLBACK);
	if (s->profile == PROFILE_FULL) {
		add_item(s->out, "How to undo", "the steps back");
		add_item(s->out, "Feature flag", "its name, or none");
		add_item(s->out, "Is git revert sufficient", "yes or no, and why");
	} else {
		add_gap(s->out, "how to undo this change");
		str_add_char(s->out, '\n');
	}
	if (s->demand->migration || s->profile == PROFILE_FULL) {
		str_add(s->out, s->profile == PROFILE_FULL ? "" : "\n");
		add_item(s->out, "Is the migration reversible",
			 "its down step, or the restore");
	}
}

static void add_questions(const struct scaffold *s)
{
	str_add_char(s->out, '\n');
	add_heading(s, SECTION_QUESTIONS);
	add_gap(s->out, "None, or each question with its answer");
	str_add_char(s->out, '\n');
}

static void add_assessment(const struct scaffold *s)
{
	unsigned groups = s->profile == PROFILE_FULL ? ~0u : s->demand->assess;
	enum assessment group = 0;

	if (!groups)
		return;
	add_heading(s, SECTION_ASSESSMENT);
	for (const struct assessment_item *item = assessment_items(); item->text; item++) {
		if (!(item->group & groups))
			continue;
		if (item->group != group)
			str_addf(s->out, "%s### %s\n\n", group ? "\n" : "",
				 assessment_heading(item->group));
		group = item->group;
		add_item(s->out, item->text, "yes and why, no, or n/a");
	}
	str_add_char(s->out, '\n');
}

void plan_scaffold(struct str *out, const char *title, const struct changeset *set,
		   const struct findings *findings, const struct demand *demand,
		   const struct habit *habit)
{
	struct scaffold s = {out, set, findings, demand, demand->profile, habit};

	if (s.profile == PROFILE_NONE)
		s.profile = PROFILE_STANDARD;
	add_title(out, title, habit);
	if (habit)
		str_add(out, habit->intro);
	add_scope(&s);
	if (s.profile >= PROFILE_STANDARD) {
		add_approach(&s);
		add_steps(&s);
	}
	add_assessment(&s);
	add_tests(&s);
	add_rollback(&s);
	if (s.profile >= PROFILE_STANDARD)
		add_questions(&s);
}

/* A letter or digit that every file system takes. */
static bool is_plain(char c)
{
	return (unsigned char)c < 0x80 && isalnum((unsigned char)c);
}

/* "-csv-export" */
static void add_name(struct str *out, const char *title)
{
	size_t start = out->len;
	bool gap = true;

	for (; *title && out->len - start < MOST_FILE_NAME; title++) {
		if (!is_plain(*title)) {
			gap = true;
			continue;
		}
		if (gap)
			str_add_char(out, '-');
		gap = false;
		str_add_char(out, (char)tolower((unsigned char)*title));
	}
	if (out->len == start)
		str_add(out, "-plan");
}

char *plan_file_name(const char *title, int year, int month, int day)
{
	struct str out = {0};

	str_addf(&out, "%04d-%02d-%02d", year, month, day);
	add_name(&out, title);
	str_add(&out, ".md");
	return str_take(&out);
}

char *plan_habit_file(const struct habit *habit, const char *title)
{
	const char *gap = strstr(habit->file, "%s");
	CLEANUP(str_clear) struct str name = {0};
	struct str out = {0};

	add_name(&name, title);
	str_add_mem(&out, habit->file, (size_t)(gap - habit->file));
	str_add(&out, str_text(&name) + 1);
	str_add(&out, gap + strlen("%s"));
	return str_take(&out);
}
