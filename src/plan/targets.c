/*
 * What steps and tests name: `path`, `path:function`, `path#symbol`, `path::test`. Only code spans
 * are taken, and only what can be nothing but a path: other words are prose. What stands behind a command
 * may be what the command makes, and what a sentence leaves alone or puts off is nobody's target.
 */
#include <ctype.h>
#include <string.h>

#include "plan_internal.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "scope/away.h"
#include "scope/path.h"
#include "scope/token.h"
#include "targets.h"

enum { MOST_TARGETS = 500, LONGEST_SYMBOL = 200 };

/* Marks of shells, globs, URLs and placeholders: such a span is no plain path. */
static bool is_plain(const char *text)
{
	return *text && !strpbrk(text, " \t\n*?{}[]<>$|&;=\"'\\@~%") &&
	       !strstr(text, "://") && *text != '/' && *text != '-' && *text != '.';
}

/* The last name of "::TestClass::test_it", ":Class.method()", "#parse"; NULL for a line number. */
static char *symbol_of(const char *suffix)
{
	const char *end = suffix + strlen(suffix), *start;

	while (end > suffix && !char_is_word(end[-1]))
		end--;
	start = end;
	while (start > suffix && char_is_word(start[-1]))
		start--;
	if (start == end || isdigit((unsigned char)*start) || end - start > LONGEST_SYMBOL)
		return NULL;
	/* "path: why" is a reason, and "(...)" holds arguments. */
	if (strpbrk(suffix, ",") || (*end && strcmp(end, "()") != 0))
		return NULL;
	return xmemdup(start, (size_t)(end - start));
}

static void add_target(struct targets *out, const struct block *leaf, const char *text,
		       bool to_come)
{
	size_t len = strcspn(text, ":#");
	CLEANUP(freep) char *path = xmemdup(text, len);
	struct target *target;

	if (!is_plain(text) || !len || out->count >= MOST_TARGETS || strstr(path, "..") ||
	    !path_has_extension(path, true))
		return;
	target = ARRAY_PUSH(out->items, out->count, out->capacity);
	*target = (struct target){.path = TAKE(path),
				  .symbol = symbol_of(text + len),
				  .leaf = leaf,
				  .to_come = to_come};
}

/* Whether an item has nothing but names, remarks and a verb: it lists files. */
static bool is_listing(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->items[i].kind == TOKEN_WORD)
			return false;
	return tokens->count > 0 && tokens->items[0].kind == TOKEN_CODE;
}

struct target_walk {
	struct targets *out;
};

static bool add_leaf(void *context, const struct block *leaf)
{
	struct target_walk *walk = context;
	CLEANUP(tokens_clear) struct tokens tokens = {0};
	CLEANUP(freep) bool *away = NULL;
	bool commands = false, listing;

	if (!leaf->source || leaf->kind == BLOCK_CODE || leaf->kind == BLOCK_HTML)
		return true;
	tokens_read(&tokens, leaf);
	away = away_read(&tokens, 0, tokens.count, false);
	listing = is_listing(&tokens);
	for (size_t i = 0; i < tokens.count && !commands; i++) {
		const struct token *token = &tokens.items[i];

		if (token->kind != TOKEN_CODE)
			continue;
		if (!away[i])
			add_target(walk->out, leaf, token->text,
				   listing || away_makes(&tokens, i));
		commands = strchr(token->text, ' ') != NULL;
	}
	return true;
}

void targets_read(struct targets *out, const struct plan *plan, enum section_kind kind)
{
	struct target_walk walk = {out};
	const struct section *section;
	size_t at = 0;

	while ((section = section_next(plan, kind, &at))) {
		if (section->part)
			block_walk(section->heading, add_leaf, &walk);
		for (size_t i = 0; i < section->count; i++)
			if (section->blocks[i]->kind != BLOCK_QUOTE)
				block_walk(section->blocks[i], add_leaf, &walk);
	}
}

void targets_clear(struct targets *targets)
{
	for (size_t i = 0; i < targets->count; i++) {
		free(targets->items[i].path);
		free(targets->items[i].symbol);
	}
	free(targets->items);
	*targets = (struct targets){0};
}
