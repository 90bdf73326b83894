/*
 * The paths of one paragraph or cell. A line is a label ("Files:", "Create:"), the paths, and then,
 * behind a dash or a colon, why: what stands in the reason is not in the scope.
 */
#include <string.h>

#include "../plan_internal.h"
#include "away.h"
#include "item_words.h"
#include "path.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/nfc.h"
#include "resolve.h"
#include "scope_internal.h"
#include "token.h"

enum { LABEL_WORDS = 7 };

struct line_reader {
	struct item_paths *out;
	const struct scope_reader *reader;
	const struct tokens *tokens;
	size_t at, end; /* the tokens of this line */
	size_t first;	/* path of this line */
	int line;
	unsigned how; /* enum item_how bits */
	bool in_reason;
};

static void add_path(struct line_reader *line, char *path, bool literal)
{
	struct item_paths *out = line->out;
	struct item_path *item = ARRAY_PUSH(out->items, out->count, out->capacity);

	item->path = path;
	item->literal = literal;
	item->line = line->line;
}

static void drop_paths(struct line_reader *line, size_t keep)
{
	struct item_paths *out = line->out;

	while (out->count > keep)
		free(out->items[--out->count].path);
}

/* "The server/ folder stays": in a paragraph, and in bold, a folder is a word. */
static bool is_word(const struct line_reader *line, const char *text, const char *path)
{
	const char *slash = strchr(path, '/');

	if (path[strlen(path) - 1] != '/' &&
	    scope_lookup(line->reader, path) != PATH_FOLDER)
		return false;
	return line->how & READ_SENTENCES || !slash || (!slash[1] && strchr("*_", *text));
}

static bool take(struct line_reader *line, const char *text, enum path_place place)
{
	bool literal;
	CLEANUP(freep) char *path = path_clean(text, place, line->reader, &literal);

	if (!path || (place == PATH_IN_PROSE && is_word(line, text, path)))
		return false;
	add_path(line, TAKE(path), literal);
	return true;
}

/* A file that was found by another name than its own; NULL: none was. */
static bool take_owned(struct line_reader *line, char *path)
{
	if (path)
		add_path(line, path, true);
	return path != NULL;
}

/* Whether every word of a code span is a path: "src/a.c src/b.c", "a.c, b.c", "a.c -> b.c". */
static bool take_each(struct line_reader *line, const char *text)
{
	size_t before = line->out->count, words = 0;
	CLEANUP(freep) char *copy = xstrdup(text);
	char *rest = copy, *word;

	while ((word = strsep(&rest, ", "))) {
		if (!*word || !strcmp(word, "->") || !strcmp(word, "=>") ||
		    !strcmp(word, "\u2192"))
			continue;
		words++;
		if (!take(line, word, PATH_IN_LIST))
			break;
	}
	if (!word && words > 1)
		return true;
	drop_paths(line, before);
	return false;
}

static bool take_code(struct line_reader *line, const char *text)
{
	if (scope_lookup(line->reader, text) == PATH_NONE && *text != '"' &&
	    !strchr(text, '{') && strpbrk(text, " ,") && take_each(line, text))
		return true;
	return take(line, text, PATH_IN_CODE) ||
	       take_owned(line, path_of_type(line->reader->lookup, text));
}

/* The target, or the text where only that is a path. */
static bool take_link(struct line_reader *line, const struct token *token)
{
	const struct scope_reader *reader = line->reader;
	CLEANUP(freep) char *target = path_resolve(reader->plan->path, token->url);
	bool literal;
	CLEANUP(freep) char *text = path_clean(token->text, PATH_ALONE, reader, &literal);
	bool known = target && scope_lookup(reader, target) != PATH_NONE;

	if (*token->url == '#')
		return false;
	if (take_owned(line, path_of_url(reader, token->url)))
		return true;
	if (!known && text &&
	    (strchr(text, '/') || scope_lookup(reader, text) != PATH_NONE)) {
		add_path(line, TAKE(text), literal);
		return true;
	}
	if (!known && !text && target && !path_has_extension(target, false))
		return false;
	if (target)
		add_path(line, TAKE(target), known);
	else if (text && !strstr(token->url, "://"))
		add_path(line, TAKE(text), literal);
	return target || text;
}

static bool take_token(struct line_reader *line, const struct token *token,
		       enum path_place place)
{
	switch (token->kind) {
	case TOKEN_CODE:
		return take_code(line, token->text);
	case TOKEN_LINK:
		return take_link(line, token);
	case TOKEN_WORD:
		return take(line, token->text, place) ||
		       (!(line->how & READ_SENTENCES) &&
			take_owned(line,
				   path_of_document(line->reader->lookup, token->text)));
	case TOKEN_DASH:
	case TOKEN_GROUP:
	case TOKEN_LINE:
		break;
	}
	return false;
}

