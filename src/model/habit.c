#include "plangate/model/habit.h"

#include <string.h>

#include "plangate/base/glob.h"

static const char *const none[] = {NULL};

/* Kubernetes enhancement proposals: a folder with README.md and kep.yaml. */
static const char *const kep_paths[] = {"keps/**/README.md", "keps/**/kep.yaml", NULL};
static const char *const kep_apart[] = {"**/NNNN-*/**", "keps/README.md", NULL};
static const struct habit_part kep_parts[] = {
	{"README.md", HABIT_DOCUMENT},
	{"kep.yaml", HABIT_METADATA},
	{NULL, HABIT_DOCUMENT},
};
static const struct habit_word kep_words[] = {
	{"graduation criteria", SECTION_STEPS},
	{"rollout upgrade and rollback planning", SECTION_ROLLBACK},
	{NULL, SECTION_NONE},
};
static const struct habit_status kep_statuses[] = {
	{"provisional", PLAN_DRAFT},   {"implementable", PLAN_ACTIVE},
	{"implemented", PLAN_DONE},    {"deferred", PLAN_ABANDONED},
	{"removed", PLAN_ABANDONED},   {"replaced", PLAN_SUPERSEDED},
	{"withdrawn", PLAN_ABANDONED}, {"rejected", PLAN_ABANDONED},
	{NULL, PLAN_ACTIVE},
};
static const char *const kep_marks[] = {
	"KEP-NNNN",	     "Your short, descriptive title",
	"<package>: <date>", "<link to test coverage>",
	"ACTION REQUIRED",   NULL,
};
static const char *const kep_hidden[] = {
	"kep-number: NNNN",
	"provisional|implementable",
	"owning-sig: sig-xyz",
	"title: KEP Template",
	"-date: yyyy-mm-dd",
	"-updated: yyyy-mm-dd",
	NULL,
};

/* Rust's form and its descendants: one document each. */
static const char *const rfc_paths[] = {
	"rfcs/**/*.md",
	"text/**/*.md",
	"docs/{rfc,rfcs}/**/*.md",
	NULL,
};
static const char *const rfc_apart[] = {
	"**/README.md",
	"**/index.md",
	"**/*template*",
	NULL,
};
static const struct habit_word rfc_words[] = {
	{"guide level explanation", SECTION_APPROACH},
	{"detailed explanation", SECTION_APPROACH},
	{"drawbacks and risks", SECTION_ASSESSMENT},
	{"adoption strategy", SECTION_STEPS},
	{"implementation strategy", SECTION_STEPS},
	{NULL, SECTION_NONE},
};
static const struct habit_status rfc_statuses[] = {
	{"draft", PLAN_DRAFT},	    {"proposed", PLAN_DRAFT},
	{"in review", PLAN_DRAFT},  {"under review", PLAN_DRAFT},
	{"open", PLAN_DRAFT},	    {"accepted", PLAN_ACTIVE},
	{"merged", PLAN_ACTIVE},    {"implemented", PLAN_DONE},
	{"stabilized", PLAN_DONE},  {"postponed", PLAN_ABANDONED},
	{"closed", PLAN_ABANDONED}, {"declined", PLAN_ABANDONED},
	{NULL, PLAN_ACTIVE},
};
static const char *const rfc_marks[] = {
	"(fill me in",
	"my_awesome_feature",
	"ACTION REQUIRED",
	NULL,
};

/* Markdown decision records, and Nygard's shorter form. */
static const char *const adr_paths[] = {
	"docs/decisions/**/*.md",
	"docs/{adr,adrs}/**/*.md",
	"doc/{adr,adrs}/**/*.md",
	NULL,
};
static const struct habit_word adr_words[] = {
	{"consequences", SECTION_ASSESSMENT},
	{"positive consequences", SECTION_ASSESSMENT},
	{"negative consequences", SECTION_ASSESSMENT},
	{"pros and cons", SECTION_ASSESSMENT},
	{NULL, SECTION_NONE},
};
static const struct habit_status adr_statuses[] = {
	{"proposed", PLAN_DRAFT},
	{"accepted", PLAN_ACTIVE},
	{"implemented", PLAN_DONE},
	{"rejected", PLAN_ABANDONED},
	{"deprecated", PLAN_SUPERSEDED},
	{"superseded", PLAN_SUPERSEDED},
	{NULL, PLAN_ACTIVE},
};
static const char *const adr_marks[] = {
	"{title of",	"{decision driver", "{justification",  "{argument", "{e.g.,",
	"{short title", "{name of",	    "ACTION REQUIRED", NULL,
};

