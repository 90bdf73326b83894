/*
 * Files that steps and tasks name, and so say that they change: in code spans, links and unmistakable paths. A
 * folder or a pattern that is mentioned in passing is no plan for all that is in it.
 */
#include <string.h>

#include "../plan_internal.h"
#include "away.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "plangate/base/nfc.h"
#include "resolve.h"
#include "scope_internal.h"
#include "token.h"

enum { MOST_FOLDERS = 64 };

static bool is_named_folder(struct scope_reader *reader, const char *path)
{
	return strchr(path, '/') && reader->folders++ < MOST_FOLDERS &&
	       path_is_new_folder(reader->lookup, path);
}

/* "src/{a,b}.c" is a list of names. */
static bool is_pattern(const char *path)
{
	return strpbrk(path, "*?") ||
	       (strchr(path, '{') && !path_has_extension(path, true));
}

static void add_file(struct scope_reader *reader, const char *path, bool literal,
		     const struct block *leaf)
{
	bool folder =
		path[strlen(path) - 1] == '/' || scope_lookup(reader, path) == PATH_FOLDER;

	if (!literal && is_pattern(path))
		return;
	if (!folder || is_named_folder(reader, path))
		scope_add(reader, path, literal, leaf->line, leaf->column);
	else if (reader->puts && strchr(path, '/'))
		scope_add_new(reader, path, leaf->line, leaf->column);
}

static bool add_cleaned(struct scope_reader *reader, const char *text,
			enum path_place place, const struct block *leaf)
{
	bool literal = false;
	CLEANUP(freep) char *path = path_clean(text, place, reader, &literal);

	if (path)
		add_file(reader, path, literal, leaf);
	return path != NULL;
}

/* A span is a path, a command that writes files, several paths, or the name of a type. */
static void add_code(struct scope_reader *reader, const char *text,
		     const struct block *leaf)
{
	CLEANUP(freep) char *type = NULL, *copy = NULL;
	char *rest, *word;

	if (!strchr(text, ' ') && add_cleaned(reader, text, PATH_IN_PROSE, leaf))
		return;
	type = path_of_type(reader->lookup, text);
	if (type) {
		add_file(reader, type, true, leaf);
		return;
	}
	scope_read_command(reader, text, leaf->line);
	copy = rest = xstrdup(strstr(text, "->") || strchr(text, ',') ? text : "");
	while ((word = strsep(&rest, ", ")))
		if (*word && strcmp(word, "->") != 0)
			add_cleaned(reader, word, PATH_IN_PROSE, leaf);
}

static void add_link(struct scope_reader *reader, const struct token *token,
		     const struct block *leaf)
{
	CLEANUP(freep) char *target = path_resolve(reader->plan->path, token->url);

	CLEANUP(freep) char *whole = path_of_url(reader, token->url);

	if (whole)
		add_file(reader, whole, true, leaf);
	else if (target && scope_lookup(reader, target) == PATH_FILE)
		add_file(reader, target, true, leaf);
	else if (!strstr(token->url, "://"))
		add_code(reader, token->text, leaf);
}

static void read_tokens(struct scope_reader *reader, const struct tokens *tokens,
			const struct block *leaf);

/* "the docs (`a.md`, `b.md`)": what is in parentheses behind words that name no file. */
static void add_group(struct scope_reader *reader, const char *text,
		      const struct block *leaf)
{
	CLEANUP(tokens_clear) struct tokens tokens = {0};
	bool need_verb = reader->need_verb;

	tokens_read_text(&tokens, text);
	reader->need_verb = false;
	read_tokens(reader, &tokens, leaf);
	reader->need_verb = need_verb;
}

static void add_token(struct scope_reader *reader, const struct token *token,
		      const struct block *leaf)
{
	CLEANUP(freep) char *document = NULL;

	switch (token->kind) {
	case TOKEN_CODE:
		add_code(reader, token->text, leaf);
		break;
	case TOKEN_LINK:
		add_link(reader, token, leaf);
		break;
	case TOKEN_GROUP:
		if (!reader->beside)
			add_group(reader, token->text, leaf);
		break;
	case TOKEN_WORD:
		document = path_of_document(reader->lookup, token->text);
		if (document)
			add_file(reader, document, true, leaf);
		else
			add_cleaned(reader, token->text, PATH_IN_PROSE, leaf);
		break;
	case TOKEN_DASH:
	case TOKEN_LINE:
		break;
	}
}

