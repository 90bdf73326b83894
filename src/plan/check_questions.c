/* Open questions and their answers. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "plan_internal.h"
#include "plangate/base/nfc.h"

static const char *const none_words[] = {
	"none",
	"n a",
	"na",
	"no",
	"nil",
	"nothing",
	"not applicable",
	"no open questions",
	"no questions",
	"no open question",
	"no open issues",
	"no unresolved questions",
	"no outstanding questions",
	"no unknowns",
	"there are none",
	"there are no open questions",
	"none at this time",
	"none at the moment",
	"none at present",
	"none known",
	"none so far",
	"none remaining",
	"none left",
	"none open",
	"none currently",
	"none for now",
	"none yet",
	"none identified",
	"all resolved",
	"all answered",
	"all questions are answered",
	"all questions are resolved",
	"all questions answered",
	"all settled",
	"resolved",
	"closed",
	NULL,
};

/* Before an answer; the text behind must not be empty. */
static const char *const answer_labels[] = {
	"A:",	     "Answer:",	 "Answered:", "Ans:",	  "Resolved:",	 "Resolution:",
	"Decision:", "Decided:", "Closed:",   "Outcome:", "Conclusion:", NULL,
};

static const char *const answer_marks[] = {"\u2192", "\u21d2", "->", "=>", NULL};

static const char *const answered_words[] = {"resolved", "answered", "decided",
					     "closed",	 "done",     NULL};

static bool says_none(const char *text)
{
	CLEANUP(freep) char *words = nfc_words(text);
	size_t sentence = strcspn(text, ".;:,\n(");
	CLEANUP(freep) char *first = strndup(text, sentence);
	CLEANUP(freep) char *first_words = nfc_words(first);

	if (!*words || words_equal_any(words, none_words))
		return true;
	return !strchr(text, '?') && words_equal_any(first_words, none_words);
}

static bool has_words(const char *text)
{
	CLEANUP(freep) char *line = strndup(text, strcspn(text, "\n"));
	CLEANUP(freep) char *words = nfc_words(line);

	return *words && strcmp(words, "tbd") && strcmp(words, "todo") &&
	       strcmp(words, "open") && strcmp(words, "unknown");
}

/* "A: ..." at the beginning of a word, with an answer behind it. */
/* "A1: ...", the answer to a question "Q1". */
static bool has_numbered_answer(const char *text)
{
	for (const char *p = text; (p = strpbrk(p, "Aa")); p++) {
		size_t digits = strspn(p + 1, "0123456789");

		if ((p == text || !char_is_word(p[-1])) && digits && p[1 + digits] == ':' &&
		    has_words(p + 2 + digits))
			return true;
	}
	return false;
}

static bool has_labelled_answer(const char *text)
{
	for (size_t i = 0; answer_labels[i]; i++) {
		size_t len = strlen(answer_labels[i]);

		for (const char *p = text; (p = strcasestr(p, answer_labels[i])); p += len)
			if ((p == text || !char_is_word(p[-1])) && has_words(p + len))
				return true;
	}
	for (size_t i = 0; answer_marks[i]; i++) {
		const char *mark = strstr(text, answer_marks[i]);

		if (mark && has_words(mark + strlen(answer_marks[i])))
			return true;
	}
	return has_numbered_answer(text);
}

/* "Resolved in the review", "(resolved)" behind the question. */
static bool has_answered_word(const char *text)
{
	const char *mark = strrchr(text, '?');
	const char *rest = mark ? mark + 1 : text;
	CLEANUP(freep) char *words = nfc_words(rest);
	size_t len = strcspn(words, " ");
	CLEANUP(freep) char *first = strndup(words, len);

	return words_equal_any(first, answered_words);
}

static bool is_answered_text(const struct block *leaf)
{
	return leaf->struck || has_labelled_answer(leaf->text) ||
	       has_answered_word(leaf->text);
}

struct answer {
	bool answered;
	bool placeholder;
};

