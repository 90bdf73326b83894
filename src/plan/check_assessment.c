/*
 * The Risk Assessment: each group that is demanded must be there and answered. A group is a section
 * or sub-heading of its name, a label, or items that are known to be in it.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/nfc.h"
#include "plangate/model/finding.h"

enum {
	ALL_GROUPS = ASSESS_SECURITY | ASSESS_PERFORMANCE | ASSESS_BREAKING |
		     ASSESS_DEPENDENCIES,
	MOST_ITEMS = 32,
};

/* What names a group in a heading, a label or, where there are no items, in prose. */
static const struct {
	enum assessment group;
	const char *const names[16];
} groups[] = {
	{ASSESS_SECURITY,
	 {"security", "secure", "threat", "threats", "vulnerability", "attacker",
	  "injection", "authentication", "authorization", "secrets", "credentials",
	  "privacy", "exploit"}},
	{ASSESS_PERFORMANCE,
	 {"performance", "latency", "throughput", "hot path", "memory use"}},
	{ASSESS_BREAKING,
	 {"breaking", "breaking changes", "compatibility", "backward compatible",
	  "backwards compatible", "api contract"}},
	{ASSESS_DEPENDENCIES, {"dependencies", "dependency", "import chain", "dependents"}},
};

struct assessment_walk {
	unsigned heading; /* the groups of the section or sub-heading around */
	unsigned seen;	  /* groups that something answers */
	bool answered[MOST_ITEMS];
	bool asked[MOST_ITEMS];
	const struct block *denied[MOST_ITEMS]; /* an answer that begins with no */
	bool bare[MOST_ITEMS];			/* and is no longer than that */
	const struct block *unanswered[4];	/* by group: an item without an answer */
	const struct block *no_reason[4];	/* "yes" and no more */
};

static unsigned groups_named(const char *text)
{
	unsigned found = 0;

	for (size_t i = 0; i < 4; i++)
		if (words_contain_any(text, groups[i].names))
			found |= groups[i].group;
	return found;
}

/* The item that a line is about: its label, or the whole line, begins with or is a keyword. */
static const struct assessment_item *find_item(const char *text, unsigned prefer)
{
	size_t len = strcspn(text, ":?\n");
	CLEANUP(freep) char *label = strndup(text, len);
	const struct assessment_item *best = NULL;

	if (words_count(label) > 8)
		return NULL;
	for (const struct assessment_item *item = assessment_items(); item->text; item++) {
		if (!words_contain_any(label, item->keywords))
			continue;
		if (!best || (!(best->group & prefer) && (item->group & prefer)))
			best = item;
	}
	return best;
}

enum answer { ANSWER_NONE, ANSWER_BARE_YES, ANSWER_GIVEN, ANSWER_NO, ANSWER_NO_WHY };

/* What stands behind the item's name: after ":", "?", a dash or in parentheses. */
static const char *answer_text(const char *text)
{
	static const char *const marks[] = {": ",	"? ", " - ", " \u2014 ",
					    " \u2013 ", " (", "\n",  NULL};
	const char *best = NULL;

	for (size_t i = 0; marks[i]; i++) {
		const char *mark = strstr(text, marks[i]);

		if (mark && (!best || mark + strlen(marks[i]) < best))
			best = mark + strlen(marks[i]);
	}
	return best ? best : "";
}

/* It begins with a no, or is a few words that come to one. */
static bool is_denial(const char *words)
{
	static const char *const denials[] = {
		"no",	     "none",	   "n a",      "na",	  "n",
		"not",	     "nope",	   "never",    "nothing", "unchanged",
		"untouched", "unaffected", "unlikely", NULL};
	enum { FEW_WORDS = 4 };

	for (size_t i = 0; denials[i]; i++) {
		size_t len = strlen(denials[i]);

		if (!strncmp(words, denials[i], len) && (!words[len] || words[len] == ' '))
			return true;
	}
	return words_count(words) <= FEW_WORDS && words_contain_any(words, denials);
}

