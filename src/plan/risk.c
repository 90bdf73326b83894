/* The risk level: a label "Risk Level" or "Risk" and what stands behind it, wherever it does. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"

/* Other people's words, and the level that they probably mean. */
static const struct {
	const char *word;
	const char *level;
} nearest[] = {
	{"moderate", "MEDIUM"}, {"mid", "MEDIUM"},     {"med", "MEDIUM"},
	{"normal", "MEDIUM"},	{"average", "MEDIUM"}, {"medium", "MEDIUM"},
	{"minimal", "LOW"},	{"minor", "LOW"},      {"none", "LOW"},
	{"negligible", "LOW"},	{"small", "LOW"},      {"trivial", "LOW"},
	{"lowest", "LOW"},	{"low", "LOW"},	       {"critical", "HIGH"},
	{"severe", "HIGH"},	{"major", "HIGH"},     {"extreme", "HIGH"},
	{"highest", "HIGH"},	{"high", "HIGH"},      {"big", "HIGH"},
};

struct risk_walk {
	struct plan *plan;
	bool trusted; /* in Scope or before the first section: "Risk: X" is the level */
	bool expect;  /* a label or heading without a value came before */
	int expect_line, expect_column;
	bool stated;
};

static bool level_at(const char *text, size_t len, enum risk *level)
{
	char word[8];

	if (len >= sizeof(word))
		return false;
	memcpy(word, text, len);
	word[len] = '\0';
	return risk_find(level, word) && *level != RISK_NONE;
}

static size_t word_at(const char *text)
{
	size_t len = 0;

	while (char_is_word(text[len]))
		len++;
	return len;
}

/* Between two levels of a range: "/", "-", "to", "or", "|", ",". */
static const char *skip_range(const char *text)
{
	static const char *const joins[] = {"/", "|", "to ",	"or ", "and ",
					    ",", "-", "\u2013", NULL};
	const char *at = text + strspn(text, " \t\n");

	for (size_t i = 0; joins[i]; i++) {
		size_t len = strlen(joins[i]);

		if (!strncasecmp(at, joins[i], len))
			return at + len + strspn(at + len, " \t\n");
	}
	return NULL;
}

static const char *hint_for(const char *text)
{
	size_t len = word_at(text);

	for (size_t i = 0; i < sizeof(nearest) / sizeof(*nearest); i++)
		if (strlen(nearest[i].word) == len &&
		    !strncasecmp(nearest[i].word, text, len))
			return nearest[i].level;
	return NULL;
}

static void set_problem(struct risk_walk *walk, const char *value, const char *hint,
			const char *reason)
{
	struct risk_reading *risk = &walk->plan->risk;
	size_t len = strcspn(value, "\n");

	if (risk->problem)
		return;
	risk->hint = hint;
	risk->problem = xasprintf("%s%.*s%s", reason, (int)(len > 60 ? 60 : len), value,
				  *reason && reason[strlen(reason) - 1] == '\'' ? "'" : "");
}

static void set_level(struct risk_walk *walk, enum risk level, int line, int column)
{
	struct risk_reading *risk = &walk->plan->risk;

	if (risk->level != RISK_NONE && risk->level != level) {
		if (!risk->problem)
			risk->problem = xasprintf(
				"the risk level is %s in one place and %s in another",
				risk_name(risk->level), risk_name(level));
		risk->line = line;
		risk->column = column;
		return;
	}
	if (!risk->line) {
		risk->line = line;
		risk->column = column;
	}
	risk->level = level;
}

/* Boxes in one line, "[x] LOW [ ] HIGH": the text behind the ticked one; NULL for none or two. */
static const char *ticked(const char *text, bool *any)
{
	static const char *const on[] = {"[x]", "[X]", "\u2611", "\u2612", "\u2705", NULL};
	static const char *const off[] = {"[ ]", "\u2610", NULL};
	const char *found = NULL;
	size_t count = 0;

	for (const char *p = text; *p; p++) {
		for (size_t i = 0; on[i]; i++) {
			if (strncmp(p, on[i], strlen(on[i])))
				continue;
			found = p + strlen(on[i]);
			count++;
		}
		for (size_t i = 0; off[i]; i++)
			*any = *any || !strncmp(p, off[i], strlen(off[i]));
	}
	*any = *any || count;
	return count == 1 ? found : NULL;
}