static char *join_tokens(const struct line_reader *line, size_t from, size_t to)
{
	struct str out = {0};

	for (size_t i = from; i < to; i++) {
		const struct token *token = &line->tokens->items[i];

		str_add_char(&out, ' ');
		str_add(&out, token->kind == TOKEN_CODE ? "" : token->text);
	}
	return str_take(&out);
}

/* How many tokens make up the label at the beginning of the line, or 0. */
static size_t label_length(const struct line_reader *line)
{
	for (size_t i = line->at; i < line->end && i < line->at + LABEL_WORDS; i++) {
		const struct token *token = &line->tokens->items[i];
		CLEANUP(freep) char *path = NULL;
		bool literal;

		if (token->kind != TOKEN_WORD && token->kind != TOKEN_GROUP &&
		    token->kind != TOKEN_DASH)
			return 0;
		if (token->kind == TOKEN_WORD)
			path = path_clean(token->text, PATH_IN_PROSE, line->reader,
					  &literal);
		if (path)
			return 0;
		if (token->colon)
			return i + 1 - line->at;
	}
	return 0;
}

/* "Phase 2 (later):" */
static bool has_away_remark(const struct line_reader *line, size_t len)
{
	for (size_t i = line->at; i < line->at + len; i++) {
		const struct token *token = &line->tokens->items[i];
		CLEANUP(freep) char *words = nfc_words(token->text);

		if (token->kind == TOKEN_GROUP && away_is_label(words))
			return true;
	}
	return false;
}

static void read_label(struct line_reader *line)
{
	size_t len = label_length(line);
	CLEANUP(freep) char *text = NULL, *words = NULL;

	if (!len)
		return;
	text = join_tokens(line, line->at, line->at + len);
	words = nfc_words(text);
	line->out->excluded = item_label_refuses(words) || has_away_remark(line, len);
	line->at += len;
	line->out->label_files = name_is_files(words);
	line->out->label_other = item_label_is_other(words);
}

/* "Deferred", "Out of scope - `x`": such a label before a dash, or all that the line says. */
static bool is_left_out(const struct line_reader *line)
{
	size_t end = line->at;
	CLEANUP(freep) char *text = NULL, *words = NULL;

	while (end < line->end && end < line->at + LABEL_WORDS &&
	       line->tokens->items[end].kind == TOKEN_WORD)
		end++;
	if (end == line->at ||
	    (end < line->end && line->tokens->items[end].kind != TOKEN_DASH))
		return false;
	text = join_tokens(line, line->at, end);
	words = nfc_words(text);
	return away_is_label(words);
}

static bool is_verb(const struct token *token)
{
	CLEANUP(freep) char *words = nfc_words(token->text);

	return token->kind == TOKEN_GROUP || !*words || item_word_is_verb(words);
}

static void skip_verbs(struct line_reader *line)
{
	while (line->at + 1 < line->end &&
	       line->tokens->items[line->at].kind == TOKEN_WORD &&
	       is_verb(&line->tokens->items[line->at]))
		line->at++;
}

/* A reason or a group: the paths before it are dropped where it refuses them. */
static void hear_reason(struct line_reader *line, const char *text, size_t keep)
{
	CLEANUP(freep) char *words = nfc_words(text);

	if (item_reason_refuses(words))
		drop_paths(line, keep);
}

/* Behind a path: whether the reason begins at this token. */
static bool is_reason(const struct line_reader *line, size_t at)
{
	const struct token *token = &line->tokens->items[at];

	if (line->out->count == line->first)
		return false;
	return token->kind == TOKEN_DASH ||
	       (token->kind == TOKEN_WORD && item_word_excepts(token->text));
}

static bool is_connector(const char *word)
{
	static const char *const list[] = {"and", "&", "or", "+", "plus", "/", NULL};

	return words_equal_any(word, list);
}

/* How bare words are read: a sentence is none where all that stands before the reason is paths. */
static enum path_place place_of(const struct line_reader *line)
{
	size_t i = line->at;

	for (; i < line->end && line->tokens->items[i].kind != TOKEN_DASH; i++) {
		const struct token *token = &line->tokens->items[i];
		CLEANUP(freep) char *path = NULL;
		bool literal;

		if (token->kind == TOKEN_WORD && !is_connector(token->text)) {
			path = path_clean(token->text, PATH_ALONE, line->reader, &literal);
			if (!path)
				return PATH_IN_PROSE;
		}
		if (token->colon)
			break;
	}
	return line->end - line->at == 1 ? PATH_ALONE : PATH_IN_LIST;
}