/* Said instead of an answer. */
static const char *const evasions[] = {"maybe",	  "perhaps",  "possibly", "unclear",
				       "unknown", "not sure", "pending",  NULL};

static enum answer judge_answer(const char *answer, const struct block *item)
{
	CLEANUP(freep) char *words = nfc_words(answer);
	size_t count = words_count(words);

	if (!strcmp(words, "yes no n a") || !strcmp(words, "yes no") ||
	    !strcmp(words, "y n"))
		return ANSWER_NONE;
	if (!strncasecmp(words, "yes", 3) && !isalpha((unsigned char)words[3]))
		return count >= 3 ? ANSWER_GIVEN : ANSWER_BARE_YES;
	if (words_equal_any(words, evasions))
		return ANSWER_NONE;
	if (is_denial(words))
		return count > 3 ? ANSWER_NO_WHY : ANSWER_NO;
	if (count)
		return ANSWER_GIVEN;
	return item && item->task && item->checked ? ANSWER_GIVEN : ANSWER_NONE;
}

/* A sentence of its own, not an item's name. */
static bool is_statement(const char *text, const struct assessment_item *item)
{
	size_t count = words_count(text);

	return strcspn(text, "?") == strlen(text) && count >= (item ? 5u : 3u);
}

/* "None." as all that a group says. */
static bool says_none(const char *text)
{
	static const char *const none[] = {"none",	     "no", "n a", "na",
					   "not applicable", NULL};
	CLEANUP(freep) char *words = nfc_words(text);

	return words_equal_any(words, none);
}

static void note(struct assessment_walk *walk, const struct block *leaf,
		 const struct assessment_item *item, unsigned group, enum answer answer)
{
	size_t index = item ? (size_t)(item - assessment_items()) : MOST_ITEMS;

	if (index < MOST_ITEMS)
		walk->asked[index] = true;
	if (index < MOST_ITEMS && (answer == ANSWER_NO || answer == ANSWER_NO_WHY)) {
		walk->denied[index] = leaf;
		walk->bare[index] = answer == ANSWER_NO;
	}
	if (answer >= ANSWER_GIVEN) {
		walk->seen |= group;
		if (index < MOST_ITEMS)
			walk->answered[index] = true;
		return;
	}
	for (size_t i = 0; i < 4; i++) {
		if (!(group & groups[i].group))
			continue;
		if (answer == ANSWER_NONE && !walk->unanswered[i])
			walk->unanswered[i] = leaf;
		if (answer == ANSWER_BARE_YES && !walk->no_reason[i])
			walk->no_reason[i] = leaf;
	}
}

static void read_line(struct assessment_walk *walk, const struct block *leaf,
		      const struct block *box)
{
	const struct assessment_item *item = find_item(leaf->text, walk->heading);
	unsigned group = item ? item->group : groups_named(leaf->text);
	enum answer answer = judge_answer(answer_text(leaf->text), box);

	if (placeholder_is(leaf))
		return;
	group |= walk->heading && !item ? walk->heading : 0;
	if (answer == ANSWER_NONE && !item && says_none(leaf->text))
		answer = ANSWER_GIVEN;
	if (answer == ANSWER_NONE && is_statement(leaf->text, item))
		answer = ANSWER_GIVEN;
	if (group && (item || answer != ANSWER_NONE || box))
		note(walk, leaf, item, group, answer);
}

static void read_block(struct assessment_walk *walk, const struct block *block);

/* "Security:" above a nested list names the group of what is below. */
static void read_item(struct assessment_walk *walk, const struct block *item)
{
	unsigned before = walk->heading;
	const struct block *leaf = item->count ? &item->children[0] : NULL;

	if (!leaf || leaf->kind != BLOCK_PARAGRAPH)
		return;
	if (item->count > 1 && !*answer_text(leaf->text) && groups_named(leaf->text))
		walk->heading = groups_named(leaf->text);
	else
		read_line(walk, leaf, item);
	for (size_t i = 1; i < item->count; i++)
		read_block(walk, &item->children[i]);
	walk->heading = before;
}