/* OpenSpec: a folder a change; what is archived speaks of the past. */
static const char *const openspec_paths[] = {
	"openspec/changes/**/*.md",
	"openspec/changes/**/.openspec.yaml",
	NULL,
};
static const char *const openspec_apart[] = {"**/changes/archive/**", NULL};
static const struct habit_part openspec_parts[] = {
	{"proposal.md", HABIT_DOCUMENT}, {"design.md", HABIT_DESIGN},
	{"tasks.md", HABIT_TASKS},	 {"specs/**/spec.md", HABIT_REQUIREMENTS},
	{NULL, HABIT_DOCUMENT},
};
static const struct habit_word openspec_words[] = {
	{"risks trade offs", SECTION_ASSESSMENT},
	{"risks and trade offs", SECTION_ASSESSMENT},
	{"affected specs", SECTION_SCOPE},
	{NULL, SECTION_NONE},
};
static const char *const openspec_marks[] = {
	"<brief description of", "<what requirement is changing>",
	"<capability-path>",	 "<existing-capability",
	"ACTION REQUIRED",	 NULL,
};
static const char *const openspec_hidden[] = {
	"<!-- Task description",
	"<!-- Task Group Name",
	NULL,
};

/* Kiro: a folder a feature or a fix. */
static const char *const kiro_paths[] = {".kiro/specs/**/*.md", NULL};
static const struct habit_part kiro_parts[] = {
	{"design.md", HABIT_DESIGN},
	{"tasks.md", HABIT_TASKS},
	{"requirements.md", HABIT_REQUIREMENTS},
	{"bugfix.md", HABIT_REQUIREMENTS},
	{NULL, HABIT_DOCUMENT},
};
static const struct habit_word kiro_words[] = {
	{"correctness properties", SECTION_TESTS},
	{NULL, SECTION_NONE},
};

/* spec-kit: a folder a feature. */
static const char *const spec_kit_paths[] = {"specs/[0-9]*/**/*.md", NULL};
static const struct habit_part spec_kit_parts[] = {
	{"plan.md", HABIT_DOCUMENT},
	{"tasks.md", HABIT_TASKS},
	{"spec.md", HABIT_REQUIREMENTS},
	{NULL, HABIT_DOCUMENT},
};
static const struct habit_word spec_kit_words[] = {
	{"summary", SECTION_APPROACH},
	{"constitution check", SECTION_ASSESSMENT},
	{"complexity tracking", SECTION_ASSESSMENT},
	{"tests for *", SECTION_TESTS},
	{NULL, SECTION_NONE},
};
static const char *const spec_kit_marks[] = {
	"[FEATURE",
	"[DATE]",
	"[###",
	"[e.g.,",
	"[NEEDS CLARIFICATION",
	"[Entity",
	"[Service]",
	"[endpoint",
	"[Title]",
	"[Brief ",
	"[user journey]",
	"[language]",
	"[framework]",
	"[name].",
	"[initial state]",
	"[specific capability",
	"TXXX",
	"or NEEDS CLARIFICATION",
	NULL,
};
static const char *const spec_kit_hidden[] = {"ACTION REQUIRED", "SAMPLE TASKS", NULL};

static const struct habit_status no_statuses[] = {{NULL, PLAN_ACTIVE}};