static void read_tokens(struct scope_reader *reader, const struct tokens *tokens,
			const struct block *leaf)
{
	CLEANUP(freep) bool *away = away_read(tokens, 0, tokens->count, reader->need_verb);

	for (size_t i = 0; i < tokens->count; i++) {
		reader->puts = away_puts(tokens, i);
		if (!away[i])
			add_token(reader, &tokens->items[i], leaf);
	}
	reader->puts = false;
}

/* "Out: ...", "Deferred to v2: ..." */
static bool is_away(const struct block *leaf)
{
	size_t len = strcspn(leaf->prose, ":");
	CLEANUP(freep) char *label = xmemdup(leaf->prose, len);
	CLEANUP(freep) char *words = nfc_words(label);

	return (leaf->prose[len] || leaf->bold) && words_count(words) <= 6 &&
	       !strchr(label, CODE_MARK) && away_is_label(words);
}

static void read_leaf(struct scope_reader *reader, const struct block *leaf)
{
	CLEANUP(tokens_clear) struct tokens tokens = {0};

	scope_begin_leaf(reader);
	tokens_read(&tokens, leaf);
	read_tokens(reader, &tokens, leaf);
	scope_begin_leaf(reader);
}

/* "Update the docs:", "Code touchpoints for this:", with the list behind it. */
static bool announces(const struct block *leaf)
{
	static const char *const places[] = {
		"touchpoint", "touchpoints",  "touch point", "touch points",
		"edit sites", "change sites", NULL};
	size_t len = leaf->text ? strlen(leaf->text) : 0;

	return len && leaf->text[len - 1] == ':' && !is_away(leaf) &&
	       (away_says_change(leaf->text) || words_contain_any(leaf->text, places));
}

static void read_block(struct scope_reader *reader, const struct block *block);

static void read_below(struct scope_reader *reader, const struct block *block)
{
	bool need_verb = reader->need_verb;

	for (size_t i = 0; i < block->count; i++) {
		read_block(reader, &block->children[i]);
		if (announces(&block->children[i]))
			reader->need_verb = false;
	}
	reader->need_verb = need_verb;
}

static void read_block(struct scope_reader *reader, const struct block *block)
{
	const struct block *first = block->count ? &block->children[0] : NULL;

	if (block->kind == BLOCK_QUOTE || block->kind == BLOCK_HTML)
		return;
	if (block->kind == BLOCK_ITEM && first && first->kind == BLOCK_PARAGRAPH &&
	    is_away(first))
		return;
	if (block->kind == BLOCK_CODE && !reader->need_verb)
		scope_read_commands(reader, block);
	else if (block_is_leaf(block) && block->source && !is_away(block))
		read_leaf(reader, block);
	read_below(reader, block);
}

/* A heading or bold label below which nothing changes: its level, or 0. */
static int away_level(const struct block *block)
{
	if (block->kind != BLOCK_HEADING && !block->bold)
		return 0;
	if (!away_is_heading(block->text))
		return 0;
	return block->kind == BLOCK_HEADING ? block->level : 7;
}

static void read_section(struct scope_reader *reader, const struct section *section)
{
	int away = 0;

	if (section->heading && away_is_heading(section->heading->text))
		return;
	if (section->part)
		read_block(reader, section->heading);
	for (size_t i = 0; i < section->count; i++) {
		const struct block *block = section->blocks[i];
		int level = away_level(block);
		bool heads = block->kind == BLOCK_HEADING;

		if (away && (heads || level) && (heads ? block->level : 7) <= away)
			away = 0;
		if (level)
			away = level;
		if (!away)
			read_block(reader, block);
	}
}

static bool is_in_parts(const struct plan *plan, size_t child)
{
	long owner = plan->owner[child];

	return owner >= 0 &&
	       section_has_trait(plan->sections[owner].kind, SECTION_HAS_PARTS);
}