static void read_row(struct assessment_walk *walk, const struct block *row)
{
	const struct assessment_item *item;
	CLEANUP(str_clear) struct str rest = {0};
	unsigned group;

	if (row->header || row->count < 2)
		return;
	item = find_item(row->children[0].text, walk->heading);
	group = item ? item->group : groups_named(row->children[0].text) | walk->heading;
	for (size_t i = 1; i < row->count; i++)
		str_addf(&rest, "%s ", row->children[i].text);
	if (group)
		note(walk, &row->children[0], item, group,
		     judge_answer(str_text(&rest), NULL));
}

static void read_block(struct assessment_walk *walk, const struct block *block)
{
	if (block->kind == BLOCK_HEADING ||
	    (block->kind == BLOCK_PARAGRAPH && block->bold)) {
		unsigned named = groups_named(block->text);

		walk->heading = named ? named : walk->heading;
	} else if (block->kind == BLOCK_PARAGRAPH) {
		read_line(walk, block, NULL);
	} else if (block->kind == BLOCK_ITEM) {
		read_item(walk, block);
	} else if (block->kind == BLOCK_ROW) {
		read_row(walk, block);
	} else if (block->kind == BLOCK_LIST || block->kind == BLOCK_TABLE) {
		for (size_t i = 0; i < block->count; i++)
			read_block(walk, &block->children[i]);
	}
}

static const struct section *read_sections(struct assessment_walk *walk,
					   const struct plan *plan)
{
	const struct section *first = NULL;

	for (size_t i = 0; i < plan->section_count; i++) {
		const struct section *section = &plan->sections[i];

		if (section->kind != SECTION_ASSESSMENT &&
		    section->kind != SECTION_SECURITY)
			continue;
		first = first ? first : section;
		walk->heading = section->groups;
		for (size_t b = 0; b < section->count; b++)
			read_block(walk, section->blocks[b]);
	}
	return first;
}

static int place_of(const struct plan *plan, const struct section *section)
{
	return section ? section->heading->line : title_line(plan);
}

static char *items_fix(enum assessment group)
{
	struct str out = {0};

	str_addf(&out, "## Risk Assessment\n\n### %s\n\n", assessment_heading(group));
	for (const struct assessment_item *item = assessment_items(); item->text; item++)
		if (item->group == group)
			str_addf(&out, "- %s: no\n", item->text);
	return str_take(&out);
}

/* The first item of a group that `full` asks for and nothing answers. */
static const struct assessment_item *missing_item(const struct assessment_walk *walk,
						  const struct demand *demand,
						  unsigned group)
{
	for (size_t i = 0; assessment_items()[i].text; i++) {
		const struct assessment_item *item = &assessment_items()[i];

		if (item->group == group && !walk->answered[i] &&
		    demand->profile == PROFILE_FULL)
			return item;
	}
	return NULL;
}

static void judge_group(struct checking *checking, const struct assessment_walk *walk,
			const struct section *section, size_t i)
{
	enum assessment group = groups[i].group;
	const char *name = assessment_heading(group);
	const struct block *leaf =
		walk->unanswered[i] ? walk->unanswered[i] : walk->no_reason[i];
	const struct assessment_item *item = missing_item(walk, &checking->demand, group);
	CLEANUP(freep) char *items = items_fix(group);
	CLEANUP(freep) char *fix = habit_fix(checking->plan, SECTION_ASSESSMENT, items);

	if (leaf && walk->no_reason[i] == leaf)
		checking_add(checking, PROBLEM_MISSING_ASSESSMENT, leaf->line, leaf->column,
			     NULL, "'%.60s' of the %s assessment wants a reason",
			     leaf->text, name);
	else if (leaf)
		checking_add(checking, PROBLEM_MISSING_ASSESSMENT, leaf->line, leaf->column,
			     NULL,
			     "'%.60s' of the %s assessment is not answered: yes with a "
			     "reason, no "
			     "or n/a",
			     leaf->text, name);
	else if (!(walk->seen & group))
		checking_add(checking, PROBLEM_MISSING_ASSESSMENT,
			     place_of(checking->plan, section), 0, fix,
			     "the %s assessment is demanded and missing", name);
	else if (item)
		checking_add(checking, PROBLEM_MISSING_ASSESSMENT,
			     place_of(checking->plan, section), 0, fix,
			     "the %s assessment does not answer '%s'", name, item->text);
}