static const char *skip_marks(const char *text)
{
	while (*text && (!char_is_word(*text) || (unsigned char)*text >= 0x80) &&
	       *text != '?')
		text++;
	return text;
}

static void read_value(struct risk_walk *walk, const char *text, int line, int column)
{
	enum risk level, other;
	bool boxes = false;
	const char *value = ticked(text, &boxes), *rest;
	struct risk_reading *risk = &walk->plan->risk;

	walk->stated = true;
	if (!risk->line) {
		risk->line = line;
		risk->column = column;
	}
	if (boxes && !value) {
		set_problem(walk, "", NULL,
			    "not exactly one box of the risk level is ticked");
		return;
	}
	if (strstr(value ? value : text, FILL_IN)) {
		set_problem(walk, "", NULL, "the risk level is still to be filled in");
		return;
	}
	value = skip_marks(value ? value : text);
	if (!level_at(value, word_at(value), &level)) {
		set_problem(walk, *value ? value : text, hint_for(value),
			    "the risk level must be LOW, MEDIUM or HIGH, not '");
		return;
	}
	rest = boxes ? NULL : skip_range(value + word_at(value));
	if (rest && level_at(rest, word_at(rest), &other) && other != level) {
		set_problem(walk, value, NULL,
			    "the risk level must be one of three, not '");
		return;
	}
	set_level(walk, level, line, column);
}

/* Behind "Risk Level" or, if `plain`, "Risk" and its separator; NULL if the text has no such
 * label. *sure: the longer label. */
static const char *after_label(const char *text, bool *sure)
{
	static const char *const labels[] = {
		"overall risk level", "risk level", "risk rating",
		"overall risk",	      "risk",	    NULL};
	const char *start = skip_marks(text);

	for (size_t i = 0; labels[i]; i++) {
		size_t len = strlen(labels[i]);
		const char *at = start + len;

		if (strncasecmp(start, labels[i], len) || char_is_word(*at))
			continue;
		at += strspn(at, " \t");
		*sure = i < 3;
		if (*at == ':' || *at == '=' || *at == '|')
			return at + 1;
		if (!strncmp(at, "\u2014", 3) || !strncmp(at, "\u2013", 3))
			return at + 3;
		if (*at == '-' && at > start + len)
			return at + 1;
		if (!*at && *sure)
			return at;
		return NULL;
	}
	return NULL;
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\n*_")] == '\0';
}

/* One line; a label without a value waits for what comes next. */
static void read_line(struct risk_walk *walk, const char *line, int number, int column)
{
	enum risk level;
	bool sure = false;
	const char *value = after_label(line, &sure);

	if (walk->expect) {
		walk->expect = false;
		read_value(walk, line, walk->expect_line, walk->expect_column);
		return;
	}
	if (!value)
		return;
	if (is_blank(value)) {
		walk->expect = sure || walk->trusted;
		walk->expect_line = number;
		walk->expect_column = column;
		return;
	}
	value = value + strspn(value, " \t*_");
	if (sure || walk->trusted ||
	    level_at(skip_marks(value), word_at(skip_marks(value)), &level))
		read_value(walk, value, number, column);
}

static void give_up(struct risk_walk *walk)
{
	if (!walk->expect)
		return;
	walk->expect = false;
	read_value(walk, "", walk->expect_line, walk->expect_column);
}