/* A file with blanks in its name that is all that stands before the reason. */
static bool take_whole(struct line_reader *line)
{
	size_t end = line->at;
	CLEANUP(freep) char *text = NULL, *path = NULL;
	bool literal;

	while (end < line->end && line->tokens->items[end].kind == TOKEN_WORD &&
	       !line->tokens->items[end].colon)
		end++;
	if (end < line->at + 2 ||
	    (end < line->end && line->tokens->items[end].kind != TOKEN_DASH))
		return false;
	text = join_tokens(line, line->at, end);
	path = path_clean(text, PATH_ALONE, line->reader, &literal);
	if (!path || scope_lookup(line->reader, path) != PATH_FILE)
		return false;
	add_path(line, TAKE(path), true);
	line->out->begins = line->in_reason = true;
	return true;
}

/* Add those of the tokens that are files of a folder. */
static void add_names_in(struct line_reader *line, const char *folder,
			 const struct tokens *tokens, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct token *token = &tokens->items[i];
		CLEANUP(freep) char *path = xasprintf("%s%s", folder, token->text);
		CLEANUP(tokens_clear) struct tokens inside = {0};

		if (token->kind == TOKEN_GROUP) {
			tokens_read_text(&inside, token->text);
			add_names_in(line, folder, &inside, 0, inside.count);
		} else if (scope_lookup(line->reader, path) == PATH_FILE) {
			add_path(line, TAKE(path), true);
		}
	}
}

/* "`src/parser/`: `lexer.c`, `ast.c`": behind a folder names of files in it, which are meant instead of it. */
static void take_below(struct line_reader *line, size_t from)
{
	struct item_paths *out = line->out;
	const char *path = out->count > line->first ? out->items[out->count - 1].path : "";
	size_t last = out->count - 1, len = strlen(path);
	CLEANUP(freep)
	char *folder =
		len ? xasprintf("%s%s", path, path[len - 1] == '/' ? "" : "/") : NULL;

	if (!folder || scope_lookup(line->reader, folder) != PATH_FOLDER)
		return;
	add_names_in(line, folder, line->tokens, from, line->end);
	if (out->count <= last + 1)
		return;
	free(out->items[last].path);
	out->items[last] = out->items[--out->count];
}

static void read_paths(struct line_reader *line)
{
	size_t start = line->at;
	struct item_paths *out = line->out;
	enum path_place place = place_of(line);
	CLEANUP(freep) bool *away = away_read(line->tokens, start, line->end, false);

	for (size_t i = start; i < line->end; i++) {
		const struct token *token = &line->tokens->items[i];
		CLEANUP(freep) char *rest = NULL;
		bool taken;

		if (token->kind == TOKEN_GROUP && out->count > line->first) {
			hear_reason(line, token->text, out->count - 1);
			take_below(line, i);
			continue;
		}
		taken = !away[i - start] && take_token(line, token, place);
		if (taken && i == start)
			out->begins = true;
		if (!is_reason(line, i) && !(taken && token->colon))
			continue;
		line->in_reason = true;
		rest = join_tokens(line, i + 1, line->end);
		hear_reason(line, rest, line->first);
		take_below(line, i + 1);
		return;
	}
}

static void read_line(struct line_reader *line)
{
	CLEANUP(freep) char *text = NULL, *words = NULL;
	size_t before = line->out->count;

	read_label(line);
	line->out->excluded = line->out->excluded || is_left_out(line);
	if (line->out->excluded || line->out->label_other ||
	    (line->how & READ_LABELLED && !line->out->label_files))
		return;
	skip_verbs(line);
	text = join_tokens(line, line->at, line->end);
	words = nfc_words(text);
	if (item_is_everything(words)) {
		line->out->everything = true;
		return;
	}
	line->first = before;
	if (line->in_reason && line->at < line->end &&
	    line->tokens->items[line->at].kind == TOKEN_WORD)
		return;
	line->in_reason = false;
	if (!take_whole(line))
		read_paths(line);
}

void item_paths_read(struct item_paths *out, const struct block *leaf,
		     const struct scope_reader *reader, unsigned how)
{
	CLEANUP(tokens_clear) struct tokens tokens = {0};
	struct line_reader line = {
		.out = out, .reader = reader, .tokens = &tokens, .how = how};

	tokens_read(&tokens, leaf);
	for (size_t start = 0; start < tokens.count; start = line.end + 1) {
		line.at = line.end = start;
		while (line.end < tokens.count && tokens.items[line.end].kind != TOKEN_LINE)
			line.end++;
		read_line(&line);
		line.line++;
	}
}

void item_paths_clear(struct item_paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->items[i].path);
	free(paths->items);
	*paths = (struct item_paths){0};
}