/* What a document of tasks says outside of its sections of steps. */
static void read_documents(struct scope_reader *reader)
{
	const struct plan *plan = reader->plan;

	for (size_t i = 0; i < plan->root.count; i++)
		if (plan->parts[part_of_child(plan, i)].role == HABIT_TASKS &&
		    !is_in_parts(plan, i))
			read_block(reader, &plan->root.children[i]);
}

/* Where a form names the files and modules that the work is about, each by its path. */
static const char *const files_by_form[] = {
	"context and orientation",
	"interfaces and dependencies",
	NULL,
};

/* How far the headings of a document have come. */
struct elsewhere {
	int aside, form; /* levels of the headings above that say so; 0: none does */
	bool announced;	 /* by the paragraph right before */
};

static void pass_heading(struct elsewhere *at, const struct block *heading)
{
	CLEANUP(freep) char *words = name_normalise(heading->text);

	if (at->aside && heading->level <= at->aside)
		at->aside = 0;
	if (at->form && heading->level <= at->form)
		at->form = 0;
	if (!at->aside && away_is_heading(heading->text))
		at->aside = heading->level;
	if (words_equal_any(words, files_by_form))
		at->form = heading->level;
}

/* Whether what a section of this kind lists may be what changes. */
static bool is_about_change(const struct plan *plan, size_t child)
{
	long owner = plan->owner[child];
	enum section_kind kind = owner < 0 ? SECTION_NONE : plan->sections[owner].kind;

	return plan->parts[part_of_child(plan, child)].role == HABIT_DOCUMENT &&
	       (kind == SECTION_NONE || kind == SECTION_APPROACH || kind == SECTION_TESTS);
}

static bool is_approach(const struct plan *plan, size_t child)
{
	long owner = plan->owner[child];

	return owner >= 0 && plan->sections[owner].kind == SECTION_APPROACH;
}

/* "`src/a.c` takes its rows from the iterator": what an approach says that a file will do. What a file is, or does
 * by now, changes nothing. */
static void read_subject(struct scope_reader *reader, const struct block *block)
{
	static const char *const states[] = {
		"is",	 "are",	  "was",      "were",	  "has",     "have",  "had",
		"holds", "hold",  "contains", "already",  "today",   "still", "currently",
		"stays", "keeps", "remains",  "does",	  "did",     "and",   "or",
		"now",	 "which", "that",     "where",	  "defines", "owns",  "lives",
		"must",	 "also",  "nowadays", "provides", NULL};
	CLEANUP(tokens_clear) struct tokens tokens = {0};
	CLEANUP(freep) bool *away = NULL;

	tokens_read(&tokens, block);
	away = away_read(&tokens, 0, tokens.count, false);
	if (tokens.count < 3 || tokens.items[0].kind != TOKEN_CODE || away[0] ||
	    tokens.items[1].kind != TOKEN_WORD ||
	    words_equal_any(tokens.items[1].text, states))
		return;
	scope_begin_leaf(reader);
	add_code(reader, tokens.items[0].text, block);
}

static void read_elsewhere(struct scope_reader *reader)
{
	const struct plan *plan = reader->plan;
	struct elsewhere at = {0, 0, false};

	for (size_t i = 0; i < plan->root.count; i++) {
		const struct block *block = &plan->root.children[i];

		if (block->kind == BLOCK_HEADING)
			pass_heading(&at, block);
		else if (at.aside || !is_about_change(plan, i))
			continue;
		else if (at.form || block->kind == BLOCK_LIST) {
			reader->need_verb = !at.form && !at.announced;
			read_block(reader, block);
		} else if (block->kind == BLOCK_PARAGRAPH && is_approach(plan, i)) {
			read_subject(reader, block);
		}
		at.announced = block->kind == BLOCK_PARAGRAPH && announces(block);
	}
	reader->need_verb = false;
}

void scope_read_mentions(struct scope_reader *reader)
{
	const struct plan *plan = reader->plan;

	reader->mention = true;
	for (size_t i = 0; i < plan->section_count; i++)
		if (section_has_trait(plan->sections[i].kind, SECTION_HAS_PARTS))
			read_section(reader, &plan->sections[i]);
	read_documents(reader);
	read_elsewhere(reader);
	scope_drop_places(reader->plan);
	reader->mention = false;
}