static bool read_leaf(void *context, const struct block *leaf)
{
	struct risk_walk *walk = context;
	CLEANUP(freep) char *copy = NULL, *marked = NULL;
	char *rest, *line, *others, *other;
	int number = leaf->line;

	if (leaf->kind == BLOCK_CODE || leaf->kind == BLOCK_HTML)
		return true;
	rest = copy = xstrdup(leaf->text);
	others = marked = xstrdup(leaf->prose);
	while ((line = strsep(&rest, "\n"))) {
		other = strsep(&others, "\n");
		/* A code span at the beginning is a file or the like, and no label. */
		if (walk->expect || !other || *other != CODE_MARK)
			read_line(walk, line, number, leaf->column);
		number++;
	}
	return true;
}

/* "Risk Level:" above three boxes, one of them ticked. */
static bool read_boxes(struct risk_walk *walk, const struct block *list, int line,
		       int column)
{
	struct str text = {0};
	bool boxes = false;

	for (size_t i = 0; i < list->count; i++) {
		const struct block *item = &list->children[i];

		boxes = boxes || item->task;
		if (item->count && item->children[0].text)
			str_addf(&text, "%s %s ", item->checked ? "[x]" : "[ ]",
				 item->children[0].text);
	}
	if (boxes)
		read_value(walk, str_text(&text), line, column);
	str_clear(&text);
	return boxes;
}

static void read_table(struct risk_walk *walk, const struct block *table)
{
	for (size_t r = 0; r < table->count; r++) {
		const struct block *row = &table->children[r];

		for (size_t c = 0; c < row->count; c++) {
			CLEANUP(freep) char *words = nfc_words(row->children[c].text);
			bool sure = !strcmp(words, "risk level");
			const struct block *value = NULL;

			if (!sure && !(walk->trusted && !strcmp(words, "risk")))
				continue;
			if (row->header && r + 1 < table->count && row->count > 2 &&
			    c < table->children[r + 1].count)
				value = &table->children[r + 1].children[c];
			else if (c + 1 < row->count)
				value = &row->children[c + 1];
			if (value)
				read_value(walk, value->text, value->line, value->column);
		}
	}
}

static void read_block(struct risk_walk *walk, const struct block *block);

static void read_children(struct risk_walk *walk, const struct block *block)
{
	for (size_t i = 0; i < block->count; i++)
		read_block(walk, &block->children[i]);
}

static void read_block(struct risk_walk *walk, const struct block *block)
{
	if (block->kind == BLOCK_TABLE) {
		read_table(walk, block);
	} else if (block->kind == BLOCK_LIST && walk->expect &&
		   read_boxes(walk, block, walk->expect_line, walk->expect_column)) {
		walk->expect = false;
	} else if (block->kind == BLOCK_ITEM) {
		give_up(walk);
		read_children(walk, block);
		give_up(walk);
	} else if (block->text) {
		read_leaf(walk, block);
	} else if (block->kind != BLOCK_QUOTE) {
		read_children(walk, block);
	}
}

bool risk_is_stated(const struct block *leaf)
{
	bool sure = false;

	return leaf->prose && *leaf->prose != CODE_MARK && after_label(leaf->text, &sure) &&
	       sure;
}

static void read_front(struct risk_walk *walk)
{
	const struct front_matter *front = &walk->plan->front;

	if (front->risk)
		read_value(walk, front->risk, front->risk_line, 1);
}

void risk_read(struct plan *plan)
{
	struct risk_walk walk = {.plan = plan};
	bool header = true;

	read_front(&walk);
	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];
		long owner = plan->owner[i];

		header = header && owner < 0;
		/* Other people list their risks as "Risk: what may happen". */
		walk.trusted = (header && !plan->habit) ||
			       (owner >= 0 && section_has_trait(plan->sections[owner].kind,
								SECTION_HAS_FACTS));
		if (block->kind == BLOCK_HEADING)
			give_up(&walk);
		if (!plan->aside[i])
			read_block(&walk, block);
	}
	give_up(&walk);
	if (!walk.stated)
		plan->risk.problem = xstrdup("the plan states no risk level");
	if (plan->risk.problem)
		plan->risk.level = RISK_NONE;
}