static const struct habit habits[] = {
	{
		.name = "adr",
		.paths = adr_paths,
		.apart = rfc_apart,
		.words = adr_words,
		.statuses = adr_statuses,
		.active = "status: accepted",
		.marks = adr_marks,
		.hidden = none,
		.braces = true,
		.places = {[SECTION_APPROACH] = {NULL, "Decision Outcome"},
			   [SECTION_TESTS] = {NULL, "Confirmation"},
			   [SECTION_ASSESSMENT] = {NULL, "Consequences"}},
		.file = "%s.md",
		.title = "ADR: ",
		.intro = "## Context and Problem Statement\n\n"
			 "[fill in: what has to be decided, and why now]\n\n"
			 "## Considered Options\n\n- [fill in: each option]\n\n",
	},
	{
		.name = "kep",
		.paths = kep_paths,
		.apart = kep_apart,
		.parts = kep_parts,
		.words = kep_words,
		.statuses = kep_statuses,
		.statuses_closed = true,
		.active = "status: implementable",
		.active_place = "kep.yaml",
		.marks = kep_marks,
		.hidden = kep_hidden,
		.places = {[SECTION_APPROACH] = {NULL, "Design Details"},
			   [SECTION_STEPS] = {NULL, "Graduation Criteria"},
			   [SECTION_TESTS] = {NULL, "Test Plan"},
			   [SECTION_ROLLBACK] = {NULL, "Feature Enablement and Rollback"},
			   [SECTION_ASSESSMENT] = {NULL, "Risks and Mitigations"}},
		.file = "%s/README.md",
		.title = "KEP: ",
		.intro = "## Summary\n\n[fill in: what users get]\n\n"
			 "## Motivation\n\n[fill in: why it is worth it]\n\n",
	},
	{
		.name = "kiro",
		.paths = kiro_paths,
		.apart = none,
		.parts = kiro_parts,
		.words = kiro_words,
		.statuses = no_statuses,
		.active = "status: active",
		.marks = none,
		.hidden = none,
		.places = {[SECTION_SCOPE] = {"design.md", NULL},
			   [SECTION_APPROACH] = {"design.md", "Architecture"},
			   [SECTION_STEPS] = {"tasks.md", "Implementation Plan"},
			   [SECTION_TESTS] = {"design.md", "Testing Strategy"},
			   [SECTION_ROLLBACK] = {"design.md", NULL},
			   [SECTION_QUESTIONS] = {"design.md", NULL},
			   [SECTION_ASSESSMENT] = {"design.md", NULL}},
		.file = "%s/design.md",
		.title = "Design: ",
		.intro = "## Overview\n\n[fill in: what is built, and for whom]\n\n",
	},
	{
		.name = "openspec",
		.paths = openspec_paths,
		.apart = openspec_apart,
		.parts = openspec_parts,
		.words = openspec_words,
		.statuses = no_statuses,
		.active = "status: active",
		.marks = openspec_marks,
		.hidden = openspec_hidden,
		.places = {[SECTION_SCOPE] = {"proposal.md", "Impact"},
			   [SECTION_APPROACH] = {"design.md", "Decisions"},
			   [SECTION_STEPS] = {"tasks.md", "Implementation"},
			   [SECTION_TESTS] = {"tasks.md", "Tests"},
			   [SECTION_ROLLBACK] = {"design.md", NULL},
			   [SECTION_QUESTIONS] = {"design.md", NULL},
			   [SECTION_ASSESSMENT] = {"design.md", "Risks / Trade-offs"}},
		.file = "%s/proposal.md",
		.title = "Change: ",
		.intro = "## Why\n\n[fill in: the problem, and why now]\n\n"
			 "## What Changes\n\n- [fill in: what is new, changed or "
			 "removed]\n\n",
	},
	{
		.name = "rfc",
		.paths = rfc_paths,
		.apart = rfc_apart,
		.words = rfc_words,
		.statuses = rfc_statuses,
		.active = "- Status: Accepted",
		.marks = rfc_marks,
		.hidden = none,
		.places = {[SECTION_APPROACH] = {NULL, "Reference-level explanation"},
			   [SECTION_STEPS] = {NULL, "Implementation"},
			   [SECTION_QUESTIONS] = {NULL, "Unresolved questions"},
			   [SECTION_ASSESSMENT] = {NULL, "Drawbacks"}},
		.file = "0000-%s.md",
		.title = "RFC: ",
		.intro = "## Summary\n\n[fill in: one paragraph]\n\n"
			 "## Motivation\n\n[fill in: why it is worth it]\n\n",
	},
	{
		.name = "spec-kit",
		.paths = spec_kit_paths,
		.apart = none,
		.parts = spec_kit_parts,
		.words = spec_kit_words,
		.statuses = no_statuses,
		.active = "status: active",
		.marks = spec_kit_marks,
		.hidden = spec_kit_hidden,
		.spoken = "NEEDS CLARIFICATION",
		.places = {[SECTION_SCOPE] = {"plan.md", "Project Structure"},
			   [SECTION_APPROACH] = {"plan.md", "Technical Context"},
			   [SECTION_STEPS] = {"tasks.md", "Implementation"},
			   [SECTION_TESTS] = {"tasks.md", "Tests"},
			   [SECTION_ROLLBACK] = {"plan.md", NULL},
			   [SECTION_QUESTIONS] = {"plan.md", NULL},
			   [SECTION_ASSESSMENT] = {"plan.md", NULL}},
		.file = "000-%s/plan.md",
		.title = "Implementation Plan: ",
		.intro = "## Summary\n\n[fill in: the requirement, and how it is met]\n\n",
	},
};

enum { HABIT_COUNT = sizeof(habits) / sizeof(*habits) };
_Static_assert((int)HABIT_COUNT <= (int)HABIT_MOST, "more habits than their readers hold");

const struct habit *habit_at(size_t index)
{
	return index < HABIT_COUNT ? &habits[index] : NULL;
}

const struct habit *habit_find(const char *name)
{
	for (size_t i = 0; i < HABIT_COUNT; i++)
		if (!strcmp(habits[i].name, name))
			return &habits[i];
	return NULL;
}

bool habit_is_apart(const struct habit *habit, const char *path)
{
	for (size_t i = 0; habit->apart[i]; i++)
		if (glob_wildmatch(habit->apart[i], path))
			return true;
	return false;
}

const struct habit_part *habit_part_among(const struct habit_part *parts, const char *path,
					  long folder)
{
	const char *below = path + folder + (folder > 0);

	for (const struct habit_part *part = parts; part && part->pattern; part++)
		if (glob_wildmatch(part->pattern, below))
			return part;
	return NULL;
}

const struct habit_part *habit_part_find(const struct habit *habit, const char *path,
					 long folder)
{
	return habit_part_among(habit->parts, path, folder);
}

/* The innermost folder in which the document is something. */
long habit_folder(const struct habit *habit, const char *path)
{
	for (long len = (long)strlen(path) - 1; len >= 0; len--)
		if ((!len || path[len] == '/') && habit_part_find(habit, path, len))
			return len;
	return -1;
}

static bool matches(const char *text, const char *heading)
{
	size_t len = strlen(text);

	if (text[len - 1] == '*')
		return !strncmp(text, heading, len - 1) && heading[len - 1];
	return !strcmp(text, heading);
}

enum section_kind habit_meaning(const struct habit *habit, const char *heading)
{
	for (const struct habit_word *word = habit->words; word->text; word++)
		if (matches(word->text, heading))
			return word->kind;
	return SECTION_NONE;
}