void check_assessment(struct checking *checking)
{
	unsigned wanted = checking->demand.assess;
	unsigned sections = 1u << SECTION_ASSESSMENT | 1u << SECTION_SECURITY;
	struct assessment_walk walk = {.heading = 0};
	const struct section *first;

	if (checking->demand.profile == PROFILE_FULL)
		wanted = ALL_GROUPS;
	if (!wanted || checking->placeholders & sections)
		return;
	first = read_sections(&walk, checking->plan);
	for (size_t i = 0; i < 4; i++)
		if (wanted & groups[i].group)
			judge_group(checking, &walk, first, i);
}

/* A migration in the change, and "Database schema: no". */
static void check_schema_denial(struct checking *checking,
				const struct assessment_walk *walk)
{
	for (size_t i = 0; assessment_items()[i].text; i++) {
		const struct block *leaf = walk->denied[i];

		if (!leaf || strcmp(assessment_items()[i].text, "Database schema") != 0)
			continue;
		checking_add(checking, PROBLEM_MISSING_ASSESSMENT, leaf->line, leaf->column,
			     "- Database schema: yes, " FILL_IN
			     "what changes and for whom]",
			     "'%.60s' is answered no, but a migration is in the change",
			     leaf->text);
	}
}

/* The line of the change that made a rule ask for the group, or NULL. */
static const struct evidence *find_evidence(const struct findings *findings,
					    enum assessment group, const char **rule)
{
	for (size_t i = 0; findings && i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->state == RULE_NOT_APPLICABLE ||
		    !(finding->demand.assess & group))
			continue;
		for (size_t e = 0; e < finding->evidence_count; e++) {
			*rule = finding->rule;
			if (finding->evidence[e].file && finding->evidence[e].line)
				return &finding->evidence[e];
		}
	}
	return NULL;
}

/* The first of a group's items where all that are answered are a bare no; else NULL. */
static const struct block *denied_group(const struct assessment_walk *walk,
					enum assessment group)
{
	const struct block *first = NULL;

	for (size_t i = 0; assessment_items()[i].text; i++) {
		if (assessment_items()[i].group != group || !walk->asked[i])
			continue;
		if (!walk->denied[i] || !walk->bare[i])
			return NULL;
		first = first ? first : walk->denied[i];
	}
	return first;
}

static void check_group_denial(struct checking *checking,
			       const struct assessment_walk *walk, enum assessment group)
{
	const char *rule = NULL;
	const struct evidence *evidence =
		find_evidence(checking->around->findings, group, &rule);
	const struct block *leaf = denied_group(walk, group);

	if (evidence && leaf)
		checking_add(
			checking, PROBLEM_MISSING_ASSESSMENT, leaf->line, leaf->column,
			NULL,
			"the %s assessment says no to everything, but %s:%d speaks "
			"against it (rule %s): answer yes, or say behind the no why not",
			assessment_heading(group), evidence->file, evidence->line, rule);
}

void check_denials(struct checking *checking)
{
	struct assessment_walk walk = {.heading = 0};

	read_sections(&walk, checking->plan);
	if (checking->demand.migration)
		check_schema_denial(checking, &walk);
	for (size_t i = 0; i < 4; i++)
		check_group_denial(checking, &walk, groups[i].group);
}