static bool find_answer(void *context, const struct block *leaf)
{
	struct answer *answer = context;

	if (leaf->kind == BLOCK_CODE || leaf->kind == BLOCK_HTML)
		return true;
	answer->answered = answer->answered || is_answered_text(leaf);
	answer->placeholder = answer->placeholder || placeholder_is(leaf);
	return true;
}

/* A question that waits for what stands below it. */
struct question_walk {
	struct checking *checking;
	const struct block *open; /* or NULL */
};

static void tell_open(struct question_walk *walk)
{
	const struct block *leaf = walk->open;
	size_t len;

	if (!leaf)
		return;
	len = strcspn(leaf->text, "\n");
	checking_add(walk->checking, PROBLEM_OPEN_QUESTION, leaf->line, leaf->column,
		     "Answer: " FILL_IN "what was decided]",
		     "the question '%.*s' has no answer", len > 80 ? 80 : (int)len,
		     leaf->text);
	walk->open = NULL;
}

static void ask(struct question_walk *walk, const struct block *leaf)
{
	tell_open(walk);
	walk->open = leaf;
}

static void walk_item(struct question_walk *walk, const struct block *item)
{
	struct answer answer = {false, false};
	const struct block *leaf = item->count ? &item->children[0] : NULL;

	if (!leaf || !leaf->text || item->checked)
		return;
	if (item->count == 1 && says_none(leaf->text) && !leaf->struck)
		return;
	block_walk(item, find_answer, &answer);
	if (answer.placeholder)
		return;
	if (walk->open && has_labelled_answer(leaf->text) && !strchr(leaf->text, '?'))
		walk->open = NULL; /* it answers what stands above it */
	if (!answer.answered)
		ask(walk, leaf);
}

static void walk_paragraph(struct question_walk *walk, const struct block *leaf)
{
	if (placeholder_is(leaf))
		return;
	if (is_answered_text(leaf))
		walk->open = NULL;
	else if (strchr(leaf->text, '?'))
		ask(walk, leaf);
}

static bool is_answer_column(const char *head)
{
	static const char *const heads[] = {"answer",	  "answers", "decision",
					    "resolution", "outcome", "resolved",
					    "conclusion", NULL};

	return words_equal_any(head, heads);
}

static bool row_is_answered(const struct block *head, const struct block *row)
{
	for (size_t i = 0; i < row->count && i < head->count; i++) {
		CLEANUP(freep) char *name = nfc_words(head->children[i].text);
		CLEANUP(freep) char *words = nfc_words(row->children[i].text);

		if (is_answer_column(name) && has_words(row->children[i].text))
			return true;
		if (!strcmp(name, "status") && words_equal_any(words, answered_words))
			return true;
		if (is_answered_text(&row->children[i]))
			return true;
	}
	return false;
}

static bool row_is_empty(const struct block *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (!says_none(row->children[i].text))
			return false;
	return true;
}

static void walk_table(struct question_walk *walk, const struct block *table)
{
	for (size_t r = 1; r < table->count; r++) {
		const struct block *row = &table->children[r];

		if (row->count && !row_is_empty(row) &&
		    !row_is_answered(&table->children[0], row))
			ask(walk, &row->children[0]);
	}
}

static void walk_block(struct question_walk *walk, const struct block *block)
{
	if (block->kind == BLOCK_HEADING) {
		tell_open(walk);
		walk_paragraph(walk, block);
	} else if (block->kind == BLOCK_PARAGRAPH) {
		walk_paragraph(walk, block);
	} else if (block->kind == BLOCK_LIST) {
		for (size_t i = 0; i < block->count; i++)
			walk_item(walk, &block->children[i]);
	} else if (block->kind == BLOCK_TABLE) {
		walk_table(walk, block);
	}
}

void check_questions(struct checking *checking)
{
	struct question_walk walk = {checking, NULL};
	const struct section *second, *section;
	size_t at = 0;

	if (section_is_ambiguous(checking->plan, SECTION_QUESTIONS, &second))
		return;
	while ((section = section_next(checking->plan, SECTION_QUESTIONS, &at))) {
		for (size_t i = 0; i < section->count; i++)
			walk_block(&walk, section->blocks[i]);
		tell_open(&walk);
	}
}
